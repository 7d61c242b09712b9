"""What came of many packs, told as it happens and summed up in the end."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from foldwell.cli import output
from foldwell.errors import Problem
from foldwell.workflows.batch import Ending

if TYPE_CHECKING:
    from rich.progress import Progress


class Tally:
    """Tells of each pack as it ends, a line or what is wrong with it; a problem of many packs only once."""

    def __init__(self, project: Path, total: int) -> None:
        self.project, self.total = project, total
        self.made = self.unchanged = 0
        self.failed: list[str] = []
        self.problems: Counter[Problem] = Counter()
        self.bar: Progress | None = None

    def __enter__(self) -> Self:
        if sys.stdout.isatty():
            self.bar = output.bar(self.total)
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def add(self, ending: Ending) -> None:
        """Tell of one more pack; the bar steps aside, for errors are not written by the one who draws it."""
        if self.bar:
            self.bar.stop()
        self._tell(ending)
        if self.bar:
            self.bar.advance(self.bar.task_ids[0])
            self.bar.start()

    def _tell(self, ending: Ending) -> None:
        pack = ending.pack
        if ending.error:
            self.fail(ending.order.pack, ending.order.pack, ending.error.problems)
        elif pack:
            self.made += pack.new and not pack.missing
            self.unchanged += not pack.new and not pack.missing
            if pack.new:
                output.pack_of_many(pack, self.project)
            if pack.missing:
                files = ", ".join(document.file for document in pack.missing)
                what = f"{ending.order.pack}: {output.not_made(pack, self.project)}"
                self.fail(f"{ending.order.pack} ({files})", what, output.problems(pack))

    def fail(self, pack: str, what: str, problems: tuple[Problem, ...]) -> None:
        """Tell what could not be made of a pack, and why; at the end it is named once more."""
        self.failed.append(pack)
        new = [problem for problem in problems if problem not in self.problems]
        self.problems.update(problems)
        again = len(problems) - len(new)
        told = f"; {again} problem{'s' * (again != 1)} told before" if again else ""
        output.error(f"Not made: {what}{told}")
        for problem in new:
            output.error(f"  {problem}")

    def sum_up(self) -> None:
        """Say how many packs were made and how many not; those that failed come last, by name."""
        output.line(f"{self._counted()}.")
        for problem, times in self.problems.items():
            if times > 1:
                output.error(f"In {times} packs: {problem}")
        if self.failed:
            output.error(f"Not made: {', '.join(sorted(self.failed))}")

    def break_off(self) -> None:
        """Say what there is after an interruption."""
        output.error(f"Interrupted. {self._counted()}; the others stay as they were.")

    def _counted(self) -> str:
        others = {"up to date": self.unchanged, "failed": len(self.failed)}
        parts = [f"{count} {name}" for name, count in others.items() if count]
        return ", ".join([f"{self.made} of {self.total} packs made", *parts])
