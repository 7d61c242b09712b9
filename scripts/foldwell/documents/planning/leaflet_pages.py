"""Lay out a leaflet: its whole text in one strip to measure it, and its pages by a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import cast

from foldwell.documents import article_link, cover_drawing, figure_widths
from foldwell.documents.leaflet_sheet import sheet_of_pages
from foldwell.documents.planning.column_pairs import (
    MIN_BOX_EMS,
    MIN_LIST_EMS,
    MIN_STEP_EMS,
    has_room_for_two,
    pair_column,
    step_pictures,
)
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.layout_plan import BackSetting, LayoutPlan
from foldwell.documents.planning.measured_strip import Strip, Strips
from foldwell.documents.planning.page_depths import flow_depths
from foldwell.documents.planning.planner import Panel
from foldwell.documents.planning.strip import WITHOUT_NUMBERS, StripReading, read_strip
from foldwell.documents.print_layout import (
    PagedDocument,
    StyleVariant,
    long_title_size,
    settings,
    title_size,
)
from foldwell.documents.type_settings import LEAFLET, Setting
from foldwell.model import Fold
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

TEMPLATE = "leaflet.html.j2"
SCREEN = StyleVariant()
"""The variant for the screen, without additions."""

STRIP_HEIGHT = 9000.0
"""The height in mm of the endless page: 30 pages of A4, and few enough px for the engine."""

MAX_FIGURE_SHARE = 0.5
"""The part of a panel's height that a figure without lettering may take."""

NO_PROPERTIES: Mapping[str, str] = MappingProxyType({})

ROUNDING = 0.6
"""The height in mm of each panel that is kept free, because borders and layouts round."""


@dataclass(frozen=True, slots=True)
class PlannedPages:
    """Pages that were laid out, and the plan that they were laid out by."""

    plan: LayoutPlan
    result: layout.LayoutResult


