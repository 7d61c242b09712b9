"""The styles of running text: headings, paragraphs, lists, header and footer, words."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.design_colours import DesignColours
from foldwell.assets.xml_reader import Xml
from foldwell.model import BOLD_FROM, Brand, Design
from foldwell.rendering.docx.formatting import (
    RULE_WIDTH,
    SIDES,
    bold,
    borders,
    colour,
    exact_line_height,
    font,
    indent,
    numbered,
    outline,
    rule,
    shade,
    switch,
    tabs,
)
from foldwell.rendering.docx.ooxml import w
from foldwell.rendering.docx.page_setup import HEADER, Page
from foldwell.rendering.docx.styles.style_elements import character_style, paragraph_style
from foldwell.rendering.docx.styles.type_scale import (
    BODY_LEADING,
    SECTION_HEADING_SIZE,
    TypeScale,
    brand_scale,
)

STRIP_PADDING = 6
"""The padding around the heading of a section on a strip, and between it and a rule above, in points."""

PARAGRAPH_GAP = 11
BETWEEN_TABLES = 3.0
TITLE_INDENT = 100
"""The right indent of the title in points, so that its lines balance."""
LEVEL_SUFFIXES = ("", " 2", " 3")
LIST_INDENT = 20
"""The indent of each list level, in points."""


def text_styles(brand: Brand, design: Design) -> Iterator[Xml]:
    """Yield the styles of everything outside boxes."""
    type_scale = brand_scale(brand)
    yield from _heading_styles(brand, design, type_scale)
    yield from _paragraph_styles(brand, type_scale)
    yield from _list_styles(type_scale)
    yield from _character_styles(brand)


def _heading_styles(brand: Brand, design: Design, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield headings with at least twice as much space above as below, kept with the next paragraph."""
    keep = (
        *switch("keepNext", "keepLines"),
        font(brand.headings.family),
        *(bold() if brand.bold_headings else ()),
    )
    ink, strip = colour(brand.colours.headings_colour), DesignColours(design, brand.colours).section_heading
    first = type_scale.heading(30), type_scale.heading_spacing(30, 0, 6, 34)
    second = (
        type_scale.heading(SECTION_HEADING_SIZE),
        type_scale.heading_spacing(SECTION_HEADING_SIZE, 28, 6, 25),
    )
    third = type_scale.heading(16), type_scale.heading_spacing(16, 20, 4, 21)
    yield paragraph_style(
        "Heading 1", *keep, ink, *first[0], first[1], indent(0, TITLE_INDENT), outline(1), then="Lead"
    )
    frame = colour(strip.ink), *_section_frame(design, strip.ground, brand.colours.primary)
    yield paragraph_style("Heading 2", *keep, *second[0], second[1], *frame, outline(2), then="Body Text")
    yield paragraph_style("Heading 3", *keep, ink, *third[0], third[1], outline(3), then="Body Text")


def _section_frame(design: Design, strip: str, primary: str) -> tuple[Xml, ...]:
    """Return the strip behind the heading of a section, or the rule above it, of a design that has one."""
    if design.headings.ground != "paper":
        edges = (rule(side, strip, STRIP_PADDING / 2, STRIP_PADDING / 2) for side in SIDES)
        return borders(*edges), shade(strip), indent(STRIP_PADDING, STRIP_PADDING)
    return (borders(rule("top", primary, RULE_WIDTH, STRIP_PADDING)),) if design.headings.rule else ()


def _paragraph_styles(brand: Brand, type_scale: TypeScale) -> Iterator[Xml]:
    secondary = brand.colours.secondary
    line = rule("left", secondary, 3, 9)
    yield paragraph_style("Body Text", type_scale.spacing(0, PARAGRAPH_GAP, BODY_LEADING))
    # As high as the space between two tables should be.
    yield paragraph_style("Between Tables", exact_line_height(BETWEEN_TABLES))
    yield paragraph_style("Lead", *type_scale.size(17), type_scale.spacing(0, 12, 24), then="Body Text")
    yield paragraph_style("Meta", *type_scale.size(12), type_scale.spacing(0, 4, 17))
    yield paragraph_style(
        "Draft", *bold(), type_scale.spacing(0, PARAGRAPH_GAP, BODY_LEADING), then="Body Text"
    )
    yield paragraph_style(
        "Evidence",
        *switch("keepLines"),
        borders(line),
        indent(12),
        type_scale.spacing(2, 14, BODY_LEADING),
        then="Body Text",
    )
    yield paragraph_style(
        "Figure", *switch("keepNext"), type_scale.spacing(8, 6, BODY_LEADING), then="Caption"
    )
    yield paragraph_style(
        "Closing",
        borders(rule("top", brand.colours.primary, 1, 10)),
        type_scale.spacing(18, 6, BODY_LEADING),
        then="Body Text",
    )
    yield paragraph_style(
        "Caption", *type_scale.size(13), *switch("keepLines"), type_scale.spacing(0, 16, 18), then="Body Text"
    )


def _list_styles(type_scale: TypeScale) -> Iterator[Xml]:
    """Yield bullets, numbers and what continues an item, three levels deep."""
    space = type_scale.spacing(0, 7, BODY_LEADING)
    for level, suffix in enumerate(LEVEL_SUFFIXES):
        left = LIST_INDENT * (level + 1)
        yield paragraph_style(
            f"List Bullet{suffix}", numbered(1, level), space, indent(left, hanging=LIST_INDENT)
        )
        yield paragraph_style(
            f"List Number{suffix}", numbered(2, level), space, indent(left, hanging=LIST_INDENT)
        )
        yield paragraph_style(f"List Continue{suffix}", space, indent(left))


def header_footer_styles(brand: Brand, page: Page) -> Iterator[Xml]:
    """Yield header and footer, with a rule in the brand's colour under the header, a picture or a name."""
    type_scale, tab_stops = brand_scale(brand), tabs(page.text_width)
    line = borders(rule("bottom", brand.colours.primary, 2.25, 8))
    yield paragraph_style("Header", line, tab_stops, *type_scale.size(12), type_scale.spacing(0, 0, 16))
    name = font(brand.headings.family), colour(brand.colours.primary), *type_scale.size(18), *bold()
    yield paragraph_style("Wordmark", line, *name, type_scale.spacing(0, 0, 24))
    yield paragraph_style("Footer", tab_stops, *type_scale.size(12), type_scale.spacing(0, 0, 16))
    if page.blank:
        yield paragraph_style("Printed Paper", exact_line_height(page.blank - HEADER))


def _character_styles(brand: Brand) -> Iterator[Xml]:
    yield character_style("Strong", *bold())
    line = () if brand.link.underline is False else (w("u", val="single"),)
    weight = bold() if (brand.link.weight or 0) >= BOLD_FROM else ()
    yield character_style("Hyperlink", colour(brand.colours.link_colour), *weight, *line)
