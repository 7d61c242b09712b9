"""Finished files read back: what their reader sees, and whether what was promised is there."""

from foldwell.readback.docx_file import docx, furniture
from foldwell.readback.order import Lost, Match, missing
from foldwell.readback.origins import Origins, Stretch
from foldwell.readback.pdf_file import page_count, page_pixels, pdf
from foldwell.readback.reading import Box, FigureSeen, MissingGlyph, Reading, Word

__all__ = [
    "Box",
    "FigureSeen",
    "Lost",
    "Match",
    "MissingGlyph",
    "Origins",
    "Reading",
    "Stretch",
    "Word",
    "docx",
    "furniture",
    "missing",
    "page_count",
    "page_pixels",
    "pdf",
]
