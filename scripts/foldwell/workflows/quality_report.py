"""The quality report: what can be measured is measured, what only a person can judge is asked."""

from __future__ import annotations

import math
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any, Literal

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import FoldwellError
from foldwell.inputs import parsing, readability, validation
from foldwell.model import FigureWords, ReportWords
from foldwell.project import loading
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.rendering import templating
from foldwell.workflows import build_pack, libreoffice

WORDS = "content/report"
THUMBNAIL = 50
"""The fineness of the proof sheet's pictures, in pixels an inch."""

State = Literal["passed", "warning", "failed"]
LEVELS: Mapping[str | None, State] = {None: "passed", "warning": "warning", "failure": "failed"}
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

    job: BuildContext
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
        return templating.fill(self.job.templates, "report.html.j2", values)


def check(root: Path, order: build_pack.Order, published: Mapping[str, bytes]) -> Report:
    """Make a pack without publishing it, and report on it and on the files `published` in its folder.

    A document that cannot be made or proven is a failed check. Raises UsageError or InputError when there is
    nothing to report on, as an input is wrong.
    """
    late = replace(order, allow_overdue=True)
    job = build_pack.in_time(loading.load_context(root, order.practice, order.article), late)
    documents = build_pack.make_and_verify(job, build_pack.wanted(job))
    made = documents.made
    name = f"{WORDS}/{job.article.language}.yaml"
    words = validation.validate_report_words(parsing.load(root / name, name))
    desk = Desk(job, made, documents.failures, published, words.figures)
    rows = tuple(row for rows in CHECKS for row in rows(desk))
    return Report(job, words, rows, tuple(_shown(name, made[name]) for name in made))


@dataclass(frozen=True, slots=True)
class Desk:
    """What a check looks at: the job, its documents as made now and as published, how figures are said.

    `failures` has what was wrong with each document that could not be made or proven.
    """

    job: BuildContext
    made: Made
    failures: Mapping[str, FoldwellError]
    published: Mapping[str, bytes]
    say: FigureWords

    def line(self, *keys: str | int) -> str:
        """Return `file:line` of what stands under the keys in the article."""
        return self.job.source.where(keys).rpartition("/")[2]


def proof(desk: Desk) -> Iterator[Row]:
    """Yield a row for each document that keeps its promise, and one for each problem of one that does not."""
    for name, document in DOCUMENTS.items():
        if name in desk.made:
            count = len(document.read(desk.made[name], desk.job).words)
            yield Row("proof", "passed", desk.say.words.format(count=count), document.file)
        elif name in desk.failures:
            for problem in desk.failures[name].problems:
                what = f"{problem.what} ({problem.hint})" if problem.hint else problem.what
                yield Row("proof", "failed", what, problem.where)


def published(desk: Desk) -> Iterator[Row]:
    """Yield a row for each file: whether that of the pack, by its name, is the one that was just proven."""
    for name in desk.made:
        document = DOCUMENTS[name]
        there = desk.published.get(document.file)
        same = there == desk.made[name]
        said = "" if same else desk.say.absent if there is None else desk.say.stale
        yield Row("published", "passed" if same else "warning", said, document.file)


def figures(desk: Desk) -> Iterator[Row]:
    """Yield a row for each figure of the whole article's running text, its declared terms left out."""
    article, where = desk.job.article, desk.line("sections")
    if not readability.is_english(article):
        return
    raw, bare = (
        readability.readability_scores(article)[-1],
        readability.readability_scores(article, without_terms=True)[-1],
    )
    for check, gate in zip(("grade", "ease", "smog", "mean"), readability.GATES, strict=True):
        figure = gate.figure(raw, bare)
        said = desk.say.aim.format(
            figure=f"{figure:.1f}", target=gate.target, raw=f"{gate.figure(raw, raw):.1f}"
        )
        yield Row(check, LEVELS[gate.level(figure)], said, where)
    state: State = "passed" if raw.longest <= readability.MAX_SENTENCE_WORDS else "failed"
    yield Row(
        "longest",
        state,
        desk.say.limit.format(figure=raw.longest, limit=readability.MAX_SENTENCE_WORDS),
        where,
    )


