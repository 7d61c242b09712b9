"""Break a title into lines of even length, never after a word that belongs to the next one."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, pairwise

MAX_LEANING_LETTERS = 3
"""Words of at most this many characters ('and', 'of', 'the') belong to the next one."""

PART_END = re.compile(r"(?<=[:?]) ")
"""Where a person breathes whatever the length of the lines."""

MAX_WORDS = 14
"""A title of more words is not balanced, because the search would take too long."""


def balance_title(text: str, max_letters: int) -> str:
    """Return a title with line breaks: as few lines as `max_letters` per line allow, as even as possible.

    If it has no room on one line, what follows a colon or question mark begins a line.
    """
    if len(text) <= max_letters:
        return text
    return "\n".join(_balanced(part, max_letters) for part in PART_END.split(text))


def _balanced(text: str, max_letters: int) -> str:
    words = text.split(" ")
    if len(words) > MAX_WORDS:
        return text
    for count in range(1, len(words) + 1):
        choices = [lines for lines in _line_splits(words, count) if max(map(len, lines)) <= max_letters]
        if choices:
            return "\n".join(min((_raggedness(lines, max_letters), lines) for lines in choices)[1])
    return text


def _line_splits(words: list[str], count: int) -> Iterator[list[str]]:
    """Yield every way to set the words on `count` lines."""
    for breaks in combinations(range(1, len(words)), count - 1):
        edges = (0, *breaks, len(words))
        yield [" ".join(words[start:end]) for start, end in pairwise(edges)]


def _raggedness(lines: list[str], max_letters: int) -> float:
    """Return how uneven the lines are; more if one ends in a leaning word, less if one starts with one."""
    uneven = sum((max_letters - len(line)) ** 2 for line in lines)
    ends = sum(len(line.split()[-1]) <= MAX_LEANING_LETTERS for line in lines[:-1])
    starts = sum(len(line.split()[0]) <= MAX_LEANING_LETTERS for line in lines[1:])
    return uneven + ends * max_letters**2 - starts * max_letters
