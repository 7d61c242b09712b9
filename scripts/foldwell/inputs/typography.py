"""Set typed text right: the quotes and dashes of its language, apostrophes, low and high characters.

Every document and every expectation reads the text that comes out of here, so that both are the same.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from functools import partial
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from foldwell.inputs.markdown.addresses import MACHINE_TEXT
from foldwell.inputs.markdown.small_characters import TYPED, full_size, set_small
from foldwell.model import FrozenModel
from foldwell.model.fields import change_texts

Model = TypeVar("Model", bound=FrozenModel)


class Marks(NamedTuple):
    """The language of a text, and the code points that its fonts can draw."""

    language: str
    drawable: Collection[int]


class Quotes(NamedTuple):
    """The outer and the inner quotation marks of a language (CLDR, delimiters)."""

    opening: str
    closing: str
    inner_opening: str
    inner_closing: str


ENGLISH = Quotes("“", "”", "‘", "’")
QUOTES: Mapping[str, Quotes] = MappingProxyType(
    {
        "de": Quotes("„", "“", "‚", "‘"),
        "es": Quotes("«", "»", "“", "”"),
        "es-US": ENGLISH,
        "fr": Quotes("«\N{NO-BREAK SPACE}", "\N{NO-BREAK SPACE}»", "“", "”"),
        "it": Quotes("«", "»", "“", "”"),
        "pl": Quotes("„", "”", "«", "»"),
    }
)
"""The quotation marks of languages that do not use the English ones."""

APOSTROPHE = "\N{RIGHT SINGLE QUOTATION MARK}"

SMALL_TYPED = re.sub(r"\((?!\?)", "(?:", TYPED.pattern)
MARK = re.compile(
    rf"(?P<code>{MACHINE_TEXT})"
    r"|(?P<block>\n\s*\n|\n\s*[-*+|]|\|)"
    rf"|(?P<small>{SMALL_TYPED})"
    r"|(?P<quote>[\"'])"
    r"|(?P<dots>(?<!\.)\.{3}(?!\.))"
    r"|(?P<dash>(?<=[^\s*+|-])[ ]-{1,3}[ ](?=[^\s|]))"
    r"|(?P<long_dash>(?<=\w)-{2,3}(?=\w))"
)
REPLACEMENTS = MappingProxyType({"dots": "…", "dash": " – ", "long_dash": "—"})
BEFORE_WORD = frozenset("([{/-–—|«“‘\"'¡¿")
"""Characters that a word may follow as it follows a space."""

ELISION = re.compile(r"(?:[0-9]0s|tis|twas|em|til|n)\b", re.IGNORECASE)
"""Words that an apostrophe begins: '90s, 'tis."""

RULE_LINE = re.compile(r"^[ \t|:-]+$", re.MULTILINE)
"""Matches the line of a table that is made of | and -."""


def set_texts(model: Model, language: str, drawable: Collection[int]) -> Model:
    """Return the model with every text that people read set right (`set_text`).

    A mark that is not among the `drawable` code points stays as it was typed.
    """
    return change_texts(model, partial(_set_drawable, marks=Marks(language, drawable)))


def _set_drawable(text: str, marks: Marks) -> str:
    shown = set_text(text, marks.language)
    new = set(map(ord, full_size(shown))) - set(map(ord, text))
    return shown if all(code in marks.drawable for code in new) else text


def set_text(text: str, language: str) -> str:
    """Return text, plain or CommonMark, with typographic quotes, apostrophes, dashes and ellipses.

    Addresses stay as they are, and so do the marks of feet and inches (5', 3"). The function is idempotent.
    """
    quotes = QUOTES.get(language) or QUOTES.get(language[:2], ENGLISH)
    return _Setter(text, quotes).text()


class _Setter:
    """Sets one text; knows which quotations are open."""

    def __init__(self, text: str, quotes: Quotes) -> None:
        self._typed, self._quotes = text, quotes
        self._open: set[str] = set()
        self._rules = [found.span() for found in RULE_LINE.finditer(text)]

    def text(self) -> str:
        """Return the text set right."""
        return MARK.sub(self._set, self._typed)

    def _set(self, found: re.Match[str]) -> str:
        if any(start <= found.start() < end for start, end in self._rules):
            return found[0]
        kind = found.lastgroup or ""
        if kind == "block":
            self._open.clear()
        if kind == "small":
            return set_small(found[0])
        return self._quote(found[0], found.start()) if kind == "quote" else REPLACEMENTS.get(kind, found[0])

    def _quote(self, mark: str, index: int) -> str:
        before = self._typed[:index].rstrip("*_")[-1:]
        after = self._typed[index + 1 :].lstrip("*_[")[:1]
        begins = not before or before.isspace() or before in BEFORE_WORD
        if mark == "'" and not self._is_inner(index, before, after, begins):
            return mark if before.isdigit() and not after.isalpha() else APOSTROPHE
        closes = mark in self._open and not after.isalnum()
        if begins and after and not after.isspace() and not closes:
            self._open.add(mark)
            return self._quotes.opening if mark == '"' else self._quotes.inner_opening
        if mark in self._open:
            self._open.discard(mark)
            return self._quotes.closing if mark == '"' else self._quotes.inner_closing
        # With nothing to close, inches after a number, or a mark that stands alone.
        return mark if before.isdigit() or begins else self._quotes.closing

    def _is_inner(self, index: int, before: str, after: str, begins: bool) -> bool:
        """Return whether a single mark is a quotation mark, not an apostrophe or the sign of feet."""
        if before.isalnum() and after.isalnum():
            return False
        if not begins:
            return "'" in self._open
        if ELISION.match(self._typed, index + 1):
            return False
        block = re.split(r"\n\s*\n", self._typed[index + 1 :], maxsplit=1)[0]
        return after.isspace() or re.search(r"[^\s\"(]'(?!\w)", block) is not None
