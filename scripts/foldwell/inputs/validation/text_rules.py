"""Rules for the texts of an article: what may be written where, on its text tree."""

from __future__ import annotations

import re
from collections.abc import Iterator

from foldwell.inputs import markdown
from foldwell.inputs.markdown import call_numbers
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.inputs.parsing import Tree, leaves
from foldwell.inputs.validation.block_rules import BLOCKS
from foldwell.inputs.validation.contact_rules import known_names
from foldwell.inputs.validation.findings import (
    ANY,
    Check,
    Finding,
    plain_text_findings,
    select,
)

STEPS = (*BLOCKS, "steps")


PROSE = (
    ("sections", ANY, "body"),
    ("sections", ANY, "detail"),
    (*BLOCKS, "text"),
    *(STEPS, (*STEPS, ANY), (*STEPS, ANY, "do")),
)


PLAIN_TEXTS = frozenset(
    (
        *(
            "title",
            "audience",
            "heading",
            "key_point",
            "items",
            "note",
            "caption",
            "alt",
            "when",
            "lead",
            "then",
            *("name", "repeat", "day", "time", "write", "of", "groups", "within"),
            *("label", "unit", "choose", "hours", "place"),
        ),
        *("questions", "intro", "columns", "rows", "organisation", "short"),
        *("department", "code", "rights"),
    )
)
"""Fields of plain text, in which no Markdown is understood."""


TEXTS = PLAIN_TEXTS | {"body", "detail", "text", "steps", "do", "dont", "what", "value"}


UNMARKED = frozenset(
    (
        *("title", "audience", "summary", "keywords", "author", "clinical_reviewer"),
        *("heading", "alt", "columns", "organisation", "short", "locator"),
    )
)
"""Fields with neither numbers to call nor places to write: headings, names, and what is only read aloud."""


UNREAD = frozenset(
    (
        *("id", "ids", "fact", "url", "terms", "file", "cover", "format", "points", "whole", "size"),
        *("after", "status", "contacts", "call"),
    )
)
"""Fields that nobody reads in a document, and contacts, whose numbers are meant to stand there."""


UNBROKEN = re.compile(r"(?<![\w@:/.-])[^\W_]{50,}(?![\w@:/.-]*[@/])")
"""Matches a word that is longer than the longest in a dictionary, but not part of an address."""


def _prose_allowed(tree: Tree) -> Iterator[Finding]:
    for pattern in PROSE:
        for keys, text in select(tree, *pattern):
            if isinstance(text, str):
                yield from (Finding(keys, what, offset=line) for line, what in _markdown_problems(text))


def _lines_plain(tree: Tree) -> Iterator[Finding]:
    yield from plain_text_findings(tree, PLAIN_TEXTS)


def _marks_in_place(tree: Tree) -> Iterator[Finding]:
    """Yield the headings and names with a place to write, a box or a number to call."""
    for keys, text in leaves(tree):
        if not (UNMARKED & {*keys[-2:]} or keys[:1] == ("contacts",)):
            continue
        if MARKS.search(markdown.set_marks(text)):
            what = "has a place to write or a box to tick, which cannot stand here"
            yield Finding(keys, what, "put it into the text of a section")
        for name in call_numbers.names_in(text):
            yield Finding(
                keys, f"has {{{name}}}, which cannot stand here", "name it in the text of a section"
            )


def _numbers_known(tree: Tree) -> Iterator[Finding]:
    known = known_names(tree)
    for keys, text in leaves(tree):
        if not (UNMARKED | UNREAD) & {*keys}:
            for line, what, hint in call_numbers.name_problems(text, known):
                yield Finding(keys, what, hint, line)


def _words_fit(tree: Tree) -> Iterator[Finding]:
    """Yield words for which no panel has room, and which have no place to break them at."""
    for keys, text in leaves(tree):
        if TEXTS & set(keys[-2:]):
            for line, words in enumerate(text.split("\n")):
                for word in UNBROKEN.findall(words):
                    what = f"has a word of {len(word)} letters, '{word[:20]}...', that fits on no line"
                    yield Finding(keys, what, "put a space or a hyphen into it", line)


def _markdown_problems(text: str) -> Iterator[tuple[int, str]]:
    """Yield the problems of the stripped text."""
    leading_lines = text[: len(text) - len(text.lstrip())].count("\n")
    yield from ((leading_lines + line, what) for line, what in markdown.syntax_problems(text.strip()))


CHECKS: tuple[Check, ...] = (
    _prose_allowed,
    _lines_plain,
    _marks_in_place,
    _numbers_known,
    _words_fit,
)
