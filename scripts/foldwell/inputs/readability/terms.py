"""Whether a medical term or an abbreviation is explained where a reader first meets it.

A term is explained if words in brackets follow it, if it is in brackets after plain words, or if its declared
meaning occurs by the end of the sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from foldwell.inputs.readability.sentences import Sentence
from foldwell.model import Term

ABBREVIATION = re.compile(r"\b[A-Z](?:&?[A-Z]){1,9}\b")
EVERYDAY = frozenset({"A&E", "ER", "GP", "NHS", "UK", "US"})
"""Abbreviations that are better known than their full form."""

IN_WORDS = re.compile(r"\s*\([^)]*[a-z]{2}")


def term_pattern(term: str) -> re.Pattern[str]:
    """Return the pattern of a term, including its plural."""
    return re.compile(rf"(?<!\w){re.escape(term)}s?(?!\w)", re.IGNORECASE)


def abbreviations(sentences: Iterable[Sentence]) -> tuple[Term, ...]:
    """Return the abbreviations of two capitals or more, but not those that everyone knows."""
    found = dict.fromkeys(word for sentence in sentences for word in ABBREVIATION.findall(sentence.text))
    return tuple(Term(term=word) for word in found if word not in EVERYDAY)


def first_use(term: Term, sentences: Iterable[Sentence]) -> tuple[Sentence, bool] | None:
    """Return the sentence that uses a term first, and whether it is explained there; None if none uses it."""
    preceding = ""
    for sentence in sentences:
        preceding = f"{preceding} {sentence.text.lower()}"
        if used := term_pattern(term.term).search(sentence.text):
            explained = bool(term.meaning) and str(term.meaning).lower() in preceding
            return sentence, explained or _in_brackets(sentence.text, used)
    return None


def _in_brackets(text: str, used: re.Match[str]) -> bool:
    """Return whether the term is explained by brackets: either it or its explanation is inside them."""
    before = text[: used.start()]
    return before.count("(") > before.count(")") or bool(IN_WORDS.match(text, used.end()))
