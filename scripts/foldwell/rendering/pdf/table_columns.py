"""Give the columns of tables on pages the widths that their words ask for, so that no word breaks.

The layout engine makes columns as wide as their longest line would be, and lets words run out of those that
are left.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import NamedTuple

from lxml import html as parser

from foldwell.model import Font
from foldwell.rendering.column_widths import (
    ANY_SPACE,
    HYPHENS,
    SPACES,
    CellType,
    column_widths,
    measure_cell,
)
from foldwell.rendering.docx.html_parser import words

TABLE = re.compile(r"<table\b([^>]*)>(.*?)</table>", re.DOTALL)
CELL_SPACE = 3.4
"""The part of a cell's width taken by padding and rules, in mm; see base.css."""

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"
HAIR = 1.01
"""The factor of a width that is measured, because layouts round."""


@dataclass(frozen=True, slots=True)
class TableType:
    """How the tables of a document are set: the font, its size in points, its leading, the room in mm."""

    font: Font
    points: float
    leading: float
    room: float


class Columns(NamedTuple):
    """The widths of a table's columns in percent, and whether its words break at no-break spaces too."""

    widths: tuple[float, ...]
    unbound: bool


def set_columns(html: str, kind: TableType) -> str:
    """Return HTML in which each table whose words have room in columns has columns of fixed widths."""
    return TABLE.sub(lambda found: _with_columns(found, kind), html) if "<table" in html else html


def _with_columns(found: re.Match[str], kind: TableType) -> str:
    columns = _columns(found[0], kind)
    if columns is None:
        return found[0]
    inner = found[2].replace(NO_BREAK_SPACE, " ") if columns.unbound else found[2]
    widths = "".join(f'<col style="width:{width:.2f}%">' for width in columns.widths)
    return f'<table{found[1]} style="table-layout:fixed"><colgroup>{widths}</colgroup>{inner}</table>'


def _columns(table: str, kind: TableType) -> Columns | None:
    """Return the columns of a table, or None if some word has no room however narrow the others are."""
    rows = [list(map(words, row)) for row in parser.fromstring(table).iter("tr")]
    cell_type = CellType(kind.font, kind.points * HAIR, kind.points * kind.leading)
    for breaks in (SPACES, HYPHENS, ANY_SPACE):
        columns = [
            [measure_cell(text, cell_type, breaks, CELL_SPACE) for text in column]
            for column in zip(*rows, strict=True)
        ]
        if widths := column_widths(columns, kind.room):
            return Columns(tuple(100 * width / kind.room for width in widths), breaks is ANY_SPACE)
    return None
