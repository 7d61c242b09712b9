"""The manifest of a pack: its inputs and documents, so that nothing is rebuilt needlessly.

A manifest has the hash of every input and every document. It contains no path outside the project, no build
date, and everything in name order, so that equal packs have equal manifests.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from foldwell.errors import InputError, Location, Problem, ProofError
from foldwell.workflows.incremental.input_hashes import InputHashes, digest, digest_of
from foldwell.workflows.incremental.toolchain import versions
from foldwell.workflows.request import BuildRequest, MissingDocument, PackFile, PublishedPack

FILE_NAME = "manifest.json"

SEAL_LINE = b' "seal": "%b",\n'
"""The line with the seal of a file, which is the digest of the file without this line."""

REPEATABLE_EXIT_CODES = (InputError.exit_code, ProofError.exit_code)
"""The exit codes of errors that depend on the inputs alone; a limit depends on the machine."""


@dataclass(frozen=True, slots=True)
class DocumentRecord:
    """A finished document: its file, pages, size in bytes and SHA-256, and the documents it needs.

    `input_fingerprint` is the fingerprint of all its inputs, or "" if they changed during the build. `fold`
    is that of a leaflet whose pages are sides of sheets, and "" for any other document.
    """

    file: str
    pages: int
    size: int
    sha256: str
    needs: tuple[str, ...] = ()
    input_fingerprint: str = ""
    fold: str = ""


@dataclass(frozen=True, slots=True)
class Manifest:
    """The inputs and documents of a pack.

    `input_patterns` are patterns of files below the project, `inputs` maps each matching file to its SHA-256;
    `all_documents` names the documents of a complete pack, `documents` has the existing ones by name, and
    `missing` those that could not be built or verified. `absent` names those that the article has nothing
    for: they are not part of the pack, and old ones are removed. `notes` are worth knowing, each with its
    place.
    """

    practice: str
    article: str
    review_by: str
    overdue: bool
    versions: Mapping[str, str]
    input_patterns: tuple[str, ...]
    inputs: Mapping[str, str]
    all_documents: tuple[str, ...]
    documents: Mapping[str, DocumentRecord]
    notes: tuple[Problem, ...] = ()
    missing: Mapping[str, MissingDocument] = field(default_factory=dict)
    absent: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """The fingerprint of everything that the documents depend on."""
        parts = self.practice, self.article, self.overdue, dict(self.versions), dict(self.inputs)
        return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()

    @property
    def files(self) -> frozenset[str]:
        """The names of the files of all documents."""
        return frozenset(document.file for document in self.documents.values())

    @property
    def missing_files(self) -> frozenset[str]:
        """The names of the files of the missing documents."""
        return frozenset(document.file for document in self.missing.values())

    def dump(self) -> bytes:
        """Return the bytes of the file, deterministic and with a checksum."""
        fields = asdict(self)
        return _to_bytes(fields | {"seal": digest(_to_bytes(fields))})

    @property
    def names(self) -> frozenset[str]:
        """The names of all documents, present or missing."""
        return frozenset((*self.documents, *self.missing))

    def merge(self, old: Manifest | None) -> Manifest:
        """Return this manifest; if it covers only part of a pack, merged with an older one."""
        if old is None:
            return self
        missing = {
            name: replace(document, withdrawn=_last_good_digest(old, name))
            for name, document in self.missing.items()
        }
        if self.names >= set(self.all_documents):
            return replace(self, missing=missing)
        replaced = self.names.union(self.absent)
        documents = {name: document for name, document in old.documents.items() if name not in replaced}
        others = {name: document for name, document in old.missing.items() if name not in replaced}
        # Of the same inputs, what is worth knowing of the other documents still holds.
        notes = old.notes if old.fingerprint == self.fingerprint else ()
        return replace(
            self,
            documents=documents | dict(self.documents),
            missing=others | missing,
            notes=tuple(dict.fromkeys((*self.notes, *notes))),
        )

    def select(self, only: tuple[str, ...]) -> tuple[str, ...]:
        """Return the names of the documents asked for and of those made with them, in their order.

        Each is present or missing; returns an empty tuple if one of them is neither.
        """
        names = set(only or self.all_documents)
        names.update(need for name in names & self.documents.keys() for need in self.documents[name].needs)
        names.update(
            document.source for name, document in self.missing.items() if name in names and document.source
        )
        if not names <= self.names:
            return ()
        return tuple(filter(names.__contains__, dict.fromkeys((*self.all_documents, *sorted(self.names)))))


def _last_good_digest(old: Manifest, name: str) -> str:
    """Return the SHA-256 of the last good file of a document, published or withdrawn."""
    if name in old.documents:
        return old.documents[name].sha256
    return old.missing[name].withdrawn if name in old.missing else ""


def _to_bytes(fields: Mapping[str, object]) -> bytes:
    return (json.dumps(fields, indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def parse_manifest(data: bytes) -> Manifest | None:
    """Parse a manifest; None if it is damaged or written by another version."""
    try:
        fields = json.loads(data)
        seal = fields.pop("seal")
        # Of the bytes as they are: to write the manifests of thousands of packs anew takes seconds.
        if digest(data.replace(SEAL_LINE % seal.encode(), b"", 1)) != seal:
            return None
        documents = {
            name: DocumentRecord(**entry | {"needs": tuple(entry["needs"])})
            for name, entry in fields["documents"].items()
        }
        missing = {
            name: MissingDocument(**entry | {"problems": tuple(map(_parse_problem, entry["problems"]))})
            for name, entry in fields["missing"].items()
        }
        lists = {name: tuple(fields[name]) for name in ("input_patterns", "all_documents", "absent")}
        lists["notes"] = tuple(map(_parse_problem, fields["notes"]))
        return Manifest(**fields | lists | {"documents": documents, "missing": missing})
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _parse_problem(fields: dict[str, Any]) -> Problem:
    where = fields["where"]
    return Problem(**fields | {"where": Location(**where | {"keys": tuple(where["keys"])})})


def read(folder: Path) -> Manifest | None:
    """Return the manifest of a pack; None if it is missing or unreadable."""
    path = folder / FILE_NAME
    try:
        return parse_manifest(path.read_bytes()) if path.is_file() and not path.is_symlink() else None
    except OSError:
        return None


def find_up_to_date(request: BuildRequest, folder: Path, hashes: InputHashes) -> PublishedPack | None:
    """Return the pack in `folder` if the request would build the same bytes; None if in doubt."""
    existing = read(folder)
    if existing is None or (existing.practice, existing.article) != (request.practice, request.article):
        return None
    is_overdue = request.today.isoformat() > existing.review_by
    names = existing.select(request.only)
    if is_overdue != existing.overdue or (is_overdue and not request.allow_overdue) or not names:
        return None
    if existing.versions != versions() or existing.inputs != hashes.inputs(existing.input_patterns):
        return None
    pack = pack_of(existing, names, folder, new=False)
    documents = (existing.documents[name] for name in names if name in existing.documents)
    fingerprint = existing.fingerprint
    same = all(_matches_disk(document, folder, fingerprint) for document in documents)
    return (
        pack
        if same and all(_is_still_missing(document, folder, fingerprint) for document in pack.missing)
        else None
    )


def _matches_disk(document: DocumentRecord, folder: Path, fingerprint: str) -> bool:
    """Return whether a document was built from the manifest's inputs, and its file is unmodified."""
    path = folder / document.file
    if document.input_fingerprint != fingerprint or path.is_symlink() or not path.is_file():
        return False
    return path.stat().st_size == document.size and digest_of(path) == document.sha256


def _is_still_missing(document: MissingDocument, folder: Path, fingerprint: str) -> bool:
    """Return whether a document would fail again with the same problems, and has no file."""
    repeatable = document.inputs == fingerprint and document.exit_code in REPEATABLE_EXIT_CODES
    return repeatable and not (folder / document.file).exists()


def pack_of(manifest: Manifest, names: Iterable[str], folder: Path, *, new: bool) -> PublishedPack:
    """Return the named documents of a manifest, present and missing, as a pack."""
    names = tuple(names)
    documents = (manifest.documents[name] for name in names if name in manifest.documents)
    files = tuple(PackFile(document.file, document.pages, document.size) for document in documents)
    missing = tuple(manifest.missing[name] for name in names if name in manifest.missing)
    return PublishedPack(folder, files, manifest.notes, new, missing)
