"""Problems of text that does not fit the leaflet: by how much, and what to do."""

from __future__ import annotations

import math

from foldwell.assets import fonts
from foldwell.documents.leaflet_pages import LayoutAttempt, LeafletPages
from foldwell.documents.oversized_rows import oversized_row
from foldwell.documents.type_fitting import Fit
from foldwell.errors import Problem
from foldwell.inputs import markdown
from foldwell.rendering.pdf.layout import LayoutResult

WORD_WIDTH = 0.98
"""The mean width of a word with its space, in mm per pt of its size."""


def fitting_problem(pages: LeafletPages, chosen: Fit[LayoutAttempt]) -> Problem | None:
    """Return the problem of the pages at the best setting, or None."""
    result, fold_layout = chosen.result.result, pages.fold_layout
    anchors = result.anchors
    row = oversized_row(pages.context, result, "column" if fold_layout.columns > 1 else fold_layout.page_noun)
    if problem := _crowded_cover(pages, result) or row:
        return problem
    if anchors["_end" if fold_layout.has_contact_page else "_foot"].page > pages.inside_pages.stop:
        return _too_long(pages, chosen)
    if anchors["_foot"].page > pages.page_count:
        excess = anchors["_foot"].y - fold_layout.margin
        what = f"the back {fold_layout.page_noun} is too full by {excess:.0f} mm"
        hint = "shorten address, hours or footer in practice.yaml, or leave out sources"
        return _problem_at(pages, "sources", what, hint)
    return _unfilled_page(pages, chosen)


def _unfilled_page(pages: LeafletPages, chosen: Fit[LayoutAttempt]) -> Problem | None:
    attempt, kept_whole = chosen.result, chosen.result.plan.kept_whole or ()
    hole = pages.lowest_fill(attempt) < pages.fold_layout.min_fill
    if blocks := [block for block in kept_whole if hole or block in pages.run_on_blocks(attempt)]:
        return _no_turning_point(pages, blocks[0])
    if hole or attempt.result.anchors["_foot"].page < pages.page_count:
        return _too_short(pages, chosen)
    return None


def _crowded_cover(pages: LeafletPages, result: LayoutResult) -> Problem | None:
    if pages.title < pages.fold_layout.title[0]:
        return _problem_at(
            pages, "title", "a word of the title is too long for the cover", "use a shorter word"
        )
    if result.anchors["_cover-end"].page > 1:
        return _problem_at(
            pages, "title", "the title and 'audience' are too long for the cover", "shorten them"
        )
    return None


def _too_long(pages: LeafletPages, tightest: Fit[LayoutAttempt]) -> Problem:
    """Return the problem of too much text: by how much, and the longest sections."""
    context, fold_layout, setting = pages.context, pages.fold_layout, tightest.setting
    # Depths do not include the gaps between content of one column and of two, so report at least a line.
    excess = max(setting.line, fold_layout.columns * pages.excess(tightest.result))
    lines = math.ceil(excess / setting.line)
    words = lines * math.floor(
        (pages.width - fold_layout.line_margins) / fold_layout.columns / (WORD_WIDTH * setting.size)
    )
    counts = {part.id: len(markdown.plain_text(part.body).split()) for part in context.article.sections}
    longest = sorted(counts, key=lambda part: -counts[part])[:3]
    names = ", ".join(f"'{part}' ({counts[part]} words)" for part in longest)
    size = f"{setting.size:g} pt"
    what = f"the words are too long for the leaflet at {size}, by {excess:.0f} mm or {lines} lines"
    cut = f"leave out about {words} words; the longest sections are {names}"
    narrower = ", ".join(fonts.narrower_families(context.base))
    alternative = "" if fold_layout.shows_everything else "; or write 'fold: half' in practice.yaml"
    font = f"; or use a narrower font in _brand.yml: {narrower}" if narrower else ""
    return _problem_at(pages, "sections", what, f"{cut}{alternative}{font}")


def _no_turning_point(pages: LeafletPages, block: str) -> Problem:
    """Return the problem of a paragraph, identified by its selector, that leaves no place to turn over."""
    sections = pages.context.article.sections
    index = next((number for number, part in enumerate(sections) if f'"{part.id}"' in block), 0)
    what = "a paragraph is so long that one would have to turn the leaflet over in the middle of it"
    return Problem(pages.context.source.where(("sections", index, "body")), what, "make two paragraphs of it")


def _too_short(pages: LeafletPages, loosest: Fit[LayoutAttempt]) -> Problem:
    """Return the problem of too little text: how many inside pages it fills at the most generous setting."""
    full, part = sum(pages.fill_of_pages(loosest.result)), pages.fold_layout.page_noun
    what = f"the words fill only {full:.1f} of the {len(pages.inside_pages)} inside {part}s of the leaflet"
    alternative = (
        "; or leave out the diary, or write 'fold: tri' in practice.yaml"
        if pages.fold_layout.shows_everything
        else ""
    )
    return _problem_at(pages, "sections", what, f"write more in the sections{alternative}")


def _problem_at(pages: LeafletPages, key: str, what: str, hint: str) -> Problem:
    return Problem(pages.context.source.where((key,)), what, hint)
