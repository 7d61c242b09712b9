"""Find a practice's letterhead in its folder, or in that of its nearest base."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from foldwell.errors import Diagnostics, InputError, Problem
from foldwell.inputs import parsing
from foldwell.model import PAPERS, Practice
from foldwell.project.inheritance import PracticeLayers
from foldwell.rendering import docx

STEM = "letterhead"
WORD_ENDINGS = (".docx", ".dotx", ".docm", ".dotm")
OTHER_ENDINGS = {
    **dict.fromkeys((".doc", ".dot", ".rtf", ".odt", ".ott", ".wps"), "open it and save it as Word Document"),
    ".pages": "in Pages: File, Export To, Word",
    ".pdf": "ask for the Word file it was made from; or in Word: File, Open, the PDF, and save it as *.docx",
    **dict.fromkeys(
        (".png", ".jpg", ".jpeg"), "in Word, put the picture into the header of a new document, and save that"
    ),
    **dict.fromkeys((".docx.txt", ".docx.pdf"), "take the second ending off"),
}
"""Endings of files that a handout cannot be written on, and the way out."""
MAX_BYTES = 10_000_000
"""The maximum size of a letterhead in bytes."""


class FoundLetterhead(NamedTuple):
    """The bytes of the letterhead, None if there is none to use, and what is to be said of it."""

    data: bytes | None
    diagnostics: Diagnostics


def find_letterhead(layers: PracticeLayers, practice: Practice) -> FoundLetterhead:
    """Return the letterhead of the handout, unless there is none or it is switched off.

    Raises InputError for several of them, for one that is not a file of that folder, and for all that
    `rendering.docx` refuses.
    """
    if not practice.letterhead:
        return FoundLetterhead(None, Diagnostics())
    found = next(filter(None, (_letterheads_in(layers.root, folder) for folder in layers.folders)), [])
    usable = [name for name in found if name.lower().endswith(WORD_ENDINGS)]
    if not usable:
        return FoundLetterhead(None, Diagnostics(notes=tuple(map(_unusable, found))))
    where, path = usable[0], layers.root / usable[0]
    if len(usable) > 1:
        raise InputError(Problem(where, f"stands beside {Path(usable[1]).name}", "keep one of the two"))
    data = _read(path, where)
    letterhead = docx.read_letterhead(data, where, PAPERS[practice.paper], practice.name)
    return FoundLetterhead(data, letterhead.diagnostics)


def _read(path: Path, where: str) -> bytes:
    if path.is_symlink() or not path.is_file():
        raise InputError(Problem(where, "is not a file", "put the Word file itself there, not a link"))
    data = parsing.read_bytes(path, where, MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        raise InputError(Problem(where, "is larger than 10 MB", "make its pictures smaller"))
    return data


def _unusable(where: str) -> Problem:
    name = where.lower()
    hint = next(hint for ending, hint in OTHER_ENDINGS.items() if name.endswith(f"{STEM}{ending}"))
    return Problem(where, "is not used: the handout is written on a Word file, letterhead.docx", hint)


def _letterheads_in(root: Path, folder: str) -> list[str]:
    """Return the letterheads of a folder in any case, relative to the project, broken links included."""
    names = {f"{STEM}{ending}" for ending in (*WORD_ENDINGS, *OTHER_ENDINGS)}
    try:
        files = sorted(path.name for path in (root / folder).iterdir())
    except OSError:
        return []
    return [f"{folder}/{name}" for name in files if name.lower() in names]
