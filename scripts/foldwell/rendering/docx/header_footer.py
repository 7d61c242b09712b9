"""The writers of header and footer; on a letterhead, only of the parts that it lacks."""

from __future__ import annotations

from collections.abc import Iterator

from docx.section import Section, _BaseHeaderFooter
from lxml import etree

from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.ooxml import remove, w
from foldwell.rendering.docx.styles.style_elements import style_id
from foldwell.rendering.docx.writer_context import WriterContext


def write_header(element: etree._Element, context: WriterContext) -> None:
    """Write the header; on pre-printed paper the first page has an empty one of the printed depth."""
    if isinstance(context.handout.base, Letterhead):
        return
    section = context.handout.document.sections[0]
    _fill(element, context, section.header)
    if context.handout.base.blank:
        empty = _cleared(section.first_page_header)
        empty.append(w("p", w("pPr", w("pStyle", val=style_id("Printed Paper")))))


def write_footer(element: etree._Element, context: WriterContext) -> None:
    """Write the footer, unless the letterhead has one."""
    if isinstance(context.handout.base, Letterhead) and context.handout.base.has_footer:
        return
    for footer in _footers(context.handout.document.sections[0], context):
        _fill(element, context, footer)


def _footers(section: Section, context: WriterContext) -> Iterator[_BaseHeaderFooter]:
    """Yield the footers of all kinds of pages that there are."""
    yield section.footer
    if section.different_first_page_header_footer:
        yield section.first_page_footer
    if context.handout.document.settings.odd_and_even_pages_header_footer:
        yield section.even_page_footer


def _fill(element: etree._Element, context: WriterContext, target: _BaseHeaderFooter) -> None:
    target_context = _cleared(target)
    WriterContext(context.handout, target.part, target_context, style=element.tag.capitalize()).write_all(
        element
    )


def _cleared(target: _BaseHeaderFooter) -> Xml:
    root: Xml = target.part.element
    # python-docx begins every header and footer with an empty paragraph.
    remove(root)
    return root
