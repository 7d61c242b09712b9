"""The parts of a Word file, parsed, and the relations between them."""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from typing import Self
from zipfile import BadZipFile, ZipFile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
DC = "{http://purl.org/dc/elements/1.1/}"
DOCUMENT = "word/document.xml"
STYLES = "word/styles.xml"
XML = (".xml", ".rels")


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two parts: its kind, and the name or the address of the target."""

    kind: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Parts:
    """The members of the archive by name, the roots of those that are XML, and what is broken."""

    data: Mapping[str, bytes]
    roots: Mapping[str, etree._Element]
    broken: tuple[str, ...]

    @classmethod
    def from_bytes(cls, data: bytes) -> Self:
        """Return the parts of a file; raises BadZipFile if it is not a ZIP archive."""
        members: dict[str, bytes] = {}
        roots: dict[str, etree._Element] = {}
        broken = []
        with ZipFile(BytesIO(data)) as archive:
            for name in archive.namelist():
                try:
                    members[name] = archive.read(name)
                    if name.endswith(XML):
                        roots[name] = etree.fromstring(members[name], parser())
                except (BadZipFile, zlib.error, etree.XMLSyntaxError) as error:
                    broken.append(f"{name} is damaged: {error}")
        return cls(members, roots, tuple(broken))

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids."""
        root = self.roots.get(join(dirname(part), "_rels", basename(part) + ".rels"))
        found = {}
        for relation in root if root is not None else ():
            external = relation.get("TargetMode") == "External"
            target = relation.get("Target", "")
            name = target if external else normpath(join("/", dirname(part), target)).lstrip("/")
            found[relation.get("Id", "")] = Relation(basename(relation.get("Type", "")), name, external)
        return found

    def headers_and_footers(self) -> Iterator[str]:
        """Yield the names of the headers and footers in use, whatever the name of the main part."""
        for name, root in self.roots.items():
            for reference in root.iter(f"{W}headerReference", f"{W}footerReference"):
                relation = self.relations(name).get(reference.get(f"{R}id", ""))
                if relation is not None and relation.target in self.roots:
                    yield relation.target

    def stories(self) -> Iterator[str]:
        """Yield the names of the parts that hold text: headers, the body, footers."""
        related = self.relations(DOCUMENT).values()
        yield from sorted(
            {relation.target for relation in related if relation.kind == "header"} & set(self.roots)
        )
        if DOCUMENT in self.roots:
            yield DOCUMENT
        yield from sorted(
            {relation.target for relation in related if relation.kind == "footer"} & set(self.roots)
        )


def parser() -> etree.XMLParser:
    """Return a parser that resolves no entities and makes no network requests."""
    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
