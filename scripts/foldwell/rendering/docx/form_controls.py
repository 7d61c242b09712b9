"""Content controls: places to write and boxes to tick, each with its name (ECMA-376-1, 17.5.2)."""

from __future__ import annotations

from docx.oxml import OxmlElement
from lxml import etree

from foldwell.assets.ooxml.names import W14
from foldwell.assets.xml_reader import Xml
from foldwell.inputs.markdown.no_break_spaces import NO_BREAK_SPACE
from foldwell.inputs.markdown.writing_marks import BOX
from foldwell.model.units import MM_PER_PT
from foldwell.rendering.docx.formatting import font
from foldwell.rendering.docx.inline_writers import CELL_STYLE_PREFIX, add_run, type_size
from foldwell.rendering.docx.ooxml import text_element, w
from foldwell.rendering.docx.writer_context import WriterContext
from foldwell.rendering.field_text import LINE_UNDERSCORES, UNDERSCORE, blank_spaces
from foldwell.rendering.templating.writing_marks import TICKED

BOX_FONT = "MS Gothic"
"""The font that Word itself sets its boxes in; few others have them."""

TICKED_BOX = "2612"
"""The character, in hexadecimal digits, that Word shows in place of a box that was ticked."""

MAX_LINE_SHARE = 0.9
"""The part of a line that a place to write takes which fills it: it must not run over."""


def write_input(element: etree._Element, context: WriterContext) -> None:
    """Write a form field as a control, with the place to write underlined and the box as Word's own."""
    if element.get("type") == "checkbox":
        _write_box(element, context)
    else:
        _write_blank(element, context)


def _write_box(element: etree._Element, context: WriterContext) -> None:
    box = w("r", w("rPr", font(BOX_FONT)), text_element(BOX))
    kind = _w14("checkbox")
    kind.append(_w14("checked", val="0"))
    kind.append(_w14("checkedState", val=TICKED_BOX, font=BOX_FONT))
    kind.append(_w14("uncheckedState", val=f"{ord(BOX):04X}", font=BOX_FONT))
    context.target.append(_control(element, context, kind, box))
    if _begins_entry(element):
        # It hangs where the bullet would be, and the words begin where those of other entries do.
        context.target.append(add_run(context, w("tab")))
        element.tail = (element.tail or "").lstrip(f" {NO_BREAK_SPACE}")


def _write_blank(element: etree._Element, context: WriterContext) -> None:
    fills_line = "size" not in element.attrib
    if fills_line and _has_words_before(element):
        context.target.append(add_run(context, w("br")))
    spaces = blank_spaces(element, context.handout.font, _underscores(context))
    line = w("r", w("rPr", w("u", val="single")), text_element(spaces))
    # Not a control of plain text, whose line LibreOffice does not draw.
    context.target.append(_control(element, context, w("richText"), line, w("showingPlcHdr")))
    if fills_line and (element.tail or "").strip():
        context.target.append(add_run(context, w("br")))


def _underscores(context: WriterContext) -> int:
    """Return how many underscores fill a line of the text; in a cell, those that its column has room for."""
    if context.style.startswith(CELL_STYLE_PREFIX):
        return LINE_UNDERSCORES
    width = UNDERSCORE * type_size(context) * MM_PER_PT
    return int(MAX_LINE_SHARE * context.handout.page.text_width / width)


def _control(element: etree._Element, context: WriterContext, kind: Xml, run: Xml, *state: Xml) -> Xml:
    """Return a content control with the name of a field, in the order of the schema (CT_SdtPr)."""
    properties = w(
        "sdtPr",
        w("alias", val=element.get("title", "")),
        w("tag", val=element.get("name", "")),
        w("id", val=str(next(context.handout.control_ids))),
        *state,
        kind,
    )
    return w("sdt", properties, w("sdtContent", run))


def _begins_entry(element: etree._Element) -> bool:
    """Return whether a box stands in place of the bullet of a list's entry."""
    line = element.getparent()
    entry = line.getparent() if line is not None else None
    return (
        line is not None
        and entry is not None
        and entry.get("class") == TICKED
        and line is entry[0]
        and element is line[0]
        and not (line.text or "").strip()
    )


def _has_words_before(element: etree._Element) -> bool:
    """Return whether a place to write stands below words of its own paragraph, or below another."""
    parent = element.getparent()
    return element.getprevious() is not None or bool(parent is not None and (parent.text or "").strip())


def _w14(tag: str, **attributes: str) -> Xml:
    element = OxmlElement(f"w14:{tag}", nsdecls={"w14": W14.strip("{}")})
    for name, state in attributes.items():
        element.set(f"{W14}{name}", state)
    return element
