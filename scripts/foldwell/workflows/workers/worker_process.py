"""The main function of a worker process, which runs tasks within enforced resource limits.

Rendering can hang, exhaust memory or crash, and may swallow exceptions raised inside it; so the kernel limits
CPU time and memory, and ends the process.
"""

from __future__ import annotations

import ctypes
import faulthandler
import gc
import os
import resource
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from foldwell.errors import LimitError, Problem

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

FailureReason = Literal["time", "memory", "ended"]

REASON_BY_SIGNAL: Mapping[int, FailureReason] = {
    signal.SIGXCPU: "time",
    signal.SIGABRT: "memory",
    signal.SIGTRAP: "memory",
}
"""The failure by signal: C libraries abort, and GLib traps, when they cannot allocate memory."""

PR_SET_PDEATHSIG = 1

LIMIT_HINT = "look at what changed last: a very long text or a large picture, or try again later"

IDLE_SECONDS, TASKS_BETWEEN_GC = 0.2, 6
"""A process that has heard nothing for so many seconds is not needed for a while.

Until then it runs at most TASKS_BETWEEN_GC tasks without collecting garbage.
"""


@dataclass(frozen=True, slots=True)
class ResourceLimits:
    """The limits of a task: CPU seconds, and memory in megabytes.

    Memory is the private memory that the process takes besides what it began with (RLIMIT_DATA). Linux counts
    it completely; macOS does not count mapped memory, so there only the time is limited.
    """

    seconds: int = 20
    megabytes: int = 1000


@dataclass(frozen=True, slots=True)
class TaskFailure:
    """A task without a result: it hit a limit, or its process ended, perhaps by `signal`."""

    reason: FailureReason
    signal: int = 0


def worker_main(
    pipe: Connection, limits: ResourceLimits, parent: int, temporary_folder: str, *, persistent: bool = False
) -> None:
    """Run the tasks that arrive until the pipe is closed.

    Temporary files are made in `temporary_folder`, which the parent removes: WeasyPrint keeps a copy of the
    fonts there, and a process that is killed removes nothing. A persistent process collects garbage
    thoroughly when it is idle.
    """
    # Ctrl-C is handled by the parent, which then stops this process.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _exit_with_parent(parent)
    tempfile.tempdir = temporary_folder
    _silence_stderr()
    _set_rlimit(resource.RLIMIT_CORE, 0)
    # The kernel counts what the process began with, too, which is no task's.
    _set_rlimit(resource.RLIMIT_DATA, _data_size() + limits.megabytes * 10**6)
    gc.disable()
    tasks_since_gc = 0
    with suppress(EOFError, OSError):
        while True:
            work, task = pipe.recv()
            # The kernel counts from the start of the process, so each task adds its own.
            _set_rlimit(resource.RLIMIT_CPU, round(time.process_time()) + limits.seconds)
            pipe.send(_run_task(work, task))
            tasks_since_gc += 1
            if not persistent:
                _collect_garbage()
            elif tasks_since_gc == TASKS_BETWEEN_GC or not pipe.poll(IDLE_SECONDS):
                tasks_since_gc = 0
                # What an earlier task froze may be garbage now.
                gc.unfreeze()
                _collect_garbage()


def failure_from_signal(number: int) -> TaskFailure:
    """Return the failure of a process that ended with a signal number, or none."""
    return TaskFailure(REASON_BY_SIGNAL.get(number, "ended"), number)


def limit_error(where: str, failure: TaskFailure, limits: ResourceLimits) -> LimitError:
    """Return the error of a failed task; `where` is the pack or the file that was being built."""
    what = {
        "time": f"making the documents took more than {limits.seconds} s and was stopped",
        "memory": f"making the documents took more than {limits.megabytes} MB of memory and was stopped",
        "ended": "the process that made the documents ended on its own",
    }[failure.reason]
    if failure.signal and failure.reason == "ended":
        what = f"the process that made the documents was ended ({signal.Signals(failure.signal).name})"
    raise_hint = {"time": "; --time-limit allows more", "memory": "; --memory-limit allows more", "ended": ""}
    return LimitError(Problem(where, what, LIMIT_HINT + raise_hint[failure.reason]))


def _run_task(work: Callable[[Any], Any], task: Any) -> Any:
    try:
        return work(task)
    except MemoryError:
        return TaskFailure("memory")
    except BaseException as error:
        return error


def _collect_garbage() -> None:
    """Collect reference cycles between tasks instead of during them.

    A task creates a hundred thousand objects that live as long as it does; scanning them for reference cycles
    takes an eighth of its time. Objects that survive are frozen and not scanned again.
    """
    gc.collect()
    gc.freeze()


def _set_rlimit(what: int, limit: int) -> None:
    """Set a kernel resource limit, unless a lower one is in force."""
    # The soft limit alone: a hard one could not be raised again for the next task (setrlimit(2)).
    hard = resource.getrlimit(what)[1]
    resource.setrlimit(what, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _data_size() -> int:
    """Return the private memory of this process in bytes, as Linux counts it (proc(5)); elsewhere 0."""
    try:
        pages = Path("/proc/self/statm").read_text(encoding="ascii").split()[5]
    except OSError:
        return 0
    return int(pages) * resource.getpagesize()


def _silence_stderr() -> None:
    """Silence stderr; the parent process reports the failure."""
    faulthandler.disable()
    silence = os.open(os.devnull, os.O_WRONLY)
    # Not sys.stderr alone: GLib and Pango write to the descriptor.
    os.dup2(silence, 2)
    os.close(silence)


def _exit_with_parent(parent: int) -> None:
    """Exit when the parent process ends, however it ends; only Linux supports this.

    The end of its pipe does not say so: workers forked later hold the other end too.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
        # It may have ended before it was asked for.
        if os.getppid() != parent:
            os._exit(1)
