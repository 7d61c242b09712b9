"""Pack what is never broken on panels: heights in, the cheapest breaks out. Nothing is laid out here."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise
from types import MappingProxyType
from typing import NamedTuple

from foldwell.documents.planning.weights import (
    EMPTY_PANEL,
    MAX_SQUEEZE,
    NOTES_PANEL,
    PRICES,
    SQUEEZE,
    Break,
    Price,
)

NO_PARTS: Mapping[str, float] = MappingProxyType({})
"""The parts of which words take another height than elsewhere, where it is the same everywhere."""

ROUNDING = 0.01
"""The part of the space between blocks that is kept back, because layouts round."""


@dataclass(frozen=True, slots=True)
class Atom:
    """What is never broken: a line, a row, a box, a figure; lengths in mm down a strip.

    `kind` is that of the break before it, and `selector` selects the element to break before. An atom that is
    a further line of a paragraph has `lines`: how many stand before it, and how many there are; the paragraph
    ends at `paragraph_end`. `repeated` is the height of a heading row that is printed again above it, and
    `picture` that of the pictures in it; `row` has the words of a table row, and `part` the nearest id above.
    """

    top: float
    bottom: float
    kind: Break
    selector: str = ""
    lines: tuple[int, int] = (0, 0)
    paragraph_end: float = 0.0
    repeated: float = 0.0
    picture: float = 0.0
    row: str = ""
    part: str = ""

    @property
    def height(self) -> float:
        """The height in mm."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Panel:
    """A panel, page or column: the height in mm that words may fill, and whether the paper is turned then.

    `price` is the cost of using it, and `hollow` has the further costs of filling less of it than some parts,
    each after its part.
    """

    room: float
    turned_after: bool = False
    price: float = 0.0
    hollow: tuple[tuple[float, float], ...] = ()

    def emptiness(self, used: float) -> float:
        """Return the cost of what is left empty where `used` mm of the room are full."""
        fill = min(1.0, used / self.room)
        cost = EMPTY_PANEL * (1 - fill) ** 2
        return cost + sum(price for part, price in self.hollow if fill < part) if self.hollow else cost


@dataclass(frozen=True, slots=True)
class Packing:
    """Atoms on panels: for each panel that has some its first atom, how full it is in mm, and its spacing.

    `spacing` is the factor of the space between blocks, 1 unless a panel needs a little more room.
    """

    cost: float
    starts: tuple[int, ...]
    used: tuple[float, ...]
    spacing: tuple[float, ...]


def scaled(
    atoms: Sequence[Atom], words: float, pictures: float = 1.0, parts: Mapping[str, float] = NO_PARTS
) -> tuple[Atom, ...]:
    """Return atoms as expected at another setting: words and pictures take so many times the height.

    The words of `parts` take so many times that again.
    """
    result, shift = [], 0.0
    for atom in atoms:
        height = (atom.height - atom.picture) * words * parts.get(atom.part, 1.0) + atom.picture * pictures
        top = atom.top * words + shift
        result.append(
            replace(
                atom,
                top=top,
                bottom=top + height,
                paragraph_end=atom.paragraph_end * words + shift if atom.paragraph_end else 0.0,
                repeated=atom.repeated * words,
                picture=atom.picture * pictures,
            )
        )
        shift += height - atom.height * words
    return tuple(result)


def pack(
    atoms: Sequence[Atom],
    panels: Sequence[Panel],
    prices: Mapping[Break, Price] = PRICES,
    even: bool = False,
) -> Packing | None:
    """Return the cheapest packing of atoms on at most these panels, in order.

    None if they do not fit, or if there are none.

    With `even`, what is left at the end is no room for notes: an empty panel costs as much as anywhere.
    """
    return _Packer(atoms, panels, prices, even).best() if atoms else None


class _Stop(NamedTuple):
    """A place where a panel may end: the atoms before it, where the last of them ends, and what it costs.

    `solid` is the height of the atoms before it without the space between them; where it is inside a
    paragraph, that ends at `paragraph_end`. Where a row would stand alone, `pair` is its height with the
    row beside it.
    """

    number: int
    bottom: float
    solid: float
    price: float
    paragraph_end: float
    pair: float


