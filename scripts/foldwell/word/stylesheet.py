"""The style part of the handout: the defaults, and every style the template can ask for."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.model import Brand
from foldwell.word.box_styles import SIDES, box_styles
from foldwell.word.formats import colour, font, switch
from foldwell.word.ooxml import Xml, w
from foldwell.word.scale import BODY, LEADING, scale
from foldwell.word.style import default, normal
from foldwell.word.text_styles import text_styles


def fill_styles(styles: Xml, brand: Brand, language: str) -> None:
    """Replace everything in the style part, so that no font or colour is left that is not the brand's."""
    for old in list(styles):
        styles.remove(old)
    styles.append(_defaults(brand, language))
    styles.extend(_roots())
    styles.extend((*text_styles(brand), *box_styles(brand)))


def _defaults(brand: Brand, language: str) -> Xml:
    """Return what holds where no style says otherwise: the brand's type, left aligned, never hyphenated."""
    own = scale(brand)
    run = (
        font(brand.base.family),
        colour(brand.colours.foreground),
        *own.size(BODY),
        w("lang", val=language, eastAsia=language, bidi=language),
    )
    whole = (*switch("widowControl", "suppressAutoHyphens"), own.spacing(0, 0, LEADING), w("jc", val="left"))
    return w("docDefaults", w("rPrDefault", w("rPr", *run)), w("pPrDefault", w("pPr", *whole)))


def _roots() -> Iterator[Xml]:
    """Yield the defaults of each kind of style; cells have no padding but what a style says."""
    yield normal()
    yield default("character", "Default Paragraph Font", "DefaultParagraphFont")
    yield default("numbering", "No List", "NoList")
    plain = default("table", "Normal Table", "TableNormal")
    plain.append(w("tblPr", w("tblCellMar", *(w(side, w="0", type="dxa") for side in SIDES))))
    yield plain
