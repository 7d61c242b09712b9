"""Lay out a card: its whole text in one strip to measure it, and its pages by a plan."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, cast

from foldwell.assets import qr_code
from foldwell.documents import article_link, figure_widths, type_settings
from foldwell.documents.cards import points
from foldwell.documents.cards.content import has_name_at_foot
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
from foldwell.documents.print_layout import PagedDocument, one_line, settings, title_size
from foldwell.documents.type_settings import Setting
from foldwell.errors import InputError, Problem
from foldwell.model import CardFormat, Size
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.rendering.pdf import layout

TEMPLATE = "card.html.j2"
STRIP_HEIGHT = 9000.0
"""The height in mm of the endless page."""

MAX_FIGURE_SHARE = 0.4
"""The part of a card's height that a figure without lettering may take."""

MAX_TITLE_SIZE, MAX_SMALL_TITLE_SIZE = 20.0, 17.0
"""The maximum size of the title on a card and on a small one, in pt."""

FOLDED_TITLE, USUAL_FOLDED_TITLE = (13.0, 16.0), 24
"""The size of the title of a folded card in pt, and the most characters of one that is set largest."""

FOLDED_HEADING = 1.1
"""The ratio of a section heading to the text on a card that is folded."""

GAPS_IN_BOX = 2
"""How many gaps of paragraphs are the padding of a box on a large card; see card.css."""

ROUNDING = 0.4
"""The height in mm of each page that is kept free, because borders and layouts round."""


@dataclass(frozen=True, slots=True)
class CardPlan:
    """How the pages of a card are laid out.

    `points` are the numbers of the sections whose key points are on it, `square` is the width in mm of a QR
    square, and `breaks` are the CSS rules that force each page to begin where it is planned to.
    """

    card_format: CardFormat
    points: tuple[int, ...]
    setting: Setting
    square: float = qr_code.MIN_SQUARE_MM
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


class CardPages:
    """The pages of a card: the settings they allow, their strips, and their layouts."""

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self.whole = points.whole(context)
        self.room, self.measure = text_height(context), text_width(context)
        self.lettered = figure_widths.widths(context, self.whole)
        found = settings(context, type_settings.CARDS)
        self.settings = figure_widths.settings_with_room(context, found, self.measure, self.whole)
        self.gaps_in_box = 0 if is_small(context) else GAPS_IN_BOX
        self.strips: dict[Setting, CardStrip] = {}
        self.layouts = 0
        """How many layouts were made."""

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
        found, code = article_link.find_article_link(self.context), strip.anchors.get("_code")
        if not found or not code:
            return 0.0
        # The code is in the middle of the height of its words, which leaves half of the rest below it.
        below = strip.anchors["_end"].y - code.y - qr_code.MIN_SQUARE_MM * found.code.side
        return max(0.0, 2 * below)

    def code_growth(self, plan: CardPlan, strip: CardStrip) -> float:
        """Return how much more height the QR code of a plan needs than the smallest one in a strip, in mm."""
        found = article_link.find_article_link(self.context)
        growth = (plan.square - qr_code.MIN_SQUARE_MM) * (found.code.side if found else 0)
        return max(0.0, growth - strip.beside_code)

    def is_front_full(self, strip: CardStrip) -> bool:
        """Return whether title and numbers have no room on the front of a card that is folded."""
        return is_folded(self.context) and strip.front_end > margins_of(self.context).top + self.room

    def panels(self, strip: CardStrip, card_format: CardFormat) -> tuple[Panel, ...]:
        """Return the pages that the text of a strip may fill."""
        full = self.room - ROUNDING
        if is_folded(self.context):
            others = range(2, card_format.pages + 1)
            return tuple(Panel(full, page == card_format.panels) for page in others)
        first = full - (strip.flow_top - margins_of(self.context).top)
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
            plan.setting,
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
                "name_at_foot": has_name_at_foot(self.context),
                "card_sections": tuple(sections[number] for number in plan.points),
                "whole_sections": points.whole_sections(self.context),
                "with_detail": False,
            }
        )

    def _properties(self, plan: CardPlan) -> dict[str, str]:
        context, margins = self.context, margins_of(self.context)
        (heading,) = article_content.card_heading(context)
        largest = self._max_title(heading.text)
        # On one line, a long title of a folded card would be smaller than its text.
        fitted = title_size if is_folded(context) and len(heading.text) > USUAL_FOLDED_TITLE else one_line
        title = fitted(context, largest, self.measure, heading.text)
        properties = {
            "title-size": f"{title:g}pt",
            "page-margin": f"{margins.top:g}mm",
            "page-side": f"{margins.side:g}mm",
            **article_link.properties(context, plan.square),
        }
        if is_folded(context):
            size = plan.setting.size * FOLDED_HEADING * context.brand.headings.scale
            properties["section-heading"] = f"{size:g}pt"
        return properties

    def _max_title(self, heading: str) -> float:
        smallest, largest = FOLDED_TITLE
        if is_folded(self.context):
            size = max(smallest, min(largest, largest * math.sqrt(USUAL_FOLDED_TITLE / len(heading))))
        else:
            size = MAX_SMALL_TITLE_SIZE if is_small(self.context) else MAX_TITLE_SIZE
        return size * self.context.brand.headings.scale
