"""What a leaflet's strip tells: how high its text, its cover and its back are at one setting."""

from __future__ import annotations

from dataclasses import dataclass

from foldwell.documents.planning.layout_plan import BackSetting, LayoutPlan
from foldwell.documents.planning.planner import Atom
from foldwell.documents.type_settings import Setting


@dataclass(frozen=True, slots=True)
class Strip:
    """The whole text of a leaflet in one column at a plan's setting; lengths in mm.

    `cover_end` is how deep the cover reaches with the plan's drawing, `flow_top` where the text begins,
    `flow_end` where it ends, and `back_end` how deep the back reaches, each from the top of its page.
    """

    plan: LayoutPlan
    atoms: tuple[Atom, ...]
    cover_end: float
    flow_top: float
    flow_end: float
    back_end: float


Strips = dict[tuple[Setting, BackSetting, float, bool], Strip]
"""Strips by what they were laid out with: the setting, that of the back, the scale of pictures, and whether
steps stand side by side."""
