"""Requests and results: plain values that can be sent between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from foldwell.errors import Problem


@dataclass(frozen=True, slots=True)
class BuildRequest:
    """A request for a pack: a practice, an article, and the documents to build (none for the defaults).

    Only those in `part` are built, if it names any: the others are built elsewhere. An article past its
    review date on `today` is built only with `allow_overdue`, and its documents then say so.
    """

    practice: str
    article: str
    only: tuple[str, ...] = ()
    part: tuple[str, ...] = ()
    today: date = field(kw_only=True)
    allow_overdue: bool = False

    @property
    def pack(self) -> str:
        """The folder of the pack, relative to the output folder."""
        return f"{self.practice}/{self.article}"


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: its name, its pages (0 for a Word file) and its size in bytes."""

    name: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class MissingDocument:
    """A requested document that could not be built or verified: its problems and exit code.

    A document made from another missing one names it as `source`, and has no problems of its own. `inputs` is
    the fingerprint of its inputs; `withdrawn` is the SHA-256 of its last good file, if there is one.
    """

    file: str
    exit_code: int
    problems: tuple[Problem, ...] = ()
    source: str = ""
    inputs: str = ""
    withdrawn: str = ""


@dataclass(frozen=True, slots=True)
class PublishedPack:
    """A published pack: its folder and files, notes with their places, and whether it was built just now.

    `missing` are the requested documents that do not exist.
    """

    folder: Path
    files: tuple[PackFile, ...]
    notes: tuple[Problem, ...] = ()
    new: bool = True
    missing: tuple[MissingDocument, ...] = ()

    @property
    def exit_code(self) -> int:
        """The exit code of the most severe failure of a document, or 0."""
        return max((document.exit_code for document in self.missing), default=0)


@dataclass(frozen=True, slots=True)
class VerifiedPack:
    """The verified files of a pack by name, and its manifest, which lists the missing ones."""

    files: Mapping[str, bytes]
    manifest: bytes
