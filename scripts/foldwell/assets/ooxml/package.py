"""The parts of a Word file and the relations between them, read without trusting the file."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, auto
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from foldwell.assets.xml_reader import DoctypeError, Xml, parse_xml

MAX_UNPACKED_BYTES, MAX_MEMBERS = 60_000_000, 500
"""The limits of the unpacked size in bytes, and of the number of parts."""

ENCRYPTED_FLAG = 0x1
XML_SUFFIXES = (".xml", ".rels")
ARCHIVE_ERRORS = (
    *(BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OSError),
)
"""What reading a damaged archive can raise."""


class Fault(Enum):
    """What can be wrong with a package, or with one part of it."""

    NOT_AN_ARCHIVE = auto()
    ENCRYPTED = auto()
    TOO_LARGE = auto()
    UNUSUAL = auto()
    DAMAGED = auto()
    DOCTYPE = auto()


class PackageError(Exception):
    """A file is not a package, or is unsafe to unpack."""

    def __init__(self, fault: Fault, detail: str) -> None:
        super().__init__(detail)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class DamagedPart:
    """A part that could not be read: its name, what is wrong, and the words of the reader for it."""

    name: str
    fault: Fault
    detail: str


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two parts: its kind and type, and the name or the address of the target."""

    kind: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a file by name, the roots of those that are XML, and those that could not be read."""

    data: Mapping[str, bytes]
    roots: Mapping[str, Xml]
    damaged: tuple[DamagedPart, ...] = ()

    @property
    def main(self) -> str:
        """The name of the part with the text, "" if the package does not say."""
        relations = self.relations("").values()
        return next((item.target for item in relations if item.kind == "officeDocument"), "")

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids; those of the package itself for ""."""
        root = self.roots.get(join(dirname(part), "_rels", basename(part) + ".rels"))
        found = {}
        for item in root if root is not None else ():
            external = item.get("TargetMode") == "External"
            target, type_ = item.get("Target", ""), item.get("Type", "")
            name = target if external else normpath(join("/", dirname(part), target)).lstrip("/")
            found[item.get("Id", "")] = Relation(basename(type_), type_, name, external)
        return found

    def related_parts(self, kind: str) -> Iterator[str]:
        """Yield the names of the XML parts of a kind that the main part refers to, in order."""
        found = {item.target for item in self.relations(self.main).values() if item.kind == kind}
        yield from sorted(found & set(self.roots))

    def root(self, kind: str) -> Xml | None:
        """Return the root of the one part of a kind, such as `styles`, if the file has it."""
        return next((self.roots[name] for name in self.related_parts(kind)), None)

    def content_type(self, part: str) -> str:
        """Return the content type of a part: its own, or that of all files with its ending."""
        types = self.roots.get("[Content_Types].xml", ())
        by_part = {item.get("PartName", "").lower(): item.get("ContentType", "") for item in types}
        by_extension = {item.get("Extension", "").lower(): item.get("ContentType", "") for item in types}
        extension = part.rpartition(".")[2].lower()
        return by_part.get(f"/{part}".lower(), by_extension.get(extension, "") if part else "")


def read_package(data: bytes, max_bytes: int = MAX_UNPACKED_BYTES) -> Package:
    """Return the parts of a file; raises PackageError if it is no archive, or unsafe to unpack."""
    members: dict[str, bytes] = {}
    roots: dict[str, Xml] = {}
    damaged: list[DamagedPart] = []
    try:
        with ZipFile(BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            _check_archive_limits(entries, max_bytes)
            for entry in entries:
                _read_part(file, entry, members, roots, damaged)
    except ARCHIVE_ERRORS as error:
        raise PackageError(Fault.NOT_AN_ARCHIVE, str(error)) from error
    return Package(members, roots, tuple(damaged))


def _check_archive_limits(entries: list[ZipInfo], max_bytes: int) -> None:
    """Refuse an archive before anything in it is unpacked; zipfile never reads past the size it names."""
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise PackageError(Fault.ENCRYPTED, "it has a password")
    if len(entries) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > max_bytes:
        limits = f"{MAX_MEMBERS} parts or {max_bytes // 1_000_000} MB"
        raise PackageError(Fault.TOO_LARGE, f"it unpacks to more than {limits}")
    names = {entry.filename for entry in entries}
    supported_compression = {entry.compress_type for entry in entries} <= {ZIP_STORED, ZIP_DEFLATED}
    if len(names) < len(entries) or not supported_compression:
        raise PackageError(Fault.UNUSUAL, "it is not packed as Word does it")


def _read_part(
    file: ZipFile,
    entry: ZipInfo,
    members: dict[str, bytes],
    roots: dict[str, Xml],
    damaged: list[DamagedPart],
) -> None:
    """Add a part to those that were read, or to the damaged ones."""
    name = entry.filename
    try:
        members[name] = file.read(entry)
        if name.lower().endswith(XML_SUFFIXES):
            roots[name] = parse_xml(members[name])
    except DoctypeError as error:
        damaged.append(DamagedPart(name, Fault.DOCTYPE, str(error)))
    except etree.XMLSyntaxError as error:
        damaged.append(DamagedPart(name, Fault.DAMAGED, str(error)))
    except ARCHIVE_ERRORS as error:
        damaged.append(DamagedPart(name, Fault.NOT_AN_ARCHIVE, str(error)))
