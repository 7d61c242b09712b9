"""The rows of tables in a finished PDF file: each is whole, and under its heading row on every page.

A Word file has no pages before it is opened: there, the proof looks at what binds its rows.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from foldwell.errors import Problem
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.expectations import Passages, Table
from foldwell.proofing.inspection import Word
from foldwell.proofing.text_match.provenance import PassageRun

UP = 5.0
"""A word that stands so many mm higher than the one before it is in another cell, column or panel."""

LEVEL = 1.5
"""By so many mm cells may reach beyond the highest one of their row: letters differ, but a line is more."""

ROOM = 0.5
"""Two rows that take less of the height of a page have room there, under the heading row."""


class RowPlace(NamedTuple):
    """A row of a table, where its words stand in the finished file, and the first of them."""

    row: Passages
    run: PassageRun
    first: Word


def table_rows(proof: Proof) -> Iterator[Problem]:
    """No row of a table is torn apart, and none stands alone or without the heading row on its page."""
    for table in proof.promise.tables if proof.reading.pages else ():
        yield from _flaws(proof, table)


def _flaws(proof: Proof, table: Table) -> Iterator[Problem]:
    places = _places(proof, table)
    torn = [row for row, seen in places if seen is None]
    for row in torn:
        yield _problem(proof, "is not in one piece", row)
    rows = [seen for row, seen in places if seen and row is not table[0]]
    parts = [] if torn else _parts(rows)
    for first, *_ in parts:
        if not _headed(proof, table[0], first):
            yield _problem(proof, "has no heading row above it", first.row, first.first.page)
    for lone in _lone(proof, parts):
        yield _problem(proof, "stands apart from the other rows", lone.row, lone.first.page)


def _lone(proof: Proof, parts: Sequence[Sequence[RowPlace]]) -> Iterator[RowPlace]:
    """Yield a first or last row that stands alone, though there is room for it and the one beside it."""
    ends = ((parts[0], parts[1][0]), (parts[-1], parts[-2][-1])) if len(parts) > 1 else ()
    for (row, *others), beside in ends:
        _, page = proof.reading.sizes[row.first.page - 1]
        if not others and _height(row) + _height(beside) < ROOM * page:
            yield row


def _height(row: RowPlace) -> float:
    boxes = [word.box for cell in _cells(row.run) for word in cell]
    return max(box.bottom for box in boxes) - min(box.top for box in boxes)


def _places(proof: Proof, table: Table) -> list[tuple[Passages, RowPlace | None]]:
    """Return each row that has words, and where it stands, after the one before it and in one piece."""
    places: list[tuple[Passages, RowPlace | None]] = []
    end = 0
    for row in filter(_says, table):
        runs = proof.origins.runs([cell.text for cell in row])
        run = next((run for run in runs if run.start >= end and _whole(run)), None)
        end = run.end if run else end
        places.append((row, RowPlace(row, run, _cells(run)[0][0]) if run else None))
    return places


def _says(row: Passages) -> bool:
    """Return whether a row has words: the cells of a line to write on have none."""
    return any(sign.isalnum() for cell in row for sign in cell.text)


def _cells(run: PassageRun) -> list[list[Word]]:
    """Return the words of each cell that has any; a dash alone is not looked for, and stands anywhere."""
    cells = ([word for word in cell if any(map(str.isalnum, word.text))] for cell in run.passages)
    return [cell for cell in cells if cell]


def _whole(run: PassageRun) -> bool:
    """Return whether the cells of a row stand side by side, and none of them goes on elsewhere."""
    cells = _cells(run)
    if len({word.page for cell in cells for word in cell}) > 1:
        return False
    if any(_is_over(word, before) for cell in cells for before, word in pairwise(cell)):
        return False
    spans = [(min(word.box.top for word in cell), max(word.box.bottom for word in cell)) for cell in cells]
    top, bottom = max(spans, key=lambda span: span[1] - span[0])
    return all(top - LEVEL <= high and low <= bottom + LEVEL for high, low in spans)


def _parts(rows: Sequence[RowPlace]) -> list[list[RowPlace]]:
    """Return the rows that stand one under the other: those of each page, column or panel."""
    parts: list[list[RowPlace]] = []
    for row in rows:
        if not parts or _is_over(row.first, parts[-1][-1].first):
            parts.append([])
        parts[-1].append(row)
    return parts


def _headed(proof: Proof, heading: Passages, row: RowPlace) -> bool:
    """Return whether the heading row, if it has words, stands right above a row."""
    runs = proof.origins.runs([cell.text for cell in (*heading, *row.row)])
    above = next((_cells(run)[0][0] for run in runs if run.end == row.run.end), None)
    return above is not None and not _is_over(row.first, above)


def _is_over(word: Word, before: Word) -> bool:
    """Return whether a word stands on another page than the one before it, or in a place further up."""
    return word.page != before.page or word.box.top < before.box.top - UP


def _problem(proof: Proof, what: str, row: Passages, page: int = 0) -> Problem:
    """Say what is wrong with a row, which words it has, and on which line of the article they are."""
    words = " | ".join(cell.text for cell in row)
    hint = proof.template_hint("take out of your stylesheets what lets a table break there")
    return proof.problem(f"a table row {what}: {words}, from {row[0].where}", hint, page)
