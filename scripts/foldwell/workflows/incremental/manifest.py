"""What a pack was made of and what came out, written into it: so that nothing is made twice for nothing.

A manifest says of every input and of every document what its bytes were. It knows no path outside the
project, no date of the build, and no order of anything but names, so that equal packs have equal manifests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import file_digest, sha256
from pathlib import Path

from foldwell.errors import InputError, Problem, ProofError
from foldwell.workflows.incremental.toolchain import versions
from foldwell.workflows.request import File, MissingDocument, Order, Pack

NAME = "manifest.json"

REPEATABLE = (InputError.exit_code, ProofError.exit_code)
"""Faults that equal inputs have every time; a limit depends on the machine, so it is tried again."""


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its file, pages, size in bytes and SHA-256, and those made with it.

    `of` is the fingerprint of all that it was made of; nothing if that changed while it was being made.
    """

    file: str
    pages: int
    size: int
    sha256: str
    needs: tuple[str, ...] = ()
    of: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a pack was made of and what came out.

    `places` are patterns of files below the project, `inputs` maps each file found there to its SHA-256;
    `whole` names the documents of a whole pack, `documents` has those that there are, by name, and `missing`
    those that could not be made or proven.
    """

    practice: str
    article: str
    review_by: str
    overdue: bool
    versions: Mapping[str, str]
    places: tuple[str, ...]
    inputs: Mapping[str, str]
    whole: tuple[str, ...]
    documents: Mapping[str, Document]
    notes: tuple[str, ...] = ()
    missing: Mapping[str, MissingDocument] = field(default_factory=dict)

    @property
    def fingerprint(self) -> str:
        """Return what differs as soon as anything differs that the documents are made of."""
        parts = self.practice, self.article, self.overdue, dict(self.versions), dict(self.inputs)
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def files(self) -> frozenset[str]:
        """The names of the files of all documents."""
        return frozenset(one.file for one in self.documents.values())

    def dump(self) -> bytes:
        """Return the bytes of the file: the same for the same manifest, and sealed."""
        told = asdict(self)
        return _text(told | {"seal": digest(_text(told))})

    @property
    def names(self) -> frozenset[str]:
        """The names of all documents that are there or missing."""
        return frozenset((*self.documents, *self.missing))

    def over(self, old: Manifest | None) -> Manifest:
        """Return this manifest; if it is only of part of a pack, with the rest of an older one."""
        if old is None:
            return self
        missing = {name: replace(one, withdrawn=_last_good(old, name)) for name, one in self.missing.items()}
        if self.names >= set(self.whole):
            return replace(self, missing=missing)
        documents = {name: one for name, one in old.documents.items() if name not in self.names}
        others = {name: one for name, one in old.missing.items() if name not in self.names}
        return replace(self, documents=documents | dict(self.documents), missing=others | missing)

    def select(self, only: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of the documents asked for and of those made with them, in their order.

        They are there or missing; nothing is returned if one of them is neither.
        """
        names = set(only or self.whole)
        names.update(need for name in names & self.documents.keys() for need in self.documents[name].needs)
        names.update(one.source for name, one in self.missing.items() if name in names and one.source)
        if not names <= self.names:
            return ()
        return tuple(name for name in dict.fromkeys((*self.whole, *sorted(self.names))) if name in names)


def _last_good(old: Manifest, name: str) -> str:
    """Return the SHA-256 of the last good file of a document, wherever in the pack it is now."""
    if name in old.documents:
        return old.documents[name].sha256
    return old.missing[name].withdrawn if name in old.missing else ""


