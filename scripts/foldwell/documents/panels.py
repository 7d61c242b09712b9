"""The panels of the leaflet, laid out once in reading order: for the screen, and for the sheet."""

from __future__ import annotations

import math
from collections.abc import Mapping
from functools import partial

from foldwell import fonts, pages, prose
from foldwell.documents import promise
from foldwell.documents.printed import Print, settings, title_size
from foldwell.documents.promise import Promise
from foldwell.documents.sheet import sheet_of
from foldwell.errors import InputError, Problem
from foldwell.fit import COMFORTABLE, PANELS, Fit, Setting, evenest
from foldwell.job import Job

MARGIN = 10.0
"""Above and below the text of a panel, in mm; leaflet.css sets the same."""

HALF = 0.5
DRAWING = (40.0, 110.0)
"""The least and the most that the drawing on the cover may be high, in mm."""

TITLE = (18.0, 27.0)
"""The least and the most that the title on the cover may be large, in pt."""

TITLE_ROOM = 71.0
"""How wide a line of the title can be, in mm."""

WORDS_IN_LINE = 7


def make(job: Job, _: Mapping[str, bytes]) -> bytes:
    """Return the panels in reading order as a tagged PDF.

    The questions are on it where they fit at a comfortable setting. Raises InputError when the words do not
    fit the panels at 12 pt, or leave a panel half empty.
    """
    panels = Panels(job)
    ours = settings(job, PANELS)
    chosen = panels.fitted(ours, with_questions=False)
    # With the questions, nothing looser than without them can fit.
    if left := settings(job, COMFORTABLE)[ours.index(chosen.setting) :]:
        with_questions = panels.fitted(left, with_questions=True)
        chosen = with_questions if with_questions.fits else chosen
    if problem := panels.problem(chosen):
        raise InputError(problem)
    return pages.write(panels.finished(chosen), panels.print.template)


def promised(job: Job) -> Promise:
    """Return what the panels must show: every sentence of every body, and all about the practice."""
    count = range(len(job.article.sections))
    sections = [passage for number in count for passage in promise.section(job, number)]
    return Promise(
        ordered=(*promise.title(job), *sections),
        besides=(
            *promise.care(job),
            promise.contact(job),
            promise.short_sources(job),
            *promise.review(job),
            *promise.imprint(job),
        ),
        unbroken=promise.care(job),
        links=promise.links(job),
        figures=promise.figures(job),
        sizes=sheet_of(job).pages,
    )


class Panels:
    """The panels of one job, and how well words fill them."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.sheet = sheet_of(job)
        self.print = Print(job, "leaflet.html.j2", "leaflet.css", self.sheet.pages)
        self.room = self.sheet.height - 2 * MARGIN
        self.inside = range(1, len(self.sheet.slots) - 1)
        self.title = title_size(job, TITLE[1], TITLE_ROOM)

    def fitted(self, settings: tuple[Setting, ...], with_questions: bool) -> Fit:
        """Return the setting at which the panels are filled best, with the smallest drawing on the cover."""
        lay = partial(self._lay, drawing=DRAWING[0], with_questions=with_questions)
        return evenest(settings, lay, self._fits, self.fill)

    def finished(self, chosen: Fit) -> pages.Laid:
        """Return the panels at the chosen setting, with the drawing as large as the cover has room for."""
        free = self.sheet.height - MARGIN - chosen.laid.marks["cover-end"].y
        with_questions = "questions" in chosen.laid.marks
        return self._lay(
            chosen.setting, drawing=min(DRAWING[1], DRAWING[0] + free), with_questions=with_questions
        )

    def fill(self, laid: pages.Laid) -> float:
        """Return how full the emptiest inside panel is, from 0 to 1."""
        return min((laid.depths[at] - MARGIN) / self.room for at in self.inside)

    def problem(self, chosen: Fit) -> Problem | None:
        """Return what is wrong with the way the words fill the panels, or nothing."""
        marks, last = chosen.laid.marks, len(self.sheet.slots)
        if self.title < TITLE[0]:
            return self._said("title", "a word of the title is too long for the cover", "use a shorter word")
        if marks["cover-end"].page > 1:
            return self._said("title", "the title and 'audience' are too long for the cover", "shorten them")
        if marks["end"].page > self.inside.stop:
            return self._too_long(chosen)
        if marks["foot"].page > last:
            what = f"the back panel is too full by {marks['foot'].y - MARGIN:.0f} mm"
            hint = "shorten address, hours or footer in practice.yaml, or leave out sources"
            return self._said("sources", what, hint)
        if marks["foot"].page < last or self.fill(chosen.laid) < HALF:
            return self._too_short(chosen)
        return None

    def _lay(self, setting: Setting, drawing: float, with_questions: bool) -> pages.Laid:
        properties = {"drawing": f"{drawing:.1f}mm", "title-size": f"{self.title:g}pt"}
        return self.print.lay(setting, properties=properties, with_questions=with_questions)

    def _fits(self, laid: pages.Laid) -> bool:
        return len(laid.sizes) <= len(self.sheet.slots)

    def _too_long(self, tightest: Fit) -> Problem:
        """Say by how much the words are too long, and which sections are the longest."""
        end = tightest.laid.marks["end"]
        over = (end.page - 1 - self.inside.stop) * self.room + end.y - MARGIN
        lines = math.ceil(over / tightest.setting.line)
        counts = {part.id: len(prose.plain(part.body).split()) for part in self.job.article.sections}
        longest = sorted(counts, key=lambda part: -counts[part])[:3]
        names = ", ".join(f"'{part}' ({counts[part]} words)" for part in longest)
        size = f"{tightest.setting.size:g} pt"
        what = f"the words are too long for the leaflet at {size}, by {over:.0f} mm or {lines} lines"
        cut = f"leave out about {lines * WORDS_IN_LINE} words; the longest sections are {names}"
        narrower = ", ".join(fonts.narrower(self.job.base))
        hint = f"{cut}; or use a narrower font in _brand.yml: {narrower}" if narrower else cut
        return self._said("sections", what, hint)

    def _too_short(self, loosest: Fit) -> Problem:
        """Say how many of the inside panels the words fill at the most generous setting."""
        depths = loosest.laid.depths[self.inside.start : -1]
        full = sum(depth - MARGIN for depth in depths) / self.room
        what = f"the words fill only {full:.1f} of the {len(self.inside)} inside panels of the leaflet"
        return self._said("sections", what, "write more in the sections")

    def _said(self, key: str, what: str, hint: str) -> Problem:
        return Problem(self.job.source.where((key,)), what, hint)
