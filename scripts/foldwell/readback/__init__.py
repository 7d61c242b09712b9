"""Finished files read back: what their reader sees, and whether what was promised is there."""

from foldwell.readback.docx_file import docx, furniture
from foldwell.readback.order import Lost, Match, missing
from foldwell.readback.origins import Origins, PassageRun, Stretch
from foldwell.readback.pdf_file import page_count, page_greys, page_pixels, pdf
from foldwell.readback.press import Boxes, Print, Rectangle, for_press
from foldwell.readback.reading import Box, CallSeen, FigureSeen, MissingGlyph, Reading, RowSeen, Word

__all__ = [
    "Box",
    "Boxes",
    "CallSeen",
    "FigureSeen",
    "Lost",
    "Match",
    "MissingGlyph",
    "Origins",
    "PassageRun",
    "Print",
    "Reading",
    "Rectangle",
    "RowSeen",
    "Stretch",
    "Word",
    "docx",
    "for_press",
    "furniture",
    "missing",
    "page_count",
    "page_greys",
    "page_pixels",
    "pdf",
]
