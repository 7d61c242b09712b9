"""Parse the filled template: well-formed XML to a normalised tree that keeps its source lines."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from foldwell.assets.xml_reader import DoctypeError, parse_xml
from foldwell.errors import InputError, Problem

TEMPLATE = "templates/handout.html.j2"
# Not \s, which takes no-break spaces as well.
SPACE = re.compile(r"[ \t\r\n]+")
LINE_ELEMENTS = frozenset({"p", "h1", "h2", "h3"})
"""Elements that contain text and become one paragraph."""
LOOSE_TEXT = frozenset({"li", "td", "th"})
"""Elements in which HTML allows text without a paragraph."""
DRAWN = frozenset({"img", "input"})
"""Elements without text that are seen."""
VOID = DRAWN | {"br"}
BLOCKS = LINE_ELEMENTS | {"ul", "ol", "table", "div", "section"}


def parse(html: str) -> etree._Element:
    """Return the root of well-formed XML; raises InputError when it is not, or has a DTD or an entity."""
    try:
        return parse_xml(html.encode())
    except etree.XMLSyntaxError as error:
        what = f"the filled page is not well-formed XML: {error.msg}"
        raise InputError(Problem(TEMPLATE, what, "close every element and quote every attribute")) from error
    except DoctypeError as error:
        hint = "take it out: the handout is XML, not HTML"
        raise InputError(Problem(TEMPLATE, str(error), hint)) from error


def words(element: etree._Element) -> str:
    """Return all text in `element`."""
    return "".join(map(str, element.itertext()))


def tidy(root: etree._Element) -> None:
    """Put loose words into paragraphs, and make white space single, as a browser would."""
    for element in list(root.iter(*LOOSE_TEXT)):
        _wrap(element)
    for element in root.iter(*LINE_ELEMENTS):
        _collapse_spaces(element)


def _wrap(element: etree._Element) -> None:
    """Wrap every run of loose text and inline elements in `element` in a paragraph."""
    children = list(element)
    loose, element.text = element.text or "", None
    current = _paragraph(loose, element) if loose.strip() or not children else None
    for child in children:
        tail, child.tail = child.tail or "", None
        if child.tag in BLOCKS:
            current = None
            element.append(child)
            if tail.strip():
                current = _paragraph(tail, element)
            continue
        if current is None:
            current = _paragraph("", element)
        current.append(child)
        child.tail = tail


def _paragraph(text: str, parent: etree._Element) -> etree._Element:
    element = etree.SubElement(parent, "p")
    element.text, element.sourceline = text, parent.sourceline
    return element


def _collapse_spaces(line: etree._Element) -> None:
    """Make white space in a line single, with none at its start, its end or after a line break."""
    slots = list(_text_slots(line))
    closed = True
    for owner, side in slots:
        if side == "tail" and owner.tag in VOID:
            closed = owner.tag == "br"
        text = SPACE.sub(" ", getattr(owner, side) or "")
        text = text.lstrip(" ") if closed else text
        closed = text.endswith(" ") if text else closed
        setattr(owner, side, text)
    for owner, side in reversed(slots):
        setattr(owner, side, (getattr(owner, side) or "").rstrip(" "))
        if getattr(owner, side) or (side == "tail" and owner.tag in DRAWN):
            return


def _text_slots(element: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Yield every text slot (text or tail) in `element` in reading order."""
    yield element, "text"
    for child in element:
        if child.tag not in VOID:
            yield from _text_slots(child)
        yield child, "tail"
