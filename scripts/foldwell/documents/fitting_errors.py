"""What is wrong with the way the words fill the leaflet, by how much, and what to do about it."""

from __future__ import annotations

import math

from foldwell.assets import fonts
from foldwell.documents.leaflet_fitting import Panels, Trial
from foldwell.documents.oversized_rows import oversized_row
from foldwell.documents.type_fitting import Fit
from foldwell.errors import Problem
from foldwell.inputs import markdown
from foldwell.rendering.pdf.layout import LayoutResult

WORD = 0.98
"""The mean width of a word and its space, in mm for each pt of its size."""


def misfit(panels: Panels, chosen: Fit[Trial]) -> Problem | None:
    """Return what is wrong with the way the words fill the pages at the best setting, or nothing."""
    laid, shape = chosen.laid.laid, panels.shape
    marks = laid.anchors
    row = oversized_row(panels.job, laid, "column" if shape.columns > 1 else shape.part)
    if problem := _crowded_cover(panels, laid) or row:
        return problem
    if marks["_end" if shape.back else "_foot"].page > panels.inside.stop:
        return _too_long(panels, chosen)
    if marks["_foot"].page > panels.count:
        what = f"the back {shape.part} is too full by {marks['_foot'].y - shape.margin:.0f} mm"
        hint = "shorten address, hours or footer in practice.yaml, or leave out sources"
        return _said(panels, "sources", what, hint)
    return _ill_filled(panels, chosen)


def _ill_filled(panels: Panels, chosen: Fit[Trial]) -> Problem | None:
    trial, whole = chosen.laid, chosen.laid.plan.whole or ()
    hole = panels.fill(trial) < panels.shape.least
    if blocks := [block for block in whole if hole or block in panels.torn(trial)]:
        return _unturned(panels, blocks[0])
    if hole or trial.laid.anchors["_foot"].page < panels.count:
        return _too_short(panels, chosen)
    return None


def _crowded_cover(panels: Panels, laid: LayoutResult) -> Problem | None:
    if panels.title < panels.shape.title[0]:
        return _said(panels, "title", "a word of the title is too long for the cover", "use a shorter word")
    if laid.anchors["_cover-end"].page > 1:
        return _said(panels, "title", "the title and 'audience' are too long for the cover", "shorten them")
    return None


def _too_long(panels: Panels, tightest: Fit[Trial]) -> Problem:
    """Say by how much the words are too long, and which sections are the longest."""
    job, shape, setting = panels.job, panels.shape, tightest.setting
    # Gaps between what stands over one column and over two are in no depth: it is a line at least.
    over = max(setting.line, shape.columns * panels.over(tightest.laid))
    lines = math.ceil(over / setting.line)
    words = lines * math.floor((panels.width - shape.beside) / shape.columns / (WORD * setting.size))
    counts = {part.id: len(markdown.plain_text(part.body).split()) for part in job.article.sections}
    longest = sorted(counts, key=lambda part: -counts[part])[:3]
    names = ", ".join(f"'{part}' ({counts[part]} words)" for part in longest)
    size = f"{setting.size:g} pt"
    what = f"the words are too long for the leaflet at {size}, by {over:.0f} mm or {lines} lines"
    cut = f"leave out about {words} words; the longest sections are {names}"
    narrower = ", ".join(fonts.narrower_families(job.base))
    other = "" if shape.full else "; or write 'fold: half' in practice.yaml"
    font = f"; or use a narrower font in _brand.yml: {narrower}" if narrower else ""
    return _said(panels, "sections", what, f"{cut}{other}{font}")


def _unturned(panels: Panels, block: str) -> Problem:
    """Say which paragraph leaves no good place to turn the paper over, by what selects it."""
    sections = panels.job.article.sections
    at = next((number for number, part in enumerate(sections) if f'"{part.id}"' in block), 0)
    what = "a paragraph is so long that one would have to turn the leaflet over in the middle of it"
    return Problem(panels.job.source.where(("sections", at, "body")), what, "make two paragraphs of it")


def _too_short(panels: Panels, loosest: Fit[Trial]) -> Problem:
    """Say how many of the inside pages the words fill at the most generous setting."""
    full, part = sum(panels.filled(loosest.laid)), panels.shape.part
    what = f"the words fill only {full:.1f} of the {len(panels.inside)} inside {part}s of the leaflet"
    other = "; or leave out the diary, or write 'fold: tri' in practice.yaml" if panels.shape.full else ""
    return _said(panels, "sections", what, f"write more in the sections{other}")


def _said(panels: Panels, key: str, what: str, hint: str) -> Problem:
    return Problem(panels.job.source.where((key,)), what, hint)
