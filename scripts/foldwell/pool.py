"""A few processes that do one task after another, each within limits that it cannot get round.

What draws can hang, eat all memory or crash, and may swallow what is raised inside it; so the limits hold
from outside. The kernel counts the seconds of work and the memory; whoever waits here counts the seconds that
pass, and kills. Every process has a pipe of its own, so one that is killed at any instant takes nothing with
it but its task; and there are no threads, so a process can be started by a fork.
"""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import os
import resource
import signal
import sys
import time
from collections.abc import Callable, Generator, Iterable, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol, TypeVar

if TYPE_CHECKING:
    from multiprocessing.connection import Connection
    from multiprocessing.process import BaseProcess

Task = TypeVar("Task")
Result = TypeVar("Result")
Why = Literal["time", "memory", "ended"]

PATIENCE = 5
"""A task may last so many times as long as it may work: it waits for the disk, and for whoever else works."""

TASKS = 30
"""How many tasks a process does before another takes its place, so that no leak adds up."""

WHY: Mapping[int, Why] = {
    signal.SIGXCPU: "time",
    signal.SIGABRT: "memory",
    signal.SIGTRAP: "memory",
}
"""What a signal that ended a process tells: libraries written in C abort when they get no memory."""

START = "fork" if sys.platform == "linux" else "spawn"
"""How a process starts: a fork has what this one has loaded, next to nothing, and costs a millisecond."""

BLANK: Any = object()
PR_SET_PDEATHSIG = 1


@dataclass(frozen=True, slots=True)
class Limits:
    """What a task may use: seconds of work, and memory in millions of bytes.

    Memory is what the process has to itself (RLIMIT_DATA), which Linux counts in full; macOS does not count
    what is got by mapping, so there only the time is bounded.
    """

    seconds: int = 20
    megabytes: int = 1000


@dataclass(frozen=True, slots=True)
class Lost:
    """A task without a result: it hit a limit, or its process ended; `signal` says by which, if by any."""

    why: Why
    signal: int = 0


class Executor(Protocol):
    """Whatever can do tasks elsewhere: work and tasks are plain values, as functions of modules are."""

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | Lost | BaseException], None, None]:
        """Yield each task with what `work` returned or raised, as they end; closing it stops the rest."""
        ...


@dataclass(frozen=True, slots=True)
class Pool:
    """Processes of this machine, as an Executor; they end with each run."""

    processes: int = 1
    limits: Limits = field(default_factory=Limits)

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | Lost | BaseException], None, None]:
        """Yield each task with what `work` returned or raised, or how it was lost, as they end."""
        with closing(Warm(self.processes, self.limits)) as processes:
            yield from processes.run(work, tasks)


class Warm:
    """Processes that stay until this is closed, as an Executor: a second run finds loaded what draws."""

    def __init__(self, processes: int, limits: Limits, start: str = START) -> None:
        self.workers = [_Worker(limits, start) for _ in range(processes)]

    def run(
        self, work: Callable[[Task], Result], tasks: Iterable[Task]
    ) -> Generator[tuple[Task, Result | Lost | BaseException], None, None]:
        """Yield each task with what `work` returned or raised, or how it was lost, as they end."""
        todo, busy = iter(tasks), set[_Worker]()
        try:
            busy.update(worker for worker in self.workers if worker.begin(work, next(todo, BLANK)))
            while busy:
                for worker in _ended(busy):
                    task, result = worker.task, worker.end()
                    # The next task is begun first: whoever gets the result may take a while over it.
                    if not worker.begin(work, next(todo, BLANK)):
                        busy.discard(worker)
                    yield task, result
        except BaseException:
            # Who is still at a task would answer it in the next run.
            self.close()
            raise

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

    def __init__(self, limits: Limits, start: str) -> None:
        self.limits, self.how = limits, start
        self.process: BaseProcess | None = None
        self.pipe: Connection
        self.task: Any = BLANK
        self.deadline = 0.0
        self.left = 0

    def begin(self, work: Callable[[Any], Any], task: Any) -> bool:
        """Begin a task, if there is one."""
        self.task = task
        if task is BLANK:
            return False
        if not self.left:
            self.stop()
            self.start()
        self.left -= 1
        self.deadline = time.monotonic() + PATIENCE * self.limits.seconds
        with suppress(OSError):  # one that died while idle is found dead when its answer is awaited
            self.pipe.send((work, task))
        return True

    def start(self) -> None:
        from multiprocessing import get_context  # noqa: PLC0415

        context: Any = get_context(self.how)
        self.pipe, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, self.limits, os.getpid()), daemon=True)
        self.process.start()
        theirs.close()
        self.left = TASKS

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
        return Lost(WHY.get(number, "ended"), number)

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


def _serve(pipe: Connection, limits: Limits, parent: int) -> None:
    """Do the tasks that come, for as long as there is somebody to answer to."""
    # An interruption is for whoever waits, who then stops this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _die_with(parent)
    _hush()
    _bound(resource.RLIMIT_CORE, 0)
    _bound(resource.RLIMIT_DATA, limits.megabytes * 10**6)
    gc.disable()
    with suppress(EOFError, OSError):
        while True:
            work, task = pipe.recv()
            _bound(resource.RLIMIT_CPU, round(time.process_time()) + limits.seconds)
            pipe.send(_done(work, task))
            _tidy()


def _done(work: Callable[[Any], Any], task: Any) -> Any:
    try:
        return work(task)
    except MemoryError:
        return Lost("memory")
    except BaseException as error:
        return error


def _tidy() -> None:
    """Free the memory that a task held in rings, once and between tasks.

    A task makes a hundred thousand objects that live as long as it does; looking through them for rings again
    and again takes an eighth of its time. What lives on afterwards is not looked through again at all.
    """
    gc.collect()
    gc.freeze()


def _bound(what: int, limit: int) -> None:
    """Set a limit that the kernel enforces, unless a lower one holds already."""
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _hush() -> None:
    """Let nobody see what libraries print when they give up: whoever waits says it in one line."""
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    os.dup2(silence, 2)
    os.close(silence)


def _die_with(parent: int) -> None:
    """End when the process that waits ends, however it ends; only Linux can promise that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)
