"""What a command costs: seconds that pass, seconds of work, and memory, of it and of all that it starts."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Cost:
    """Seconds that passed, seconds of work, and the memory in MB of the largest process."""

    wall: float
    work: float
    memory: float


def cost(words: Sequence[str], **more: str) -> Cost:
    """Run a command to its end, with what it prints thrown away, and return what it cost.

    It may keep what it compiles of itself, as it does for anybody else.
    """
    own = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    start = time.monotonic()
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    process = subprocess.Popen(list(words), env={**own, **more}, **quiet)
    _, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"this ended with {process.returncode}: {' '.join(map(str, words))}")
    return Cost(time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1000)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each number."""
    return Cost(*(median(getattr(one, name) for one in costs) for name in ("wall", "work", "memory")))


def in_turns(runs: int, *commands: Sequence[str]) -> list[Cost]:
    """Run commands in turns, so that other load meets them alike; return the median cost of each."""
    costs: list[list[Cost]] = [[] for _ in commands]
    for _ in range(runs):
        for words, found in zip(commands, costs, strict=True):
            found.append(cost(words))
    return [middle(found) for found in costs]
