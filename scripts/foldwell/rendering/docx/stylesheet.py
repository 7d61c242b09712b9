"""The style part of the handout: the defaults, and every style the template can ask for."""

from __future__ import annotations

from collections.abc import Iterator

from docx.oxml.ns import qn

from foldwell.model import Brand
from foldwell.rendering.docx.box_styles import SIDES, box_styles
from foldwell.rendering.docx.formatting import colour, font, switch
from foldwell.rendering.docx.letterhead import Letterhead
from foldwell.rendering.docx.letterhead.part_copier import used
from foldwell.rendering.docx.letterhead.style_merge import dressed, settled, speak
from foldwell.rendering.docx.ooxml import Xml, drop, w
from foldwell.rendering.docx.page_setup import Page
from foldwell.rendering.docx.style_elements import default, normal
from foldwell.rendering.docx.text_styles import furniture_styles, text_styles
from foldwell.rendering.docx.type_scale import BODY, LEADING, scale


def body_size(brand: Brand, on: Page | Letterhead) -> float:
    """Return the size of the text in points: the letterhead's, if it has one of its own, or the brand's."""
    own = on.looks.get("Body Text") if isinstance(on, Letterhead) else None
    return (own.points if own else 0) or scale(brand).body


def fill_styles(styles: Xml, brand: Brand, language: str, page: Page) -> None:
    """Replace everything in the style part, so that no font or colour is left that is not the brand's."""
    for old in list(styles):
        styles.remove(old)
    run, paragraph = _plain(brand, language)
    defaults = w("rPrDefault", w("rPr", *run)), w("pPrDefault", w("pPr", *paragraph))
    styles.append(w("docDefaults", *defaults))
    styles.extend(_roots())
    styles.extend((*text_styles(brand), *furniture_styles(brand, page), *box_styles(brand)))


def fill_beside(styles: Xml, brand: Brand, language: str, letterhead: Letterhead) -> dict[str, str]:
    """Put our styles beside those of the letterhead that fill `styles`; return the new ids of its own."""
    section = letterhead.looks.get("Heading 2")
    ours = [*text_styles(brand), *box_styles(brand, section.points if section else 0)]
    if not letterhead.footed:
        ours += furniture_styles(brand, letterhead.page)
    run, paragraph = _plain(brand, language)
    made = list(dressed(ours, (*run, *paragraph), letterhead.looks))
    theirs, renamed = settled(styles, made, used(letterhead))
    drop(styles.findall(qn("w:style")))
    styles.extend((*theirs, *made))
    speak(styles, language)
    return renamed


def _plain(brand: Brand, language: str) -> tuple[tuple[Xml, ...], tuple[Xml, ...]]:
    """Return how plain text looks: the brand's type, left aligned, never hyphenated."""
    own = scale(brand)
    run = (
        font(brand.base.family),
        colour(brand.colours.foreground),
        *own.size(BODY),
        w("lang", val=language, eastAsia=language, bidi=language),
    )
    whole = (*switch("widowControl", "suppressAutoHyphens"), own.spacing(0, 0, LEADING), w("jc", val="left"))
    return run, whole


def _roots() -> Iterator[Xml]:
    """Yield the defaults of each kind of style; cells have no padding but what a style says."""
    yield normal()
    yield default("character", "Default Paragraph Font", "DefaultParagraphFont")
    yield default("numbering", "No List", "NoList")
    plain = default("table", "Normal Table", "TableNormal")
    plain.append(w("tblPr", w("tblCellMar", *(w(side, w="0", type="dxa") for side in SIDES))))
    yield plain
