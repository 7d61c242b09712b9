"""Lay out a card: its whole text in one strip to measure it, and its pages by a plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType
from typing import Any, cast

from foldwell.assets import qr_code
from foldwell.documents import article_link, figure_widths, type_settings
from foldwell.documents.cards import box_columns, points, type_sizes
from foldwell.documents.cards.content import has_name_at_foot
from foldwell.documents.cards.imprint_line import ImprintLine, imprint_line
from foldwell.documents.cards.size import (
    is_folded,
    is_small,
    margins_of,
    size_of,
    text_height,
    text_width,
)
from foldwell.documents.planning.planner import Atom, Panel
from foldwell.documents.planning.strip import read_flow
from foldwell.documents.print_layout import PagedDocument, settings
from foldwell.documents.type_settings import Setting
from foldwell.errors import InputError, Problem
from foldwell.model import CardFormat, Size
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

TEMPLATE = "card.html.j2"
STRIP_HEIGHT = 9000.0
"""The height in mm of the endless page."""

MAX_FIGURE_SHARE = 0.4
"""The part of a card's height that a figure without lettering may take."""

ROUNDING = 0.4
"""The height in mm of each page that is kept free, because borders and layouts round."""


@dataclass(frozen=True, slots=True)
class CardPlan:
    """How the pages of a card are laid out.

    `points` are the numbers of the sections whose key points are on it, `spacing` is the factor of the gaps
    of its setting, `square` the width in mm of a QR square, and `breaks` are the CSS rules that force each
    page to begin where it is planned to. With `foot_first`, the foot ends the front.
    """

    card_format: CardFormat
    points: tuple[int, ...]
    setting: Setting
    spacing: float = 1.0
    square: float = qr_code.MIN_SQUARE_MM
    foot_first: bool = False
    breaks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CardStrip:
    """The text of a card on one endless page at a setting; lengths in mm from the top of its page.

    The text begins at `flow_top`, and the page of a folded card before it is filled down to `front_end`.
    `beside_code` is how much the smallest QR code may grow beside its words without taking more room.
    """

    setting: Setting
    atoms: tuple[Atom, ...]
    flow_top: float
    front_end: float
    beside_code: float


def spread(setting: Setting, spacing: float) -> Setting:
    """Return a setting with its gaps so many times as wide."""
    return replace(setting, gap=setting.gap * spacing, section_gap=setting.section_gap * spacing)


