"""How high the text of a card will be at settings that were not laid out, and without some points."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from types import MappingProxyType

from foldwell.documents.planning.planner import Atom
from foldwell.documents.planning.weights import Break
from foldwell.documents.type_settings import Setting

LINE_GROWTH, BOX_GROWTH = 0.83, 0.95
"""The exponents by which single lines and boxes grow with size squared times leading, measured on 20 cards:
text in boxes wraps, and headings and short lines do not."""

BOX_LINES = 3
"""An atom that is higher than so many lines is a box."""

CARE, CALL, FOOT = "_care", "_call", "_foot"
"""The ids of the elements with the care boxes, whom to call, and the foot of a card."""

PLACES: Mapping[str, int] = MappingProxyType({FOOT: 1, CARE: 2, CALL: 2})
"""The order of these parts, with the foot first; all others stand before them."""

GAPS_INSIDE: Mapping[str, int] = MappingProxyType({CARE: 2, CALL: 2})
"""How many gaps of paragraphs are the padding of what is below the elements with some ids; see card.css."""


def resized(atoms: Sequence[Atom], before: Setting, after: Setting, factor: float = 1.0) -> tuple[Atom, ...]:
    """Return atoms of a strip as expected at another setting, each `factor` times as high as that.

    At a setting of the same size and leading no line wraps otherwise: only gaps differ.
    """
    result: list[Atom] = []
    end = new_end = atoms[0].top
    for atom in atoms:
        top = new_end + _space(atom.top - end, before, after)
        bottom = top + _height(atom, before, after) * factor
        rest = (atom.paragraph_end - atom.bottom) * _words_ratio(before, after, LINE_GROWTH) * factor
        result.append(
            replace(
                atom,
                top=top,
                bottom=bottom,
                paragraph_end=bottom + rest if atom.paragraph_end else 0.0,
                repeated=atom.repeated * _words_ratio(before, after, LINE_GROWTH),
            )
        )
        end, new_end = atom.bottom, bottom
    return tuple(result)


def _height(atom: Atom, before: Setting, after: Setting) -> float:
    gaps = GAPS_INSIDE.get(atom.part, 0)
    words = atom.height - atom.picture - gaps * before.gap
    growth = LINE_GROWTH if words <= BOX_LINES * before.line else BOX_GROWTH
    return words * _words_ratio(before, after, growth) + gaps * after.gap + atom.picture


def space_inside(atoms: Sequence[Atom], gap: float) -> float:
    """Return the height in mm between atoms that follow each other on a page and in their padding.

    It is a multiple of the gaps of their setting.
    """
    padding = sum(GAPS_INSIDE.get(atom.part, 0) * gap for atom in atoms)
    return padding + sum(after.top - before.bottom for before, after in pairwise(atoms))


def _space(space: float, before: Setting, after: Setting) -> float:
    """Return the space between atoms: as wide as that between sections, or else between paragraphs."""
    if space > (before.gap + before.section_gap) / 2:
        return space * after.section_gap / before.section_gap
    return space * after.gap / before.gap


def _words_ratio(before: Setting, after: Setting, growth: float) -> float:
    return float((after.size**2 * after.leading / (before.size**2 * before.leading)) ** growth)


def are_alike(a: Setting, b: Setting) -> bool:
    """Return whether lines wrap alike at two settings, so that one tells the heights of the other."""
    return (a.size, a.leading) == (b.size, b.leading)


def without(atoms: Sequence[Atom], parts: Collection[str]) -> tuple[Atom, ...]:
    """Return atoms without those of the elements with some ids; what follows moves up."""
    kept, removed, end = [], 0.0, atoms[0].top
    for atom in atoms:
        if atom.part in parts:
            removed += atom.bottom - end
        else:
            kept.append(_lowered(atom, -removed))
        end = atom.bottom
    return tuple(kept)


def in_order(atoms: Sequence[Atom], foot_first: bool) -> tuple[Atom, ...]:
    """Return atoms of a card in the order of its parts, with the kinds of the breaks between these.

    When to get help and whom to call stay together; the foot is the last part, or ends what stands before.
    """
    kept = tuple(
        replace(after, kind=Break.BOXES) if (before.part, after.part) == (CARE, CALL) else after
        for before, after in pairwise((atoms[0], *atoms))
    )
    order = sorted(kept, key=lambda atom: PLACES.get(atom.part, 0)) if foot_first else kept
    if order[0].part in PLACES:
        return kept
    spaces = {id(after): after.top - before.bottom for before, after in pairwise(kept)}
    result, end = [], order[0].top
    for atom in order:
        shift = end + spaces.get(id(atom), 0.0) - atom.top
        kind = Break.NEVER if foot_first and atom.part == FOOT else atom.kind
        result.append(replace(_lowered(atom, shift), kind=kind))
        end = result[-1].bottom
    return tuple(result)


def _lowered(atom: Atom, shift: float) -> Atom:
    end = atom.paragraph_end + shift if atom.paragraph_end else 0.0
    return replace(atom, top=atom.top + shift, bottom=atom.bottom + shift, paragraph_end=end)


def with_height(atoms: Sequence[Atom], part: str, height: float) -> tuple[Atom, ...]:
    """Return atoms in which the one of the element with an id has another height; what follows moves."""
    result, shift = [], 0.0
    for atom in atoms:
        moved = _lowered(atom, shift)
        if atom.part == part:
            moved = replace(moved, bottom=moved.top + height)
        result.append(moved)
        shift = moved.bottom - atom.bottom
    return tuple(result)
