"""Serve a layout only the supplied files, and turn its warnings into errors."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import PurePosixPath
from types import MappingProxyType
from urllib.parse import unquote

from foldwell.errors import InputError, Problem
from foldwell.rendering.cache import DependencyCache, Entry
from foldwell.rendering.pdf.weasyprint_engine import (
    CSS,
    HTML,
    FatalURLFetchingError,
    URLFetcher,
    URLFetcherResponse,
)
from foldwell.rendering.templating.overrides import is_override

BASE = "https://foldwell.invalid/"
"""The virtual base URL of all resources; it keeps real paths out of the PDF."""

CORRECT_HINT = "correct or delete it there"
ALLOWED_HINT = "refer only to stylesheets in templates/, logos, pictograms, and figures of the article"

STUMBLE_HINT = (
    "take its rules out one by one until the document is made: one that forces a break is the likeliest;"
    " if none helps, report it"
)

MIME_TYPES = MappingProxyType(
    {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png", ".ttf": "font/ttf"}
)
"""MIME types by extension, because the system's own list may differ."""

UNKNOWN_PLACE = re.compile(
    r"(?:Content discarded: target points to undefined anchor .*?|No anchor )#([^\s']+)"
)
"""Matches the complaint of the layout engine about a link to no place, with the id of that place."""

STYLESHEET_CACHE: DependencyCache[CSS] = DependencyCache(64)
"""Parsed stylesheets, valid while they and the ones they import are unchanged."""


class ResourceFetcher(URLFetcher):  # type: ignore[misc]  # WeasyPrint has no types
    """Serves the supplied files, and stops the layout at any other address."""

    def __init__(self, files: Mapping[str, bytes]) -> None:
        super().__init__(allowed_protocols=(), allow_redirects=False, fail_on_errors=True)
        self.files = files
        self.fetched: dict[str, bytes] = {}
        """The files that had a part in what was made so far."""
        self.last_override = ""
        """The stylesheet of a practice that was fetched last, so that a complaint can name it."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        """Return the file at a virtual address; raises FatalURLFetchingError for anything else."""
        path = unquote(url.removeprefix(BASE))
        if not url.startswith(BASE) or path not in self.files:
            name = url.removeprefix(BASE)
            raise FatalURLFetchingError(f"{name} is not part of the document and was not fetched")
        self.fetched[path] = self.files[path]
        if path.endswith(".css"):
            self.last_override = path if is_override(path) else ""
        kind = MIME_TYPES.get(PurePosixPath(path).suffix.lower(), "application/octet-stream")
        return URLFetcherResponse(url, self.files[path], {"Content-Type": kind})

    @property
    def overrides(self) -> tuple[str, ...]:
        """The stylesheets of a practice that were fetched."""
        return tuple(path for path in self.fetched if path.endswith(".css") and is_override(path))

    def stylesheets(self, source: HTML) -> Iterator[CSS]:
        """Take the links to stylesheets out of a document and yield what they lead to.

        Raises InputError with what is wrong in a stylesheet, or in one that it imports.
        """
        for link in list(source.etree_element.iter("link")):
            path = link.get("href", "")
            if link.get("rel") == "stylesheet" and path in self.files:
                # WeasyPrint passes over links of other kinds; it would parse the sheet for each layout again.
                link.set("rel", "parsed")
                entry = STYLESHEET_CACHE.find(path, self.files) or _parse_stylesheet(path, self.files)
                self.fetched.update(entry.dependencies)
                yield entry.result


def _parse_stylesheet(path: str, files: Mapping[str, bytes]) -> Entry[CSS]:
    fetcher = ResourceFetcher(files)
    with layout_errors(f"templates/{path}", fetcher):
        sheet = CSS(url=BASE + path, url_fetcher=fetcher)
    return STYLESHEET_CACHE.store(path, fetcher.fetched, sheet)


class _LogCollector(logging.Handler):
    """Collects the log messages of the layout engine."""

    def __init__(self, where: Callable[[], str], listed: frozenset[str]) -> None:
        super().__init__(logging.WARNING)
        self.where = where
        self.listed = listed
        self.problems: list[Problem] = []

    def emit(self, record: logging.LogRecord) -> None:
        # Where a template leaves out a section that the contents list, the proof names the words that miss.
        place = UNKNOWN_PLACE.match(record.getMessage())
        if not (place and place[1] in self.listed):
            self.add_problem(record.getMessage(), CORRECT_HINT)

    def add_problem(self, message: str, hint: str) -> None:
        self.problems.append(Problem(self.where(), message, hint))


@contextmanager
def layout_errors(
    where: str, fetcher: ResourceFetcher | None = None, listed: frozenset[str] = frozenset()
) -> Iterator[None]:
    """Turn everything the layout engine complains about inside the block into one InputError.

    Errors are reported for the file `where`, or for the stylesheet that `fetcher` served last. Of places that
    are `listed` in the contents, by their ids, none needs to be there.
    """
    collector, log = (
        _LogCollector(lambda: (fetcher and fetcher.last_override) or where, listed),
        logging.getLogger("weasyprint"),
    )
    # Its log has what it does not raise: whatever goes wrong while it draws an SVG, even Ctrl-C, is
    # caught there and logged.
    log.addHandler(collector)
    try:
        yield
    except FatalURLFetchingError as error:
        collector.add_problem(str(error), ALLOWED_HINT)
    except (MemoryError, RecursionError, InputError):
        raise
    except Exception as error:
        # It stumbles over breaks inside of what stands side by side; our own stylesheets force none there.
        if not (fetcher and fetcher.overrides):
            raise
        what = f"the layout engine stumbles over its rules ({type(error).__name__})"
        raise InputError(*(Problem(path, what, STUMBLE_HINT) for path in fetcher.overrides)) from error
    finally:
        log.removeHandler(collector)
    if collector.problems:
        raise InputError(*dict.fromkeys(collector.problems))
