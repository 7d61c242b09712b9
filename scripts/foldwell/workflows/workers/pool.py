"""Worker processes that run tasks one after another, within enforced resource limits.

The kernel limits CPU time and memory; the parent limits wall-clock time and kills. Every process has its own
pipe, so a killed one loses nothing but its task; and there are no threads, so that processes can be forked.
"""

from __future__ import annotations

import os
import shutil
import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from foldwell.workflows.workers.worker_process import (
    ResourceLimits,
    TaskFailure,
    failure_from_signal,
    worker_main,
)

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

WALL_TIME_FACTOR = 5
"""Wall-clock limit as a multiple of the CPU limit."""

MAX_TASKS, MAX_TASKS_PERSISTENT = 30, 600
"""The number of tasks after which a process is replaced, so that leaks do not add up.

A persistent process collects garbage more thoroughly, and replacing it would lose imports and caches.
"""

START_METHOD = "fork" if sys.platform == "linux" else "spawn"
"""A fork takes a millisecond and shares what this process has imported, which is next to nothing."""

NO_TASK: Any = object()
Preload = Callable[[], None]


class Executor(Protocol):
    """Anything that can run tasks elsewhere; work and tasks must be picklable."""

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | TaskFailure | BaseException], None, None]:
        """Yield each task with its result or exception, as they end; closing the generator stops the rest."""
        ...


@dataclass(frozen=True, slots=True)
class OneShotPool:
    """An Executor with processes that end after each run.

    `preload` is called once, before the first of them is forked.
    """

    processes: int = 1
    limits: ResourceLimits = field(default_factory=ResourceLimits)
    preload: Preload = lambda: None

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | TaskFailure | BaseException], None, None]:
        """Yield each task with its result, exception or failure, as they end."""
        with closing(WorkerPool(self.processes, self.limits, self.preload, persistent=False)) as pool:
            yield from pool.run(work, tasks)


class WorkerPool:
    """An Executor with persistent processes, so that a second run finds the renderer imported.

    Each process preferably gets the tasks it ran before, whose results it may have cached. Processes that are
    not `persistent` end as soon as there are no more tasks.
    """

    def __init__(
        self,
        processes: int,
        limits: ResourceLimits,
        preload: Preload = lambda: None,
        start: str = START_METHOD,
        *,
        persistent: bool = True,
    ) -> None:
        self.preload, self.start, self.persistent = preload, start, persistent
        self.workers = [_Worker(limits, start, persistent) for _ in range(processes)]

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | TaskFailure | BaseException], None, None]:
        """Yield each task with its result, exception or failure, as they end."""
        todo, busy = list(tasks), set[_Worker]()
        if todo and self.start == "fork":
            self.preload()
        try:
            busy.update(
                worker for worker in self.workers if worker.start_task(work, self._next(worker, todo))
            )
            while busy:
                for worker in _wait_for_ended(busy):
                    task, result = worker.task, worker.finish_task()
                    # Start the next task first, because the consumer of the result may take a while.
                    if not worker.start_task(work, self._next(worker, todo)):
                        busy.discard(worker)
                        self._dismiss(worker)
                    yield task, result
        except BaseException:
            # A worker that is still busy would return its result in the next run.
            self.close()
            raise

    def _next(self, worker: _Worker, todo: list[Any]) -> Any:
        """Take a task: one that this process ran before, else one that no other did, else any."""
        if not todo:
            return NO_TASK
        seen_elsewhere = [
            task for neighbour in self.workers if neighbour is not worker for task in neighbour.seen_tasks
        ]
        seen = (index for index, task in enumerate(todo) if task in worker.seen_tasks)
        new = (index for index, task in enumerate(todo) if task not in seen_elsewhere)
        return todo.pop(next(seen, next(new, 0)))

    def _dismiss(self, worker: _Worker) -> None:
        """Kill a non-persistent process before it collects garbage for a task that will not come."""
        if not self.persistent:
            worker.kill()

    def close(self) -> None:
        """Kill all processes before waiting for any, so that a second Ctrl-C finds none alive."""
        for end in (_Worker.kill, _Worker.stop):
            for worker in self.workers:
                end(worker)


def _wait_for_ended(busy: set[_Worker]) -> list[_Worker]:
    """Wait for and return the workers that have a result, died, or exceeded their time."""
    from multiprocessing.connection import wait  # noqa: PLC0415  not needed when everything is up to date

    while True:
        until = min(worker.deadline for worker in busy) - time.monotonic()
        answered = wait([worker.pipe for worker in busy], max(until, 0))
        ended = [worker for worker in busy if worker.pipe in answered or worker.deadline <= time.monotonic()]
        if ended:
            return ended


class _Worker:
    """A process with its pipe, started on demand, and restarted when it is used up or dead."""

    def __init__(self, limits: ResourceLimits, start: str, persistent: bool) -> None:
        self.limits, self.how, self.persistent = limits, start, persistent
        self.process: BaseProcess | None = None
        self.pipe: Connection
        self.task: Any = NO_TASK
        self.deadline = 0.0
        self.left = 0
        self.seen_tasks: list[Any] = []
        self.temporary_folder = ""

    def start_task(self, work: Callable[[Any], Any], task: Any) -> bool:
        """Start a task, if there is one, and return whether there was."""
        self.task = task
        if task is NO_TASK:
            return False
        if not self.left:
            self.stop()
            self.start_process()
        self.left -= 1
        if self.persistent and task not in self.seen_tasks:
            self.seen_tasks.append(task)
        self.deadline = time.monotonic() + WALL_TIME_FACTOR * self.limits.seconds
        with suppress(OSError):  # a worker that died while idle is detected when its result is awaited
            self.pipe.send((work, task))
        return True

    def start_process(self) -> None:
        from multiprocessing import get_context  # noqa: PLC0415
        from tempfile import mkdtemp  # noqa: PLC0415

        context: Any = get_context(self.how)
        self.pipe, worker_end = context.Pipe()
        self.temporary_folder = mkdtemp(prefix="foldwell-")
        args = worker_end, self.limits, os.getpid(), self.temporary_folder
        self.process = context.Process(
            target=worker_main, args=args, kwargs={"persistent": self.persistent}, daemon=True
        )
        self.process.start()
        # Otherwise this process would hold both ends, and not notice that the worker died.
        worker_end.close()
        self.left, self.seen_tasks = MAX_TASKS_PERSISTENT if self.persistent else MAX_TASKS, []

    def finish_task(self) -> Any:
        """Return the result of the task or its failure; then the process is ready for another, or gone."""
        try:
            result = self.pipe.recv() if self.pipe.poll() else TaskFailure("time")
        except (EOFError, OSError):
            result = self.exit_failure()
        if isinstance(result, TaskFailure):
            self.stop()
        return result

    def exit_failure(self) -> TaskFailure:
        """Return the failure of a dead process."""
        assert self.process is not None  # noqa: S101  it replied on its pipe
        self.process.join()
        number = max(-(self.process.exitcode or 0), 0)
        return failure_from_signal(number)

    def kill(self) -> None:
        """Kill the process at once: it holds no state that could be left inconsistent."""
        if self.process is not None:
            self.process.kill()

    def stop(self) -> None:
        """Kill the process, wait until it is gone, and remove its temporary files, which it could not."""
        self.kill()
        if self.process is not None:
            self.process.join()
            self.pipe.close()
            shutil.rmtree(self.temporary_folder, ignore_errors=True)
        self.process, self.left = None, 0
