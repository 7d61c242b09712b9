"""What of the words of a file did not arrive in the article that was made of it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from types import MappingProxyType

from foldwell.errors import KeyPath
from foldwell.inputs.importing.content import Block, SourceText, spans_of
from foldwell.inputs.importing.list_blocks import NEGATED, NOT
from foldwell.inputs.importing.placeholders import PLACEHOLDER
from foldwell.inputs.importing.words import SIGNS, written_address
from foldwell.inputs.markdown.addresses import states_address
from foldwell.inputs.parsing import Tree, leaves
from foldwell.inputs.parsing.hidden_characters import without_soft

WORD = re.compile(r"[^\W_]+")
LINK_TARGET = re.compile(r"\]\([^()\s]*\)")
MARKS = re.compile(r"[*\\`]")
COUNTED = re.compile(r" \(\d{1,2}\)$")
"""Matches the number at the end of a heading that another section has too."""

CONTRACTED = re.compile(r"\bdon['’]?t\b", re.IGNORECASE)
UNREAD = frozenset({"id", "after", "file", "language", "version", "published", "review_by", "year"})
PRINTED_HEADINGS: Mapping[str | int, str] = MappingProxyType({"do": "do", "dont": "do not"})
"""The heading that a document prints by itself above a list."""

END = "\x00"
"""Stands between two values of the article, so that no words are found across them."""

MIN_WORDS = 4
"""So many words in a row are found anywhere; fewer only where a value has no others, not by chance."""


def words_left_out(
    texts: Sequence[SourceText], article: Tree, headings: Sequence[str], numbers: Mapping[str, str]
) -> Iterator[SourceText]:
    """Yield the words of each text of a file that the article does not have; each word of it counts once.

    `headings` are those of the file in whose place documents print one of ours.
    """
    arrived = _Arrived(chain(_arrived_lines(article, numbers), headings))
    for text in texts:
        yield from (SourceText(missing, text.part) for missing in arrived.missing(text.text))


def addresses_left_out(blocks: Sequence[Block], article: Tree) -> Iterator[tuple[str, str]]:
    """Yield the words and the address of each link of a leaflet whose address the article does not have."""
    written = "\n".join(text for _, text in leaves(article))
    seen: set[str] = set()
    for span in spans_of(blocks):
        address = span.address
        if not address or address in seen or address.startswith("#"):
            continue
        seen.add(address)
        if written_address(span) not in written and not states_address(written, address):
            yield " ".join(span.text.split()), address


def signs_left_out(texts: Sequence[SourceText]) -> tuple[str, ...]:
    """Return the signs in the texts of a file that are no letters, none of which an article has."""
    return tuple(sorted({sign for text in texts for sign in SIGNS.findall(text.text) if sign.isprintable()}))


class _Arrived:
    """The words of the article that no text of the file was found in so far."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._words = f" {END} ".join(["", *(" ".join(_tokens(line)) for line in lines), ""])

    def missing(self, text: str) -> Iterator[str]:
        """Yield each stretch of a text that is not there, and take the others away."""
        shown = list(WORD.finditer(_comparable(text)))
        tokens = [found[0] for found in shown]
        if self._take(tokens, must_be_whole=False):
            return
        lost: list[int] = []
        at = 0
        while at < len(tokens):
            length = self._longest(tokens[at:])
            if length and self._take(tokens[at : at + length], length < MIN_WORDS):
                yield from _stretch(text, shown, lost)
                lost = []
                at += length
            else:
                lost.append(at)
                at += 1
        yield from _stretch(text, shown, lost)

    def _longest(self, tokens: Sequence[str]) -> int:
        """Return how many words, from the first, stand together somewhere."""
        low, high = 0, len(tokens)
        while low < high:
            middle = (low + high + 1) // 2
            low, high = (
                (middle, high) if f" {' '.join(tokens[:middle])} " in self._words else (low, middle - 1)
            )
        return low

    def _take(self, tokens: Sequence[str], must_be_whole: bool) -> bool:
        words = f" {' '.join(tokens)} "
        whole = f"{END}{words}{END}"
        if not tokens:
            return True
        if whole in self._words:
            self._words = self._words.replace(whole, f"{END} {END}", 1)
            return True
        if must_be_whole or words not in self._words:
            return False
        self._words = self._words.replace(words, f" {END} ", 1)
        return True


def _stretch(text: str, shown: Sequence[re.Match[str]], lost: Sequence[int]) -> Iterator[str]:
    if lost:
        words = _comparable(text, fold=False)
        yield words[shown[lost[0]].start() : shown[lost[-1]].end()].strip()


def _arrived_lines(article: Tree, numbers: Mapping[str, str]) -> Iterator[str]:
    """Yield each line that a reader of the article has, with the words that a document adds to it."""
    for keys, text in leaves(article):
        if UNREAD & set(keys[-1:]):
            continue
        for line in PLACEHOLDER.sub("", text).split("\n"):
            for number, name in numbers.items():
                line = line.replace(f"{{{name}}}", number)  # noqa: PLW2901  the number that is printed
            line = COUNTED.sub("", line) if keys[-1] == "heading" else line  # noqa: PLW2901
            yield from _cells(line) if line.startswith("|") else [_printed(keys, line)]
        if keys[-1] == 0 and keys[-2] in PRINTED_HEADINGS:
            yield PRINTED_HEADINGS[keys[-2]]


def _printed(keys: KeyPath, line: str) -> str:
    is_dont = len(keys) > 1 and keys[-2] == "dont"
    return f"do not {line}" if is_dont and not (NOT.match(line) or NEGATED.match(line)) else line


def _cells(row: str) -> list[str]:
    return re.split(r"(?<!\\)\|", row)


def _tokens(text: str) -> list[str]:
    return WORD.findall(_comparable(LINK_TARGET.sub("", text)))


def _comparable(text: str, fold: bool = True) -> str:
    """Return text as it is compared: no look of a character counts, nor 'don't' for 'do not'."""
    text = CONTRACTED.sub("do not", unicodedata.normalize("NFKC", MARKS.sub("", without_soft(text))))
    return text.lower() if fold else text
