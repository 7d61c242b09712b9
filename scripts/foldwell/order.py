"""What is asked for, and what came of it: plain values that travel between processes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Order:
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
class File:
    """A file of a pack: its name, its pages (0 where it has none of its own) and its size in bytes."""

    name: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A published pack: its folder and files, what is worth a note, and whether it was made just now."""

    folder: Path
    files: tuple[File, ...]
    notes: tuple[str, ...] = ()
    new: bool = True


@dataclass(frozen=True, slots=True)
class Proven:
    """The finished and proven files of a pack, by name, and the manifest that goes with them."""

    files: Mapping[str, bytes]
    manifest: bytes
