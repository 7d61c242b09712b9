"""The checks of the quality report: each yields a row for what it measured, and where."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import FoldwellError
from foldwell.inputs import parsing, readability
from foldwell.model import FigureWords
from foldwell.project.contacts import stated_fields
from foldwell.project.loading import BuildContext
from foldwell.proofing import standing_content
from foldwell.proofing.document_type import BuiltDocuments
from foldwell.rendering import templating

State = Literal["passed", "warning", "failed"]
LEVELS: Mapping[str | None, State] = {None: "passed", "warning": "warning", "failure": "failed"}


@dataclass(frozen=True, slots=True)
class CheckRow:
    """One check: its key in ReportWords, its result, its figure, and the place it applies to."""

    check: str
    state: State
    figure: str
    where: str


@dataclass(frozen=True, slots=True)
class ReportInputs:
    """The inputs of a check: the context, its documents as built now and as published, and the phrases.

    `failures` has the error of each document that could not be built or verified.
    """

    context: BuildContext
    built: BuiltDocuments
    failures: Mapping[str, FoldwellError]
    published: Mapping[str, bytes]
    phrases: FigureWords

    def where(self, *keys: str | int) -> str:
        """Return `file:line` of the value under the keys in the article, without its folder."""
        where = self.context.source.where(keys)
        return str(replace(where, file=Path(where.file).name))


def proof(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield a row for each document that passes, and one for each problem of one that does not."""
    for name, document in DOCUMENTS.items():
        if name in inputs.built:
            count = len(document.read(inputs.built[name], inputs.context).words)
            yield CheckRow("proof", "passed", inputs.phrases.words.format(count=count), document.file)
        elif name in inputs.failures:
            for problem in inputs.failures[name].problems:
                yield CheckRow("proof", "failed", problem.advice, str(problem.where))


