"""Read a finished Word file as its reader sees it, from its bytes alone."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import sha256
from io import BytesIO

from lxml import etree
from PIL import Image, UnidentifiedImageError

from foldwell.assets.ooxml.names import DC, WP, A, R, W, value
from foldwell.assets.ooxml.package import Package, PackageError
from foldwell.model.units import MM_PER_EMU, MM_PER_TWIP
from foldwell.proofing.inspection.docx.accessibility import accessibility_problems, is_decorative
from foldwell.proofing.inspection.docx.form_controls import form_controls
from foldwell.proofing.inspection.docx.integrity import faults
from foldwell.proofing.inspection.docx.package_parts import DOCUMENT, headers_and_footers, read_parts, stories
from foldwell.proofing.inspection.docx.style_resolution import Styles, styles
from foldwell.proofing.inspection.docx.tables import tables
from foldwell.proofing.inspection.docx.text import SPECIAL_CHARACTERS, Story, breakable_places
from foldwell.proofing.inspection.reading import (
    TEL_SCHEME,
    Box,
    DocumentContents,
    ShownFigure,
    ShownPhoneLink,
    bracketed_text,
)
from foldwell.proofing.raster_compare import darkest, picture_scale

PER_MM, MAX_PER_MM = 6, 68
"""The resolution at which pictures are inspected, and the highest, for small ones, in pixels per mm."""

WHITE, INDISTINGUISHABLE_LEVELS = 255, 8
"""The grey level of paper, and a difference in grey levels that is not visible."""


def read_docx(data: bytes, body_alone: bool = False) -> DocumentContents:
    """Return what a reader of a Word file sees; of a file that does not open, only `syntax`.

    Words come from the headers, the body and the footers, in this order, or from the `body_alone` if headers
    and footers are those of a letterhead, of which only defects and pictures without alt text are reported.
    Text is invisible if it is hidden, smaller than 4 points, or has too little contrast (WCAG 2.2, 1.4.3)
    with its highlight, shading or cell.
    """
    try:
        parts = read_parts(data)
    except PackageError as error:
        return DocumentContents(syntax=(f"the file cannot be opened: {error}",))
    file_styles = styles(parts)
    names = [DOCUMENT] if body_alone and DOCUMENT in parts.roots else list(stories(parts))
    tokens = [token for name in names for token in Story(parts.roots[name], file_styles).tokens()]
    breakable = frozenset(breakable_places(tokens))
    fonts = frozenset(
        font for token in tokens for part in token.properties for font in file_styles.fonts(part)
    )
    return DocumentContents(
        sizes=tuple(sizes(parts)),
        words=tuple(token.word for token in tokens),
        invisible=tuple(token.word for token in tokens if not token.is_visible),
        overprinted=tuple(token.word for token in tokens if token.is_struck_out),
        breakable=breakable,
        fonts=fonts,
        unembedded=fonts - frozenset(embedded(parts)),
        figures=tuple(figure for name in names for figure in figures(parts, name, decorative=False)),
        untagged_images=tuple(figure for name in names for figure in figures(parts, name, decorative=True)),
        links=tuple(target for target, _ in links(parts, names)),
        phone_links=tuple(phone_links(parts, names)),
        fields=tuple(form_controls(parts, names)),
        tables=tuple(tables(parts, file_styles)),
        title=title(parts),
        language=language(file_styles),
        syntax=tuple(faults(parts)),
        accessibility_problems=tuple(dict.fromkeys(accessibility_problems(parts, names))),
    )


def header_footer(data: bytes) -> frozenset[str]:
    """Return the content of the headers and footers of an intact Word file: texts, and marks of pictures."""
    parts = read_parts(data)
    file_styles = styles(parts)
    shown = set()
    for name in headers_and_footers(parts):
        shown.add(" ".join(token.word.text for token in Story(parts.roots[name], file_styles).tokens()))
        pictures = (item for item in parts.relations(name).values() if item.kind == "image")
        shown |= {f"a picture, {sha256(parts.data[item.target]).hexdigest()[:12]}" for item in pictures}
    return frozenset(shown - {""})


def sizes(parts: Package) -> Iterator[tuple[float, float]]:
    """Yield the paper of each section in millimetres."""
    root = parts.roots.get(DOCUMENT, etree.Element("none"))
    for paper in root.iter(f"{W}pgSz"):
        width, height = (round(float(value(paper, side) or 0) * MM_PER_TWIP, 1) for side in ("w", "h"))
        yield width, height


def embedded(parts: Package) -> Iterator[str]:
    """Yield the embedded fonts."""
    root = parts.roots.get("word/fontTable.xml", etree.Element("none"))
    for font in root.iter(f"{W}font"):
        if font.find(f"{W}embedRegular") is not None:
            yield value(font, "name")


def figures(parts: Package, name: str, decorative: bool) -> Iterator[ShownFigure]:
    """Yield the pictures of a part that are decorative, or that are not; their boxes have only a size."""
    relations = parts.relations(name)
    for inline in parts.roots[name].iter(f"{WP}inline", f"{WP}anchor"):
        extent, words = inline.find(f"{WP}extent"), inline.find(f"{WP}docPr")
        if decorative != (words is not None and is_decorative(words)):
            continue
        width, height = (
            round(float(extent.get(side, "0")) * MM_PER_EMU, 2) if extent is not None else 0.0
            for side in ("cx", "cy")
        )
        picture = next(inline.iter(f"{A}blip"), None)
        relation = relations.get(picture.get(f"{R}embed", "")) if picture is not None else None
        data = parts.data.get(relation.target, b"") if relation is not None else b""
        alt = words.get("descr", "") if words is not None else ""
        shown = on_white(data, width, height)
        yield ShownFigure(
            alt, 0, Box(0.0, 0.0, width, height), shown is not None and is_visible(shown), shown
        )


@lru_cache(maxsize=8)
def on_white(picture: bytes, width: float, height: float) -> Image.Image | None:
    """Return a picture on white paper, `width` by `height` mm; None if it is damaged.

    The last pictures are cached: all articles of a practice show its logo.
    """
    per_mm = min(MAX_PER_MM, picture_scale(max(width * height, 1), PER_MM))
    size = round(width * per_mm), round(height * per_mm)
    if not all(size):
        return None
    try:
        with Image.open(BytesIO(picture)) as opened:
            # Readers smooth what they scale.
            resampling = Image.Resampling.BILINEAR
            # Without alpha, a PNG may still name a colour that is transparent (tRNS).
            if opened.mode == "RGB" and "transparency" not in opened.info:
                return opened.resize(size, resampling)
            image = opened.convert("RGBA").resize(size, resampling)
    except (UnidentifiedImageError, OSError):
        return None
    return Image.alpha_composite(Image.new("RGBA", size, "white"), image).convert("RGB")


def is_visible(picture: Image.Image) -> bool:
    """Return whether a picture on white paper can be told from it."""
    return darkest(picture.convert("L")) < WHITE - INDISTINGUISHABLE_LEVELS


def phone_links(parts: Package, names: Iterable[str]) -> Iterator[ShownPhoneLink]:
    """Yield the tel: links, with their text and the text in brackets after them."""
    for target, link in links(parts, names):
        if target.startswith(TEL_SCHEME):
            after = "".join(text for part in link.itersiblings() for text in visible_text(part))
            yield ShownPhoneLink(target, "".join(visible_text(link)), 0, bracketed_text(after))


def links(parts: Package, names: Iterable[str]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the targets of the links in the text in order, each with its element."""
    for name in names:
        relations = parts.relations(name)
        for link in parts.roots[name].iter(f"{W}hyperlink"):
            relation = relations.get(link.get(f"{R}id", ""))
            if relation is not None and relation.external:
                yield relation.target, link


def visible_text(element: etree._Element) -> Iterator[str]:
    """Yield the text of an element, with no-break hyphens as plain ones."""
    for part in element.iter(f"{W}t", f"{W}noBreakHyphen"):
        yield part.text or "" if part.tag == f"{W}t" else SPECIAL_CHARACTERS[str(part.tag)]


def title(parts: Package) -> str:
    """Return the title among the properties of the document."""
    root = parts.roots.get("docProps/core.xml", etree.Element("none"))
    return root.findtext(f"{DC}title", "")


def language(styles: Styles) -> str:
    """Return the default language."""
    return {**styles.plain, **styles.properties(styles.paragraph)}.get("language", "")
