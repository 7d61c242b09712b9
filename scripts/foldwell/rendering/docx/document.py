"""Write the filled template as the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from docx.oxml.ns import qn
from lxml import etree

from foldwell.assets.fonts import bundled_font as supplied
from foldwell.assets.fonts import fallback_families
from foldwell.assets.ooxml.names import local_name
from foldwell.assets.xml_reader import Xml
from foldwell.errors import InputError
from foldwell.model import Brand, Font
from foldwell.rendering.docx.block_writers import write_group, write_heading, write_list, write_paragraph
from foldwell.rendering.docx.core_properties import missing_properties, set_properties
from foldwell.rendering.docx.font_embedding import embed_fonts
from foldwell.rendering.docx.form_controls import write_input
from foldwell.rendering.docx.formatting import add_space
from foldwell.rendering.docx.header_footer import write_footer, write_header
from foldwell.rendering.docx.html_checks import problems
from foldwell.rendering.docx.html_parser import parse, tidy, words
from foldwell.rendering.docx.images import missing_pictures, write_picture
from foldwell.rendering.docx.inline_writers import (
    write_break,
    write_link,
    write_small,
    write_span,
    write_strong,
)
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.letterhead.part_copier import adopt_styles, copy_fonts, copy_parts
from foldwell.rendering.docx.numbering import fill_numbering
from foldwell.rendering.docx.ooxml import w
from foldwell.rendering.docx.package import empty_document, to_bytes
from foldwell.rendering.docx.page_breaks import bind_blocks
from foldwell.rendering.docx.page_setup import A4, Page, set_page
from foldwell.rendering.docx.styles.style_elements import style_id
from foldwell.rendering.docx.styles.stylesheet import BrandDesign, fill_styles, merge_styles
from foldwell.rendering.docx.tables.writer import write_table
from foldwell.rendering.docx.text_inset import inset_text
from foldwell.rendering.docx.writer_context import HandoutContext, Writer, WriterContext
from foldwell.rendering.no_break_hyphens import NO_BREAK_HYPHEN

CHARACTERS_PER_PAGE = 850
"""The approximate number of characters on a page of the handout, allowing for boxes and headings."""
SPACE_AFTER_TABLE = 14
"""The space above a paragraph after a table, in points, because a table has no space of its own."""


def write(
    html: str,
    look: BrandDesign,
    pictures: Mapping[str, bytes],
    fonts: Collection[Font],
    base: Page | Letterhead = A4,
) -> bytes:
    """Write the filled handout template as a Word file (ECMA-376), the same bytes every time.

    `html` is well-formed XML; `pictures` maps each `src` to PNG bytes; every font in `fonts` is embedded.
    A letterhead keeps its page, headers, footers and styles, and the template's header is left out.
    Raises InputError, with every problem at once, for what has no Word style or cannot be read by everyone;
    TableFitError for a table whose words or rows would have to be broken.
    """
    root = _parse_checked(html, pictures)
    language = root.get("lang", "")
    document = empty_document(language)
    set_properties(document, root)
    fill_numbering(document.part.numbering_part.element, look.brand)
    table = embed_fonts(document, fonts)
    other_families = _other_families(html, fonts)
    handout = HandoutContext(
        WRITERS, document, pictures, _estimate_pages(root), base, _font(look.brand, fonts), other_families
    )
    if isinstance(base, Letterhead):
        renamed = merge_styles(adopt_styles(document, base), look, language, base)
        # No two drawings of a file may have one id (ECMA-376-1, 20.4.2.5), and the letterhead has some.
        handout = replace(handout, picture_ids=count(copy_parts(document, base, renamed) + 1))
        copy_fonts(document, base, table)
    else:
        fill_styles(document.styles.element, look, language, base)
        set_page(document.part.element.body.sectPr, base)
    _write_body(root, handout)
    if isinstance(base, Letterhead) and base.page != base.outer_page:
        insets = base.page.left - base.outer_page.left, base.page.right - base.outer_page.right
        inset_text(document.part.element.body, document.styles.element, insets)
    return to_bytes(document)


def _font(brand: Brand, fonts: Collection[Font]) -> Font:
    """Return the font of the text: an embedded one, or else a bundled one."""
    family = brand.base.family
    return next((font for font in fonts if font.family == family), None) or supplied(family)


def _other_families(html: str, fonts: Collection[Font]) -> dict[str, str]:
    """Return the family of each character that one of the fonts lacks and a fallback draws."""
    codes = frozenset(map(ord, html)) - {ord(NO_BREAK_HYPHEN)}  # Word draws that one without a glyph
    found = {code: name for font in fonts for code, name in fallback_families(font, codes).items()}
    return {chr(code): family for code, family in found.items()}


def _parse_checked(html: str, pictures: Mapping[str, bytes]) -> etree._Element:
    root = parse(html)
    tidy(root)
    if found := (*problems(root), *missing_pictures(root, pictures), *missing_properties(root)):
        raise InputError(*found)
    return root


def _write_body(root: etree._Element, handout: HandoutContext) -> None:
    body = handout.document.part.element.body
    section = body.sectPr
    for child in root.iterchildren("body"):
        WriterContext(handout, handout.document.part, body).write_all(child)
    _space_tables(body)
    body.remove(section)
    bind_blocks(body, handout)
    body.append(section)  # moves it to the end, as the schema requires


def _space_tables(body: Xml) -> None:
    """Give the paragraph after each table its space; Word joins two tables without a paragraph between."""
    for table in body.findall("{*}tbl"):
        after = table.getnext()
        if after is None or local_name(after) != "p":
            after = w("p", w("pPr", w("pStyle", val=style_id("Between Tables"))))
            table.addnext(after)
            continue
        # A heading has more space above it anyway.
        if "Heading" not in str(after[0][0].get(qn("w:val"))):
            add_space(after, "before", SPACE_AFTER_TABLE)


def _estimate_pages(root: etree._Element) -> int:
    """Estimate the number of pages, to show until Word has counted them."""
    return 1 + len(words(root)) // CHARACTERS_PER_PAGE


WRITERS: Mapping[str, Writer] = MappingProxyType(
    {
        "header": write_header,
        "footer": write_footer,
        "section": write_group,
        "div": write_group,
        "h1": write_heading,
        "h2": write_heading,
        "h3": write_heading,
        "p": write_paragraph,
        "ul": write_list,
        "ol": write_list,
        "table": write_table,
        "strong": write_strong,
        "a": write_link,
        "span": write_span,
        "img": write_picture,
        "input": write_input,
        "br": write_break,
        "sub": write_small,
        "sup": write_small,
    }
)
"""The writer of each element; table parts and list items are written by their parent's writer."""
