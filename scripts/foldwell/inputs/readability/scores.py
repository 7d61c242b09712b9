"""How hard a text is to read: Flesch-Kincaid grade, Flesch reading ease, SMOG, and the length of sentences.

The formulas are written out here because no library does them right without help: textstat fetches its word
list from the network, and leaves out every sentence of one or two words. The syllables of known words come
from the CMU Pronouncing Dictionary (pysyllables), those of other words by rule (syllapy).
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache

import syllapy
from pysyllables import get_syllable_count

from foldwell.inputs.readability.sentences import Sentence, running_text
from foldwell.inputs.readability.terms import term_pattern
from foldwell.model import Article

WHOLE = "the whole article"
ENGLISH = "en"

POLYSYLLABLE = 3
SMOG_SAMPLE = 30


@dataclass(frozen=True, slots=True)
class Score:
    """How hard one passage is to read.

    `where` is the id of a section, or 'the whole article'; `fkgl` and `smog` are US school grades, `fre`
    is best near 100; `mean` and `longest` count the words of sentences. `smog` is rough for fewer than 30
    sentences, `fkgl` and `fre` for fewer than 100 words.
    """

    where: str
    sentences: int
    words: int
    fkgl: float
    fre: float
    smog: float
    mean: float
    longest: int


def readability_scores(article: Article, without_terms: bool = False) -> tuple[Score, ...]:
    """Return the score of each section's running text, then that of the whole; nothing if it is not English.

    FKGL: Kincaid and others 1975. FRE: Flesch 1948. SMOG: McLaughlin 1969. With `without_terms`, the medical
    terms that the article declares are left out, for a reader has them explained.
    """
    if not is_english(article):
        return ()
    terms = [entry.term for entry in article.terms] if without_terms else []
    sections = {
        part.id: _without_terms(terms, running_text(article, index))
        for index, part in enumerate(article.sections)
    }
    passages = {**sections, WHOLE: [sentence for sentences in sections.values() for sentence in sentences]}
    return tuple(score_passage(where, passage) for where, passage in passages.items() if passage)


def is_english(article: Article) -> bool:
    """Return whether the article is in the language that the formulas were made for."""
    return article.language.split("-")[0] == ENGLISH


def score_passage(where: str, passage: Sequence[Sentence]) -> Score:
    """Return the score of a passage of at least one sentence."""
    lengths = [len(sentence.words) for sentence in passage]
    counts = [syllables(word) for sentence in passage for word in sentence.words]
    mean, weight = len(counts) / len(lengths), sum(counts) / len(counts)
    polysyllables = sum(count >= POLYSYLLABLE for count in counts)
    return Score(
        where=where,
        sentences=len(lengths),
        words=len(counts),
        fkgl=0.39 * mean + 11.8 * weight - 15.59,
        fre=206.835 - 1.015 * mean - 84.6 * weight,
        smog=1.0430 * math.sqrt(SMOG_SAMPLE * polysyllables / len(lengths)) + 3.1291,
        mean=mean,
        longest=max(lengths),
    )


@cache
def syllables(word: str) -> int:
    """Return the number of syllables of a word; one per letter of an abbreviation, one for a number."""
    known = get_syllable_count(word)
    if known:
        return int(known)
    parts = [part for part in re.split(r"[-&.,]", word) if part]
    if len(parts) > 1 and not word[0].isdigit():
        return sum(map(syllables, parts))
    return len(word) if word.isupper() else max(1, syllapy.count(word))


def _without_terms(terms: list[str], passage: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences without the terms, those of terms alone left out."""
    return list(_remove_terms(sorted(terms, key=len, reverse=True), passage))


def _remove_terms(terms: list[str], passage: Iterable[Sentence]) -> Iterator[Sentence]:
    for sentence in passage:
        text = sentence.text
        for term in terms:
            text = term_pattern(term).sub("", text)
        shortened = replace(sentence, text=text)
        if shortened.words:
            yield shortened
