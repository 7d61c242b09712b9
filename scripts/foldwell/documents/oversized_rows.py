"""What is wrong with a table whose row is taller than a page, and where the row stands in the article."""

from __future__ import annotations

from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import expectations
from foldwell.rendering.pdf.layout import LayoutResult

MAX_QUOTE = 60
"""So many characters of a row are told."""


def oversized_row(job: BuildContext, result: LayoutResult, page_noun: str) -> Problem | None:
    """Return which row of a table is too tall for its `page_noun` of the paper (page, panel, column), or none."""
    if not result.oversized:
        return None
    words = " ".join(result.oversized[0].words.split())
    shown = f"{words[:MAX_QUOTE]}..." if len(words) > MAX_QUOTE else words
    where = "in one column" if page_noun == "column" else f"on one {page_noun}"
    what = f"a table row is too tall to stand {where} with its heading row: {shown}"
    hint = "shorten it, make two rows of it, or write it as sentences instead of a table"
    return Problem(locate_row(job, words), what, hint)


def locate_row(job: BuildContext, words: str) -> str:
    """Return the line of a table row of the article or its diary, found by its words."""
    tables = (*expectations.tables(job, detail=True), *expectations.diary_table(job))
    rows = [row for table in tables for row in table]
    matches = (
        row[0].where
        for row in rows
        if _without_spaces(*(cell.text for cell in row)) == _without_spaces(words)
    )
    return next(matches, job.source.where(("sections",)))


def _without_spaces(*texts: str) -> str:
    return "".join("".join(texts).split())
