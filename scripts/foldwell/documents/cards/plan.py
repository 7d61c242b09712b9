"""Plan a card once for its context: its points, its pages, and the notes of what has no room."""

from __future__ import annotations

from dataclasses import replace

from foldwell.documents import figure_widths, type_settings
from foldwell.documents.cards import points
from foldwell.documents.cards.refusals import no_room
from foldwell.documents.cards.search import CardSearch, PlannedCard
from foldwell.documents.cards.size import is_folded, text_width
from foldwell.documents.planned_once import PlannedOnce
from foldwell.documents.print_layout import settings
from foldwell.errors import InputError, Problem
from foldwell.project.loading import BuildContext


def with_plan(context: BuildContext) -> BuildContext:
    """Return a context with the points and the pages of its card, and a note of what has no room.

    A context whose card cannot be made stays as it is; `planned` raises the reason.
    """
    if context.card and context in planned:
        return context
    try:
        found = planned(context)
    except InputError:
        return context
    shown, card_format = found.plan.points, found.plan.card_format
    notes = []
    if shown != points.numbers(context):
        notes.append(points.left_out(context, len(shown)))
    elif card_format.sides > 1 and not is_folded(context):
        notes.append(_both_sides(context))
    kept = context.card_points if shown == points.numbers(context) else shown
    noted = (*context.notes, *notes)
    return planned.keep(replace(context, card=card_format, card_points=kept, notes=noted), found)


def _find(context: BuildContext) -> PlannedCard:
    if problem := points.no_points(context) or _too_small_figure(context):
        raise InputError(problem)
    search, shown = CardSearch(context), points.numbers(context)
    if card := search.find(shown):
        return card
    settled = points.are_settled(context)
    if not settled and (card := search.find_first(shown, points.fewest(context))):
        return card
    # Beside whole sections, points give way: it is those that are too much.
    refused = () if points.whole(context) and not settled else shown
    raise InputError(no_room(search.pages, refused))


planned = PlannedOnce(_find)
"""Returns the card of a context; raises InputError when there is nothing for it, or with the excess."""


def _too_small_figure(context: BuildContext) -> Problem | None:
    size = settings(context, type_settings.CARDS)[-1].size
    return figure_widths.too_small_problem(context, size, text_width(context), points.whole(context))


def _both_sides(context: BuildContext) -> Problem:
    what = "the card has no room on one side, and takes both sides of its paper"
    hint = "print card-sheet.pdf on both sides; for a card of one side, shorten it: card: {points: [...]}"
    return Problem(
        context.source.where(("card",) if context.article.card.whole else ("sections",)), what, hint
    )
