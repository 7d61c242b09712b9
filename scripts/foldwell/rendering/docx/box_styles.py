"""The styles of boxes and tables, tinted with a tenth of their colour.

A box is a heading, which Word's navigation pane lists, and under it a table of one cell with the same border.
Bordered paragraphs alone would fall apart: Word joins them into one box only when their indents agree, and a
list's do not. A box without a list, the key point and the contact, is bordered paragraphs with equal indents.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foldwell.assets.colour import WHITE, tint
from foldwell.model import Brand
from foldwell.rendering.docx.formatting import bold, borders, colour, indent, rule, shade, switch
from foldwell.rendering.docx.ooxml import Xml, pt, w
from foldwell.rendering.docx.style_elements import style, table
from foldwell.rendering.docx.type_scale import LEADING, SECTION, Scale, scale

SIDES = ("top", "left", "bottom", "right")
PAD = 10
"""From a box's border to its words, in points."""
CELL_TOP, CELL_SIDE = 4, 5
"""From the rules of a table's cell to its words, above and below and at either side, in points."""
PALER = 0.08
"""The share of colour in a bar; were it that of a box, LibreOffice would tint the gap between the two."""


@dataclass(frozen=True)
class Box:
    """How loud a box is: border and heading in points, whether its heading stands on the colour.

    The heading of a `care` box is bold whatever those of a brand are: branding does not quieten a warning.
    """

    name: str
    colour: str
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
    colours, own = brand.colours, scale(brand)
    for box in (
        Box("Highlight", colours.primary, colours.headings_colour, 1, 16, care=False),
        Box("Same Day", colours.primary, colours.headings_colour, 1.5, 17),
        Box("Emergency", colours.danger, WHITE, 3, max(SECTION, own.unscaled(section)), solid=True),
    ):
        yield from _box(box, own)
    yield from _bars(brand, own)
    yield from _grid(brand, own)


def _box(box: Box, own: Scale) -> Iterator[Xml]:
    """Yield a box's heading, its text, and the frame around the text."""
    edge = borders(*(rule(side, box.colour, box.width, PAD if side != "bottom" else 4) for side in SIDES))
    fill = shade(box.colour if box.solid else tint(box.colour))
    leading = own.heading_spacing(box.heading, 18, 0, box.heading * 1.25)
    looks = (*own.heading(box.heading), colour(box.ink), leading)
    loud = bold() if box.care else ()
    edges = (*loud, edge, fill, indent(PAD + box.width / 2, PAD + box.width / 2))
    yield style(f"{box.name} Heading", *looks, *edges, based="Heading 3", then=f"{box.name} Box")
    yield style(f"{box.name} Box", own.spacing(0, 7, LEADING))
    yield table(f"{box.name} Frame", _frame(box), w("tcPr", shade(tint(box.colour))))


def _frame(box: Box) -> Xml:
    edges = w("tblBorders", *(rule(side, box.colour, box.width) for side in SIDES))
    pads = w("tblCellMar", *(w(side, w=pt(4 if side == "bottom" else PAD), type="dxa") for side in SIDES))
    # Word centres a border on the margin, LibreOffice puts it inside: meet in the middle.
    shift = w("tblInd", w=pt(-box.width / 4), type="dxa")
    return w("tblPr", shift, edges, pads)


def _bars(brand: Brand, own: Scale) -> Iterator[Xml]:
    """Yield the boxes that hold sentences only: tinted, with a bar of the brand's colour at the left."""
    primary = brand.colours.primary
    pale = tint(primary, PALER)
    thin = [rule(side, pale, 1, 7) for side in ("top", "bottom", "right")]
    look = (borders(rule("left", primary, 6, PAD), *thin), shade(pale), indent(PAD + 6, PAD))
    whole = *switch("keepLines"), *bold(), own.spacing(0, 0, LEADING)
    yield style("Key Point", *look, *whole, then="Body Text")
    yield style("Key Point Label", *look, *switch("keepNext"), *own.size(13), *bold(), colour(primary),
                own.spacing(8, 0, 18), then="Key Point")  # fmt: skip
    together = switch("keepNext", "keepLines")
    yield style("Contact", *look, *together, own.spacing(0, 0, 22))
    yield style(
        "Contact Phone", *look, *together, *own.size(20), *bold(), own.spacing(2, 2, 28), then="Contact"
    )


def _grid(brand: Brand, own: Scale) -> Iterator[Xml]:
    """Yield the look of data tables: plain rules, a tinted first row."""
    grey = "#767676"
    edges = w("tblBorders", *(rule(side, grey, 0.75) for side in (*SIDES, "insideH", "insideV")))
    widths = (CELL_TOP, CELL_SIDE, CELL_TOP, CELL_SIDE)
    sides = (w(side, w=pt(width), type="dxa") for side, width in zip(SIDES, widths, strict=True))
    pads = w("tblCellMar", *sides)
    first = w("tblStylePr", w("tcPr", shade(tint(brand.colours.primary))), type="firstRow")
    heading = *bold(), *switch("keepNext")
    yield style("Cell", own.spacing(0, 0, 18))
    yield style("Cell Heading", *own.size(12.5), *heading, own.spacing(0, 0, 16))
    yield style("Cell Small", *own.size(12), own.spacing(0, 0, 15.5))
    yield style("Cell Small Heading", *own.size(12), *heading, own.spacing(0, 0, 15.5))
    yield table("Table Grid", w("tblPr", edges, pads), first)
