"""The sections of a Word file, and the headers and footers that they show (ECMA-376-1, 17.6, 17.10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from types import MappingProxyType

from foldwell.assets.ooxml.names import MC, R, W, is_on, local_name, value
from foldwell.assets.ooxml.package import Package
from foldwell.assets.xml_reader import Xml

KINDS = ("header", "footer")
PAGES = MappingProxyType({"default": "", "first": " of the first page", "even": " of even pages"})
"""The pages of which a section has headers and footers of their own, in words."""

VISIBLE_ELEMENTS = frozenset({"drawing", "pict", "object", "tbl", "sym"})
FIELD_ELEMENTS = frozenset({"fldSimple", "instrText"})


@dataclass(frozen=True, slots=True)
class HeaderFooter:
    """A header or footer that some pages of a section show; `pages` is one of `PAGES`."""

    part: str
    kind: str
    pages: str
    root: Xml

    @property
    def label(self) -> str:
        """Its name for people, such as "the header of the first page"."""
        return f"the {self.kind}{PAGES[self.pages]}"


def sections(package: Package) -> list[Xml]:
    """Return the properties of every section, in order."""
    return list(package.roots[package.main].iter(f"{W}sectPr"))


def headers_and_footers(package: Package, section: Xml) -> Iterator[HeaderFooter]:
    """Yield the headers and footers that the pages of a section show."""
    settings, relations = package.root("settings"), package.relations(package.main)
    even = settings is not None and is_on(settings.find(f"{W}evenAndOddHeaders"))
    shown = {"default": True, "first": is_on(section.find(f"{W}titlePg")), "even": even}
    for item in section:
        kind, pages = local_name(item).removesuffix("Reference"), value(item, "type") or "default"
        relation = relations.get(item.get(f"{R}id", ""))
        if kind in KINDS and relation and relation.target in package.roots and shown.get(pages):
            yield HeaderFooter(relation.target, kind, pages, package.roots[relation.target])


def letterhead_section(package: Package) -> Xml | None:
    """Return the first section whose headers or footers show anything, or else the last one, if any."""
    found = sections(package)
    shown = (
        section
        for section in found
        if any(shows_anything(story.root) for story in headers_and_footers(package, section))
    )
    return next(shown, found[-1] if found else None)


def shows_anything(root: Xml) -> bool:
    """Return whether a header or footer shows anything."""
    return any(
        (item.tag == f"{W}t" and (item.text or "").strip())
        or local_name(item) in VISIBLE_ELEMENTS | FIELD_ELEMENTS
        for item in elements(root)
    )


def elements(root: Xml | None) -> Iterator[Xml]:
    """Yield every element but those that stand in for another which Word shows (mc:Fallback)."""
    for item in root if root is not None else ():
        if item.tag != f"{MC}Fallback" and isinstance(item.tag, str):
            yield item
            yield from elements(item)
