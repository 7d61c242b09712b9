"""Load the layout engine isolated from the system's fonts and commands."""

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
    "font_configuration",
]


@contextmanager
def _environment(**variables: str) -> Iterator[None]:
    """Set environment variables temporarily: some libraries can be configured in no other way."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    # Put back, because a program that is started later, such as a browser, needs fonts and commands.
    try:
        yield
    finally:
        for name, text in before.items():
            del os.environ[name]
            if text is not None:
                os.environ[name] = text


def _without_system_fonts() -> AbstractContextManager[None]:
    """Hide the system's fonts: fontconfig reads its configuration only from the environment."""
    return _environment(FONTCONFIG_FILE=str(Path(__file__).with_name("fonts.conf")))


def _without_commands() -> AbstractContextManager[None]:
    """Empty PATH while importing, so that ctypes.util.find_library does not start gcc.

    It did so a dozen times for each import (Kozea/WeasyPrint#1125).
    """
    return _environment(PATH=os.devnull)


with _without_system_fonts(), _without_commands(), warnings.catch_warnings():
    warnings.filterwarnings("ignore", message="No fonts configured")
    from PIL import ImageFile
    from weasyprint import CSS, HTML, Document, Page
    from weasyprint.formatting_structure.boxes import LineBox, ParentBox, ReplacedBox, TableBox
    from weasyprint.pdf.fonts import Font
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    from foldwell.rendering.pdf import engine_patches
    from foldwell.rendering.pdf.engine_patches.line_cache import LineCachingFonts

engine_patches.install()

# A form field would have the whole font carried along, in an encoding in which few viewers can write with it;
# `form_fields` gives the fields fonts that every viewer has, and the others stay subsets.
Font.used_in_forms = property(lambda _: False, lambda _, used: None)

# Importing WeasyPrint makes Pillow accept truncated pictures, in the whole process.
ImageFile.LOAD_TRUNCATED_IMAGES = False


@lru_cache(maxsize=8)
def font_configuration(files: frozenset[tuple[str, bytes]]) -> FontConfiguration:
    """Return the font configuration of a document's fonts, (path, data), loaded once a process.

    `files` is only the key: layouts add fonts to a configuration, and no document may see those of another.
    """
    with _without_system_fonts():
        return LineCachingFonts()
