"""Writers of tables, and the frame of a box. Lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence

from lxml import etree

from foldwell.word.ooxml import Xml, mm, w
from foldwell.word.place import Place
from foldwell.word.style import style_id

FIRST_COLUMN = 26
BESIDE_ROWS = 66
LOWEST_ROW, HIGHEST_ROW = 10.5, 22.0
"""A diary's rows: as high as its page allows beside heading and introduction, never too low to write in."""


def one_cell(place: Place, style: str, title: str) -> Xml:
    """Add a table of one cell that never splits over pages, and return the cell."""
    width = place.job.page.text_width
    cell = _cell(width)
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader")), cell)
    place.into.append(w("tbl", *_frame(style, title, [width]), row))
    return cell


def write_table(element: etree._Element, place: Place) -> None:
    """Write a plain table: its heading row repeats on every page, and no row splits."""
    rows = list(element.iter("tr"))
    page = place.job.page
    widths = _widths(len(rows[0]), page.text_width)
    height = _height(len(rows) - 1, page.text_height) if element.get("class") == "diary" else 0
    made = w("tbl", *_frame("Table Grid", "", widths))
    place.into.append(made)
    for at, row in enumerate(rows):
        made.append(_row(at, height))
        for cell, width in zip(row, widths, strict=True):
            made[-1].append(_cell(width))
            _fill(cell, place.at(made[-1][-1]))


def _frame(style: str, title: str, widths: Sequence[float]) -> tuple[Xml, Xml]:
    caption = [w("tblCaption", val=title)] if title else []
    properties = w(
        "tblPr",
        w("tblStyle", val=style_id(style)),
        w("tblW", w=mm(sum(widths)), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"),
        *caption,
    )
    return properties, w("tblGrid", *(w("gridCol", w=mm(width)) for width in widths))


def _row(at: int, height: float) -> Xml:
    """Return row number `at`, the first one as the heading row."""
    kind = [w("tblHeader")] if at == 0 else [w("trHeight", val=mm(height), hRule="atLeast")] if height else []
    return w("tr", w("trPr", w("cantSplit"), *kind))


def _cell(width: float) -> Xml:
    return w("tc", w("tcPr", w("tcW", w=mm(width), type="dxa")))


def _fill(cell: etree._Element, place: Place) -> None:
    """Write a cell, which Word wants to end with a paragraph."""
    style = "Cell Heading" if cell.tag == "th" else "Cell"
    place.at(place.into, style=style).write_all(cell)


def _widths(columns: int, width: float) -> list[float]:
    """Return a narrow first column, which names the row, and equal ones beside it."""
    first = min(FIRST_COLUMN, width / columns)
    return [first, *[(width - first) / (columns - 1)] * (columns - 1)] if columns > 1 else [width]


def _height(rows: int, room: float) -> float:
    return max(LOWEST_ROW, min(HIGHEST_ROW, (room - BESIDE_ROWS) / max(rows, 1)))
