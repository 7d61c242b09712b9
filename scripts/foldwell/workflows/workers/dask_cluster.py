"""An Executor on a Dask cluster: inputs are sent as values, packs come back as bytes.

A payload has the bytes of every possible input of a pack, so workers need no shared disk. A worker unpacks it
into a temporary folder and runs the work in a limited process. If a worker dies, the scheduler reassigns its
packs a few times.
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
from foldwell.workflows.batch import BuildTask
from foldwell.workflows.incremental.input_patterns import input_patterns
from foldwell.workflows.incremental.toolchain import versions
from foldwell.workflows.request import BuildRequest
from foldwell.workflows.workers.pool import WorkerPool
from foldwell.workflows.workers.worker_process import ResourceLimits, TaskFailure

CONNECT_TIMEOUT = 10
"""The seconds to wait for a scheduler."""

TASKS_PER_THREAD = 2
"""The tasks submitted per thread of the cluster, so that the next one is ready when one ends."""

INSTALL_HINT = "fetch it with: sh scripts/setup.sh requirements.lock requirements-cluster.lock"


@dataclass(frozen=True, slots=True)
class TaskPayload:
    """Everything a worker needs to build a pack: files by name relative to the root, and our versions."""

    request: BuildRequest
    files: Mapping[str, bytes]
    limits: ResourceLimits
    versions: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class DaskExecutor:
    """An Executor on the workers of the scheduler at an address such as tcp://10.0.0.7:8786."""

    address: str
    limits: ResourceLimits

    def run(self, work: Callable[[Any], Any], tasks: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """Yield each task with its result or failure, as they end.

        Raises UsageError if the cluster cannot be reached, or its versions differ from ours.
        """
        todo = iter(tasks)
        with self._client() as client:
            from distributed import as_completed  # noqa: PLC0415

            def sent(count: int) -> Iterator[Any]:
                for task in islice(todo, count):
                    # Impure, or Dask would hand out the earlier result of an equal call, a failure as well.
                    future = client.submit(run_on_worker, work, pack_inputs(task, self.limits), pure=False)
                    started[future] = task
                    yield future

            started: dict[Any, BuildTask] = {}
            ended = as_completed(sent(TASKS_PER_THREAD * sum(client.nthreads().values())), loop=client.loop)
            for future in ended:
                ended.update(sent(1))
                yield started.pop(future), self._result(future)

    def _result(self, future: Any) -> Any:
        from distributed import KilledWorker  # noqa: PLC0415

        try:
            return future.result()
        except KilledWorker:
            return TaskFailure("ended")
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
            raise UsageError(Problem("--cluster", what, INSTALL_HINT)) from None
        logging.getLogger("distributed").setLevel(logging.CRITICAL)
        try:
            client = Client(self.address, timeout=CONNECT_TIMEOUT, set_as_default=False)
        except (OSError, ValueError) as error:
            what, hint = f"nobody answers at {self.address}", "start one there with: dask scheduler"
            raise UsageError(Problem("--cluster", what, hint)) from error
        with client:
            self._examine(client)
            yield client

    def _examine(self, client: Any) -> None:
        """Raise UsageError unless there are workers, all with our versions."""
        if not client.nthreads():
            what, hint = f"{self.address} has no workers", f"start some with: dask worker {self.address}"
            raise UsageError(Problem("--cluster", what, hint))
        found = client.run(version_mismatches, dict(versions()), on_error="return")
        problems = [
            _version_problem(worker, mismatch) for worker, mismatch in sorted(found.items()) if mismatch
        ]
        if problems:
            raise UsageError(*problems)


def pack_inputs(task: BuildTask, limits: ResourceLimits) -> TaskPayload:
    """Return the payload of a task; unreadable files are left out, so they are missing there too."""
    found = (
        path
        for pattern in input_patterns(task.root, task.request)
        for path in sorted(task.root.glob(pattern))
    )
    names = {path.relative_to(task.root).as_posix(): path for path in found if path.is_file()}
    files = {name: path.read_bytes() for name, path in names.items()}
    return TaskPayload(task.request, files, limits, dict(versions()))


def run_on_worker(work: Callable[[Any], Any], payload: TaskPayload) -> Any:
    """Run the work on a payload in a limited process; this function runs on a cluster worker."""
    from distributed import get_worker  # noqa: PLC0415

    worker = get_worker()
    # A worker that joined later was not examined.
    if mismatch := version_mismatches(payload.versions):
        return FoldwellError(_version_problem(worker.address, mismatch))
    try:
        # In the worker's own folder: leftovers of a killed worker are removed by the next one.
        with TemporaryDirectory(dir=worker.local_directory) as folder:
            unpack_inputs(payload, Path(folder))
            [(_, result)] = _worker_pool(payload.limits).run(work, [BuildTask(Path(folder), payload.request)])
            return result
    except OSError as error:
        what, hint = f"could not unpack the files of the pack: {error.strerror}", "see to the disk there"
        return OutputError(Problem(worker.address, what, hint))


def unpack_inputs(payload: TaskPayload, folder: Path) -> None:
    """Write the files of a payload into a folder."""
    for name, data in payload.files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)


_per_thread = threading.local()


def _worker_pool(limits: ResourceLimits) -> WorkerPool:
    """Return the persistent process of this thread."""
    from multiprocessing import current_process  # noqa: PLC0415

    pool: WorkerPool | None = getattr(_per_thread, "pool", None)
    if pool is None or _per_thread.limits != limits:
        if pool:
            pool.close()
        # A worker may be a daemon process, which may have no children of its own (dask/distributed#2142);
        # this one ends with it anyway.
        current_process().daemon = False
        # A worker has threads, and a forked process might inherit a lock held by one of them.
        pool = _per_thread.pool = WorkerPool(1, limits, start="spawn")
        _per_thread.limits = limits
    return pool


def version_mismatches(expected: Mapping[str, str]) -> str:
    """Return how the installed versions differ from the expected ones, or ""."""
    installed = versions()
    names = sorted(
        name for name in expected.keys() | installed.keys() if expected.get(name) != installed.get(name)
    )
    return ", ".join(
        f"{name} {installed.get(name, 'none')[:12]} instead of {expected.get(name, 'none')[:12]}"
        for name in names
    )


def _version_problem(worker: str, mismatch: object) -> Problem:
    """Return the problem of a worker with other versions, or without foldwell."""
    what = (
        f"this worker has {mismatch}"
        if isinstance(mismatch, str)
        else f"this worker has no foldwell: {mismatch}"
    )
    return Problem(worker, what, "install the same checkout with the same lock files there")
