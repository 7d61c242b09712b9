"""Measure foldwell beside its peers, all in one run, as ratios: make bench, or make bench-quick."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from textwrap import wrap

from rich.console import Console

from bench.cost import Cost, median_cost
from bench.figure import describe_machine, format_table
from bench.measurements import MEASUREMENTS, Bench
from bench.project import ROOT
from bench.sizes import SIZES
from bench.yardstick import measure_yardstick
from docs.regions import WIDEST, write_measured

PAGE = ROOT / "docs/performance.md"
PUBLISHED = "full"
"""The size whose figures are written into the page; those of any other are only printed."""

SCREEN, ERRORS = (
    Console(highlight=False, markup=False, stderr=away, soft_wrap=True) for away in (False, True)
)


def main() -> None:
    """Print the table, and write that of the whole bench into docs/performance.md."""
    before, size = os.getloadavg()[0], sys.argv[1]
    yardsticks: list[Cost] = []
    with TemporaryDirectory() as folder:
        rows = list(measure_all(Bench(SIZES[size], Path(folder).resolve()), yardsticks))
    lines = (*format_table(rows), "", *wrap(describe_machine(median_cost(yardsticks), before), WIDEST))
    SCREEN.print(*lines, sep="\n")
    if size == PUBLISHED:
        write_measured(PAGE, "bench", (f"On {date.today():%-d %B %Y}:", "", *lines))


def measure_all(bench: Bench, yardsticks: list[Cost]) -> Iterator[tuple[str, ...]]:
    """Measure one thing after another, each between two yardsticks, for the load of a machine changes."""
    yardsticks.append(measure_yardstick(bench.sizes.renders))
    for measure in MEASUREMENTS:
        figures = list(measure(bench))
        yardsticks.append(measure_yardstick(bench.sizes.renders))
        for figure in figures:
            row = figure.format_row(median_cost(yardsticks[-2:]))
            ERRORS.print(*row, sep="; ")
            yield row


if __name__ == "__main__":
    main()
