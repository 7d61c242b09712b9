"""Search the best leaflet: estimates in the order of their costs, measured, laid out, and confirmed."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from foldwell.assets import qr_code
from foldwell.documents import figure_widths
from foldwell.documents.planning.candidate_plan import layout_plan
from foldwell.documents.planning.candidates import Candidate, estimates, exact
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.layout_plan import TIGHT_BACK
from foldwell.documents.planning.leaflet_pages import LeafletPages, PlannedPages
from foldwell.documents.planning.measured_strip import Strip, Strips
from foldwell.documents.planning.predicted_strip import predictions
from foldwell.documents.type_settings import Setting
from foldwell.errors import Problem
from foldwell.model import Fold
from foldwell.project.loading import BuildContext

MAX_LAYOUTS = 13
"""The most layouts of one leaflet."""

LAYOUTS_OF_ESTIMATE = 4
"""The most layouts from an estimate to pages: three strips, two of them with tighter backs, and the pages."""

WORTH_A_LAYOUT = 3.0
"""By how much an estimate must be cheaper than what is measured to be measured too."""

PREDICTION_ERROR = 0.5
"""The part of the cost that is expected by the strip of another fold that a leaflet may have."""

SLACKS = (0.0, 2.0, 5.0)
"""What is kept free of each panel, in mm, in the first and each further attempt to confirm a plan."""


Key = tuple[Fold, int, Setting, float, bool]
"""What is measured at once: a fold, a number of pages, a setting, how large pictures are, how steps stand."""


@dataclass(frozen=True, slots=True)
class PlannedLeaflet:
    """The best leaflet: how it was chosen, its pages, how many layouts it took, and what is worth knowing.

    `rooms` are the heights in mm of its panels.
    """

    candidate: Candidate
    pages: PlannedPages
    rooms: tuple[float, ...]
    layouts: int
    notes: tuple[Problem, ...] = ()


class LeafletSearch:
    """A best-first search: what is cheapest is looked at first, more closely each time it comes up.

    Strips are shared by folds that are laid out alike, and by all rounds of a search.
    """

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self.order = count()
        self.queue: list[tuple[float, int, Candidate]] = []
        self.measured: set[Key] = set()
        self.predicted: dict[Fold, Strip] = {}
        """What the strip of another fold lets expect, of each fold that is not measured yet."""
        self._pages: dict[Fold, LeafletPages] = {}
        self._strips: defaultdict[str, Strips] = defaultdict(dict)

    def pages(self, fold: Fold) -> LeafletPages:
        """Return the pages of a fold."""
        if fold not in self._pages:
            strips = self._strips[FOLD_LAYOUTS[fold].stylesheet]
            self._pages[fold] = LeafletPages(self.context, fold, strips=strips)
        return self._pages[fold]

    @property
    def layouts(self) -> int:
        """How many layouts were made so far."""
        return sum(pages.layouts for pages in self._pages.values())

    def best(
        self, folds: Sequence[Fold], max_empty: float = 1.0, max_layouts: int = MAX_LAYOUTS
    ) -> PlannedLeaflet | None:
        """Return the cheapest leaflet in one of these folds that comes out as planned, or None.

        At most the part `max_empty` of its panels stays empty. No layout is made beyond `max_layouts`.
        """
        self.queue.clear()
        self.measured.clear()
        chosen = [pages for pages in map(self.pages, folds) if _has_room(pages)]
        self.predicted = predictions(chosen)
        for pages in chosen:
            self._add(estimates(pages, self.predicted.get(pages.fold)))
        if found := self._cheapest(max_empty, max_layouts):
            return found
        # What is expected orders, it never refuses.
        for pages in chosen:
            if pages.fold in self.predicted and self.layouts + LAYOUTS_OF_ESTIMATE <= max_layouts:
                self._measure_first(pages)
        return self._cheapest(max_empty, max_layouts)

    def _cheapest(self, max_empty: float, max_layouts: int) -> PlannedLeaflet | None:
        """Return the cheapest leaflet in the queue that comes out as planned, or None."""
        while self.queue and self.layouts < max_layouts:
            _, _, candidate = heapq.heappop(self.queue)
            pages = self.pages(candidate.fold)
            if candidate.empty > max_empty:
                continue
            if not candidate.is_estimate:
                if found := self._confirmed(pages, candidate, max_layouts):
                    panels = pages.panels(candidate.text.strip, candidate.pages)
                    rooms = tuple(panel.room for panel in panels)
                    return PlannedLeaflet(candidate, found, rooms, self.layouts)
                self._add(_with_more_slack(pages, candidate))
            elif self.layouts + LAYOUTS_OF_ESTIMATE <= max_layouts:
                self._measure(pages, candidate)
        return None

    def _add(self, candidates: Iterable[Candidate]) -> None:
        for candidate in candidates:
            if not (candidate.is_estimate and _key(candidate) in self.measured):
                heapq.heappush(self.queue, (self._priority(candidate), next(self.order), candidate))

    def _priority(self, candidate: Candidate) -> float:
        """Return the cost by which a candidate waits for its turn."""
        if not candidate.is_estimate:
            return candidate.cost
        return candidate.cost * (PREDICTION_ERROR if candidate.fold in self.predicted else 1) + WORTH_A_LAYOUT

    def _measure(self, pages: LeafletPages, estimate: Candidate) -> None:
        """Add the candidate of an estimate, and the others of its fold anew, as a strip makes them better."""
        if pages.fold in self.predicted:
            # Of any setting: from the usual one, others are estimated best.
            self._measure_first(pages)
            return
        strips = len(pages.strips)
        self.measured.add(_key(estimate))
        self._add(filter(None, [measure(pages, estimate)]))
        if pages.is_crowded_at(TIGHT_BACK):
            self._drop(pages.fold, estimates_alone=False)
        elif len(pages.strips) > strips:
            self._drop(pages.fold)
            self._add(estimates(pages))

    def _measure_first(self, pages: LeafletPages) -> None:
        """Add what a fold's own strip lets expect, in the place of what that of another did."""
        del self.predicted[pages.fold]
        self._drop(pages.fold)
        self._add(estimates(pages))

    def _drop(self, fold: Fold, estimates_alone: bool = True) -> None:
        """Take the estimates of a fold out of the queue, or all that it has there."""
        kept = (
            row for row in self.queue if row[-1].fold != fold or (estimates_alone and not row[-1].is_estimate)
        )
        self.queue = list(kept)
        heapq.heapify(self.queue)

    def _confirmed(self, pages: LeafletPages, candidate: Candidate, max_layouts: int) -> PlannedPages | None:
        """Return the pages of a measured candidate; None if they do not come out as planned."""
        plan = layout_plan(pages, candidate)
        # Beside a wider code the address may take another line.
        for square in dict.fromkeys((plan.square_width, qr_code.MIN_SQUARE_MM)):
            if self.layouts == max_layouts:
                return None
            laid_out = pages.lay_out(replace(plan, square_width=square))
            if pages.is_confirmed(laid_out):
                return laid_out
            if not pages.has_text_as_planned(laid_out):
                return None
        return None