class CardPages:
    """The pages of a card: the settings they allow, their strips, and their layouts."""

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self.whole = points.whole(context)
        self.room, self.measure = text_height(context), text_width(context)
        self.lettered = figure_widths.widths(context, self.whole)
        found = settings(context, type_settings.CARDS)
        self.settings = figure_widths.settings_with_room(context, found, self.measure, self.whole)
        self.strips: dict[Setting, CardStrip] = {}
        self.columns: dict[Setting, float | None] = {}
        self.layouts = 0
        """How many layouts were made."""

    def box_column(self, setting: Setting) -> float | None:
        """Return the width in mm of the first of two care boxes beside each other; None if they are not."""
        if is_small(self.context) or not box_columns.has_pair(self.context):
            return None
        if setting not in self.columns:
            self.columns[setting] = box_columns.first_column(self.context, setting, self.measure)
        return self.columns[setting]

    def imprint_line(self, setting: Setting) -> ImprintLine:
        """Return what of the imprint stands on one line below the QR code."""
        return imprint_line(self.context, type_sizes.small_print(self.context, setting))

    def strip(self, setting: Setting) -> CardStrip:
        """Return the text with all points at a setting, laid out once."""
        if setting not in self.strips:
            plan = CardPlan(CardFormat(), points.numbers(self.context), setting)
            sizes = ((size_of(self.context)[0], STRIP_HEIGHT),)
            result = self._lay_out(plan, sizes, read_flow)
            atoms = cast("tuple[Atom, ...]", result.inspected)
            if not atoms:
                what = "prints nothing below the title of the card"
                raise InputError(Problem(f"templates/{TEMPLATE}", what, "give its blocks their words back"))
            front_end = result.depths[0] if is_folded(self.context) else 0.0
            self.strips[setting] = CardStrip(
                setting, atoms, atoms[0].top, front_end, self._room_beside_code(result)
            )
        return self.strips[setting]

    def _room_beside_code(self, strip: layout.LayoutResult) -> float:
        if "_code" not in strip.anchors:
            return 0.0
        words = strip.anchors["_beside"].y - strip.anchors["_about"].y
        return max(0.0, words - self._code_height(qr_code.MIN_SQUARE_MM))

    def _code_height(self, square: float) -> float:
        """Return the height in mm of a QR code in squares of so many mm, without the white above it."""
        found = article_link.find_article_link(self.context)
        return square * (found.code.side - qr_code.QUIET_ZONE) if found else 0.0

    def code_growth(self, plan: CardPlan, strip: CardStrip) -> float:
        """Return how much more height the QR code of a plan needs than the smallest one in a strip, in mm."""
        growth = self._code_height(plan.square) - self._code_height(qr_code.MIN_SQUARE_MM)
        return max(0.0, growth - strip.beside_code)

    def is_front_full(self, strip: CardStrip) -> bool:
        """Return whether title and numbers have no room on the front of a card that is folded."""
        return is_folded(self.context) and strip.front_end > margins_of(self.context).top + self.room

    def panels(self, strip: CardStrip, card_format: CardFormat, setting: Setting) -> tuple[Panel, ...]:
        """Return the pages that the text of a strip may fill at a setting."""
        full = self.room - ROUNDING
        if is_folded(self.context):
            others = range(2, card_format.pages + 1)
            return tuple(Panel(full, page == card_format.panels) for page in others)
        title = strip.flow_top - margins_of(self.context).top - strip.setting.section_gap
        first = full - title - setting.section_gap
        rooms = (first, *(full for _ in range(1, card_format.pages)))
        return tuple(Panel(max(0.0, room), turned_after=True) for room in rooms)

    def lay_out(self, plan: CardPlan) -> layout.LayoutResult:
        """Return the pages of a plan."""
        return self._lay_out(plan, (size_of(self.context),))

    def _lay_out(
        self, plan: CardPlan, sizes: Sequence[Size], inspect: layout.Inspect | None = None
    ) -> layout.LayoutResult:
        self.layouts += 1
        context = self.context
        document = PagedDocument(
            context,
            TEMPLATE,
            "card.css",
            tuple(sizes),
            logo="small",
            figures=self.lettered,
            max_figure_height=MAX_FIGURE_SHARE * size_of(context)[1],
            table_room=self.measure,
        )
        return document.lay_out(
            spread(plan.setting, plan.spacing),
            rules=plan.breaks,
            inspect=inspect,
            properties=self._properties(plan),
            **self._values(plan),
        )

    def _values(self, plan: CardPlan) -> Mapping[str, Any]:
        sections = self.context.article.sections
        return MappingProxyType(
            {
                "small": is_small(self.context),
                "folded": is_folded(self.context),
                "banded": type_sizes.has_band(self.context),
                "boxes_beside": self.box_column(plan.setting) is not None,
                "foot_first": plan.foot_first,
                "imprint_line": self.imprint_line(plan.setting),
                "name_at_foot": has_name_at_foot(self.context),
                "card_sections": tuple(sections[number] for number in plan.points),
                "whole_sections": points.whole_sections(self.context),
                "with_detail": False,
            }
        )

    def _properties(self, plan: CardPlan) -> dict[str, str]:
        context, setting = self.context, plan.setting
        margins = margins_of(context)
        column = self.box_column(setting)
        return {
            "title-size": f"{type_sizes.title(context, setting):g}pt",
            "number-size": f"{type_sizes.number(context, setting):g}pt",
            "small-print": f"{type_sizes.small_print(context, setting):g}pt",
            "section-heading": f"{type_sizes.section_heading(context, setting):g}pt",
            "emergency-heading": f"{box_columns.emergency_heading(context, setting):g}pt",
            "band-inset": f"{type_sizes.BAND_INSET:g}mm",
            "between-boxes": f"{box_columns.BETWEEN:g}mm",
            **self._paddings(),
            **({"same-day-column": f"{column:.2f}mm"} if column else {}),
            "page-margin": f"{margins.top:g}mm",
            "page-side": f"{margins.side:g}mm",
            **article_link.properties(context, plan.square),
        }

    def _paddings(self) -> dict[str, str]:
        names = "same-day-padding", "emergency-padding"
        return {
            name: f"{padding:g}mm"
            for name, padding in zip(names, box_columns.paddings(self.context), strict=True)
        }
