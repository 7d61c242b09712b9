"""The candidates for the pages of a card: format, setting and breaks, by arithmetic from strips."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from foldwell.assets import qr_code
from foldwell.documents import article_link
from foldwell.documents.cards import points
from foldwell.documents.cards.estimates import are_alike, resized, without
from foldwell.documents.cards.pages import CardPages, CardPlan, CardStrip
from foldwell.documents.cards.size import is_folded
from foldwell.documents.planning.layout_plan import break_rules
from foldwell.documents.planning.planner import Atom, Packing, Panel, pack
from foldwell.documents.type_settings import Setting
from foldwell.model import CardFormat

STEP = 1.5
"""The cost of each setting that is less generous than the one before, against breaks that are worse."""

FURTHER_PANEL = 8.0
"""The cost of each panel on a side of a strip: it is thicker when it is folded, and a sheet holds fewer."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to lay a card out: its heights are those of a strip, or expected from one."""

    cost: float
    card_format: CardFormat
    points: tuple[int, ...]
    setting: Setting
    strip: CardStrip
    atoms: tuple[Atom, ...]
    packing: Packing
    panels: tuple[Panel, ...]

    @property
    def is_measured(self) -> bool:
        """Return whether a strip tells its heights, and they are not scaled from those of another size."""
        return are_alike(self.strip.setting, self.setting)

    @property
    def height(self) -> float:
        """The height in mm of its text, without what is left of pages."""
        return self.atoms[-1].bottom - self.atoms[0].top

    @property
    def room(self) -> float:
        """The height in mm of all its pages."""
        return sum(panel.room for panel in self.panels)

    @property
    def spare(self) -> float:
        """The height in mm that is left on its last page."""
        last = len(self.packing.used) - 1
        return self.panels[last].room - self.packing.used[last]


def best_candidate(
    pages: CardPages,
    formats: Collection[CardFormat],
    shown: tuple[int, ...],
    tried: Collection[Setting],
    factor: float = 1.0,
) -> Candidate | None:
    """Return the cheapest candidate in some formats at a setting that was not tried; None if none may fit.

    Text is expected to be `factor` times as high as its nearest strip tells.
    """
    left = [setting for setting in pages.settings if setting not in tried]
    found = (
        find_candidate(pages, card_format, shown, setting, factor)
        for card_format in formats
        for setting in left
    )
    return min(filter(None, found), key=lambda one: one.cost, default=None)


def find_candidate(
    pages: CardPages,
    card_format: CardFormat,
    shown: tuple[int, ...],
    setting: Setting,
    factor: float = 1.0,
) -> Candidate | None:
    """Return the candidate with some points at a setting, or None if it is not expected to fit."""
    strip = nearest_strip(pages, setting)
    if pages.is_front_full(strip):
        return None
    atoms = atoms_with(pages, strip, shown)
    if setting != strip.setting:
        atoms = resized(atoms, strip.setting, setting, pages.gaps_in_box, factor)
    panels = pages.panels(strip, card_format)
    packing = pack(atoms, panels, even=len(panels) > 1)
    if packing is None or not _is_worth_it(pages, card_format, packing):
        return None
    cost = packing.cost + STEP * pages.settings.index(setting) + FURTHER_PANEL * card_format.panels
    return Candidate(cost, card_format, shown, setting, strip, atoms, packing, panels)


def _is_worth_it(pages: CardPages, card_format: CardFormat, packing: Packing) -> bool:
    """Return whether no tighter setting or shorter strip is the better way to have what a packing has."""
    if is_folded(pages.context):
        return len(packing.starts) + 1 > 2 * (card_format.panels - 1)
    return card_format.pages > 1 or packing.spacing[0] >= 1


def atoms_with(pages: CardPages, strip: CardStrip, shown: tuple[int, ...]) -> tuple[Atom, ...]:
    """Return the atoms of a strip without those of points that are not shown."""
    sections = pages.context.article.sections
    dropped = (number for number in points.numbers(pages.context) if number not in shown)
    return without(strip.atoms, {sections[number].id for number in dropped})


def nearest_strip(pages: CardPages, setting: Setting) -> CardStrip:
    """Return the strip that tells most of a setting: its own, one at which lines wrap alike, the nearest."""

    def distance(strip: CardStrip) -> tuple[bool, float]:
        return (
            not are_alike(strip.setting, setting),
            abs(strip.setting.space_factor - setting.space_factor),
        )

    return pages.strips.get(setting) or min(pages.strips.values(), key=distance)


def plan_of(pages: CardPages, candidate: Candidate) -> CardPlan:
    """Return the plan of a candidate; its QR code takes what is left on the last page."""
    count = len(candidate.packing.starts) + is_folded(pages.context)
    rules = break_rules(candidate.atoms, candidate.packing, candidate.setting, column=False)
    return CardPlan(
        replace(candidate.card_format, pages=count),
        candidate.points,
        candidate.setting,
        _square(pages, candidate),
        tuple(rules),
    )


def _square(pages: CardPages, candidate: Candidate) -> float:
    if is_folded(pages.context):
        # Beside a wider code, a panel has no room for a date on one line.
        return qr_code.MIN_SQUARE_MM
    # Beside a wider code, the words may need a line more.
    spare = max(0.0, candidate.spare - candidate.setting.line)
    room = candidate.strip.beside_code + spare
    return article_link.square_width(pages.context, qr_code.MIN_SQUARE_MM, room)
