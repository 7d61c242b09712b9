"""Whether a page is wide enough for two lists, boxes or steps side by side."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from foldwell.documents.type_settings import Setting
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.rendering.templating.step_rows import step_rows

PAIR_GAP, MIN_PAIR_COLUMN = 6.0, 54.5
"""The space between lists, boxes or steps side by side, and the least width of each, in mm; see base.css.

Each is narrow enough for half a page of a booklet, on Letter paper too.
"""

MIN_LIST_EMS, MIN_BOX_EMS, MIN_STEP_EMS = 11.5, 13.0, 12.5
"""The least width of each side by side, in ems: the heading of a box keeps to one line."""


def has_room_for_two(measure: float, setting: Setting, ems: float) -> bool:
    """Return whether two columns of a measure in mm are each wide enough to read, and so many ems."""
    return pair_column(measure) >= max(MIN_PAIR_COLUMN, ems * setting.size * MM_PER_PT)


def pair_column(measure: float) -> float:
    """Return the width in mm of each of two columns of a measure."""
    return (measure - PAIR_GAP) / 2


def step_pictures(context: BuildContext, lettered: Collection[str]) -> Mapping[str, float]:
    """Return the ratio of each picture, by file name, if there are steps that may stand side by side.

    Not of one with lettering, whose letters need all of the measure.
    """
    ratios = {name: round(one.ratio, 4) for name, one in context.figures.items() if name not in lettered}
    blocks = (block for section in context.article.sections for _, block in section.content)
    return ratios if any(step_rows(block, ratios) for block in blocks) else {}
