"""The styles of boxes and tables, dressed as the design says.

A box is a heading, which Word's navigation pane lists, and under it a table of one cell, which together have
one frame. Bordered paragraphs alone would fall apart: Word joins them into one box only when their indents
agree, and a list's do not. A box without a list, the key point and the contact, is bordered paragraphs with
equal indents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from types import MappingProxyType

from foldwell.assets.colour import WHITE, Palette, tint
from foldwell.assets.design_colours import DesignColours
from foldwell.assets.xml_reader import Xml
from foldwell.model import BoxDesign, Brand, Design
from foldwell.model.units import PT_PER_MM
from foldwell.rendering.docx.formatting import SIDES, bold, borders, colour, indent, rule, shade, switch
from foldwell.rendering.docx.ooxml import pt, w
from foldwell.rendering.docx.styles.style_elements import paragraph_style, table_style
from foldwell.rendering.docx.styles.type_scale import (
    BODY_LEADING,
    SECTION_HEADING_SIZE,
    TypeScale,
    brand_scale,
)

BOX_PADDING = 10
"""The padding between a box's border and its text, in points."""
HAIRLINE = 0.25
"""The width of the thinnest rule, in points."""
CELL_PADDING_TOP, CELL_PADDING_SIDE = 4, 5
"""The padding of a table cell, above and below and at either side, in points."""
ZONE_FRAMES = MappingProxyType({"green": 1, "amber": 2, "red": 3})
"""The frame of each zone in points: the more urgent, the thicker, so that a photocopy says it too."""
BAR_TINT = 0.08
"""The tint of a bar: with that of a box, LibreOffice would tint the gap between the two."""

BAR_EDGE = 6.0
"""The width of the rule at the left of a bar, in points."""


@dataclass(frozen=True)
class Box:
    """The look of a box: its grounds, its rules and the size of its heading, in points.

    The heading of a `care` box is always bold: branding must not weaken a warning.
    """

    name: str
    heading_ground: str
    heading_ink: str
    ground: str
    sides: frozenset[str]
    colour: str
    width: float
    heading: float
    care: bool = True

    def edge(self, side: str, ground: str, space: float = 0) -> Xml:
        """Return the rule at a side; where it has none, one that cannot be told from the ground."""
        return rule(side, self.colour if side in self.sides else ground, self.width, space)


def box_styles(brand: Brand, design: Design, section: float = 0) -> Iterator[Xml]:
    """Yield the styles of every box and table.

    The heading of an emergency is never smaller than that of a section, which is `section` pt on a letterhead
    that has its own.
    """
    colours, type_scale = DesignColours(design, brand.colours), brand_scale(brand)
    loudest = max(SECTION_HEADING_SIZE, type_scale.unscaled_heading(section))
    for box in (
        _box("Highlight", design.highlight, colours, 16, care=False),
        _box("Same Day", design.same_day, colours, 17),
        _box("Emergency", design.emergency, colours, loudest),
        *_zones(brand),
    ):
        yield from _box_elements(box, type_scale)
    yield from _bar_styles(colours, type_scale)
    yield from _grid_styles(brand, type_scale)


def _box(name: str, box: BoxDesign, colours: DesignColours, heading: float, care: bool = True) -> Box:
    """Return the box of a design.

    The text of a dark box is on a tint, under its heading on the dark ground: in a list that staff write
    into it, Word would set dark words.
    """
    title = colours.box_heading(box)
    ground = colours.ground("tint") if box.ink == "paper" else colours.text(box).ground
    edge, width = colours.ink(box.edge_colour), box.edge * PT_PER_MM
    return Box(name, title.ground, title.ink, ground, box.sides, edge, width, heading, care)


def _zones(brand: Brand) -> Iterator[Box]:
    for level, ground in Palette(brand.colours).zones.items():
        name = f"{level.title()} Zone"
        yield Box(name, ground, WHITE, tint(ground), frozenset(SIDES), ground, ZONE_FRAMES[level], 16)


