"""Trace the words of a finished document to the inputs: each must be part of a passage of the inputs.

A document is read from its first word to its last as a sequence of passages. A passage may break off only at
the end of a page, column or panel, and must continue further on. So no sentence can be added, or composed
from parts of others.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple

from foldwell.proofing.inspection.reading import Word, begins_elsewhere
from foldwell.proofing.text_match.ordered_search import joined_words, split_words, word_key

GRAM_SIZE = 3
"""The number of adjacent words that identify a fragment of a passage."""

Keys = tuple[str, ...]
Kind = Literal["part", "fragment", "unexpected"]


class TextRun(NamedTuple):
    """A run of words: part of a passage in order, a fragment of one, or unexpected (passage -1)."""

    kind: Kind
    passage: int
    words: tuple[Word, ...]


class PassageRun(NamedTuple):
    """Consecutive passages: the indices of their first and last word, and the words of each."""

    start: int
    end: int
    passages: tuple[tuple[Word, ...], ...]


class Step(NamedTuple):
    """A match of `length` words of a passage from its word `position`; one that `completes` it is better."""

    length: int
    completes: bool
    passage: int
    position: int


@dataclass(frozen=True)
class PassageIndex:
    """Passages by their first word, and by every n-gram in them."""

    texts: tuple[Keys, ...]

    @cached_property
    def starts(self) -> Mapping[str, Sequence[int]]:
        """The passages that begin with each word, equal ones once."""
        starts: dict[str, list[int]] = defaultdict(list)
        for text, number in {text: number for number, text in enumerate(self.texts) if text}.items():
            starts[text[0]].append(number)
        return dict(starts)

    @cached_property
    def grams(self) -> Mapping[Keys, Sequence[Step]]:
        """The positions of each n-gram in the passages."""
        grams: dict[Keys, list[Step]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for index in range(len(text) - GRAM_SIZE + 1):
                grams[text[index : index + GRAM_SIZE]].append(Step(GRAM_SIZE, False, number, index))
        return dict(grams)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every passage."""
        return frozenset(word for text in self.texts for word in text)


@lru_cache(maxsize=8)
def passage_index(passages: Sequence[str]) -> PassageIndex:
    """Return the index of passages; cached, because all documents of a pack share them."""
    return PassageIndex(tuple(map(word_keys, passages)))


@lru_cache(maxsize=4096)
def word_keys(text: str) -> Keys:
    """Return the comparison keys of the words of a text."""
    return tuple(filter(None, map(word_key, split_words(text))))


