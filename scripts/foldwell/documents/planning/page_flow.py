"""Plan a document of as many pages as it needs, read one after the other."""

from __future__ import annotations

import math
from collections.abc import Sequence

from foldwell.documents.planning.planner import Atom, Packing, Panel, pack
from foldwell.documents.planning.weights import EMPTY_PANEL, HOLLOW_PAGE, PAGE, PAGE_PRICES

PAGE_FACTOR, FURTHER_PAGES = 2, 2
"""How many times the pages that its height asks for, and how many more, a text may take: what is never
broken leaves gaps."""


def pack_pages(atoms: Sequence[Atom], room: float) -> Packing | None:
    """Return the cheapest packing of atoms on pages with so much room in mm; None if something has none."""
    fewest = math.ceil((atoms[-1].bottom - atoms[0].top) / room)
    # A page that stays unused costs as much as one that is empty.
    page = Panel(room, price=PAGE + EMPTY_PANEL, hollow=HOLLOW_PAGE)
    return pack(atoms, (page,) * (PAGE_FACTOR * fewest + FURTHER_PAGES), PAGE_PRICES, even=True)
