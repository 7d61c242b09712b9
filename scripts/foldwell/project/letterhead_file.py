"""Find a practice's letterhead in its folder, or in that of its nearest base."""

from __future__ import annotations

from pathlib import Path

from foldwell.errors import InputError, Problem
from foldwell.model import PAPERS, Practice
from foldwell.project.inheritance import PracticeLayers
from foldwell.rendering import docx

FILE_NAMES = ("letterhead.docx", "letterhead.dotx")
MAX_BYTES = 10_000_000
"""The maximum size of a letterhead in bytes."""


def letterhead_bytes(layers: PracticeLayers, practice: Practice) -> bytes | None:
    """Return the letterhead of the handout, or None if there is none or it is switched off.

    Raises InputError for several of them, for one that is not a file of that folder, and for all that
    `rendering.docx` refuses.
    """
    found = next(filter(None, (_letterheads_in(layers.root, folder) for folder in layers.folders)), [])
    if not (practice.letterhead and found):
        return None
    where, path = found[0], layers.root / found[0]
    if len(found) > 1:
        raise InputError(Problem(where, f"stands beside {Path(found[1]).name}", "keep one of the two"))
    if path.is_symlink() or not path.is_file():
        raise InputError(Problem(where, "is not a file", "put the Word file itself there, not a link"))
    if path.stat().st_size > MAX_BYTES:
        raise InputError(Problem(where, "is larger than 10 MB", "make its pictures smaller"))
    data = path.read_bytes()
    docx.read_letterhead(data, where, PAPERS[practice.paper])
    return data


def _letterheads_in(root: Path, folder: str) -> list[str]:
    """Return the letterheads of a folder, relative to the project, broken links included."""
    paths = {f"{folder}/{name}": root / folder / name for name in FILE_NAMES}
    return [name for name, path in paths.items() if path.exists() or path.is_symlink()]
