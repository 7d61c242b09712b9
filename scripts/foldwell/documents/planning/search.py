"""Search the best leaflet: estimates in the order of their costs, measured, laid out, and confirmed."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count

from foldwell.assets import qr_code
from foldwell.documents import article_link, figure_widths
from foldwell.documents.planning.candidates import Candidate, estimates, exact
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.layout_plan import TIGHT_BACK, LayoutPlan, Notes, break_rules
from foldwell.documents.planning.leaflet_pages import LeafletPages, PlannedPages, Strips
from foldwell.documents.print_layout import drawing_height
from foldwell.documents.type_settings import Setting
from foldwell.errors import Problem
from foldwell.model import Fold
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf.layout import Anchor

MAX_LAYOUTS = 13
"""The most layouts of one leaflet."""

WORTH_A_LAYOUT = 3.0
"""By how much an estimate must be cheaper than what is measured to be measured too."""

SLACKS = (0.0, 2.0, 5.0)
"""What is kept free of each panel, in mm, in the first and each further attempt to confirm a plan."""

NOTE_LINE, MIN_NOTE_LINES = 9.0, 4
"""The distance of lines to write on, in mm, and the fewest that are worth a heading."""

CLEARANCE = 0.5
"""What stays free below the drawing and the QR code, in mm, because layouts round."""


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


def best_leaflet(
    context: BuildContext, folds: Sequence[Fold], max_empty: float = 1.0
) -> PlannedLeaflet | None:
    """Return the cheapest leaflet in one of these folds that comes out as planned, or None.

    At most the part `max_empty` of its panels stays empty.
    """
    return _Search(dict(_pages_of_folds(context, folds)), max_empty).run()


def _pages_of_folds(context: BuildContext, folds: Sequence[Fold]) -> Iterator[tuple[Fold, LeafletPages]]:
    """Yield the pages of each fold that has room for title and figures; folds laid out alike share strips."""
    strips: defaultdict[str, Strips] = defaultdict(dict)
    for fold in folds:
        pages = LeafletPages(context, fold, strips=strips[FOLD_LAYOUTS[fold].stylesheet])
        if _has_room(pages):
            yield fold, pages


def _has_room(pages: LeafletPages) -> bool:
    """Return whether title and figures are as large as they must be."""
    size = pages.settings[-1].size
    too_small = figure_widths.too_small_problem(pages.context, size, pages.measure)
    return pages.title >= pages.fold_layout.title[0] and too_small is None


class _Search:
    """A best-first search: what is cheapest is looked at first, more closely each time it comes up."""

    def __init__(self, pages: dict[Fold, LeafletPages], max_empty: float) -> None:
        self.pages = pages
        self.max_empty = max_empty
        self.order = count()
        self.queue: list[tuple[float, int, Candidate]] = []
        self.measured: set[tuple[Fold, int, Setting, float]] = set()

    @property
    def layouts(self) -> int:
        """How many layouts were made so far."""
        return sum(pages.layouts for pages in self.pages.values())

    def run(self) -> PlannedLeaflet | None:
        """Return the first candidate that is confirmed."""
        for pages in self.pages.values():
            self._add(estimates(pages))
        while self.queue and self.layouts < MAX_LAYOUTS:
            _, _, candidate = heapq.heappop(self.queue)
            pages = self.pages[candidate.fold]
            if candidate.empty > self.max_empty:
                continue
            if not candidate.is_estimate:
                if found := confirmed_pages(pages, candidate):
                    panels = pages.panels(candidate.text.strip, candidate.pages)
                    return PlannedLeaflet(
                        candidate, found, tuple(panel.room for panel in panels), self.layouts
                    )
                continue
            strips = len(pages.strips)
            self.measured.add(_key(candidate))
            self._add(filter(None, [measure(pages, candidate)]))
            if len(pages.strips) > strips:
                self._estimate_again(pages)
        return None

    def _add(self, candidates: Iterable[Candidate]) -> None:
        for candidate in candidates:
            if not (candidate.is_estimate and _key(candidate) in self.measured):
                cost = candidate.cost + WORTH_A_LAYOUT * candidate.is_estimate
                heapq.heappush(self.queue, (cost, next(self.order), candidate))

    def _estimate_again(self, pages: LeafletPages) -> None:
        """Replace the estimates of a fold, for a further strip makes them better."""
        self.queue = [row for row in self.queue if row[-1].fold != pages.fold or not row[-1].is_estimate]
        heapq.heapify(self.queue)
        self._add(estimates(pages))


def _key(candidate: Candidate) -> tuple[Fold, int, Setting, float]:
    return candidate.fold, candidate.pages, candidate.setting, candidate.text.figure_scale


def measure(pages: LeafletPages, estimate: Candidate) -> Candidate | None:
    """Return an estimate's candidate by a strip at its very setting, or None if it does not fit."""
    bottom = pages.height - pages.fold_layout.back_margin
    strip = pages.strip(estimate.setting, figure_scale=estimate.text.figure_scale)
    if pages.fold_layout.has_contact_page and strip.back_end > bottom:
        strip = pages.strip(estimate.setting, TIGHT_BACK, estimate.text.figure_scale)
        if strip.back_end > bottom:
            return None
    return exact(pages, strip, estimate.pages)


