"""What is expected of a card: whole sections, key points, care boxes, whom to call, the web address."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from foldwell.documents import article_link
from foldwell.documents.cards import points
from foldwell.documents.cards.size import format_of, is_small, size_of
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.document_content import Content, expect_content
from foldwell.proofing.expectations import Expectation, ExpectedTexts

SHOWS: frozenset[Content] = frozenset({"key points", "care boxes", "review", "numbers"})

MAX_NAME_AT_FOOT = 32
"""The most characters of a name that takes no more room at the foot of a card than a logo."""


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: whole sections and key points in order, and the web address."""
    whole, card_format = points.whole(context), format_of(context)
    figures = (figure.alt for _, figure in article_content.figures(context, whole))
    return Expectation(
        ordered=(
            *article_content.card_heading(context),
            *(passage for number in whole for passage in article_content.section(context, number)),
            *article_content.key_points(context, points.numbers(context)),
        ),
        unordered=(_web(context), *_wordmark(context)),
        tables=article_content.tables(context, sections=whole),
        unbroken=article_content.unbroken_groups(context, sections=whole),
        steps=article_content.steps(context, sections=whole),
        links=standing_content.links(context) | article_link.links(context),
        required_links=article_content.required_links(context, sections=whole),
        figures=(*standing_content.logo(context, "small"), *figures, *article_link.figures(context)),
        sizes=(size_of(context),) * card_format.pages,
        page_turns=(card_format.panels,) if card_format.sides > 1 else (),
    )


def complete_expectation(context: BuildContext) -> Expectation:
    """Return all that is expected of a card: what it has of its article, and what every card has."""
    return expect_content(expectation(context), SHOWS, context)


def has_name_at_foot(context: BuildContext) -> bool:
    """Return whether the practice's name stands where the logo would: on a large card, if it has the room.

    Elsewhere it stands above the practice's number alone, and stands out there.
    """
    return not (context.logos or is_small(context)) and len(context.practice.name) <= MAX_NAME_AT_FOOT


def _wordmark(context: BuildContext) -> Iterator[ExpectedTexts]:
    """Yield the practice's name at the foot of a card without a logo, besides that with its number."""
    if has_name_at_foot(context):
        practice = context.practice
        yield standing_content.practice_texts(context, (practice.name, practice.phone, practice.name))


def _web(context: BuildContext) -> ExpectedTexts:
    """Return the web address of the article, or else that of the practice."""
    found = article_link.expected_texts(context, label=not is_small(context))
    return found[0] if found else standing_content.practice_texts(context, (context.web,))


def word_count(texts: Iterable[str]) -> int:
    """Return the number of words in texts, without places to write and boxes to tick."""
    return sum(len(MARKS.sub(" ", text).split()) for text in texts)


def words_on_card(context: BuildContext) -> int:
    """Return the number of words on a context's card, all that is printed on it but bullets and numbers."""
    shown = complete_expectation(context)
    return word_count(passage.text for group in (shown.ordered, *shown.unordered) for passage in group)
