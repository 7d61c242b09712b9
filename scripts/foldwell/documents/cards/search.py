"""Search the pages of a card: the fewest that hold it, at the most generous setting, in few layouts.

One strip tells the height of every line and box. What fits where is arithmetic, and a layout confirms it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from foldwell.documents.cards.candidates import Candidate, best_candidate, find_candidate, plan_of
from foldwell.documents.cards.content import words_on_card
from foldwell.documents.cards.pages import CardPages, CardPlan
from foldwell.documents.cards.size import formats, is_folded, margins_of, word_limit
from foldwell.documents.type_settings import Setting
from foldwell.model import CardFormat
from foldwell.project.loading import BuildContext
from foldwell.rendering.pdf import layout

START_INDEX = 9
"""The index of the setting of the first strip: of a size and leading that most cards have."""

MAX_LAYOUTS = 14
"""More layouts than these are not worth what they may find."""

MAY_STILL_FIT = 0.93
"""An estimate that is too full by so much may still fit; beyond it, no layout is tried."""


@dataclass(frozen=True, slots=True)
class PlannedCard:
    """Pages that were laid out, and the plan that they were laid out by."""

    plan: CardPlan
    result: layout.LayoutResult

    @property
    def is_as_planned(self) -> bool:
        """Whether it has as many pages as were planned."""
        return len(self.result.sizes) == self.plan.card_format.pages


class CardSearch:
    """The search for the pages of one context's card, which keeps the strips that it has laid out."""

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self.pages = CardPages(context)
        self.tightest = self.pages.settings[-1]

    def find(self, shown: tuple[int, ...]) -> PlannedCard | None:
        """Return the card with the key points of the sections with these numbers, on few pages.

        A card of one side has two only if it must; a strip has a panel more rather than a bad break.
        """
        allowed = self._formats(shown)
        rounds = (allowed,) if is_folded(self.context) else tuple((one,) for one in allowed)
        return next(filter(None, (self._find_on(choice, shown) for choice in rounds)), None)

    def find_first(self, shown: tuple[int, ...], fewest: int) -> PlannedCard | None:
        """Return the card with as many of the first of these points as have room, at least the fewest."""
        for count in range(len(shown) - 1, fewest - 1, -1):
            if self.has_room(shown[:count]) and (card := self.find(shown[:count])):
                return card
        return None

    def has_room(self, shown: tuple[int, ...]) -> bool:
        """Return whether a card with these points has room at the tightest setting, by arithmetic."""
        self.pages.strip(self.tightest)
        allowed = self._formats(shown)
        return bool(allowed) and find_candidate(self.pages, allowed[-1], shown, self.tightest) is not None

    def _formats(self, shown: tuple[int, ...]) -> tuple[CardFormat, ...]:
        """Return the formats that hold the words of a card with these points."""
        count = words_on_card(replace(self.context, card_points=shown))
        limits = ((one, word_limit(self.context, one.sides)) for one in formats(self.context))
        return tuple(one for one, limit in limits if limit is None or count <= limit)

    def _find_on(self, choice: tuple[CardFormat, ...], shown: tuple[int, ...]) -> PlannedCard | None:
        if not self.pages.strips:
            self.pages.strip(self.pages.settings[min(START_INDEX, len(self.pages.settings) - 1)])
        tried: set[Setting] = set()
        factor = 1.0
        while self.pages.layouts < MAX_LAYOUTS:
            candidate = best_candidate(self.pages, choice, shown, tried, factor)
            if candidate is None:
                if not choice or not self._may_still_fit(choice[-1], shown):
                    return None
                self.pages.strip(self.tightest)
            elif is_folded(self.context) and not candidate.is_measured:
                # A panel has few lines, so that their number must be known.
                self.pages.strip(candidate.setting)
            else:
                tried.add(candidate.setting)
                card = self._laid_out(candidate)
                if card.is_as_planned:
                    return self._grown(card, candidate, tried)
                factor *= max(1.0, self._growth(card, candidate))
        return None

    def _may_still_fit(self, card_format: CardFormat, shown: tuple[int, ...]) -> bool:
        """Return whether the strip at the tightest setting may show that a card has room after all."""
        if self.tightest in self.pages.strips:
            return False
        return find_candidate(self.pages, card_format, shown, self.tightest, MAY_STILL_FIT) is not None

    def _laid_out(self, candidate: Candidate) -> PlannedCard:
        plan = plan_of(self.pages, candidate)
        card = PlannedCard(plan, self.pages.lay_out(plan))
        if card.is_as_planned:
            return card
        tight = plan_of(self.pages, candidate, tightly=True)
        if (
            tight == plan
            or self._growth(card, candidate) * candidate.height > candidate.room + candidate.setting.line
        ):
            return card
        # Perhaps only the air, or the words beside a wide QR code, needed a little more.
        return PlannedCard(tight, self.pages.lay_out(tight))

    def _grown(self, card: PlannedCard, candidate: Candidate, tried: set[Setting]) -> PlannedCard:
        """Return the card at a more generous setting, if its text came out lower than was expected."""
        while len(candidate.panels) == 1 and not candidate.is_measured:
            factor = self._growth(card, candidate)
            better = best_candidate(self.pages, (candidate.card_format,), candidate.points, tried, factor)
            if not better or better.cost > candidate.cost or self.pages.layouts >= MAX_LAYOUTS:
                break
            tried.add(better.setting)
            larger = self._laid_out(better)
            if not larger.is_as_planned:
                break
            card, candidate = larger, better
        return card

    def _growth(self, card: PlannedCard, candidate: Candidate) -> float:
        """Return how much higher the text came out than was expected."""
        # Of the space between what stands on two pages, neither tells.
        setting, spacing = candidate.setting, card.plan.spacing
        between = (setting.section_gap + setting.gap) * spacing - margins_of(self.context).top
        first, *others = card.result.depths
        depth = first - candidate.strip.flow_top + sum(other + between for other in others)
        depth -= self.pages.code_growth(card.plan, candidate.strip) + (spacing - 1) * sum(candidate.space)
        return depth / candidate.height
