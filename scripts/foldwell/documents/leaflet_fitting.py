"""How words fill the pages of a leaflet: the best setting, with drawing and code as large as they can be."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property, partial

from foldwell.assets import qr_code
from foldwell.documents import article_link, figure_widths
from foldwell.documents.fold_layouts import MOST, SHAPES, Plan
from foldwell.documents.leaflet_sheet import sheet_of
from foldwell.documents.print_layout import Edition, Print, drawing_height, settings, title_size
from foldwell.documents.type_fitting import Fit, Paper, Setting, evenest
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

TEMPLATE = "leaflet.html.j2"
SCREEN = Edition()
"""The pages as they are seen on a screen, with nothing added."""

TIGHT = 0.6
"""So much of the air on the back is left where it has no room for more."""

HOLES = 1.05
"""Words that seem to take so much of the room may just fit: part of what they take is holes at page ends."""

NEAR = 3.0, 0.1
"""A drawing may be so much less high than it could be, and a square of the code less wide, in mm."""


@dataclass(frozen=True, slots=True)
class Trial:
    """Pages, and the plan that they were laid out by."""

    plan: Plan
    laid: layout.LayoutResult


class Panels:
    """The panels or pages of one job, and how well words fill them."""

    def __init__(self, job: BuildContext, edition: Edition = SCREEN) -> None:
        self.job = job
        self.shape = SHAPES[job.practice.fold]
        sizes = sheet_of(job).pages
        lettered = figure_widths.widths(job)
        self.print = Print(job, TEMPLATE, self.shape.stylesheet, sizes, edition=edition, figures=lettered)
        self.width, self.height = sizes[0]
        self.column = (min(width for width, _ in sizes) - self.shape.beside) / self.shape.columns
        self.room = self.height - 2 * self.shape.margin
        self.title = title_size(job, self.shape.title[1], self.width - self.shape.beside_title)
        self.settings = self._settings(self.shape.settings)
        self.comfortable = self._settings(self.shape.comfortable)
        self.laid: dict[Plan, Trial] = {}
        self.last: Trial | None = None

    @cached_property
    def count(self) -> int:
        """How many pages there are: of a booklet, so many that all fits at the tightest setting."""
        if not self.shape.full:
            return len(self.print.sizes)
        plan = Plan(self.settings[-1], self.shape.drawing[0], with_questions=True)
        return min(MOST, 4 * math.ceil(len(self._laid(plan).laid.sizes) / 4))

    @property
    def inside(self) -> range:
        """The pages, counted from 0, that words must fill: all but those of cover and back."""
        return range(1, self.count - 1 if self.shape.back else self.count)

    def fitted(self) -> Fit[Trial]:
        """Return the setting at which the panels are filled best.

        The questions are there where they fit at a comfortable setting, and in a booklet always. The air
        between the lines of the back gives way when nothing else does, and in the end sentences run on where
        the paper is turned over, unless the shape forbids it.
        """
        airy = self._chosen(air=1.0)
        if airy.fits:
            return airy
        tight = self._chosen(TIGHT)
        if tight.fits or self.shape.sides:
            return tight
        return next((fit for fit in map(self._run_on, (airy, tight)) if fit.fits), tight)

    def finished(self, chosen: Trial) -> Trial:
        """Return the pages with drawing and code as large as they have room, where they are not nearly so."""
        plan = self._plan(chosen, chosen.plan.setting)
        short = plan.drawing - chosen.plan.drawing, plan.square - chosen.plan.square
        if all(less <= near for less, near in zip(short, NEAR, strict=True)):
            return chosen
        trial = self.lay(plan)
        return trial if self._fits(trial) else self.lay(replace(plan, square=qr_code.MIN_SQUARE_MM))

    def lay(self, plan: Plan) -> Trial:
        """Lay the pages out as planned, and again while a paragraph could stand on one side of the paper."""
        trial = self._laid(plan)
        while self._paged(trial) and (more := set(self.torn(trial)).difference(trial.plan.whole or ())):
            trial = self._laid(replace(plan, whole=(*(trial.plan.whole or ()), *sorted(more))))
        return trial

    def torn(self, trial: Trial) -> tuple[str, ...]:
        """Return what selects the paragraphs and list entries that run on where they may not: at a turn."""
        if trial.plan.whole is None:
            return ()
        turns = sheet_of(self.job, 4 * math.ceil(len(trial.laid.sizes) / 4)).page_turns
        return tuple(block for page, block in enumerate(trial.laid.split, 1) if block and page in turns)

    def _laid(self, plan: Plan) -> Trial:
        """Lay the pages out as they are planned, once for equal plans."""
        if plan in self.laid:
            return self.laid[plan]
        properties = {
            "drawing": f"{plan.drawing:.1f}mm",
            "title-size": f"{self.title:g}pt",
            "air": f"{plan.air:g}",
            **article_link.properties(self.job, plan.square),
        }
        laid = self.print.lay(
            plan.setting,
            properties=properties,
            whole=plan.whole or (),
            with_questions=plan.with_questions,
            with_detail=self.shape.full,
            title_line=self.shape.title_line,
            code_at_foot=self.shape.back,
        )
        return self.laid.setdefault(plan, Trial(plan, laid))

    def fill(self, trial: Trial) -> float:
        """Return how full the emptiest inside page is, from 0 to 1."""
        return min(self.filled(trial))

    def filled(self, trial: Trial) -> list[float]:
        """Return how full each inside page is; one that the words do not reach is empty."""
        laid = trial.laid
        depths = (*laid.depths[: laid.anchors["_end"].page], *(self.shape.margin,) * self.count)
        return [(depths[at] - self.shape.margin) / self.room for at in self.inside]

    def over(self, trial: Trial) -> float:
        """Return by how many mm the words reach beyond the inside pages; less than 0 if they do not."""
        margin, stop = self.shape.margin, self.inside.stop
        if self.shape.back:
            end = trial.laid.anchors["_end"]
            return (end.page - 1 - stop) * self.room + end.y - margin
        # What stands over two columns moves to the next page whole, and leaves a gap behind.
        return sum(depth - margin for depth in trial.laid.depths[stop - 1 :]) - self.room

    def _chosen(self, air: float) -> Fit[Trial]:
        if self.shape.full:
            return self._fitted(self.settings, with_questions=True, air=air)
        chosen = self._fitted(self.settings, with_questions=False, air=air)
        # With the questions, nothing looser than without them can fit.
        if left := self.comfortable[self.settings.index(chosen.setting) :]:
            with_questions = self._fitted(left, with_questions=True, air=air)
            return with_questions if with_questions.fits else chosen
        return chosen

    def _run_on(self, fit: Fit[Trial]) -> Fit[Trial]:
        """Return the pages at the same setting with sentences that may run on everywhere."""
        trial = self.lay(replace(fit.laid.plan, whole=None))
        return Fit(fit.setting, trial, self._fits(trial))

    def _settings(self, ours: tuple[Setting, ...]) -> tuple[Setting, ...]:
        """Return ours as far as the brand's letters and the figures allow.

        A booklet's size follows from its pages.
        """
        if self.shape.full:
            least = self.job.brand.base.minimum_size
            every = tuple(dict.fromkeys(replace(row, size=max(row.size, least)) for row in ours))
        else:
            every = settings(self.job, ours)
        most = figure_widths.largest(self.job, self.column)
        return tuple(row for row in every if row.size <= most) or every[-1:]

    def _fitted(self, choice: tuple[Setting, ...], with_questions: bool, air: float) -> Fit[Trial]:
        self.last = None
        lay = partial(self._tried, with_questions=with_questions, air=air)
        return evenest(choice, Paper(lay, self._fits, self._used), self.fill, self.shape.likely)

    def _tried(self, setting: Setting, with_questions: bool, air: float) -> Trial:
        """Lay the pages out with drawing and code as large as the trial before lets expect."""
        plan = Plan(setting, self.shape.drawing[0], with_questions, air=air)
        self.last = self.lay(self._expected(setting) or plan)
        if self._crowded(self.last):
            self.last = self.lay(plan)
        return self.last

    def _expected(self, setting: Setting) -> Plan | None:
        """Return a plan by the last trial; where the code stands among words, its room is not known yet."""
        if not self.last:
            return None
        plan = self._plan(self.last, setting)
        return plan if self.shape.back else replace(plan, square=qr_code.MIN_SQUARE_MM)

    def _plan(self, trial: Trial, setting: Setting) -> Plan:
        """Return a plan for a setting, with drawing and code as large as they should have room by a trial."""
        plan, marks, shape = trial.plan, trial.laid.anchors, self.shape
        grown = max(1.0, setting.bulk / plan.setting.bulk)
        end, bottom = marks["_cover-end"], self.height - shape.margin
        drawing = drawing_height(shape.drawing, plan.drawing, end, bottom, grown)
        free = self.height - shape.back_margin - marks["_foot"].y * grown
        square = article_link.square(self.job, plan.square, free)
        return replace(plan, setting=setting, drawing=drawing, square=square)

    def _crowded(self, trial: Trial) -> bool:
        """Return whether cover or back take more than their page."""
        cover, end, foot = (trial.laid.anchors[name].page for name in ("_cover-end", "_end", "_foot"))
        return cover > 1 or foot > end + self.shape.back

    def _fits(self, trial: Trial) -> bool:
        return self._paged(trial) and not self.torn(trial)

    def _paged(self, trial: Trial) -> bool:
        return len(trial.laid.sizes) <= self.count and not trial.laid.oversized

    def _used(self, trial: Trial) -> float:
        return (1 + self.over(trial) / (self.room * len(self.inside))) / HOLES
