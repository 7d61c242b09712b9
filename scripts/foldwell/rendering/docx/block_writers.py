"""Writers of block elements: headings, paragraphs, lists, boxes."""

from __future__ import annotations

from types import MappingProxyType

from lxml import etree

from foldwell.rendering.docx.formatting import add_space, keep_with_next, numbered
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.inline_writers import write_line
from foldwell.rendering.docx.numbering import start_numbered_list
from foldwell.rendering.docx.ooxml import Xml, w
from foldwell.rendering.docx.style_elements import style_id
from foldwell.rendering.docx.tables import add_one_cell_table
from foldwell.rendering.docx.text_styles import LEVEL_SUFFIXES, PARAGRAPH_GAP
from foldwell.rendering.docx.writer_context import WriterContext

HEADING_STYLES = MappingProxyType({"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"})
PARAGRAPH_STYLES = MappingProxyType(
    {
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
BOX_STYLES = MappingProxyType({"highlight": "Highlight", "same-day": "Same Day", "emergency": "Emergency"})
BAR_STYLES = MappingProxyType({"keypoint": "Key Point", "contact": "Contact"})
MIN_BREAKABLE_ITEMS = 3
"""A list of at least this many items may be broken over pages."""


def add_paragraph(place: WriterContext, style: str, *direct: Xml) -> Xml:
    """Add a paragraph of a named style and return it."""
    element = w("p", w("pPr", w("pStyle", val=style_id(style)), *direct))
    place.target.append(element)
    return element


def write_heading(element: etree._Element, place: WriterContext) -> None:
    """Write a heading of its level; one of class page begins a page."""
    start = (w("pageBreakBefore"), w("spacing", before="0")) if element.get("class") == "page" else ()
    write_line(element, place.child(add_paragraph(place, HEADING_STYLES[element.tag], *start)))


def write_paragraph(element: etree._Element, place: WriterContext) -> None:
    """Write a paragraph in the style of its class, or in the default style of the context."""
    style = PARAGRAPH_STYLES.get(element.get("class", ""), place.style)
    write_line(element, place.child(add_paragraph(place, style)))


def write_list(element: etree._Element, place: WriterContext) -> None:
    """Write a native list; a numbered one has its own count."""
    depth = place.depth
    inner = place.child(place.target, style=f"List Continue{LEVEL_SUFFIXES[depth]}", depth=depth + 1)
    count = None
    if element.tag == "ol":
        numbering = place.job.document.part.numbering_part.element
        count = start_numbered_list(numbering, depth, int(element.get("start", "1")))
    for item in element:
        _write_item(item, inner, count)
        if item is element[0] and len(element) > MIN_BREAKABLE_ITEMS:
            keep_with_next(place.target[-1])  # a list whose first item stands alone looks like its whole
    if depth == 0 and element.getnext() is not None:
        add_space(place.target[-1], "after", PARAGRAPH_GAP)


def _write_item(item: etree._Element, place: WriterContext, count: int | None) -> None:
    """Write an item: its first paragraph carries the mark, further ones are indented below it."""
    level = place.depth - 1
    kind, mark = ("Bullet", ()) if count is None else ("Number", (numbered(count, level),))
    style = f"List {kind}{LEVEL_SUFFIXES[level]}"
    write_line(item[0], place.child(add_paragraph(place, style, *mark)))
    for further in item[0].itersiblings():
        place.write(further)


def write_group(element: etree._Element, place: WriterContext) -> None:
    """Write a group: a plain section adds nothing, a box gets its heading and its frame."""
    name = element.get("class", "")
    if name in BOX_STYLES:
        _write_box(element, place, BOX_STYLES[name])
        return
    if name == "keypoint" and len(place.target):
        keep_with_next(place.target[-1])  # on a page of its own, it would not say of what it is the point
    place.child(place.target, style=BAR_STYLES.get(name, place.style)).write_all(element)


def _write_box(element: etree._Element, place: WriterContext, name: str) -> None:
    heading, *content = element
    write_line(heading, place.child(add_paragraph(place, f"{name} Heading")))
    cell = add_one_cell_table(place, f"{name} Frame", words(heading))
    for child in content:
        place.child(cell, style=f"{name} Box").write(child)
