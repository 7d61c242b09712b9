"""The errors of the YAML parser, reworded for someone who has never heard of YAML."""

from __future__ import annotations

import re
from typing import Literal

from yaml import MarkedYAMLError

from foldwell.inputs.parsing.hidden_characters import LineProblem

MarkName = Literal["context", "problem"]

# Message of the parser, which mark to use, what is wrong, what to do; the first matching row is used.
TRANSLATIONS: tuple[tuple[str, MarkName, str, str], ...] = (
    (r"character '\\t' that", "problem", "a tab stands where spaces belong", "use spaces only"),
    (
        r"character '(.+)' that",
        "problem",
        "text cannot start with {0}",
        "put quotes round the text",
    ),
    (
        r"mapping values are not allowed",
        "problem",
        "this line has a second ': ', or starts further right than the lines it belongs to",
        "put quotes round text that contains ': '",
    ),
    (
        r"could not find expected ':'",
        "context",
        "this line has no name and ': ' in front, or starts further left than the text above",
        "write a name, ':' and a space, or start it below the text above",
    ),
    (
        r"quoted scalar.*found unexpected",
        "context",
        "a quotation mark is opened here and never closed",
        "close it, or double an apostrophe inside '...'",
    ),
    (
        r"found unknown escape|double-quoted scalar expected",
        "problem",
        'a backslash inside "..." starts a special character',
        "use '...' round the text",
    ),
    (
        r"expected <block end>, but found '<scalar>'",
        "problem",
        "text stands after a closing quotation mark, or this line starts too far left or right",
        "put one pair of quotes round the whole text; double an apostrophe inside '...'",
    ),
    (
        r"expected <block end>",
        "problem",
        "this line starts too far left or right",
        "begin it exactly below the lines it belongs to, with spaces",
    ),
    (
        r"expected ',' or|flow node",
        "context",
        "a [ or {{ is opened here and not closed",
        "close it, or put quotes round the text",
    ),
    (
        r"while scanning an? (?:alias|anchor)",
        "problem",
        "text cannot start with * or &",
        "put quotes round the text",
    ),
    (r"\btag\b", "problem", "a tag that starts with ! is not supported", "put quotes round the text"),
    (
        r"block scalar",
        "problem",
        "text cannot start on the same line as | or >",
        "start it on the next line",
    ),
    (r"directive|<document start>", "problem", "this line does not belong here", "delete it"),
    (
        r"block node expected the node content, but found '(.+)'",
        "problem",
        "text cannot start with {0}",
        "put quotes round the text",
    ),
    (
        r"sequence entries are not",
        "problem",
        "a list cannot start here",
        "start it on the next line, or put quotes round text that starts with -",
    ),
    (r"mapping keys are not", "problem", "text cannot start with ?", "put quotes round the text"),
    (r"nested too deep", "problem", "lists and groups are nested too deep", "use at most 30 levels"),
    (r"complex key", "problem", "a list or group stands where a name belongs", "write a name and ':'"),
    (r"", "problem", "this line cannot be read", "compare it with a file that works, sign by sign"),
)


def explain_yaml_error(error: MarkedYAMLError) -> LineProblem:
    """Return line (from 0), what and hint for an error of the parser."""
    message = " ".join(f"{error.context or ''} {error.problem or ''}".split())
    mark_name, what, hint, match = next(
        (*row[1:], match) for row in TRANSLATIONS if (match := re.search(row[0], message))
    )
    mark = (
        (error.context_mark if mark_name == "context" else None) or error.problem_mark or error.context_mark
    )
    return mark.line if mark else 0, what.format(*match.groups()), hint
