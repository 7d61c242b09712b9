"""The running text of an article: a subset of CommonMark that every document can show completely."""

from __future__ import annotations

from foldwell.inputs.markdown.addresses import breakable, link_suffix
from foldwell.inputs.markdown.allowed_syntax import (
    line_problems,
    plain_text_problems,
    syntax_problems,
)
from foldwell.inputs.markdown.no_break_spaces import bind_no_break
from foldwell.inputs.markdown.render import (
    highest_number,
    line_html,
    line_targets,
    link_targets,
    plain_text,
    printed_line,
    printed_text,
    table_rows,
    to_html,
)
from foldwell.inputs.markdown.writing_marks import set_marks, spaced_marks, without_marks

__all__ = [
    "bind_no_break",
    "breakable",
    "highest_number",
    "line_html",
    "line_problems",
    "line_targets",
    "link_suffix",
    "link_targets",
    "plain_text",
    "plain_text_problems",
    "printed_line",
    "printed_text",
    "set_marks",
    "spaced_marks",
    "syntax_problems",
    "table_rows",
    "to_html",
    "without_marks",
]
