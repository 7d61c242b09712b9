"""The sentences of an article in reading order, each with its field."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foldwell.errors import KeyPath, Location
from foldwell.inputs import markdown
from foldwell.inputs.parsing import Keys, Source
from foldwell.model import Article, Section

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
    """Return the running text of a section: its body and its detail."""
    return tuple(_section_sentences(article, number, ("body", "detail")))


def leaflet(article: Article) -> Iterator[Sentence]:
    """Yield what the leaflet says; headings and the words that are the same in every article are left out."""
    yield from _sections_and_care(article, ("highlight", "body", "evidence", "figure"))


def handout(article: Article) -> Iterator[Sentence]:
    """Yield what the handout says, as `leaflet` does."""
    yield from _sections_and_care(article, ("highlight", "body", "detail", "evidence", "figure", "key_point"))
    for number, question in enumerate(article.questions):
        yield from _split_sentences(("questions", number), question)
    if article.diary:
        yield from _split_sentences(("diary", "intro"), article.diary.intro)


def card(article: Article) -> Iterator[Sentence]:
    """Yield what the card says, as `leaflet` does; nothing where no key point makes a card."""
    if not any(section.key_point for section in article.sections):
        return
    for number in range(len(article.sections)):
        yield from _section_sentences(article, number, ("key_point",))
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


def _sections_and_care(article: Article, parts: tuple[str, ...]) -> Iterator[Sentence]:
    """Yield the named parts of every section, and the care boxes after the section that they follow."""
    for number, section in enumerate(article.sections):
        yield from _section_sentences(article, number, parts)
        if section.id == article.care_section:
            yield from _care_sentences(article)


def _section_sentences(article: Article, number: int, parts: tuple[str, ...]) -> Iterator[Sentence]:
    for part in parts:
        for keys, text in SECTION_PARTS[part](article.sections[number]):
            yield from _split_sentences(("sections", number, *keys), text)


def _care_sentences(article: Article) -> Iterator[Sentence]:
    for name, box in article.care.boxes.items():
        yield from _split_sentences(("care", name, "lead"), box.lead or "")
        for number, symptom in enumerate(box.when):
            yield from _split_sentences(("care", name, "when", number), symptom)
        yield from _split_sentences(("care", name, "then"), box.then or "")


def _split_sentences(keys: Keys, text: str) -> Iterator[Sentence]:
    """Yield the sentences of CommonMark text; a list item is one, with a full stop or without."""
    plain = markdown.plain_text(text).replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
    for block in plain.splitlines():
        yield from (
            Sentence(tuple(keys), text_part) for text_part in END.split(block) if WORD.search(text_part)
        )


KeyedTexts = list[tuple[Keys, str]]


def _highlight_texts(section: Section) -> KeyedTexts:
    items = section.highlight.items if section.highlight else ()
    return [(("highlight", "items", number), item) for number, item in enumerate(items)]


SECTION_PARTS: Mapping[str, Callable[[Section], KeyedTexts]] = MappingProxyType(
    {
        "highlight": _highlight_texts,
        "body": lambda section: [(("body",), section.body)],
        "detail": lambda section: [(("detail",), section.detail or "")],
        "evidence": lambda section: [
            (("evidence", "note"), section.evidence.note if section.evidence else "")
        ],
        "figure": lambda section: [(("figure", "caption"), section.figure.caption if section.figure else "")],
        "key_point": lambda section: [(("key_point",), section.key_point or "")],
    }
)
