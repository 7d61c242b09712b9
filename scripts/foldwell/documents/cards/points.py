"""What of an article is on the card: sections with all they say, and key points of others.

Both are those that the article chooses. Where it chooses no points, they are the first that have room.
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from foldwell.errors import Problem
from foldwell.model import Section
from foldwell.project.loading import BuildContext

MIN_SHARE = 0.5
"""The part of all key points that a card must have room for: of fewer, nobody would take it for the whole."""


def whole(context: BuildContext) -> tuple[int, ...]:
    """Return the numbers of the sections that are on the card with all they say, in their order there."""
    return _numbers_of(context, context.article.card.whole)


def numbers(context: BuildContext) -> tuple[int, ...]:
    """Return the numbers of the sections whose key points are on the card, in their order there."""
    if chosen := context.article.card.points:
        return _numbers_of(context, chosen)
    return written(context) if context.card_points is None else context.card_points


def _numbers_of(context: BuildContext, names: Iterable[str]) -> tuple[int, ...]:
    known = {part.id: number for number, part in enumerate(context.article.sections)}
    return tuple(known[name] for name in names)


def written(context: BuildContext) -> tuple[int, ...]:
    """Return the numbers of the sections that have a key point, and are not on the card whole."""
    taken = context.article.card.whole
    parts = enumerate(context.article.sections)
    return tuple(number for number, part in parts if part.key_point and part.id not in taken)


def are_settled(context: BuildContext) -> bool:
    """Return whether no other points than those of a context may be on its card."""
    return bool(context.article.card.points) or context.card_points is not None or not written(context)


def fewest(context: BuildContext) -> int:
    """Return how many points a card must have room for; beside whole sections, it may have none."""
    return 0 if whole(context) else math.ceil(MIN_SHARE * len(written(context)))


def no_points(context: BuildContext) -> Problem | None:
    """Return why an article has no card, if none of its sections has a key point or is on the card whole."""
    if written(context) or whole(context):
        return None
    what = "no section has a 'key_point', so there is no card"
    hint = "to have one, give the sections that it should show a 'key_point'"
    return Problem(context.source.where(("sections",)), what, hint)


def sections(context: BuildContext) -> tuple[Section, ...]:
    """Return the sections whose key points are on the card."""
    return tuple(context.article.sections[number] for number in numbers(context))


def whole_sections(context: BuildContext) -> tuple[Section, ...]:
    """Return the sections that are on the card with all they say."""
    return tuple(context.article.sections[number] for number in whole(context))


def left_out(context: BuildContext, kept: int) -> Problem:
    """Return the note of the key points after so many."""
    found = sections(context)
    names = ", ".join(f"'{part.id}'" for part in found[kept:])
    what = f"the card has room for {kept} of {len(found)} key points, not for those of {names}"
    hint = "shorten some, or choose which it has: card: {points: [...]}"
    return Problem(context.source.where(("sections",)), what, hint)
