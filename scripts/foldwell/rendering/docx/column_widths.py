"""How wide the columns of a table are: no word breaks, and the table is as low as can be. Lengths in mm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from foldwell.assets import fonts
from foldwell.model import Font
from foldwell.rendering.docx.inline_writers import FIRM, firm

STEPS = 60
"""The room that is left is given away in so many parts."""

MM_PER_PT = 25.4 / 72

SPACES = re.compile(r"[ \t\r\n\u200b]+")
HYPHENS = re.compile(r"[ \t\r\n\u200b]+|(?<=-)(?=\w)")
EVERY_SPACE = re.compile(r"[\s\u200b]+|(?<=-)(?=\w)")
"""Where lines may break: at spaces and where an address may be broken, behind hyphens, at no-break spaces."""


TALL = 1.35
"""A line is so many times as high as its letters are large, or higher: some fonts ask for that."""


class CellType(NamedTuple):
    """What words are set in: a font, its size and its leading in points."""

    font: Font
    points: float
    leading: float


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """How wide each piece is that no line breaks, and a space; beside the words, so much stays free.

    A line is `high`.
    """

    pieces: tuple[float, ...]
    space: float
    beside: float
    high: float

    @property
    def least(self) -> float:
        """How wide the cell is at least."""
        return max(self.pieces, default=0.0) + self.beside

    @property
    def whole(self) -> float:
        """How wide the cell is with all its words in one line."""
        return sum(self.pieces) + self.space * max(0, len(self.pieces) - 1) + self.beside

    def lines(self, width: float) -> int:
        """Return how many lines the words take."""
        count, used, room = 1, 0.0, width - self.beside
        for piece in self.pieces:
            further = used + self.space + piece if used else piece
            if used and further > room:
                count, further = count + 1, piece
            used = further
        return count


Column = Sequence[MeasuredCell]


def measured_cell(text: str, kind: CellType, breaks: re.Pattern[str], beside: float) -> MeasuredCell:
    """Return a cell of words, measured as if all were bold; lines may break where `breaks` says."""
    em = kind.points * MM_PER_PT
    pieces = (piece.replace(FIRM, "-") for piece in breaks.split(firm(text)) if piece)
    widths = tuple(fonts.text_width(kind.font, piece) * em for piece in pieces)
    high = max(kind.leading, TALL * kind.points) * MM_PER_PT
    return MeasuredCell(widths, fonts.text_width(kind.font, " ") * em, beside, high)


def column_widths(columns: Sequence[Column], room: float, lines: int = 1) -> list[float] | None:
    """Return the widths of columns that fill the room; nothing if their longest words have none in it.

    The first cell of each is its heading. A row of so many `lines` is low enough: then columns to write in
    get what room is left, or if there is none, each column its share.
    """
    widths = [max(cell.least for cell in column) for column in columns]
    if sum(widths) > room:
        return None
    step = room / STEPS
    while sum(widths) + step <= room and max(_strains(columns, widths, lines)) > lines:
        widths[_neediest(columns, widths, step, lines)] += step
    blank = [at for at, (_, *cells) in enumerate(columns) if not any(cell.pieces for cell in cells)]
    return _levelled(widths, blank, room) if blank else [width * room / sum(widths) for width in widths]


def _neediest(columns: Sequence[Column], widths: Sequence[float], step: float, least: int) -> int:
    """Return the column that makes the table lowest when it is a step wider, or comes nearest to that."""
    now = [_lines(column, width) for column, width in zip(columns, widths, strict=True)]

    def height(at: int) -> tuple[int, float]:
        wider = [*widths[:at], widths[at] + step, *widths[at + 1 :]]
        lines = [*now[:at], _lines(columns[at], wider[at]), *now[at + 1 :]]
        rows = (max(least, *row) for row in zip(*lines, strict=True))
        return sum(rows), sum(_strains(columns, wider, least))

    return min(range(len(columns)), key=height)


def _lines(column: Column, width: float) -> list[int]:
    return [cell.lines(width) for cell in column]


def _strains(columns: Sequence[Column], widths: Sequence[float], least: int) -> list[float]:
    """Return how many lines each row would take, and no less than `least`, if words could break anywhere."""
    parts = ([cell.whole / width for cell in column] for column, width in zip(columns, widths, strict=True))
    return [max(least, *row) for row in zip(*parts, strict=True)]


def _levelled(widths: Sequence[float], blank: Sequence[int], room: float) -> list[float]:
    """Return widths that fill the room, the blank columns as even as can be."""
    made, left = list(widths), room - sum(widths)
    ordered = sorted(blank, key=lambda at: widths[at])
    gaps = [made[wider] - made[at] for at, wider in pairwise(ordered)]
    for count, gap in enumerate([*gaps, left], 1):
        more = min(gap, left / count)
        for at in ordered[:count]:
            made[at] += more
        left -= more * count
    return made
