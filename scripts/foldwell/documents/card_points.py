"""What of an article is on the card: sections with all they say, and key points of others.

Both are those that the article chooses. Where it chooses no points, they are the first that have room.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace

from foldwell.errors import InputError, Problem
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


def with_points_that_fit(context: BuildContext, has_room: Callable[[BuildContext], bool]) -> BuildContext:
    """Return a context with the first key points that the card has room for, and a note of the others.

    A context whose article chooses its points, whose card has room for all or for too few, or cannot be made,
    stays as it is. Beside whole sections, any number of points is enough; without room for those alone, the
    context has no points, so that the card is refused for what is too much.
    """
    if context.article.card.points or context.card_points is not None or not written(context):
        return context
    try:
        return _with_first_points(context, has_room)
    except InputError:
        # A fault in a template, which making the card will report.
        return context


def _with_first_points(context: BuildContext, has_room: Callable[[BuildContext], bool]) -> BuildContext:
    points = written(context)
    count, fewest = len(points), 0 if whole(context) else 1

    def fits(number: int) -> bool:
        return has_room(replace(context, card_points=points[:number]))

    if has_room(context):
        return context
    # The first count without room, less one.
    kept = fewest + bisect_left(range(fewest, count), True, key=lambda number: not fits(number)) - 1
    if kept < fewest:
        return replace(context, card_points=()) if whole(context) else context
    if not whole(context) and kept < MIN_SHARE * count:
        return context
    return replace(context, card_points=points[:kept], notes=(*context.notes, _left_out(context, kept)))


def _left_out(context: BuildContext, kept: int) -> Problem:
    """Return the note of the key points after so many."""
    points = sections(context)
    left_out = ", ".join(f"'{part.id}'" for part in points[kept:])
    what = f"the card has room for {kept} of {len(points)} key points, not for those of {left_out}"
    hint = "shorten some, or choose which it has: card: {points: [...]}"
    return Problem(context.source.where(("sections",)), what, hint)
