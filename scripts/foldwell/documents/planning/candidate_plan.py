"""The plan of a measured candidate: where panels end, and how large drawing, QR code and notes may be."""

from __future__ import annotations

from dataclasses import replace

from foldwell.documents import article_link
from foldwell.documents.planning.candidates import Candidate
from foldwell.documents.planning.layout_plan import LayoutPlan, Notes, break_rules
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.print_layout import drawing_height
from foldwell.documents.style_properties import SECTION_HEADING
from foldwell.model.units import MM_PER_PT
from foldwell.rendering.pdf.layout import Anchor

NOTE_LINE, MIN_NOTE_LINES = 9.0, 4
"""The distance of lines to write on, in mm, and the fewest that are worth a heading."""

CLEARANCE = 0.5
"""What stays free below the drawing and the QR code, in mm, because layouts round."""


def layout_plan(pages: LeafletPages, candidate: Candidate) -> LayoutPlan:
    """Return the plan of a measured candidate, with drawing, QR code and notes as large as they fit."""
    strip, fold_layout = candidate.text.strip, pages.fold_layout
    rules = [
        *break_rules(candidate.text.atoms, candidate.packing, candidate.setting, fold_layout.columns > 1),
        *_back_rules(pages, candidate),
    ]
    plan = replace(
        strip.plan,
        pages=candidate.pages,
        parts=candidate.parts,
        breaks=tuple(rules),
        notes=_notes(pages, candidate),
    )
    available = _room_for_code(pages, candidate) - CLEARANCE
    square = article_link.square_width(pages.context, strip.plan.square_width, available)
    plan = replace(plan, square_width=square)
    if not fold_layout.has_contact_page:
        return plan
    end, bottom = Anchor(1, strip.cover_end), pages.height - fold_layout.margin - CLEARANCE
    return replace(plan, drawing=drawing_height(fold_layout.drawing, strip.plan.drawing, end, bottom))


def _back_rules(pages: LeafletPages, candidate: Candidate) -> tuple[str, ...]:
    """Return the CSS rules that set the back on a page that no text reaches."""
    columns, used = pages.fold_layout.columns, len(candidate.packing.used)
    if pages.fold_layout.has_contact_page or used > (candidate.pages - 1) * columns:
        return ()
    return ('[id="_back"]{position:static!important;break-before:page!important}',)


def _room_for_code(pages: LeafletPages, candidate: Candidate) -> float:
    """Return how much higher the QR code may be, in mm: by what is left below the back, or above it."""
    strip, fold_layout = candidate.text.strip, pages.fold_layout
    if fold_layout.has_contact_page:
        return pages.height - fold_layout.back_margin - strip.back_end
    rooms, used = pages.panels(strip, candidate.pages), candidate.packing.used
    columns = range(len(rooms) - fold_layout.columns, len(rooms))
    return min(rooms[number].room - (used[number] if number < len(used) else 0.0) for number in columns)


def _notes(pages: LeafletPages, candidate: Candidate) -> Notes:
    """Return the lines for notes that fill what words leave of the panels."""
    if not pages.fold_layout.has_contact_page:
        return Notes()
    setting, used = candidate.setting, candidate.packing.used
    heading = SECTION_HEADING * 1.15 * setting.size * MM_PER_PT * pages.context.brand.headings.scale
    above = setting.section_gap * (1 + 1 / 3.6) + 2 * heading + 1
    rooms = [panel.room for panel in pages.panels(candidate.text.strip, candidate.pages)]
    left, spare = rooms[len(used) - 1] - used[-1] - above, rooms[len(used) :]
    if left >= MIN_NOTE_LINES * NOTE_LINE:
        return Notes(sum(int((room - 1) / NOTE_LINE) for room in (left + 1, *spare)))
    if spare:
        first, *others = spare
        return Notes(sum(int((room - 1) / NOTE_LINE) for room in (first - above, *others)), own_panel=True)
    return Notes()
