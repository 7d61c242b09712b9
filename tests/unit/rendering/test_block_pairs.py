"""What to do and what not to do side by side: only next to each other, only where there is room."""

import pytest

from foldwell.model import Block
from foldwell.rendering.templating.block_pairs import MAX_CHARACTERS, pair_blocks

DO, DONT, TEXT = Block(do=["Walk"]), Block(dont=["Run"]), Block(text="Rest.")
LONG = Block(dont=["x" * 200] * (MAX_CHARACTERS // 200 + 1))


@pytest.mark.parametrize(
    ("blocks", "wide", "sizes"),
    [
        ((DO, DONT), True, [2]),
        ((DONT, DO, TEXT), True, [2, 1]),
        ((DO, DONT), False, [1, 1]),
        ((DO, TEXT, DONT), True, [1, 1, 1]),
        ((DO, DO, DONT), True, [1, 2]),
        ((DO, LONG), True, [1, 1]),
        ((), True, []),
    ],
    ids=["two", "swapped", "narrow", "parted", "the nearest", "too long", "none"],
)
def test_only_opposites_next_to_each_other_stand_side_by_side(blocks, wide, sizes):
    content = [((index,), block) for index, block in enumerate(blocks)]
    groups = list(pair_blocks(content, wide))
    assert [len(group) for group in groups] == sizes
    assert [placed for group in groups for placed in group] == content
