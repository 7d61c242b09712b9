"""Errors of the operating system, translated into what whoever builds can do about them."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from foldwell.errors import DiskError, OutputError, Problem

MOVE_HINT = "move it away, then build again"
NOT_ALLOWED = "you may not write here", "choose another folder with --out, or ask for the right to write here"
OS_ERROR_MESSAGES = {
    errno.ENOSPC: ("the disk is full", "make room on the disk, then build again"),
    errno.EDQUOT: ("your share of the disk is used up", "delete what you no longer need, then build again"),
    errno.EFBIG: ("a file is larger than this computer allows", "ask whoever looks after this computer"),
    errno.EROFS: ("this disk cannot be written to", "choose another folder with --out"),
    errno.ENOENT: ("there is no such folder", "build the pack first"),
    errno.EACCES: NOT_ALLOWED,
    errno.EPERM: NOT_ALLOWED,
    errno.ENOTDIR: ("part of this path is a file, not a folder", MOVE_HINT),
    errno.EEXIST: ("part of this path is a file, not a folder", MOVE_HINT),
    errno.ENAMETOOLONG: ("this path is too long", "choose a shorter one with --out"),
}
# A read-only disk too: no other pack of the batch could be written either.
DISK_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EROFS}
# shutil.copytree raises an error of its own, without an errno.
COPY_PROBLEM = "what else is in this folder cannot be copied", MOVE_HINT


@contextmanager
def translate_os_errors(folder: Path) -> Iterator[None]:
    """Translate OSErrors into an OutputError with a hint."""
    try:
        yield
    except OSError as error:
        known = OS_ERROR_MESSAGES.get(error.errno) if error.errno else COPY_PROBLEM
        what, hint = known or (str(error.strerror), "put this right, then build again")
        kind = DiskError if error.errno in DISK_FULL else OutputError
        raise kind(Problem(str(folder), what, hint)) from error
