"""The running text of an article: a small, closed part of CommonMark that every document can show whole."""

from __future__ import annotations

from foldwell.prose.addresses import link_suffix
from foldwell.prose.binding import bind
from foldwell.prose.grammar import problems, tables
from foldwell.prose.render import html, links, plain, printed, rows

__all__ = ["bind", "html", "link_suffix", "links", "plain", "printed", "problems", "rows", "tables"]
