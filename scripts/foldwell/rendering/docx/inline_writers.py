"""Writers of inline elements: text, bold text, links, breaks, page numbers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from string import Formatter

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml.ns import qn
from lxml import etree

from foldwell.assets.ooxml.names import W, value
from foldwell.assets.xml_reader import Xml
from foldwell.inputs.markdown.addresses import BREAK_POINT, link_suffix
from foldwell.rendering.docx.formatting import font, size
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.ooxml import text_element, w
from foldwell.rendering.docx.styles.style_elements import type_metrics
from foldwell.rendering.docx.writer_context import WriterContext
from foldwell.rendering.no_break_hyphens import NO_BREAK_HYPHEN, with_no_break_hyphens

FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}

ADDRESSES = ("address", "whole")
"""The classes of the printed address of the link before it."""

PARAGRAPH_STYLE = f"{W}pPr/{W}pStyle"

MIN_RAISED_SIZE = 14.0
"""The size in pt of which Word draws low and high characters at least 9 pt high: it takes 65 %."""

CELL_STYLE_PREFIX = "Cell"
"""The prefix of the names of cell styles."""


def write_line(element: etree._Element, context: WriterContext) -> None:
    """Write the words of an element and everything inline among them."""
    write_words(element.text, context)
    for child in element:
        context.write(child)
        write_words(child.tail, context)


def write_words(text: str | None, context: WriterContext) -> None:
    """Write text as one run in the style of the context; no line breaks at the hyphen of a number.

    Characters that the brand's fonts lack are runs in the font that has them, so that Word takes no other.
    An address may be broken only in a cell: elsewhere it fits, and can be copied as it is.
    """
    shown = text or ""
    if not context.style.startswith(CELL_STYLE_PREFIX):
        shown = shown.replace(BREAK_POINT, "")
    others = context.handout.other_families
    for family, characters in groupby(with_no_break_hyphens(shown), lambda one: others.get(one, "")):
        context.target.append(add_run(context, *_run_content("".join(characters)), family=family))


def _run_content(text: str) -> Iterator[Xml]:
    """Yield the content of a run: text, and an element for each no-break hyphen."""
    for index, piece in enumerate(text.split(NO_BREAK_HYPHEN)):
        if index:
            # Not the character U+2011: fonts such as Lato lack it, so that Word takes another one, while
            # this element has the glyph of a hyphen (ECMA-376-1, 17.3.3.18).
            yield w("noBreakHyphen")
        yield text_element(piece)


def add_run(context: WriterContext, *content: Xml, family: str = "") -> Xml:
    """Add a run with the character style of the context, Hyperlink, Strong or none, in `family` if given."""
    run_style = (
        [w("rStyle", val="Hyperlink" if context.link else "Strong")] if context.link or context.bold else []
    )
    if family:
        run_style.append(font(family))
    # A run has one character style only.
    if context.link and context.bold:
        run_style += [w("b"), w("bCs")]
    if context.vertical:
        run_style += [w("vertAlign", val=context.vertical), *_legible_size(context)]
    return w("r", *([w("rPr", *run_style)] if run_style else []), *content)


def write_strong(element: etree._Element, context: WriterContext) -> None:
    """Write bold words."""
    write_line(element, context.child(context.target, bold=True))


def _legible_size(context: WriterContext) -> tuple[Xml, ...]:
    """Return a larger size for low and high characters that Word would draw too small, else nothing."""
    return size(MIN_RAISED_SIZE) if type_size(context) < MIN_RAISED_SIZE else ()


def type_size(context: WriterContext) -> float:
    """Return the type size in points of the paragraph that is being written."""
    paragraph = next(context.target.iterancestors(qn("w:p")), context.target)
    found, _ = type_metrics(context.handout.document.styles.element, value(paragraph.find(PARAGRAPH_STYLE)))
    return found


def write_small(element: etree._Element, context: WriterContext) -> None:
    """Write characters that are set low (sub) or high (sup)."""
    vertical = "subscript" if element.tag == "sub" else "superscript"
    write_line(element, context.child(context.target, vertical=vertical))


def write_break(element: etree._Element, context: WriterContext) -> None:
    """Write a line break."""
    context.target.append(add_run(context, w("br")))


def write_link(element: etree._Element, context: WriterContext) -> None:
    """Write a native link, followed by its printed address unless its text states it."""
    address = element.get("href", "")
    identity = context.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    link = w("hyperlink", history="1")
    link.set(qn("r:id"), identity)
    context.target.append(link)
    write_line(element, context.child(link, link=True))
    shown = link_suffix(words(element), address)
    if shown and not _is_address(element.getnext()):
        write_words(f" {shown}", context)


def _is_address(element: etree._Element | None) -> bool:
    """Return whether this is the address of the link before it."""
    return element is not None and element.get("class") in ADDRESSES


def write_span(element: etree._Element, context: WriterContext) -> None:
    """Write words at the right margin (class right), or with {page} and {pages} as fields (class pages)."""
    if element.get("class") == "right":
        context.target.append(add_run(context, w("tab")))
    if element.get("class") == "pages":
        _write_pages(element.text or "", context)
    else:
        write_line(element, context)


def _write_pages(words: str, context: WriterContext) -> None:
    """Write PAGE and NUMPAGES fields; each holds the result to show until Word has counted."""
    known = {"page": "1", "pages": str(context.handout.pages)}
    for text, name, _, _ in Formatter().parse(words):
        write_words(text, context)
        if name in known:
            number = w("t")
            number.text = known[name]
            context.target.append(w("fldSimple", add_run(context, number), instr=f" {FIELDS[name]} "))
