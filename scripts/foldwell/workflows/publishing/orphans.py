"""Orphaned packs, whose practice or article no longer exists."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from foldwell.project import paths
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.input_hashes import digest_of

REPORT = "report.html"
"""The file that `check` adds to a pack; it is not part of it, and useless without it."""


@dataclass(frozen=True, slots=True)
class Orphan:
    """An orphaned pack: its name, its folder, and our files in it."""

    pack: str
    folder: Path
    files: tuple[Path, ...]


def find(root: Path, target: Path) -> tuple[Orphan, ...]:
    """Return the orphaned packs; a folder is a pack only if it has a manifest."""
    practices, articles = set(paths.practices(root)), set(paths.articles(root))
    found = []
    # Not hidden folders: they are those of a build under way.
    for path in sorted(target.glob(f"[!.]*/[!.]*/{manifest.FILE_NAME}")):
        folder = path.parent
        ids = folder.parent.name, folder.name
        # By its name first: most packs are none, and reading the manifests of thousands takes seconds.
        if ids[0] in practices and ids[1] in articles:
            continue
        record = manifest.read(folder)
        if record and ids == (record.practice, record.article):
            found.append(Orphan("/".join(ids), folder, tuple(_our_files(record, folder))))
    return tuple(found)


def _our_files(record: manifest.Manifest, folder: Path) -> Iterator[Path]:
    """Yield the files that we wrote and that are unmodified.

    The manifest is the last: a folder without it is no pack, and what an interrupted removal left would stay.
    """
    digests = {folder / document.file: document.sha256 for document in record.documents.values()}
    digests |= {
        folder / paths.WITHDRAWN / document.file: document.withdrawn for document in record.missing.values()
    }
    for path, digest in digests.items():
        if path.is_file() and not path.is_symlink() and digest_of(path) == digest:
            yield path
    yield from (path for path in (folder / REPORT, folder / manifest.FILE_NAME) if path.is_file())


def prune(orphan: Orphan) -> tuple[str, ...]:
    """Remove our files of an orphan, and its folder unless others remain; return the remaining names."""
    # Most commands find no orphan, so that nothing need be loaded for it.
    from foldwell.workflows.publishing.os_errors import translate_os_errors  # noqa: PLC0415

    with translate_os_errors(orphan.folder):
        for path in orphan.files:
            path.unlink()
        if (away := orphan.folder / paths.WITHDRAWN).is_dir() and not any(away.iterdir()):
            away.rmdir()
        remaining = tuple(sorted(path.name for path in orphan.folder.iterdir()))
        if not remaining:
            orphan.folder.rmdir()
            if not any(orphan.folder.parent.iterdir()):
                orphan.folder.parent.rmdir()
        return remaining
