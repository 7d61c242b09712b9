"""What a document promises to show, said in words that its finished file can be held to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from foldwell import fill, prose
from foldwell.job import Job
from foldwell.model import CareBox, Section


@dataclass(frozen=True, slots=True)
class Passage:
    """Words that must be found, and where in the inputs they come from."""

    where: str
    text: str


@dataclass(frozen=True, slots=True)
class Promise:
    """What must be seen in a finished document.

    `ordered` passages stand in this order; `besides` stand anywhere; `figures` are the alt texts of its
    pictures; `sizes` are the (width, height) in mm of its pages, of the paper alone in a Word file.
    """

    ordered: tuple[Passage, ...]
    besides: tuple[Passage, ...]
    figures: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]


def title(job: Job) -> Iterator[Passage]:
    """Yield the article's title."""
    yield Passage(job.source.where(("title",)), job.article.title)


def section(job: Job, number: int, detail: bool = False) -> Iterator[Passage]:
    """Yield every sentence of a section in reading order; its `detail` too if asked for."""
    part = job.article.sections[number]
    texts = {
        "heading": [part.heading],
        "highlight": [part.highlight.heading, *part.highlight.items] if part.highlight else [],
        "body": _blocks(part.body),
        "detail": _blocks(part.detail) if detail and part.detail else [],
        "evidence": [job.wording.evidence.word(part.evidence.level), part.evidence.note]
        if part.evidence
        else [],
        "figure": [part.figure.caption] if part.figure else [],
    }
    for key, blocks in texts.items():
        for text in blocks:
            yield Passage(job.source.where(("sections", number, key)), text)


def key_point(job: Job, number: int) -> Passage:
    """Return the key point of a section."""
    return Passage(
        job.source.where(("sections", number, "key_point")), job.article.sections[number].key_point
    )


def care(job: Job) -> Iterator[Passage]:
    """Yield the words of both care boxes, with the numbers of the practice."""
    words, numbers = job.wording.care, job.practice.numbers
    yield from _box(
        job, "same_day", words.same_day_heading, words.same_day_action.format(urgent=numbers.urgent)
    )
    yield from _box(
        job,
        "emergency",
        words.emergency_heading.format(emergency=numbers.emergency),
        words.emergency_action.format(emergency=numbers.emergency),
    )


def _box(job: Job, level: str, heading: str, action: str) -> Iterator[Passage]:
    box: CareBox = getattr(job.article.care, level)
    for text in (heading, box.lead, action, *box.when, box.then):
        if text:
            yield Passage(job.source.where(("care", level)), text)


def contact(job: Job) -> Iterator[Passage]:
    """Yield everything about the practice that a patient may need."""
    practice = job.practice
    hours = [f"{row.days}: {row.times}" for row in practice.hours]
    email = [practice.email] if practice.email else []
    for text in (practice.name, *practice.address, practice.phone, *email, job.web, *hours, *practice.footer):
        yield Passage(f"practice '{job.practice_id}'", text)


def review(job: Job) -> Iterator[Passage]:
    """Yield what no branding may hide: draft or reviewer, version and the date of the next review."""
    article, wording = job.article, job.wording
    reviewer = article.clinical_reviewer
    yield Passage("review", wording.reviewed.format(reviewer=reviewer) if reviewer else wording.draft)
    yield Passage("version", wording.version.format(version=article.version))
    yield Passage("review_by", wording.review_by.format(date=fill.spell(article.review_by, wording)))


def imprint(job: Job) -> Iterator[Passage]:
    """Yield the rest of what every full document carries about itself."""
    article, practice, wording = job.article, job.practice, job.wording
    yield from review(job)
    yield Passage("published", wording.published.format(date=fill.spell(article.published, wording)))
    yield Passage("author", wording.written_by.format(author=article.author))
    yield Passage("content id", wording.content_id.format(id=job.article_id))
    yield Passage("audience", article.audience)
    yield Passage("disclaimer", wording.disclaimer)
    yield Passage("other formats", wording.other_formats.format(phone=practice.phone))
    yield Passage("feedback", wording.feedback.format(contact=practice.email or practice.phone))


def figures(job: Job) -> tuple[str, ...]:
    """Return the alt texts of the logo and of every figure."""
    parts: tuple[Section, ...] = job.article.sections
    return (job.brand.logo.alt, *(part.figure.alt for part in parts if part.figure))


def _blocks(text: str) -> list[str]:
    return prose.plain(text).splitlines()
