"""Finished files read back: what their reader sees, and whether what was promised is there."""

from foldwell.proofing.inspection.docx.reader import docx, furniture
from foldwell.proofing.inspection.pdf.preflight import Boxes, Print, Rectangle, for_press
from foldwell.proofing.inspection.pdf.reader import page_count, page_greys, page_pixels, pdf
from foldwell.proofing.inspection.reading import (
    Box,
    CallSeen,
    FigureSeen,
    MissingGlyph,
    Reading,
    RowSeen,
    Word,
)

__all__ = [
    "Box",
    "Boxes",
    "CallSeen",
    "FigureSeen",
    "MissingGlyph",
    "Print",
    "Reading",
    "Rectangle",
    "RowSeen",
    "Word",
    "docx",
    "for_press",
    "furniture",
    "page_count",
    "page_greys",
    "page_pixels",
    "pdf",
]
