"""The elements of HTML: which are blocks, inline or not shown, and the numbers that they hold."""

from __future__ import annotations

import re
from types import MappingProxyType

from lxml import etree

from foldwell.inputs.markdown.small_characters import HIGH, LOW

Element = etree._Element

HEADINGS = MappingProxyType({f"h{level}": level for level in range(1, 7)})
BOLD = frozenset({"b", "strong"})
LISTS = frozenset({"ul", "ol", "menu"})
INLINE = frozenset(
    (
        *("a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em"),
        *("font", "i", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strike", "strong"),
        *("sub", "sup", "time", "tt", "u", "var", "wbr"),
    )
)
SKIPPED = frozenset(
    (
        *("audio", "button", "canvas", "embed", "head", "iframe", "math", "nav", "noscript", "object"),
        *("script", "select", "style", "svg", "template", "video"),
    )
)
"""Elements that have no running text of a leaflet."""

MEDIA: MappingProxyType[str, str] = MappingProxyType(
    {
        "audio": "a recording",
        "canvas": "a drawing",
        "embed": "an embedded file",
        "iframe": "a page inside the page",
        "math": "a formula",
        "object": "an embedded file",
        "svg": "a drawing inside the page",
        "video": "a film",
    }
)
MAX_SPAN = 50
"""The most rows or columns over which a merged cell is repeated."""

MAX_DIGITS = 6
SMALL = re.compile(r"[\d+\-−=()]+")
"""Matches what is set low or high as it is; letters, as in 1st, are printed on the line."""


def is_skipped(element: Element) -> bool:
    """Return whether a page does not show an element as part of its running text."""
    return str(element.tag).lower() in SKIPPED or element.get("hidden") is not None


def span_of(cell: Element, name: str) -> int:
    """Return over how many rows or columns a cell goes, at least 1."""
    return min(MAX_SPAN, max(1, number_of(cell, name)))


def number_of(element: Element, name: str) -> int:
    """Return the number of an attribute; 1 without one, or if it has more digits than any page needs."""
    text = element.get(name, "").strip()
    return int(text) if text.isdecimal() and len(text) <= MAX_DIGITS else 1


def parent_tag(element: Element) -> str:
    """Return the tag of the element around one; "" if there is none."""
    parent = element.getparent()
    return str(parent.tag) if parent is not None else ""


def small_characters(tag: str, element: Element) -> str:
    """Return digits and signs set low or high as the characters of Unicode; "" for anything else."""
    text = "".join(map(str, element.itertext())).strip()
    return text.translate(LOW if tag == "sub" else HIGH) if SMALL.fullmatch(text) else ""
