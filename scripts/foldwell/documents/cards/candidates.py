"""The candidates for the pages of a card: format, setting and breaks, by arithmetic from strips."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from foldwell.assets import qr_code
from foldwell.documents import article_link
from foldwell.documents.cards import box_columns, points
from foldwell.documents.cards.estimates import (
    CARE,
    are_alike,
    in_order,
    resized,
    space_inside,
    with_height,
    without,
)
from foldwell.documents.cards.pages import CardPages, CardPlan, CardStrip, spread
from foldwell.documents.cards.size import is_folded
from foldwell.documents.planning.layout_plan import break_rules
from foldwell.documents.planning.planner import Atom, Packing, Panel, pack
from foldwell.documents.type_settings import Setting
from foldwell.model import CardFormat

STEP = 1.5
"""The cost of each setting that is less generous than the one before, against breaks that are worse."""

MAX_SPREAD, WIDE = 1.8, 7.0
"""How many times as wide as at their setting gaps may be, to fill a page, or as far apart sections in mm."""

UNSURE = 0.03
"""The part of the height of a page that may come out higher than expected from another size of type."""

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
    is_folded: bool
    foot_first: bool

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
    def spare(self) -> tuple[float, ...]:
        """The height in mm that is left on each page."""
        used = zip(self.panels, self.packing.used, strict=False)
        return tuple(max(0.0, panel.room - height) for panel, height in used)

    @property
    def space(self) -> tuple[float, ...]:
        """The height in mm on each page that grows and gives way with the gaps of the setting."""
        edges = pairwise((*self.packing.starts, len(self.atoms)))
        spaces = (space_inside(self.atoms[start:stop], self.setting.gap) for start, stop in edges)
        return tuple(
            space + self.setting.section_gap * (page == 0 and not self.is_folded)
            for page, space in enumerate(spaces)
        )


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
    """Return the candidate with some points at a setting, or None if it is not expected to fit.

    On two sides its foot may end the front, so that the back has when to get help and whom to call.
    """
    strip = nearest_strip(pages, setting)
    if pages.is_front_full(strip):
        return None
    atoms = _expected(pages, strip, shown, setting, factor)
    cost = STEP * pages.settings.index(setting) + FURTHER_PANEL * card_format.panels
    folded, panels = is_folded(pages.context), pages.panels(strip, card_format, setting)
    found = []
    for foot_first in (False, True)[: 1 + (card_format.pages > 1 and not folded)]:
        arranged = atoms if folded else in_order(atoms, foot_first)
        packing = pack(arranged, panels, even=len(panels) > 1)
        if packing is not None and _is_worth_it(pages, card_format, packing):
            price = cost + packing.cost
            found.append(
                Candidate(
                    price, card_format, shown, setting, strip, arranged, packing, panels, folded, foot_first
                )
            )
    return min(found, key=lambda one: one.cost, default=None)


def _expected(
    pages: CardPages, strip: CardStrip, shown: tuple[int, ...], setting: Setting, factor: float
) -> tuple[Atom, ...]:
    """Return the atoms of a strip as they are expected at a setting, with some points alone."""
    atoms = atoms_with(pages, strip, shown)
    if setting == strip.setting:
        return atoms
    atoms = resized(atoms, strip.setting, setting, factor)
    if pages.box_column(strip.setting) and not pages.box_column(setting):
        stacked = box_columns.stacked_height(pages.context, setting, pages.measure)
        return with_height(atoms, CARE, stacked)
    return atoms


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


def plan_of(pages: CardPages, candidate: Candidate, tightly: bool = False) -> CardPlan:
    """Return the plan of a candidate: its gaps, and then its QR code, take what is left of each page.

    Planned tightly, both are as small as they are at its setting.
    """
    count = len(candidate.packing.starts) + candidate.is_folded
    factors = candidate.packing.spacing if tightly else tuple(_spacing(candidate))
    packing = replace(candidate.packing, spacing=tuple(factor / factors[0] for factor in factors))
    setting = spread(candidate.setting, factors[0])
    rules = break_rules(candidate.atoms, packing, setting, column=False)
    return CardPlan(
        replace(candidate.card_format, pages=count),
        candidate.points,
        candidate.setting,
        factors[0],
        qr_code.MIN_SQUARE_MM if tightly else _square(pages, candidate, factors),
        candidate.foot_first,
        tuple(rules),
    )


def _spacing(candidate: Candidate) -> Iterator[float]:
    """Yield the factor of the gaps of each page, at which they take what is left of it, within bounds."""
    unsure = 0.0 if candidate.is_measured else UNSURE * candidate.height / len(candidate.packing.starts)
    most = max(MAX_SPREAD, WIDE / candidate.setting.section_gap)
    pages = zip(candidate.packing.spacing, candidate.spare, candidate.space, strict=True)
    for squeezed, spare, space in pages:
        wider = 1 + max(0.0, spare - unsure) / space if space else 1.0
        yield squeezed if squeezed < 1 or candidate.is_folded else min(most, wider)


def _square(pages: CardPages, candidate: Candidate, spacing: Sequence[float]) -> float:
    if not pages.imprint_line(candidate.setting):
        # Beside a wider code, a date has no room on one line.
        return qr_code.MIN_SQUARE_MM
    page = 0 if candidate.foot_first else -1
    left = candidate.spare[page] - (spacing[page] - 1) * candidate.space[page]
    # Beside a wider code, the words may need a line more.
    spare = max(0.0, left - candidate.setting.line)
    room = candidate.strip.beside_code + spare
    return article_link.square_width(pages.context, qr_code.MIN_SQUARE_MM, room)