def _box_elements(box: Box, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield a box's heading, its text, and the frame around the text."""
    inner = replace(box, sides=box.sides - {"bottom"})
    edges = (inner.edge(side, box.heading_ground, BOX_PADDING) for side in SIDES if side != "bottom")
    # As thin as Word draws one: LibreOffice draws it over the ends of those at the sides.
    foot = rule("bottom", box.heading_ground, HAIRLINE, 4)
    leading = type_scale.heading_spacing(box.heading, 18, 0, box.heading * 1.25)
    run_style = (*type_scale.heading(box.heading), colour(box.heading_ink), leading)
    loud = bold() if box.care else ()
    # Word draws the border so far outside of the text: with the indent it ends where that of the table does.
    outside = BOX_PADDING + box.width / 2
    frame = (*loud, borders(*edges, foot), shade(box.heading_ground), indent(outside, outside))
    yield paragraph_style(
        f"{box.name} Heading", *run_style, *frame, based="Heading 3", then=f"{box.name} Box"
    )
    yield paragraph_style(f"{box.name} Box", type_scale.spacing(0, 7, BODY_LEADING))
    yield table_style(f"{box.name} Frame", _frame_style(box), w("tcPr", shade(box.ground)))


def _frame_style(box: Box) -> Xml:
    inner = replace(box, sides=box.sides - {"top"})
    edges = w("tblBorders", *(inner.edge(side, box.ground) for side in SIDES))
    # Less at the bottom, because the last paragraph has a space of 7 pt below it.
    pads = w(
        "tblCellMar", *(w(side, w=pt(4 if side == "bottom" else BOX_PADDING), type="dxa") for side in SIDES)
    )
    # Word centres a border on the margin, LibreOffice puts it inside: meet in the middle.
    shift = w("tblInd", w=pt(-box.width / 4), type="dxa")
    return w("tblPr", shift, edges, pads)


def _bar_styles(colours: DesignColours, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield the boxes of running text: key points with a rule at the left, and whom to call."""
    primary = colours.colours.primary
    key_point = _bar(colours, colours.design.highlight.ground, frozenset({"left"}), BAR_EDGE)
    emphasis = *switch("keepLines"), *bold(), type_scale.spacing(0, 0, BODY_LEADING)
    yield paragraph_style("Key Point", *key_point, *emphasis, then="Body Text")
    label = (
        *switch("keepNext"),
        *type_scale.size(13),
        *bold(),
        colour(primary),
        type_scale.spacing(8, 0, 18),
    )
    yield paragraph_style("Key Point Label", *key_point, *label, then="Key Point")
    box = colours.design.contact
    sides, width = box.sides, box.edge * PT_PER_MM
    if box.ink == "paper":
        sides, width = frozenset({"left"}), BAR_EDGE
    contact = _bar(colours, box.ground, sides, width)
    together = switch("keepNext", "keepLines")
    yield paragraph_style("Contact", *contact, *together, type_scale.spacing(0, 0, 20.5))
    yield paragraph_style(
        "Contact Phone",
        *contact,
        *together,
        *type_scale.size(20),
        *bold(),
        type_scale.spacing(2, 2, 28),
        then="Contact",
    )


def _bar(colours: DesignColours, ground: str, sides: frozenset[str], width: float) -> tuple[Xml, ...]:
    """Return border, fill and indent of paragraphs that are a box: on paper, or in a pale tint."""
    primary = colours.colours.primary
    fill = colours.ground("paper") if ground == "paper" else tint(primary, BAR_TINT)
    edges = {side: width if side in sides else 1 for side in SIDES}
    rules = (
        rule(side, primary if side in sides else fill, edge, BOX_PADDING if side in ("left", "right") else 7)
        for side, edge in edges.items()
    )
    # With these indents the ground is as wide as the text.
    inset = indent(BOX_PADDING + edges["left"], BOX_PADDING + edges["right"])
    return borders(*rules), shade(fill), inset


def _grid_styles(brand: Brand, type_scale: TypeScale) -> Iterator[Xml]:
    """Yield the styles of data tables: plain rules, a tinted first row."""
    # 4.54:1 on white, and still a line on a photocopy; rules need 3:1 (WCAG 2.2, 1.4.11).
    grey = "#767676"
    edges = w("tblBorders", *(rule(side, grey, 0.75) for side in (*SIDES, "insideH", "insideV")))
    widths = (CELL_PADDING_TOP, CELL_PADDING_SIDE, CELL_PADDING_TOP, CELL_PADDING_SIDE)
    sides = (w(side, w=pt(width), type="dxa") for side, width in zip(SIDES, widths, strict=True))
    pads = w("tblCellMar", *sides)
    first = w("tblStylePr", w("tcPr", shade(Palette(brand.colours).tint)), type="firstRow")
    yield paragraph_style("Cell", type_scale.spacing(0, 0, 18))
    yield paragraph_style("Cell Heading", *type_scale.size(12.5), *bold(), type_scale.spacing(0, 0, 16))
    yield paragraph_style("Cell Small", *type_scale.size(12), type_scale.spacing(0, 0, 15.5))
    yield paragraph_style("Cell Small Heading", *type_scale.size(12), *bold(), type_scale.spacing(0, 0, 15.5))
    yield table_style("Table Grid", w("tblPr", edges, pads), first)
