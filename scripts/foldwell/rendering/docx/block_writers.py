"""Writers of what stands between lines: headings, paragraphs, lists, boxes."""

from __future__ import annotations

from types import MappingProxyType

from lxml import etree

from foldwell.rendering.docx.formatting import add_space, keep_with_next, numbered
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.inline_writers import write_line
from foldwell.rendering.docx.numbering import start_count
from foldwell.rendering.docx.ooxml import Xml, w
from foldwell.rendering.docx.style_elements import style_id
from foldwell.rendering.docx.tables import one_cell
from foldwell.rendering.docx.text_styles import LEVELS, PARAGRAPH_GAP
from foldwell.rendering.docx.writer_context import Place

HEADINGS = MappingProxyType({"h1": "Heading 1", "h2": "Heading 2", "h3": "Heading 3"})
PARAGRAPHS = MappingProxyType(
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
BOXES = MappingProxyType({"highlight": "Highlight", "same-day": "Same Day", "emergency": "Emergency"})
BARS = MappingProxyType({"keypoint": "Key Point", "contact": "Contact"})
FEW = 3
"""How many items a list may have to be broken anywhere."""


def paragraph(place: Place, style: str, *direct: Xml) -> Xml:
    """Add a paragraph of a named style and return it."""
    made = w("p", w("pPr", w("pStyle", val=style_id(style)), *direct))
    place.into.append(made)
    return made


def write_heading(element: etree._Element, place: Place) -> None:
    """Write a heading of its level; one of class page begins a page."""
    start = (w("pageBreakBefore"), w("spacing", before="0")) if element.get("class") == "page" else ()
    write_line(element, place.at(paragraph(place, HEADINGS[element.tag], *start)))


def write_paragraph(element: etree._Element, place: Place) -> None:
    """Write a paragraph in the style of its class, or in the one that is usual at this place."""
    style = PARAGRAPHS.get(element.get("class", ""), place.style)
    write_line(element, place.at(paragraph(place, style)))


def write_list(element: etree._Element, place: Place) -> None:
    """Write a real list; a numbered one has a count of its own."""
    depth = place.depth
    inner = place.at(place.into, style=f"List Continue{LEVELS[depth]}", depth=depth + 1)
    count = None
    if element.tag == "ol":
        numbering = place.job.document.part.numbering_part.element
        count = start_count(numbering, depth, int(element.get("start", "1")))
    for item in element:
        _write_item(item, inner, count)
        if item is element[0] and len(element) > FEW:
            keep_with_next(place.into[-1])  # a list whose first item stands alone looks like its whole
    if depth == 0 and element.getnext() is not None:
        add_space(place.into[-1], "after", PARAGRAPH_GAP)


def _write_item(item: etree._Element, place: Place, count: int | None) -> None:
    """Write an item: its first paragraph carries the mark, whatever follows stands under it."""
    level = place.depth - 1
    kind, mark = ("Bullet", ()) if count is None else ("Number", (numbered(count, level),))
    style = f"List {kind}{LEVELS[level]}"
    write_line(item[0], place.at(paragraph(place, style, *mark)))
    for further in item[0].itersiblings():
        place.write(further)


def write_group(element: etree._Element, place: Place) -> None:
    """Write what is grouped: a plain section passes through, a box gets its heading and its frame."""
    name = element.get("class", "")
    if name in BOXES:
        _write_box(element, place, BOXES[name])
        return
    if name == "keypoint" and len(place.into):
        keep_with_next(place.into[-1])  # on a page of its own, it would not say of what it is the point
    place.at(place.into, style=BARS.get(name, place.style)).write_all(element)


def _write_box(element: etree._Element, place: Place, name: str) -> None:
    heading, *content = element
    write_line(heading, place.at(paragraph(place, f"{name} Heading")))
    cell = one_cell(place, f"{name} Frame", words(heading))
    for child in content:
        place.at(cell, style=f"{name} Box").write(child)
