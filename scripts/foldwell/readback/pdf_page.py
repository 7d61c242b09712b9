"""One page of a PDF file: what its text and figures are, and whether they can be seen once it is rendered."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c
from PIL.Image import Image

from foldwell.readback.ink import SCALE, Edges, Light
from foldwell.readback.pdf_text import PageText, Piece, entangled


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, its text, the part that cannot be seen, its marked content, and its light."""

    size: tuple[float, float]
    pieces: tuple[Piece, ...]
    unseen: tuple[Piece, ...]
    marked: Mapping[int, Edges]
    light: Light


def look_at(page: pdfium.PdfPage, number: int) -> Page:
    """Return what a page, counted from 1, shows; it is rendered once."""
    text = PageText(page, number)
    pieces = tuple(text.pieces())
    light = Light.of(rendered(page, SCALE))
    over = entangled(pieces)
    hidden = [at in over or not light.shows(piece) for at, piece in enumerate(pieces)]
    unseen = tuple(piece for piece, gone in zip(pieces, hidden, strict=True) if gone and has_letters(piece))
    return Page(page.get_size(), pieces, unseen, marked(page, text), light)


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
        for mark in marks_of(drawn):
            areas[mark] = union(areas.get(mark, edges), edges)
    return areas


def marks_of(drawn: object) -> Iterator[int]:
    """Yield the mark of an object, and the marks of what is in it if it is a form."""
    yield int(pdfium_c.FPDFPageObj_GetMarkedContentID(drawn))
    if pdfium_c.FPDFPageObj_GetType(drawn) == pdfium_c.FPDF_PAGEOBJ_FORM:
        for item in range(pdfium_c.FPDFFormObj_CountObjects(drawn)):
            yield from marks_of(pdfium_c.FPDFFormObj_GetObject(drawn, item))


def union(one: Edges, other: Edges) -> Edges:
    """Return the smallest rectangle around two."""
    return min(one[0], other[0]), min(one[1], other[1]), max(one[2], other[2]), max(one[3], other[3])
