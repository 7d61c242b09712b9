"""Build many packs: those that are requested and not up to date, each with its result.

Other processes build and verify; only this one writes. So a killed process leaves nothing inconsistent, and
builds may also run on other machines.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass, replace
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Protocol

from foldwell.errors import DiskError, FoldwellError, OutputError, Problem, UsageError, unexpected_error
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.input_hashes import InputHashes
from foldwell.workflows.request import BuildRequest, PublishedPack, VerifiedPack
from foldwell.workflows.workers.worker_process import ResourceLimits, TaskFailure, limit_error

PATTERN_CHARACTERS = set("*?[")


@dataclass(frozen=True, slots=True)
class BuildResult:
    """The result of a request: a published pack, or an error."""

    request: BuildRequest
    pack: PublishedPack | None = None
    error: FoldwellError | None = None


@dataclass(frozen=True, slots=True)
class BuildTask:
    """The arguments of a worker process that builds a pack."""

    root: Path
    request: BuildRequest


PackResult = VerifiedPack | FoldwellError | TaskFailure | BaseException
Work = Callable[[BuildTask], VerifiedPack | FoldwellError]


class PackExecutor(Protocol):
    """An Executor of workers that is only asked to build packs."""

    def run(
        self, work: Work, tasks: Iterable[BuildTask]
    ) -> Generator[tuple[BuildTask, PackResult], None, None]:
        """Yield each task with its result or exception, as they end; closing the generator stops the rest."""
        ...


def match_ids(ids: tuple[str, ...], pattern: str, option: str, folder: str) -> tuple[str, ...]:
    """Return the ids that match a shell pattern; raises UsageError if there are none."""
    found = tuple(name for name in ids if fnmatchcase(name, pattern))
    if not found:
        what, hint = (
            f"nothing is called '{pattern}'",
            f"in {folder} there are: {', '.join(ids) or 'none yet'}",
        )
        raise UsageError(Problem(option, what, hint))
    return found


def is_pattern(text: str) -> bool:
    """Return whether a text is a shell pattern."""
    return not PATTERN_CHARACTERS.isdisjoint(text)


def preload() -> None:
    """Import the renderer with garbage collection off, and freeze what was imported.

    No later collection then looks at it: a tenth less work for a pack.
    """
    if "foldwell.workflows.build_pack" in sys.modules:
        return
    gc_was_enabled = gc.isenabled()
    gc.disable()
    from foldwell.workflows import build_pack  # noqa: F401, PLC0415  not needed when everything is up to date

    gc.freeze()
    if gc_was_enabled:
        gc.enable()


def build_pack_task(task: BuildTask) -> VerifiedPack | FoldwellError:
    """Build and verify a pack in a worker; errors are returned, not raised."""
    from foldwell.workflows import build_pack  # noqa: PLC0415  the renderer is imported only where it is used

    try:
        return build_pack.prove(task.root, task.request)
    except FoldwellError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:
        return unexpected_error(error)


@dataclass(frozen=True, slots=True)
class Batch:
    """The source and target of packs, the executor and its limits; `force` rebuilds up-to-date packs too.

    `work` builds and verifies a pack; it must be a module-level function, because it runs in other processes.
    """

    root: Path
    target: Path
    executor: PackExecutor
    limits: ResourceLimits
    force: bool = False
    work: Work = build_pack_task

    def build(self, requests: Iterable[BuildRequest]) -> Generator[BuildResult, None, None]:
        """Build, verify and publish each pack that is not up to date, and yield its result.

        A failure keeps the existing pack, and does not stop the others. Raises DiskError if the disk is full.
        Packs that are not built yet when this is closed stay as they were.
        """
        hashes = InputHashes(self.root)
        stale = []
        for request in requests:
            pack = (
                None if self.force else manifest.find_up_to_date(request, self.target / request.pack, hashes)
            )
            if pack:
                _remove_leftovers(pack.folder)
                yield BuildResult(request, pack)
            else:
                stale.append(BuildTask(self.root, request))
        with closing(self.executor.run(self.work, stale)) as results:
            for task, result in results:
                yield self.result_of(task.request, result)

    def result_of(self, request: BuildRequest, result: PackResult) -> BuildResult:
        """Publish a verified pack, or return its error; raises DiskError."""
        if isinstance(result, TaskFailure):
            return BuildResult(request, error=limit_error(request.pack, result, self.limits))
        if isinstance(result, FoldwellError):
            return BuildResult(request, error=result)
        if isinstance(result, BaseException):
            raise result
        try:
            return BuildResult(request, publish(result, self.target / request.pack))
        except DiskError:
            raise
        except OutputError as error:
            return BuildResult(request, error=error)


def publish(pack: VerifiedPack, folder: Path) -> PublishedPack:
    """Publish verified files with their manifest into the pack at `folder`; raises OutputError.

    The files on disk equal the verified ones, byte for byte.
    """
    from foldwell.workflows.publishing import atomic_publish  # noqa: PLC0415  not needed when everything is up to date

    new = manifest.parse_manifest(pack.manifest)
    assert new is not None  # noqa: S101  serialised just before

    replaced: list[manifest.Manifest | None] = []

    def plan(current: Path) -> atomic_publish.PublishPlan:
        old = manifest.read(current)
        replaced.append(old)
        merged = new.merge(old)
        withdrawn = merged.missing_files
        removed = (old.files | old.missing_files if old else frozenset()) - merged.files - withdrawn
        return atomic_publish.PublishPlan({manifest.FILE_NAME: merged.dump()}, removed, withdrawn)

    atomic_publish.publish(pack.files, folder, lambda stored: _check_stored(stored, pack.files, folder), plan)
    published = manifest.read(folder)
    assert published is not None  # noqa: S101  written just before
    pack_of_new = manifest.pack_of(published, new.select(tuple(new.names)), folder, new=True)
    return replace(pack_of_new, notes=(*pack_of_new.notes, *_fold_changes(replaced[-1], new)))


def _fold_changes(old: manifest.Manifest | None, new: manifest.Manifest) -> Iterator[Problem]:
    """Yield a note for each folded document that was published before with another fold or more sides."""
    for name, now in new.documents.items():
        before = old.documents.get(name) if old else None
        if before and now.fold and (now.fold, now.pages) != (before.fold, before.pages):
            what = f"it is now {_fold_in_words(now)}, was {_fold_in_words(before)}"
            yield Problem(now.file, what, "tell those who print and fold it")


def _fold_in_words(document: manifest.DocumentRecord) -> str:
    from foldwell.model.paper import fold_as_written  # noqa: PLC0415  rarely needed

    fold = fold_as_written(document.fold)
    return f"'{fold}' with {document.pages} side{'s' * (document.pages != 1)}"


def _remove_leftovers(folder: Path) -> None:
    """Remove the leftovers of a build that was killed after it had published the pack."""
    if any(folder.parent.glob(f".{folder.name}.*")):
        from foldwell.workflows.publishing import atomic_publish  # noqa: PLC0415  rarely needed

        atomic_publish.remove_leftovers(folder)


def _check_stored(stored: Mapping[str, bytes], files: Mapping[str, bytes], folder: Path) -> None:
    """Raise OutputError unless the files on disk equal the verified ones."""
    wrong = [name for name, data in files.items() if stored.get(name) != data]
    if wrong:
        what = f"the disk gives back other bytes than were written: {', '.join(wrong)}"
        raise OutputError(Problem(str(folder), what, "this disk may be failing: choose another with --out"))
