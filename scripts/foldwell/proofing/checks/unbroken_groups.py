"""Check that what belongs together stands together: the words of a step, a list and its heading.

In a PDF file its words stand on one page, column or panel; a Word file has no pages until it is opened, so
that there its paragraphs must be bound to each other.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from foldwell.errors import Problem
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.inspection.reading import begins_elsewhere


def unbroken_groups(proof: Proof) -> Iterator[Problem]:
    """No step is broken over pages, nor a list of what not to do and its heading."""
    counts: Counter[tuple[str, ...]] = Counter()
    for group in proof.expectation.unbroken:
        texts = tuple(part.text for part in group)
        # Equal groups need a place each.
        counts[texts] += 1
        whole = (places for places in proof.provenance.groups(texts) if _is_whole(proof, places))
        if sum(1 for _ in whole) < counts[texts]:
            what = f"what belongs together is not in one piece: {' | '.join(texts)}, from {group[0].where}"
            hint = "take out of your templates and stylesheets what lets it break"
            yield proof.problem(what, proof.template_hint(hint))


def _is_whole(proof: Proof, places: Sequence[int]) -> bool:
    """Return whether no page, column or panel begins between the words at some places."""
    if not proof.contents.pages:
        return proof.contents.breakable.isdisjoint(range(places[0], places[-1]))
    words = [proof.contents.words[place] for place in places]
    return not any(begins_elsewhere(word, before) for before, word in pairwise(words))