@dataclass(slots=True)
class Trace:
    """The state of tracing a document.

    `kinds` classifies each word; `order` has the starts of complete passages, `complete` the positions of all
    their words, and `started` those of passages that are still incomplete.
    """

    kinds: list[tuple[Kind, int]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    complete: list[list[int]] = field(default_factory=list)
    started: dict[int, list[int]] = field(default_factory=dict)

    def advance(self, step: Step) -> None:
        """Advance by a part of a passage; an incomplete passage that starts again remains a fragment."""
        indices = list(range(len(self.kinds), len(self.kinds) + step.length))
        self.kinds += [("part", step.passage)] * step.length
        if step.position:
            indices = self.started.pop(step.passage) + indices
        if step.completes:
            bisect.insort(self.order, indices[0])
            self.complete.append(indices)
            return
        self.mark_fragment(step.passage)
        self.started[step.passage] = indices

    def mark_fragment(self, passage: int) -> None:
        """Mark the words of an incomplete passage as a fragment."""
        for index in self.started.pop(passage, ()):
            self.kinds[index] = "fragment", passage


class TextProvenance:
    """The words of a finished document, each traced to one of `passages`."""

    def __init__(self, passages: tuple[str, ...], words: Sequence[Word]) -> None:
        self._index = passage_index(passages)
        self._words = words
        seen = list(joined_words([word.text for word in words], 0, self._index.words))
        self._keys = tuple(shown for shown, _ in seen)
        self._ends = [0, *(end for _, end in seen)]

    def contiguous(self, passages: Sequence[str]) -> bool:
        """Return whether passages are consecutive, with nothing between their words."""
        return any(self.runs(passages))

    def runs(self, passages: Sequence[str]) -> Iterator[PassageRun]:
        """Yield each run in which the passages are consecutive; nothing for passages without words."""
        texts = tuple(map(word_keys, passages))
        keys = tuple(word for text in texts for word in text)
        for index in range(len(self._keys) - len(keys) + 1) if keys else ():
            if self._keys[index] == keys[0] and self._keys[index : index + len(keys)] == keys:
                ends = tuple(accumulate(map(len, texts), initial=index))
                parts = (self._words[self._ends[start] : self._ends[end]] for start, end in pairwise(ends))
                yield PassageRun(index, ends[-1], tuple(map(tuple, parts)))

    def groups(self, passages: Sequence[str]) -> Iterator[tuple[int, ...]]:
        """Yield the indices of the words of each complete occurrence of passages in their order.

        Other words may stand between two passages, such as the number of a list item.
        """
        texts = [text for text in map(word_keys, passages) if text]
        for first in self._occurrences(texts[0]) if texts else ():
            found = [first]
            for text in texts[1:]:
                following = (words for words in self._occurrences(text) if words[0] > found[-1][-1])
                found.append(next(following, ()))
                if not found[-1]:
                    break
            else:
                yield tuple(self._ends[index + 1] - 1 for words in found for index in words)

    def _occurrences(self, text: Keys) -> Sequence[Sequence[int]]:
        return self._complete_texts.get(text, ())

    @cached_property
    def _complete_texts(self) -> Mapping[Keys, Sequence[Sequence[int]]]:
        """The places of each complete passage in order, as indices of keys."""
        found: dict[Keys, list[list[int]]] = defaultdict(list)
        for indices in sorted(self._trace.complete):
            found[tuple(self._keys[index] for index in indices)].append(indices)
        return dict(found)

    def in_order(self, passages: Sequence[str]) -> bool:
        """Return whether the passages occur in their order, each of them complete.

        Words without letters or digits, such as a dash in a cell or a line to write on, are ignored.
        """
        found = iter(self._index.texts[self._trace.kinds[index][1]] for index in self._trace.order)
        return all(word_keys(text) in found for text in passages if word_keys(text))

    @property
    def complete(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each complete passage, wherever a page, a column or a panel breaks it."""
        return tuple(
            tuple(self._words[self._ends[index + 1] - 1] for index in indices)
            for indices in self._trace.complete
        )

    @cached_property
    def text_runs(self) -> tuple[TextRun, ...]:
        """All words in order; in a correct document all are parts of complete passages."""
        return tuple(self._grouped(self._trace.kinds))

    @cached_property
    def _trace(self) -> Trace:
        trace = Trace()
        while (index := len(trace.kinds)) < len(self._keys):
            step = max(self._possible_steps(index, trace.started), default=None)
            if step is None:
                trace.kinds += self._unmatched(index)
            else:
                trace.advance(step)
        for passage in tuple(trace.started):
            trace.mark_fragment(passage)
        return trace

    def _possible_steps(self, index: int, started: Mapping[int, list[int]]) -> Iterator[Step]:
        """Yield the passages that may start or continue at word `index`, and how far."""
        fresh = ((number, 0) for number in self._index.starts.get(self._keys[index], ()))
        for number, since in (*fresh, *((number, len(indices)) for number, indices in started.items())):
            text = self._index.texts[number]
            length = self._common_length(index, text, since)
            ends = since + length == len(text)
            if length and (ends or self._is_break(index + length)):
                yield Step(length, ends, number, since)

    def _common_length(self, index: int, text: Keys, since: int) -> int:
        """Return how many words from `index` on match a text from `since` on."""
        limit = min(len(text) - since, len(self._keys) - index)
        return next((n for n in range(limit) if self._keys[index + n] != text[since + n]), limit)

    def _is_break(self, index: int) -> bool:
        """Return whether a page, a column or a panel ends before word `index`."""
        if index >= len(self._keys):
            return False
        before, after = (self._words[self._ends[position + 1] - 1] for position in (index - 1, index))
        return begins_elsewhere(after, before)

    def _unmatched(self, index: int) -> list[tuple[Kind, int]]:
        """Classify word `index`, and perhaps some after it, if no passage starts there."""
        fragments = self._index.grams.get(self._keys[index : index + GRAM_SIZE], ())
        lengths = [
            (self._common_length(index, self._index.texts[step.passage], step.position), step.passage)
            for step in fragments
        ]
        length, passage = max(lengths, default=(0, -1))
        return [("fragment", passage)] * length if length else [("unexpected", -1)]

    def _grouped(self, kinds: Sequence[tuple[Kind, int]]) -> Iterator[TextRun]:
        for (kind, passage), group in groupby(range(len(kinds)), lambda index: kinds[index]):
            indices = list(group)
            end = self._ends[indices[-1] + 1]
            # Two keys may be of one word, so that a run may begin in the middle of it.
            words = self._words[min(self._ends[indices[0]], end - 1) : end]
            yield TextRun(kind, passage, tuple(words))
