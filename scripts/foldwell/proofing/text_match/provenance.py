"""Where the words of a finished document come from: each must be part of a passage that the inputs have.

A document is read from its first word to its last as one passage after another. Only where a page, a column
or a panel ends may a passage break off, and then its rest must follow further on. So nobody can put in a
sentence of their own, nor make one out of pieces of others.
"""

from __future__ import annotations

import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import accumulate, groupby, pairwise
from typing import Literal, NamedTuple

from foldwell.proofing.inspection.reading import Word
from foldwell.proofing.text_match.ordered_search import key, whole

GRAM = 3
"""So many neighbouring words of a passage are known for a piece of it."""

UP = 5.0
"""A word that stands so many mm higher than the one before it begins another column or panel."""

Keys = tuple[str, ...]
Kind = Literal["part", "piece", "strange"]


class Stretch(NamedTuple):
    """A run of words: part of a passage as it should be, a piece torn out of one, or strange to all (-1)."""

    kind: Kind
    passage: int
    words: tuple[Word, ...]


class PassageRun(NamedTuple):
    """Passages that stand one right after the other: the seen words they begin and end at, those of each."""

    start: int
    end: int
    passages: tuple[tuple[Word, ...], ...]


class Step(NamedTuple):
    """So many seen words are those of a passage from its word `at` on; one that `ends` it is better."""

    length: int
    ends: bool
    passage: int
    at: int


@dataclass(frozen=True)
class Index:
    """Passages by the words they begin with, and by every few words that stand in them."""

    texts: tuple[Keys, ...]

    @cached_property
    def starts(self) -> Mapping[str, Sequence[int]]:
        """The numbers of the passages that begin with a word, equal ones once."""
        starts: dict[str, list[int]] = defaultdict(list)
        for text, number in {text: number for number, text in enumerate(self.texts) if text}.items():
            starts[text[0]].append(number)
        return dict(starts)

    @cached_property
    def grams(self) -> Mapping[Keys, Sequence[Step]]:
        """Where in the passages a few neighbouring words stand."""
        grams: dict[Keys, list[Step]] = defaultdict(list)
        for number, text in enumerate(self.texts):
            for at in range(len(text) - GRAM + 1):
                grams[text[at : at + GRAM]].append(Step(GRAM, False, number, at))
        return dict(grams)

    @cached_property
    def words(self) -> frozenset[str]:
        """Every word of every passage."""
        return frozenset(word for text in self.texts for word in text)


@lru_cache(maxsize=8)
def indexed(passages: Sequence[str]) -> Index:
    """Return passages, ready to be looked up in; they are kept, for all documents of a pack have the same."""
    return Index(tuple(map(keys, passages)))


@lru_cache(maxsize=4096)
def keys(text: str) -> Keys:
    """Return what the words of a text are compared by."""
    return tuple(filter(None, map(key, text.split())))


@dataclass(slots=True)
class Trace:
    """What is known while a document is read.

    `kinds` says of each word what it is; complete passages begin at the places in `order`, and `complete`
    has the places of all their words; so has `begun` of those that are not complete yet.
    """

    kinds: list[tuple[Kind, int]] = field(default_factory=list)
    order: list[int] = field(default_factory=list)
    complete: list[list[int]] = field(default_factory=list)
    begun: dict[int, list[int]] = field(default_factory=dict)

    def take(self, step: Step) -> None:
        """Go on by a part of a passage; one that is begun again before it was complete stays in pieces."""
        places = list(range(len(self.kinds), len(self.kinds) + step.length))
        self.kinds += [("part", step.passage)] * step.length
        if step.at:
            places = self.begun.pop(step.passage) + places
        if step.ends:
            bisect.insort(self.order, places[0])
            self.complete.append(places)
            return
        self.tear(step.passage)
        self.begun[step.passage] = places

    def tear(self, passage: int) -> None:
        """Call what is there of a passage a piece, for its rest does not follow."""
        for at in self.begun.pop(passage, ()):
            self.kinds[at] = "piece", passage


