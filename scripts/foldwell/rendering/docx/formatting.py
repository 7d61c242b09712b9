"""Elements of a style: spacing, borders, shading, type. Lengths are in points unless stated otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from docx.oxml.ns import qn

from foldwell.assets.ooxml.names import local_name
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.ooxml import PARAGRAPH_ORDER, eighth_pt, half_pt, mm, pt, remove, w

RULE_WIDTH, RULE_SPACE = 0.5, 4
"""The width of a rule between paragraphs, and its distance from the text below it."""

SIDES = ("top", "left", "bottom", "right")
"""The sides of a paragraph, a cell or a table in the order of the schema (ECMA-376-1, 17.3.1.24)."""

FONT_SLOTS = ("ascii", "hAnsi", "eastAsia", "cs")


def spacing(before: float, after: float, leading: float) -> Xml:
    """Return space above and below, and a leading that grows for a picture or a taller font."""
    return w("spacing", before=pt(before), after=pt(after), line=pt(leading), lineRule="atLeast")


def exact_line_height(height: float) -> Xml:
    """Return an exact line height of `height` mm."""
    return w("spacing", before="0", after="0", line=mm(height), lineRule="exact")


def add_space(paragraph: Xml, side: str, points: float) -> None:
    """Set the space of one paragraph, `side` before or after, where it depends on its neighbour."""
    found = paragraph[0].find(qn("w:spacing"))
    space_element = w("spacing") if found is None else found
    space_element.set(qn(f"w:{side}"), pt(points))
    _set_property(paragraph, space_element)


def add_rule_above(paragraph: Xml) -> None:
    """Draw a rule above one paragraph in the colour of its text."""
    top = w("top", val="single", sz=eighth_pt(RULE_WIDTH), space=str(RULE_SPACE), color="auto")
    _set_property(paragraph, borders(top))


def _set_property(paragraph: Xml, element: Xml) -> None:
    """Give a paragraph a property in place of one by the same name, in the order of the schema."""
    properties = paragraph[0]
    remove(properties.findall(element.tag))
    properties.append(element)
    # ECMA-376-1, 17.3.1.26.
    properties[:] = sorted(properties, key=lambda part: PARAGRAPH_ORDER.index(local_name(part)))


def keep_with_next(block: Xml) -> None:
    """Keep a paragraph, a row or the last row of a table on the page of what follows it."""
    if local_name(block) == "tbl":
        first, *further = block.findall(qn("w:tr"))
        # LibreOffice 7.4 ignores what the paragraphs of a table of one unsplittable row ask for.
        last = further[-1] if further else _in_two_rows(first)
    else:
        last = block
    for paragraph in last.iter(qn("w:p")):
        _set_property(paragraph, w("keepNext"))


def _in_two_rows(row: Xml) -> Xml:
    """Move all but the first block of a row of one cell to a row below it, if there are more; return that."""
    cell = row[-1]
    properties, _, *others = list(cell)
    if not others:
        return row
    second_cell = w("tc", deepcopy(properties))
    second_cell.extend(others)
    properties.append(w("tcMar", w("bottom", w="0", type="dxa")))
    second_cell[0].append(w("tcMar", w("top", w="0", type="dxa")))
    second = w("tr", w("trPr", w("cantSplit")), second_cell)
    row.addnext(second)
    keep_with_next(row)
    return second


def keep_in_one_piece(paragraphs: Sequence[Xml]) -> None:
    """Keep paragraphs on one page, none of them broken, whatever their styles and what follows them."""
    for paragraph in paragraphs[:-1]:
        keep_with_next(paragraph)
    for last in paragraphs[-1:]:
        if last[0].find(qn("w:keepNext")) is None:
            # A style such as Figure binds to the next paragraph by itself, so that all pieces would be one.
            _set_property(last, w("keepNext", val="0"))
    for paragraph in paragraphs:
        _set_property(paragraph, w("keepLines"))


def indent(left: float, right: float = 0, hanging: float = 0) -> Xml:
    """Return the indents; `hanging` is how far the first line sticks out to the left."""
    return w("ind", left=pt(left), right=pt(right), hanging=pt(hanging))


def switch(*names: str) -> tuple[Xml, ...]:
    """Return on/off properties such as keepNext, switched on."""
    return tuple(w(name) for name in names)


def rule(side: str, colour: str, width: float, space: float = 0) -> Xml:
    """Return one side of a border, `space` points from the text (Word allows at most 31)."""
    return w(side, val="single", sz=eighth_pt(width), space=str(round(space)), color=hex_digits(colour))


def shade(colour: str) -> Xml:
    """Return a flat fill."""
    return w("shd", val="clear", color="auto", fill=hex_digits(colour))


def font(family: str) -> Xml:
    """Return the family for every script, so that no theme or default applies."""
    return w("rFonts", **dict.fromkeys(FONT_SLOTS, family))


def bold() -> tuple[Xml, ...]:
    """Return bold for every script."""
    return switch("b", "bCs")


def size(points: float) -> tuple[Xml, ...]:
    """Return the type size for every script."""
    return w("sz", val=half_pt(points)), w("szCs", val=half_pt(points))


def colour(value: str) -> Xml:
    """Return the colour of text."""
    return w("color", val=hex_digits(value))


def hex_digits(value: str) -> str:
    """Return `#rrggbb` as Word writes it."""
    return value.removeprefix("#").upper()


def borders(*rules: Xml) -> Xml:
    """Return a paragraph's border, its sides in the order that the schema asks."""
    return w("pBdr", *sorted(rules, key=lambda side: SIDES.index(local_name(side))))


def outline(level: int) -> Xml:
    """Return the heading level, counted from 1."""
    return w("outlineLvl", val=str(level - 1))


def numbered(list_id: int, level: int) -> Xml:
    """Return that a paragraph belongs to a list, `level` counted from 0."""
    return w("numPr", w("ilvl", val=str(level)), w("numId", val=str(list_id)))


def tabs(right: float) -> Xml:
    """Return one right-hand tab stop, `right` millimetres from the margin."""
    return w("tabs", w("tab", val="right", pos=mm(right)))
