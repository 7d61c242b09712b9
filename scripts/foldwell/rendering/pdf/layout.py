"""Lay HTML out on pages and write PDF bytes; nothing is fetched but the files that were handed in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from foldwell.errors import InputError, Problem
from foldwell.model import Font
from foldwell.rendering.cache import Kept
from foldwell.rendering.pdf import tag_repair, weasyprint_engine
from foldwell.rendering.pdf.resource_fetcher import BASE, Supply, complaints
from foldwell.rendering.pdf.table_breaks import Oversized, oversized_rows
from foldwell.rendering.pdf.weasyprint_engine import HTML, Document, LineBox, Page, ParentBox, ReplacedBox

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

FONTS = "fonts/"
"""Where the files of fonts are, among those that a document may refer to."""

PX_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Mark:
    """Where an element with an id begins: its page, counted from 1, and how far from the top, in mm."""

    page: int
    y: float


class Marks(dict[str, Mark]):
    """Where each element with an id begins; InputError for one that the template has not."""

    def __init__(self, template: str, marks: Mapping[str, Mark]) -> None:
        super().__init__(marks)
        self.template = template

    def __missing__(self, name: str) -> Mark:
        what = f"has no element with the id '{name}', which tells how full a page is"
        raise InputError(Problem(f"templates/{self.template}", what, "put it back where it stood"))


@dataclass(frozen=True, slots=True)
class Given:
    """What is laid out: HTML, the template it was made from, and the files it may refer to by path."""

    html: str
    template: str
    files: Mapping[str, bytes]

    @property
    def fonts(self) -> frozenset[tuple[str, bytes]]:
        """The files of fonts: the engine has them at hand whether or not a document asks for them."""
        return frozenset((path, data) for path, data in self.files.items() if path.startswith(FONTS))

    @property
    def name(self) -> tuple[object, ...]:
        """All that decides how it is laid out, but for the files that turn out to be fetched."""
        return self.html, self.template, self.fonts


@dataclass(frozen=True)
class Laid:
    """HTML laid out on pages, not yet written.

    `sizes` are (width, height) in mm; `depths` say how far down, in mm, the content of each page reaches;
    `marks` maps ids to where they begin; `split` has for each page but the last the CSS selector of the
    paragraph or list entry that goes on overleaf, or nothing; `oversized` are the table rows for which a page
    has no room. Of pages that were kept there is no `document`: its boxes take much room, and are made again
    in the rare case that they are wanted.
    """

    sizes: tuple[tuple[float, float], ...]
    depths: tuple[float, ...]
    marks: Mapping[str, Mark]
    split: tuple[str, ...]
    oversized: tuple[Oversized, ...]
    given: Given = field(repr=False)
    document: Document | None = field(repr=False)


LAYOUTS: Kept[Laid] = Kept()
WRITTEN: Kept[bytes] = Kept()


def keep(most: int = 32) -> None:
    """Keep so many layouts and files from now on, the last ones: what is given again is not made again."""
    for kept in (LAYOUTS, WRITTEN):
        kept.at_most(most)


def lay_out(html: str, name: str, files: Mapping[str, bytes]) -> Laid:
    """Lay out `html`, made from template `name`, with the `files` it may refer to by path.

    Raises InputError with everything the layout engine complained about: a broken picture, a font that
    cannot be loaded, CSS it does not know, an address outside `files`.
    """
    given = Given(html, name, files)
    if kept := LAYOUTS.of(given.name, files):
        return replace(kept.result, given=given)
    document = _rendered(given)
    sizes = tuple((page.width / PX_PER_MM, page.height / PX_PER_MM) for page in document.pages)
    marks = {
        anchor: Mark(number, top / PX_PER_MM)
        for number, page in enumerate(document.pages, 1)
        for anchor, (_, top, *_) in page.anchors.items()
    }
    depths, split = map(_depth, document.pages), _split(document.pages)
    oversized = oversized_rows(page._page_box for page in document.pages)
    laid = Laid(sizes, tuple(depths), Marks(name, marks), tuple(split), oversized, given, document)
    LAYOUTS.keep(given.name, document.url_fetcher.fetched, replace(laid, document=None))
    return laid


def _rendered(given: Given) -> Document:
    """Return the pages; raises InputError as `lay_out` does."""
    supply = Supply(given.files)
    with complaints(f"templates/{given.template}", supply):
        source = HTML(string=given.html, base_url=BASE, url_fetcher=supply)
        sheets = tuple(supply.sheets(source))
        fonts = weasyprint_engine.fonts(given.fonts)
        return source.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")


def _depth(page: Page) -> float:
    """Return how far down, in mm, the lines and pictures of a page reach; there is no public way to ask."""
    content = (LineBox, ReplacedBox)
    bottoms = [
        box.position_y + box.margin_height()
        for box in page._page_box.descendants()
        if isinstance(box, content)
    ]
    return max(bottoms, default=0.0) / PX_PER_MM


def write(laid: Laid, name: str) -> bytes:
    """Write laid-out pages as PDF/UA-1 (ISO 14289-1) bytes; raises InputError as `lay_out` does."""
    given = laid.given
    if kept := WRITTEN.of(given.name, given.files):
        return kept.result
    document = laid.document or _rendered(given)
    with complaints(f"templates/{name}"):
        data = document.write_pdf(pdf_variant="pdf/ua-1") or b""
    data = tag_repair.repaired(data, _carried(document.pages))
    # What is drawn only now may have been fetched only now.
    return WRITTEN.keep(given.name, document.url_fetcher.fetched, data).result


def _carried(pages: Sequence[Page]) -> tuple[int, ...]:
    """Return for each page after the first how many elements, one in the other, go on from the one before."""
    lasts, firsts = ([_edge(page, at)[1:] for page in pages] for at in (-1, 0))
    pairs = zip(lasts[:-1], firsts[1:], strict=True)
    return tuple(sum(one is other for one, other in zip(last, first, strict=False)) for last, first in pairs)


def _split(pages: Sequence[Page]) -> Iterator[str]:
    """Yield for each page but the last what selects the block whose lines go on overleaf, or nothing."""
    for page, after in pairwise(pages):
        last, first = _edge(page, -1), _edge(after, 0)
        yield _selector(last) if last[-1] is first[-1] else ""


def _selector(elements: Sequence[Element]) -> str:
    """Return what selects the last of some elements, one in the other: by the nearest id, then by places."""
    named = max((at for at, one in enumerate(elements) if one.get("id")), default=0)
    start = f'[id="{elements[named].get("id")}"]' if elements[named].get("id") else "body"
    places = (list(parent).index(child) + 1 for parent, child in pairwise(elements[named:]))
    return " > ".join((start, *(f":nth-child({place})" for place in places)))


def _edge(page: Page, at: int) -> list[Element]:
    """Return <body> and the elements that stand first (0) or last (-1) in it on a page, one in the other."""
    elements: list[Element] = []
    box = page._page_box.children[0]
    while isinstance(box, ParentBox) and not isinstance(box, LineBox) and box.children:
        if not elements or elements[-1] is not box.element:
            elements.append(box.element)
        box = box.children[at]
    return elements[1:]


def font_faces(*given: Font) -> tuple[str, dict[str, bytes]]:
    """Return the @font-face rules for the given fonts, and the files that the rules refer to."""
    files = {
        f"{FONTS}{font.family}-{weight}.ttf": data
        for font in given
        for weight, data in ((400, font.regular), (700, font.bold))
    }
    rules = [
        f'@font-face{{font-family:"{font.family}";font-weight:{weight};'
        f'src:url("{BASE}{FONTS}{font.family}-{weight}.ttf")}}'
        for font in dict.fromkeys(given)
        for weight in (400, 700)
    ]
    return "\n".join(rules), files
