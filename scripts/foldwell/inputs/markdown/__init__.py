"""The running text of an article: a small, closed part of CommonMark that every document can show whole."""

from __future__ import annotations

from foldwell.inputs.markdown.addresses import link_suffix
from foldwell.inputs.markdown.allowed_syntax import problems, tables
from foldwell.inputs.markdown.no_break_spaces import bind
from foldwell.inputs.markdown.render import html, links, plain, printed, rows

__all__ = ["bind", "html", "link_suffix", "links", "plain", "printed", "problems", "rows", "tables"]
