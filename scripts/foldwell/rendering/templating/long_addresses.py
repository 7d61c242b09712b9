"""Keep an address whole that fits on a line: its break points are for lines that are too short for it."""

from __future__ import annotations

import re

from foldwell.inputs.markdown.addresses import BREAK_POINT

CLASS = "unit"
"""The class of an address that moves to the next line before it is broken."""

MARKUP = re.compile(
    rf"<(?:title|style)\b.*?</(?:title|style)>|<[^>]*>|(?P<address>[^\s<{BREAK_POINT}]*{BREAK_POINT}[^\s<]*)",
    re.DOTALL,
)
"""Matches what stays as it is, tags with their attributes among it, or an address with break points."""


def keep_addresses(html: str) -> str:
    """Return HTML in which each address with break points is an element of class `CLASS`."""
    return MARKUP.sub(_element, html) if BREAK_POINT in html else html


def _element(found: re.Match[str]) -> str:
    return f'<span class="{CLASS}">{found[0]}</span>' if found["address"] else found[0]
