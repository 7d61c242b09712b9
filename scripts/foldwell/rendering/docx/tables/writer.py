"""Writers of tables, and the frame of a box. Lengths in mm."""

from __future__ import annotations

from collections.abc import Sequence

from docx.oxml.ns import qn
from lxml import etree

from foldwell.assets.ooxml.names import local_name
from foldwell.assets.xml_reader import Xml
from foldwell.inputs.markdown.no_break_spaces import NO_BREAK_SPACE
from foldwell.rendering.column_widths import ANY_SPACE
from foldwell.rendering.docx.formatting import keep_with_next
from foldwell.rendering.docx.ooxml import mm, w
from foldwell.rendering.docx.styles.style_elements import style_id
from foldwell.rendering.docx.tables.fit import (
    Rows,
    TableFit,
    TableSetting,
    TooWideError,
    fit_table,
)
from foldwell.rendering.docx.tables.stacked import is_better_stacked, is_stackable, write_stacked
from foldwell.rendering.docx.writer_context import WriterContext

OTHER_CONTENT_HEIGHT = 66
"""The height on the page of a diary of what is not a row to fill in: heading, sentence, heading row."""

MIN_ROW_HEIGHT, MAX_ROW_HEIGHT = 10.5, 22.0
"""The bounds of a diary's row height: as high as the page allows, never too low to write in."""

ROW_LINES = 2
"""A diary's row has room for this many lines of text at least."""

UNSPLIT_ROWS = 3
"""A table of at most this many rows below its heading row is kept on one page."""


def add_one_cell_table(context: WriterContext, style: str, title: str) -> Xml:
    """Add a table of one cell that never splits over pages, and return the cell."""
    width = context.handout.page.text_width
    cell = _cell(width)
    # Word's accessibility checker wants a heading row in each table, even in one that is a frame.
    row = w("tr", w("trPr", w("cantSplit"), w("tblHeader")), cell)
    context.target.append(w("tbl", *_frame(style, title, [width]), row))
    return cell


def write_table(element: etree._Element, context: WriterContext) -> None:
    """Write a plain table: its heading row repeats on every page, no row splits, and no word breaks.

    One that has no room in columns is written as entries.
    """
    rows = list(element.iter("tr"))
    diary = element.get("class") == "diary"
    fit = _fit_in_columns(rows, context, ROW_LINES if diary else 1)
    if local_name(context.target[-1]) == "p":
        keep_with_next(context.target[-1])  # the text above a table describes it
    if fit is None:
        write_stacked(rows, context)
        return
    setting, widths, overhang = fit
    height = _height(len(rows) - 1, context.handout.page.text_height) if diary else 0
    table_element = w("tbl", *_frame("Table Grid", "", widths, overhang))
    context.target.append(table_element)
    for index, row in enumerate(rows):
        table_element.append(_row(index, height))
        for cell, width in zip(row, widths, strict=True):
            table_element[-1].append(_cell(width))
            _fill(cell, context.child(table_element[-1][-1]), setting)
    _keep_together(table_element.findall(qn("w:tr")))


def _fit_in_columns(rows: Rows, context: WriterContext, lines: int) -> TableFit | None:
    """Return how a table is set, or None for one to be stacked; raises TableFitError as `fit_table`."""
    try:
        fit = fit_table(rows, context.handout, lines)
    except TooWideError:
        if is_stackable(rows):
            return None
        raise
    return None if is_stackable(rows) and is_better_stacked(rows, fit) else fit


def _frame(style: str, title: str, widths: Sequence[float], overhang: float = 0) -> tuple[Xml, Xml]:
    """Return the properties of a table that begins so far in the margin, and the widths of its columns."""
    caption = [w("tblCaption", val=title)] if title else []
    indent = [w("tblInd", w=mm(-overhang), type="dxa")] if overhang else []
    properties = w(
        "tblPr",
        w("tblStyle", val=style_id(style)),
        w("tblW", w=mm(sum(widths)), type="dxa"),
        # Otherwise Word makes the columns as wide as it likes, not as they were measured.
        w("tblLayout", type="fixed"),
        w("tblLook", firstRow="1", lastRow="0", firstColumn="0", lastColumn="0", noHBand="1", noVBand="1"),
        *indent,
        *caption,
    )
    return properties, w("tblGrid", *(w("gridCol", w=mm(width)) for width in widths))


def _row(index: int, height: float) -> Xml:
    """Return row number `index`, the first one as the heading row."""
    kind = (
        [w("tblHeader")] if index == 0 else [w("trHeight", val=mm(height), hRule="atLeast")] if height else []
    )
    return w("tr", w("trPr", w("cantSplit"), *kind))


def _cell(width: float) -> Xml:
    return w("tc", w("tcPr", w("tcW", w=mm(width), type="dxa")))


def _fill(cell: etree._Element, context: WriterContext, setting: TableSetting) -> None:
    """Write a cell, which must end with a paragraph in Word."""
    if setting.breaks is ANY_SPACE:
        _allow_breaks(cell)
    context.child(context.target, style=setting.style(cell)).write_all(cell)


def _allow_breaks(cell: etree._Element) -> None:
    """Allow line breaks at no-break spaces: a separated unit is better than a broken word."""
    for part in cell.iter():
        part.text, part.tail = ((text or "").replace(NO_BREAK_SPACE, " ") for text in (part.text, part.tail))


def _keep_together(rows: Sequence[Xml]) -> None:
    """Keep at least two rows on either side of a page break, and a table of few rows on one page."""
    # A table has no such property in Word: a row stays with the next one if its paragraphs do.
    last = len(rows) - 1
    for index, row in enumerate(rows[:-1]):
        if last <= UNSPLIT_ROWS or index <= 1 or index == last - 1:
            keep_with_next(row)


def _height(rows: int, available: float) -> float:
    return max(MIN_ROW_HEIGHT, min(MAX_ROW_HEIGHT, (available - OTHER_CONTENT_HEIGHT) / max(rows, 1)))
