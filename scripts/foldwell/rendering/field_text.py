"""The text of an element in which places to write and boxes take as much room as they are drawn with."""

from __future__ import annotations

import math
from collections.abc import Iterator

from lxml import etree

from foldwell.assets import fonts
from foldwell.inputs.markdown.no_break_spaces import NO_BREAK_SPACE
from foldwell.model import Font

UNDERSCORE = 0.5
"""The width of a place to write for each of its underscores, as a multiple of the type size; see base.css."""

MIN_UNDERSCORES, LINE_UNDERSCORES = 6, 10
"""The least width of a place to write in underscores, and that of one that fills its line, in a cell."""

JOINER = "\N{WORD JOINER}"
"""A character without width: a cell with nothing but a place to write is not empty."""

BOX_LETTER = "W"
"""A letter about as wide as a box."""


def text_with_fields(element: etree._Element, font: Font) -> str:
    """Return all text in an element; its form fields are letters and spaces that no line breaks at."""
    return "".join(_pieces(element, font))


def blank_spaces(element: etree._Element, font: Font, underscores: int = LINE_UNDERSCORES) -> str:
    """Return the no-break spaces as wide as a place to write; one that fills its line has `underscores`."""
    size = int(element.get("size", underscores))
    width = UNDERSCORE * max(size, MIN_UNDERSCORES)
    return NO_BREAK_SPACE * math.ceil(width / fonts.text_width(font, NO_BREAK_SPACE))


def _pieces(element: etree._Element, font: Font) -> Iterator[str]:
    if element.tag == "input":
        box = element.get("type") == "checkbox"
        yield BOX_LETTER if box else JOINER + blank_spaces(element, font)
    yield element.text or ""
    for child in element:
        yield from _pieces(child, font)
        yield child.tail or ""
