"""The running text of an article: a subset of CommonMark that every document can show completely."""

from __future__ import annotations

from foldwell.inputs.markdown.addresses import breakable, link_suffix
from foldwell.inputs.markdown.allowed_syntax import block_starts, plain_text_problems, syntax_problems
from foldwell.inputs.markdown.no_break_spaces import bind_no_break
from foldwell.inputs.markdown.render import (
    highest_number,
    link_targets,
    plain_text,
    printed_text,
    table_rows,
    to_html,
)

__all__ = [
    "bind_no_break",
    "block_starts",
    "breakable",
    "highest_number",
    "link_suffix",
    "link_targets",
    "plain_text",
    "plain_text_problems",
    "printed_text",
    "syntax_problems",
    "table_rows",
    "to_html",
]
