"""Draw low and high characters, as in H2O and cm2, from the ordinary ones: few fonts have their own."""

from __future__ import annotations

import re

from foldwell.inputs.markdown.small_characters import FULL_SIZE, HIGH, LOW, full_size

SMALL = re.compile(f"[{''.join(map(re.escape, map(chr, FULL_SIZE)))}]")
MARKUP = re.compile(
    r"<(?:title|style)\b.*?</(?:title|style)>|<[^>]*>"
    rf"|(?P<sub>[{''.join(map(re.escape, map(chr, LOW.values())))}]+)"
    rf"|(?P<sup>[{''.join(map(re.escape, map(chr, HIGH.values())))}]+)",
    re.DOTALL,
)
"""Matches what stays as it is, tags with their attributes among it, or a run of low or high characters."""


def draw_small(html: str) -> str:
    """Return HTML in which low and high characters of the text are `sub` and `sup` elements."""
    return MARKUP.sub(_element, html) if SMALL.search(html) else html


def _element(found: re.Match[str]) -> str:
    tag = found.lastgroup
    return f"<{tag}>{full_size(found[0])}</{tag}>" if tag else found[0]
