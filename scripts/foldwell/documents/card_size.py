"""The size of a card: what its article says, or else its practice, and what a small one holds."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foldwell.model import CARDS, Card, Size
from foldwell.project.loading import BuildContext

MARGIN, TOP = 8.0, 7.0
"""The margins beside the words of a card, and above and below them, in mm.

Where a card ends at its sheet's edge, no office printer prints nearer than 7 mm.
"""

SMALL_CARD_WORDS: Mapping[Card, int] = MappingProxyType({"a6": 120, "quarter-letter": 120})
"""The maximum number of words on small cards."""

LARGER_CARD: Mapping[Card, Card] = MappingProxyType({"a6": "a5", "quarter-letter": "half-letter"})
"""The larger card to suggest for each small one."""


def size_name(context: BuildContext) -> Card:
    """Return the name of the size of a context's card."""
    return context.article.card.size or context.practice.card


def size_of(context: BuildContext) -> Size:
    """Return the width and height in mm of a context's card."""
    return CARDS[size_name(context)]


def is_small(context: BuildContext) -> bool:
    """Return whether the card is one of those with their boxes one above the other."""
    return size_name(context) in SMALL_CARD_WORDS


def larger_card_hint(context: BuildContext) -> str:
    """Return how to have a larger card, to follow another hint; "" if there is none."""
    larger = LARGER_CARD.get(size_name(context))
    if not larger:
        return ""
    if context.article.card.size:
        return f"; or use 'size: {larger}' under 'card' there"
    return f"; or use 'card: {larger}' in practice.yaml"
