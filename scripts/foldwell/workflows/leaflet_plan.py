"""Say how the leaflet of an article was planned: fold, size, how full each panel is, where it breaks."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from foldwell.documents import asked_documents, leaflet
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.layout_plan import EVERY_PART
from foldwell.documents.planning.search import PlannedLeaflet
from foldwell.errors import InputError, Problem
from foldwell.inputs.reading_order import word_count
from foldwell.model import Fold
from foldwell.model.paper import fold_as_written
from foldwell.project import loading


@dataclass(frozen=True, slots=True)
class PanelPlan:
    """A panel, page or column: its name, the percentage of it that words fill, and what stands at its end."""

    name: str
    full: int
    ends: str


@dataclass(frozen=True, slots=True)
class LeafletPlan:
    """The plan of a leaflet: words of its text, fold, pages, size in pt, leading, and panel by panel."""

    article: str
    words: int
    fold: str
    pages: int
    size: float
    leading: float
    left_out: tuple[str, ...]
    note_lines: int
    layouts: int
    panels: tuple[PanelPlan, ...]
    notes: tuple[Problem, ...]


def leaflet_plan(root: Path, practice: str, article: str) -> LeafletPlan:
    """Return the plan of an article's leaflet for a practice.

    Raises InputError as a build does, and where the article asks for no leaflet.
    """
    context = loading.load_context(root, practice, article)
    if reason := asked_documents.not_asked_for(context, "leaflet"):
        raise InputError(reason)
    found = leaflet.planned(context)
    candidate = found.candidate
    return LeafletPlan(
        article=context.source.name,
        words=sum(map(word_count, context.article.sections)),
        fold=fold_as_written(candidate.fold),
        pages=candidate.pages,
        size=candidate.setting.size,
        leading=candidate.setting.leading,
        left_out=tuple(filter(context.article.__getattribute__, sorted(EVERY_PART - candidate.parts))),
        note_lines=found.pages.plan.notes.lines,
        layouts=found.layouts,
        panels=_panels(found),
        notes=found.notes,
    )


def _panels(found: PlannedLeaflet) -> tuple[PanelPlan, ...]:
    packing, atoms = found.candidate.packing, found.candidate.text.atoms
    ends = (*(atoms[start].kind.value for start in packing.starts[1:]), "with the last words")
    return tuple(
        PanelPlan(_panel_name(found.candidate.fold, number), round(100 * used / room), end)
        for number, (used, room, end) in enumerate(zip(packing.used, found.rooms, ends, strict=False))
    )


def _panel_name(fold: Fold, number: int) -> str:
    """Return the name of a panel that words fill, counted from 0."""
    layout = FOLD_LAYOUTS[fold]
    if layout.columns > 1:
        return f"page {number // layout.columns + 1}, column {number % layout.columns + 1}"
    return f"{layout.page_noun} {number + (2 if layout.has_contact_page else 1)}"