def _with_more_slack(pages: LeafletPages, candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidate that keeps more of each panel free and breaks elsewhere, if there is one.

    It may cost more than others that were found.
    """
    for slack in (slack for slack in SLACKS if slack > candidate.slack):
        found = exact(pages, candidate.text.strip, candidate.pages, slack)
        if found and found.packing.starts != candidate.packing.starts:
            yield found
            return


def _has_room(pages: LeafletPages) -> bool:
    """Return whether title and figures are as large as they must be."""
    size = pages.settings[-1].size
    too_small = figure_widths.too_small_problem(pages.context, size, pages.measure)
    return pages.title >= pages.fold_layout.title[0] and too_small is None


def _key(candidate: Candidate) -> Key:
    text = candidate.text
    return candidate.fold, candidate.pages, candidate.setting, text.figure_scale, text.steps_across


def measure(pages: LeafletPages, estimate: Candidate) -> Candidate | None:
    """Return an estimate's candidate by a strip at its very setting, or None if it does not fit."""
    text = estimate.text
    # The text does not change how full the back is: what was too much for it once is not tried again.
    backs = [back for back in pages.fold_layout.backs if not pages.is_crowded_at(back)] or [TIGHT_BACK]
    for back in backs:
        strip = pages.strip(text.setting, back, text.figure_scale, text.steps_across)
        if not pages.has_crowded_back(strip):
            break
    if pages.has_crowded_back(strip) or pages.has_crowded_cover(strip):
        return None
    return exact(pages, strip, estimate.pages)
