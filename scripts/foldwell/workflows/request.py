"""What is asked for, and what came of it: plain values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from foldwell.errors import Problem


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """What is asked for: a practice, an article, and the documents to make; none named is all it wants.

    Of these, only the ones in `part` are made, if it names any: the others are made elsewhere. An article
    whose review date is before `today` is made only with `allow_overdue`, and says so.
    """

    practice: str
    article: str
    only: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    today: date = field(kw_only=True)
    allow_overdue: bool = False

    @property
    def pack(self) -> str:
        """The folder of the pack, as seen from the one that all packs go to."""
        return f"{self.practice}/{self.article}"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: its name, its pages (0 where it has none of its own) and its size in bytes."""

    name: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A document that was asked for but could not be made or proven: why, and the exit code for that.

    One that is made from another missing document names it as `source`, and has no problems of its own.
    `inputs` is the fingerprint of what it should have been made of; `withdrawn` is the SHA-256 of its last
    good file, if the pack had one.
    """

    file: str
    exit_code: int
    problems: tuple[Problem, ...] = ()
    source: str = ""
    inputs: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPack:
    """A published pack: its folder and files, what is worth a note, and whether it was made just now.

    `missing` are the documents that were asked for and are not there.
    """

    folder: Path
    files: tuple[PackFile, ...]
    notes: tuple[str, ...] = ()
    new: bool = True
    missing: tuple[MissingDocument, ...] = ()

    @property
    def exit_code(self) -> int:
        """The exit code of the gravest fault that left a document out, or 0."""
        return max((document.exit_code for document in self.missing), default=0)


@dataclass(frozen=True, slots=True)
class VerifiedPack:
    """The proven files of a pack, by name, and the manifest that goes with them and says what is missing."""

    files: Mapping[str, bytes]
    manifest: bytes
