"""Lay HTML out on pages and write PDF bytes; nothing is fetched but the files that were handed in."""

from __future__ import annotations

import logging
import os
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path, PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from foldwell import tags
from foldwell.errors import InputError, Problem
from foldwell.model import Font


@contextmanager
def _surroundings(**own: str) -> Iterator[None]:
    """Set something in the environment for a while: some libraries can be told in no other way."""
    before = {name: os.environ.get(name) for name in own}
    os.environ.update(own)
    try:
        yield
    finally:
        for name, text in before.items():
            del os.environ[name]
            if text is not None:
                os.environ[name] = text


def _no_fonts_of_the_machine() -> AbstractContextManager[None]:
    """Hide the machine's fonts: fontconfig takes its configuration from the environment alone."""
    return _surroundings(FONTCONFIG_FILE=str(Path(__file__).with_name("fonts.conf")))


def _no_commands() -> AbstractContextManager[None]:
    """Hide the machine's commands: Python asks a compiler where a library is, for each name it may have."""
    return _surroundings(PATH=os.devnull)


with _no_fonts_of_the_machine(), _no_commands(), warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="No fonts configured")
    from PIL import ImageFile
    from weasyprint import CSS, HTML, Document, Page
    from weasyprint.formatting_structure.boxes import LineBox, ParentBox, ReplacedBox
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ImageFile.LOAD_TRUNCATED_IMAGES = (
    False  # importing WeasyPrint lets truncated pictures pass, for the whole process
)

BASE = "https://foldwell.invalid/"
"""The virtual address of everything a document is made of; it keeps every real path out of the file."""

FONTS = "fonts/"
"""Where the files of fonts are, among those that a document may refer to."""

OURS = "refer only to stylesheets in templates/, logos, and figures of the article"

KINDS = MappingProxyType(
    {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}
)
"""What the files are, by their endings; a list of the machine's own may say otherwise."""

PX_PER_MM = 96 / 25.4


@dataclass(frozen=True)
class Mark:
    """Where an element with an id begins: its page, counted from 1, and how far from the top, in mm."""

    page: int
    y: float


@dataclass(frozen=True)
class Laid:
    """HTML laid out on pages, not yet written.

    `sizes` are (width, height) in mm; `depths` say how far down, in mm, the content of each page reaches;
    `marks` maps ids to where they begin.
    """

    sizes: tuple[tuple[float, float], ...]
    depths: tuple[float, ...]
    marks: Mapping[str, Mark]
    document: Document = field(repr=False)


def lay_out(html: str, name: str, files: Mapping[str, bytes]) -> Laid:
    """Lay out `html`, made from template `name`, with the `files` it may refer to by path.

    Raises InputError with everything the layout engine complained about: a broken picture, a font that
    cannot be loaded, CSS it does not know, an address outside `files`.
    """
    supply = Supply(files)
    with _complaints(f"templates/{name}", supply):
        source = HTML(string=html, base_url=BASE, url_fetcher=supply)
        sheets = tuple(_sheets(source, supply))
        fonts = _fonts(frozenset((path, data) for path, data in files.items() if path.startswith(FONTS)))
        document = source.render(font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1")
    sizes = tuple((page.width / PX_PER_MM, page.height / PX_PER_MM) for page in document.pages)
    marks = {
        anchor: Mark(number, top / PX_PER_MM)
        for number, page in enumerate(document.pages, 1)
        for anchor, (_, top, *_) in page.anchors.items()
    }
    return Laid(sizes, tuple(map(_depth, document.pages)), marks, document)


def _sheets(source: HTML, supply: Supply) -> Iterator[CSS]:
    """Take the links to stylesheets out of a document and yield what they lead to, parsed once a process."""
    known = frozenset((path, data) for path, data in supply.files.items() if path.endswith(".css"))
    for link in list(source.etree_element.iter("link")):
        path = link.get("href", "")
        if link.get("rel") == "stylesheet" and path in supply.files:
            link.set("rel", "parsed")
            yield _parsed(path, known)


@lru_cache(maxsize=64)
def _parsed(path: str, sheets: frozenset[tuple[str, bytes]]) -> CSS:
    """Return a stylesheet; raises InputError with what is wrong in it, or in one that it imports."""
    supply = Supply(dict(sheets))
    with _complaints(f"templates/{path}", supply):
        return CSS(url=BASE + path, url_fetcher=supply)


@lru_cache(maxsize=8)
def _fonts(files: frozenset[tuple[str, bytes]]) -> FontConfiguration:
    """Return where the fonts of a document are kept: equal fonts are loaded once a process."""
    with _no_fonts_of_the_machine():
        return FontConfiguration()


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
    with _complaints(f"templates/{name}"):
        data = laid.document.write_pdf(pdf_variant="pdf/ua-1") or b""
    return tags.repaired(data, _carried(laid.document.pages))


def _carried(pages: Sequence[Page]) -> tuple[int, ...]:
    """Return for each page after the first how many elements, one in the other, go on from the one before."""
    lasts, firsts = ([_edge(page, at) for page in pages] for at in (-1, 0))
    pairs = zip(lasts[:-1], firsts[1:], strict=True)
    return tuple(sum(one is other for one, other in zip(last, first, strict=False)) for last, first in pairs)


def _edge(page: Page, at: int) -> list[object]:
    """Return the elements inside <body> that stand first (0) or last (-1) on a page, one in the other."""
    elements: list[object] = []
    box = page._page_box.children[0]
    while isinstance(box, ParentBox) and not isinstance(box, LineBox) and box.children:
        if not elements or elements[-1] is not box.element:
            elements.append(box.element)
        box = box.children[at]
    return elements[2:]


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


class Supply(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves the files that were handed in, and stops the layout at any other address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files
        self.own = ""
        """The stylesheet of a practice that was fetched last, so that a complaint can name it."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the file at a virtual address; raises FatalURLFetchingError for anything else."""
        path = unquote(url.removeprefix(BASE))
        if not url.startswith(BASE) or path not in self.files:
            name = url.removeprefix(BASE)
            raise FatalURLFetchingError(f"{name} is not part of the document and was not fetched")
        if path.endswith(".css"):
            self.own = path if "/" in path else ""
        kind = KINDS.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, self.files[path], {"Content-Type": kind})


class _Ears(logging.Handler):
    """Keeps what the layout engine says."""

    def __init__(self, where: Callable[[], str]) -> None:
        super().__init__(logging.WARNING)
        self.where = where
        self.heard: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.hear(record.getMessage())

    def hear(self, said: str, hint: str = "") -> None:
        self.heard.append(Problem(self.where(), said, hint))


@contextmanager
def _complaints(where: str, supply: Supply | None = None) -> Iterator[None]:
    """Turn everything the layout engine complains about inside the block into one InputError.

    The complaints are about the file `where`, or about the stylesheet that the `supply` was asked for last.
    """
    ears, log = _Ears(lambda: (supply and supply.own) or where), logging.getLogger("weasyprint")
    log.addHandler(ears)
    try:
        yield
    except FatalURLFetchingError as error:
        ears.hear(str(error), OURS)
    finally:
        log.removeHandler(ears)
    if ears.heard:
        raise InputError(*dict.fromkeys(ears.heard))
