"""Compute column widths so that no word breaks and the table is as low as possible. Lengths in mm."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from foldwell.assets import fonts
from foldwell.model import Font
from foldwell.model.units import MM_PER_PT
from foldwell.rendering.no_break_hyphens import NO_BREAK_HYPHEN, with_no_break_hyphens

STEPS = 60
"""The remaining width is distributed in this many steps."""


SPACES = re.compile(r"[ \t\r\n\u200b]+")
HYPHENS = re.compile(r"[ \t\r\n\u200b]+|(?<=-)(?=[^\W\d])")
BETWEEN_WORDS = re.compile(
    r"[ \t\r\n\u200b]+|\u00a0(?<![0-9¼-¾⅐-⅞]\u00a0)|\u00a0(?=[^\W\d_]{5})|(?<=-)(?=[^\W\d])"
)
ANY_SPACE = re.compile(r"[\s\u200b]+|(?<=-)(?=[^\W\d])")
"""Where lines may break: at spaces and break points, also after hyphens, also at no-break spaces but
between a number and a short word, such as a unit, also at these.

No line breaks between a hyphen and a digit (UAX #14, LB25), as in 9:30-10:00.
"""


LINE_HEIGHT_FACTOR = 1.35
"""The minimum line height as a multiple of the type size: some fonts need it."""


class CellType(NamedTuple):
    """The type of a cell: the font, its size and its leading in points.

    With `tabular_digits`, digits are equally wide where the font can; Word draws them as in text.
    """

    font: Font
    points: float
    leading: float
    tabular_digits: bool = False


@dataclass(frozen=True, slots=True)
class MeasuredCell:
    """The widths of a cell's unbreakable pieces and of a space, and its padding.

    A line is `line_height` high.
    """

    pieces: tuple[float, ...]
    space: float
    padding: float
    line_height: float

    @property
    def min_width(self) -> float:
        """The minimum width of the cell."""
        return max(self.pieces, default=0.0) + self.padding

    @property
    def full_width(self) -> float:
        """The width of the cell with all its text on one line."""
        return sum(self.pieces) + self.space * max(0, len(self.pieces) - 1) + self.padding

    def lines(self, width: float) -> int:
        """Return the number of lines at a width."""
        count, used, width_left = 1, 0.0, width - self.padding
        for piece in self.pieces:
            further = used + self.space + piece if used else piece
            if used and further > width_left:
                count, further = count + 1, piece
            used = further
        return count


Column = Sequence[MeasuredCell]


def measure_cell(text: str, kind: CellType, breaks: re.Pattern[str], padding: float) -> MeasuredCell:
    """Measure a cell as if all its text were bold, the wider face; lines may break where `breaks` matches."""
    em = kind.points * MM_PER_PT
    pieces = (
        # Fonts such as Lato and Ubuntu have no glyph for it, and Word draws a hyphen.
        piece.replace(NO_BREAK_HYPHEN, "-")
        for piece in breaks.split(with_no_break_hyphens(text))
        if piece
    )
    widths = tuple(fonts.text_width(kind.font, piece, tabular=kind.tabular_digits) * em for piece in pieces)
    line_height = max(kind.leading, LINE_HEIGHT_FACTOR * kind.points) * MM_PER_PT
    return MeasuredCell(widths, fonts.text_width(kind.font, " ") * em, padding, line_height)


def column_widths(columns: Sequence[Column], total: float, lines: int = 1) -> list[float] | None:
    """Return the widths of columns that fill the room; nothing if their longest words have none in it.

    The first cell of each column is its heading. Rows of up to `lines` lines are low enough: then blank
    columns get the remaining width, or if there are none, all columns share it.
    """
    widths = [max(cell.min_width for cell in column) for column in columns]
    if sum(widths) > total:
        return None
    step = total / STEPS
    while sum(widths) + step <= total and max(_unwrapped_lines(columns, widths, lines)) > lines:
        widths[_column_to_widen(columns, widths, step, lines)] += step
    blank = [index for index, (_, *cells) in enumerate(columns) if not any(cell.pieces for cell in cells)]
    return (
        _level_blank_columns(widths, blank, total)
        if blank
        else [width * total / sum(widths) for width in widths]
    )


def _column_to_widen(columns: Sequence[Column], widths: Sequence[float], step: float, min_lines: int) -> int:
    """Return the column whose widening by one step makes the table lowest, or comes nearest to that."""
    now = [_line_counts(column, width) for column, width in zip(columns, widths, strict=True)]

    def height(index: int) -> tuple[int, float]:
        wider = [*widths[:index], widths[index] + step, *widths[index + 1 :]]
        lines = [*now[:index], _line_counts(columns[index], wider[index]), *now[index + 1 :]]
        rows = (max(min_lines, *row) for row in zip(*lines, strict=True))
        return sum(rows), sum(_unwrapped_lines(columns, wider, min_lines))

    return min(range(len(columns)), key=height)


def _line_counts(column: Column, width: float) -> list[int]:
    return [cell.lines(width) for cell in column]


def _unwrapped_lines(columns: Sequence[Column], widths: Sequence[float], min_lines: int) -> list[float]:
    """Return the lines of each row, at least `min_lines`, if words could break anywhere."""
    parts = (
        [cell.full_width / width for cell in column] for column, width in zip(columns, widths, strict=True)
    )
    return [max(min_lines, *row) for row in zip(*parts, strict=True)]


def _level_blank_columns(widths: Sequence[float], blank: Sequence[int], width: float) -> list[float]:
    """Return widths that fill the room, the blank columns as even as can be."""
    levelled, remaining = list(widths), width - sum(widths)
    ordered = sorted(blank, key=lambda index: widths[index])
    gaps = [levelled[wider] - levelled[index] for index, wider in pairwise(ordered)]
    for count, gap in enumerate([*gaps, remaining], 1):
        growth = min(gap, remaining / count)
        for index in ordered[:count]:
            levelled[index] += growth
        remaining -= growth * count
    return levelled
