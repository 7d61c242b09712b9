"""Fit text into a leaflet: the best setting, with drawing and QR code as large as possible."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from foldwell.assets import qr_code
from foldwell.documents import article_link
from foldwell.documents.fold_layouts import LayoutPlan
from foldwell.documents.leaflet_pages import LayoutAttempt, LeafletPages
from foldwell.documents.print_layout import drawing_height
from foldwell.documents.type_fitting import Fit, LayoutProbe, Setting, fit_evenly

TIGHT_SPACING = 0.6
"""The factor of the spacing on the back where space is short."""

GOOD_ENOUGH = 3.0, 0.1
"""The accepted shortfall of the drawing's height and of a QR square's width, in mm."""


class LeafletFitter:
    """Searches the best plan for the pages of a leaflet."""

    def __init__(self, pages: LeafletPages) -> None:
        self.pages = pages
        self.last: LayoutAttempt | None = None

    def best_fit(self) -> Fit[LayoutAttempt]:
        """Return the best fit.

        Questions are included where they fit at a comfortable setting, and always in a booklet. If nothing
        else helps, the spacing on the back is reduced, and finally sentences may run on at page turns, unless
        the fold layout forbids it.
        """
        generous = self._best_with_spacing(back_spacing=1.0)
        if generous.fits:
            return generous
        tight = self._best_with_spacing(TIGHT_SPACING)
        if tight.fits or self.pages.fold_layout.no_run_on_at_turns:
            return tight
        return next((fit for fit in map(self._with_run_on, (generous, tight)) if fit.fits), tight)

    def enlarged(self, chosen: LayoutAttempt) -> LayoutAttempt:
        """Return the attempt with drawing and QR code enlarged as far as it fits, and is worth a layout."""
        plan = self._plan(chosen, chosen.plan.setting)
        shortfalls = plan.drawing - chosen.plan.drawing, plan.square_width - chosen.plan.square_width
        if all(shortfall <= tolerance for shortfall, tolerance in zip(shortfalls, GOOD_ENOUGH, strict=True)):
            return chosen
        smallest = replace(plan, square_width=qr_code.MIN_SQUARE_MM)
        attempts = map(self.pages.lay_out, dict.fromkeys((plan, smallest)))
        return next(filter(self.pages.fits, attempts), chosen)

    def _best_with_spacing(self, back_spacing: float) -> Fit[LayoutAttempt]:
        if self.pages.fold_layout.shows_everything:
            return self._fit_settings(self.pages.settings, with_questions=True, back_spacing=back_spacing)
        chosen = self._fit_settings(self.pages.settings, with_questions=False, back_spacing=back_spacing)
        # With questions, no looser setting than without them can fit.
        if left := self.pages.comfortable[self.pages.settings.index(chosen.setting) :]:
            with_questions = self._fit_settings(left, with_questions=True, back_spacing=back_spacing)
            return with_questions if with_questions.fits else chosen
        return chosen

    def _with_run_on(self, fit: Fit[LayoutAttempt]) -> Fit[LayoutAttempt]:
        """Return the same setting with sentences that may run on everywhere."""
        attempt = self.pages.lay_out(replace(fit.result.plan, kept_whole=None))
        return Fit(fit.setting, attempt, self.pages.fits(attempt))

    def _fit_settings(
        self, choice: tuple[Setting, ...], with_questions: bool, back_spacing: float
    ) -> Fit[LayoutAttempt]:
        # A plan follows the one before it, and that of another search has other content or spacing.
        self.last = None
        lay = partial(self._attempt, with_questions=with_questions, back_spacing=back_spacing)
        return fit_evenly(
            choice,
            LayoutProbe(lay, self.pages.fits, self.pages.used_share),
            self.pages.lowest_fill,
            self.pages.fold_layout.start_index,
        )

    def _attempt(self, setting: Setting, with_questions: bool, back_spacing: float) -> LayoutAttempt:
        """Lay out the pages with drawing and QR code as large as the previous attempt suggests."""
        smallest = self.pages.fold_layout.drawing[0]
        plan = LayoutPlan(setting, smallest, with_questions, back_spacing=back_spacing)
        self.last = self.pages.lay_out(self._expected_plan(setting) or plan)
        if self.pages.is_crowded(self.last):
            self.last = self.pages.lay_out(plan)
        return self.last

    def _expected_plan(self, setting: Setting) -> LayoutPlan | None:
        """Return a plan based on the last attempt, or None while the space of the QR code is unknown."""
        if not self.last:
            return None
        plan = self._plan(self.last, setting)
        if self.pages.fold_layout.has_contact_page:
            return plan
        return replace(plan, square_width=qr_code.MIN_SQUARE_MM)

    def _plan(self, attempt: LayoutAttempt, setting: Setting) -> LayoutPlan:
        """Return a plan for a setting, with drawing and QR code sized by an attempt."""
        plan, anchors, shape = attempt.plan, attempt.result.anchors, self.pages.fold_layout
        grown = max(1.0, setting.space_factor / plan.setting.space_factor)
        end, bottom = anchors["_cover-end"], self.pages.height - shape.margin
        drawing = drawing_height(shape.drawing, plan.drawing, end, bottom, grown)
        available = self.pages.height - shape.back_margin - anchors["_foot"].y * grown
        square = article_link.square_width(self.pages.context, plan.square_width, available)
        return replace(plan, setting=setting, drawing=drawing, square_width=square)
