"""Builds that are killed, or interrupted, at random instants."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from random import Random

from fault_injection.ground import Ground, Row, check_exit, find_leftovers

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


def wait_anywhere(process: subprocess.Popen[bytes], target: Path, delay: float) -> None:
    """Wait for some part of the time that a whole build takes."""
    time.sleep(delay)


def wait_until_writing(process: subprocess.Popen[bytes], target: Path, delay: float) -> None:
    """Wait until a pack is being written, and a moment more."""
    while process.poll() is None and not list(target.glob("*/.*.new")):
        time.sleep(0.0005)
    time.sleep(delay * JUST)


def wait_until_drawing(process: subprocess.Popen[bytes], target: Path, delay: float) -> None:
    """Wait until a process draws, and for some part of the time that it may take."""
    while process.poll() is None and not find_workers(process):
        time.sleep(0.005)
    time.sleep(delay * DRAWN)


def kill_command(process: subprocess.Popen[bytes]) -> bool:
    """Kill the command alone, and return whether it still ran: what draws must notice."""
    alive = process.poll() is None
    process.kill()
    return alive


def kill_everything(process: subprocess.Popen[bytes]) -> bool:
    """Kill the command and all its processes at once, as a power cut does; return whether it still ran."""
    alive = process.poll() is None
    if alive:
        os.killpg(process.pid, signal.SIGKILL)
    return alive


def kill_worker(process: subprocess.Popen[bytes]) -> bool:
    """Kill one process that draws, and return whether there was one; the command goes on without it."""
    found = find_workers(process)
    for child in found[:1]:
        os.kill(child, signal.SIGKILL)
    return bool(found)


def find_workers(process: subprocess.Popen[bytes]) -> list[int]:
    """Return the processes that a command has started, the first one first."""
    return [item for item in find_running(process.pid) if item != process.pid]


KILLS: Mapping[str, tuple[Instant, Victim]] = {
    "kill -9 of the command, anywhere": (wait_anywhere, kill_command),
    "kill -9 of the command, while it writes a pack": (wait_until_writing, kill_command),
    "kill -9 of all its processes, anywhere": (wait_anywhere, kill_everything),
    "kill -9 of all its processes, while it writes a pack": (wait_until_writing, kill_everything),
    "kill -9 of a process that draws": (wait_until_drawing, kill_worker),
}


def find_running(group: int) -> list[int]:
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


def has_survivors(group: int) -> bool:
    """Return whether something of a build runs on though its time is up."""
    until = time.monotonic() + PATIENCE
    while find_running(group):
        if time.monotonic() > until:
            return True
        time.sleep(0.01)
    return False


def inject_kills(ground: Ground, rounds: int, random: Random) -> Iterator[Row]:
    """Kill `rounds` builds that still run, and see after each what is there, and that the next run sweeps."""
    whole = measure_build(ground)
    rows = [Row(fault) for fault in KILLS]
    for number in range(MOST * rounds):
        if sum(row.rounds - row.missed for row in rows) == rounds:
            break
        row = rows[number % len(rows)]
        state = number % 2
        ground.set_up(ground.target, 1 - state)
        ground.set_state(state)
        row.rounds += 1
        row.broken += kill_build(ground, row, whole * random.random())
        row.broken += sweep_and_check(ground, row)
    yield from rows


def measure_build(ground: Ground) -> float:
    """Return the seconds that a whole build takes."""
    ground.set_up(ground.target, 1)
    ground.set_state(0)
    start = time.monotonic()
    ground.build(ground.target)
    return time.monotonic() - start


def start_build(ground: Ground, *words: str) -> subprocess.Popen[bytes]:
    """Start a build that leads a group of processes of its own."""
    command = ground.build_command(ground.target, "--jobs", "2", *words)
    return subprocess.Popen(
        command, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )


def kill_build(ground: Ground, row: Row, delay: float) -> list[str]:
    """Kill a build; say what is wrong with what is there then."""
    instant, victim = KILLS[row.fault]
    process = start_build(ground)
    instant(process, ground.target, delay)
    row.missed += not victim(process)
    process.wait()
    alone = [f"a process runs on after {PATIENCE} s"] if has_survivors(process.pid) else []
    return alone + ground.find_faults(ground.target, row)


def sweep_and_check(ground: Ground, row: Row) -> list[str]:
    """Build again unhurt; say what was not put right."""
    before = find_leftovers(ground.target)
    done = ground.build(ground.target)
    row.swept += len(before)
    left = [f"{path.name} is still there" for path in find_leftovers(ground.target)]
    after = Row("after")
    wrong = ground.find_faults(ground.target, after)
    if set(after.left) != {"new"}:
        wrong.append(f"the next run did not make every pack: {dict(after.left)}")
    return check_exit(done, [ground.success]) + left + wrong


def inject_interruptions(ground: Ground, rounds: int, random: Random) -> Iterator[Row]:
    """Interrupt builds as Ctrl-C does: they end within two seconds and leave whole packs only."""
    whole = measure_build(ground)
    row = Row("Ctrl-C")
    for number in range(rounds):
        ground.set_up(ground.target, 1 - number % 2)
        ground.set_state(number % 2)
        process = start_build(ground)
        time.sleep(whole * random.random())
        row.missed += process.poll() is not None
        if process.returncode is None:
            os.killpg(process.pid, signal.SIGINT)
        row.rounds += 1
        row.broken += [f"a process runs on after {PATIENCE} s"] if has_survivors(process.pid) else []
        process.wait()
        row.broken += ground.find_faults(ground.target, row)
        row.broken += [f"{path.name} is left" for path in find_leftovers(ground.target)]
    yield row


def inject_double_builds(ground: Ground, rounds: int, random: Random) -> Iterator[Row]:
    """Run two builds of the same packs at once: both finish, and each pack is whole."""
    whole = measure_build(ground)
    row = Row("two builds at once")
    for number in range(rounds):
        ground.set_up(ground.target, 1 - number % 2)
        ground.set_state(number % 2)
        first = start_build(ground, "--force")
        time.sleep(whole * random.random() / 4)
        second = start_build(ground, "--force")
        row.rounds += 1
        # Both are told to make every pack anew: the second comes too late when the first has ended.
        row.missed += first.poll() is not None
        row.broken += [
            f"exit code {item.returncode}" for item in (first, second) if item.wait() != ground.success
        ]
        row.broken += ground.find_faults(ground.target, row)
        row.broken += [f"{path.name} is left" for path in find_leftovers(ground.target)]
    if row.left["old"]:
        row.broken.append("both builds ended well, but a pack is old")
    yield row
