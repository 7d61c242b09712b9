"""The texts, tables and links of an article that a document may be expected to show."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from foldwell.errors import KeyPath, Location
from foldwell.inputs import markdown
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts, Table


def title(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the article's title."""
    yield ExpectedText(context.source.where(("title",)), context.article.title)


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


def key_points(context: BuildContext, numbers: Iterable[int] | None = None) -> ExpectedTexts:
    """Return the key points of the sections with these numbers, or else of all; not each section has one."""
    parts = context.article.sections
    return tuple(
        ExpectedText(context.source.where(("sections", number, "key_point")), point)
        for number in (range(len(parts)) if numbers is None else numbers)
        if (point := parts[number].key_point)
    )


def questions(context: BuildContext) -> ExpectedTexts:
    """Return the questions that a patient can ask."""
    where = context.source.where
    return tuple(
        ExpectedText(where(("questions", index)), text)
        for index, text in enumerate(context.article.questions)
    )


def sources(context: BuildContext) -> ExpectedTexts:
    """Return the sources in full, as one group: the title of one alone may be found in the text as well.

    For an article without any, they are the words that say so.
    """
    if not context.article.sources:
        return _no_sources(context)
    return tuple(
        ExpectedText(context.source.where(("sources", index)), text)
        for index, part in enumerate(context.article.sources)
        for text in (part.title, part.organisation, str(part.year or ""), part.locator)
        if text
    )


def short_sources(context: BuildContext) -> ExpectedTexts:
    """Return the sources by their short names, once where several share one, or the words that say none."""
    if not context.article.sources:
        return _no_sources(context)
    # From the end, so that the first of several with one name stays.
    first = {part.short_name: index for index, part in reversed(tuple(enumerate(context.article.sources)))}
    named = sorted(first.items(), key=lambda entry: entry[1])
    return tuple(ExpectedText(context.source.where(("sources", index)), short) for short, index in named)


def _no_sources(context: BuildContext) -> ExpectedTexts:
    return (ExpectedText(context.source.where(("sources",)), context.wording.no_sources),)


def diary(context: BuildContext) -> ExpectedTexts:
    """Return the words of the diary, if there is one."""
    diary = context.article.diary
    cells = (diary.heading, diary.intro, *diary.columns, *diary.rows) if diary else ()
    return tuple(ExpectedText(context.source.where(("diary",)), text) for text in cells)


def required_links(context: BuildContext, detail: bool = False) -> frozenset[str]:
    """Return the link targets in the text of the sections; those of the details too if asked for."""
    parts = context.article.sections
    texts = (text for part in parts for text in (part.body, part.detail if detail else None) if text)
    return frozenset(address for text in texts for address in markdown.link_targets(text))


def _blocks(text: str) -> list[str]:
    return markdown.printed_text(text).splitlines()
