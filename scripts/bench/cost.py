"""What a command costs: seconds that pass, seconds of work, and memory, of it and of all that it starts."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

SCRIPTS = Path(__file__).resolve().parents[1]


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of work of the processor, seconds that passed, and the memory in MB of the largest process."""

    work: float
    wall: float
    memory: float = 0.0

    def __truediv__(self, count: float) -> Cost:
        """Return what one of so many costs; their memory was that of all."""
        return Cost(self.work / count, self.wall / count, self.memory)


def run_measured(words: Sequence[str], expected: str = "") -> Cost:
    """Run a command and return its cost; SystemExit if it fails or does not print what is expected."""
    start = time.monotonic()
    environment = _command_environment()
    with subprocess.Popen(list(words), env=environment, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own
        output = process.stdout.read() if process.stdout else ""
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    wall = time.monotonic() - start
    if process.returncode or expected not in output:
        raise SystemExit(
            f"this ended with {process.returncode} and said '{output[-300:]}': {' '.join(words)}"
        )
    return Cost(
        used.ru_utime + used.ru_stime, wall, used.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)
    )


def median_cost(costs: Sequence[Cost]) -> Cost:
    """Return the median of each number."""
    return Cost(*(median(getattr(item, name) for item in costs) for name in ("work", "wall", "memory")))


def sum_costs(costs: Sequence[Cost]) -> Cost:
    """Return what several pieces of work cost together; their memory is that of the largest."""
    return Cost(
        sum(item.work for item in costs),
        sum(item.wall for item in costs),
        max((item.memory for item in costs), default=0.0),
    )


def measure_in_turns(runs: int, *commands: Sequence[str]) -> list[Cost]:
    """Run commands in turns, so that other load meets them alike; return the median cost of each."""
    rounds = [[run_measured(words) for words in commands] for _ in range(runs)]
    return [median_cost(found) for found in zip(*rounds, strict=True)]


@contextmanager
def add_time(costs: list[Cost]) -> Iterator[None]:
    """Add what a piece of this process's own work cost."""
    work, wall = time.process_time(), time.perf_counter()
    yield
    costs.append(Cost(time.process_time() - work, time.perf_counter() - wall))


def _command_environment() -> dict[str, str]:
    """Return the environment of a command: it may keep what it compiles of itself, as it does for anybody."""
    environment = {name: text for name, text in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return environment | {
        "PYTHONPATH": os.pathsep.join((str(SCRIPTS), *filter(None, [environment.get("PYTHONPATH")])))
    }


def collect_costs(module: str, *words: str) -> list[Cost]:
    """Return the costs that a module of the bench tells, run as a process of its own."""
    command = [sys.executable, "-m", f"bench.{module}", *words]
    done = subprocess.run(command, env=_command_environment(), stdout=subprocess.PIPE, text=True, check=True)  # noqa: S603  our own
    return [Cost(*numbers) for numbers in json.loads(done.stdout)]


def print_costs(*costs: Cost) -> None:
    """Print costs for whoever asked for them."""
    sys.stdout.write(json.dumps([(item.work, item.wall, item.memory) for item in costs]))
