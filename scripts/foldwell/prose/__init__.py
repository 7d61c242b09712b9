"""The running text of an article: a small, closed part of CommonMark that every document can show whole."""

from __future__ import annotations

from foldwell.prose.binding import bind
from foldwell.prose.grammar import problems, tables
from foldwell.prose.render import html, links, plain, rows

__all__ = ["bind", "html", "links", "plain", "problems", "rows", "tables"]
