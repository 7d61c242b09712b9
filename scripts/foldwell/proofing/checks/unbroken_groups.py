"""Check that what belongs together stands together: the words of a step, a list and its heading.

In a PDF file its words stand on one page, column or panel; a Word file has no pages until it is opened, so
that there its paragraphs must be bound to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from foldwell.errors import Problem
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.expectations import ExpectedTexts
from foldwell.proofing.inspection.reading import begins_elsewhere


def unbroken_groups(proof: Proof) -> Iterator[Problem]:
    """No step is broken over pages, nor a list of what not to do and its heading."""

    def count_whole(texts: Sequence[str]) -> int:
        return sum(_is_whole(proof, places) for places in proof.provenance.groups(texts))

    # On pages, `table_rows` holds entries to more than that.
    entries = () if proof.contents.pages else proof.expectation.entries
    for group in broken_groups((*proof.expectation.unbroken, *entries), count_whole):
        texts = " | ".join(part.text for part in group)
        what = f"what belongs together is not in one piece: {texts}, from {group[0].where}"
        hint = "take out of your templates and stylesheets what lets it break"
        yield proof.problem(what, proof.template_hint(hint))


def broken_groups(
    groups: Iterable[ExpectedTexts], count_whole: Callable[[Sequence[str]], int]
) -> Iterator[ExpectedTexts]:
    """Yield the groups without a place where they are whole; equal ones need a place each."""
    needed: Counter[tuple[str, ...]] = Counter()
    for group in groups:
        texts = tuple(part.text for part in group)
        needed[texts] += 1
        if count_whole(texts) < needed[texts]:
            yield group


def _is_whole(proof: Proof, places: Sequence[int]) -> bool:
    """Return whether no page, column or panel begins between the words at some places."""
    if not proof.contents.pages:
        return proof.contents.breakable.isdisjoint(range(places[0], places[-1]))
    words = [proof.contents.words[place] for place in places]
    return not any(begins_elsewhere(word, before) for before, word in pairwise(words))
