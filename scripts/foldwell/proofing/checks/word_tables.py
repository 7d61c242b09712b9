"""Check the tables of a finished Word file: rows are not split or stranded, and every word fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foldwell.assets import fonts
from foldwell.errors import Problem, Where
from foldwell.inputs.markdown import without_marks
from foldwell.model.units import MM_PER_PT
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.inspection import ShownRow
from foldwell.proofing.text_match.spaceless import without_spaces

KEPT_WHOLE_ROWS = 3
"""A table of at most this many rows below its heading row stays on one page."""

NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
"""Word draws it as a hyphen even in fonts without a glyph for it."""


def word_tables(proof: Proof) -> Iterator[Problem]:
    """No row is split over pages or stranded, heading rows are repeated, and words fit."""
    for table in proof.contents.tables:
        for what, row in (*_rows_not_kept(table.rows), *_cells_too_narrow(proof, table.rows)):
            hint = "report this as a fault"
            where = _where(proof, row)
            yield proof.problem(f"a table row {what}: {row.text}" + f", from {where}" * bool(where), hint)


def _rows_not_kept(rows: Sequence[ShownRow]) -> Iterator[tuple[str, ShownRow]]:
    """Yield the rows that may be split or stranded at a page end."""
    yield from (("may part over pages", row) for row in rows if not row.stays_whole)
    if rows and not rows[0].heading:
        yield "is not repeated as the heading row", rows[0]
    last = len(rows) - 1
    for index, row in enumerate(rows[:-1]):
        if not row.keeps_with_next and (last <= KEPT_WHOLE_ROWS or index <= 1 or index == last - 1):
            yield "may stand apart from the next row", row


def _cells_too_narrow(proof: Proof, rows: Sequence[ShownRow]) -> Iterator[tuple[str, ShownRow]]:
    """Yield the rows with words that are wider than their column, measured as if all were bold."""
    for row in rows:
        for text, size, width in row.fragments:
            if (
                fonts.text_width(proof.context.for_word().base, text.replace(NO_BREAK_HYPHEN, "-"))
                * size
                * MM_PER_PT
                > width
            ):
                yield f"has no room for '{text}' in its column", row


def _where(proof: Proof, row: ShownRow) -> Where:
    """Return the line of a row in the article, if it is one of its rows."""
    rows = (cells for table in proof.expectation.tables for cells in table)
    words = without_spaces(without_marks(row.text))
    found = (
        cells[0].where
        for cells in rows
        if without_spaces(*(without_marks(cell.text) for cell in cells)) == words
    )
    return next(found, "")
