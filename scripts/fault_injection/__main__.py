"""Break builds in every way that a machine can, and check that no pack is damaged: make fault-injection."""

from __future__ import annotations

import os
import platform
import signal
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

from rich.console import Console

from docs.regions import write_measured
from fault_injection.disks import inject_disk_faults, inject_path_faults
from fault_injection.ground import Row, create_ground
from fault_injection.kills import inject_double_builds, inject_interruptions, inject_kills

PAGE = Path(__file__).resolve().parents[2] / "docs/robustness.md"
KILLS, SEED = 200, 1
FEW = 10
"""One interruption, and one pair of builds, for so many kills."""

HEAD = "fault", "rounds", "too late", "packs old", "packs new", "swept", "broken"
SCREEN, ERRORS = (
    Console(highlight=False, markup=False, stderr=away, soft_wrap=True) for away in (False, True)
)


def main() -> None:
    """Print what came of every fault, and write it into docs/robustness.md; exit with 1 if a pack was hurt.

    The page has what came of as many kills as there are if nothing else is asked for, or more.
    """
    count, seed = (
        int(os.environ.get(name) or default) for name, default in (("KILLS", KILLS), ("SEED", SEED))
    )
    # Whoever ends this does not leave a disk behind that is still mounted.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(1))
    with TemporaryDirectory() as folder:
        rows = list(inject_faults(Path(folder).resolve(), count, Random(seed)))
    lines = (*format_table(rows), "", describe_run(seed))
    SCREEN.print(*lines, sep="\n")
    if count >= KILLS:
        write_measured(PAGE, "fault-injection", lines)
    sys.exit(any(row.broken for row in rows))


def inject_faults(folder: Path, count: int, random: Random) -> Iterator[Row]:
    """Let every fault strike, one kind after another."""
    ground = create_ground(folder, ERRORS.print)
    some = -(-count // FEW)
    for kind in (
        inject_disk_faults(ground),
        inject_path_faults(ground),
        inject_double_builds(ground, some, random),
        inject_interruptions(ground, some, random),
        inject_kills(ground, count, random),
    ):
        for row in kind:
            ERRORS.print(
                f"{row.fault}: {len(row.broken)} broken in {row.rounds} rounds", *row.broken, sep="\n"
            )
            yield row


def describe_run(seed: int) -> str:
    """Say which faults these were, and where and when they struck."""
    machine = f"{os.cpu_count()} processors, {platform.system()}, Python {platform.python_version()}"
    return f"Seed {seed}, on {date.today():%-d %B %Y}: {machine}."


def format_table(rows: list[Row]) -> Iterator[str]:
    """Yield the table of what came of every fault, as docs/robustness.md has it."""
    cells = [
        (row.fault, row.rounds, row.missed, row.left["old"], row.left["new"], row.swept, len(row.broken))
        for row in rows
    ]
    for line in (HEAD, ["---"] * len(HEAD), *cells):
        yield f"| {' | '.join(map(str, line))} |"


if __name__ == "__main__":
    main()
