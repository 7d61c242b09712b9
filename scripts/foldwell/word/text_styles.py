"""The styles of running text: headings, paragraphs, lists, header and footer, words."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.model import Brand
from foldwell.word.formats import (
    bold,
    borders,
    colour,
    font,
    indent,
    numbered,
    outline,
    rule,
    size,
    spacing,
    switch,
    tabs,
)
from foldwell.word.ooxml import Xml, w
from foldwell.word.page import TEXT_WIDTH
from foldwell.word.style import character, style

LEADING = 19.5
PARAGRAPH_GAP = 11
TITLE_SHORTER = 100
"""How much shorter the lines of the title are, in points, so that two of them balance."""
LEVELS = ("", " 2", " 3")
STEP = 20
"""How far each level of a list goes in, in points."""


def text_styles(brand: Brand) -> Iterator[Xml]:
    """Yield the styles of everything that does not stand in a box."""
    yield from _headings(brand)
    yield from _paragraphs(brand)
    yield from _lists()
    yield from _furniture(brand)
    yield from _words(brand)


def _headings(brand: Brand) -> Iterator[Xml]:
    """Yield headings with at least twice as much space above as below, that never stand alone."""
    keep = (
        *switch("keepNext", "keepLines"),
        font(brand.headings.family),
        colour(brand.colours.primary),
        *bold(),
    )
    yield style(
        "Heading 1", *keep, *size(30), spacing(0, 6, 34), indent(0, TITLE_SHORTER), outline(1), then="Lead"
    )
    yield style("Heading 2", *keep, *size(20), spacing(28, 6, 25), outline(2), then="Body Text")
    yield style("Heading 3", *keep, *size(16), spacing(20, 4, 21), outline(3), then="Body Text")


def _paragraphs(brand: Brand) -> Iterator[Xml]:
    secondary = brand.colours.secondary
    line = rule("left", secondary, 3, 9)
    yield style("Body Text", spacing(0, PARAGRAPH_GAP, LEADING))
    yield style("Lead", *size(17), spacing(0, 12, 24), then="Body Text")
    yield style("Meta", *size(12), spacing(0, 4, 17))
    yield style("Draft", *bold(), spacing(0, PARAGRAPH_GAP, LEADING), then="Body Text")
    yield style(
        "Evidence", *switch("keepLines"), borders(line), indent(12), spacing(2, 14, LEADING), then="Body Text"
    )
    yield style("Figure", *switch("keepNext"), spacing(8, 6, LEADING), then="Caption")
    yield style(
        "Closing",
        borders(rule("top", brand.colours.primary, 1, 10)),
        spacing(24, PARAGRAPH_GAP, LEADING),
        then="Body Text",
    )
    yield style("Caption", *size(13), *switch("keepLines"), spacing(0, 16, 18), then="Body Text")


def _lists() -> Iterator[Xml]:
    """Yield bullets, numbers and what continues an item, three levels deep."""
    air = spacing(0, 7, LEADING)
    for level, suffix in enumerate(LEVELS):
        left = STEP * (level + 1)
        yield style(f"List Bullet{suffix}", numbered(1, level), air, indent(left, hanging=STEP))
        yield style(f"List Number{suffix}", numbered(2, level), air, indent(left, hanging=STEP))
        yield style(f"List Continue{suffix}", air, indent(left))


def _furniture(brand: Brand) -> Iterator[Xml]:
    """Yield header and footer: one brand rule under the header, what is not essential at the foot."""
    ends = tabs(TEXT_WIDTH)
    line = borders(rule("bottom", brand.colours.primary, 2.25, 8))
    yield style("Header", line, ends, *size(12), spacing(0, 0, 16))
    yield style("Footer", ends, *size(12), spacing(0, 0, 16))


def _words(brand: Brand) -> Iterator[Xml]:
    yield character("Strong", *bold())
    yield character("Hyperlink", colour(brand.colours.primary), w("u", val="single"))
