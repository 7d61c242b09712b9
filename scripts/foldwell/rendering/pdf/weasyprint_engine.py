"""The layout engine, loaded so that it sees nothing of the machine: neither its fonts nor its commands."""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from functools import lru_cache
from pathlib import Path

__all__ = [
    "CSS",
    "HTML",
    "Document",
    "FatalURLFetchingError",
    "FontConfiguration",
    "LineBox",
    "Page",
    "ParentBox",
    "ReplacedBox",
    "TableBox",
    "URLFetcher",
    "URLFetcherResponse",
    "fonts",
]


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
    from weasyprint.formatting_structure.boxes import LineBox, ParentBox, ReplacedBox, TableBox
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

ImageFile.LOAD_TRUNCATED_IMAGES = (
    False  # importing WeasyPrint lets truncated pictures pass, for the whole process
)


@lru_cache(maxsize=8)
def fonts(files: frozenset[tuple[str, bytes]]) -> FontConfiguration:
    """Return where the fonts of a document, (path, data), are kept: equal fonts are loaded once a process."""
    with _no_fonts_of_the_machine():
        return FontConfiguration()
