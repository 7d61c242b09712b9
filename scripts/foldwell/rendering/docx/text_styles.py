"""The styles of running text: headings, paragraphs, lists, header and footer, words."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.model import BOLD_FROM, Brand
from foldwell.rendering.docx.formatting import (
    bold,
    borders,
    colour,
    exactly,
    font,
    indent,
    numbered,
    outline,
    rule,
    switch,
    tabs,
)
from foldwell.rendering.docx.ooxml import Xml, w
from foldwell.rendering.docx.page_setup import HEADER, Page
from foldwell.rendering.docx.style_elements import character, style
from foldwell.rendering.docx.type_scale import LEADING, SECTION, Scale, scale

PARAGRAPH_GAP = 11
TITLE_SHORTER = 100
"""How much shorter the lines of the title are, in points, so that two of them balance."""
LEVELS = ("", " 2", " 3")
STEP = 20
"""How far each level of a list goes in, in points."""


def text_styles(brand: Brand) -> Iterator[Xml]:
    """Yield the styles of everything that does not stand in a box."""
    own = scale(brand)
    yield from _headings(brand, own)
    yield from _paragraphs(brand, own)
    yield from _lists(own)
    yield from _words(brand)


def _headings(brand: Brand, own: Scale) -> Iterator[Xml]:
    """Yield headings with at least twice as much space above as below, that never stand alone."""
    keep = (
        *switch("keepNext", "keepLines"),
        font(brand.headings.family),
        colour(brand.colours.headings_colour),
        *(bold() if brand.bold_headings else ()),
    )
    first = own.heading(30), own.heading_spacing(30, 0, 6, 34)
    second = own.heading(SECTION), own.heading_spacing(SECTION, 28, 6, 25)
    third = own.heading(16), own.heading_spacing(16, 20, 4, 21)
    yield style("Heading 1", *keep, *first[0], first[1], indent(0, TITLE_SHORTER), outline(1), then="Lead")
    yield style("Heading 2", *keep, *second[0], second[1], outline(2), then="Body Text")
    yield style("Heading 3", *keep, *third[0], third[1], outline(3), then="Body Text")


def _paragraphs(brand: Brand, own: Scale) -> Iterator[Xml]:
    secondary = brand.colours.secondary
    line = rule("left", secondary, 3, 9)
    yield style("Body Text", own.spacing(0, PARAGRAPH_GAP, LEADING))
    yield style("Lead", *own.size(17), own.spacing(0, 12, 24), then="Body Text")
    yield style("Meta", *own.size(12), own.spacing(0, 4, 17))
    yield style("Draft", *bold(), own.spacing(0, PARAGRAPH_GAP, LEADING), then="Body Text")
    yield style(
        "Evidence",
        *switch("keepLines"),
        borders(line),
        indent(12),
        own.spacing(2, 14, LEADING),
        then="Body Text",
    )
    yield style("Figure", *switch("keepNext"), own.spacing(8, 6, LEADING), then="Caption")
    yield style(
        "Closing",
        borders(rule("top", brand.colours.primary, 1, 10)),
        own.spacing(24, PARAGRAPH_GAP, LEADING),
        then="Body Text",
    )
    yield style("Caption", *own.size(13), *switch("keepLines"), own.spacing(0, 16, 18), then="Body Text")


def _lists(own: Scale) -> Iterator[Xml]:
    """Yield bullets, numbers and what continues an item, three levels deep."""
    air = own.spacing(0, 7, LEADING)
    for level, suffix in enumerate(LEVELS):
        left = STEP * (level + 1)
        yield style(f"List Bullet{suffix}", numbered(1, level), air, indent(left, hanging=STEP))
        yield style(f"List Number{suffix}", numbered(2, level), air, indent(left, hanging=STEP))
        yield style(f"List Continue{suffix}", air, indent(left))


def furniture_styles(brand: Brand, page: Page) -> Iterator[Xml]:
    """Yield header and footer: one brand rule under the header, what is not essential at the foot."""
    own, ends = scale(brand), tabs(page.text_width)
    line = borders(rule("bottom", brand.colours.primary, 2.25, 8))
    yield style("Header", line, ends, *own.size(12), own.spacing(0, 0, 16))
    yield style("Footer", ends, *own.size(12), own.spacing(0, 0, 16))
    if page.blank:
        yield style("Printed Paper", exactly(page.blank - HEADER))


def _words(brand: Brand) -> Iterator[Xml]:
    yield character("Strong", *bold())
    line = () if brand.link.underline is False else (w("u", val="single"),)
    heavy = bold() if (brand.link.weight or 0) >= BOLD_FROM else ()
    yield character("Hyperlink", colour(brand.colours.link_colour), *heavy, *line)
