"""What a layout may fetch, which is the files that were handed in; and what it complains about."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from foldwell.errors import InputError, Problem
from foldwell.rendering.cache import Entry, Kept
from foldwell.rendering.pdf.weasyprint_engine import (
    CSS,
    HTML,
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)

BASE = "https://foldwell.invalid/"
"""The virtual address of everything a document is made of; it keeps every real path out of the file."""

OURS = "refer only to stylesheets in templates/, logos, and figures of the article"

KINDS = MappingProxyType(
    {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}
)
"""What the files are, by their endings; a list of the machine's own may say otherwise."""

SHEETS: Kept[CSS] = Kept(64)
"""Stylesheets as they were parsed, once a process for equal ones and equal ones that they import."""


class Supply(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves the files that were handed in, and stops the layout at any other address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files
        self.fetched: dict[str, bytes] = {}
        """The files that had a part in what was made so far."""
        self.own = ""
        """The stylesheet of a practice that was fetched last, so that a complaint can name it."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the file at a virtual address; raises FatalURLFetchingError for anything else."""
        path = unquote(url.removeprefix(BASE))
        if not url.startswith(BASE) or path not in self.files:
            name = url.removeprefix(BASE)
            raise FatalURLFetchingError(f"{name} is not part of the document and was not fetched")
        self.fetched[path] = self.files[path]
        if path.endswith(".css"):
            self.own = path if "/" in path else ""
        kind = KINDS.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, self.files[path], {"Content-Type": kind})

    def sheets(self, source: HTML) -> Iterator[CSS]:
        """Take the links to stylesheets out of a document and yield what they lead to.

        Raises InputError with what is wrong in a stylesheet, or in one that it imports.
        """
        for link in list(source.etree_element.iter("link")):
            path = link.get("href", "")
            if link.get("rel") == "stylesheet" and path in self.files:
                link.set("rel", "parsed")
                entry = SHEETS.of(path, self.files) or _parsed(path, self.files)
                self.fetched.update(entry.made_of)
                yield entry.result


def _parsed(path: str, files: Mapping[str, bytes]) -> Entry[CSS]:
    supply = Supply(files)
    with complaints(f"templates/{path}", supply):
        sheet = CSS(url=BASE + path, url_fetcher=supply)
    return SHEETS.keep(path, supply.fetched, sheet)


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
def complaints(where: str, supply: Supply | None = None) -> Iterator[None]:
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
