"""Cross-field rules for what is made of an article: its format and its card, on its text tree."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.findings import ANY, Check, Finding, repeated_names, select, select_texts

CARD_POINTS, CARD_WHOLE = ("card", "points", ANY), ("card", "whole", ANY)
DOCUMENTS = ("format", "documents", ANY)
LISTS = (CARD_WHOLE, CARD_POINTS, DOCUMENTS)
"""Lists of names, each of which stands there once."""


def _named_once(tree: Tree) -> Iterator[Finding]:
    for pattern in LISTS:
        yield from repeated_names(select_texts(tree, *pattern))


def _points_written(tree: Tree) -> Iterator[Finding]:
    """Yield each section that the card is to have the key point of, and that has none."""
    pointless = {
        name
        for keys, name in select_texts(tree, "sections", ANY, "id")
        if not any(select(tree, *keys[:-1], "key_point"))
    }
    for keys, name in select_texts(tree, *CARD_POINTS):
        if name in pointless:
            what = f"is '{name}', a section that has no 'key_point'"
            yield Finding(keys, what, "write one there, or leave the section out here")


def _whole_without_point(tree: Tree) -> Iterator[Finding]:
    """Yield each section that the card is to have whole, and its key point besides."""
    whole = {name for _, name in select_texts(tree, *CARD_WHOLE)}
    for keys, name in select_texts(tree, *CARD_POINTS):
        if name in whole:
            what = f"is '{name}', a section that is on the card whole"
            yield Finding(keys, what, "leave it out here, or under 'whole'")


def _half_sheet_of_one_side(tree: Tree) -> Iterator[Finding]:
    """Yield half a sheet for a leaflet that may have more than one side."""
    folds = [fold for _, fold in select_texts(tree, "format", "fold")]
    for keys, sheet in select_texts(tree, "format", "sheet"):
        if sheet == "half" and folds != ["single"]:
            yield Finding(keys, "is 'half', which goes with 'fold: single'", "write both, or leave this out")


def _something_is_made(tree: Tree) -> Iterator[Finding]:
    """Yield documents of which none can be made yet."""
    if {name for _, name in select_texts(tree, *DOCUMENTS)} == {"web"}:
        what = "asks for 'web' alone, which is not made yet"
        yield Finding(DOCUMENTS[:-1], what, "name leaflet, large-print, handout or card too")


CHECKS: tuple[Check, ...] = (
    _named_once,
    _points_written,
    _whole_without_point,
    _half_sheet_of_one_side,
    _something_is_made,
)
