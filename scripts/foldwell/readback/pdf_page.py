"""One page of a PDF file: what its text and figures are, and whether they can be seen once it is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL.Image import Image

from foldwell.readback.ink import SCALE, Edges, Light, extremes
from foldwell.readback.pdf_text import PageText, Piece, entangled

PICTURES = (pdfium_c.FPDF_PAGEOBJ_FORM, pdfium_c.FPDF_PAGEOBJ_IMAGE)
NO_MARK = -1

PLAIN = 6
"""Greys of 255 by which the ground behind a word may vary: less is not seen."""


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, its text, its marked content, its picture in colour, and the light of that.

    The text that cannot be seen is `unseen`; what is drawn under or over `crossed` text is not of one tone.
    Pictures that carry no mark are `backdrops`.
    """

    size: tuple[float, float]
    pieces: tuple[Piece, ...]
    unseen: tuple[Piece, ...]
    crossed: tuple[Piece, ...]
    marked: Mapping[int, Edges]
    backdrops: tuple[Edges, ...]
    picture: Image
    light: Light


def look_at(page: pdfium.PdfPage, number: int, kept: float = 1.0) -> Page:
    """Return what a page, counted from 1, shows, rendered once with at least the part `kept` of contrasts."""
    text = PageText(page, number)
    pieces = tuple(text.pieces())
    picture = rendered(page, SCALE)
    light = Light.of(picture, kept)
    over = entangled(pieces)
    hidden = [at in over or not light.shows(piece) for at, piece in enumerate(pieces)]
    unseen = tuple(piece for piece, gone in zip(pieces, hidden, strict=True) if gone and has_letters(piece))
    areas, behind = marked(page, text), tuple(backdrops(page, text))
    crossed = tuple(over_drawing(page, [piece for piece in pieces if piece not in unseen]))
    return Page(page.get_size(), pieces, unseen, crossed, areas, behind, picture, light)


def over_drawing(page: pdfium.PdfPage, pieces: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the pieces that stand on a picture or are struck out: without the text, their place is not plain.

    An underline, which is below the baseline, does no harm. The text is gone from the open page afterwards.
    """
    for drawn in objects(page):
        if pdfium_c.FPDFPageObj_GetType(drawn) == pdfium_c.FPDF_PAGEOBJ_TEXT:
            pdfium_c.FPDFTextObj_SetTextRenderMode(drawn, pdfium_c.FPDF_TEXTRENDERMODE_INVISIBLE)
    ground = page.render(scale=1, grayscale=True).to_pil()
    for piece in pieces:
        left, top, right, bottom = piece.edges
        foot = min(bottom, piece.baseline) if piece.upright else bottom
        darkest, lightest = extremes(ground.crop((round(left), round(top), round(right), round(foot))))
        if lightest - darkest > PLAIN and has_letters(piece):
            yield piece


def backdrops(page: pdfium.PdfPage, text: PageText) -> Iterator[Edges]:
    """Yield the edges of the pictures on a page that carry no mark, and nothing marked in them."""
    for item in range(pdfium_c.FPDFPage_CountObjects(page)):
        drawn = pdfium_c.FPDFPage_GetObject(page, item)
        marks = {pdfium_c.FPDFPageObj_GetMarkedContentID(part) for part in inside(drawn)}
        if pdfium_c.FPDFPageObj_GetType(drawn) in PICTURES and marks == {NO_MARK}:
            yield text.bounds(drawn)


def objects(page: pdfium.PdfPage) -> Iterator[object]:
    """Yield everything that is drawn on a page, also inside forms."""
    for item in range(pdfium_c.FPDFPage_CountObjects(page)):
        yield from inside(pdfium_c.FPDFPage_GetObject(page, item))


def inside(drawn: object) -> Iterator[object]:
    """Yield an object, and what is in it if it is a form."""
    yield drawn
    if pdfium_c.FPDFPageObj_GetType(drawn) == pdfium_c.FPDF_PAGEOBJ_FORM:
        for item in range(pdfium_c.FPDFFormObj_CountObjects(drawn)):
            yield from inside(pdfium_c.FPDFFormObj_GetObject(drawn, item))


def has_letters(piece: Piece) -> bool:
    """Return whether a piece says anything: a bullet or a dash may lie close to a word, or be pale."""
    return any(sign.isalnum() for sign in piece.text)


def rendered(page: pdfium.PdfPage, scale: float) -> Image:
    """Return a page as a picture in colour, `scale` pixels a point."""
    picture: Image = page.render(scale=scale).to_pil()
    return picture.convert("RGB")


def marked(page: pdfium.PdfPage, text: PageText) -> dict[int, Edges]:
    """Return the edges of each piece of marked content, in points from the top left."""
    areas: dict[int, Edges] = {}
    for item in range(pdfium_c.FPDFPage_CountObjects(page)):
        drawn = pdfium_c.FPDFPage_GetObject(page, item)
        edges = text.bounds(drawn)
        for part in inside(drawn):
            mark = int(pdfium_c.FPDFPageObj_GetMarkedContentID(part))
            areas[mark] = union(areas.get(mark, edges), edges)
    return areas


def union(one: Edges, other: Edges) -> Edges:
    """Return the smallest rectangle around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
