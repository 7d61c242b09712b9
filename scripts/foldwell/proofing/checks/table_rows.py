"""Check table rows in a finished PDF file: each is intact, and below its heading row on every page.

A Word file has no pages until it is opened; `word_tables` checks the properties of its rows instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from foldwell.errors import Problem
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.checks.unbroken_groups import broken_groups
from foldwell.proofing.expectations import ExpectedTexts, Table
from foldwell.proofing.inspection import Word
from foldwell.proofing.inspection.reading import begins_elsewhere
from foldwell.proofing.text_match.provenance import PassageRun

ROW_TOLERANCE = 1.5
"""The tolerance of cell edges beyond the highest cell of a row, in mm: less than a line."""

MAX_HEIGHT_SHARE = 0.5
"""Two rows that take less than this fraction of the page height fit below the heading row."""


class RowPlace(NamedTuple):
    """A row of a table, the run of its words in the finished file, and the first of them."""

    row: ExpectedTexts
    run: PassageRun
    first: Word


def table_rows(proof: Proof) -> Iterator[Problem]:
    """No row of a table is split, and none is alone or without the heading row on its page."""
    if not proof.contents.pages:
        return
    for table in proof.expectation.tables:
        yield from _table_problems(proof, table)
    yield from _entry_problems(proof)


def _entry_problems(proof: Proof) -> Iterator[Problem]:
    def count_whole(texts: Sequence[str]) -> int:
        return sum(map(_is_in_one_piece, proof.provenance.runs(texts)))

    for entry in broken_groups(filter(_has_text, proof.expectation.entries), count_whole):
        yield _problem(proof, "is not in one piece", entry)


def _is_in_one_piece(run: PassageRun) -> bool:
    """Return whether the words of an entry stand one under the other on one page."""
    words = [word for cell in _cells(run) for word in cell]
    return not any(begins_elsewhere(word, before) for before, word in pairwise(words))


def _table_problems(proof: Proof, table: Table) -> Iterator[Problem]:
    row_places = _row_places(proof, table)
    torn = [row for row, place in row_places if place is None]
    for row in torn:
        yield _problem(proof, "is not in one piece", row)
    rows = [place for row, place in row_places if place and row is not table[0]]
    # A torn row has no place, so that those around it would seem to be parted.
    parts = [] if torn else _row_groups(rows)
    for first, *_ in parts:
        if not _has_heading_above(proof, table[0], first):
            yield _problem(proof, "has no heading row above it", first.row, first.first.page)
    for lone in _stranded_rows(proof, parts):
        yield _problem(proof, "stands apart from the other rows", lone.row, lone.first.page)


def _stranded_rows(proof: Proof, parts: Sequence[Sequence[RowPlace]]) -> Iterator[RowPlace]:
    """Yield a first or last row that is alone although it would fit together with its neighbour."""
    ends = ((parts[0], parts[1][0]), (parts[-1], parts[-2][-1])) if len(parts) > 1 else ()
    for (row, *others), neighbour in ends:
        _, page = proof.contents.sizes[row.first.page - 1]
        if not others and _height(row) + _height(neighbour) < MAX_HEIGHT_SHARE * page:
            yield row


def _height(row: RowPlace) -> float:
    boxes = [word.box for cell in _cells(row.run) for word in cell]
    return max(box.bottom for box in boxes) - min(box.top for box in boxes)


def _row_places(proof: Proof, table: Table) -> list[tuple[ExpectedTexts, RowPlace | None]]:
    """Return each row that has text, with its place if it is intact and follows the row before."""
    row_places: list[tuple[ExpectedTexts, RowPlace | None]] = []
    end = 0
    for row in filter(_has_text, table):
        runs = proof.provenance.runs([cell.text for cell in row])
        # After the row before, or equal rows would all be found where the first one is.
        run = next((run for run in runs if run.start >= end and _is_intact(run)), None)
        end = run.end if run else end
        row_places.append((row, RowPlace(row, run, _cells(run)[0][0]) if run else None))
    return row_places


def _has_text(row: ExpectedTexts) -> bool:
    """Return whether a row has text: the cells of an empty row to write in have none."""
    return any(character.isalnum() for cell in row for character in cell.text)


def _cells(run: PassageRun) -> list[list[Word]]:
    """Return the words of each cell that has any; a cell with only a dash is skipped."""
    cells = ([word for word in cell if any(map(str.isalnum, word.text))] for cell in run.passages)
    return [cell for cell in cells if cell]


def _is_intact(run: PassageRun) -> bool:
    """Return whether the cells of a row are side by side, and none continues elsewhere."""
    cells = _cells(run)
    if len({word.page for cell in cells for word in cell}) > 1:
        return False
    if any(begins_elsewhere(word, before) for cell in cells for before, word in pairwise(cell)):
        return False
    spans = [(min(word.box.top for word in cell), max(word.box.bottom for word in cell)) for cell in cells]
    top, bottom = max(spans, key=lambda span: span[1] - span[0])
    return all(
        top - ROW_TOLERANCE <= cell_top and cell_bottom <= bottom + ROW_TOLERANCE
        for cell_top, cell_bottom in spans
    )


def _row_groups(rows: Sequence[RowPlace]) -> list[list[RowPlace]]:
    """Group the rows by page, column or panel."""
    parts: list[list[RowPlace]] = []
    for row in rows:
        if not parts or begins_elsewhere(row.first, parts[-1][-1].first):
            parts.append([])
        parts[-1].append(row)
    return parts


def _has_heading_above(proof: Proof, heading: ExpectedTexts, row: RowPlace) -> bool:
    """Return whether the heading row, if it has text, is above a row."""
    runs = proof.provenance.runs([cell.text for cell in (*heading, *row.row)])
    word_above = next((_cells(run)[0][0] for run in runs if run.end == row.run.end), None)
    return word_above is not None and not begins_elsewhere(row.first, word_above)


def _problem(proof: Proof, what: str, row: ExpectedTexts, page: int = 0) -> Problem:
    """Return the problem of a row, with its text and its line in the article."""
    words = " | ".join(cell.text for cell in row)
    hint = proof.template_hint("take out of your stylesheets what lets a table break there")
    return proof.problem(f"a table row {what}: {words}, from {row[-1].where}", hint, page)
