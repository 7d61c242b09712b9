"""The Word handout: HTML of the handout template to DOCX bytes, on plain paper or on a letterhead."""

from foldwell.rendering.docx.document import WRITERS, write
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.letterhead import read_letterhead as read_letterhead
from foldwell.rendering.docx.page_setup import Page
from foldwell.rendering.docx.page_setup import plain_page as plain_page
from foldwell.rendering.docx.styles.stylesheet import BrandDesign, body_size
from foldwell.rendering.docx.tables.fit import TableFitError

__all__ = [
    "WRITERS",
    "BrandDesign",
    "Letterhead",
    "Page",
    "TableFitError",
    "body_size",
    "plain_page",
    "read_letterhead",
    "write",
]
