"""Findings about the readability of an article, each with its line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from foldwell.errors import Location, Problem
from foldwell.inputs.parsing import Source
from foldwell.inputs.readability.passive_voice import passive_words
from foldwell.inputs.readability.scores import WHOLE, Score, is_english, readability_scores
from foldwell.inputs.readability.sentences import DOCUMENT_TEXTS, Sentence, locate, running_text
from foldwell.inputs.readability.terms import abbreviations, first_use
from foldwell.model import Article, Term

Level = Literal["warning", "failure"]


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that makes the text harder to read, and how much that matters."""

    level: Level
    problem: Problem


@dataclass(frozen=True, slots=True)
class Gate:
    """A figure of the whole article: past `target` is a warning, past `limit` a failure.

    `figure` takes the score of the full text, and that without the declared terms.
    """

    name: str
    figure: Callable[[Score, Score], float]
    target: float
    limit: float
    more_is_better: bool = False

    def level(self, figure: float) -> Level | None:
        """Return the level of a figure; None if it meets the target."""
        sign = -1 if self.more_is_better else 1
        if sign * figure > sign * self.limit:
            return "failure"
        return "warning" if sign * figure > sign * self.target else None


GATES = (
    Gate("Flesch-Kincaid grade", lambda _, bare: bare.fkgl, target=6, limit=8),
    Gate("Flesch reading ease", lambda _, bare: bare.fre, target=70, limit=60, more_is_better=True),
    Gate("SMOG grade", lambda _, bare: bare.smog, target=8, limit=10),
    Gate("mean length of a sentence in words", lambda raw, _: raw.mean, target=15, limit=15),
)
MAX_SENTENCE_WORDS = 25
"""A sentence of more words than this fails."""

MAX_PASSIVE_SHARE = 0.1
"""The largest accepted fraction of passive sentences."""

EASIER_HINT = "use shorter sentences and shorter words"
UNEXPLAINED = (
    "the {document} uses the medical term '{term}' before it explains it",
    "put plain words in brackets after it, or say before what its 'meaning' says",
)
NOT_SPELLED_OUT = (
    "the {document} does not spell out '{term}' where it stands first",
    "write the words and then the abbreviation in brackets",
)

Sentences = tuple[Sentence, ...]


def readability_findings(article: Article, source: Source) -> tuple[Finding, ...]:
    """Return all findings about an article; a single warning if it is not in English.

    Gates: FKGL 6 (fails above 8), FRE 70 (fails under 60), SMOG 8 (fails above 10), with declared terms left
    out; sentences of 15 words on average and 25 at most, as they stand. A section past a limit is a warning.
    """
    if not is_english(article):
        what = f"the text is in '{article.language}', and reading scores are for English only"
        hint = "let patients read it and tell you"
        return (Finding("warning", Problem(source.where(("language",)), what, hint)),)
    return (*_score_findings(article, source), *remarks(article, source))


def remarks(article: Article, source: Source) -> tuple[Finding, ...]:
    """Return the sentences and words to revise, each with its line; empty if it is not in English."""
    if not is_english(article):
        return ()
    return tuple(found for check in REMARKS for found in check(article, source))


def _score_findings(article: Article, source: Source) -> Iterator[Finding]:
    """Yield the gates that the article does not pass, and the sections that are past a limit."""
    numbers = {part.id: index for index, part in enumerate(article.sections)}
    bare = {score.where: score for score in readability_scores(article, without_terms=True)}
    for raw in readability_scores(article):
        for gate in GATES:
            level = gate.level(figure := gate.figure(raw, bare.get(raw.where, raw)))
            what = f"{gate.name} is {figure:.1f} (target {gate.target:g}, limit {gate.limit:g})"
            if level and raw.where == WHOLE:
                yield Finding(level, Problem(source.where(("sections",)), f"{WHOLE}: {what}", EASIER_HINT))
            elif level == "failure":
                where = source.where(("sections", numbers[raw.where]))
                yield Finding("warning", Problem(where, f"section '{raw.where}': {what}", EASIER_HINT))


def _long_sentences(article: Article, source: Source) -> Iterator[Finding]:
    for sentence in _running_sentences(article):
        if len(sentence.words) > MAX_SENTENCE_WORDS:
            what = f"a sentence has {len(sentence.words)} words: {' '.join(sentence.words[:6])} ..."
            hint = f"make two of it, of {MAX_SENTENCE_WORDS} at most"
            yield Finding("failure", Problem(locate(source, sentence), what, hint))


def _passives(article: Article, source: Source) -> Iterator[Finding]:
    """Yield every passive sentence if there are too many."""
    sentences = _running_sentences(article)
    found = [(sentence, words) for sentence in sentences if (words := passive_words(sentence.text))]
    if len(found) <= MAX_PASSIVE_SHARE * len(sentences):
        return
    for sentence, words in found:
        what = f"'{words}' is passive, and so are {len(found)} of {len(sentences)} sentences"
        hint = "say who does it; one in ten is enough"
        yield Finding("warning", Problem(locate(source, sentence), what, hint))


def _terms(article: Article, source: Source) -> Iterator[Finding]:
    """Yield each declared term that a document uses before it is explained, or that none uses."""
    yield from _unexplained(article, source, lambda _: article.terms, UNEXPLAINED)
    sentences = tuple(DOCUMENT_TEXTS["handout"](article))
    for number, entry in enumerate(article.terms):
        if not first_use(entry, sentences):
            where = source.where(("terms", number, "term"))
            what = f"the text never uses the term '{entry.term}'"
            yield Finding("warning", Problem(where, what, "correct or delete it"))


def _abbreviations(article: Article, source: Source) -> Iterator[Finding]:
    """Yield each abbreviation that a document does not spell out at its first use."""
    declared = {entry.term for entry in article.terms}
    yield from _unexplained(
        article,
        source,
        lambda read: (entry for entry in abbreviations(read) if entry.term not in declared),
        NOT_SPELLED_OUT,
    )


def _unexplained(
    article: Article, source: Source, terms: Callable[[Sentences], Iterable[Term]], messages: tuple[str, str]
) -> Iterator[Finding]:
    """Yield the terms that a document does not explain when it is read on its own, each place once."""
    reported: set[tuple[str, Location]] = set()
    for document, sentences_of in DOCUMENT_TEXTS.items():
        sentences = tuple(sentences_of(article))
        for entry in terms(sentences):
            sentence, explained = first_use(entry, sentences) or (None, True)
            if sentence is None or explained:
                continue
            where = locate(source, sentence, entry.term)
            if (entry.term, where) not in reported:
                reported.add((entry.term, where))
                what, hint = messages
                message = what.format(term=entry.term, document=document)
                yield Finding("warning", Problem(where, message, hint))


REMARKS: tuple[Callable[[Article, Source], Iterator[Finding]], ...] = (
    _long_sentences, _passives, _terms, _abbreviations,
)  # fmt: skip


def _running_sentences(article: Article) -> list[Sentence]:
    return [sentence for number in range(len(article.sections)) for sentence in running_text(article, number)]
