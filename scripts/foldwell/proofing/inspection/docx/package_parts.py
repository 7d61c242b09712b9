"""The parts of a finished Word file by what they hold."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.ooxml import sections
from foldwell.assets.ooxml.package import Package, read_package
from foldwell.assets.ooxml.sections import letterhead_section

DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
MAX_UNPACKED_BYTES = 600_000_000
"""The limit of the unpacked size of a handout: photographs may take more than those of a letterhead."""


def read_parts(data: bytes) -> Package:
    """Return the parts of a finished file; raises PackageError if it does not open."""
    return read_package(data, MAX_UNPACKED_BYTES)


def stories(parts: Package) -> Iterator[str]:
    """Yield the names of the parts that hold text: headers, the body, footers."""
    related = parts.relations(DOCUMENT).values()
    headers, footers = (
        sorted({item.target for item in related if item.kind == kind} & set(parts.roots))
        for kind in ("header", "footer")
    )
    yield from headers
    yield from [DOCUMENT] if DOCUMENT in parts.roots else []
    yield from footers


def headers_and_footers(parts: Package) -> Iterator[str]:
    """Yield the names of the headers and footers that the pages of a letterhead show, or those of a handout.

    Of several sections, a letterhead has one that shows anything: that one counts.
    """
    section = letterhead_section(parts)
    stories = sections.headers_and_footers(parts, section) if section is not None else ()
    yield from (story.part for story in stories)
