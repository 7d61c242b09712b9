"""Watch a pack: rebuild it whenever one of its files is saved."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from foldwell.errors import FoldwellError, unexpected_error
from foldwell.project import paths
from foldwell.workflows.batch import Batch, BuildResult, BuildTask, build_pack_task, preload
from foldwell.workflows.incremental.input_hashes import InputHashes
from foldwell.workflows.incremental.input_patterns import input_patterns
from foldwell.workflows.partitioning import PartitionedExecutor
from foldwell.workflows.request import BuildRequest, VerifiedPack
from foldwell.workflows.workers.pool import WorkerPool
from foldwell.workflows.workers.worker_process import ResourceLimits

DEBOUNCE_MS = 20
"""The milliseconds without further changes that end a save: editors write a file in several steps."""

POLL_MS = 2000
"""The milliseconds between polls: some network drives report no changes."""

WAITS_PER_POLL = 10
"""Poll for changes after this many event-free waits."""


@dataclass
class WatchedPack:
    """A watched pack, the inputs of its last build, and whether any of that build failed."""

    batch: Batch
    request: BuildRequest
    inputs: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False

    def build(self) -> BuildResult:
        """Build the pack from its current files; errors are returned, not raised."""
        self.inputs = self._inputs()
        result = self._result()
        self.failed = result.error is not None or bool(result.pack and result.pack.missing)
        return result

    def needs_rebuild(self, saved: Set[str]) -> bool:
        """Return whether the pack must be rebuilt after files were saved, or at a poll.

        A failed pack is retried whenever one of its files is saved, even unchanged, because the failure may
        have been a full disk.
        """
        now = self._inputs()
        return now != self.inputs or (self.failed and not saved.isdisjoint(now))

    def _result(self) -> BuildResult:
        executor = PartitionedExecutor(self.batch.executor, self.batch.limits)
        batch = replace(self.batch, executor=executor, work=build_with_cache)
        try:
            [result] = batch.build([self.request])
        except FoldwellError as error:
            return BuildResult(self.request, error=error)
        # A fault of ours must not end the watch: the next save may build again.
        except Exception as error:
            return BuildResult(self.request, error=unexpected_error(error))
        return result

    def _inputs(self) -> Mapping[str, str]:
        try:
            return InputHashes(self.batch.root).inputs(input_patterns(self.batch.root, self.request))
        except OSError:
            # A folder disappeared while it was read. This value differs from any other, so the next poll
            # notices.
            return {}


@contextmanager
def worker_pool(count: int, limits: ResourceLimits) -> Iterator[WorkerPool]:
    """Return a pool of persistent processes, and close it at the end."""
    pool = WorkerPool(count, limits, preload)
    try:
        yield pool
    finally:
        pool.close()


def build_with_cache(task: BuildTask) -> VerifiedPack | FoldwellError:
    """Build and verify a pack, reusing recent layouts that are still valid."""
    from foldwell.rendering.pdf import layout  # noqa: PLC0415  the renderer is imported only where it is used

    layout.set_cache_capacity()
    return build_pack_task(task)


def watch_saves(root: Path, poll_ms: int = POLL_MS) -> Generator[frozenset[str], None, None]:
    """Yield the files of a project as they are saved, relative to its root; an empty set at a poll.

    The first poll is early, because a save before the watch began is not reported.
    """
    from watchfiles import watch  # noqa: PLC0415  no other command needs it

    # Its threads are not Python's, and hold no lock that a forked process would wait for.
    folders = {place.partition("/")[0] for place in (paths.ARTICLES, paths.TEMPLATES)}
    changes_found = watch(
        *(root / folder for folder in sorted(folders)),
        watch_filter=None,
        step=DEBOUNCE_MS,
        rust_timeout=poll_ms // WAITS_PER_POLL,
        yield_on_timeout=True,
    )
    waits = 0
    for changes in changes_found:
        if changes or waits % WAITS_PER_POLL == 0:
            yield frozenset(Path(path).relative_to(root).as_posix() for _, path in changes)
        waits = 1 if changes else waits + 1