def confirmed_pages(pages: LeafletPages, candidate: Candidate) -> PlannedPages | None:
    """Return the pages of a measured candidate; None if they do not come out as planned."""
    for slack in SLACKS:
        found = exact(pages, candidate.text.strip, candidate.pages, slack) if slack else candidate
        if not found:
            return None
        plan = layout_plan(pages, found)
        laid_out = pages.lay_out(plan)
        if not pages.is_confirmed(laid_out) and plan.square_width > qr_code.MIN_SQUARE_MM:
            # Beside a wider code the address may take another line.
            laid_out = pages.lay_out(replace(plan, square_width=qr_code.MIN_SQUARE_MM))
        if pages.is_confirmed(laid_out):
            return laid_out
    return None


def layout_plan(pages: LeafletPages, candidate: Candidate) -> LayoutPlan:
    """Return the plan of a measured candidate, with drawing, QR code and notes as large as they fit."""
    strip, fold_layout = candidate.text.strip, pages.fold_layout
    rules = break_rules(candidate.text.atoms, candidate.packing, candidate.setting, fold_layout.columns > 1)
    plan = replace(
        strip.plan,
        pages=candidate.pages,
        with_questions=candidate.with_questions,
        breaks=tuple(rules),
        notes=_notes(pages, candidate),
    )
    if not fold_layout.has_contact_page:
        return plan
    end, bottom = Anchor(1, strip.cover_end), pages.height - fold_layout.margin - CLEARANCE
    available = pages.height - fold_layout.back_margin - strip.back_end - CLEARANCE
    return replace(
        plan,
        drawing=drawing_height(fold_layout.drawing, strip.plan.drawing, end, bottom),
        square_width=article_link.square_width(pages.context, strip.plan.square_width, available),
    )


def _notes(pages: LeafletPages, candidate: Candidate) -> Notes:
    """Return the lines for notes that fill what words leave of the panels."""
    if not pages.fold_layout.has_contact_page:
        return Notes()
    setting, used = candidate.setting, candidate.packing.used
    heading = 1.25 * 1.15 * setting.size * MM_PER_PT * pages.context.brand.headings.scale
    above = setting.section_gap * (1 + 1 / 3.6) + 2 * heading + 1
    rooms = [panel.room for panel in pages.panels(candidate.text.strip, candidate.pages)]
    left, spare = rooms[len(used) - 1] - used[-1] - above, rooms[len(used) :]
    if left >= MIN_NOTE_LINES * NOTE_LINE:
        return Notes(sum(int((room - 1) / NOTE_LINE) for room in (left + 1, *spare)))
    if spare:
        first, *others = spare
        return Notes(sum(int((room - 1) / NOTE_LINE) for room in (first - above, *others)), own_panel=True)
    return Notes()
