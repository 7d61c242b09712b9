"""The lettering of a drawing, as a reader sees it on a page."""

from __future__ import annotations

from functools import lru_cache

from foldwell.assets.images import Picture, text_labels
from foldwell.model import Font
from foldwell.proofing.inspection.pdf.reader import read_pdf
from foldwell.proofing.inspection.reading import DocumentContents
from foldwell.rendering import rasterize


@lru_cache(maxsize=32)
def read_drawing(drawing: Picture, font: Font) -> DocumentContents:
    """Return the contents of a drawing, not of a PNG, `rasterize.LAYOUT_WIDTH` mm wide."""
    return read_pdf(rasterize.drawing_page(drawing, font))


def smallest_size(drawing: Picture, font: Font) -> float:
    """Return the size in pt of the smallest lettering of a drawing at `rasterize.LAYOUT_WIDTH`, or 0."""
    words = read_drawing(drawing, font).words if text_labels(drawing) else ()
    return min((word.size for word in words), default=0.0)


def printed_size(drawing: Picture, font: Font, width: float) -> float:
    """Return the size in pt of the smallest lettering of a drawing `width` mm wide; 0 without lettering."""
    return smallest_size(drawing, font) * width / rasterize.LAYOUT_WIDTH
