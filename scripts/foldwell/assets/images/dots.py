"""A picture of people as dots, of which some are filled: a chance that can be seen and counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from foldwell.assets.images.image import SVG, Picture

COLUMNS: Mapping[int, int] = MappingProxyType({100: 25, 1000: 50, 10000: 125})
"""The dots in a row for each number of people, which makes a picture 1.5 to 6.3 times as wide as high."""

FILLED, EMPTY = 0.84, 0.4
"""The width of a filled dot and of another one, as a share of the distance of two: paper parts them."""


def dots_picture(name: str, low: int, high: int, per: int) -> Picture:
    """Return a drawing of `per` dots: `low` filled, up to `high` in a second colour, the rest small.

    The dots of a row are the dashes of a line, which takes a hundredth of the bytes. Raises ValueError unless
    0 <= low <= high <= per and there is a width for `per`.
    """
    if not 0 <= low <= high <= per or per not in COLUMNS:
        raise ValueError(f"not a number of dots: {low} to {high} of {per}")
    columns = COLUMNS[per]
    rows = per // columns
    groups = (("primary", FILLED, 0, low), ("secondary", FILLED, low, high), ("grey", EMPTY, high, per))
    paths = "".join(
        f'<path class="stroke-{role}" fill="none" stroke="#000" stroke-width="{width:g}"'
        f' stroke-dasharray="{width:g} {1 - width:g}" d="{"".join(_row_lines(first, end, columns, width))}"/>'
        for role, width, first, end in groups
        if end > first
    )
    data = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {columns} {rows}">{paths}</svg>'
    return Picture(name, SVG, data.encode(), columns / rows)


def _row_lines(first: int, end: int, columns: int, width: float) -> Iterator[str]:
    """Yield a line for each row through the dots from `first` to before `end`, counted row by row."""
    while first < end:
        row, column = divmod(first, columns)
        count = min(columns - column, end - first)
        gap = 1 - width
        yield f"M{column + gap / 2:g} {row + 0.5:g}h{count - gap:g}"
        first += count
