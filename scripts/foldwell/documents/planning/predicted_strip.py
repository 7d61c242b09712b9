"""What the strip of one fold lets expect of another: which folds are worth a strip of their own."""

from __future__ import annotations

from collections.abc import Sequence

from foldwell.documents.planning.candidates import usual_setting
from foldwell.documents.planning.fold_layouts import PANELS
from foldwell.documents.planning.layout_plan import LayoutPlan
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.planning.measured_strip import Strip
from foldwell.documents.planning.planner import scaled
from foldwell.inputs.reading_order import word_count
from foldwell.model import Fold, Section

NARROWING = 0.5
"""The exponent by which the height of words grows as lines get shorter, measured: many lines are not full."""

FLAT_COVER, FLAT_BACK = 70.0, 0.53
"""The height in mm of title and drawing above the text of a flat sheet, and that of contact and sources below
it as a part of what they take on a panel, measured.
"""


def predictions(chosen: Sequence[LeafletPages]) -> dict[Fold, Strip]:
    """Lay out the strip of one fold, and return what it lets expect of each that has none."""
    first = next((pages for pages in chosen if pages.fold_layout is PANELS), None)
    if not first:
        return {}
    strip = first.strip(usual_setting(first.settings))
    return {pages.fold: predicted_strip(pages, first, strip) for pages in chosen if not pages.strips}


def predicted_strip(pages: LeafletPages, other: LeafletPages, strip: Strip) -> Strip:
    """Return what is expected of the strip of pages, by one of another fold at the same setting."""
    layout = pages.fold_layout
    words = (other.measure / pages.measure) ** NARROWING
    adds_detail = layout.shows_everything and not other.fold_layout.shows_everything
    detail = {part.id: _detail_factor(part) for part in pages.context.article.sections if adds_detail}
    atoms = scaled(strip.atoms, words, parts=detail)
    plan = LayoutPlan(layout.page_counts[0], strip.plan.setting, layout.drawing[0])
    top, back = layout.margin, 0.0
    if not layout.has_contact_page:
        top += FLAT_COVER
        back = FLAT_BACK * (strip.back_end - other.fold_layout.margin)
    return Strip(plan, atoms, cover_end=0.0, flow_top=top, flow_end=0.0, back_end=back)


def _detail_factor(section: Section) -> float:
    """Return how many times as many words a section has with its detail."""
    words = max(1, word_count(section))
    return 1 + len((section.detail or "").split()) / words
