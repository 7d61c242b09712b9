"""Which folds a leaflet may have: what its article orders, what its practice wishes, or any that suits it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from foldwell.documents.planning.refusals import refusal
from foldwell.documents.planning.search import MAX_LAYOUTS, LeafletSearch, PlannedLeaflet
from foldwell.errors import InputError, Problem
from foldwell.model import Fold
from foldwell.project.loading import BuildContext

AUTO_FOLDS: tuple[Fold, ...] = ("single", "tri", "half", "none")
"""The folds to choose from where nobody has said which; a Z-fold holds what a tri-fold holds."""

NAMES = {
    "single": "one side",
    "half-sheet": "one side of half a sheet",
    "tri": "a tri-fold",
    "z": "a Z-fold",
    "half": "a booklet",
    "none": "flat sheets",
}
"""What each fold is called in notes."""

MAX_WISH_LAYOUTS = 8
"""The most layouts for a fold that is wished: another needs five, three of them strips."""

MAX_EMPTY, MAX_EMPTY_SIDE = 0.5, 0.75
"""The part of a fold's panels that may stay empty where that fold was named, and of the columns of one side,
which has the cover and the contact as well.
"""


@dataclass(frozen=True, slots=True)
class FoldRound:
    """Folds of which the best is taken, how much may stay empty, from 0 to 1, and the layouts by its end."""

    folds: tuple[Fold, ...]
    max_empty: float = 1.0
    max_layouts: int = MAX_LAYOUTS


def find_leaflet(context: BuildContext) -> PlannedLeaflet:
    """Return the best leaflet in the first folds that fit; raises InputError if there is none."""
    rounds, search = tuple(_rounds(context)), LeafletSearch(context)
    for number, choice in enumerate(rounds):
        if found := search.best(choice.folds, choice.max_empty, choice.max_layouts):
            return replace(found, notes=_wish_notes(context, found, rounds[0])) if number else found
    others = {fold: _max_empty(fold) for fold in AUTO_FOLDS}
    raise InputError(refusal(search, rounds[0].folds, others))


def _rounds(context: BuildContext) -> Iterator[FoldRound]:
    """Yield the folds to choose from, those that are ordered alone, or else those that are wished first."""
    ordered, wished = context.article.format.ordered, context.practice.fold
    if ordered:
        yield FoldRound((ordered,), _max_empty(ordered))
    elif isinstance(wished, tuple):
        yield FoldRound(wished)
    else:
        if wished != "auto":
            yield FoldRound((wished,), _max_empty(wished), MAX_WISH_LAYOUTS)
        yield FoldRound(AUTO_FOLDS)


def _max_empty(fold: Fold) -> float:
    return MAX_EMPTY_SIDE if fold in ("single", "half-sheet") else MAX_EMPTY


def _wish_notes(context: BuildContext, found: PlannedLeaflet, wished: FoldRound) -> tuple[Problem, ...]:
    candidate, (fold,) = found.candidate, wished.folds
    what = f"the leaflet does not fit as {NAMES[fold]}, which practice.yaml wishes"
    count = f" of {candidate.pages} pages" if candidate.pages > 1 else ""
    hint = f"it is made as {NAMES[candidate.fold]}{count}"
    return (Problem(context.source.where(("sections",)), what, hint),)
