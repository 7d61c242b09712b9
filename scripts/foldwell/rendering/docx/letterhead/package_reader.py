"""Read a letterhead file safely: its parts and their relations."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from posixpath import basename, dirname, join, normpath
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lxml import etree

from foldwell.errors import InputError, Problem
from foldwell.rendering.docx.ooxml import Xml

MAX_UNPACKED_BYTES, MAX_MEMBERS = 60_000_000, 500
"""The limits of the unpacked size in bytes, and of the number of parts."""

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
COMPOUND_FILE_SIGNATURE = b"\xd0\xcf\x11\xe0"
"""The signature of a file with a password, and of an old .doc file."""
ENCRYPTED_FLAG = 0x1
OFF_VALUES = frozenset({"0", "false", "off", "none"})
"""The values that switch a property off."""

MAIN_CONTENT_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
MACROS = "macroEnabled"
SAVE_AGAIN_HINT = "open it in Word and save it again as Word Document (*.docx)"
ARCHIVE_ERRORS = (
    *(BadZipFile, zlib.error, struct.error, EOFError),
    *(NotImplementedError, RuntimeError, ValueError, OSError),
)
"""What reading a damaged archive can raise."""


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation between two parts: its kind, and the name or the address of the target."""

    kind: str
    type: str
    target: str
    external: bool


@dataclass(frozen=True, slots=True)
class Archive:
    """The parts of a Word file: their bytes, the roots of those that are XML, and the name of the main."""

    where: str
    data: Mapping[str, bytes]
    roots: Mapping[str, Xml]
    main: str

    def relations(self, part: str) -> dict[str, Relation]:
        """Return the relations of a part by their ids."""
        return relations(self.roots, part)

    def related_parts(self, kind: str) -> Iterator[str]:
        """Yield the names of the XML parts of a kind that the main part refers to, in order."""
        found = {item.target for item in self.relations(self.main).values() if item.kind == kind}
        yield from sorted(found & set(self.roots))

    def root(self, kind: str) -> Xml | None:
        """Return the root of the one part of a kind, such as `styles`, if the file has it."""
        return next((self.roots[name] for name in self.related_parts(kind)), None)

    def headers_and_footers(self) -> tuple[str, ...]:
        """Return the names of all headers and footers."""
        return (*self.related_parts("header"), *self.related_parts("footer"))

    def content_type(self, part: str) -> str:
        """Return the content type of a part."""
        return content_type(self.roots, part)


def open_archive(data: bytes, where: str) -> Archive:
    """Return the parts of a Word file; raises InputError if it is not one, or unsafe to unpack."""
    if data.startswith(COMPOUND_FILE_SIGNATURE):
        what = "is locked with a password, or a Word file of the old kind (.doc)"
        raise _refused(where, what, f"take the password off; {SAVE_AGAIN_HINT}")
    try:
        with ZipFile(BytesIO(data)) as file:
            entries = [entry for entry in file.infolist() if not entry.is_dir()]
            _check_archive_limits(entries, where)
            members = {entry.filename: file.read(entry) for entry in entries}
    except ARCHIVE_ERRORS as error:
        raise _refused(where, "is not a Word file, or a damaged one", SAVE_AGAIN_HINT) from error
    roots = {name: _parse_part(name, text, where) for name, text in members.items() if _is_xml(name)}
    main = next((item.target for item in relations(roots, "").values() if item.kind == "officeDocument"), "")
    kind = content_type(roots, main)
    if MACROS in kind:
        raise _refused(where, "is a file for macros", SAVE_AGAIN_HINT)
    if main not in roots or not kind.endswith(MAIN_CONTENT_TYPES):
        raise _refused(where, "is not a Word file", SAVE_AGAIN_HINT)
    if str(roots[main].tag).startswith(STRICT):
        raise _refused(where, "is saved as Strict Open XML", SAVE_AGAIN_HINT)
    return Archive(where, members, roots, main)


def relations(roots: Mapping[str, Xml], part: str) -> dict[str, Relation]:
    """Return the relations of a part, or of the file as a whole, by their ids."""
    root = roots.get(join(dirname(part), "_rels", basename(part) + ".rels"))
    found = {}
    for item in root if root is not None else ():
        external = item.get("TargetMode") == "External"
        target = item.get("Target", "")
        name = target if external else normpath(join("/", dirname(part), target)).lstrip("/")
        type_ = item.get("Type", "")
        found[item.get("Id", "")] = Relation(basename(type_), type_, name, external)
    return found


def content_type(roots: Mapping[str, Xml], part: str) -> str:
    """Return the content type of a part: its own, or that of all files with its ending."""
    types = roots.get("[Content_Types].xml", ())
    by_part = {item.get("PartName", "").lower(): item.get("ContentType", "") for item in types}
    by_extension = {item.get("Extension", "").lower(): item.get("ContentType", "") for item in types}
    extension = part.rpartition(".")[2].lower()
    return by_part.get(f"/{part}".lower(), by_extension.get(extension, "") if part else "")


def _refused(where: str, what: str, hint: str) -> InputError:
    return InputError(Problem(where, what, hint))


def _is_xml(name: str) -> bool:
    return name.lower().endswith((".xml", ".rels"))


def _check_archive_limits(entries: list[ZipInfo], where: str) -> None:
    """Refuse an archive before anything in it is unpacked; zipfile never reads past the size it names."""
    if any(entry.flag_bits & ENCRYPTED_FLAG for entry in entries):
        raise _refused(where, "is locked with a password", "take the password off")
    if len(entries) > MAX_MEMBERS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _refused(where, "unpacks to more than a letterhead can hold", "make its pictures smaller")
    names = {entry.filename for entry in entries}
    supported_compression = {entry.compress_type for entry in entries} <= {ZIP_STORED, ZIP_DEFLATED}
    if len(names) < len(entries) or not supported_compression:
        raise _refused(where, "is not a file as Word writes it", SAVE_AGAIN_HINT)


def _parse_part(name: str, text: bytes, where: str) -> Xml:
    """Return the root of an XML part, without following any entity or address."""
    reader = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.fromstring(text, reader)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise _refused(where, f"its part {name} is damaged", SAVE_AGAIN_HINT) from error
    if root.getroottree().docinfo.internalDTD is not None:
        raise _refused(where, f"its part {name} has a DOCTYPE, which Word never writes", SAVE_AGAIN_HINT)
    return root
