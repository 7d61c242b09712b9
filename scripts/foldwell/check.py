"""The quality report: what can be measured is measured, what only a person can judge is asked."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from foldwell import fill, load, office, pipeline, readback, validate
from foldwell import job as jobs
from foldwell.documents import DOCUMENTS
from foldwell.job import Job
from foldwell.model import ReportWords
from foldwell.verify import verify

WORDS = "content/report"
THUMBNAIL = 50
"""The fineness of the proof sheet's pictures, in pixels an inch."""

State = Literal["passed", "warning", "failed"]
STATES: tuple[State, ...] = ("passed", "warning", "failed")
Made = Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Row:
    """One check: what it is called in ReportWords, how it ended, its figure, and where it looked."""

    check: str
    state: State
    figure: str
    where: str


@dataclass(frozen=True, slots=True)
class Shown:
    """A finished document to look at: its pages as addresses that carry the picture in themselves."""

    file: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """Every check of one pack, and its pages to look at."""

    job: Job
    words: ReportWords
    rows: tuple[Row, ...]
    sheet: tuple[Shown, ...]

    def count(self, state: State) -> int:
        """Return how many checks ended so."""
        return sum(row.state == state for row in self.rows)

    @property
    def summary(self) -> str:
        """How many checks passed, are to be looked at, and failed, in a sentence."""
        passed, warnings, failed = (self.count(state) for state in STATES)
        return self.words.summary.format(passed=passed, warnings=warnings, failed=failed)

    def data(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return {
            "practice": self.job.practice_id,
            "article": self.job.article_id,
            "passed": self.count("passed"),
            "warnings": self.count("warning"),
            "failed": self.count("failed"),
            "checks": [asdict(row) for row in self.rows],
            "questions": list(self.words.questions),
        }

    def html(self) -> str:
        """Return the report as one HTML page that needs no other file."""
        values = {"report": self, "wording": self.job.wording, "words": self.words, "job": self.job}
        return fill.fill(self.job.templates, "report.html.j2", values)


def check(root: Path, order: pipeline.Order) -> Report:
    """Make a pack without publishing it, and report on it.

    Raises UsageError or InputError when there is nothing to report on: an input is wrong, or words do not
    fit.
    """
    job = jobs.gather(root, order.practice, order.article)
    made = pipeline.make(job, tuple(DOCUMENTS))
    name = f"{WORDS}/{job.article.language}.yaml"
    words = validate.report_words(load.load(root / name, name))
    rows = tuple(row for rows in CHECKS for row in rows(job, made))
    return Report(job, words, rows, tuple(_shown(name, made[name]) for name in made))


def proof(job: Job, made: Made) -> Iterator[Row]:
    """Yield a row for each document that keeps its promise, and one for each problem of one that does not."""
    for name, document in DOCUMENTS.items():
        parts = {part: made[part] for part in (*document.needs, name)}
        problems = [problem for problem in verify(job, parts) if problem.where.startswith(document.file)]
        yield from (Row("proof", "failed", problem.what, problem.where) for problem in problems)
        if not problems:
            words = len(document.read(made[name], job).words)
            yield Row("proof", "passed", f"{words}", document.file)


def contrast(job: Job, _: Made) -> Iterator[Row]:
    """Yield a row for each colour of the brand: its least contrast, and the shade used if it is too pale."""
    for shade in job.shades:
        figure = f"{math.floor(shade.ratio * 100) / 100:g}:1, needs {shade.needed:g}:1"
        if shade.changed:
            yield Row(
                "contrast",
                "warning",
                f"{figure}; {shade.used} is used instead",
                f"{shade.role} {shade.given}",
            )
        else:
            yield Row("contrast", "passed", figure, f"{shade.role} {shade.given}")


CHECKS: tuple[Callable[[Job, Made], Iterator[Row]], ...] = (proof, contrast)


def _shown(name: str, data: bytes) -> Shown:
    """Return the pages of a document; those of a Word file only where LibreOffice is installed."""
    file = DOCUMENTS[name].file
    pages = data if file.endswith(".pdf") else office.pages(data)
    if pages is None:
        return Shown(file, ())
    return Shown(file, tuple(_picture(pages, page) for page in range(1, readback.pdf(pages).pages + 1)))


def _picture(data: bytes, page: int) -> str:
    out = BytesIO()
    readback.page_pixels(data, page, THUMBNAIL).quantize(64).save(out, format="PNG", optimize=True)
    return "data:image/png;base64," + b64encode(out.getvalue()).decode("ascii")
