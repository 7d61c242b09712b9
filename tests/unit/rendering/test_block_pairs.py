"""What to do and what not to do side by side: only next to each other, only where there is room."""

import pytest
from support.project import ROOT

from foldwell.inputs.parsing import load
from foldwell.inputs.validation import validate_wording
from foldwell.model import Block, Section
from foldwell.rendering.templating.block_pairs import MAX_CHARACTERS, pair_blocks

DO, DONT, TEXT = Block(do=["Walk"]), Block(dont=["Run"]), Block(text="Rest.")
LONG = Block(dont=["x" * 200] * (MAX_CHARACTERS // 200 + 1))


@pytest.fixture(scope="module")
def wording():
    return validate_wording(load(ROOT / "content/wording/en-GB.yaml", "en-GB.yaml"))


@pytest.mark.parametrize(
    ("blocks", "wide", "sizes"),
    [
        ((DO, DONT), True, [2]),
        ((DONT, DO, TEXT), True, [2, 1]),
        ((DO, DONT), False, [1, 1]),
        ((DO, TEXT, DONT), True, [1, 1, 1]),
        ((DO, DO, DONT), True, [1, 2]),
        ((DO, LONG), True, [1, 1]),
    ],
    ids=["two", "swapped", "narrow", "parted", "the nearest", "too long"],
)
def test_only_opposites_next_to_each_other_stand_side_by_side(wording, blocks, wide, sizes):
    section = Section(id="part", heading="Part", blocks=blocks)
    groups = list(pair_blocks(section, wording, wide))
    assert [len(group) for group in groups] == sizes
    assert tuple(placed for group in groups for placed in group) == section.content


def test_a_list_without_a_heading_stands_alone(wording):
    section = Section(id="part", heading="Do", blocks=(DO, DONT))
    assert [len(group) for group in pair_blocks(section, wording, wide=True)] == [1, 1]
