"""Lay out HTML on pages and write PDF bytes; only the supplied files can be fetched."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import unescape
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from foldwell.assets.fonts import BULLETS, bullet_font
from foldwell.errors import InputError, Problem
from foldwell.model import Font
from foldwell.model.units import PX_PER_MM
from foldwell.rendering.cache import DependencyCache
from foldwell.rendering.pdf import tag_repair, weasyprint_engine
from foldwell.rendering.pdf.resource_fetcher import BASE, ResourceFetcher, layout_errors
from foldwell.rendering.pdf.table_breaks import Oversized, oversized_rows
from foldwell.rendering.pdf.weasyprint_engine import HTML, Document, LineBox, Page, ParentBox, ReplacedBox

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

Inspect = Callable[[Sequence[Page]], object]
"""Returns what else is to be known of laid-out pages."""

# An option of the layout too: it decides which elements are form fields.
OPTIONS: Mapping[str, Any] = MappingProxyType({"pdf_variant": "pdf/ua-1", "pdf_forms": True})

INNER_LINK = re.compile(r'<a href="#([^"]+)">([^<]*)</a>')
CONTENTS = re.compile(r'<section class="contents".*?</section>', re.DOTALL)
"""Matches the list of contents of a document."""

FONTS = "fonts/"
"""The folder of font files among the files that a document may refer to."""


@dataclass(frozen=True)
class Anchor:
    """The position of an element with an id: its page, from 1, and its distance from the top in mm."""

    page: int
    y: float


class Anchors(dict[str, Anchor]):
    """Where each element with an id begins; InputError for one that the template has not."""

    def __init__(self, template: str, anchors: Mapping[str, Anchor]) -> None:
        super().__init__(anchors)
        self.template = template

    def __missing__(self, name: str) -> Anchor:
        what = f"has no element with the id '{name}', which tells how full a page is"
        raise InputError(Problem(f"templates/{self.template}", what, "put it back where it stood"))


@dataclass(frozen=True, slots=True)
class LayoutInput:
    """What is laid out: HTML, the template it was made from, and the files it may refer to by path.

    `inspect` returns what else is to be known of the pages, which `LayoutResult.inspected` holds.
    """

    html: str
    template: str
    files: Mapping[str, bytes]
    inspect: Inspect | None = None

    @property
    def fonts(self) -> frozenset[tuple[str, bytes]]:
        """The font files, which the engine loads whether or not a document uses them."""
        return frozenset((path, data) for path, data in self.files.items() if path.startswith(FONTS))

    @property
    def cache_key(self) -> tuple[object, ...]:
        """The cache key: everything that affects the layout except the files that will be fetched."""
        return self.html, self.template, self.fonts, self.inspect


@dataclass(frozen=True)
class LayoutResult:
    """HTML laid out on pages, not yet written.

    `sizes` are (width, height) in mm; `depths` are the depths in mm that the content of each page reaches;
    `anchors` maps ids to their positions; `oversized` are the table rows that do not fit on a page, and
    `inspected` is what `LayoutInput.inspect` found. Cached results have no `document`: its boxes take much
    memory, and are rarely needed again.
    """

    sizes: tuple[tuple[float, float], ...]
    depths: tuple[float, ...]
    anchors: Mapping[str, Anchor]
    oversized: tuple[Oversized, ...]
    source: LayoutInput = field(repr=False)
    document: Document | None = field(repr=False)
    inspected: object = field(repr=False, default=None)


# Of no capacity until `set_cache_capacity`, which only a watch calls.
LAYOUTS: DependencyCache[LayoutResult] = DependencyCache()
WRITTEN: DependencyCache[bytes] = DependencyCache()


def set_cache_capacity(capacity: int = 32) -> None:
    """Set the number of recent layouts and files that are cached and reused for equal inputs."""
    for cache in (LAYOUTS, WRITTEN):
        cache.set_capacity(capacity)


def lay_out(
    html: str,
    name: str,
    files: Mapping[str, bytes],
    inspect: Inspect | None = None,
) -> LayoutResult:
    """Lay out `html`, made from template `name`, with the `files` it may refer to by path.

    Raises InputError with everything the layout engine complained about: a broken picture, a font that
    cannot be loaded, CSS it does not know, an address outside `files`.
    """
    source = LayoutInput(html, name, files, inspect)
    if cached := LAYOUTS.find(source.cache_key, files):
        return replace(cached.result, source=source)
    document = _render(source)
    sizes = tuple((page.width / PX_PER_MM, page.height / PX_PER_MM) for page in document.pages)
    anchors = {
        anchor: Anchor(number, top / PX_PER_MM)
        for number, page in enumerate(document.pages, 1)
        for anchor, (_, top, *_) in page.anchors.items()
    }
    depths = map(_content_depth, document.pages)
    oversized = oversized_rows(page._page_box for page in document.pages)
    result = LayoutResult(
        sizes,
        tuple(depths),
        Anchors(name, anchors),
        oversized,
        source,
        document,
        inspect(document.pages) if inspect else None,
    )
    LAYOUTS.store(source.cache_key, document.url_fetcher.fetched, replace(result, document=None))
    return result


def _render(layout_input: LayoutInput) -> Document:
    """Return the pages; raises InputError as `lay_out` does."""
    supply = ResourceFetcher(layout_input.files)
    with layout_errors(f"templates/{layout_input.template}", supply, _listed_places(layout_input.html)):
        source = HTML(string=layout_input.html, base_url=BASE, url_fetcher=supply)
        sheets = tuple(supply.stylesheets(source))
        fonts = weasyprint_engine.font_configuration(layout_input.fonts)
        return source.render(font_config=fonts, stylesheets=sheets, **OPTIONS)


def _content_depth(page: Page) -> float:
    """Return the depth in mm that the content of a page reaches; WeasyPrint has no public API for it."""
    content = (LineBox, ReplacedBox)
    bottoms = [
        box.position_y + box.margin_height()
        for box in page._page_box.descendants()
        if isinstance(box, content)
    ]
    return max(bottoms, default=0.0) / PX_PER_MM


def write(result: LayoutResult, name: str) -> bytes:
    """Write laid-out pages as PDF/UA-1 (ISO 14289-1) bytes; raises InputError as `lay_out` does."""
    source = result.source
    if cached := WRITTEN.find(source.cache_key, source.files):
        return cached.result
    document = result.document or _render(source)
    with layout_errors(f"templates/{name}", listed=_listed_places(source.html)):
        data = document.write_pdf(**OPTIONS) or b""
    data = tag_repair.repair_tags(data, _continued_elements(document.pages), _link_names(source.html))
    # Resources may be fetched as late as now.
    return WRITTEN.store(source.cache_key, document.url_fetcher.fetched, data).result


def _listed_places(html: str) -> frozenset[str]:
    """Return the ids of the places that a list of contents leads to."""
    return frozenset(name for part in CONTENTS.findall(html) for name, _ in INNER_LINK.findall(part))


def _link_names(html: str) -> dict[str, str]:
    """Return the words of each link to a place in the document, by the id of that place."""
    return {name: unescape(words) for name, words in INNER_LINK.findall(html)}


def _continued_elements(pages: Sequence[Page]) -> tuple[int, ...]:
    """Return for each page after the first how many nested elements continue from the page before."""
    lasts, firsts = ([_edge_elements(page, index)[1:] for page in pages] for index in (-1, 0))
    pairs = zip(lasts[:-1], firsts[1:], strict=True)
    # The parts of a box that is split over pages have one HTML element.
    return tuple(sum(a is b for a, b in zip(last, first, strict=False)) for last, first in pairs)


def _edge_elements(page: Page, index: int) -> list[Element]:
    """Return <body> and the nested elements that come first (0) or last (-1) in it on a page."""
    elements: list[Element] = []
    box = page._page_box.children[0]
    while isinstance(box, ParentBox) and not isinstance(box, LineBox) and box.children:
        if not elements or elements[-1] is not box.element:
            elements.append(box.element)
        box = box.children[index]
    return elements[1:]


def font_faces(*fonts: Font) -> tuple[str, dict[str, bytes]]:
    """Return the @font-face rules for fonts, their fallbacks and bullets, and the files that these refer to.

    The bullets are those beside the first font.
    """
    every = {one.family: one for font in fonts for one in font.chain}
    files = {
        f"{FONTS}{font.family}-{weight}.ttf": data
        for font in every.values()
        for weight, data in ((400, font.regular), (700, font.bold))
    }
    rules = [
        f'@font-face{{font-family:"{font.family}";font-weight:{weight};'
        f'src:url("{BASE}{FONTS}{font.family}-{weight}.ttf")}}'
        for font in every.values()
        for weight in (400, 700)
    ]
    bullets = f"{FONTS}{BULLETS}.ttf"
    rules.append(f'@font-face{{font-family:"{BULLETS}";src:url("{BASE}{bullets}")}}')
    return "\n".join(rules), {**files, bullets: bullet_font(fonts[0])}


def font_family(font: Font) -> str:
    """Return the CSS value that asks for a font, and for its fallbacks where it lacks a character."""
    return ",".join(f'"{one.family}"' for one in font.chain)
