"""The style part of the handout: the defaults, and every style the template can ask for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from docx.oxml.ns import qn

from foldwell.assets.xml_reader import Xml
from foldwell.model import Brand, Design
from foldwell.rendering.docx.formatting import SIDES, colour, font, switch
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.letterhead.part_copier import used_style_ids
from foldwell.rendering.docx.letterhead.style_merge import reserve_style_ids, restyle, set_language
from foldwell.rendering.docx.ooxml import remove, w
from foldwell.rendering.docx.page_setup import Page
from foldwell.rendering.docx.styles.box_styles import box_styles
from foldwell.rendering.docx.styles.style_elements import default_style, normal_style
from foldwell.rendering.docx.styles.text_styles import header_footer_styles, text_styles
from foldwell.rendering.docx.styles.type_scale import BODY_LEADING, BODY_SIZE, brand_scale


class BrandDesign(NamedTuple):
    """What the styles are made of."""

    brand: Brand
    design: Design


def body_size(brand: Brand, base: Page | Letterhead) -> float:
    """Return the size of the text in points: the letterhead's, if it has one of its own, or the brand's."""
    letterhead_body = base.styles.get("Body Text") if isinstance(base, Letterhead) else None
    return (letterhead_body.points if letterhead_body else 0) or brand_scale(brand).body


def fill_styles(styles: Xml, look: BrandDesign, language: str, page: Page) -> None:
    """Replace everything in the style part, so that no font or colour is left that is not the brand's."""
    brand, design = look
    for old in list(styles):
        styles.remove(old)
    run, paragraph = _plain_text(brand, language)
    defaults = w("rPrDefault", w("rPr", *run)), w("pPrDefault", w("pPr", *paragraph))
    styles.append(w("docDefaults", *defaults))
    styles.extend(_default_styles())
    styles.extend(
        (*text_styles(brand, design), *header_footer_styles(brand, page), *box_styles(brand, design))
    )


def merge_styles(styles: Xml, look: BrandDesign, language: str, letterhead: Letterhead) -> dict[str, str]:
    """Add our styles to those of the letterhead in `styles`; return the new ids of the letterhead's."""
    brand, design = look
    section = letterhead.styles.get("Heading 2")
    our_styles = [*text_styles(brand, design), *box_styles(brand, design, section.points if section else 0)]
    if not letterhead.has_footer:
        our_styles += header_footer_styles(brand, letterhead.outer_page)
    run, paragraph = _plain_text(brand, language)
    # Some letterheads set in every first line, by the defaults of the file, which reach our styles too.
    flush = w("ind", left="0", right="0", firstLine="0")
    restyled = list(restyle(our_styles, (*run, *paragraph, flush), letterhead.styles))
    letterhead_styles, renamed = reserve_style_ids(styles, restyled, used_style_ids(letterhead))
    remove(styles.findall(qn("w:style")))
    styles.extend((*letterhead_styles, *restyled))
    set_language(styles, language)
    return renamed


def _plain_text(brand: Brand, language: str) -> tuple[tuple[Xml, ...], tuple[Xml, ...]]:
    """Return the properties of plain text: the brand's type, left aligned, never hyphenated."""
    type_scale = brand_scale(brand)
    run = (
        font(brand.base.family),
        colour(brand.colours.foreground),
        *type_scale.size(BODY_SIZE),
        w("lang", val=language, eastAsia=language, bidi=language),
    )
    paragraph = (
        *switch("widowControl", "suppressAutoHyphens"),
        type_scale.spacing(0, 0, BODY_LEADING),
        w("jc", val="left"),
    )
    return run, paragraph


def _default_styles() -> Iterator[Xml]:
    """Yield the default of each kind of style; cells have no padding unless a style sets it."""
    yield normal_style()
    yield default_style("character", "Default Paragraph Font", "DefaultParagraphFont")
    yield default_style("numbering", "No List", "NoList")
    plain = default_style("table", "Normal Table", "TableNormal")
    plain.append(w("tblPr", w("tblCellMar", *(w(side, w="0", type="dxa") for side in SIDES))))
    yield plain