def sections(desk: Desk) -> Iterator[Row]:
    """Yield the reading grade of each section, its declared terms left out; hard sections are no failure."""
    for number, score in enumerate(readability.readability_scores(desk.job.article, without_terms=True)[:-1]):
        said = desk.say.section.format(
            figure=f"{score.fkgl:.1f}",
            ease=f"{score.fre:.0f}",
            smog=f"{score.smog:.1f}",
            mean=f"{score.mean:.0f}",
            longest=score.longest,
        )
        state: State = "warning" if readability.GATES[0].level(score.fkgl) else "passed"
        yield Row("grade", state, said, f"{desk.line('sections', number)} ({score.where})")


def remarks(desk: Desk) -> Iterator[Row]:
    """Yield a row for each remark about plain language, with its line; one row if there is none."""
    found = readability.remarks(desk.job.article, desk.job.source)
    for one in found:
        yield Row("plain", LEVELS[one.level], f"{one.what} ({one.hint})", one.where)
    if not found:
        yield Row("plain", "passed", "", desk.line())


def contrast(desk: Desk) -> Iterator[Row]:
    """Yield a row for each colour of the brand: its least contrast, and the shade used if it is too pale."""
    for shade in desk.job.adjusted_colours:
        said = desk.say.shade if shade.changed else desk.say.contrast
        # Cut, not rounded: 4.499 must not read as 4.5.
        ratio = f"{math.floor(shade.ratio * 100) / 100:g}"
        figure = said.format(ratio=ratio, needed=f"{shade.required:g}", used=shade.used)
        yield Row(
            "contrast", "warning" if shade.changed else "passed", figure, f"{shade.role} {shade.original}"
        )


def review(desk: Desk) -> Iterator[Row]:
    """Yield who reviewed the words, and whether they are in date."""
    job, reviewer = desk.job, desk.job.article.clinical_reviewer
    state: State = "passed" if reviewer else "warning"
    yield Row("review", state, reviewer or job.wording.draft, desk.line("clinical_reviewer"))
    due = templating.spell_date(job.article.review_by, job.wording, job.practice.date)
    yield Row("date", "failed" if job.overdue else "passed", due, desk.line("review_by"))


def claims(desk: Desk) -> Iterator[Row]:
    """Yield how many claims and sources there are; a claim without its sources was refused at the door."""
    article = desk.job.article
    count = sum(len(part.claims) for part in article.sections)
    said = desk.say.claims.format(claims=count, sources=len(article.sources))
    yield Row("claims", "passed" if count else "warning", said, desk.line("sources"))


def sources(desk: Desk) -> Iterator[Row]:
    """Yield a row for each source that has neither a web address nor a locator; one row if there is none."""
    every = tuple(enumerate(desk.job.article.sources))
    lost = [(number, source) for number, source in every if not (source.url or source.locator)]
    for number, source in lost:
        said = desk.say.unfindable.format(source=source.id)
        yield Row("sources", "warning", said, desk.line("sources", number))
    if not lost:
        yield Row("sources", "passed", desk.say.sources.format(count=len(every)), desk.line("sources"))


CHECKS: tuple[Callable[[Desk], Iterator[Row]], ...] = (
    proof, published, figures, sections, remarks, contrast, review, claims, sources,
)  # fmt: skip


def _shown(name: str, data: bytes) -> Shown:
    """Return the pages of a document; those of a Word file only where LibreOffice is installed."""
    file = DOCUMENTS[name].file
    pages = data if file.endswith(".pdf") else libreoffice.pages(data)
    if pages is None:
        return Shown(file, ())
    return Shown(
        file, tuple(_picture(pages, page) for page in range(1, inspection.read_pdf(pages).pages + 1))
    )


def _picture(data: bytes, page: int) -> str:
    out = BytesIO()
    inspection.page_pixels(data, page, THUMBNAIL).quantize(64).save(out, format="PNG", optimize=True)
    return "data:image/png;base64," + b64encode(out.getvalue()).decode("ascii")
