"""A practice's own Word paper: found in its folder, or in the nearest that it extends."""

from __future__ import annotations

from pathlib import Path

from foldwell.errors import InputError, Problem
from foldwell.model import PAPERS, Practice
from foldwell.project.inheritance import Chain
from foldwell.rendering import docx

NAMES = ("letterhead.docx", "letterhead.dotx")
LARGEST = 10_000_000
"""How many bytes a letterhead may have."""


def letterhead(chain: Chain, practice: Practice) -> bytes | None:
    """Return the letterhead that the handout is to be written on; nothing where none is there or wanted.

    Raises InputError for two of them, for what is no file of that folder, and for all that `word` refuses.
    """
    there = next(filter(None, (_in(chain.root, folder) for folder in chain.folders)), [])
    if not (practice.letterhead and there):
        return None
    where, path = there[0], chain.root / there[0]
    if len(there) > 1:
        raise InputError(Problem(where, f"stands beside {Path(there[1]).name}", "keep one of the two"))
    if path.is_symlink() or not path.is_file():
        raise InputError(Problem(where, "is not a file", "put the Word file itself there, not a link"))
    if path.stat().st_size > LARGEST:
        raise InputError(Problem(where, "is larger than 10 MB", "make its pictures smaller"))
    data = path.read_bytes()
    docx.read_letterhead(data, where, PAPERS[practice.paper])
    return data


def _in(root: Path, folder: str) -> list[str]:
    """Return the letterheads of a folder, as seen from the project; a link that leads nowhere is one too."""
    paths = {f"{folder}/{name}": root / folder / name for name in NAMES}
    return [name for name, path in paths.items() if path.exists() or path.is_symlink()]
