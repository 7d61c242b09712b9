"""How a table is set so that it fits on the page: every word has room in its column, every row on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from lxml import etree

from foldwell.rendering.docx.box_styles import CELL_SIDE, CELL_TOP
from foldwell.rendering.docx.column_widths import (
    EVERY_SPACE,
    HYPHENS,
    MM_PER_PT,
    SPACES,
    CellType,
    Column,
    MeasuredCell,
    column_widths,
    measured_cell,
)
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.page_setup import Page
from foldwell.rendering.docx.style_elements import style_id, type_of
from foldwell.rendering.docx.text_styles import STEP
from foldwell.rendering.docx.writer_context import Job

INTO_MARGIN, MARGIN = 12.0, 15.0
"""So far may a wide table go into the margins at either side, and so much of each must stay, in mm."""

BESIDE, BESIDE_LINES = 2 * CELL_SIDE + 1, 2 * CELL_TOP + 1
"""What its words cannot have of a cell's width and height, in points: what is beside them, and the rules."""

Rows = Sequence[etree._Element]


class TableSetting(NamedTuple):
    """How a table may be set: what its styles are called behind 'Cell', and where its lines break.

    A `wide` one goes into the margins of its page.
    """

    name: str
    breaks: re.Pattern[str]
    wide: bool = False

    def style(self, tag: str) -> str:
        """Return the style of a heading cell (th) or another one."""
        return f"Cell{self.name} Heading" if tag == "th" else f"Cell{self.name}"


SETTINGS = (
    TableSetting("", SPACES),
    TableSetting("", HYPHENS),
    TableSetting(" Small", HYPHENS),
    TableSetting(" Small", HYPHENS, wide=True),
    TableSetting(" Small", EVERY_SPACE, wide=True),
)
"""The first one at which every word has room in its column is taken."""


class TableFit(NamedTuple):
    """How a table is set, how wide its columns are and how far it goes into the margins, in mm."""

    setting: TableSetting
    widths: Sequence[float]
    beyond: float


class TableFitError(Exception):
    """A table that fits at no setting: the words of the row in the way, what is wrong, and a hint."""

    def __init__(self, row: etree._Element, what: str, hint: str) -> None:
        super().__init__(what)
        self.row, self.what, self.hint = " ".join(map(words, row)), what, hint


def fitted(rows: Rows, job: Job, lines: int) -> TableFit:
    """Return the first setting at which every word has room; rows of so many `lines` are low enough.

    Raises TableFitError when there is none, or when a row is taller than a page.
    """
    for setting in SETTINGS:
        beyond = _beyond(job.page) if setting.wide else 0.0
        room = job.page.text_width + 2 * beyond
        columns = [[_measured(part, job, setting) for part in column] for column in zip(*rows, strict=True)]
        if widths := column_widths(columns, room, lines):
            _check_heights(rows, _heights(columns, widths), job.page.text_height)
            return TableFit(setting, widths, beyond)
    raise _too_wide(rows, columns, room)


def _beyond(page: Page) -> float:
    """Return how far a table may go into the narrower margin, and as far into the other one."""
    return max(0.0, min(INTO_MARGIN, page.left - MARGIN, page.right - MARGIN))


def _measured(part: etree._Element, job: Job, setting: TableSetting) -> MeasuredCell:
    """Return the words of a cell as wide as they are; those of a list stand further in."""
    kind = CellType(job.font, *type_of(job.document.styles.element, style_id(setting.style(part.tag))))
    deep = max((sum(1 for _ in inner.iterancestors("ul", "ol")) for inner in part.iter("p")), default=0)
    return measured_cell(words(part), kind, setting.breaks, (BESIDE + deep * STEP) * MM_PER_PT)


def _heights(columns: Sequence[Column], widths: Sequence[float]) -> list[float]:
    parts = (
        [part.lines(width) * part.high for part in column]
        for column, width in zip(columns, widths, strict=True)
    )
    return [max(row) + BESIDE_LINES * MM_PER_PT for row in zip(*parts, strict=True)]


def _check_heights(rows: Rows, heights: Sequence[float], page: float) -> None:
    """Raise TableFitError for a row that has no room on a page below the heading row."""
    room = page - heights[0]
    for row, height in zip(rows[1:], heights[1:], strict=True):
        if height > room:
            what = f"a table row is about {height:.0f} mm tall in the handout, where a page has {room:.0f}"
            raise TableFitError(row, what, "shorten it, make two rows of it, or write sentences instead")


def _too_wide(rows: Rows, columns: Sequence[Column], room: float) -> TableFitError:
    """Say which words of a table are the longest, and blame the row with the longest one of all."""
    widest = [max(range(len(rows)), key=lambda at: column[at].least) for column in columns]
    needed = [column[at].least for column, at in zip(columns, widest, strict=True)]
    longest = (max(words(rows[at][number]).split(), key=len, default="") for number, at in enumerate(widest))
    named = ", ".join(f"'{word}'" for word in longest if word)
    size = f"{sum(needed):.0f} mm wide beside each other, and there are {room:.0f}"
    what = f"a table is too wide for the handout: its longest words, {named}, are {size}"
    return TableFitError(rows[widest[needed.index(max(needed))]], what, "use fewer columns, or shorter words")
