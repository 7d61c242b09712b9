"""Whether a page is wide enough for two lists, or two boxes, side by side."""

from __future__ import annotations

from foldwell.documents.type_settings import Setting
from foldwell.model.units import MM_PER_PT

PAIR_GAP, MIN_PAIR_COLUMN = 6.0, 55.0
"""The space between lists or boxes side by side, and the least width of each, in mm; see base.css."""

MIN_LIST_EMS, MIN_BOX_EMS = 11.5, 13.0
"""The least width of a list and of a box side by side, in ems: the heading of a box keeps to one line."""


def has_room_for_two(measure: float, setting: Setting, ems: float) -> bool:
    """Return whether two columns of a measure in mm are each wide enough to read, and so many ems."""
    column = (measure - PAIR_GAP) / 2
    return column >= max(MIN_PAIR_COLUMN, ems * setting.size * MM_PER_PT)
