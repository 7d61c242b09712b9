"""One page of a PDF file: what its text and figures are, and whether they can be seen once it is rendered."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple, cast

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL.Image import Image

from foldwell.assets.colour import contrast_ratio
from foldwell.proofing.inspection.pdf import legibility
from foldwell.proofing.inspection.pdf.legibility import Edges
from foldwell.proofing.inspection.pdf.page_bitmap import Canvas, View, around, light
from foldwell.proofing.inspection.pdf.structure_tree import Mark
from foldwell.proofing.inspection.pdf.text import PageText, Piece, entangled

PICTURES = (pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_IMAGE)
NO_MARK = -1

PLAIN = 6
"""Greys of 255 by which the ground behind a word may vary: less is not seen."""


class Seen(NamedTuple):
    """A picture on a page: its edges in points, whether it is more than one plain tone, and its look."""

    edges: Edges
    ink: bool
    shown: Image


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, its text, and its pictures: those of the structure by their marks.

    The text that cannot be seen is `unseen`; what is drawn under or over `crossed` text is not of one tone.
    Pictures that carry no mark are `backdrops`.
    """

    size: tuple[float, float]
    pieces: tuple[Piece, ...]
    unseen: tuple[Piece, ...]
    crossed: tuple[Piece, ...]
    figures: Mapping[frozenset[Mark], Seen]
    backdrops: tuple[Seen, ...]


class Item(NamedTuple):
    """What is drawn on a page, before what is in it if it is a form, each with its kind; the marks of all."""

    parts: Sequence[tuple[object, int]]
    marks: set[int]


@dataclass(frozen=True, slots=True)
class Eye:
    """How a file is looked at: where its pages are drawn, the marks of its figures, the contrasts `kept`."""

    canvas: Canvas
    figures: tuple[frozenset[Mark], ...] = ()
    kept: float = 1.0


def look_at(page: pdfium.PdfPage, number: int, eye: Eye) -> Page:
    """Return what a page, counted from 1, shows, rendered once."""
    text = PageText(page, number)
    pieces = tuple(text.pieces())
    view = eye.canvas.draw(page, legibility.SCALE)
    unseen = hidden(pieces, view, eye.kept)
    items = tuple(items_of(page))
    areas = marked(items, text, {mark for marks in eye.figures for on, mark in marks if on == number})
    figures = {marks: seen(view, edges) for marks, edges in placed(eye.figures, number, areas)}
    behind = tuple(seen(view, edges) for edges in backdrops(items, text))
    lost = set(map(id, unseen))
    blank(items)
    ground = eye.canvas.draw(page, 1, grey=True)
    crossed = tuple(over_drawing(ground, [piece for piece in pieces if id(piece) not in lost]))
    return Page(page.get_size(), pieces, unseen, crossed, figures, behind)


def hidden(pieces: Sequence[Piece], view: View, kept: float) -> tuple[Piece, ...]:
    """Return the pieces that say anything and cannot be seen, whole and clear, on their page."""
    over = entangled(pieces)
    glances = view.patches([piece.edges for piece in pieces], legibility.few)
    unsure = [
        (at, piece)
        for at, (piece, glance) in enumerate(zip(pieces, glances, strict=True))
        if at in over or glance is None or not legibility.clear(glance, piece, kept)
    ]
    patches = view.patches([piece.edges for _, piece in unsure])
    return tuple(
        piece
        for (at, piece), patch in zip(unsure, patches, strict=True)
        if (at in over or patch is None or not legibility.shows(patch, piece, kept)) and has_letters(piece)
    )


def seen(view: View, edges: Edges) -> Seen:
    """Return what a page shows within edges that are given in points."""
    box, shown = view.box(edges), view.cut(around(edges))
    tones = light(b"".join(view.rows(box))).getextrema() if box else (0, 0)
    low, high = cast("tuple[int, int]", tones)
    return Seen(edges, contrast_ratio(low / 255, high / 255) >= legibility.FIGURE, shown)


def placed(
    figures: Sequence[frozenset[Mark]], number: int, areas: Mapping[int, Edges]
) -> Iterator[tuple[frozenset[Mark], Edges]]:
    """Yield the figures of which a page has anything, with the edges of all of that."""
    for marks in figures:
        here = [areas[mark] for page, mark in sorted(marks) if page == number and mark in areas]
        if here:
            yield marks, reduce(union, here)


def blank(items: Sequence[Item]) -> None:
    """Take the text off an open page."""
    for item in items:
        for part, kind in item.parts:
            if kind == pdfium_c.FPDF_PAGEOBJ_TEXT:
                pdfium_c.FPDFTextObj_SetTextRenderMode(part, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)


def over_drawing(ground: View, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces that stand on a picture or are struck out: without the text, their place is not plain.

    An underline, which is below the baseline, does no harm.
    """
    wide, high = ground.size
    drawn_on = ground.marked()
    for piece in pieces:
        left, top, right, bottom = map(round, piece.edges)
        foot = min(bottom, round(piece.baseline)) if piece.upright else bottom
        on_page = min(left, top) >= 0 and right <= wide and foot <= high
        if on_page and 1 not in drawn_on[top:foot]:
            continue
        levels = ground.levels((left, top, right, foot))
        # Most grounds are all of one level, and told so ten times sooner than the darkest is found.
        if levels.strip(levels[:1]) and max(levels) - min(levels) > PLAIN and has_letters(piece):
            yield piece


def backdrops(items: Sequence[Item], text: PageText) -> Iterator[Edges]:
    """Yield the edges of the pictures on a page that carry no mark, and nothing marked in them."""
    for item in items:
        if item.parts[0][1] in PICTURES and item.marks == {NO_MARK}:
            yield text.bounds(item.parts[0][0])


def items_of(page: pdfium.PdfPage) -> Iterator[Item]:
    """Yield everything that is drawn on a page, in the order of drawing."""
    for number in range(pdfium_c.FPDFPage_CountObjects(page)):
        parts = tuple(inside(pdfium_c.FPDFPage_GetObject(page, number)))
        yield Item(parts, {int(pdfium_c.FPDFPageObj_GetMarkedContentID(part)) for part, _ in parts})


def inside(drawn: object) -> Iterator[tuple[object, int]]:
    """Yield an object with its kind, and what is in it if it is a form."""
    kind = int(pdfium_c.FPDFPageObj_GetType(drawn))
    yield drawn, kind
    if kind == pdfium_c.FPDF_PAGEOBJ_FORM:
        for number in range(pdfium_c.FPDFFormObj_CountObjects(drawn)):
            yield from inside(pdfium_c.FPDFFormObj_GetObject(drawn, number))


def has_letters(piece: Piece) -> bool:
    """Return whether a piece says anything: a bullet or a dash may lie close to a word, or be pale."""
    return any(sign.isalnum() for sign in piece.text)


def marked(items: Sequence[Item], text: PageText, wanted: Collection[int]) -> dict[int, Edges]:
    """Return the edges of each `wanted` piece of marked content, in points from the top left."""
    areas: dict[int, Edges] = {}
    for item in items:
        for mark in item.marks.intersection(wanted):
            edges = text.bounds(item.parts[0][0])
            areas[mark] = union(areas.get(mark, edges), edges)
    return areas


def union(one: Edges, other: Edges) -> Edges:
    """Return the smallest rectangle around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
