"""Machines of a Dask cluster, as an Executor: packs travel as values and come back as bytes.

A parcel has the bytes of every file that a pack may be made of, so a worker needs no disk in common with
whoever asks. It unpacks the parcel into a folder of its own, and has the work done there by a process within
limits, as everywhere. If a worker dies, the scheduler gives its packs to others, a few times each.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from foldwell.errors import FoldwellError, LimitError, OutputError, Problem, UsageError
from foldwell.workflows.batch import Task
from foldwell.workflows.incremental.input_patterns import reach
from foldwell.workflows.incremental.toolchain import versions
from foldwell.workflows.request import Order
from foldwell.workflows.workers.pool import Warm
from foldwell.workflows.workers.worker_process import Limits, Lost

ANSWER = 10
"""So many seconds a scheduler has to answer."""

AHEAD = 2
"""So many packs for each thread of the cluster are under way: the next is there when one is finished."""

INSTALL = "fetch it with: sh scripts/setup.sh requirements.lock requirements-cluster.lock"


@dataclass(frozen=True, slots=True)
class Parcel:
    """All that a worker needs to make a pack: its files by name as seen from the root, and our versions."""

    order: Order
    files: Mapping[str, bytes]
    limits: Limits
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cluster:
    """The workers of the scheduler at an address such as tcp://10.0.0.7:8786."""

    address: str
    limits: Limits

    def run(self, work: Callable[[Any], Any], tasks: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """Yield each task with what `work` returned, or how it was lost, as they end.

        Raises UsageError when there is no such cluster, or it would not make the same bytes.
        """
        todo = iter(tasks)
        with self._client() as client:
            from distributed import as_completed  # noqa: PLC0415

            def sent(count: int) -> Iterator[Any]:
                for task in islice(todo, count):
                    future = client.submit(at_work, work, packed(task, self.limits), pure=False)
                    begun[future] = task
                    yield future

            begun: dict[Any, Task] = {}
            ended = as_completed(sent(AHEAD * sum(client.nthreads().values())), loop=client.loop)
            for future in ended:
                ended.update(sent(1))
                yield begun.pop(future), self._result(future)

    def _result(self, future: Any) -> Any:
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            return future.result()
        except KilledWorker:
            return Lost("ended")
        except Exception as error:
            what = f"the cluster gave nothing back: {type(error).__name__}: {error}"
            return LimitError(Problem(self.address, what, "see that its scheduler and workers run"))

    @contextmanager
    def _client(self) -> Iterator[Any]:
        """Return a connection to the cluster; raises UsageError when it cannot be used."""
        try:
            from distributed import Client  # noqa: PLC0415
        except ImportError:
            what = "needs the library distributed, which is not installed"
            raise UsageError(Problem("--cluster", what, INSTALL)) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            client = Client(self.address, timeout=ANSWER, set_as_default=False)
        except (OSError, ValueError) as error:
            what, hint = f"nobody answers at {self.address}", "start one there with: dask scheduler"
            raise UsageError(Problem("--cluster", what, hint)) from error
        with client:
            self._examine(client)
            yield client

    def _examine(self, client: Any) -> None:
        """Raise UsageError unless there are workers, each of which would make the same bytes."""
        if not client.nthreads():
            what, hint = f"{self.address} has no workers", f"start some with: dask worker {self.address}"
            raise UsageError(Problem("--cluster", what, hint))
        found = client.run(differing, dict(versions()), on_error="return")
        problems = [_stranger(worker, said) for worker, said in sorted(found.items()) if said]
        if problems:
            raise UsageError(*problems)


def packed(task: Task, limits: Limits) -> Parcel:
    """Return a pack's parcel; a file that cannot be read is not in it, and missing there as it is here."""
    found = (path for place in reach(task.root, task.order) for path in sorted(task.root.glob(place)))
    names = {path.relative_to(task.root).as_posix(): path for path in found if path.is_file()}
    files = {name: path.read_bytes() for name, path in names.items()}
    return Parcel(task.order, files, limits, dict(versions()))


def at_work(work: Callable[[Any], Any], parcel: Parcel) -> Any:
    """Do the work on a parcel, in a process of its own within limits. This is what runs on a worker."""
    from distributed import get_worker  # noqa: PLC0415

    worker = get_worker()
    # Who came later was not examined.
    if said := differing(parcel.versions):
        return FoldwellError(_stranger(worker.address, said))
    try:
        # A worker's own folder: what one that was killed leaves there, the next one sweeps away.
        with TemporaryDirectory(dir=worker.local_directory) as folder:
            unpack(parcel, Path(folder))
            [(_, result)] = _process(parcel.limits).run(work, [Task(Path(folder), parcel.order)])
            return result
    except OSError as error:
        what, hint = f"could not unpack the files of the pack: {error.strerror}", "see to the disk there"
        return OutputError(Problem(worker.address, what, hint))


def unpack(parcel: Parcel, folder: Path) -> None:
    """Write the files of a parcel into a folder."""
    for name, data in parcel.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


_here = threading.local()


def _process(limits: Limits) -> Warm:
    """Return the process that does the work of this thread; it stays for the next pack."""
    from multiprocessing import current_process  # noqa: PLC0415

    warm: Warm | None = getattr(_here, "warm", None)
    if warm is None or _here.limits != limits:
        if warm:
            warm.close()
        # A worker may be a daemon, which may have no processes; this one ends with it all the same.
        current_process().daemon = False
        # A worker has threads, and a fork might be born holding the lock of one of them.
        warm = _here.warm = Warm(1, limits, start="spawn")
        _here.limits = limits
    return warm


def differing(ours: Mapping[str, str]) -> str:
    """Say what differs here from the versions of whoever asks; nothing if nothing does."""
    theirs = versions()
    names = sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))
    return ", ".join(
        f"{name} {theirs.get(name, 'none')[:12]} instead of {ours.get(name, 'none')[:12]}" for name in names
    )


def _stranger(worker: str, said: object) -> Problem:
    """Say that a worker would not make the same bytes, or cannot even say whether it would."""
    what = f"this worker has {said}" if isinstance(said, str) else f"this worker has no foldwell: {said}"
    return Problem(worker, what, "install the same checkout with the same lock files there")
