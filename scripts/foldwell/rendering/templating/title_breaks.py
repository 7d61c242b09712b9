"""Where a title breaks: into lines of even length, and never after a word that leans on the next one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

LEANING = 3
"""Words of at most so many letters ('and', 'of', 'the') lean on the next one: a line may start so."""

WORDS = 14
"""A title of more words is not worth the search."""


def breathe(text: str, letters: int) -> str:
    """Return a title broken by newlines into as few lines as `letters` a line allow, the most even ones."""
    words = text.split(" ")
    if len(words) > WORDS:
        return text
    for count in range(1, len(words) + 1):
        choices = [lines for lines in _broken(words, count) if max(map(len, lines)) <= letters]
        if choices:
            return "\n".join(min((_unrest(lines, letters), lines) for lines in choices)[1])
    return text


def _broken(words: list[str], count: int) -> Iterator[list[str]]:
    """Yield every way to set the words on `count` lines."""
    for breaks in combinations(range(1, len(words)), count - 1):
        edges = (0, *breaks, len(words))
        yield [" ".join(words[start:end]) for start, end in pairwise(edges)]


def _unrest(lines: list[str], letters: int) -> float:
    """Return how uneven the lines are; more if one ends in a leaning word, less if one starts so."""
    uneven = sum((letters - len(line)) ** 2 for line in lines)
    ends = sum(len(line.split()[-1]) <= LEANING for line in lines[:-1])
    starts = sum(len(line.split()[0]) <= LEANING for line in lines[1:])
    return uneven + ends * letters**2 - starts * letters
