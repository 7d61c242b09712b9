"""Writers of what stands within a line: words, bold words, links, breaks, page numbers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from string import Formatter

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from foldwell.inputs.markdown.addresses import BREAK_POINT, link_suffix
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.ooxml import Xml, w
from foldwell.rendering.docx.writer_context import Place

FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}

ADDRESSES = ("address", "whole")
"""The classes of what says the address of the link before it."""

CELLS = "Cell"
"""How the names of the styles of cells begin."""

FIRM = "\N{NON-BREAKING HYPHEN}"
NUMBERS = re.compile(r"(?<!\S)[+(]?[0-9)]+(?:-[0-9]+)+")
"""Phone numbers, ranges and dates in digits, at whose hyphens Word would break a line."""


def write_line(element: etree._Element, place: Place) -> None:
    """Write the words of an element and everything inline among them."""
    write_words(element.text, place)
    for child in element:
        place.write(child)
        write_words(child.tail, place)


def write_words(text: str | None, place: Place) -> None:
    """Write words as one run in the look of the place; no line breaks at the hyphen of a number.

    An address may be broken in a cell alone: elsewhere it has room, and can be copied as it is.
    """
    shown = text or ""
    if not place.style.startswith(CELLS):
        shown = shown.replace(BREAK_POINT, "")
    if shown:
        place.into.append(run(place, *_pieces(shown)))


def _pieces(text: str) -> Iterator[Xml]:
    """Yield the text with a sign of its own for each hyphen that must hold."""
    for at, piece in enumerate(firm(text).split(FIRM)):
        if at:
            yield w("noBreakHyphen")
        words = w("t")
        words.text = piece
        words.set(qn("xml:space"), "preserve")
        yield words


def firm(text: str) -> str:
    """Return text with a non-breaking hyphen for each one at which no line may break."""
    return NUMBERS.sub(lambda found: found[0].replace("-", FIRM), text)


def run(place: Place, *content: Xml) -> Xml:
    """Return a run with the named style that the place asks for: a link's, or Strong."""
    looks = [w("rStyle", val="Hyperlink" if place.link else "Strong")] if place.link or place.bold else []
    if place.link and place.bold:
        looks += [w("b"), w("bCs")]
    return w("r", *([w("rPr", *looks)] if looks else []), *content)


def write_strong(element: etree._Element, place: Place) -> None:
    """Write bold words."""
    write_line(element, place.at(place.into, bold=True))


def write_break(element: etree._Element, place: Place) -> None:
    """Write a line break."""
    place.into.append(run(place, w("br")))


def write_link(element: etree._Element, place: Place) -> None:
    """Write a real link, and behind it its address for the reader of the paper, unless its words say it."""
    address = element.get("href", "")
    identity = place.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = w("hyperlink", history="1")
    link.set(qn("r:id"), identity)
    place.into.append(link)
    write_line(element, place.at(link, link=True))
    shown = link_suffix(words(element), address)
    if shown and not _is_address(element.getnext()):
        write_words(f" {shown}", place)


def _is_address(element: etree._Element | None) -> bool:
    """Return whether this is the address of the link before it."""
    return element is not None and element.get("class") in ADDRESSES


def write_span(element: etree._Element, place: Place) -> None:
    """Write words at the right margin (class right), or with {page} and {pages} as fields (class pages)."""
    if element.get("class") == "right":
        place.into.append(run(place, w("tab")))
    if element.get("class") == "pages":
        _write_pages(element.text or "", place)
    else:
        write_line(element, place)


def _write_pages(words: str, place: Place) -> None:
    """Write PAGE and NUMPAGES fields; each holds the result to show until Word has counted."""
    known = {"page": "1", "pages": str(place.job.pages)}
    for text, name, _, _ in Formatter().parse(words):
        write_words(text, place)
        if name in known:
            number = w("t")
            number.text = known[name]
            place.into.append(w("fldSimple", run(place, number), instr=f" {FIELDS[name]} "))
