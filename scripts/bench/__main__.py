"""Measure foldwell beside its peers, all in one run, as ratios: make bench, or make bench-quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console

from bench.cost import Cost, middle
from bench.figure import machine, table
from bench.measurements import MEASUREMENTS, Bench
from bench.sizes import SIZES
from bench.yardstick import yardstick

SCREEN, ERRORS = (
    Console(highlight=False, markup=False, stderr=away, soft_wrap=True) for away in (False, True)
)


def main() -> None:
    """Print the table, to be put into docs/performance.md."""
    before = os.getloadavg()[0]
    yardsticks: list[Cost] = []
    with TemporaryDirectory() as folder:
        rows = list(measured(Bench(SIZES[sys.argv[1]], Path(folder).resolve()), yardsticks))
    SCREEN.print(*table(rows), "", machine(middle(yardsticks), before), sep="\n")


def measured(bench: Bench, yardsticks: list[Cost]) -> Iterator[tuple[str, ...]]:
    """Measure one thing after another, each between two yardsticks, for the load of a machine changes."""
    yardsticks.append(yardstick(bench.sizes.renders))
    for measure in MEASUREMENTS:
        figures = list(measure(bench))
        yardsticks.append(yardstick(bench.sizes.renders))
        for figure in figures:
            row = figure.row(middle(yardsticks[-2:]))
            ERRORS.print(*row, sep="; ")
            yield row


if __name__ == "__main__":
    main()
