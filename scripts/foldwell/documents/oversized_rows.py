"""Report table rows that are taller than a page, with their line in the article."""

from __future__ import annotations

from foldwell.errors import Problem, Where
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.proofing.stacked_tables import table_entries
from foldwell.proofing.text_match.spaceless import without_spaces

MAX_QUOTE = 60
"""The maximum length of a quoted row, in characters."""


def oversized_row(context: BuildContext, row: str, page_noun: str) -> Problem:
    """Return the problem of a row, known by its words, too tall for its `page_noun` (page, panel, column)."""
    words = " ".join(row.split())
    shown = f"{words[:MAX_QUOTE]}..." if len(words) > MAX_QUOTE else words
    where = "in one column" if page_noun == "column" else f"on one {page_noun.removeprefix('inside ')}"
    what = f"a table row is too tall to stand {where} with its heading row: {shown}"
    hint = "shorten it, make two rows of it, or write it as sentences instead of a table"
    return Problem(locate_row(context, words), what, hint)


def locate_row(context: BuildContext, words: str) -> Where:
    """Return the line of a table row of the article or its diary, in columns or stacked, by its words."""
    tables = (*article_content.tables(context, detail=True), *article_content.diary_table(context))
    rows = (row for table in tables for row in (*table, *table_entries(table)))
    matches = (row[-1].where for row in rows if _key(*(cell.text for cell in row)) == _key(words))
    return next(matches, context.source.where(("sections",)))


def _key(*texts: str) -> str:
    # A stacked row has a colon behind each heading.
    return without_spaces(*texts).replace(":", "")
