"""All text that a finished document may show: that of article, practice and wording."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.images import text_labels
from foldwell.inputs import markdown
from foldwell.inputs.reading_order import section_passages
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts

LABELS = (
    *(
        "toc",
        "key_point",
        "questions",
        "notes",
        "contact",
        "phone",
        "email",
        "web",
        "hours",
        "sources",
        "sources_more",
    ),
    "online",
)
"""Headings and labels of the wording that are the same for every practice and article."""

MAX_PAGES = 99
"""The highest page number that a Word file, which has no pages until it is opened, may show."""


def allowed_passages(context: BuildContext, pages: int) -> ExpectedTexts:
    """Return every passage allowed in a document of so many pages; 0 for a file without pages."""
    groups = (
        _article(context),
        _care(context),
        _practice(context),
        _wording(context),
        _drawing_labels(context),
    )
    links = map(_printed_address, sorted(standing_content.links(context)))
    plain = (ExpectedText("", text) for text in (*links, *_list_numbers(context)))
    numbers = page_texts(context, pages)
    return (*(passage for group in groups for passage in group), *plain, *numbers)


def _printed_address(address: str) -> str:
    """Return a web address without https:// and trailing slash."""
    return address.removeprefix("https://").rstrip("/")


def _article(context: BuildContext) -> Iterator[ExpectedText]:
    yield from article_content.title(context)
    yield from article_content.summary(context)
    yield from article_content.card_heading(context)
    for number in range(len(context.article.sections)):
        yield from article_content.section(context, number, detail=True)
    yield from article_content.key_points(context)
    yield from article_content.questions(context)
    yield from article_content.diary(context)
    yield from article_content.sources(context)
    yield from article_content.short_sources(context)
    # As in the full list, where one publisher may stand several times.
    yield from (ExpectedText("", source.publisher_and_year) for source in context.article.sources)


def _care(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the care boxes, and each number with its purpose: alone, it could be taken for another."""
    for passages in standing_content.care(context):
        yield from passages
    yield from map(standing_content.in_one, standing_content.numbers(context))


def _practice(context: BuildContext) -> Iterator[ExpectedText]:
    practice = context.practice
    yield from standing_content.contact(context)
    yield from map(standing_content.in_one, standing_content.contacts(context))
    yield from standing_content.practice_texts(context, practice.words.values())
    if practice.article_page:
        page = practice.article_page.format(article=context.article_id)
        yield from standing_content.practice_texts(context, (_printed_address(page),))


def _wording(context: BuildContext) -> Iterator[ExpectedText]:
    for passages in (*standing_content.review(context), *standing_content.imprint(context)):
        yield from passages
    yield from (ExpectedText("", str(getattr(context.wording, label))) for label in LABELS)
    yield ExpectedText("", context.wording.large_print)


def _drawing_labels(context: BuildContext) -> Iterator[ExpectedText]:
    for picture in (*context.logos.values(), *context.figures.values()):
        yield from (ExpectedText(picture.name, label) for label in text_labels(picture))


def page_texts(context: BuildContext, pages: int) -> ExpectedTexts:
    """Return what may say on so many pages which page it is, and on which page a section begins."""
    texts = (*_page_numbers(context, pages), *map(str, range(1, pages + 1)))
    return tuple(ExpectedText("", text) for text in texts)


def _page_numbers(context: BuildContext, pages: int) -> Iterator[str]:
    ends = (pages,) if pages else range(1, MAX_PAGES + 1)
    for end in ends:
        for page in range(1, pages + 1) if pages else (1,):
            yield context.wording.page.format(page=page, pages=end)


def _list_numbers(context: BuildContext) -> Iterator[str]:
    """Yield the numbers that list items may have."""
    sections = context.article.sections
    passages = (passage for part in sections for passage in section_passages(part, None, detail=True))
    texts = (passage.text for passage in passages if passage.is_prose)
    blocks = [block for part in sections for _, block in part.content]
    steps = (len(block.steps or ()) for block in blocks)
    zones = (len(zone.steps or ()) for block in blocks for zone in block.zones or ())
    numbers = map(markdown.highest_number, texts)
    counts = (len(sections), len(context.article.sources), *steps, *zones, *numbers)
    yield from map(str, range(1, 1 + max(counts)))
