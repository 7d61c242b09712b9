"""Writers of tables, and the frame of a box. Lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn
from lxml import etree

from foldwell.inputs.markdown.no_break_spaces import NO_BREAK_SPACE
from foldwell.rendering.docx.column_widths import EVERY_SPACE
from foldwell.rendering.docx.formatting import keep_with_next
from foldwell.rendering.docx.ooxml import Xml, mm, w
from foldwell.rendering.docx.style_elements import style_id
from foldwell.rendering.docx.table_fit import TableSetting, fitted
from foldwell.rendering.docx.writer_context import Place

BESIDE_ROWS = 66
LOWEST_ROW, HIGHEST_ROW = 10.5, 22.0
"""A diary's rows: as high as its page allows beside heading and introduction, never too low to write in."""

ROW_LINES = 2
"""So many lines of words stand in a diary's row anyway."""

FEW = 3
"""A table of so many rows below its heading row is kept whole."""


def one_cell(place: Place, style: str, title: str) -> Xml:
    """Add a table of one cell that never splits over pages, and return the cell."""
    width = place.job.page.text_width
    cell = _cell(width)
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader")), cell)
    place.into.append(w("tbl", *_frame(style, title, [width]), row))
    return cell


def write_table(element: etree._Element, place: Place) -> None:
    """Write a plain table: its heading row repeats on every page, no row splits, and no word breaks."""
    rows = list(element.iter("tr"))
    diary = element.get("class") == "diary"
    setting, widths, beyond = fitted(rows, place.job, ROW_LINES if diary else 1)
    height = _height(len(rows) - 1, place.job.page.text_height) if diary else 0
    made = w("tbl", *_frame("Table Grid", "", widths, beyond))
    keep_with_next(place.into[-1])  # what a table shows is said above it
    place.into.append(made)
    for at, row in enumerate(rows):
        made.append(_row(at, height))
        for cell, width in zip(row, widths, strict=True):
            made[-1].append(_cell(width))
            _fill(cell, place.at(made[-1][-1]), setting)
    _keep_together(made.findall(qn("w:tr")))


def _frame(style: str, title: str, widths: Sequence[float], beyond: float = 0) -> tuple[Xml, Xml]:
    """Return the properties of a table that begins so far in the margin, and the widths of its columns."""
    caption = [w("tblCaption", val=title)] if title else []
    indent = [w("tblInd", w=mm(-beyond), type="dxa")] if beyond else []
    properties = w(
        "tblPr",
        w("tblStyle", val=style_id(style)),
        w("tblW", w=mm(sum(widths)), type="dxa"),
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"),
        *indent,
        *caption,
    )
    return properties, w("tblGrid", *(w("gridCol", w=mm(width)) for width in widths))


def _row(at: int, height: float) -> Xml:
    """Return row number `at`, the first one as the heading row."""
    kind = [w("tblHeader")] if at == 0 else [w("trHeight", val=mm(height), hRule="atLeast")] if height else []
    return w("tr", w("trPr", w("cantSplit"), *kind))


def _cell(width: float) -> Xml:
    return w("tc", w("tcPr", w("tcW", w=mm(width), type="dxa")))


def _fill(cell: etree._Element, place: Place, setting: TableSetting) -> None:
    """Write a cell, which Word wants to end with a paragraph."""
    if setting.breaks is EVERY_SPACE:
        _loosen(cell)
    place.at(place.into, style=setting.style(cell.tag)).write_all(cell)


def _loosen(cell: etree._Element) -> None:
    """Let lines break at no-break spaces: a number apart from its unit is better than a broken word."""
    for part in cell.iter():
        part.text, part.tail = ((text or "").replace(NO_BREAK_SPACE, " ") for text in (part.text, part.tail))


def _keep_together(rows: Sequence[Xml]) -> None:
    """Keep two rows or more on either side of a page's end, and a table of few rows whole."""
    last = len(rows) - 1
    for at, row in enumerate(rows[:-1]):
        if last <= FEW or at <= 1 or at == last - 1:
            keep_with_next(row)


def _height(rows: int, room: float) -> float:
    return max(LOWEST_ROW, min(HIGHEST_ROW, (room - BESIDE_ROWS) / max(rows, 1)))