class _Packer:
    """A dynamic programme over panels: the least cost of the atoms before each break, on so many panels."""

    def __init__(
        self, atoms: Sequence[Atom], panels: Sequence[Panel], prices: Mapping[Break, Price], even: bool
    ) -> None:
        self.atoms = atoms
        self.panels = panels
        self.even = even
        self.solid = tuple(accumulate((atom.height for atom in atoms), initial=0.0))
        """The height of all atoms before each, without the space between them."""
        self.tops = [atom.top - (atom.repeated if index else 0.0) for index, atom in enumerate(atoms)]
        count = len(atoms)
        self.stops = [index for index in range(1, count) if atoms[index].kind is not Break.NEVER] + [count]
        self.breaks = {turned: list(self._breaks(prices, turned)) for turned in (False, True)}
        """What is known of each stop, by whether the paper is turned there."""

    def _breaks(self, prices: Mapping[Break, Price], turned: bool) -> Iterator[_Stop]:
        for stop in self.stops[:-1]:
            atom, price = self.atoms[stop], prices[self.atoms[stop].kind]
            cost = price.over_sides if turned else price.over_panels
            end = atom.paragraph_end if atom.lines[0] else 0.0
            before = self.atoms[stop - 1]
            pair = atom.bottom - before.top if atom.kind is Break.LONE_ROW else 0.0
            yield _Stop(stop, before.bottom, self.solid[stop], cost, end, pair)
        yield _Stop(len(self.atoms), self.atoms[-1].bottom, self.solid[-1], 0.0, 0.0, 0.0)

    def best(self) -> Packing | None:
        """Return the cheapest packing, or None."""
        rooms = [panel.room for panel in self.panels]
        if min(rooms) <= 0 or self.solid[-1] > sum(rooms):
            return None
        count = len(self.atoms)
        costs: dict[int, float] = {0: 0.0}
        firsts: list[dict[int, int]] = []
        ends: list[tuple[float, int]] = []
        spare = EMPTY_PANEL if self.even else NOTES_PANEL
        for number, panel in enumerate(self.panels):
            costs, first = self._next_panel(costs, panel)
            firsts.append(first)
            if count in costs:
                ends.append((costs[count] + spare * (len(self.panels) - number - 1), number))
        if not ends:
            return None
        cost, last = min(ends)
        starts, stop = [], count
        for first in reversed(firsts[: last + 1]):
            stop = first[stop]
            starts.append(stop)
        return self._packing(tuple(reversed(starts)), cost)

    def _next_panel(
        self, costs: Mapping[int, float], panel: Panel
    ) -> tuple[dict[int, float], dict[int, int]]:
        """Return the least cost of the atoms before each stop on one panel more, and where it begins."""
        found: dict[int, float] = {}
        first: dict[int, int] = {}
        for start, before in costs.items():
            if start == len(self.atoms):
                continue
            for stop, cost in self._panel_costs(start, panel):
                total = before + cost
                if total < found.get(stop, math.inf):
                    found[stop], first[stop] = total, start
        return found, first

    def _panel_costs(self, start: int, panel: Panel) -> Iterator[tuple[int, float]]:
        """Yield each end, exclusive, of a panel that begins with an atom, and what it costs."""
        top, room, count = self.tops[start], panel.room, len(self.atoms)
        solid_before = self.solid[start] - (self.atoms[start].top - top)
        first, breaks = bisect_right(self.stops, start), self.breaks[panel.turned_after]
        for stop, bottom, solid_end, price, paragraph_end, pair in breaks[first:]:
            used, solid = bottom - top, solid_end - solid_before
            give = MAX_SQUEEZE * (used - solid) if used > solid else 0.0
            if used - give > room:
                return
            # The engine breaks a paragraph only where the rest of it has no room.
            if price == math.inf or (paragraph_end and paragraph_end - top <= room + give):
                continue
            # A row stands alone only where no panel has room for two of them.
            if 0 < pair <= room:
                continue
            cost = price + panel.price + (SQUEEZE * (used - room) / give if used > room else 0.0)
            is_last = stop == count
            yield stop, cost + (0.0 if is_last and not self.even else panel.emptiness(used))

    def _packing(self, starts: tuple[int, ...], cost: float) -> Packing:
        used, spacing = [], []
        edges = pairwise((*starts, len(self.atoms)))
        for (start, stop), panel in zip(edges, self.panels, strict=False):
            height = self.atoms[stop - 1].bottom - self.tops[start]
            solid = self.solid[stop] - self.solid[start] + self.atoms[start].top - self.tops[start]
            excess, gaps = height - panel.room, height - solid
            spacing.append(1.0 if excess <= 0 or gaps <= 0 else 1 - excess / gaps - ROUNDING)
            used.append(min(height, panel.room))
        return Packing(cost, starts, tuple(used), tuple(spacing))
