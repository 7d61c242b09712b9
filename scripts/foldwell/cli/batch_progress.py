"""Report the results of many packs as they end, with a summary."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from foldwell.cli import output
from foldwell.errors import Problem
from foldwell.workflows.batch import BuildResult

if TYPE_CHECKING:
    from rich.progress import Progress


class BatchProgress:
    """Reports each pack as it ends: a line or its problems; a problem shared by many packs only once."""

    def __init__(self, project: Path, total: int) -> None:
        self.project, self.total = project, total
        self.built = self.unchanged = 0
        self.failed: list[str] = []
        self.problems: Counter[Problem] = Counter()
        self.bar: Progress | None = None

    def __enter__(self) -> Self:
        if sys.stdout.isatty():
            self.bar = output.progress_bar(self.total)
            self.bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.bar:
            self.bar.stop()

    def add(self, result: BuildResult) -> None:
        """Report one more pack; the bar is hidden meanwhile, because errors go to stderr."""
        if self.bar:
            self.bar.stop()
        self._report(result)
        if self.bar:
            self.bar.advance(self.bar.task_ids[0])
            self.bar.start()

    def _report(self, result: BuildResult) -> None:
        pack = result.pack
        if result.error:
            self.report_failure(result.request.pack, result.request.pack, result.error.problems)
        elif pack:
            self.built += pack.new and not pack.missing
            self.unchanged += not pack.new and not pack.missing
            if pack.new:
                output.pack_line(pack, self.project)
            if pack.missing:
                files = ", ".join(document.file for document in pack.missing)
                what = f"{result.request.pack}: {output.missing_files(pack, self.project)}"
                self.report_failure(f"{result.request.pack} ({files})", what, output.problems(pack))

    def report_failure(self, pack: str, what: str, problems: tuple[Problem, ...]) -> None:
        """Report what could not be built of a pack, and why; the summary names it again."""
        self.failed.append(pack)
        new = [problem for problem in problems if problem not in self.problems]
        self.problems.update(problems)
        repeated = len(problems) - len(new)
        repetition = f"; {repeated} problem{'s' * (repeated != 1)} told before" if repeated else ""
        output.error(f"Not made: {what}{repetition}")
        for problem in new:
            output.error(f"  {problem}")

    def summarise(self) -> None:
        """Print the numbers of packs that were built and that failed, and the names of the latter."""
        output.line(f"{self._counted()}.")
        for problem, times in self.problems.items():
            if times > 1:
                output.error(f"In {times} packs: {problem}")
        if self.failed:
            output.error(f"Not made: {', '.join(sorted(self.failed))}")

    def interrupted(self) -> None:
        """Print the state after an interruption."""
        output.error(f"Interrupted. {self._counted()}; the others stay as they were.")

    def _counted(self) -> str:
        others = {"up to date": self.unchanged, "failed": len(self.failed)}
        parts = [f"{count} {name}" for name, count in others.items() if count]
        return ", ".join([f"{self.built} of {self.total} packs made", *parts])
