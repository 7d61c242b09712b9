"""Search for expected text in order among the words of a document.

In a finished file a paragraph is not one string: lines and panels break it, and page numbers, captions and
boxes interrupt it. But its words stay in order, and nearly all of them stay adjacent. So all words are
aligned together; a word-by-word search would replace a missing "not" with the next one further down.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from unicodedata import category, normalize

from foldwell.inputs.markdown.call_numbers import NUMBER
from foldwell.inputs.markdown.writing_marks import BLANK, BOX, MARKS, WHOLE_LINE, spaced_marks
from foldwell.proofing.text_match.alignment import TextPair, align

CONTEXT_WORDS = 3
MAX_WORDS = 16
BLANK_KEY, BOX_KEY = "\N{BOTTOM SQUARE BRACKET}", BOX
MARK_KEYS = frozenset({BLANK_KEY, BOX_KEY})
"""The keys of places to write and of boxes."""

MARK_SIGNS = str.maketrans({BLANK: BLANK_KEY, WHOLE_LINE: BLANK_KEY})
"""A mark that touches a word stays in its key, or it would be taken for part of that word."""

# Signs that change the meaning of a number, and marks.
SIGNIFICANT_SIGNS = frozenset("%°£$€+<>≤≥") | MARK_KEYS
# Characters after which a line may break inside a word.
BREAK_CHARACTERS = ("-", "\u2010", "\u2013", "\u2014", "/", "@", ".")
# A line may break on either side of it (UAX #14, class B2).
EM_DASH = "\N{EM DASH}"
INNER_HYPHEN = re.compile(r"(?<=[^\W\d_])[-\u2010](?=[^\W\d_])")
MINUS = "\N{MINUS SIGN}"
MAX_FRAGMENTS = 4


@dataclass(frozen=True, slots=True)
class MissingText:
    """Missing words: the index of their passage, and the words [in brackets] with their context."""

    passage: int
    text: str


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The missing text, and the index of the word to continue from."""

    missing: tuple[MissingText, ...]
    end: int


def missing(
    passages: str | Sequence[str], words: Sequence[str], slack: int = 12, start: int = 0
) -> SearchResult:
    """Return the text of `passages` that is missing among `words`, in order, from index `start` on.

    Inside a passage at most `slack` foreign words may occur between two of its words; between passages any
    number may. Pass all passages of one order in one call, so that a word of the next passage cannot replace
    a missing one of the passage before.
    """
    texts = (passages,) if isinstance(passages, str) else passages
    expected = [
        (word, number) for number, text in enumerate(texts) for word in split_words(text) if word_key(word)
    ]
    keys = [word_key(word) for word, _ in expected]
    seen = list(joined_words(words, start, frozenset(keys)))
    sides = TextPair(keys, [number for _, number in expected], [shown for shown, _ in seen], slack)
    found = align(sides)
    missing_rows = [row for row in range(len(expected)) if row not in found]
    end = seen[max(found.values())][1] if found else start
    return SearchResult(tuple(missing_texts(expected, missing_rows)), end)


def split_words(text: str) -> list[str]:
    """Return the words of a text; places to write and boxes to tick are words of their own."""
    return NUMBER.sub(r"\1", spaced_marks(text)).split()


def joined_words(words: Sequence[str], start: int, targets: frozenset[str]) -> Iterator[tuple[str, int]]:
    """Yield the key of each word and the index of the next one; words broken at line ends are joined."""
    index = start
    while index < len(words):
        count = fragments_of(words[index : index + MAX_FRAGMENTS], targets)
        index += count
        for key in _wanted_keys("".join(words[index - count : index]), targets):
            yield key, index


def _wanted_keys(word: str, targets: frozenset[str]) -> tuple[str, ...]:
    """Return the key of a word, or the keys of two wanted words that were taken for one.

    The first word of "pre- and post-operative" ends like one that is broken at its line end.
    """
    key = word_key(word)
    if key and key not in targets:
        halves = (
            (word_key(word[: at.start()]), word_key(word[at.end() :])) for at in INNER_HYPHEN.finditer(word)
        )
        return next((pair for pair in halves if targets.issuperset(pair)), (key,))
    return (key,) if key else ()


def fragments_of(words: Sequence[str], targets: frozenset[str]) -> int:
    """Return how many of the first words are fragments of one wanted word."""
    key = word_key(words[0])
    may_go_on = words[0].endswith(BREAK_CHARACTERS) or any(word.startswith(EM_DASH) for word in words[1:2])
    # A sign without a key begins no word: "| 1 2" is not 12, and bullets may come after all words of a list.
    if not key or (key in targets and not may_go_on):
        return 1
    # A bullet or a dash that follows is no fragment.
    ends = (count for count in range(len(words), 1, -1) if word_key(words[count - 1]))
    joined = (count for count in ends if word_key("".join(words[:count])) in targets)
    return next(joined, 1)


@lru_cache(maxsize=16384)
def word_key(text: str) -> str:
    """Return the comparison key of a word: letters, digits, significant signs, and signs inside numbers.

    Places to write have one key, however long they are.
    """
    if MARKS.fullmatch(text):
        return BOX_KEY if text == BOX else BLANK_KEY
    plain = "".join(
        "-" if category(character) == "Pd" or character == MINUS else character
        for character in normalize("NFKC", text.translate(MARK_SIGNS))
    )
    return "".join(
        character
        for index, character in enumerate(plain)
        if character.isalnum() or character in SIGNIFICANT_SIGNS or inside_number(plain, index)
    )


def inside_number(text: str, index: int) -> bool:
    """Return whether the character at `index` is between two digits, such as the point of 1.5."""
    return 0 < index < len(text) - 1 and text[index - 1].isdigit() and text[index + 1].isdigit()


def missing_texts(expected: Sequence[tuple[str, int]], missing_rows: Sequence[int]) -> Iterator[MissingText]:
    """Yield each run of missing words, in brackets, with some context on either side."""
    for (passage, _), group in groupby(
        enumerate(missing_rows), lambda item: (expected[item[1]][1], item[1] - item[0])
    ):
        rows = [row for _, row in group]
        first, end = rows[0], rows[-1] + 1
        before, run, after = (
            [word for word, number in expected[begin:stop] if number == passage]
            for begin, stop in (
                (max(0, first - CONTEXT_WORDS), first),
                (first, end),
                (end, end + CONTEXT_WORDS),
            )
        )
        yield MissingText(passage, " ".join([*before, f"[{abbreviated(run)}]", *after]))


def abbreviated(words: Sequence[str]) -> str:
    """Return a run of words, without its middle if it is long."""
    half = MAX_WORDS // 2
    shown = words if len(words) <= MAX_WORDS else [*words[:half], "...", *words[-half:]]
    return " ".join(shown)
