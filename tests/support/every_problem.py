"""The option --every-problem: a run of all tests fails unless it reaches each place that creates a problem.

`make test` gives it. Each process of the run notes what it reaches, and the one that began them adds it up:
neither their order nor their number matters. What a test starts as a process of its own does not count.
"""

from __future__ import annotations

import re
from typing import Any

import pytest

from foldwell.errors import Problem
from foldwell.inputs.validation.findings import Finding
from support.problem_places import Package, Recorder
from support.project import ROOT

OPTION = "--every-problem"
NOTED = "every_problem"

WITHOUT_CURE = {
    "documents/cards/sheet.py": "the proof adds who can help",
    "documents/leaflet_press_checks.py": "the proof adds who can help",
    "documents/leaflet_sheet.py": "the proof adds who can help",
    "documents/press_ticket.py": "the proof adds who can help",
    "documents/repeated_page.py": "the proof adds who can help",
    "workflows/article_kinds.py": "the kinds are listed below the problem",
    "workflows/incremental/manifest.py": "read back as it was stored",
}
NOTHING_TO_DO = re.compile(r"not used on paper|nothing printed uses it|, and printed as #")
"""Notes on what a brand file may have and is printed anyway."""

YAML = re.compile(r"\.ya?ml$")
WHOLE_FILE = re.compile(
    r"is not (?:there|a file|read under this name)|is there already|cannot be read|is larger than"
    r"|is a link|stands beside|names \d+ logos"
)
"""What is said of a file as a whole, which has no line."""


def shortcoming_of_problem(problem: Problem, creator: str) -> str:
    """Return what the reader of a problem misses: a file, a line in what a person writes, words, a cure."""
    if not problem.file.strip() or not problem.message.strip():
        return f"has no file or no words: '{problem}'"
    is_placed = problem.line is not None or problem.keys or WHOLE_FILE.search(problem.message)
    if YAML.search(problem.file) and not is_placed and creator not in WITHOUT_CURE:
        return f"has no line: '{problem}'"
    return _without_cure(problem.message, problem.hint, creator)


def shortcoming_of_finding(finding: Finding, creator: str) -> str:
    """Return what the reader of a finding misses; its file and line are looked up later."""
    return _without_cure(finding.what, finding.hint, creator)


def _without_cure(message: str, hint: str, creator: str) -> str:
    # The marks of a text bring their cure in brackets of their own.
    has_cure = hint.strip() or message.endswith(")") or NOTHING_TO_DO.search(message)
    return "" if has_cure or creator in WITHOUT_CURE else f"does not say what to do: '{message}'"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option."""
    what = "fail unless each place that creates a problem is reached; for a run of all tests"
    parser.addoption(OPTION, action="store_true", help=what)


def pytest_configure(config: pytest.Config) -> None:
    """Begin to note what is reached, if that is asked for."""
    if config.getoption(OPTION):
        config.pluginmanager.register(EveryProblem(config))


class EveryProblem:
    """Notes the places that a process reaches; the one that began the others reports on all."""

    def __init__(self, config: pytest.Config) -> None:
        self.recorder = Recorder(Package(ROOT / "scripts/foldwell"))
        self.worker: dict[str, Any] | None = getattr(config, "workeroutput", None)
        self.complaints: list[str] = []
        self.recorder.listen(Problem, shortcoming_of_problem)
        self.recorder.listen(Finding, shortcoming_of_finding)

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """Add what a process that has ended reached."""
        self.recorder.merge(*getattr(node, "workeroutput", {}).get(NOTED, ((), ())))

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Fail the run if it passed without reaching each place; a test that fails may not have got there."""
        reached, lacking = self.recorder.reached, self.recorder.lacking
        if self.worker is not None:
            self.worker[NOTED] = [*map(tuple, reached)], [(*place, what) for place, what in lacking.items()]
        elif session.exitstatus == pytest.ExitCode.OK:
            self.complaints = self.recorder.complaints()
            session.exitstatus = pytest.ExitCode.TESTS_FAILED if self.complaints else session.exitstatus

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """List the places below the tests."""
        if self.complaints:
            terminalreporter.section(f"messages ({OPTION})", red=True)
            terminalreporter.write("".join(f"scripts/foldwell/{line}\n" for line in self.complaints))
