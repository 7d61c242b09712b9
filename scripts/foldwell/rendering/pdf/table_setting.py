"""Set tables on pages so that no word breaks: columns as wide as their words ask for, or entries in a stack.

The layout engine makes columns as wide as their longest line would be, and lets words run out of those that
are left.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import count
from typing import NamedTuple

from lxml import etree
from lxml import html as parser

from foldwell.model import Font
from foldwell.model.units import MM_PER_PT
from foldwell.rendering.column_widths import (
    ANY_SPACE,
    BETWEEN_WORDS,
    HYPHENS,
    SPACES,
    CellType,
    column_widths,
    measure_cell,
)
from foldwell.rendering.field_text import text_with_fields

TABLE = re.compile(r"<table\b([^>]*)>(.*?)</table>", re.DOTALL)
CELL_SPACE, TIGHT_CELL_SPACE = 3.4, 2.0
"""The parts of a cell's width taken by padding and rules, in mm, the second in tight tables; see base.css."""

NO_BREAK = re.compile("\N{NO-BREAK SPACE}")
HAIR = 1.01
"""The factor of a width that is measured, because layouts round."""

ROW_SPACE = 2.2
"""The part of a row's height taken by padding and rules, in mm; see base.css."""

MIN_STACKED_COLUMNS, MAX_STACKED_SHARE = 3, 0.8
"""The fewest columns of a table that is stacked to save height, and how much lower it must become."""

Texts = Sequence[Sequence[str]]
CellSetting = tuple[re.Pattern[str], float]

BOUND: Sequence[CellSetting] = (
    (SPACES, CELL_SPACE),
    (HYPHENS, CELL_SPACE),
    (BETWEEN_WORDS, CELL_SPACE),
    (BETWEEN_WORDS, TIGHT_CELL_SPACE),
)
UNBOUND: Sequence[CellSetting] = ((ANY_SPACE, TIGHT_CELL_SPACE),)
"""Where lines of cells may break, and the space beside them, as numbers keep their units or lose them."""


@dataclass(frozen=True, slots=True)
class TableType:
    """How the tables of a document are set: the font, its size in points, its leading, the room in mm."""

    font: Font
    points: float
    leading: float
    room: float

    @property
    def cell_type(self) -> CellType:
        """The type of a cell."""
        return CellType(self.font, self.points * HAIR, self.points * self.leading, tabular_digits=True)

    @property
    def line(self) -> float:
        """The height of a line in mm."""
        return self.points * self.leading * MM_PER_PT


class Columns(NamedTuple):
    """The widths of a table's columns in percent, its height in mm, where its lines break.

    A `tight` table has less space beside the words of its cells.
    """

    widths: tuple[float, ...]
    height: float
    breaks: re.Pattern[str]
    tight: bool

    @property
    def attributes(self) -> str:
        """The attributes of the table."""
        return f' style="table-layout:fixed"{" data-tight" * self.tight}'

    def unbound(self, text: str) -> str:
        """Return text without those of its no-break spaces that lines break at."""
        at = self.breaks
        return NO_BREAK.sub(lambda found: " " if at.match(text, found.start()) else found[0], text)


def set_tables(html: str, kind: TableType) -> str:
    """Return HTML in which each table has columns of fixed widths, or is stacked: an entry for each row.

    It is stacked where its words have no room in columns, and where three columns or more would be much
    higher than its entries. One without headings, or with rows to be filled in, is never stacked. What is
    bound together, such as a number and its unit, is parted only where it has no room in an entry either.
    """
    numbers = count(1)
    return TABLE.sub(lambda found: _set_table(found, kind, next(numbers)), html) if "<table" in html else html


