"""The Word handout: HTML of the handout template in, DOCX bytes out, on plain paper or on a letterhead."""

from foldwell.word.document import WRITERS, write
from foldwell.word.letterhead import Letterhead
from foldwell.word.letterhead import read as read_letterhead
from foldwell.word.page import Page
from foldwell.word.page import plain as plain_page
from foldwell.word.stylesheet import body_size
from foldwell.word.table_fit import TableFitError

__all__ = [
    "WRITERS",
    "Letterhead",
    "Page",
    "TableFitError",
    "body_size",
    "plain_page",
    "read_letterhead",
    "write",
]
