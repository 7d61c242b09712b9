"""Tables that a document shows one row under the other, each value behind the heading of its column.

Where columns have no room, a row becomes an entry: "When: Day 1, What to eat: Nothing". It is as strict as a
row of cells, for every heading is expected with every value.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from foldwell.inputs.markdown.writing_marks import BLANK
from foldwell.proofing.expectations import Expectation, ExpectedText, ExpectedTexts, Table
from foldwell.proofing.text_match.provenance import TextProvenance


def with_stacked_tables(expectation: Expectation, provenance: TextProvenance) -> Expectation:
    """Return an expectation whose tables are expected as entries, if the document shows them so."""
    stacked = [
        table for table in expectation.tables if _is_stacked(table, provenance, expectation.has_annotations)
    ]
    if not stacked:
        return expectation
    ordered, marked = expectation.ordered, expectation.has_annotations
    for table in stacked:
        ordered = _with_entries(ordered, table, marked)
    tables = tuple(table for table in expectation.tables if table not in stacked)
    entries = tuple(entry for table in stacked for entry in table_entries(table, marked))
    # Places to write that stand for an empty column are in no text of the article.
    blanks = tuple(cell for entry in entries for cell in entry if cell.text == BLANK)
    allowed = (*expectation.allowed, *blanks)
    return replace(expectation, ordered=ordered, tables=tables, entries=entries, allowed=allowed)


def table_entries(table: Table, marked: bool = True) -> tuple[ExpectedTexts, ...]:
    """Return the entry of each row: heading and value of each cell that has a value.

    Of a column without any value, which is there to be written in, each entry has the heading, and a mark in
    documents whose places to write are `marked`.
    """
    heading, *rows = table
    is_blank = [not any(cell.text.strip() for cell in column) for column in zip(*rows, strict=True)]
    entries = (_entry(heading, row, is_blank) for row in rows)
    return tuple(tuple(cell for cell in entry if marked or cell.text != BLANK) for entry in entries)


def _entry(heading: ExpectedTexts, row: ExpectedTexts, is_blank: Sequence[bool]) -> Iterator[ExpectedText]:
    for label, value, blank in zip(heading, row, is_blank, strict=True):
        if blank or value.text.strip():
            # The line of the row, not of the heading, is where to look.
            written = BLANK if blank else value.text
            yield from (ExpectedText(value.where, text) for text in (label.text, written) if text.strip())


def _is_stacked(table: Table, provenance: TextProvenance, marked: bool) -> bool:
    """Return whether most rows stand as entries in a document; not of a table without headings."""
    entries = table_entries(table, marked)
    # Without any, an entry reads as its row does.
    has_headings = any(cell.text.strip() for cell in table[0])
    # In columns too, a row right below the headings may read as one: of a single column, or with empty cells.
    found = sum(provenance.contiguous([part.text for part in entry]) for entry in entries)
    return has_headings and 2 * found > len(entries)


def _with_entries(ordered: ExpectedTexts, table: Table, marked: bool) -> ExpectedTexts:
    """Return passages in which the cells of a table are its entries."""
    cells = [cell.text for row in table for cell in row if cell.text.strip()]
    start = _find([passage.text for passage in ordered], cells)
    entries = (part for entry in table_entries(table, marked) for part in entry)
    return (*ordered[:start], *entries, *ordered[start + len(cells) :])


def _find(texts: Sequence[str], wanted: Sequence[str]) -> int:
    """Return where texts stand among others; ValueError if they do not."""
    last = len(texts) - len(wanted)
    for start in range(last + 1):
        if list(texts[start : start + len(wanted)]) == list(wanted):
            return start
    raise ValueError("the cells of a table are not among the expected passages")
