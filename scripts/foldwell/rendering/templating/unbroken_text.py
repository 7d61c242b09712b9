"""Keep addresses, ranges and hyphenated words whole, and no short word alone on the last line of a paragraph.

The break points of an address are for lines that are too short for it.
"""

from __future__ import annotations

import re

from foldwell.inputs.markdown.addresses import BREAK_POINT
from foldwell.inputs.markdown.no_break_spaces import NO_BREAK_SPACE

CLASS = "unit"
"""The class of an address that moves to the next line before it is broken."""

UNBROKEN = "whole"
"""The class of what is never broken."""

MAX_HYPHENATED = 18
"""The longest hyphenated word, in characters, that is never broken: it fits into every column."""

# UAX #14 lets a line end behind a dash in numbers (class BA), and no other sign can stand in its place.
RANGE = r"(?<![\w\N{EN DASH}])[0-9][0-9.,:]{0,7}\N{EN DASH}[0-9][0-9.,:]{0,6}[0-9%]?(?![\w\N{EN DASH}])"

MARKUP = re.compile(
    rf"(?P<range>{RANGE})"
    r"|<(?:title|style)\b.*?</(?:title|style)>"
    r"|(?P<element><(?P<tag>a|span)\b[^>]*>)?"
    rf"(?P<address>[^\s<>{BREAK_POINT}]*{BREAK_POINT}[^\s<]*)"
    r"(?P<end>(?(element)</(?P=tag)>[^\s<\w]*))"
    r"|<[^>]*>",
    re.DOTALL,
)
"""Matches a range, an address with its element and the punctuation after it, or what stays as it is.

An element that is broken is as wide as its line, so punctuation behind it would stand at the end of the line.
"""

# The widths of columns and of a title's lines are computed from words that may be broken at a hyphen.
ASIDE = r"<(?P<aside>title|style|h1|t[dh]|a)\b[^>]*>.*?</(?P=aside)>|<[^>]*>"
HYPHENATED = re.compile(
    rf"{ASIDE}|(?<![\w/.@:{BREAK_POINT}-])(?P<word>[^\W\d_]+(?:-[^\W\d_]+)+)(?![\w/@{BREAK_POINT}-]|\.\w)",
    re.DOTALL,
)
"""Matches a hyphenated word, or what stays as it is."""

LAST_WORD = re.compile(
    r"<(?P<aside>title|style|h1|t[dh])\b[^>]*>.*?</(?P=aside)>"
    r"|(?P<before>(?<![^\s>])[^\s<>]{1,14}(?:</(?:strong|span|a)>)*) "
    r"(?=(?:<(?:strong|span)\b[^>]*>)*[^\s<>]{1,8}(?:</(?:strong|span)>)*\s*</(?:p|li|figcaption)>)",
    re.DOTALL,
)
"""Matches the word before a short one that ends a paragraph or an item, with the space between them."""


def keep_unbroken(html: str) -> str:
    """Return HTML in which no line breaks in what should stay whole, nor before a short last word.

    Addresses with break points are elements of `CLASS`, ranges and hyphenated words of `UNBROKEN`. Hyphenated
    and last words stay as they are in the title of the document and in cells of tables.
    """
    return LAST_WORD.sub(_bound, HYPHENATED.sub(_hyphenated, MARKUP.sub(_element, html)))


def _element(found: re.Match[str]) -> str:
    name = CLASS if found["address"] else UNBROKEN if found["range"] else ""
    return f'<span class="{name}">{found[0]}</span>' if name else found[0]


def _hyphenated(found: re.Match[str]) -> str:
    is_whole = found["word"] and len(found["word"]) <= MAX_HYPHENATED
    return f'<span class="{UNBROKEN}">{found[0]}</span>' if is_whole else found[0]


def _bound(found: re.Match[str]) -> str:
    return found["before"] + NO_BREAK_SPACE if found["before"] else found[0]