class Origins:
    """The words of a finished document, each traced to one of `passages`."""

    def __init__(self, passages: tuple[str, ...], words: Sequence[Word]) -> None:
        self._index = indexed(passages)
        self._words = words
        seen = list(whole([word.text for word in words], 0, self._index.words))
        self._keys = tuple(shown for shown, _ in seen)
        self._ends = [0, *(end for _, end in seen)]

    def together(self, passages: Sequence[str]) -> bool:
        """Return whether passages stand one right after the other, with nothing between their words."""
        return any(self.runs(passages))

    def runs(self, passages: Sequence[str]) -> Iterator[PassageRun]:
        """Yield each place where passages stand one right after the other; of none with words, nothing."""
        texts = tuple(map(keys, passages))
        wanted = tuple(word for text in texts for word in text)
        for at in range(len(self._keys) - len(wanted) + 1) if wanted else ():
            if self._keys[at] == wanted[0] and self._keys[at : at + len(wanted)] == wanted:
                ends = tuple(accumulate(map(len, texts), initial=at))
                parts = (self._words[self._ends[one] : self._ends[end]] for one, end in pairwise(ends))
                yield PassageRun(at, ends[-1], tuple(map(tuple, parts)))

    def holds(self, passages: Sequence[str]) -> bool:
        """Return whether passages stand there in their order, each of them complete.

        What holds neither letter nor digit, such as a dash in a cell or a line to write on, says nothing.
        """
        there = iter(self._index.texts[self._trace.kinds[at][1]] for at in self._trace.order)
        return all(keys(text) in there for text in passages if keys(text))

    @property
    def complete(self) -> tuple[tuple[Word, ...], ...]:
        """The words of each complete passage, wherever a page, a column or a panel breaks it."""
        return tuple(
            tuple(self._words[self._ends[at + 1] - 1] for at in places) for places in self._trace.complete
        )

    @cached_property
    def stretches(self) -> tuple[Stretch, ...]:
        """All words in order; those of a sound document are parts of passages, every one of them complete."""
        return tuple(self._grouped(self._trace.kinds))

    @cached_property
    def _trace(self) -> Trace:
        trace = Trace()
        while (at := len(trace.kinds)) < len(self._keys):
            step = max(self._steps(at, trace.begun), default=None)
            if step is None:
                trace.kinds += self._odd(at)
            else:
                trace.take(step)
        for passage in tuple(trace.begun):
            trace.tear(passage)
        return trace

    def _steps(self, at: int, begun: Mapping[int, list[int]]) -> Iterator[Step]:
        """Yield the passages that may begin or go on with the seen word `at`, and how far."""
        fresh = ((number, 0) for number in self._index.starts.get(self._keys[at], ()))
        for number, since in (*fresh, *((number, len(places)) for number, places in begun.items())):
            text = self._index.texts[number]
            length = self._common(at, text, since)
            ends = since + length == len(text)
            if length and (ends or self._breaks(at + length)):
                yield Step(length, ends, number, since)

    def _common(self, at: int, text: Keys, since: int) -> int:
        """Return how many words from `at` on are those of a text from `since` on."""
        most = min(len(text) - since, len(self._keys) - at)
        return next((n for n in range(most) if self._keys[at + n] != text[since + n]), most)

    def _breaks(self, at: int) -> bool:
        """Return whether a page, a column or a panel ends before the seen word `at`."""
        if at >= len(self._keys):
            return False
        before, after = (self._words[self._ends[place + 1] - 1] for place in (at - 1, at))
        return before.page != after.page or after.box.top < before.box.top - UP

    def _odd(self, at: int) -> list[tuple[Kind, int]]:
        """Return what the word `at` and perhaps some after it are, if no passage begins there."""
        pieces = self._index.grams.get(self._keys[at : at + GRAM], ())
        lengths = [(self._common(at, self._index.texts[one.passage], one.at), one.passage) for one in pieces]
        length, passage = max(lengths, default=(0, -1))
        return [("piece", passage)] * length if length else [("strange", -1)]

    def _grouped(self, kinds: Sequence[tuple[Kind, int]]) -> Iterator[Stretch]:
        for (kind, passage), group in groupby(range(len(kinds)), lambda at: kinds[at]):
            places = list(group)
            words = self._words[self._ends[places[0]] : self._ends[places[-1] + 1]]
            yield Stretch(kind, passage, tuple(words))
