"""Steps in rows of two: only if each has a picture that may be so narrow, and few words."""

import pytest

from foldwell.model import Block
from foldwell.rendering.templating.step_rows import MAX_CHARACTERS, step_rows

RATIOS = {"wide.svg": 2.0, "tall.svg": 0.5}


def step(file, words="Go on."):
    return {"do": words, "figure": {"file": file, "alt": "A drawing."}}


def test_steps_stand_two_across_in_their_order():
    block = Block(steps=[step("wide.svg", "One."), step("tall.svg", "Two."), step("wide.svg", "Three.")])
    rows = step_rows(block, RATIOS)
    assert [[one.do for one in row.steps] for row in rows] == [["One.", "Two."], ["Three."]]
    assert [row.ratio for row in rows] == [0.5, 2.0]


@pytest.mark.parametrize(
    "steps",
    [
        [step("wide.svg")],
        [step("wide.svg"), {"do": "Rest."}],
        [step("wide.svg"), step("lettered.svg")],
        [step("wide.svg"), step("tall.svg", "x" * (MAX_CHARACTERS + 1))],
    ],
    ids=["a single one", "no picture", "a picture that needs the line", "too many words"],
)
def test_other_steps_stand_one_below_the_other(steps):
    assert step_rows(Block(steps=steps), RATIOS) == ()


def test_a_block_of_another_kind_has_no_rows():
    assert step_rows(Block(text="Rest."), RATIOS) == ()
