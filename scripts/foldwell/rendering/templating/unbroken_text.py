"""Keep an address whole that fits on a line, and a range of numbers.

The break points of an address are for lines that are too short for it.
"""

from __future__ import annotations

import re

from foldwell.inputs.markdown.addresses import BREAK_POINT

CLASS = "unit"
"""The class of an address that moves to the next line before it is broken."""

UNBROKEN = "whole"
"""The class of what is never broken."""

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


def keep_unbroken(html: str) -> str:
    """Return HTML in which addresses with break points and ranges are elements of `CLASS` and `UNBROKEN`."""
    return MARKUP.sub(_element, html)


def _element(found: re.Match[str]) -> str:
    name = CLASS if found["address"] else UNBROKEN if found["range"] else ""
    return f'<span class="{name}">{found[0]}</span>' if name else found[0]
