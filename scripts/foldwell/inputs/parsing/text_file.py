"""Decode an input file, or explain why that is not possible."""

from __future__ import annotations

import stat
from pathlib import Path

from foldwell.errors import InputError, Location, Problem

MAX_BYTES = 1_000_000
UTF16 = (b"\xff\xfe", b"\xfe\xff")
OTHER_FILES = (
    (b"PK\x03\x04", "a Word file or another archive"),
    (b"\xd0\xcf\x11\xe0", "an old Word file"),
    (b"{\\rtf", "a Word file (RTF)"),
    (b"%PDF", "a PDF"),
    *((start, "a picture") for start in (b"\x89PNG", b"\xff\xd8\xff", b"GIF8")),
)
"""The signatures of files that are given an ending of a text file."""
MAX_NULS = 3
"""More than so many in a file are no slip of somebody who types."""
HEAD = 40
"""In text saved as UTF-16, every second byte is 0, at the start of the file already."""
UTF8_HINT = "save the file as UTF-8: in Notepad, File, Save As, Encoding"
COPY_HINT = "begin again from a file that works, in a text editor such as Notepad"


def is_contained_file(path: Path, folder: Path | None = None) -> bool:
    """Return whether a path is a regular file and leads, links followed, into `folder`, or into its own."""
    return path.is_file() and path.resolve().is_relative_to((folder or path.parent).resolve())


def read_bytes(path: Path, name: str, limit: int = -1) -> bytes:
    """Return a file's bytes, at most `limit` of them if it is not negative, or raise InputError."""
    try:
        with path.open("rb") as file:
            return file.read(limit)
    except OSError as error:
        raise InputError(_unreadable(name, error)) from None


def _unreadable(name: str, error: OSError | ValueError) -> Problem:
    reason = (getattr(error, "strerror", None) or "its name is not allowed").lower()
    hint = "allow yourself to read it, and close it in other programs"
    return Problem(name, f"cannot be read: {reason}", hint)


def read_text(path: Path, name: str) -> str:
    """Return the file's text with one kind of line end; InputError if it is not UTF-8 up to 1 MB."""
    try:
        status = path.stat()
        # Opening a FIFO would block, so check the file type first.
        if not stat.S_ISREG(status.st_mode):
            raise InputError(Problem(name, "is not a file", "put a text file in its place"))
        if not is_contained_file(path):
            raise InputError(
                Problem(name, "is a link that leads out of its folder", "put the file itself there")
            )
        if status.st_size > MAX_BYTES:
            raise InputError(Problem(name, "is larger than 1 MB", "keep only the text in it"))
        data = path.read_bytes()
    except FileNotFoundError:
        raise InputError(Problem(name, "is not there", "check the name and the folder")) from None
    except (OSError, ValueError) as error:
        raise InputError(_unreadable(name, error)) from None
    return _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    """Return the text of a file; raises InputError with the first line that is no text."""
    if kind := next((kind for start, kind in OTHER_FILES if data.startswith(start)), ""):
        raise InputError(Problem(Location(name, 1), f"is {kind}, not a text file", COPY_HINT))
    if data.startswith(UTF16) or any(data[start:HEAD:2].count(0) > HEAD // 3 for start in (0, 1)):
        what = "is saved as UTF-16, which some programs call Unicode"
        raise InputError(Problem(Location(name, 1), what, UTF8_HINT))
    if data.count(b"\0") > MAX_NULS:
        what = "has bytes that are no text from here on"
        raise InputError(Problem(_line_of(data, data.index(b"\0"), name), what, COPY_HINT))
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        where, letter = _line_of(data, error.start, name), data[error.start : error.start + 1]
        what = f"has a letter that is not saved as UTF-8{_guess(letter)}"
        raise InputError(Problem(where, what, UTF8_HINT)) from None


def _line_of(data: bytes, position: int, name: str) -> Location:
    return Location(name, data.count(b"\n", 0, position) + 1)


def _guess(letter: bytes) -> str:
    """Return what a byte stands for in the old encoding of Windows, in words; "" if for nothing."""
    character = letter.decode("cp1252", "ignore")
    return f", probably {character}" if character.isprintable() and character else ""
