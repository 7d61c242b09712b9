"""The size of a card: what its article says, or else its practice, and how many pages it may have."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from foldwell.model import CARDS, Card, CardFormat, Paper, Size
from foldwell.project.loading import BuildContext


class Margins(NamedTuple):
    """The margins beside the words of a card, and above and below them, in mm."""

    side: float
    top: float


MARGINS = Margins(8.0, 7.0)
"""Where a card ends at its sheet's edge, no office printer prints nearer than 7 mm."""

FOLDED_MARGINS = Margins(5.0, 3.5)
"""The margins of each panel of a card that is folded, which never ends at its sheet's edge."""

FOLDED: frozenset[Card] = frozenset({"wallet"})
"""The cards that are a strip of panels, one below the other, folded to and fro."""

MAX_PANELS = 4
"""The most panels on a side of a strip: folded more often, office paper springs open."""

SMALL_CARD_WORDS: Mapping[Card, int] = MappingProxyType({"a6": 120, "quarter-letter": 120})
"""The maximum number of words on a side of small cards."""

LARGER_CARD: Mapping[Card, Card] = MappingProxyType({"a6": "a5", "quarter-letter": "half-letter"})
"""The larger card to suggest for each small one."""

CARD_ABOVE_WALLET: Mapping[Paper, Card] = MappingProxyType({"A4": "a6", "Letter": "quarter-letter"})
"""The card to suggest where a strip is too short, by the paper it is cut from."""


def size_name(context: BuildContext) -> Card:
    """Return the name of the size of a context's card."""
    return context.article.card.size or context.practice.card


def size_of(context: BuildContext) -> Size:
    """Return the width and height in mm of a context's card, closed if it is folded."""
    return CARDS[size_name(context)]


def margins_of(context: BuildContext) -> Margins:
    """Return the margins of a context's card."""
    return FOLDED_MARGINS if is_folded(context) else MARGINS


def text_width(context: BuildContext) -> float:
    """Return the width in mm of the words of a context's card."""
    return size_of(context)[0] - 2 * margins_of(context).side


def text_height(context: BuildContext) -> float:
    """Return the height in mm that words may take on a page of a context's card."""
    return size_of(context)[1] - 2 * margins_of(context).top


def is_small(context: BuildContext) -> bool:
    """Return whether the card is one of those with their boxes one above the other."""
    return size_name(context) in SMALL_CARD_WORDS or is_folded(context)


def is_folded(context: BuildContext) -> bool:
    """Return whether the card is a strip of panels to fold."""
    return size_name(context) in FOLDED


def formats(context: BuildContext) -> tuple[CardFormat, ...]:
    """Return the formats that a card may have, that with the fewest pages first."""
    if is_folded(context):
        return tuple(CardFormat(2 * panels, panels) for panels in range(1, MAX_PANELS + 1))
    return CardFormat(1), CardFormat(2)


def format_of(context: BuildContext) -> CardFormat:
    """Return the format of a context's card as planned, or else the smallest."""
    return context.card or formats(context)[0]


def word_limit(context: BuildContext, sides: int) -> int | None:
    """Return the most words on so many sides of a context's card; None if any number may stand there."""
    limit = SMALL_CARD_WORDS.get(size_name(context))
    return limit and limit * sides


def larger_card_hint(context: BuildContext) -> str:
    """Return how to have a larger card, to follow another hint; "" if there is none."""
    name, paper = size_name(context), context.practice.paper
    larger = CARD_ABOVE_WALLET[paper] if is_folded(context) else LARGER_CARD.get(name)
    if not larger:
        return ""
    if context.article.card.size:
        return f"; or use 'size: {larger}' under 'card' there"
    return f"; or use 'card: {larger}' in practice.yaml"
