"""From the filled template to the bytes of a Word file."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from itertools import count
from types import MappingProxyType

from docx.oxml.ns import qn
from lxml import etree

from foldwell.assets.fonts import bundled_font as supplied
from foldwell.errors import InputError, Problem
from foldwell.model import Brand, Font
from foldwell.rendering.docx.block_writers import write_group, write_heading, write_list, write_paragraph
from foldwell.rendering.docx.core_properties import lacking, set_properties
from foldwell.rendering.docx.font_embedding import embed_fonts
from foldwell.rendering.docx.formatting import add_space
from foldwell.rendering.docx.header_footer import write_footer, write_header
from foldwell.rendering.docx.html_checks import problems
from foldwell.rendering.docx.html_parser import TEMPLATE, parse, tidy, words
from foldwell.rendering.docx.images import missing, write_picture
from foldwell.rendering.docx.inline_writers import write_break, write_link, write_span, write_strong
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.letterhead.part_copier import adopt_styles, carry, carry_fonts
from foldwell.rendering.docx.numbering import fill_numbering
from foldwell.rendering.docx.ooxml import Xml, local
from foldwell.rendering.docx.package import blank, packed
from foldwell.rendering.docx.page_setup import A4, Page, set_page
from foldwell.rendering.docx.stylesheet import fill_beside, fill_styles
from foldwell.rendering.docx.tables import write_table
from foldwell.rendering.docx.writer_context import Job, Place, Writer

PAGE_OF_WORDS = 850
"""About how many characters of a handout stand on a page, boxes and headings taken off."""
AIR = 14
"""Points of space that a paragraph needs above it after a table, which has none of its own."""


def write(
    html: str,
    brand: Brand,
    pictures: Mapping[str, bytes],
    fonts: Collection[Font],
    on: Page | Letterhead = A4,
) -> bytes:
    """Write the filled handout template as a Word file (ECMA-376), the same bytes every time.

    `html` is well-formed XML; `pictures` maps each `src` to PNG bytes; every font in `fonts` is embedded.
    A letterhead keeps its page, headers, footers and styles, and the template's header is left out.
    Raises InputError, with every problem at once, for what has no Word style or cannot be read by everyone;
    TableFitError for a table whose words or rows would have to be broken.
    """
    root = _read(html, pictures)
    language = root.get("lang", "")
    document = blank(language)
    set_properties(document, root)
    fill_numbering(document.part.numbering_part.element, brand)
    table = embed_fonts(document, fonts)
    job = Job(WRITERS, document, pictures, _pages(root), on, _font(brand, fonts))
    if isinstance(on, Letterhead):
        renamed = fill_beside(adopt_styles(document, on), brand, language, on)
        job = replace(job, picture_ids=count(carry(document, on, renamed) + 1))
        carry_fonts(document, on, table)
    else:
        fill_styles(document.styles.element, brand, language, on)
        set_page(document.part.element.body.sectPr, on)
    _write_body(root, job)
    return packed(document)


def _font(brand: Brand, fonts: Collection[Font]) -> Font:
    """Return the font of the text: one of those that the file carries, or else a supplied one."""
    family = brand.base.family
    return next((font for font in fonts if font.family == family), None) or supplied(family)


def _read(html: str, pictures: Mapping[str, bytes]) -> etree._Element:
    root = parse(html)
    tidy(root)
    if found := (*problems(root), *missing(root, pictures), *lacking(root)):
        raise InputError(*found)
    return root


def _write_body(root: etree._Element, job: Job) -> None:
    body = job.document.part.element.body
    section = body.sectPr
    for child in root.iterchildren("body"):
        Place(job, job.document.part, body).write_all(child)
    _space_tables(body)
    body.append(section)  # moves it behind the words, where the schema wants it


def _space_tables(body: Xml) -> None:
    """Give the paragraph after each table its space; without one, Word would join two tables."""
    for table in body.findall("{*}tbl"):
        after = table.getnext()
        if after is None or local(after) != "p":
            what = "a box or table ends the handout or touches the next table"
            raise InputError(Problem(TEMPLATE, what, "put a heading or a paragraph after it"))
        if "Heading" not in str(after[0][0].get(qn("w:val"))):
            add_space(after, "before", AIR)


def _pages(root: etree._Element) -> int:
    """Guess the number of pages, to show until Word has counted them."""
    return 1 + len(words(root)) // PAGE_OF_WORDS


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
        "br": write_break,
    }
)
"""How each element becomes Word; the parts of a table and the items of a list are written by their owner."""
