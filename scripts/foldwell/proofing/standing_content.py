"""What stands around the text of an article: practice, care boxes, numbers, imprint, links, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foldwell.model import LogoSize
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts
from foldwell.rendering import templating


def opening(context: BuildContext, has_header: bool = True) -> Iterator[ExpectedText]:
    """Yield what a document begins with: the practice's name, if it has no logo, and the article's title."""
    if has_header and not context.logos:
        yield from practice_texts(context, (context.practice.name,))
    yield from article_content.title(context)


def care(context: BuildContext) -> tuple[ExpectedTexts, ExpectedTexts]:
    """Return the words of both care boxes, with the numbers of the practice."""
    words, numbers, same_day = context.care, context.practice.numbers, context.article.care.same_day
    action = words.same_day_action.format(urgent=numbers.urgent, phone=context.practice.phone)
    emergency = context.article.care.emergency
    return (
        _box(
            context,
            "same_day",
            (words.same_day_heading, same_day.lead, action, *same_day.when, same_day.then),
        ),
        # In an emergency, what to do comes before anything else.
        _box(
            context, "emergency", (*emergency_call(context), emergency.lead, *emergency.when, emergency.then)
        ),
    )


def emergency_call(context: BuildContext) -> tuple[str, str]:
    """Return the heading of the emergency box, and what to do."""
    number = context.practice.numbers.emergency
    words = context.care
    return words.emergency_heading.format(emergency=number), words.emergency_action.format(emergency=number)


def practice_and_phone(context: BuildContext) -> ExpectedTexts:
    """Return the practice's name and its phone number, the first of the numbers to call."""
    return practice_texts(context, (context.practice.name, context.practice.phone))


def numbers(context: BuildContext) -> tuple[ExpectedTexts, ...]:
    """Return each number to call with its purpose; the crisis number only if the article prints it."""
    words, numbers = context.care, context.practice.numbers
    crisis = numbers.crisis if context.article.care.crisis_line else None
    calls = {
        "the number for urgent advice": (words.urgent_call, numbers.urgent),
        "the number for emergencies": (words.emergency_call, numbers.emergency),
        "the number for a crisis": (words.crisis_call, crisis),
    }
    return tuple(
        (ExpectedText(where, label), ExpectedText(where, number))
        for where, (label, number) in calls.items()
        if label and number
    )


def _box(context: BuildContext, level: str, texts: Iterable[str | None]) -> ExpectedTexts:
    return tuple(ExpectedText(context.source.where(("care", level)), text) for text in texts if text)


def contact(context: BuildContext) -> ExpectedTexts:
    """Return everything about the practice that a patient may need, in one block."""
    practice = context.practice
    hours = [f"{row.days}: {row.times}" for row in practice.hours]
    email = [practice.email] if practice.email else []
    texts = practice.name, *practice.address, practice.phone, *email, context.web, *hours, *practice.footer
    return practice_texts(context, texts)


def practice_texts(context: BuildContext, texts: Iterable[str]) -> ExpectedTexts:
    """Return facts of the practice as passages."""
    return tuple(ExpectedText(f"practice '{context.practice_id}'", text) for text in texts)


def review(context: BuildContext) -> tuple[ExpectedTexts, ...]:
    """Return the text that no branding may hide: draft or reviewer, version, dates, overdue and examples."""
    article, wording, form = context.article, context.wording, context.practice.date
    reviewer = article.clinical_reviewer
    overdue = {"the warning that it is overdue": wording.overdue} if context.overdue else {}
    examples = {"the warning that facts are examples": wording.example} if context.has_examples else {}
    return _single(
        {
            "the review": wording.reviewed.format(reviewer=reviewer) if reviewer else wording.draft,
            "the version": wording.version.format(version=article.version),
            "the date": wording.published.format(
                date=templating.spell_date(article.published, wording, form)
            ),
            "the next review": wording.review_by.format(
                date=templating.spell_date(article.review_by, wording, form)
            ),
            **overdue,
            **examples,
        }
    )


def imprint(context: BuildContext) -> tuple[ExpectedTexts, ...]:
    """Return the imprint of every full document, besides its review."""
    article, practice, wording = context.article, context.practice, context.wording
    return _single(
        {
            "the author": wording.written_by.format(author=article.author),
            "the content id": wording.content_id.format(id=context.article_id),
            "the audience": article.audience,
            "the disclaimer": wording.disclaimer,
            "other formats": wording.other_formats.format(phone=practice.phone),
            "feedback": wording.feedback.format(contact=practice.contact),
        }
    )


def _single(texts: Mapping[str, str]) -> tuple[ExpectedTexts, ...]:
    return tuple((ExpectedText(where, text),) for where, text in texts.items())


def links(context: BuildContext) -> frozenset[str]:
    """Return every address that a document may lead to."""
    practice, article = context.practice, context.article
    contact_links = (f"mailto:{practice.email}", str(practice.web))
    calls = (link.address for link in context.phone_links.values() if link)
    sources = (str(source.url) for source in article.sources)
    return frozenset(
        (*contact_links, *calls, *sources, *article_content.required_links(context, detail=True))
    )


def figures(context: BuildContext, size: LogoSize | None = "large") -> tuple[str, ...]:
    """Return the alt texts of every figure, and of the logo that is shown at a size, if it is."""
    shown = logo(context, size) if size else ()
    return (*shown, *(figure.alt for _, figure in context.shown_figures))


def logo(context: BuildContext, size: LogoSize) -> tuple[str, ...]:
    """Return the alt text of the logo that is shown at a size; none for a brand without a logo."""
    return (context.brand.logo_alt(size),) if context.logos else ()
