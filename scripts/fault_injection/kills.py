"""Builds that are killed, or interrupted, at random instants."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from fault_injection.ground import Ground, Row, ended, hidden

JUST = 0.02
"""Seconds in which a pack that is being written is written."""

DRAWN = 0.6
"""The part of a whole build in which processes draw: they start first, and packs are written last."""

PATIENCE = 2
"""Seconds after which nothing of an interrupted or killed build may be left running."""

MOST = 3
"""How many times as many builds are begun, at most, as are to be killed: some end before their instant."""

Instant = Callable[[subprocess.Popen[bytes], Path, float], None]
Victim = Callable[[subprocess.Popen[bytes]], bool]


def anywhere(process: subprocess.Popen[bytes], target: Path, delay: float) -> None:
    """Wait for some part of the time that a whole build takes."""
    time.sleep(delay)


def while_writing(process: subprocess.Popen[bytes], target: Path, delay: float) -> None:
    """Wait until a pack is being written, and a moment more."""
    while process.poll() is None and not list(target.glob("*/.*.new")):
        time.sleep(0.0005)
    time.sleep(delay * JUST)


def while_drawing(process: subprocess.Popen[bytes], target: Path, delay: float) -> None:
    """Wait until a process draws, and for some part of the time that it may take."""
    while process.poll() is None and not drawing(process):
        time.sleep(0.005)
    time.sleep(delay * DRAWN)


def command(process: subprocess.Popen[bytes]) -> bool:
    """Kill the command alone, and return whether it still ran: what draws must notice."""
    alive = process.poll() is None
    process.kill()
    return alive


def everything(process: subprocess.Popen[bytes]) -> bool:
    """Kill the command and all its processes at once, as a power cut does; return whether it still ran."""
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    return alive


def one_that_draws(process: subprocess.Popen[bytes]) -> bool:
    """Kill one process that draws, and return whether there was one; the command goes on without it."""
    found = drawing(process)
    for child in found[:1]:
        os.kill(child, signal.SIGKILL)
    return bool(found)


def drawing(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that a command has started, the first one first."""
    return [item for item in running(process.pid) if item != process.pid]


KILLS: Mapping[str, tuple[Instant, Victim]] = {
    "kill -9 of the command, anywhere": (anywhere, command),
    "kill -9 of the command, while it writes a pack": (while_writing, command),
    "kill -9 of all its processes, anywhere": (anywhere, everything),
    "kill -9 of all its processes, while it writes a pack": (while_writing, everything),
    "kill -9 of a process that draws": (while_drawing, one_that_draws),
}


def running(group: int) -> list[int]:
    """Return the processes of a group that run still, the first one first."""
    found = []
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, owner = path.read_text().rpartition(") ")[2].split()[:3]
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(owner) == group and state not in "ZX":
            found.append(int(path.parent.name))
    return sorted(found)


def left_alone(group: int) -> bool:
    """Return whether something of a build runs on though its time is up."""
    until = time.monotonic() + PATIENCE
    while running(group):
        if time.monotonic() > until:
            return True
        time.sleep(0.01)
    return False


def kills(ground: Ground, rounds: int, random: Random) -> Iterator[Row]:
    """Kill `rounds` builds that still run, and see after each what is there, and that the next run sweeps."""
    whole = measured(ground)
    rows = [Row(fault) for fault in KILLS]
    for number in range(MOST * rounds):
        if sum(row.rounds - row.missed for row in rows) == rounds:
            break
        row = rows[number % len(rows)]
        state = number % 2
        ground.set_up(ground.target, 1 - state)
        ground.turn_to(state)
        row.rounds += 1
        row.broken += killed(ground, row, whole * random.random())
        row.broken += swept(ground, row)
    yield from rows


def measured(ground: Ground) -> float:
    """Return the seconds that a whole build takes."""
    ground.set_up(ground.target, 1)
    ground.turn_to(0)
    start = time.monotonic()
    ground.build(ground.target)
    return time.monotonic() - start


def started(ground: Ground, *words: str) -> subprocess.Popen[bytes]:
    """Start a build that leads a group of processes of its own."""
    command = ground.command(ground.target, "--jobs", "2", *words)
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def killed(ground: Ground, row: Row, delay: float) -> list[str]:
    """Kill a build; say what is wrong with what is there then."""
    instant, victim = KILLS[row.fault]
    process = started(ground)
    instant(process, ground.target, delay)
    row.missed += not victim(process)
    process.wait()
    alone = [f"a process runs on after {PATIENCE} s"] if left_alone(process.pid) else []
    return alone + ground.faults(ground.target, row)


def swept(ground: Ground, row: Row) -> list[str]:
    """Build again unhurt; say what was not put right."""
    before = hidden(ground.target)
    done = ground.build(ground.target)
    row.swept += len(before)
    left = [f"{path.name} is still there" for path in hidden(ground.target)]
    after = Row("after")
    wrong = ground.faults(ground.target, after)
    if set(after.left) != {"new"}:
        wrong.append(f"the next run did not make every pack: {dict(after.left)}")
    return ended(done, [ground.success]) + left + wrong


def interruptions(ground: Ground, rounds: int, random: Random) -> Iterator[Row]:
    """Interrupt builds as Ctrl-C does: they end within two seconds and leave whole packs only."""
    whole = measured(ground)
    row = Row("Ctrl-C")
    for number in range(rounds):
        ground.set_up(ground.target, 1 - number % 2)
        ground.turn_to(number % 2)
        process = started(ground)
        time.sleep(whole * random.random())
        row.missed += process.poll() is not None
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGINT)
        row.rounds += 1
        row.broken += [f"a process runs on after {PATIENCE} s"] if left_alone(process.pid) else []
        process.wait()
        row.broken += ground.faults(ground.target, row)
        row.broken += [f"{path.name} is left" for path in hidden(ground.target)]
    yield row


def twice(ground: Ground, rounds: int, random: Random) -> Iterator[Row]:
    """Run two builds of the same packs at once: both finish, and each pack is whole."""
    whole = measured(ground)
    row = Row("two builds at once")
    for number in range(rounds):
        ground.set_up(ground.target, 1 - number % 2)
        ground.turn_to(number % 2)
        first = started(ground, "--force")
        time.sleep(whole * random.random() / 4)
        second = started(ground, "--force")
        row.rounds += 1
        # Both are told to make every pack anew: the second comes too late when the first has ended.
        row.missed += first.poll() is not None
        row.broken += [
            f"exit code {item.returncode}" for item in (first, second) if item.wait() != ground.success
        ]
        row.broken += ground.faults(ground.target, row)
        row.broken += [f"{path.name} is left" for path in hidden(ground.target)]
    if row.left["old"]:
        row.broken.append("both builds ended well, but a pack is old")
    yield row
