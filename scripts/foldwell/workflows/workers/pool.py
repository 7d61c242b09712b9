"""A few processes that do one task after another, each within limits that it cannot get round.

The kernel counts the seconds of work and the memory; whoever waits here counts the seconds that pass, and
kills. Every process has a pipe of its own, so one that is killed at any instant takes nothing with it but its
task; and there are no threads, so a process can be started by a fork.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Generator, Iterable
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from foldwell.workflows.workers.worker_process import Limits, Lost, lost, serve

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")

PATIENCE = 5
"""A task may last so many times as long as it may work: it waits for the disk, and for whoever else works."""

TASKS, STAYING = 30, 600
"""How many tasks a process does before another takes its place, so that no leak adds up.

One that stays tidies up more thoroughly, and takes with it what would have to be loaded and made again.
"""

START = "fork" if sys.platform == "linux" else "spawn"
"""How a process starts: a fork has what this one has loaded, next to nothing, and costs a millisecond."""

BLANK: Any = object()
Load = Callable[[], None]


class Executor(Protocol):
    """Whatever can do tasks elsewhere: work and tasks are plain values, as functions of modules are."""

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | Lost | BaseException], None, None]:
        """Yield each task with what `work` returned or raised, as they end; closing it stops the rest."""
        ...


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes of this machine, as an Executor; they end with each run.

    What they need is loaded by `load` once, before the first of them is forked.
    """

    processes: int = 1
    limits: Limits = field(default_factory=Limits)
    load: Load = lambda: None

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | Lost | BaseException], None, None]:
        """Yield each task with what `work` returned or raised, or how it was lost, as they end."""
        with closing(Warm(self.processes, self.limits, self.load, stay=False)) as processes:
            yield from processes.run(work, tasks)


class Warm:
    """Processes that stay until this is closed, as an Executor: a second run finds loaded what draws.

    Each is given the tasks it had before, and finds what it kept of them, unless it is free while another is
    not. Those that are not to `stay` end as soon as there is nothing left for them to do.
    """

    def __init__(
        self,
        processes: int,
        limits: Limits,
        load: Load = lambda: None,
        start: str = START,
        *,
        stay: bool = True,
    ) -> None:
        self.load, self.start, self.stay = load, start, stay
        self.workers = [_Worker(limits, start, stay) for _ in range(processes)]

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | Lost | BaseException], None, None]:
        """Yield each task with what `work` returned or raised, or how it was lost, as they end."""
        todo, busy = list(tasks), set[_Worker]()
        if todo and self.start == "fork":
            self.load()
        try:
            busy.update(worker for worker in self.workers if worker.begin(work, self._next(worker, todo)))
            while busy:
                for worker in _ended(busy):
                    task, result = worker.task, worker.end()
                    # The next task is begun first: whoever gets the result may take a while over it.
                    if not worker.begin(work, self._next(worker, todo)):
                        busy.discard(worker)
                        self._dismiss(worker)
                    yield task, result
        except BaseException:
            # Who is still at a task would answer it in the next run.
            self.close()
            raise

    def _next(self, worker: _Worker, todo: list[Any]) -> Any:
        """Take one of the tasks to do: one that this process had, else one that no other had, else any."""
        if not todo:
            return BLANK
        others = [task for other in self.workers if other is not worker for task in other.had]
        had = (at for at, task in enumerate(todo) if task in worker.had)
        new = (at for at, task in enumerate(todo) if task not in others)
        return todo.pop(next(had, next(new, 0)))

    def _dismiss(self, worker: _Worker) -> None:
        """End a process that is not to stay, before it tidies up for a task that will not come."""
        if not self.stay:
            worker.kill()

    def close(self) -> None:
        """End every process: all are killed before any is waited for, so a second Ctrl-C finds none alive."""
        for end in (_Worker.kill, _Worker.stop):
            for worker in self.workers:
                end(worker)


def _ended(busy: set[_Worker]) -> list[_Worker]:
    """Return those that have an answer, died, or are past their time: at least one, so this may wait."""
    from multiprocessing.connection import wait  # noqa: PLC0415  where nothing is made, this is not needed

    while True:
        until = min(worker.deadline for worker in busy) - time.monotonic()
        answered = wait([worker.pipe for worker in busy], max(until, 0))
        ended = [one for one in busy if one.pipe in answered or one.deadline <= time.monotonic()]
        if ended:
            return ended


class _Worker:
    """A process with its pipe, started when there is a task for it, and again when it is worn or dead."""

    def __init__(self, limits: Limits, start: str, stay: bool) -> None:
        self.limits, self.how, self.stay = limits, start, stay
        self.process: BaseProcess | None = None
        self.pipe: Connection
        self.task: Any = BLANK
        self.deadline = 0.0
        self.left = 0
        self.had: list[Any] = []

    def begin(self, work: Callable[[Any], Any], task: Any) -> bool:
        """Begin a task, if there is one."""
        self.task = task
        if task is BLANK:
            return False
        if not self.left:
            self.stop()
            self.start()
        self.left -= 1
        if self.stay and task not in self.had:
            self.had.append(task)
        self.deadline = time.monotonic() + PATIENCE * self.limits.seconds
        with suppress(OSError):  # one that died while idle is found dead when its answer is awaited
            self.pipe.send((work, task))
        return True

    def start(self) -> None:
        from multiprocessing import get_context  # noqa: PLC0415

        context: Any = get_context(self.how)
        self.pipe, theirs = context.Pipe()
        args = theirs, self.limits, os.getpid()
        self.process = context.Process(target=serve, args=args, kwargs={"stay": self.stay}, daemon=True)
        self.process.start()
        theirs.close()
        self.left, self.had = STAYING if self.stay else TASKS, []

    def end(self) -> Any:
        """Return the result of the task, or how it was lost; then the process is fit for another or gone."""
        try:
            result = self.pipe.recv() if self.pipe.poll() else Lost("time")
        except (EOFError, OSError):
            result = self.buried()
        if isinstance(result, Lost):
            self.stop()
        return result

    def buried(self) -> Lost:
        """Say how a dead process ended."""
        assert self.process is not None  # noqa: S101  it answered on its pipe
        self.process.join()
        number = max(-(self.process.exitcode or 0), 0)
        return lost(number)

    def kill(self) -> None:
        """End the process at once: it holds nothing that could be left half done."""
        if self.process is not None:
            self.process.kill()

    def stop(self) -> None:
        """End the process and see that it is gone."""
        self.kill()
        if self.process is not None:
            self.process.join()
            self.pipe.close()
        self.process, self.left = None, 0
