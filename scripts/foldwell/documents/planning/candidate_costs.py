"""What a way to lay a leaflet out costs, besides where its panels end: the lowest cost is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from foldwell.documents.planning.layout_plan import OptionalPart
from foldwell.documents.type_settings import Setting
from foldwell.model import Fold

PAGES: Mapping[tuple[Fold, int], float] = MappingProxyType(
    {
        ("tri", 6): 0.0,
        ("z", 6): 0.0,
        ("single", 1): 0.0,
        ("half-sheet", 1): 0.0,
        ("half", 4): 2.0,
        ("none", 2): 4.0,
        ("half", 8): 8.0,
        ("half", 12): 18.0,
        ("half", 16): 28.0,
    }
)
"""The costs of the kinds of leaflet, apart from how well the words fill them.

Each sheet of a booklet beyond the second costs as much as type that is more than 1.5 pt smaller: it is more
to hold, to turn and to print.
"""

FURTHER_PAGES = 6.0, 4.0
"""The cost of a kind that is not in the table, and of each of its pages."""

SMALL_TYPE, SMALL_BELOW = 6.0, 13.0
"""The cost of each pt below a size."""

TIGHT_LEADING, TIGHT_BELOW = 20.0, 1.35
"""The cost of leading below a multiple of the size, for each whole size."""

LARGE_TYPE, LARGE_ABOVE = 1.0, 14.0
"""The cost of each pt above a size."""

EMPTY, MAX_EMPTY = 60.0, 0.12
"""The cost of what words leave empty of all panels, beyond a part of them."""

SMALL_FIGURES, STEPS_BELOW = 10.0, 2.0
"""The cost of pictures without width, and of steps one below the other that have room side by side."""

LEFT_OUT: Mapping[OptionalPart, float] = MappingProxyType({"summary": 4.0, "questions": 3.0})
"""The costs of leaving optional parts out."""


def page_cost(fold: Fold, count: int) -> float:
    """Return the cost of a kind of leaflet with so many pages."""
    first, each = FURTHER_PAGES
    return PAGES.get((fold, count), first + each * count)


def setting_cost(setting: Setting) -> float:
    """Return the cost of how type is set."""
    return (
        SMALL_TYPE * max(0.0, SMALL_BELOW - setting.size)
        + TIGHT_LEADING * max(0.0, TIGHT_BELOW - setting.leading)
        + LARGE_TYPE * max(0.0, setting.size - LARGE_ABOVE)
    )
