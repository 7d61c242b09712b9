"""Which key points are on the card: those that the article chooses, or the first that have room."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace

from foldwell.errors import InputError, Problem
from foldwell.model import Section
from foldwell.project.loading import BuildContext

MIN_SHARE = 0.5
"""The part of all key points that a card must have room for: of fewer, nobody would take it for the whole."""


def numbers(context: BuildContext) -> tuple[int, ...]:
    """Return the numbers of the sections whose key points are on the card, in their order there."""
    chosen = context.article.card.points
    if chosen:
        known = {part.id: number for number, part in enumerate(context.article.sections)}
        return tuple(known[name] for name in chosen)
    return written(context) if context.card_points is None else context.card_points


def written(context: BuildContext) -> tuple[int, ...]:
    """Return the numbers of the sections that have a key point."""
    return tuple(number for number, part in enumerate(context.article.sections) if part.key_point)


def no_points(context: BuildContext) -> Problem | None:
    """Return why an article has no card, if none of its sections has a key point."""
    if written(context):
        return None
    what = "no section has a 'key_point', so there is no card"
    hint = "to have one, give the sections that it should show a 'key_point'"
    return Problem(context.source.where(("sections",)), what, hint)


def sections(context: BuildContext) -> tuple[Section, ...]:
    """Return the sections whose key points are on the card."""
    return tuple(context.article.sections[number] for number in numbers(context))


def with_points_that_fit(context: BuildContext, has_room: Callable[[BuildContext], bool]) -> BuildContext:
    """Return a context with the first key points that the card has room for, and a note of the others.

    A context whose article chooses its points, whose card has room for all or for too few, or cannot be made,
    stays as it is.
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
    count = len(points)

    def fits(number: int) -> bool:
        return has_room(replace(context, card_points=points[:number]))

    if has_room(context):
        return context
    # The first count without room, less one.
    kept = bisect_left(range(1, count), True, key=lambda number: not fits(number))
    if kept < MIN_SHARE * count:
        return context
    left_out = ", ".join(f"'{part.id}'" for part in sections(context)[kept:])
    what = f"the card has room for {kept} of {count} key points, not for those of {left_out}"
    hint = "shorten some, or choose which it has: card: {points: [...]}"
    note = Problem(context.source.where(("sections",)), what, hint)
    return replace(context, card_points=points[:kept], notes=(*context.notes, note))
