"""The styles of boxes and tables, tinted with a tenth of their colour.

A box is a heading, which Word's navigation pane lists, and under it a table of one cell with the same border.
Bordered paragraphs alone would fall apart: Word joins them into one box only when their indents agree, and a
list's do not. A box without a list, the key point and the contact, is bordered paragraphs with equal indents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from foldwell.assets.colour import WHITE, Palette, tint
from foldwell.assets.xml_reader import Xml
from foldwell.model import Brand
from foldwell.rendering.docx.formatting import bold, borders, colour, indent, rule, shade, switch
from foldwell.rendering.docx.ooxml import pt, w
from foldwell.rendering.docx.styles.style_elements import paragraph_style, table_style
from foldwell.rendering.docx.styles.type_scale import (
    BODY_LEADING,
    SECTION_HEADING_SIZE,
    TypeScale,
    brand_scale,
)

SIDES = ("top", "left", "bottom", "right")
BOX_PADDING = 10
"""The padding between a box's border and its text, in points."""
CELL_PADDING_TOP, CELL_PADDING_SIDE = 4, 5
"""The padding of a table cell, above and below and at either side, in points."""
ZONE_FRAMES = MappingProxyType({"green": 1, "amber": 2, "red": 3})
"""The frame of each zone in points: the more urgent, the thicker, so that a photocopy says it too."""
BAR_TINT = 0.08
"""The tint of a bar: with that of a box, LibreOffice would tint the gap between the two."""


@dataclass(frozen=True)
class Box:
    """The emphasis of a box: border and heading in points, and whether its heading is on the colour.

    The heading of a `care` box is always bold: branding must not weaken a warning.
    """

    name: str
    colour: str
    tint: str
    ink: str
    width: float
    heading: float
    solid: bool = False
    care: bool = True


def box_styles(brand: Brand, section: float = 0) -> Iterator[Xml]:
    """Yield the styles of every box and table.

    The heading of an emergency is never smaller than that of a section, which is `section` pt on a letterhead
    that has its own.
    """
    colours, palette, type_scale = brand.colours, Palette(brand.colours), brand_scale(brand)
    for box in (
        Box("Highlight", colours.primary, palette.tint, colours.headings_colour, 1, 16, care=False),
        Box("Same Day", colours.primary, palette.tint, colours.headings_colour, 1.5, 17),
        Box(
            "Emergency",
            colours.danger,
            palette.danger_tint,
            WHITE,
            3,
            max(SECTION_HEADING_SIZE, type_scale.unscaled_heading(section)),
            solid=True,
        ),
        *(
            Box(f"{level.title()} Zone", ground, tint(ground), WHITE, ZONE_FRAMES[level], 16, solid=True)
            for level, ground in palette.zones.items()
        ),
    ):
        yield from _box_elements(box, type_scale)
    yield from _bar_styles(brand, type_scale)
    yield from _grid_styles(brand, type_scale)


def _box_elements(box: Box, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield a box's heading, its text, and the frame around the text."""
    edge = borders(
        *(rule(side, box.colour, box.width, BOX_PADDING if side != "bottom" else 4) for side in SIDES)
    )
    fill = shade(box.colour if box.solid else box.tint)
    leading = type_scale.heading_spacing(box.heading, 18, 0, box.heading * 1.25)
    run_style = (*type_scale.heading(box.heading), colour(box.ink), leading)
    loud = bold() if box.care else ()
    # Word draws the border so far outside of the text: with the indent it ends where that of the table does.
    edges = (*loud, edge, fill, indent(BOX_PADDING + box.width / 2, BOX_PADDING + box.width / 2))
    yield paragraph_style(
        f"{box.name} Heading", *run_style, *edges, based="Heading 3", then=f"{box.name} Box"
    )
    yield paragraph_style(f"{box.name} Box", type_scale.spacing(0, 7, BODY_LEADING))
    yield table_style(f"{box.name} Frame", _frame_style(box), w("tcPr", shade(box.tint)))


def _frame_style(box: Box) -> Xml:
    edges = w("tblBorders", *(rule(side, box.colour, box.width) for side in SIDES))
    # Less at the bottom, because the last paragraph has a space of 7 pt below it.
    pads = w(
        "tblCellMar", *(w(side, w=pt(4 if side == "bottom" else BOX_PADDING), type="dxa") for side in SIDES)
    )
    # Word centres a border on the margin, LibreOffice puts it inside: meet in the middle.
    shift = w("tblInd", w=pt(-box.width / 4), type="dxa")
    return w("tblPr", shift, edges, pads)


def _bar_styles(brand: Brand, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield the boxes of running text: tinted, with a bar in the brand's colour at the left."""
    primary = brand.colours.primary
    pale = tint(primary, BAR_TINT)
    thin_sides = [rule(side, pale, 1, 7) for side in ("top", "bottom", "right")]
    bar_style = (
        borders(rule("left", primary, 6, BOX_PADDING), *thin_sides),
        shade(pale),
        indent(BOX_PADDING + 6, BOX_PADDING),
    )
    emphasis = *switch("keepLines"), *bold(), type_scale.spacing(0, 0, BODY_LEADING)
    yield paragraph_style("Key Point", *bar_style, *emphasis, then="Body Text")
    label = (
        *switch("keepNext"),
        *type_scale.size(13),
        *bold(),
        colour(primary),
        type_scale.spacing(8, 0, 18),
    )
    yield paragraph_style("Key Point Label", *bar_style, *label, then="Key Point")
    together = switch("keepNext", "keepLines")
    yield paragraph_style("Contact", *bar_style, *together, type_scale.spacing(0, 0, 22))
    yield paragraph_style(
        "Contact Phone",
        *bar_style,
        *together,
        *type_scale.size(20),
        *bold(),
        type_scale.spacing(2, 2, 28),
        then="Contact",
    )


def _grid_styles(brand: Brand, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield the styles of data tables: plain rules, a tinted first row."""
    # 4.54:1 on white, and still a line on a photocopy; rules need 3:1 (WCAG 2.2, 1.4.11).
    grey = "#767676"
    edges = w("tblBorders", *(rule(side, grey, 0.75) for side in (*SIDES, "insideH", "insideV")))
    widths = (CELL_PADDING_TOP, CELL_PADDING_SIDE, CELL_PADDING_TOP, CELL_PADDING_SIDE)
    sides = (w(side, w=pt(width), type="dxa") for side, width in zip(SIDES, widths, strict=True))
    pads = w("tblCellMar", *sides)
    first = w("tblStylePr", w("tcPr", shade(Palette(brand.colours).tint)), type="firstRow")
    heading = *bold(), *switch("keepNext")
    yield paragraph_style("Cell", type_scale.spacing(0, 0, 18))
    yield paragraph_style("Cell Heading", *type_scale.size(12.5), *heading, type_scale.spacing(0, 0, 16))
    yield paragraph_style("Cell Small", *type_scale.size(12), type_scale.spacing(0, 0, 15.5))
    yield paragraph_style(
        "Cell Small Heading", *type_scale.size(12), *heading, type_scale.spacing(0, 0, 15.5)
    )
    yield table_style("Table Grid", w("tblPr", edges, pads), first)
