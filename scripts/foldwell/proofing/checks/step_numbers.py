"""Check that every step shows its number: readers are told to go back to step 3, or to stop after it.

A Word file has no numbers of its own; the program that opens it counts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foldwell.errors import Problem
from foldwell.proofing.checks.proof import Proof

MAX_WORDS_BETWEEN = 12
"""The most words between a number and the words of its step: the lettering of its picture."""


def step_numbers(proof: Proof) -> Iterator[Problem]:
    """Every step on a page shows its number, before its words."""
    # On sheets, panels are read as they lie; they are those of a file in which steps were proven.
    if not proof.contents.pages or not proof.expectation.has_annotations:
        return
    for number, passages in proof.expectation.steps:
        found = tuple(proof.provenance.groups([passage.text for passage in passages]))
        # Words that are missing are a problem of their own.
        if found and not any(_is_numbered(proof, number, places) for places in found):
            what = f"step {number} does not show its number: {passages[0].text}, from {passages[0].where}"
            hint = proof.template_hint("take out of your stylesheets what hides or changes it")
            yield proof.problem(what, hint, proof.contents.words[found[0][0]].page)


def _is_numbered(proof: Proof, number: int, places: Sequence[int]) -> bool:
    before = proof.contents.words[max(0, places[0] - MAX_WORDS_BETWEEN) : places[0]]
    return any(word.text == f"{number}." for word in before)
