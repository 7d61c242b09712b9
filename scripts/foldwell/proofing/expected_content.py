"""The texts, links and pictures of the inputs that a document may be expected to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from foldwell.errors import KeyPath, Location
from foldwell.inputs import markdown
from foldwell.model import LogoSize, Section
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts, Table
from foldwell.rendering import templating


def title(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the article's title."""
    yield ExpectedText(context.source.where(("title",)), context.article.title)


def opening(context: BuildContext, has_header: bool = True) -> Iterator[ExpectedText]:
    """Yield what a document begins with: the practice's name, if it has no logo, and the article's title."""
    if has_header and not context.logos:
        yield from practice_texts(context, (context.practice.name,))
    yield from title(context)


def section(context: BuildContext, number: int, detail: bool = False) -> Iterator[ExpectedText]:
    """Yield every sentence of a section in reading order; its `detail` too if asked for."""
    part = context.article.sections[number]
    texts = {
        "heading": [part.heading],
        "highlight": [part.highlight.heading, *part.highlight.items] if part.highlight else [],
        "body": _blocks(part.body),
        "detail": _blocks(part.detail) if detail and part.detail else [],
        "evidence": [context.wording.evidence.word(part.evidence.level), part.evidence.note]
        if part.evidence
        else [],
        "figure": [part.figure.caption] if part.figure else [],
    }
    for key, blocks in texts.items():
        for text in blocks:
            yield ExpectedText(context.source.where(("sections", number, key)), text)


def tables(context: BuildContext, detail: bool = False) -> tuple[Table, ...]:
    """Return the tables of all sections in reading order, those of a `detail` too if asked for."""
    return tuple(
        tuple(
            tuple(ExpectedText(_line(context, (*keys, key), line), cell) for cell in cells)
            for line, cells in table
        )
        for number, part in enumerate(context.article.sections)
        for keys in [("sections", number)]
        for key, text in (("body", part.body), ("detail", part.detail if detail else None))
        for table in markdown.table_rows(text or "")
    )


def _line(context: BuildContext, keys: KeyPath, line: int) -> Location:
    """Return the place of a line of a text, which the article may begin with empty lines."""
    text = context.source.text(keys)
    leading_lines = text[: len(text) - len(text.lstrip())].count("\n")
    return context.source.where(keys, leading_lines + line)


def diary_table(context: BuildContext) -> tuple[Table, ...]:
    """Return the table of the diary, if there is one; only the first cell of its rows has text."""
    diary = context.article.diary
    if not diary:
        return ()
    heading = tuple(ExpectedText(context.source.where(("diary", "columns")), text) for text in diary.columns)
    names = (
        ExpectedText(context.source.where(("diary", "rows", index)), text)
        for index, text in enumerate(diary.rows)
    )
    return ((heading, *((name, *(replace(name, text="") for _ in heading[1:])) for name in names)),)


def key_point(context: BuildContext, number: int) -> ExpectedText:
    """Return the key point of a section."""
    return ExpectedText(
        context.source.where(("sections", number, "key_point")), context.article.sections[number].key_point
    )


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


def questions(context: BuildContext) -> ExpectedTexts:
    """Return the questions that a patient can ask."""
    where = context.source.where
    return tuple(
        ExpectedText(where(("questions", index)), text)
        for index, text in enumerate(context.article.questions)
    )


def sources(context: BuildContext) -> ExpectedTexts:
    """Return the sources in full, as one group: the title of one alone may be found in the text as well."""
    return tuple(
        ExpectedText(context.source.where(("sources", index)), text)
        for index, part in enumerate(context.article.sources)
        for text in (part.title, part.organisation, str(part.year or ""), part.locator)
        if text
    )


def short_sources(context: BuildContext) -> ExpectedTexts:
    """Return the sources by their short names, once where several share one."""
    # From the end, so that the first of several with one name stays.
    first = {part.short: index for index, part in reversed(tuple(enumerate(context.article.sources)))}
    named = sorted(first.items(), key=lambda entry: entry[1])
    return tuple(ExpectedText(context.source.where(("sources", index)), short) for short, index in named)


def diary(context: BuildContext) -> ExpectedTexts:
    """Return the words of the diary, if there is one."""
    diary = context.article.diary
    cells = (diary.heading, diary.intro, *diary.columns, *diary.rows) if diary else ()
    return tuple(ExpectedText(context.source.where(("diary",)), text) for text in cells)


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
    return frozenset((*contact_links, *calls, *sources, *required_links(context, detail=True)))


def required_links(context: BuildContext, detail: bool = False) -> frozenset[str]:
    """Return the link targets in the text of the sections; those of the details too if asked for."""
    parts = context.article.sections
    texts = (text for part in parts for text in (part.body, part.detail if detail else None) if text)
    return frozenset(address for text in texts for address in markdown.link_targets(text))


def figures(context: BuildContext, size: LogoSize | None = "large") -> tuple[str, ...]:
    """Return the alt texts of every figure, and of the logo that is shown at a size, if it is."""
    parts: tuple[Section, ...] = context.article.sections
    shown = logo(context, size) if size else ()
    return (*shown, *(part.figure.alt for part in parts if part.figure))


def logo(context: BuildContext, size: LogoSize) -> tuple[str, ...]:
    """Return the alt text of the logo that is shown at a size; none for a brand without a logo."""
    return (context.brand.logo_alt(size),) if context.logos else ()


def _blocks(text: str) -> list[str]:
    return markdown.printed_text(text).splitlines()
