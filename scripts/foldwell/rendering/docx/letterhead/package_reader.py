"""Read a letterhead file safely, and refuse it in words that help in Word."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foldwell.assets.ooxml.names import STRICT
from foldwell.assets.ooxml.package import Fault, Package, PackageError, read_package
from foldwell.errors import InputError, Problem

COMPOUND_FILE_SIGNATURE = b"\xd0\xcf\x11\xe0"
"""The signature of a file with a password, and of an old .doc file."""

MAIN_CONTENT_TYPES = ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")
MACROS = "macroEnabled"
SAVE_AGAIN_HINT = "open it in Word and save it again as Word Document (*.docx)"
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


def open_letterhead(data: bytes, where: str) -> Package:
    """Return the parts of a Word file; raises InputError if it is not one, or unsafe to unpack."""
    if data.startswith(COMPOUND_FILE_SIGNATURE):
        what = "is locked with a password, or a Word file of the old kind (.doc)"
        raise _refused(where, what, f"take the password off; {SAVE_AGAIN_HINT}")
    try:
        package = read_package(data)
    except PackageError as error:
        raise _refused(where, *REFUSALS[error.fault]) from error
    _refuse_damaged_parts(package, where)
    kind = package.content_type(package.main)
    if MACROS in kind:
        raise _refused(where, "is a file for macros", SAVE_AGAIN_HINT)
    if package.main not in package.roots or not kind.endswith(MAIN_CONTENT_TYPES):
        raise _refused(where, "is not a Word file", SAVE_AGAIN_HINT)
    if str(package.roots[package.main].tag).startswith(STRICT):
        raise _refused(where, "is saved as Strict Open XML", SAVE_AGAIN_HINT)
    return package


def _refuse_damaged_parts(package: Package, where: str) -> None:
    if any(part.fault is Fault.NOT_AN_ARCHIVE for part in package.damaged):
        raise _refused(where, *NOT_A_WORD_FILE)
    for part in package.damaged:
        fault = "has a DOCTYPE, which Word never writes" if part.fault is Fault.DOCTYPE else "is damaged"
        raise _refused(where, f"its part {part.name} {fault}", SAVE_AGAIN_HINT)


def _refused(where: str, what: str, hint: str) -> InputError:
    return InputError(Problem(where, what, hint))
