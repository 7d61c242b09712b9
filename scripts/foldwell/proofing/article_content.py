"""The texts, tables and links of an article that a document may be expected to show."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import groupby
from operator import attrgetter

from foldwell.errors import KeyPath, Location
from foldwell.inputs.reading_order import Passage, section_passages
from foldwell.model import Figure
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import ExpectedText, ExpectedTexts, Table

Sections = Collection[int] | None
"""The numbers of some sections, or None for all."""


def title(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the article's title."""
    yield ExpectedText(context.source.where(("title",)), context.article.title)


def summary(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the article's summary, if it has one."""
    if text := context.article.summary:
        yield ExpectedText(context.source.where(("summary",)), text)


def card_heading(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the heading of the card: its own, or else the article's title."""
    if heading := context.article.card.heading:
        yield ExpectedText(context.source.where(("card", "heading")), heading)
    else:
        yield from title(context)


def section(context: BuildContext, number: int, detail: bool = False) -> Iterator[ExpectedText]:
    """Yield every sentence of a section in reading order; its `detail` too if asked for."""
    for passage in _passages(context, number, detail):
        yield from _expected(context, number, passage)


def figures(context: BuildContext, sections: Sections = None) -> tuple[tuple[KeyPath, Figure], ...]:
    """Return the figures of the `sections` with these numbers, or of all, each with its keys."""
    shown = _numbers(context, sections)
    return tuple((keys, figure) for keys, figure in context.shown_figures if keys[1] in shown)


def unbroken_groups(
    context: BuildContext, detail: bool = False, sections: Sections = None
) -> tuple[ExpectedTexts, ...]:
    """Return the texts of sections that stand together, such as the name and the words of a step.

    So too below: of the `sections` with these numbers in their order, or of all.
    """
    return tuple(
        tuple(text for passage in group for text in _expected(context, number, passage))
        for number in _numbers(context, sections)
        for key, group in groupby(_passages(context, number, detail), attrgetter("group"))
        if key
    )


def steps(
    context: BuildContext, detail: bool = False, sections: Sections = None
) -> tuple[tuple[int, ExpectedTexts], ...]:
    """Return the number and the texts of each step; each block of steps counts from 1."""
    return tuple(
        (int(index) + 1, tuple(text for passage in group for text in _expected(context, number, passage)))
        for number in _numbers(context, sections)
        for (*_, index), group in groupby(_step_passages(context, number, detail), _place_of_step)
    )


def _step_passages(context: BuildContext, number: int, detail: bool) -> Iterator[Passage]:
    return (one for one in _passages(context, number, detail) if one.part == "steps" and one.group)


def _place_of_step(passage: Passage) -> KeyPath:
    """Return the keys of a step, whose last is its index; those of its passages have one more."""
    return passage.keys[:-1]


def _numbers(context: BuildContext, sections: Sections) -> Collection[int]:
    return range(len(context.article.sections)) if sections is None else sections


def _passages(context: BuildContext, number: int, detail: bool) -> Iterator[Passage]:
    return section_passages(context.article.sections[number], context.wording, detail)


def _expected(context: BuildContext, number: int, passage: Passage) -> Iterator[ExpectedText]:
    where = context.source.where(("sections", number, *passage.keys))
    yield from (ExpectedText(where, text) for text in passage.printed_texts)


def tables(context: BuildContext, detail: bool = False, sections: Sections = None) -> tuple[Table, ...]:
    """Return the tables of sections in reading order, those of a `detail` too if asked for."""
    return tuple(
        tuple(
            tuple(ExpectedText(_line(context, keys, line), cell) for cell in cells) for line, cells in table
        )
        for number in _numbers(context, sections)
        for passage in _passages(context, number, detail)
        for keys in [("sections", number, *passage.keys)]
        for table in passage.table_rows
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


def headings(context: BuildContext) -> ExpectedTexts:
    """Return the headings of the sections."""
    return tuple(
        ExpectedText(context.source.where(("sections", number, "heading")), part.heading)
        for number, part in enumerate(context.article.sections)
    )


def further_headings(context: BuildContext) -> Iterator[ExpectedText]:
    """Yield the headings of what may follow the sections: the questions, and the diary."""
    if context.article.questions:
        yield ExpectedText(context.source.where(("questions",)), context.wording.questions)
    if diary := context.article.diary:
        yield ExpectedText(context.source.where(("diary", "heading")), diary.heading)


def key_points(context: BuildContext, numbers: Sections = None) -> ExpectedTexts:
    """Return the key points of the sections with these numbers, or else of all; not each section has one."""
    parts = context.article.sections
    return tuple(
        ExpectedText(context.source.where(("sections", number, "key_point")), point)
        for number in _numbers(context, numbers)
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
    """Return the sources by their short names, each publisher once, or the words that say none."""
    if not context.article.sources:
        return _no_sources(context)
    return tuple(
        ExpectedText(context.source.where(("sources", index)), name)
        for name, index in context.article.short_sources.items()
    )


def _no_sources(context: BuildContext) -> ExpectedTexts:
    return (ExpectedText(context.source.where(("sources",)), context.wording.no_sources),)


def diary(context: BuildContext) -> ExpectedTexts:
    """Return the words of the diary, if there is one."""
    diary = context.article.diary
    cells = (diary.heading, diary.intro, *diary.columns, *diary.rows) if diary else ()
    return tuple(ExpectedText(context.source.where(("diary",)), text) for text in cells)


def required_links(context: BuildContext, detail: bool = False, sections: Sections = None) -> frozenset[str]:
    """Return the link targets in the text of the sections; those of the details too if asked for."""
    return frozenset(
        address
        for number in _numbers(context, sections)
        for passage in _passages(context, number, detail)
        for address in passage.link_targets
    )
