"""The pages of a PDF file as pixels."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import attrgetter

import pypdfium2 as pdfium
from PIL.Image import Image

from foldwell.model.units import MM_PER_INCH, PT_PER_INCH
from foldwell.proofing.inspection.pdf.form_fields import is_drawn
from foldwell.proofing.inspection.pdf.legibility import SCALE, Edges
from foldwell.proofing.inspection.pdf.page_bitmap import bitmap_buffer
from foldwell.proofing.inspection.reading import (
    Box,
    ShownField,
)


def page_count(data: bytes) -> int:
    """Return how many pages a PDF file has; raises PdfiumError when it cannot be opened."""
    with pdfium.PdfDocument(data) as shown:
        return len(shown)


def page_pixels(data: bytes, page: int, dpi: float, *, grey: bool = False) -> Image:
    """Return a page (from 1) of a PDF file as a picture in colour or grey; IndexError if there is none."""
    with pdfium.PdfDocument(data) as shown:
        if not 1 <= page <= len(shown):
            raise IndexError(page)
        picture: Image = shown[page - 1].render(scale=dpi / PT_PER_INCH, grayscale=grey).to_pil()
        return picture if grey else picture.convert("RGB")


def page_greys(data: bytes, dpi: float) -> Iterator[Image]:
    """Yield the pages of a PDF file as pictures in grey; raises PdfiumError when it cannot be opened."""
    with pdfium.PdfDocument(data) as shown:
        for page in shown:
            # Copied, because the next page is drawn into the same memory.
            yield bitmap_buffer().draw(page, dpi / PT_PER_INCH, grey=True).copy()


def undrawn_fields(data: bytes, fields: Iterable[ShownField]) -> Iterator[ShownField]:
    """Yield the fields whose line or box a PDF file does not show at their places; it need not have them."""
    with pdfium.PdfDocument(data) as shown:
        for number, found in groupby(sorted(fields, key=attrgetter("page")), attrgetter("page")):
            bitmap = bitmap_buffer().draw(shown[number - 1], SCALE)
            yield from (field for field in found if not is_drawn(bitmap, field.mark, points(field.box)))


def points(box: Box) -> Edges:
    """Return a box in millimetres as edges in points."""
    left, top, right, bottom = (edge * PT_PER_INCH / MM_PER_INCH for edge in box)
    return left, top, right, bottom