class LeafletPages:
    """The pages of a leaflet in one fold and variant: the settings they allow, and their layouts."""

    def __init__(
        self,
        context: BuildContext,
        fold: Fold,
        variant: StyleVariant = SCREEN,
        strips: Strips | None = None,
    ) -> None:
        self.context = context
        self.fold: Fold = fold
        self.fold_layout = FOLD_LAYOUTS[fold]
        self.sizes = sheet_of_pages(fold, context.practice.paper, self.fold_layout.page_counts[-1]).pages
        self.lettered = figure_widths.widths(context)
        self.variant = variant
        self.width, self.height = self.sizes[0]
        inside = self.sizes[1:-1] if self.fold_layout.has_contact_page else self.sizes
        # One for all panels, so that a line wraps alike on each and one strip measures all.
        self.measure = (
            min(width for width, _ in inside) - self.fold_layout.line_margins
        ) / self.fold_layout.columns
        maximum = long_title_size(context.article.title, self.fold_layout.title)
        self.step_pictures = step_pictures(context, self.lettered)
        self.title = title_size(context, maximum, self.width - self.fold_layout.title_margins)
        self.strip_properties = {
            "columns": "auto",
            "back-position": "static",
            "strip-width": f"{self.measure:.3f}mm",
        }
        self.settings = self._allowed_settings()
        self.strips: Strips = {} if strips is None else strips
        self.layouts = 0
        """How many layouts were made."""

    def room(self, pages: int) -> float:
        """Return the height in mm of the text on each of so many pages."""
        return self.height - self.fold_layout.margin - self.fold_layout.foot_margin(pages)

    def can_stand_across(self, setting: Setting) -> bool:
        """Return whether there are steps that have room side by side at a setting."""
        return bool(self.step_pictures) and has_room_for_two(self.measure, setting, MIN_STEP_EMS)

    def strip(
        self,
        setting: Setting,
        back: BackSetting | None = None,
        figure_scale: float = 1.0,
        steps_across: bool = False,
    ) -> Strip:
        """Return the whole text at a setting, with its optional parts, laid out once for equal settings."""
        back = back or self.fold_layout.backs[0]
        key = setting, back, figure_scale, steps_across
        if key not in self.strips:
            first = LayoutPlan(
                self.fold_layout.page_counts[0],
                setting,
                self.fold_layout.drawing[0],
                back=back,
                figure_scale=figure_scale,
                steps_across=steps_across,
                breaks=(WITHOUT_NUMBERS,),
            )
            strip_page = ((self.width, STRIP_HEIGHT),)
            most = self.fold_layout.page_counts[-1]
            result = self._lay_out(first, most, strip_page, read_strip, self.strip_properties)
            atoms, back_end = cast("StripReading", result.inspected)
            cover_end, flow_end = (result.anchors[name].y for name in ("_cover-end", "_end"))
            self.strips[key] = Strip(first, atoms, cover_end, atoms[0].top, flow_end, back_end)
        return self.strips[key]

    def lay_out(self, plan: LayoutPlan) -> PlannedPages:
        """Return the pages of a plan."""
        sizes = sheet_of_pages(self.fold, self.context.practice.paper, plan.pages).pages
        return PlannedPages(plan, self._lay_out(plan, plan.pages, sizes, flow_depths))

    def panels(self, strip: Strip, pages: int, slack: float = 0.0) -> tuple[Panel, ...]:
        """Return the panels, pages or columns that the text of a strip may fill on so many pages.

        Of each, `slack` mm are kept free.
        """
        full = self.room(pages) - ROUNDING - slack
        turns = sheet_of_pages(self.fold, self.context.practice.paper, pages).page_turns
        if self.fold_layout.has_contact_page:
            return tuple(Panel(full, page in turns) for page in range(2, pages))
        found = []
        for page in range(1, pages + 1):
            room = full
            if page == 1:
                room -= strip.flow_top - self.fold_layout.margin
            if page == pages:
                room -= strip.back_end - strip.flow_end
            # In columns, the margin below what comes last needs its room too.
            room -= strip.plan.setting.section_gap
            columns = self.fold_layout.columns
            found += [
                Panel(max(0.0, room), turned_after=column == columns) for column in range(1, columns + 1)
            ]
        return tuple(found)

    def has_crowded_cover(self, strip: Strip) -> bool:
        """Return whether title and audience reach beyond the cover, where that is a page of its own."""
        return self.fold_layout.has_contact_page and strip.cover_end > self.height - self.fold_layout.margin

    def has_crowded_back(self, strip: Strip) -> bool:
        """Return whether contact and sources reach beyond the back, where that is a page of its own."""
        bottom = self.height - self.fold_layout.back_margin
        return self.fold_layout.has_contact_page and strip.back_end > bottom

    def is_crowded_at(self, back: BackSetting) -> bool:
        """Return whether a strip has shown that a back is crowded, whatever the setting of the text."""
        return any(self.has_crowded_back(strip) for strip in self.strips.values() if strip.plan.back == back)

    def is_confirmed(self, pages: PlannedPages) -> bool:
        """Return whether pages came out as planned: so many, the text and the back where they belong."""
        result, plan = pages.result, pages.plan
        if len(result.sizes) != plan.pages or result.anchors["_foot"].page != plan.pages:
            return False
        depths = cast("Sequence[float]", result.inspected)
        is_above_back = self.fold_layout.has_contact_page or depths[-1] <= result.anchors["_back"].y
        return is_above_back and self.has_text_as_planned(pages)

    def has_text_as_planned(self, pages: PlannedPages) -> bool:
        """Return whether the text ends on the pages that were planned for it, whatever the back needs."""
        last = pages.plan.pages - self.fold_layout.has_contact_page
        return pages.result.anchors["_end"].page <= last

    def _lay_out(
        self,
        plan: LayoutPlan,
        pages: int,
        sizes: tuple[tuple[float, float], ...],
        inspect: layout.Inspect,
        further_properties: Mapping[str, str] = NO_PROPERTIES,
    ) -> layout.LayoutResult:
        self.layouts += 1
        document = PagedDocument(
            self.context,
            TEMPLATE,
            self.fold_layout.stylesheet,
            sizes,
            variant=self.variant,
            figures=self.lettered,
            max_figure_height=MAX_FIGURE_SHARE * self.room(self.fold_layout.page_counts[0]),
            table_room=self.measure,
        )
        return document.lay_out(
            plan.setting,
            rules=plan.breaks,
            inspect=inspect,
            properties={**self._properties(plan, pages), **further_properties},
            lists_side_by_side=has_room_for_two(self.measure, plan.setting, MIN_LIST_EMS),
            boxes_side_by_side=has_room_for_two(self.measure, plan.setting, MIN_BOX_EMS),
            step_pictures=self.step_pictures if plan.steps_across else {},
            with_contents=self.fold_layout.has_contents(pages),
            with_questions="questions" in plan.parts,
            with_summary="summary" in plan.parts,
            with_detail=self.fold_layout.shows_everything,
            title_line=self.fold_layout.title_line,
            code_at_foot=self.fold_layout.has_contact_page,
            note_lines=plan.notes.lines,
            notes_on_own_panel=plan.notes.own_panel,
            drawing_kind=cover_drawing.kind(self.context),
        )

    def _properties(self, plan: LayoutPlan, pages: int) -> dict[str, str]:
        """Return what a plan sets, as CSS custom properties."""
        return {
            "drawing": f"{plan.drawing:.1f}mm",
            "cover-width": f"{self.width:g}mm",
            **cover_drawing.properties(self.context),
            "title-size": f"{self.title:g}pt",
            "figure-scale": f"{plan.figure_scale:g}",
            "measure": f"{self.measure:.3f}mm",
            "step-width": f"{pair_column(self.measure):.3f}mm",
            **plan.back.properties(self.context.brand.base.minimum_size),
            **self.fold_layout.properties(pages),
            **article_link.properties(self.context, plan.square_width),
        }

    def _allowed_settings(self) -> tuple[Setting, ...]:
        """Return our settings as far as the brand's fonts and the figures allow; one at least."""
        found = settings(self.context, LEAFLET)
        return figure_widths.settings_with_room(self.context, found, self.measure)
