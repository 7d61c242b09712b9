"""What is wrong with a table whose row is taller than a page, and where the row stands in the article."""

from __future__ import annotations

from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import expectations
from foldwell.rendering.pdf.layout import LayoutResult

LONGEST = 60
"""So many characters of a row are told."""


def oversized_row(job: BuildContext, laid: LayoutResult, part: str) -> Problem | None:
    """Return which row of a table is too tall for its `part` of the paper (page, panel, column), or none."""
    if not laid.oversized:
        return None
    words = " ".join(laid.oversized[0].words.split())
    shown = f"{words[:LONGEST]}..." if len(words) > LONGEST else words
    where = "in one column" if part == "column" else f"on one {part}"
    what = f"a table row is too tall to stand {where} with its heading row: {shown}"
    hint = "shorten it, make two rows of it, or write it as sentences instead of a table"
    return Problem(place_of_row(job, words), what, hint)


def place_of_row(job: BuildContext, words: str) -> str:
    """Return the line of a table row of the article or its diary, found by its words."""
    tables = (*expectations.tables(job, detail=True), *expectations.diary_table(job))
    rows = [row for table in tables for row in table]
    own = (row[0].where for row in rows if _squeezed(*(cell.text for cell in row)) == _squeezed(words))
    return next(own, job.source.where(("sections",)))


def _squeezed(*texts: str) -> str:
    return "".join("".join(texts).split())
