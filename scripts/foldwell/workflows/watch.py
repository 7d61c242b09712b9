"""A pack that is being worked on: made again whenever a file is saved that belongs to it."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from foldwell.errors import FoldwellError, bug
from foldwell.project import paths
from foldwell.workflows.batch import Batch, Ending, Task, load, proven
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.input_patterns import reach
from foldwell.workflows.partitioning import Parts
from foldwell.workflows.request import Order, Proven
from foldwell.workflows.workers.pool import Warm
from foldwell.workflows.workers.worker_process import Limits

QUIET = 20
"""So many milliseconds without another save end one: an editor writes a file in several steps."""

LOOK = 2000
"""After so many milliseconds without a word somebody looks: some network drives tell nobody of a save."""

GLANCES = 10
"""So many waits without a word are there between two looks, and one before the first."""


@dataclass
class Watched:
    """A pack being worked on, the files it was made of last, and whether all or part of that failed."""

    batch: Batch
    order: Order
    inputs: Mapping[str, str] = field(default_factory=dict)
    failed: bool = False

    def build(self) -> Ending:
        """Make the pack of its files as they are; whatever goes wrong is a value too."""
        self.inputs = self._inputs()
        ending = self._ending()
        self.failed = ending.error is not None or bool(ending.pack and ending.pack.missing)
        return ending

    def calls(self, saved: Set[str]) -> bool:
        """Return whether the pack is to be made again, now that files were saved or somebody just looks.

        One that failed is tried again whenever one of its files is saved, even as it was: the disk may have
        room by now.
        """
        now = self._inputs()
        return now != self.inputs or (self.failed and not saved.isdisjoint(now))

    def _ending(self) -> Ending:
        executor = Parts(self.batch.executor, self.batch.limits)
        batch = replace(self.batch, executor=executor, work=remembering)
        try:
            [ending] = batch.build([self.order])
        except FoldwellError as error:
            return Ending(self.order, error=error)
        except Exception as error:
            return Ending(self.order, error=bug(error))
        return ending

    def _inputs(self) -> Mapping[str, str]:
        try:
            return manifest.Shelf(self.batch.root).inputs(reach(self.batch.root, self.order))
        except OSError:
            # A folder went while it was read. This differs from whatever is there: the next look finds it.
            return {}


@contextmanager
def processes(count: int, limits: Limits) -> Iterator[Warm]:
    """Return so many processes that stay, and end them."""
    warm = Warm(count, limits, load)
    try:
        yield warm
    finally:
        warm.close()


def remembering(task: Task) -> Proven | FoldwellError:
    """Make and prove a pack as ever, but lay out only what differs from what was laid out lately."""
    from foldwell.rendering.pdf import layout  # noqa: PLC0415  what draws is loaded only where it draws

    layout.set_cache_capacity()
    return proven(task)


def saves(root: Path, look: int = LOOK) -> Generator[frozenset[str], None, None]:
    """Yield the files of a project as they are saved, as seen from its root; none when it is time to look.

    The first look is soon: of a save before this began nobody is told.
    """
    from watchfiles import watch  # noqa: PLC0415  no other command needs it

    # Its threads are not Python's and hold no lock that a process forked meanwhile would wait for.
    folders = {place.partition("/")[0] for place in (paths.ARTICLES, paths.TEMPLATES)}
    told = watch(
        *(root / folder for folder in sorted(folders)),
        watch_filter=None,
        step=QUIET,
        rust_timeout=look // GLANCES,
        yield_on_timeout=True,
    )
    waits = 0
    for changes in told:
        if changes or waits % GLANCES == 0:
            yield frozenset(Path(path).relative_to(root).as_posix() for _, path in changes)
        waits = 1 if changes else waits + 1