def _set_table(found: re.Match[str], kind: TableType, number: int) -> str:
    rows = [list(row) for row in parser.fromstring(found[0]).iter("tr")]
    texts = [[text_with_fields(cell, kind.font) for cell in row] for row in rows]
    columns = _columns(texts, kind, BOUND)
    if _may_stack(texts) and _is_better_stacked(texts, columns, kind):
        return _stacked(rows, texts, number)
    columns = columns or _columns(texts, kind, UNBOUND)
    if columns is None and _may_stack(texts):
        return _stacked(rows, texts, number)
    if columns is None:
        return found[0]
    inner = columns.unbound(found[2])
    widths = "".join(f'<col style="width:{width:.2f}%">' for width in columns.widths)
    return f"<table{found[1]}{columns.attributes}><colgroup>{widths}</colgroup>{inner}</table>"


def _may_stack(texts: Texts) -> bool:
    """Return whether a table has headings, and no rows to be filled in."""
    heading, *rows = texts
    has_blanks = any(not any(text.strip() for text in row[1:]) for row in rows)
    return any(text.strip() for text in heading) and not has_blanks


def _columns(texts: Texts, kind: TableType, cell_settings: Sequence[CellSetting]) -> Columns | None:
    """Return the columns of a table in the first setting of its cells in which its words fit.

    None if some word has no room however narrow the other columns are.
    """
    for breaks, space in cell_settings:
        columns = [
            [measure_cell(text, kind.cell_type, breaks, space) for text in column]
            for column in zip(*texts, strict=True)
        ]
        if widths := column_widths(columns, kind.room):
            shared = zip(columns, widths, strict=True)
            lines = zip(*([cell.lines(width) for cell in column] for column, width in shared), strict=True)
            height = sum(max(row) * kind.line + ROW_SPACE for row in lines)
            percentages = tuple(100 * width / kind.room for width in widths)
            return Columns(percentages, height, breaks, tight=space == TIGHT_CELL_SPACE)
    return None


def _is_better_stacked(texts: Texts, columns: Columns | None, kind: TableType) -> bool:
    """Return whether entries hold what columns do not, or are much lower than three columns or more."""
    heading, *rows = texts
    entries = [
        measure_cell(f"{label} {value}", kind.cell_type, SPACES, 0.0)
        for row in rows
        for label, value in zip(heading, row, strict=True)
        if value.strip()
    ]
    if columns is None:
        return all(entry.min_width <= kind.room for entry in entries)
    height = sum(entry.lines(kind.room) for entry in entries) * kind.line + len(rows) * ROW_SPACE
    return len(heading) >= MIN_STACKED_COLUMNS and height < MAX_STACKED_SHARE * columns.height


def _stacked(rows: Sequence[Sequence[etree._Element]], texts: Texts, number: int) -> str:
    """Return the rows of a table as a list of entries, each value behind the heading of its column.

    A column without any value is there to be written in: it becomes a place to write behind its heading.
    `number` is that of the table.
    """
    labels = [_inner_html(cell) for cell in rows[0]]
    is_blank = [not any(text.strip() for text in column) for column in zip(*texts[1:], strict=True)]
    entries: list[str] = []
    for row, row_texts in zip(rows[1:], texts[1:], strict=True):
        values = zip(labels, map(_inner_html, row), row_texts, is_blank, strict=True)
        place = f"{number}-{len(entries)}"
        lines = (
            _entry_line(label, _blank(label, f"{place}-{column}") if blank else value)
            for column, (label, value, text, blank) in enumerate(values)
            if blank or text.strip()
        )
        entries.append(f'<li class="entry">{"".join(lines)}</li>')
    return f'<ul class="stack">{"".join(entries)}</ul>'


def _blank(label: str, place: str) -> str:
    """Return a place to write behind a label, which names it."""
    name = escape("".join(map(str, parser.fragment_fromstring(label, "p").itertext())).strip())
    return f'<input type="text" class="blank line" name="entry-{place}" title="{name}"/>'


def _entry_line(label: str, value: str) -> str:
    return f"<p><strong>{label}:</strong> {value}</p>" if label.strip() else f"<p>{value}</p>"


def _inner_html(cell: etree._Element) -> str:
    whole = etree.tostring(cell, encoding="unicode", method="xml", with_tail=False)
    return re.sub(r"^<[^>]*>|</t[hd]>$", "", whole)