def published(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield a row for each file: whether the published one equals the one just proven."""
    for name in inputs.built:
        document = DOCUMENTS[name]
        stored = inputs.published.get(document.file)
        same = stored == inputs.built[name]
        text = "" if same else inputs.phrases.absent if stored is None else inputs.phrases.stale
        yield CheckRow("published", "passed" if same else "warning", text, document.file)


def figures(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield a row for each readability figure of the whole article, without its declared terms."""
    article, where = inputs.context.article, inputs.where("sections")
    if not readability.is_english(article):
        return
    raw, bare = (
        readability.readability_scores(article)[-1],
        readability.readability_scores(article, without_terms=True)[-1],
    )
    for check, gate in zip(("grade", "ease", "smog", "mean"), readability.GATES, strict=True):
        figure = gate.figure(raw, bare)
        text = inputs.phrases.aim.format(
            figure=f"{figure:.1f}", target=gate.target, raw=f"{gate.figure(raw, raw):.1f}"
        )
        yield CheckRow(check, LEVELS[gate.level(figure)], text, where)
    state: State = "passed" if raw.longest <= readability.MAX_SENTENCE_WORDS else "failed"
    yield CheckRow(
        "longest",
        state,
        inputs.phrases.limit.format(figure=raw.longest, limit=readability.MAX_SENTENCE_WORDS),
        where,
    )


def sections(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield the reading grade of each section, without declared terms; a hard section is only a warning."""
    for number, score in enumerate(
        readability.readability_scores(inputs.context.article, without_terms=True)[:-1]
    ):
        text = inputs.phrases.section.format(
            figure=f"{score.fkgl:.1f}",
            ease=f"{score.fre:.0f}",
            smog=f"{score.smog:.1f}",
            mean=f"{score.mean:.0f}",
            longest=score.longest,
        )
        state: State = "warning" if readability.GATES[0].level(score.fkgl) else "passed"
        yield CheckRow("grade", state, text, f"{inputs.where('sections', number)} ({score.where})")


def remarks(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield a row for each remark about plain language, with its line; one row if there is none."""
    found = readability.remarks(inputs.context.article, inputs.context.source)
    for finding in found:
        yield CheckRow("plain", LEVELS[finding.level], finding.problem.advice, str(finding.problem.where))
    if not found:
        yield CheckRow("plain", "passed", "", inputs.where())


def contrast(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield a row for each colour of the brand: its lowest contrast, and the adjusted colour if any.

    After them comes each pair of text and ground that the design prints.
    """
    for adjustment in inputs.context.adjusted_colours:
        text = inputs.phrases.shade if adjustment.changed else inputs.phrases.contrast
        ratio, needed = _truncated(adjustment.ratio), f"{adjustment.required:g}"
        figure = text.format(ratio=ratio, needed=needed, used=adjustment.used)
        yield CheckRow(
            "contrast",
            "warning" if adjustment.changed else "passed",
            figure,
            f"{adjustment.role} {adjustment.original}",
        )
    for pair in inputs.context.design_colours.pairs():
        figure = inputs.phrases.contrast.format(ratio=_truncated(pair.ratio), needed=f"{pair.required:g}")
        state: State = "passed" if pair.ratio >= pair.required else "failed"
        yield CheckRow("contrast", state, figure, f"{pair.place}: {pair.ink} on {pair.ground}")


def _truncated(ratio: float) -> str:
    """Return a contrast with two digits, cut off: 4.499 must not be shown as 4.5."""
    return f"{math.floor(ratio * 100) / 100:g}"


def review(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield the reviewer of the article, and whether it is in date."""
    context, reviewer = inputs.context, inputs.context.article.clinical_reviewer
    state: State = "passed" if reviewer else "warning"
    yield CheckRow("review", state, reviewer or context.wording.draft, inputs.where("clinical_reviewer"))
    due = templating.spell_date(context.article.review_by, context.wording, context.practice.date)
    yield CheckRow("date", "failed" if context.overdue else "passed", due, inputs.where("review_by"))


def care(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield the headings of the care boxes; or why there is none, for a clinician to judge."""
    reason = inputs.context.article.care.none
    headings = "; ".join(box[0].text for box in standing_content.care(inputs.context))
    yield CheckRow("care", "warning" if reason else "passed", reason or headings, inputs.where("care"))


def contacts(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield what the practice says of a contact in place of the article, which its reviewer did not see."""
    context = inputs.context
    written = dict(parsing.leaves(context.source.value))
    for name in context.article.contacts:
        for field, value in stated_fields(context.practice, name).items():
            keys = ("contacts", name, field)
            article = written.get(keys, "-")
            text = inputs.phrases.override.format(contact=name, field=field, value=value, article=article)
            yield CheckRow("contacts", "warning", text, str(context.facts.where(keys)))


def claims(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield the numbers of claims and sources; one added or corrected without a source is never loaded."""
    article = inputs.context.article
    count = sum(len(part.claims) for part in article.sections)
    text = inputs.phrases.claims.format(claims=count, sources=len(article.sources))
    yield CheckRow("claims", "passed" if count else "warning", text, inputs.where("sources"))


def sources(inputs: ReportInputs) -> Iterator[CheckRow]:
    """Yield a row for each source that has neither a web address nor a locator; one row if there is none."""
    numbered = tuple(enumerate(inputs.context.article.sources))
    if not numbered:
        yield CheckRow("sources", "warning", inputs.context.wording.no_sources, inputs.where("sources"))
        return
    unlocated = [(number, source) for number, source in numbered if not (source.url or source.locator)]
    for number, source in unlocated:
        text = inputs.phrases.unfindable.format(source=source.id)
        yield CheckRow("sources", "warning", text, inputs.where("sources", number))
    if not unlocated:
        yield CheckRow(
            "sources", "passed", inputs.phrases.sources.format(count=len(numbered)), inputs.where("sources")
        )


CHECKS: tuple[Callable[[ReportInputs], Iterator[CheckRow]], ...] = (
    proof, published, figures, sections, remarks, contrast, care, contacts, review, claims, sources,
)  # fmt: skip
