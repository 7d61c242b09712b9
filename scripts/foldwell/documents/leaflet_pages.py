"""Lay out the pages of a leaflet by a plan, and measure how full they are."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from functools import cached_property

from foldwell.documents import article_link, figure_widths
from foldwell.documents.fold_layouts import FOLD_LAYOUTS, MAX_BOOKLET_PAGES, LayoutPlan
from foldwell.documents.leaflet_sheet import sheet_of
from foldwell.documents.print_layout import PagedDocument, StyleVariant, settings, title_size
from foldwell.documents.type_fitting import Setting
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

TEMPLATE = "leaflet.html.j2"
SCREEN = StyleVariant()
"""The variant for the screen, without additions."""

PAGE_END_FACTOR = 1.05
"""An estimate up to this multiple of the space may still fit, because it includes gaps at page ends."""


@dataclass(frozen=True, slots=True)
class LayoutAttempt:
    """A layout, and the plan that it was made by."""

    plan: LayoutPlan
    result: layout.LayoutResult


class LeafletPages:
    """The panels or pages of a leaflet in one variant: the settings they allow, their layouts by plan."""

    def __init__(self, context: BuildContext, variant: StyleVariant = SCREEN) -> None:
        self.context = context
        self.fold_layout = FOLD_LAYOUTS[context.practice.fold]
        sizes = sheet_of(context).pages
        lettered = figure_widths.widths(context)
        self.document = PagedDocument(
            context, TEMPLATE, self.fold_layout.stylesheet, sizes, variant=variant, figures=lettered
        )
        self.width, self.height = sizes[0]
        self.column = (
            min(width for width, _ in sizes) - self.fold_layout.line_margins
        ) / self.fold_layout.columns
        self.room = self.height - 2 * self.fold_layout.margin
        self.title = title_size(
            context, self.fold_layout.title[1], self.width - self.fold_layout.title_margins
        )
        self.settings = self._allowed_settings(self.fold_layout.settings)
        self.comfortable = self._allowed_settings(self.fold_layout.comfortable)
        self.attempts: dict[LayoutPlan, LayoutAttempt] = {}

    @cached_property
    def page_count(self) -> int:
        """The number of pages; for a booklet, as many as needed at the tightest setting."""
        if not self.fold_layout.shows_everything:
            return len(self.document.sizes)
        plan = LayoutPlan(self.settings[-1], self.fold_layout.drawing[0], with_questions=True)
        return min(MAX_BOOKLET_PAGES, 4 * math.ceil(len(self._lay_out_once(plan).result.sizes) / 4))

    @property
    def inside_pages(self) -> range:
        """The indices of the pages that text must fill: all but cover and back."""
        return range(1, self.page_count - 1 if self.fold_layout.has_contact_page else self.page_count)

    def lay_out(self, plan: LayoutPlan) -> LayoutAttempt:
        """Lay out the pages, repeating while a paragraph that runs on could be kept on one side."""
        attempt = self._lay_out_once(plan)
        # It ends: a block that is kept whole stays so, and there are only so many.
        while self._has_all_pages(attempt) and (
            added := set(self.run_on_blocks(attempt)).difference(attempt.plan.kept_whole or ())
        ):
            attempt = self._lay_out_once(
                # Sorted, because the order of a set differs from process to process, and so would the bytes.
                replace(plan, kept_whole=(*(attempt.plan.kept_whole or ()), *sorted(added)))
            )
        return attempt

    def run_on_blocks(self, attempt: LayoutAttempt) -> tuple[str, ...]:
        """Return the selectors of paragraphs and list items that run on at a page turn."""
        if attempt.plan.kept_whole is None:
            return ()
        turns = sheet_of(self.context, 4 * math.ceil(len(attempt.result.sizes) / 4)).page_turns
        return tuple(block for page, block in enumerate(attempt.result.split, 1) if block and page in turns)

    def _lay_out_once(self, plan: LayoutPlan) -> LayoutAttempt:
        """Lay out the pages, once for equal plans."""
        if plan in self.attempts:
            return self.attempts[plan]
        properties = {
            "drawing": f"{plan.drawing:.1f}mm",
            "title-size": f"{self.title:g}pt",
            "air": f"{plan.back_spacing:g}",
            **self.fold_layout.properties(),
            **article_link.properties(self.context, plan.square_width),
        }
        result = self.document.lay_out(
            plan.setting,
            properties=properties,
            kept_whole=plan.kept_whole or (),
            with_questions=plan.with_questions,
            with_detail=self.fold_layout.shows_everything,
            title_line=self.fold_layout.title_line,
            code_at_foot=self.fold_layout.has_contact_page,
        )
        return self.attempts.setdefault(plan, LayoutAttempt(plan, result))

    def lowest_fill(self, attempt: LayoutAttempt) -> float:
        """Return the fill of the emptiest inside page, from 0 to 1."""
        return min(self.fill_of_pages(attempt))

    def fill_of_pages(self, attempt: LayoutAttempt) -> list[float]:
        """Return the fill of each inside page; one that the text does not reach has 0."""
        result = attempt.result
        depths = (
            *result.depths[: result.anchors["_end"].page],
            *(self.fold_layout.margin,) * self.page_count,
        )
        return [(depths[index] - self.fold_layout.margin) / self.room for index in self.inside_pages]

    def excess(self, attempt: LayoutAttempt) -> float:
        """Return by how many mm the text exceeds the inside pages; negative if it does not."""
        margin, stop = self.fold_layout.margin, self.inside_pages.stop
        if self.fold_layout.has_contact_page:
            end = attempt.result.anchors["_end"]
            return (end.page - 1 - stop) * self.room + end.y - margin
        # A block over two columns moves to the next page as a whole and leaves a gap.
        return sum(depth - margin for depth in attempt.result.depths[stop - 1 :]) - self.room

    def used_share(self, attempt: LayoutAttempt) -> float:
        """Return the estimated share of the inside pages that the text needs; above 1 it does not fit."""
        return (1 + self.excess(attempt) / (self.room * len(self.inside_pages))) / PAGE_END_FACTOR

    def fits(self, attempt: LayoutAttempt) -> bool:
        """Return whether an attempt has no page, row or turn too many."""
        return self._has_all_pages(attempt) and not self.run_on_blocks(attempt)

    def is_crowded(self, attempt: LayoutAttempt) -> bool:
        """Return whether cover or back exceed their page."""
        cover, end, foot = (attempt.result.anchors[name].page for name in ("_cover-end", "_end", "_foot"))
        return cover > 1 or foot > end + self.fold_layout.has_contact_page

    def _has_all_pages(self, attempt: LayoutAttempt) -> bool:
        return len(attempt.result.sizes) <= self.page_count and not attempt.result.oversized

    def _allowed_settings(self, our_settings: tuple[Setting, ...]) -> tuple[Setting, ...]:
        """Return our settings as far as the brand's fonts and the figures allow.

        A booklet's size follows from its pages.
        """
        if not our_settings:
            return ()
        if self.fold_layout.shows_everything:
            minimum = self.context.brand.base.minimum_size
            enlarged = tuple(dict.fromkeys(replace(row, size=max(row.size, minimum)) for row in our_settings))
        else:
            enlarged = settings(self.context, our_settings)
        maximum = figure_widths.largest_text_size(self.context, self.column)
        return tuple(row for row in enlarged if row.size <= maximum) or enlarged[-1:]
