"""The sentences of an article in reading order, each with its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foldwell.errors import KeyPath, Location
from foldwell.inputs.parsing import Keys, Source
from foldwell.inputs.reading_order import RUNNING, section_passages
from foldwell.model import Article

WORD = re.compile(r"[^\W_]+(?:['&.,-][^\W_]+)*")
END = re.compile(r"(?<=[.!?])[\"')]*\s+(?=[\"'(]*[A-Z0-9])")
"""The end of a sentence. A name after a title with a full stop ('Dr. Who') counts as a new sentence."""

SEARCH_WORDS = 3
"""The number of first words to search for when a sentence is not found whole, because of a link in it."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as a reader sees it, and the keys of its field."""

    keys: KeyPath
    text: str

    @property
    def words(self) -> tuple[str, ...]:
        """The words; 'anti-sickness', '1,566' and 'A&E' are one each."""
        return tuple(WORD.findall(self.text))


def running_text(article: Article, number: int) -> tuple[Sentence, ...]:
    """Return the running text of a section: its body or blocks, and its detail."""
    return tuple(_section_sentences(article, number, RUNNING, detail=True))


def leaflet(article: Article) -> Iterator[Sentence]:
    """Yield what the leaflet says; headings and the words that are the same in every article are left out."""
    yield from _sections_and_care(article)


def handout(article: Article) -> Iterator[Sentence]:
    """Yield what the handout says, as `leaflet` does."""
    yield from _sections_and_care(article, detail=True)
    for number, question in enumerate(article.questions):
        yield from _split_sentences(("questions", number), question)
    if article.diary:
        yield from _split_sentences(("diary", "intro"), article.diary.intro)


def card(article: Article) -> Iterator[Sentence]:
    """Yield what the card says, as `leaflet` does; nothing where there is no card."""
    if not (article.card.whole or any(section.key_point for section in article.sections)):
        return
    for number, section in enumerate(article.sections):
        is_whole = section.id in article.card.whole
        yield from (_section_sentences if is_whole else _key_point_sentences)(article, number)
    yield from _care_sentences(article)


DOCUMENT_TEXTS: Mapping[str, Callable[[Article], Iterator[Sentence]]] = MappingProxyType(
    {"leaflet": leaflet, "handout": handout, "card": card}
)
"""Documents that may be read alone, so that each must explain its own terms."""


def locate(source: Source, sentence: Sentence, words: str = "") -> Location:
    """Return the place of a sentence, or of `words` in it."""
    text = source.value
    for key in sentence.keys:
        text = text[key]  # type: ignore[index]
    sought = WORD.findall(words) or sentence.words
    for some in (sought, sought[:SEARCH_WORDS]):
        found = re.search(r"[\W_]+".join(map(re.escape, some)), str(text), re.IGNORECASE)
        if found:
            return source.where(sentence.keys, str(text)[: found.start()].count("\n"))
    return source.where(sentence.keys)


def _sections_and_care(article: Article, detail: bool = False) -> Iterator[Sentence]:
    """Yield every section, and the care boxes after the section that they follow.

    With `detail`, the further text and the key point of each section are among them.
    """
    for number, section in enumerate(article.sections):
        yield from _section_sentences(article, number, detail=detail)
        if detail:
            yield from _key_point_sentences(article, number)
        if section.id == article.care_section:
            yield from _care_sentences(article)


def _section_sentences(
    article: Article, number: int, parts: frozenset[str] | None = None, detail: bool = False
) -> Iterator[Sentence]:
    """Yield the sentences of the passages of a section that belong to `parts`, or of all but labels."""
    for passage in section_passages(article.sections[number], wording=None, detail=detail):
        if not passage.is_label and (parts is None or passage.part in parts):
            yield from _split_sentences(("sections", number, *passage.keys), passage.plain_text)


def _key_point_sentences(article: Article, number: int) -> Iterator[Sentence]:
    yield from _split_sentences(("sections", number, "key_point"), article.sections[number].key_point or "")


def _care_sentences(article: Article) -> Iterator[Sentence]:
    for name, box in article.care.boxes.items():
        yield from _split_sentences(("care", name, "lead"), box.lead or "")
        for number, symptom in enumerate(box.when):
            yield from _split_sentences(("care", name, "when", number), symptom)
        yield from _split_sentences(("care", name, "then"), box.then or "")


def _split_sentences(keys: Keys, text: str) -> Iterator[Sentence]:
    """Yield the sentences of plain text; a line is one at least, with a full stop or without."""
    for block in text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").splitlines():
        yield from (
            Sentence(tuple(keys), text_part) for text_part in END.split(block) if WORD.search(text_part)
        )
