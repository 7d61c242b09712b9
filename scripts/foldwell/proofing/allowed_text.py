"""All text that a finished document may show: that of article, practice and wording."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.images import text_labels
from foldwell.inputs import markdown
from foldwell.project.loading import BuildContext
from foldwell.proofing import expected_content
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts

LABELS = (
    *("key_point", "questions", "contact", "phone", "email", "web", "hours", "sources", "sources_more"),
    "online",
)
"""Headings and labels of the wording that are the same for every practice and article."""

MAX_PAGES = 99
"""The highest page number that a Word file, which has no pages until it is opened, may show."""


def allowed_passages(job: BuildContext, pages: int) -> ExpectedTexts:
    """Return every passage allowed in a document of so many pages; 0 for a file without pages."""
    groups = (_article(job), _care(job), _practice(job), _wording(job), _drawing_labels(job))
    links = map(_printed_address, sorted(expected_content.links(job)))
    plain = (ExpectedText("", text) for text in (*links, *_page_numbers(job, pages), *_list_numbers(job)))
    return (*(passage for group in groups for passage in group), *plain)


def _printed_address(address: str) -> str:
    """Return a web address without https:// and trailing slash."""
    return address.removeprefix("https://").rstrip("/")


def _article(job: BuildContext) -> Iterator[ExpectedText]:
    yield from expected_content.title(job)
    for number in range(len(job.article.sections)):
        yield from expected_content.section(job, number, detail=True)
        yield expected_content.key_point(job, number)
    yield from expected_content.questions(job)
    yield from expected_content.diary(job)
    yield from expected_content.sources(job)
    yield from expected_content.short_sources(job)


def _care(job: BuildContext) -> Iterator[ExpectedText]:
    """Yield the care boxes, and each number with its purpose: alone, it could be taken for another."""
    for passages in expected_content.care(job):
        yield from passages
    yield from (
        ExpectedText("", " ".join(part.text for part in pair)) for pair in expected_content.numbers(job)
    )


def _practice(job: BuildContext) -> Iterator[ExpectedText]:
    practice = job.practice
    yield from expected_content.contact(job)
    yield from expected_content.practice_texts(job, practice.words.values())
    if practice.article_page:
        page = practice.article_page.format(article=job.article_id)
        yield from expected_content.practice_texts(job, (_printed_address(page),))


def _wording(job: BuildContext) -> Iterator[ExpectedText]:
    for passages in (*expected_content.review(job), *expected_content.imprint(job)):
        yield from passages
    yield from (ExpectedText("", str(getattr(job.wording, label))) for label in LABELS)
    yield ExpectedText("", job.wording.large_print)


def _drawing_labels(job: BuildContext) -> Iterator[ExpectedText]:
    for picture in (*job.logos.values(), *job.figures.values()):
        yield from (ExpectedText(picture.name, label) for label in text_labels(picture))


def _page_numbers(job: BuildContext, pages: int) -> Iterator[str]:
    ends = (pages,) if pages else range(1, MAX_PAGES + 1)
    for end in ends:
        for page in range(1, pages + 1) if pages else (1,):
            yield job.wording.page.format(page=page, pages=end)


def _list_numbers(job: BuildContext) -> Iterator[str]:
    """Yield the numbers that list items may have."""
    bodies = (
        markdown.highest_number(text)
        for part in job.article.sections
        for text in (part.body, part.detail or "")
    )
    yield from map(str, range(1, 1 + max(len(job.article.sections), len(job.article.sources), *bodies)))
