"""Align expected words with those that were read: most words, fewest interruptions.

Three adjacent words that occur once on both sides pin the alignment; between two pins every equal pair is
considered. So the time grows linearly with the length of the text.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

GRAM_SIZE = 3
# Above 1, so that no word is taken from the next sentence in place of a missing one.
INTERRUPTION = 1.0
PER_FOREIGN_WORD = 0.05
# Below 1, so that a passage of one word between two pictures is still found.
BETWEEN_PASSAGES = 0.9

Cell = tuple[int, int]


@dataclass(frozen=True, slots=True)
class TextPair:
    """Both texts as keys, the passage of each expected word, and the foreign words allowed in a passage."""

    expected: Sequence[str]
    passages: Sequence[int]
    seen: Sequence[str]
    slack: int


def align(texts: TextPair) -> dict[int, int]:
    """Return the index of the seen word for each expected word found, both ascending."""
    chains = Chains(texts)
    for column, rows in sorted(candidates(texts).items()):
        chains.reach(column)
        for row in sorted(rows):
            chains.add((row, column))
    return chains.best()


class Chains:
    """The best chain that ends in each pair (expected word, seen word), added from left to right."""

    def __init__(self, texts: TextPair) -> None:
        self._texts = texts
        self._scores: dict[Cell, float] = {}
        self._before: dict[Cell, Cell | None] = {}
        self._near: dict[int, list[int]] = {}
        self._far: dict[int, Cell] = {}

    def reach(self, column: int) -> None:
        """Retire the pairs too far left of `column` to share a passage with it."""
        for old in [near for near in self._near if near < column - self._texts.slack - 1]:
            for row in self._near.pop(old):
                best = self._far.setdefault(self._texts.passages[row], (row, old))
                if self._scores[row, old] > self._scores[best]:
                    self._far[self._texts.passages[row]] = (row, old)

    def add(self, cell: Cell) -> None:
        """Append `cell` to the best of the chains that it can continue."""
        self._scores[cell], self._before[cell] = max(self._options(cell), key=lambda option: option[0])
        self._near.setdefault(cell[1], []).append(cell[0])

    def best(self) -> dict[int, int]:
        """Return the best chain of all, of equals the one that ends first."""
        cell = max(self._scores, key=lambda cell: (self._scores[cell], -cell[1]), default=None)
        chain = []
        while cell is not None:
            chain.append(cell)
            cell = self._before[cell]
        return dict(reversed(chain))

    def _options(self, cell: Cell) -> Iterator[tuple[float, Cell | None]]:
        neighbour = (cell[0] - 1, cell[1] - 1)
        if neighbour in self._scores:
            # No interrupted chain is better than one that continues.
            yield self._scores[neighbour] + 1, neighbour
            return
        yield 1.0, None
        yield from self._nearby(*cell)
        passage = self._texts.passages[cell[0]]
        for earlier, far in self._far.items():
            if earlier < passage:
                yield self._scores[far] + 1 - BETWEEN_PASSAGES, far

    def _nearby(self, row: int, column: int) -> Iterator[tuple[float, Cell]]:
        passages = self._texts.passages
        for column_near, rows in reversed(self._near.items()):
            foreign = column - column_near - 1
            price = INTERRUPTION + PER_FOREIGN_WORD * foreign if foreign > 0 else 0.0
            for row_above in rows:
                if row_above < row and column_near < column:
                    crosses = passages[row_above] != passages[row]
                    paid = min(price, BETWEEN_PASSAGES) if crosses else price
                    yield self._scores[row_above, column_near] + 1 - paid, (row_above, column_near)


def candidates(texts: TextPair) -> dict[int, set[int]]:
    """Return the candidate expected words of each seen word: those at pins, and equal ones between pins."""
    expected, seen = texts.expected, texts.seen
    ends = (-1, -1), (len(expected) - 1, len(seen) - 1)
    pairs: dict[int, set[int]] = defaultdict(set)
    positions: dict[str, list[int]] = defaultdict(list)
    for row, word in enumerate(expected):
        positions[word].append(row)
    for (row, column), (next_row, next_column) in pairwise([ends[0], *pins(expected, seen), ends[1]]):
        for index in range(column + 1, min(next_column + GRAM_SIZE, len(seen))):
            rows = positions.get(seen[index], [])
            start, stop = bisect_left(rows, row + 1), bisect_left(rows, next_row + GRAM_SIZE)
            pairs[index].update(rows[start:stop])
        if row >= 0:
            pairs[column].add(row)
    return pairs


def pins(expected: Sequence[str], seen: Sequence[str]) -> list[Cell]:
    """Return the starts of n-grams that occur once on both sides, the longest sequence ascending in both."""
    once_expected, once_seen = unique_groups(expected), unique_groups(seen)
    cells = [(row, once_seen[group]) for group, row in once_expected.items() if group in once_seen]
    return longest_ascent(cells)


def unique_groups(words: Sequence[str]) -> dict[tuple[str, ...], int]:
    """Return the n-grams that occur exactly once, and the start of each, ascending."""
    begins: dict[tuple[str, ...], int] = {}
    repeated = set()
    for index in range(len(words) - GRAM_SIZE + 1):
        group = tuple(words[index : index + GRAM_SIZE])
        if group in begins:
            repeated.add(group)
        begins.setdefault(group, index)
    return {group: index for group, index in begins.items() if group not in repeated}


def longest_ascent(cells: Sequence[Cell]) -> list[Cell]:
    """Return the longest series of `cells`, whose rows ascend, in which the columns ascend too."""
    tails: list[int] = []
    tail_cells: list[int] = []
    before: list[int] = []
    for number, (_, column) in enumerate(cells):
        length = bisect_left(tails, column)
        before.append(tail_cells[length - 1] if length else -1)
        tails[length:] = [column, *tails[length + 1 :]]
        tail_cells[length:] = [number, *tail_cells[length + 1 :]]
    series = []
    number = tail_cells[-1] if tail_cells else -1
    while number >= 0:
        series.append(cells[number])
        number = before[number]
    return series[::-1]
