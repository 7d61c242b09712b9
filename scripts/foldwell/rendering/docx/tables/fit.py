"""Choose a setting at which a table fits: every word in its column, every row on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from foldwell.model.units import MM_PER_PT
from foldwell.rendering.column_widths import (
    ANY_SPACE,
    HYPHENS,
    SPACES,
    CellType,
    Column,
    MeasuredCell,
    column_widths,
    measure_cell,
)
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.page_setup import Page
from foldwell.rendering.docx.styles.box_styles import CELL_PADDING_SIDE, CELL_PADDING_TOP
from foldwell.rendering.docx.styles.style_elements import style_id, type_metrics
from foldwell.rendering.docx.styles.text_styles import LIST_INDENT
from foldwell.rendering.docx.writer_context import HandoutContext
from foldwell.rendering.field_text import text_with_fields

MAX_OVERHANG, MIN_MARGIN = 12.0, 15.0
"""The maximum overhang of a wide table into each margin, and the minimum remaining margin, in mm."""

CELL_SIDE_SPACE, CELL_VERTICAL_SPACE = 2 * CELL_PADDING_SIDE + 1, 2 * CELL_PADDING_TOP + 1
"""The parts of a cell's width and height taken by padding and rules, in points."""

Rows = Sequence[etree._Element]


class TableSetting(NamedTuple):
    """A way to set a table: the suffix of its cell styles, and where its lines may break.

    A setting with `into_margins` lets the table extend into the margins.
    """

    name: str
    breaks: re.Pattern[str]
    into_margins: bool = False

    def style(self, cell: etree._Element) -> str:
        """Return the style of a cell; in the text, the heading of a row looks like the other cells."""
        is_heading = cell.tag == "th" and (cell.get("scope") != "row" or _is_to_be_filled_in(cell))
        return f"Cell{self.name} Heading" if is_heading else f"Cell{self.name}"


SETTINGS = (
    TableSetting("", SPACES),
    TableSetting("", HYPHENS),
    TableSetting(" Small", HYPHENS),
    TableSetting(" Small", HYPHENS, into_margins=True),
    TableSetting(" Small", ANY_SPACE, into_margins=True),
)
"""The first setting at which every word fits in its column, and every row on a page, is used."""


class TableFit(NamedTuple):
    """The chosen setting of a table, its column widths and its overhang into the margins, in mm."""

    setting: TableSetting
    widths: Sequence[float]
    overhang: float


class TableFitError(Exception):
    """A table that fits at no setting: the text of the offending row, what is wrong, and a hint."""

    def __init__(self, row: etree._Element, what: str, hint: str) -> None:
        super().__init__(what)
        self.row, self.what, self.hint = " ".join(map(words, row)), what, hint


class TooWideError(TableFitError):
    """A table whose words have no room in columns."""


def fit_table(rows: Rows, handout: HandoutContext, lines: int) -> TableFit:
    """Return the first setting at which every word and every row has room.

    Rows of so many `lines` are low enough. Raises TableFitError when there is no such setting, TooWideError
    when that is because of its words.
    """
    too_tall = None
    for setting in SETTINGS:
        overhang = _overhang(handout.page) if setting.into_margins else 0.0
        width = handout.page.text_width + 2 * overhang
        columns = [
            [_measure_cell(part, handout, setting) for part in column] for column in zip(*rows, strict=True)
        ]
        if widths := column_widths(columns, width, lines):
            too_tall = _too_tall(rows, _row_heights(columns, widths), handout.page.text_height)
            if too_tall is None:
                return TableFit(setting, widths, overhang)
    raise too_tall or _too_wide(rows, columns, width)


def _is_to_be_filled_in(cell: etree._Element) -> bool:
    return any(table.get("class") == "diary" for table in cell.iterancestors("table"))


def _overhang(page: Page) -> float:
    """Return the overhang allowed on both sides, limited by the narrower margin."""
    return max(0.0, min(MAX_OVERHANG, page.left - MIN_MARGIN, page.right - MIN_MARGIN))


def _measure_cell(part: etree._Element, handout: HandoutContext, setting: TableSetting) -> MeasuredCell:
    """Measure the text of a cell, including the indent of its lists."""
    kind = CellType(
        handout.font, *type_metrics(handout.document.styles.element, style_id(setting.style(part)))
    )
    list_depth = max((sum(1 for _ in inner.iterancestors("ul", "ol")) for inner in part.iter("p")), default=0)
    padding = (CELL_SIDE_SPACE + list_depth * LIST_INDENT) * MM_PER_PT
    return measure_cell(text_with_fields(part, handout.font), kind, setting.breaks, padding)


def _row_heights(columns: Sequence[Column], widths: Sequence[float]) -> list[float]:
    parts = (
        [part.lines(width) * part.line_height for part in column]
        for column, width in zip(columns, widths, strict=True)
    )
    return [max(row) + CELL_VERTICAL_SPACE * MM_PER_PT for row in zip(*parts, strict=True)]


def _too_tall(rows: Rows, heights: Sequence[float], page: float) -> TableFitError | None:
    """Return the error of the first row that has no room on a page below the heading row, or None."""
    limit = page - heights[0]
    for row, height in zip(rows[1:], heights[1:], strict=True):
        if height > limit:
            what = f"a table row is about {height:.0f} mm tall in the handout, where a page has {limit:.0f}"
            return TableFitError(row, what, "shorten it, make two rows of it, or write sentences instead")
    return None


def _too_wide(rows: Rows, columns: Sequence[Column], width: float) -> TableFitError:
    """Return the error that names the longest words and the row with the longest of all."""
    widest = [max(range(len(rows)), key=lambda index: column[index].min_width) for column in columns]
    needed = [column[index].min_width for column, index in zip(columns, widest, strict=True)]
    longest = (
        max(words(rows[index][number]).split(), key=len, default="") for number, index in enumerate(widest)
    )
    named = ", ".join(f"'{word}'" for word in longest if word)
    size = f"{sum(needed):.0f} mm wide beside each other, and there are {width:.0f}"
    what = f"a table is too wide for the handout: its longest words, {named}, are {size}"
    return TooWideError(rows[widest[needed.index(max(needed))]], what, "use fewer columns, or shorter words")
