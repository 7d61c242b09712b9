"""Plan a document of as many pages as it needs, read one after the other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from foldwell.documents.planning.planner import Atom, Packing, Panel, pack
from foldwell.documents.planning.weights import (
    EMPTY_PANEL,
    FULL_ENOUGH,
    HOLLOW_PAGE,
    PAGE,
    PAGE_PRICES,
)

MAX_FURTHER_PAGES = 3
"""How many pages more than its height asks for a text is tried on, as what is never broken leaves gaps."""


def pack_pages(atoms: Sequence[Atom], first_room: float, room: float) -> Packing | None:
    """Return the cheapest packing of atoms on pages with so much room in mm; None if something has none."""
    height = atoms[-1].bottom - atoms[0].top
    fewest = 1 + max(0, math.ceil((height - first_room) / room))
    found: list[tuple[float, int, Packing]] = []
    for count in range(fewest, fewest + 1 + MAX_FURTHER_PAGES):
        panels = (Panel(first_room), *(Panel(room) for _ in range(count - 1)))
        for even in (False, True):
            packing = pack(atoms, panels, PAGE_PRICES, even)
            # Fewer pages were tried before, and a page that stays empty has a cost of its own here.
            if packing and len(packing.used) == count:
                found.append((_cost(packing, room, even), len(found), packing))
    return min(found)[-1] if found else None


def _cost(packing: Packing, room: float, even: bool) -> float:
    """Return the cost of a packing, in which the last page need not be fuller than a part of it."""
    fill = packing.used[-1] / room
    last = EMPTY_PANEL * (1 - fill) ** 2 if even else 0.0
    return packing.cost - last + PAGE * len(packing.used) + HOLLOW_PAGE * (fill < FULL_ENOUGH)
