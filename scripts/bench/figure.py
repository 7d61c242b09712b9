"""A figure that was measured, and the table of all of them."""

from __future__ import annotations

import os
import platform
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

from bench.cost import Cost

HEAD = "what", "work", "wait", "beside it"
LIBRARIES = "weasyprint", "pikepdf", "pypdfium2", "python-docx"


@dataclass(frozen=True, slots=True)
class Figure:
    """What was measured: the work and the wait for one of it, in seconds, and what it is compared with."""

    what: str
    work: float | None = None
    wall: float | None = None
    beside: str = ""

    @classmethod
    def from_cost(cls, what: str, cost: Cost, beside: str = "") -> Figure:
        """Return the figure of a cost."""
        return cls(what, cost.work, cost.wall, beside)

    def format_row(self, yardstick: Cost) -> tuple[str, str, str, str]:
        """Return the cells of the table, in yardsticks."""
        return (
            self.what,
            _format_ratio(self.work, yardstick.work),
            _format_ratio(self.wall, yardstick.wall),
            self.beside or "-",
        )


def _format_ratio(seconds: float | None, yardstick: float) -> str:
    return "-" if seconds is None else f"{seconds / yardstick:.2f}"


def format_times(a: float, b: float) -> str:
    """Say how many times the other a number is."""
    return f"{a / b:.2f} times"


def format_table(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    """Yield the lines of a table in Markdown."""
    for cells in (HEAD, ("---",) * len(HEAD), *rows):
        yield f"| {' | '.join(cells)} |"


def describe_machine(yardstick: Cost, before: float) -> str:
    """Say where the figures come from: a yardstick in seconds, machine, load before and after, versions."""
    load = f"{before:.1f} to {os.getloadavg()[0]:.1f}"
    parts = (
        f"A yardstick was {yardstick.work:.3f} s of work and {yardstick.wall:.3f} s of waiting",
        f"on {_read_processor_name()}, {os.cpu_count()} processors, load {load}, {platform.system()}",
        f"Python {platform.python_version()}",
        *(f"{name} {metadata.version(name)}" for name in LIBRARIES),
    )
    return ", ".join(parts) + "."


def _read_processor_name() -> str:
    """Return what the processor calls itself."""
    cpuinfo = Path("/proc/cpuinfo")
    lines = cpuinfo.read_text(encoding="utf-8").splitlines() if cpuinfo.exists() else []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or platform.machine())
