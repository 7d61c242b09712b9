"""Decode an input file, or explain why that is not possible."""

from __future__ import annotations

import stat
from pathlib import Path

from foldwell.errors import InputError, Location, Problem

MAX_BYTES = 1_000_000
UTF16 = (b"\xff\xfe", b"\xfe\xff")


def is_contained_file(path: Path, folder: Path | None = None) -> bool:
    """Return whether a path is a regular file and leads, links followed, into `folder`, or into its own."""
    return path.is_file() and path.resolve().is_relative_to((folder or path.parent).resolve())


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
        reason = getattr(error, "strerror", None) or "its name is not allowed"
        raise InputError(Problem(name, f"cannot be read: {reason}", "check the file's permissions")) from None
    return _decoded(data, name).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, name: str) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = 1 if data.startswith(UTF16) else data.count(b"\n", 0, error.start) + 1
        where = Location(name, line)
        raise InputError(Problem(where, "is not UTF-8 text", "save the file as UTF-8")) from None
