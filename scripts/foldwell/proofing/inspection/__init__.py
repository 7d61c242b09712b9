"""Inspection: read finished files back and return what their reader sees."""

from foldwell.proofing.inspection.docx.reader import header_footer, read_docx
from foldwell.proofing.inspection.pdf.page_images import page_count, page_greys, page_pixels, undrawn_fields
from foldwell.proofing.inspection.pdf.preflight import Boxes, PressContents, Rectangle, inspect_press_file
from foldwell.proofing.inspection.pdf.reader import read_pdf
from foldwell.proofing.inspection.reading import (
    Box,
    DocumentContents,
    MissingGlyph,
    ShownField,
    ShownFigure,
    ShownPhoneLink,
    ShownRow,
    Word,
)

__all__ = [
    "Box",
    "Boxes",
    "DocumentContents",
    "MissingGlyph",
    "PressContents",
    "Rectangle",
    "ShownField",
    "ShownFigure",
    "ShownPhoneLink",
    "ShownRow",
    "Word",
    "header_footer",
    "inspect_press_file",
    "page_count",
    "page_greys",
    "page_pixels",
    "read_docx",
    "read_pdf",
    "undrawn_fields",
]
