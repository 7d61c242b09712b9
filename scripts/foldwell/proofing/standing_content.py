"""What stands around the text of an article: practice, care boxes, numbers, imprint, links, pictures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foldwell.model import CareBox, LogoSize
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts
from foldwell.rendering import templating


def opening(context: BuildContext, has_header: bool = True) -> Iterator[ExpectedText]:
    """Yield what a document begins with: the practice's name, if it has no logo, and the article's title."""
    if has_header and not context.logos:
        yield from practice_texts(context, (context.practice.name,))
    yield from article_content.title(context)


def care(context: BuildContext) -> tuple[ExpectedTexts, ...]:
    """Return the words of each care box that the article has, with the numbers of the practice."""
    words_of = {"same_day": _same_day_words, "emergency": _emergency_words}
    return tuple(
        tuple(
            ExpectedText(context.source.where(("care", name)), text)
            for text in words_of[name](context, box)
            if text
        )
        for name, box in context.article.care.boxes.items()
    )


def _same_day_words(context: BuildContext, box: CareBox) -> tuple[str | None, ...]:
    words, calls = context.care, context.call_words
    numbers = {"urgent": context.practice.numbers.urgent, "phone": context.practice.phone}
    usual = "" if calls.lead_calls else words.same_day_action.format(**numbers)
    action = calls.same_day or usual
    return words.same_day_heading, box.lead, action, *box.when, *calls.same_day_closed, box.then


def _emergency_words(context: BuildContext, box: CareBox) -> tuple[str | None, ...]:
    # In an emergency, what to do comes before anything else.
    heading, action = emergency_call(context)
    return heading, action, *context.call_words.emergency_closed, box.lead, *box.when, box.then


def emergency_call(context: BuildContext) -> tuple[str, str]:
    """Return the heading of the emergency box, and what to do."""
    numbers = {"emergency": context.practice.numbers.emergency, "phone": context.practice.phone}
    words = context.care
    return words.emergency_heading.format(**numbers), words.emergency_action.format(**numbers)


def practice_and_phone(context: BuildContext) -> ExpectedTexts:
    """Return the practice's name and its phone number, the first of the numbers to call."""
    return practice_texts(context, (context.practice.name, context.practice.phone))


def numbers(context: BuildContext) -> tuple[ExpectedTexts, ...]:
    """Return each number to call with its purpose; the crisis number only if the article prints it."""
    words, numbers = context.care, context.practice.numbers
    crisis = numbers.crisis if context.article.care.crisis_line else None
    contacts = ((contact.name, contact.phone) for contact in context.call_words.called)
    calls = {
        "the number for urgent advice": (words.urgent_call, numbers.urgent),
        "the number for emergencies": (words.emergency_call, numbers.emergency),
        "the number for a crisis": (words.crisis_call, crisis),
    }
    return (
        *(practice_texts(context, pair) for pair in contacts),
        *(
            (ExpectedText(where, label), ExpectedText(where, number))
            for where, (label, number) in calls.items()
            if label and number
        ),
    )


def in_one(passages: ExpectedTexts) -> ExpectedText:
    """Return passages as one that is shown whole or not at all."""
    return ExpectedText(passages[0].where, " ".join(passage.text for passage in passages))


def contacts(context: BuildContext) -> tuple[ExpectedTexts, ...]:
    """Return all that is shown of each contact, in one group."""
    where = context.source.where
    return tuple(
        tuple(ExpectedText(where(("contacts", contact.id)), line) for line in contact.lines)
        for contact in context.call_words.contacts
    )


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
    department = article.department and wording.department.format(department=article.department)
    texts = {"the department": department, "the copyright line": article.rights}
    return _single(
        {name: text for name, text in texts.items() if text}
        | {
            "the author": wording.written_by.format(author=article.author),
            "the leaflet's number": wording.code.format(code=article.code or context.article_id),
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
    shown = context.call_words.contacts
    contact_links = (
        *(f"mailto:{email}" for email in (practice.email, *(one.email for one in shown)) if email),
        *(one.url for one in shown if one.url),
        str(practice.web),
    )
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
