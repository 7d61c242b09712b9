"""Writers of block elements: headings, paragraphs, lists, boxes."""

from __future__ import annotations

from types import MappingProxyType

from docx.oxml.ns import qn
from lxml import etree

from foldwell.assets.ooxml.names import local_name, value
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.allowed_html import GROUP
from foldwell.rendering.docx.formatting import add_space, indent, keep_in_one_piece, keep_with_next, numbered
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.inline_writers import write_line
from foldwell.rendering.docx.numbering import start_numbered_list
from foldwell.rendering.docx.ooxml import w
from foldwell.rendering.docx.styles.style_elements import style_id
from foldwell.rendering.docx.styles.text_styles import LEVEL_SUFFIXES, LIST_INDENT, PARAGRAPH_GAP
from foldwell.rendering.docx.tables.writer import add_one_cell_table
from foldwell.rendering.docx.writer_context import WriterContext
from foldwell.rendering.templating.writing_marks import TICKED

HEADING_STYLES = MappingProxyType({"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"})
PARAGRAPH_STYLES = MappingProxyType(
    {
        "wordmark": "Wordmark",
        "lead": "Lead",
        "draft": "Draft",
        "meta": "Meta",
        "label": "Key Point Label",
        "phone": "Contact Phone",
        "closing": "Closing",
        "evidence": "Evidence",
        "figure": "Figure",
        "caption": "Caption",
    }
)
BOX_STYLES = MappingProxyType(
    {
        "highlight": "Highlight",
        "same-day": "Same Day",
        "emergency": "Emergency",
        "zone-green": "Green Zone",
        "zone-amber": "Amber Zone",
        "zone-red": "Red Zone",
    }
)
BAR_STYLES = MappingProxyType({"keypoint": "Key Point", "contact": "Contact", "service": "Contact"})
IN_ONE_PIECE = frozenset({"contact", "service", "unbroken"})
IN_ITEMS = frozenset({"figure", "caption"})
"""The paragraphs of a list item whose own style has no indent."""
FIRST_OF_TWO_DIGITS, WIDER_INDENT = 10, 8
"""The first number of two digits, and how much wider the indent of a list is that has some, in points."""

NO_LIST = 0
"""The number of no list: an entry in its style, without its bullet (ECMA-376-1, 17.9.18)."""

MIN_BREAKABLE_ITEMS = 3
"""A list of at least this many items may be broken over pages."""


def add_paragraph(context: WriterContext, style: str, *direct: Xml) -> Xml:
    """Add a paragraph of a named style and return it."""
    element = w("p", w("pPr", w("pStyle", val=style_id(style)), *direct))
    context.target.append(element)
    return element


def write_heading(element: etree._Element, context: WriterContext) -> None:
    """Write a heading of its level; one of class page begins a page."""
    # Word keeps the space above a heading at the top of a page that was asked for.
    start = (w("pageBreakBefore"), w("spacing", before="0")) if element.get("class") == "page" else ()
    write_line(element, context.child(add_paragraph(context, HEADING_STYLES[element.tag], *start)))


def write_paragraph(element: etree._Element, context: WriterContext) -> None:
    """Write a paragraph in the style of its class, or in the default style of the context."""
    kind = element.get("class", "")
    style = PARAGRAPH_STYLES.get(kind, context.style)
    if kind == "figure" and len(context.target) and _style_of(context.target[-1]) != style_id("Caption"):
        # A drawing shows what its words say; after one with words of its own, the next may begin a page.
        keep_with_next(context.target[-1])
    # Beside its words, also where these are indented as those of a list item.
    direct = (indent(LIST_INDENT * context.depth),) if kind in IN_ITEMS and context.depth else ()
    write_line(element, context.child(add_paragraph(context, style, *direct)))


def _style_of(block: Xml) -> str:
    return value(block.find(f"{qn('w:pPr')}/{qn('w:pStyle')}"))


def write_list(element: etree._Element, context: WriterContext) -> None:
    """Write a native list; a numbered one has its own count."""
    depth = context.depth
    inner = context.child(context.target, style=f"List Continue{LEVEL_SUFFIXES[depth]}", depth=depth + 1)
    count = None
    if element.tag == "ol":
        numbering = context.handout.document.part.numbering_part.element
        count = start_numbered_list(numbering, depth, int(element.get("start", "1")))
    first = len(context.target)
    for item in element:
        start = len(context.target)
        _write_item(item, inner, count)
        is_edge = len(element) > MIN_BREAKABLE_ITEMS and item in (element[0], element[-2])
        if is_edge and item.find(".//img") is None:
            # A first item alone looks complete, a last one forgotten; two with pictures would leave a hole.
            keep_with_next(context.target[-1])
        if element.get("class") == "unbroken-items":
            keep_in_one_piece(list(context.target)[start:])
    if element.get("class") == "unbroken":
        keep_in_one_piece(list(context.target)[first:])
    if depth == 0 and element.getnext() is not None:
        add_space(context.target[-1], "after", PARAGRAPH_GAP)


def _write_item(item: etree._Element, context: WriterContext, count: int | None) -> None:
    """Write an item: its first paragraph carries the mark, further ones are indented below it."""
    level = context.depth - 1
    kind = "Bullet" if count is None else "Number"
    mark: tuple[Xml, ...] = () if count is None else (numbered(count, level), *_room_for_number(item, level))
    if item.get("class") == TICKED:
        # LibreOffice drops the indent of the style along with its numbering.
        mark = (numbered(NO_LIST, level), indent(LIST_INDENT * (level + 1), hanging=LIST_INDENT))
    style = f"List {kind}{LEVEL_SUFFIXES[level]}"
    write_line(item[0], context.child(add_paragraph(context, style, *mark)))
    for further in item[0].itersiblings():
        context.write(further)


def _room_for_number(item: etree._Element, level: int) -> tuple[Xml, ...]:
    """Return a wider indent for the items of a list with numbers of two digits, which would touch."""
    items = item.getparent()
    if items is None or int(items.get("start", "1")) + len(items) - 1 < FIRST_OF_TWO_DIGITS:
        return ()
    hanging = LIST_INDENT + WIDER_INDENT
    return (indent(LIST_INDENT * level + hanging, hanging=hanging),)


def write_group(element: etree._Element, context: WriterContext) -> None:
    """Write a group: a plain section adds nothing, a box gets its heading and its frame."""
    name = element.get("class", "")
    if name in BOX_STYLES:
        _write_box(element, context, BOX_STYLES[name])
        return
    if name == "keypoint" and len(context.target):
        keep_with_next(context.target[-1])  # alone on a page, it would lack its context
    start = len(context.target)
    context.child(context.target, style=BAR_STYLES.get(name, context.style)).write_all(element)
    if name == GROUP:
        # Boxes, none of which is ever broken: what parts them is the end of one.
        for block in list(context.target)[start:-1]:
            keep_with_next(block)
    if name in IN_ONE_PIECE:
        keep_in_one_piece([block for block in list(context.target)[start:] if local_name(block) == "p"])


def _write_box(element: etree._Element, context: WriterContext, name: str) -> None:
    heading, *content = element
    write_line(heading, context.child(add_paragraph(context, f"{name} Heading")))
    cell = add_one_cell_table(context, f"{name} Frame", words(heading))
    for child in content:
        context.child(cell, style=f"{name} Box").write(child)
