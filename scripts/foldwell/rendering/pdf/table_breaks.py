"""Table rows too tall for their page: the layout engine splits them, or drops the heading row."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

from foldwell.rendering.pdf.weasyprint_engine import ParentBox, TableBox

TABLE = "<table"
BREAKABLE_ATTRIBUTE = "data-loose"
"""The attribute of a table that may also break after its first and before its last row; see base.css."""


ENTRY, STACKED = "entry", -1
"""The class of a row of a stacked table, and its index."""


class Oversized(NamedTuple):
    """A row that does not fit on a page with the rows it must stay with: its table's index, its text.

    The index of a row of a stacked table is `STACKED`.
    """

    table: int
    words: str


def oversized_rows(pages: Iterable[ParentBox]) -> tuple[Oversized, ...]:
    """Return each table row that has no room; tables are counted from 0.

    A row that a practice's stylesheet allows to be split is left to the proof.
    """
    tables: defaultdict[Any, list[TableBox]] = defaultdict(list)
    entries: defaultdict[Any, set[int]] = defaultdict(set)
    for number, page in enumerate(pages):
        for box in page.descendants():
            if isinstance(box, TableBox):
                tables[box.element].append(box)
            elif box.element is not None and box.element.get("class") == ENTRY:
                entries[box.element].add(number)
    parts = enumerate(tables.values())
    rows = ((number, row.element) for number, boxes in parts for row in _torn_rows(boxes))
    torn = ((STACKED, entry) for entry, found_on in entries.items() if len(found_on) > 1)
    return tuple(Oversized(number, " ".join(element.itertext())) for number, element in (*rows, *torn))


def allow_breaks(html: str, tables: Collection[int]) -> str:
    """Return HTML in which the tables with these indices may break between any two rows."""
    # Text is escaped, so that each of these begins a table.
    before, *pieces = html.split(TABLE)
    marked = (
        f" {BREAKABLE_ATTRIBUTE}{piece}" if index in tables else piece for index, piece in enumerate(pieces)
    )
    return TABLE.join((before, *marked))


def _torn_rows(parts: list[TableBox]) -> Iterator[Any]:
    """Yield the rows of a table that are torn; if none is but a heading row had to go, the tallest one."""
    rows = [row for part in parts for group in part.children if not group.is_header for row in group.children]
    pieces = Counter(row.element for row in rows)
    torn = {row.element: row for row in rows if pieces[row.element] > 1}
    if torn:
        yield from (row for row in torn.values() if row.style["break_inside"] == "avoid")
    elif _repeats_heading(parts) and not all(part.children[0].is_header for part in parts):
        yield max(rows, key=lambda row: row.height)


def _repeats_heading(parts: list[TableBox]) -> bool:
    """Return whether a table has a heading row, and no stylesheet makes it one among the others."""
    header_groups = (group for part in parts for group in part.children if group.element.tag == "thead")
    return parts[0].element.find("thead") is not None and all(group.is_header for group in header_groups)
