"""The table of the kinds of articles that one can begin."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from docs.regions import escape, format_code, format_table
from foldwell.workflows import article_kinds

ROOT = Path(__file__).resolve().parents[2]


def tabulate_kinds() -> Iterator[str]:
    """Yield a row for each kind of article: its name, and what it is for."""
    rows = [(format_code(name), escape(purpose)) for name, purpose in article_kinds.kinds(ROOT).items()]
    return format_table(("KIND", "what it begins"), rows)
