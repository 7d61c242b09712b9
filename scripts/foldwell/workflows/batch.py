"""Many packs: which are asked for, which need to be made, and what came of each.

Other processes make and prove; only this one writes. So one that is killed leaves nothing half done, and what
makes may as well stand on another machine.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path

from foldwell.errors import DiskError, FoldwellError, OutputError, Problem, UsageError, bug
from foldwell.workflows.incremental import manifest
from foldwell.workflows.request import Order, Pack, Proven
from foldwell.workflows.workers.pool import Executor
from foldwell.workflows.workers.worker_process import Limits, Lost, limit_error

PATTERN = set("*?[")


@dataclass(frozen=True, slots=True)
class Ending:
    """What came of an order: a pack, or what went wrong."""

    order: Order
    pack: Pack | None = None
    error: FoldwellError | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """What another process needs to know to make a pack."""

    root: Path
    order: Order


def chosen(ids: tuple[str, ...], wanted: str, option: str, folder: str) -> tuple[str, ...]:
    """Return the ids that a shell pattern stands for; UsageError when there are none."""
    found = tuple(one for one in ids if fnmatchcase(one, wanted))
    if not found:
        what, hint = f"nothing is called '{wanted}'", f"in {folder} there are: {', '.join(ids) or 'none yet'}"
        raise UsageError(Problem(option, what, hint))
    return found


def is_pattern(text: str) -> bool:
    """Return whether a text stands for many ids, as in a shell."""
    return not PATTERN.isdisjoint(text)


def load() -> None:
    """Load what makes and proves a pack, without a look for rings in what stays as long as the process."""
    if "foldwell.workflows.build_pack" in sys.modules:
        return
    looks = gc.isenabled()
    gc.disable()
    from foldwell.workflows import build_pack  # noqa: F401, PLC0415  where nothing is made, this is not needed

    gc.freeze()
    if looks:
        gc.enable()


def proven(task: Task) -> Proven | FoldwellError:
    """Make and prove a pack; what goes wrong is a value too. This is what runs elsewhere."""
    from foldwell.workflows import build_pack  # noqa: PLC0415  what draws is loaded only where it draws

    try:
        return build_pack.prove(task.root, task.order)
    except FoldwellError as error:
        return error
    except MemoryError:
        raise
    except Exception as error:
        return bug(error)


@dataclass(frozen=True, slots=True)
class Batch:
    """Where packs come from and go to, who makes them within which limits; `force`: also if up to date.

    `work` is how a pack is made and proven: a function of a module, as it runs elsewhere.
    """

    root: Path
    target: Path
    executor: Executor
    limits: Limits
    force: bool = False
    work: Callable[[Task], Proven | FoldwellError] = proven

    def build(self, orders: Iterable[Order]) -> Generator[Ending, None, None]:
        """Make, prove and publish each pack that is not up to date, and yield what came of it.

        One that fails leaves the pack that was there, and stops no other. Raises DiskError when the disk
        takes nothing more. What is not made yet when this is closed stays as it was.
        """
        shelf = manifest.Shelf(self.root)
        stale = []
        for order in orders:
            pack = None if self.force else manifest.unchanged(order, self.target / order.pack, shelf)
            if pack:
                _sweep(pack.folder)
                yield Ending(order, pack)
            else:
                stale.append(Task(self.root, order))
        with closing(self.executor.run(self.work, stale)) as results:
            for task, result in results:
                yield self.ending(task.order, result)

    def ending(self, order: Order, result: Proven | FoldwellError | Lost | BaseException) -> Ending:
        """Publish what was made, or say what went wrong; raises DiskError."""
        if isinstance(result, Lost):
            return Ending(order, error=limit_error(order.pack, result, self.limits))
        if isinstance(result, FoldwellError):
            return Ending(order, error=result)
        if isinstance(result, BaseException):
            raise result
        try:
            return Ending(order, publish(result, self.target / order.pack))
        except DiskError:
            raise
        except OutputError as error:
            return Ending(order, error=error)


def publish(made: Proven, folder: Path) -> Pack:
    """Put proven files into the pack at `folder`, with the manifest; raises OutputError.

    What is on the disk in the end is what was proven, byte for byte.
    """
    from foldwell.workflows.publishing import atomic_publish  # noqa: PLC0415  where nothing is made, this is not needed

    new = manifest.loaded(made.manifest)
    assert new is not None  # noqa: S101  it was dumped a moment ago

    def settled(there: Path) -> atomic_publish.Settled:
        old = manifest.read(there)
        whole = new.over(old)
        withdrawn = {one.file for one in whole.missing.values()}
        gone = (old.files if old else frozenset()) - whole.files - withdrawn
        return atomic_publish.Settled({manifest.NAME: whole.dump()}, gone, withdrawn)

    atomic_publish.publish(made.files, folder, lambda stored: _same(stored, made.files, folder), settled)
    there = manifest.read(folder)
    assert there is not None  # noqa: S101  it was written a moment ago
    return manifest.pack_of(there, new.select(tuple(new.names)), folder, new=True)


def _sweep(folder: Path) -> None:
    """Remove what is left beside a pack by a build that was killed once it had put the pack in place."""
    if any(folder.parent.glob(f".{folder.name}.*")):
        from foldwell.workflows.publishing import atomic_publish  # noqa: PLC0415  hardly ever is there anything

        atomic_publish.sweep(folder)


def _same(stored: Mapping[str, bytes], files: Mapping[str, bytes], folder: Path) -> None:
    """Raise OutputError unless the disk holds what was proven."""
    wrong = [name for name, data in files.items() if stored.get(name) != data]
    if wrong:
        what = f"the disk gives back other bytes than were written: {', '.join(wrong)}"
        raise OutputError(Problem(str(folder), what, "this disk may be failing: choose another with --out"))
