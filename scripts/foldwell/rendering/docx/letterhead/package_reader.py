"""Read a letterhead file safely, and refuse it in words that help in Word."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foldwell.assets.ooxml.names import STRICT
from foldwell.assets.ooxml.package import Fault, Package, PackageError, read_package
from foldwell.errors import InputError, Problem

MAIN_CONTENT_TYPES = (
    "wordprocessingml.document.main+xml",
    "wordprocessingml.template.main+xml",
    "ms-word.document.macroEnabled.main+xml",
    "ms-word.template.macroEnabledTemplate.main+xml",
)
"""The kinds of file whose headers and footers are read; nothing that runs is copied from any of them."""

SAVE_AGAIN_HINT = "open it in Word and save it again as Word Document (*.docx)"
SAVE_AS_HINT = "open it in Word and save it as Word Document (*.docx)"
NOT_A_WORD_FILE = ("is not a Word file, or a damaged one", SAVE_AGAIN_HINT)
REFUSALS: Mapping[Fault, tuple[str, str]] = MappingProxyType(
    {
        Fault.NOT_AN_ARCHIVE: NOT_A_WORD_FILE,
        Fault.ENCRYPTED: ("is locked with a password", "take the password off"),
        Fault.TOO_LARGE: ("unpacks to more than a letterhead can hold", "make its pictures smaller"),
        Fault.UNUSUAL: ("is not a file as Word writes it", SAVE_AGAIN_HINT),
    }
)
"""What is wrong with a file that is not unpacked, and what to do."""

PASSWORD_HINT = f"take the password off: in Word, File, Info, Protect Document; {SAVE_AGAIN_HINT}"
PICTURE_HINT = "in Word, make a new document, click twice at the top of the page and insert the picture there"
PAGES_HINT = "in Pages: File, Export To, Word"
PDF_HINT = "ask for the Word file it was made from; or in Word: File, Open, the PDF, and save it as *.docx"
ODT_HINT = "in LibreOffice: File, Save As, Word 2007-365 (.docx)"

OTHER_FILES: tuple[tuple[tuple[bytes, ...], str, str], ...] = (
    ((b"{\\rtf",), "is an RTF file", SAVE_AS_HINT),
    ((b"%PDF",), "is a PDF", PDF_HINT),
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), "is a picture", PICTURE_HINT),
    ((b"<?xml", b"<html", b"<!DOC", b"<!doc"), "is a web page or an XML file", SAVE_AS_HINT),
)
"""The signatures of files that people call a letterhead, what each is, and the way out."""

OTHER_PACKAGES: tuple[tuple[str, str, str], ...] = (
    ("Index/", "is a Pages file", PAGES_HINT),
    ("Index.zip", "is a Pages file", PAGES_HINT),
    ("index.apxl", "is a Keynote file", PAGES_HINT),
    ("xl/", "is an Excel file", "put the letterhead into a Word document"),
    ("ppt/", "is a PowerPoint file", "put the letterhead into a Word document"),
)
"""The parts by which other kinds of archives are known."""

COMPOUND_FILE_SIGNATURE = b"\xd0\xcf\x11\xe0"
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
"""The stream of a compound file that holds a Word file with a password ([MS-OFFCRYPTO] 2.1.4)."""


def open_letterhead(data: bytes, where: str) -> Package:
    """Return the parts of a Word file; raises InputError if it is not one, or unsafe to unpack."""
    if other := _other_file(data):
        raise _refused(where, *other)
    try:
        package = read_package(data)
    except PackageError as error:
        raise _refused(where, *REFUSALS[error.fault]) from error
    if other := _other_package(package):
        raise _refused(where, *other)
    _refuse_damaged_parts(package, where)
    if package.main not in package.roots or not package.content_type(package.main).endswith(
        MAIN_CONTENT_TYPES
    ):
        raise _refused(where, "is not a Word file", SAVE_AGAIN_HINT)
    if str(package.roots[package.main].tag).startswith(STRICT):
        raise _refused(where, "is saved as Strict Open XML", SAVE_AGAIN_HINT)
    return package


def _other_file(data: bytes) -> tuple[str, str] | None:
    """Return what a file is that is no archive, and the way out; None if it is one, or unknown."""
    if data.startswith(COMPOUND_FILE_SIGNATURE):
        if ENCRYPTED_STREAM in data:
            return "is locked with a password", PASSWORD_HINT
        return "is a Word file of the old kind (.doc)", SAVE_AS_HINT
    if not data.strip():
        return "is empty", "copy the file there once more"
    head = data[:100].lstrip(b"\xef\xbb\xbf \r\n\t")
    return next(((what, hint) for starts, what, hint in OTHER_FILES if head.startswith(starts)), None)


def _other_package(package: Package) -> tuple[str, str] | None:
    """Return what an archive is that is no Word file, and the way out, or None."""
    if package.data.get("mimetype", b"").startswith(b"application/vnd.oasis.opendocument"):
        return "is an OpenDocument file (.odt)", ODT_HINT
    if "word/document.xml" in package.data:
        return None
    kinds = (row for row in OTHER_PACKAGES if any(name.startswith(row[0]) for name in package.data))
    return next(((what, hint) for _, what, hint in kinds), None)


def _refuse_damaged_parts(package: Package, where: str) -> None:
    if any(part.fault is Fault.NOT_AN_ARCHIVE for part in package.damaged):
        raise _refused(where, *NOT_A_WORD_FILE)
    for part in package.damaged:
        fault = "has a DOCTYPE, which Word never writes" if part.fault is Fault.DOCTYPE else "is damaged"
        raise _refused(where, f"its part {part.name} {fault}", SAVE_AGAIN_HINT)


def _refused(where: str, what: str, hint: str) -> InputError:
    return InputError(Problem(where, what, hint))
