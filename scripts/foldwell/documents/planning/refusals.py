"""Why words fit in none of the folds that may be taken: by how much, and in which folds they would."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from foldwell.assets import fonts
from foldwell.documents import figure_widths
from foldwell.documents.oversized_rows import oversized_row
from foldwell.documents.planning.candidates import Candidate, estimates
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.planning.layout_plan import TIGHT_BACK
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.planning.measured_strip import Strip
from foldwell.documents.planning.planner import pack
from foldwell.documents.planning.search import LeafletSearch
from foldwell.documents.planning.weights import Break
from foldwell.documents.type_settings import Setting
from foldwell.errors import Problem
from foldwell.inputs.markdown.call_numbers import names_in
from foldwell.inputs.parsing import leaves
from foldwell.inputs.reading_order import word_count
from foldwell.model import Fold
from foldwell.project.loading import BuildContext
from foldwell.project.whom_to_call import called_contacts

WORD_WIDTH = 0.98
"""The mean width of a word with its space, in mm per pt of its size."""

EMPTY_ERROR = 0.03
"""By how much the part of a fold that stays empty may be more than it is estimated."""

MAX_NAMED = 3
"""The most folds, and the most sections, that a message names."""


def refusal(search: LeafletSearch, folds: Sequence[Fold], others: Mapping[Fold, float]) -> Problem:
    """Return the problem of a leaflet that fits in none of these folds, with the others that it fits in.

    The part of each of the others that may stay empty goes with it: one that is named must not be refused.
    """
    pages = search.pages(folds[-1])
    tightest = pages.strip(pages.settings[-1], TIGHT_BACK)
    problem = (
        figure_widths.too_small_problem(search.context, pages.settings[-1].size, pages.measure)
        or _crowded_cover(pages, tightest)
        or _tall_row(pages, tightest)
        or _crowded_back(pages, tightest)
        or _too_much_or_too_little(pages, tightest)
    )
    remaining = {fold: max_empty for fold, max_empty in others.items() if fold not in folds}
    return _with_folds_that_fit(search, problem, folds, remaining)


def _crowded_cover(pages: LeafletPages, strip: Strip) -> Problem | None:
    if pages.title < pages.fold_layout.title[0]:
        return _problem_at(
            pages, "title", "a word of the title is too long for the cover", "use a shorter word"
        )
    if pages.has_crowded_cover(strip):
        what = "the title and 'audience' are too long for the cover"
        return _problem_at(pages, "title", what, "shorten them")
    return None


def _tall_row(pages: LeafletPages, strip: Strip) -> Problem | None:
    room = max(panel.room for panel in pages.panels(strip, pages.fold_layout.page_counts[-1]))
    tall = next((atom for atom in strip.atoms if atom.row and atom.height + atom.repeated > room), None)
    return oversized_row(pages.context, tall.row, _panel_noun(pages)) if tall else None


def _panel_noun(pages: LeafletPages) -> str:
    noun = pages.fold_layout.page_noun
    if pages.fold_layout.columns > 1:
        return "column"
    return f"inside {noun}" if pages.fold_layout.has_contact_page else noun


def _crowded_back(pages: LeafletPages, strip: Strip) -> Problem | None:
    if not pages.has_crowded_back(strip):
        return None
    excess = strip.back_end - (pages.height - pages.fold_layout.back_margin)
    what = f"the back {pages.fold_layout.page_noun} is too full by {excess:.0f} mm"
    hint = "shorten address, hours or footer in practice.yaml, or leave out sources"
    if not pages.context.article.contacts:
        return _problem_at(pages, "sources", what, hint)
    return _problem_at(pages, "contacts", what, f"{_contacts_to_leave_out(pages.context)}; or {hint}")


def _contacts_to_leave_out(context: BuildContext) -> str:
    """Return which contacts to leave out: those that nothing names, or else lines of them."""
    words = " ".join(text for keys, text in leaves(context.source.value) if keys[:1] != ("contacts",))
    named = {*names_in(words), *called_contacts(context.article, context.practice)}
    unnamed = [name for name in context.article.contacts if name not in named]
    if unnamed:
        return f"leave out the contacts that the text does not name: {', '.join(unnamed)}"
    return "leave out lines of contacts, such as place and web, or name fewer contacts"


def _too_much_or_too_little(pages: LeafletPages, strip: Strip) -> Problem:
    setting = strip.plan.setting
    panels = pages.panels(strip, pages.fold_layout.page_counts[-1])
    room, length = sum(panel.room for panel in panels), strip.atoms[-1].bottom - strip.atoms[0].top
    fewest = pages.panels(strip, pages.fold_layout.page_counts[0])
    if length < sum(panel.room for panel in fewest) / 2:
        full, noun = length / fewest[0].room, _panel_noun(pages)
        of = f"{len(fewest)} {noun}s" if len(fewest) > 1 else noun
        what = f"the words fill only {full:.1f} of the {of} of the leaflet"
        return _problem_at(pages, "sections", what, "write more in the sections")
    return _no_turning_point(pages, strip) or _too_long(pages, max(setting.line, length - room), setting)


def _no_turning_point(pages: LeafletPages, strip: Strip) -> Problem | None:
    """Return the problem of a paragraph whose sentences end within lines, if only that is in the way."""
    panels = pages.panels(strip, pages.fold_layout.page_counts[-1])
    found = pack(strip.atoms, [replace(panel, turned_after=False) for panel in panels])
    if not found:
        return None
    starts = zip(found.starts[1:], panels, strict=False)
    turned = (strip.atoms[start] for start, panel in starts if panel.turned_after)
    atom = next((atom for atom in turned if atom.kind is Break.SENTENCE), None)
    if atom is None:
        return None
    sections = pages.context.article.sections
    index = next((number for number, part in enumerate(sections) if f'"{part.id}"' in atom.selector), 0)
    what = "a paragraph is so long that one would have to turn the leaflet over in the middle of a sentence"
    (keys, _), *_ = sections[index].content
    where = pages.context.source.where(("sections", index, *keys))
    return Problem(where, what, "make two paragraphs of it")


def _too_long(pages: LeafletPages, excess: float, setting: Setting) -> Problem:
    """Return the problem of too much text: by how much, and the longest sections."""
    lines = math.ceil(excess / setting.line)
    words = lines * max(1, math.floor(pages.measure / (WORD_WIDTH * setting.size)))
    counts = {part.id: word_count(part) for part in pages.context.article.sections}
    longest = sorted(counts, key=lambda part: -counts[part])[:MAX_NAMED]
    cut = f"shorten the sections by about {words} words; the longest are " + ", ".join(
        f"{part} ({counts[part]})" for part in longest
    )
    narrower = ", ".join(fonts.narrower_families(pages.context.base))
    font = f"; or use a narrower font in _brand.yml: {narrower}" if narrower else ""
    by = f"{excess:.0f} mm ({lines} line{'s' * (lines != 1)})"
    what = f"the text is too long for the leaflet at {setting.size:g} pt, by {by}"
    return _problem_at(pages, "sections", what, f"{cut}{font}")


def _with_folds_that_fit(
    search: LeafletSearch, problem: Problem, ordered: Sequence[Fold], others: Mapping[Fold, float]
) -> Problem:
    fitting = list(_folds_that_fit(search, others))
    if not fitting:
        return problem
    named = ", ".join(f"{_described(one)} at about {one.setting.size:g} pt" for one in fitting[:MAX_NAMED])
    whole = "on a whole sheet " if "half-sheet" in ordered else ""
    return Problem(problem.where, problem.message, f"{problem.hint}; {whole}the folds that fit are {named}")


def _described(candidate: Candidate) -> str:
    """Return the fold as it is named in practice.yaml, with its pages where they are not always the same."""
    varies = len(FOLD_LAYOUTS[candidate.fold].page_counts) > 1
    return f"'{candidate.fold}' with {candidate.pages} pages" if varies else f"'{candidate.fold}'"


def _folds_that_fit(search: LeafletSearch, folds: Mapping[Fold, float]) -> Iterator[Candidate]:
    """Yield the cheapest estimate of each fold whose back has room, the cheapest fold first."""
    found = [pages for pages in map(search.pages, folds) if not _has_full_back(pages)]
    bounds = ((pages, folds[pages.fold] - EMPTY_ERROR) for pages in found)
    full = ([one for one in estimates(pages) if one.empty <= bound] for pages, bound in bounds)
    best = (min(candidates, key=_cost, default=None) for candidates in full)
    yield from sorted(filter(None, best), key=_cost)


def _has_full_back(pages: LeafletPages) -> bool:
    return pages.has_crowded_back(pages.strip(pages.settings[-1], TIGHT_BACK))


def _cost(candidate: Candidate) -> float:
    return candidate.cost


def _problem_at(pages: LeafletPages, key: str, what: str, hint: str) -> Problem:
    return Problem(pages.context.source.where((key,)), what, hint)
