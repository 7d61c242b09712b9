"""How high the text of a card will be at settings that were not laid out, and without some points."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from foldwell.documents.planning.planner import Atom
from foldwell.documents.type_settings import Setting

LINE_GROWTH, BOX_GROWTH = 0.83, 0.95
"""The exponents by which single lines and boxes grow with size squared times leading, measured on 20 cards:
text in boxes wraps, and headings and short lines do not."""

BOX_LINES = 3
"""An atom that is higher than so many lines is a box."""


def resized(
    atoms: Sequence[Atom], before: Setting, after: Setting, gaps_in_box: int, factor: float = 1.0
) -> tuple[Atom, ...]:
    """Return atoms of a strip as expected at another setting, each `factor` times as high as that.

    A box has so many gaps of paragraphs as padding. At a setting of the same size and leading no line wraps
    otherwise: only gaps differ.
    """
    result: list[Atom] = []
    end = new_end = atoms[0].top
    for atom in atoms:
        top = new_end + _space(atom.top - end, before, after)
        bottom = top + _height(atom, before, after, gaps_in_box) * factor
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


def _height(atom: Atom, before: Setting, after: Setting, gaps_in_box: int) -> float:
    words = atom.height - atom.picture
    if words <= BOX_LINES * before.line:
        return words * _words_ratio(before, after, LINE_GROWTH) + atom.picture
    inside = (words - gaps_in_box * before.gap) * _words_ratio(before, after, BOX_GROWTH)
    return inside + gaps_in_box * after.gap + atom.picture


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
            paragraph_end = atom.paragraph_end - removed if atom.paragraph_end else 0.0
            kept.append(
                replace(
                    atom, top=atom.top - removed, bottom=atom.bottom - removed, paragraph_end=paragraph_end
                )
            )
        end = atom.bottom
    return tuple(kept)