def _text(told: Mapping[str, object]) -> bytes:
    return (json.dumps(told, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def loaded(data: bytes) -> Manifest | None:
    """Return the manifest that bytes stand for; none if they are damaged or another version wrote them."""
    try:
        told = json.loads(data)
        del told["seal"]
        documents = {
            name: Document(**one | {"needs": tuple(one["needs"])}) for name, one in told["documents"].items()
        }
        missing = {
            name: MissingDocument(**one | {"problems": tuple(Problem(**part) for part in one["problems"])})
            for name, one in told["missing"].items()
        }
        lists = {name: tuple(told[name]) for name in ("places", "whole", "notes")}
        found = Manifest(**told | lists | {"documents": documents, "missing": missing})
        return found if found.dump() == data else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def read(folder: Path) -> Manifest | None:
    """Return the manifest of a pack; none if it has none that can be read."""
    path = folder / NAME
    try:
        return loaded(path.read_bytes()) if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


@dataclass
class Shelf:
    """The input files of a project, each looked at once: for as long as one command works."""

    root: Path
    known: dict[str, Mapping[str, str]] = field(default_factory=dict)
    read: dict[Path, str] = field(default_factory=dict)

    def inputs(self, places: Iterable[str]) -> dict[str, str]:
        """Return every file that the patterns find below the project, with its SHA-256."""
        return {name: digest for place in places for name, digest in self._found(place).items()}

    def _found(self, place: str) -> Mapping[str, str]:
        if place not in self.known:
            self.known[place] = {
                path.relative_to(self.root).as_posix(): self._digest(path)
                for path in sorted(self.root.glob(place))
                if path.is_file() and not _leads_out(path)
            }
        return self.known[place]

    def _digest(self, path: Path) -> str:
        if path not in self.read:
            self.read[path] = digest_of(path)
        return self.read[path]


def _leads_out(path: Path) -> bool:
    """Return whether a path is a link out of its folder: no document is made of what it leads to."""
    return path.is_symlink() and not path.resolve().is_relative_to(path.parent.resolve())


def digest(data: bytes) -> str:
    """Return the SHA-256 of bytes, in hexadecimal digits."""
    return sha256(data).hexdigest()


def digest_of(path: Path) -> str:
    """Return the SHA-256 of a file of any size; nothing where it cannot be read."""
    try:
        with path.open("rb") as file:
            return file_digest(file, "sha256").hexdigest()
    except OSError:
        return ""


def unchanged(order: Order, folder: Path, shelf: Shelf) -> Pack | None:
    """Return the pack in `folder` if it is what the order would make, byte for byte; none if in doubt."""
    there = read(folder)
    if there is None or (there.practice, there.article) != (order.practice, order.article):
        return None
    late = order.today.isoformat() > there.review_by
    wanted = there.select(order.only)
    if late != there.overdue or (late and not order.allow_overdue) or not wanted:
        return None
    if there.versions != versions() or there.inputs != shelf.inputs(there.places):
        return None
    pack = pack_of(there, wanted, folder, new=False)
    made = (there.documents[name] for name in wanted if name in there.documents)
    fingerprint = there.fingerprint
    same = all(_sound(one, folder, fingerprint) for one in made)
    return pack if same and all(_repeats(one, folder, fingerprint) for one in pack.missing) else None


def _sound(document: Document, folder: Path, fingerprint: str) -> bool:
    """Return whether a document was made of what the manifest names, and its file is still the same."""
    path = folder / document.file
    if document.of != fingerprint or path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == document.size and digest_of(path) == document.sha256


def _repeats(document: MissingDocument, folder: Path, fingerprint: str) -> bool:
    """Return whether a document would be missing again, with the same problems, and its file is not there."""
    repeatable = document.inputs == fingerprint and document.exit_code in REPEATABLE
    return repeatable and not (folder / document.file).exists()


def pack_of(manifest: Manifest, names: Iterable[str], folder: Path, *, new: bool) -> Pack:
    """Return the named documents of a manifest, those that are there and those that are missing."""
    names = tuple(names)
    there = (manifest.documents[name] for name in names if name in manifest.documents)
    files = tuple(File(one.file, one.pages, one.size) for one in there)
    missing = tuple(manifest.missing[name] for name in names if name in manifest.missing)
    return Pack(folder, files, manifest.notes, new, missing)
