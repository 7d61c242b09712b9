"""Steps with pictures that stand two across where a page is wide, row by row."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from foldwell.model import Block, Step

ACROSS = 2

MAX_CHARACTERS = 140
"""The most characters of a step beside another: more take less room beside its picture, in longer lines."""


class StepRow(NamedTuple):
    """Steps side by side, and the ratio of width to height of the tallest of their pictures."""

    steps: tuple[Step, ...]
    ratio: float


def step_rows(block: Block, pictures: Mapping[str, float]) -> tuple[StepRow, ...]:
    """Return the steps of a block in rows of two; none unless each is short and has one of the pictures.

    `pictures` has the ratio of width to height, by file name, of those that may be half a line wide.
    """
    steps = block.steps or ()
    ratios = [pictures.get(step.figure.file, 0) if step.figure else 0 for step in steps]
    if len(steps) < ACROSS or not all(ratios) or max(map(_characters, steps)) > MAX_CHARACTERS:
        return ()
    return tuple(
        StepRow(steps[start : start + ACROSS], min(ratios[start : start + ACROSS]))
        for start in range(0, len(steps), ACROSS)
    )


def _characters(step: Step) -> int:
    caption = step.figure.caption if step.figure else None
    return sum(len(text or "") for text in (step.name, step.do, step.repeat, caption))
