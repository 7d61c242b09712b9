"""The pages of the leaflet, laid out once in reading order: for the screen, and for the sheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property, lru_cache

from foldwell import fonts, pages, prose, qr
from foldwell.documents import online, promise
from foldwell.documents.printed import Edition, Print, settings, title_size
from foldwell.documents.promise import Promise
from foldwell.documents.shapes import MOST, SHAPES, Plan
from foldwell.documents.sheet import sheet_of
from foldwell.errors import InputError, Problem
from foldwell.fit import Fit, Setting, evenest
from foldwell.job import Job

TEMPLATE = "leaflet.html.j2"
SCREEN = Edition()
"""The pages as they are seen on a screen, with nothing added."""

TIGHT = 0.6
"""So much of the air on the back is left where it has no room for more."""

WORD = 0.98
"""The mean width of a word and its space, in mm for each pt of its size."""


def make(job: Job, _: Mapping[str, bytes]) -> bytes:
    """Return the panels or pages in reading order as a tagged PDF.

    Raises InputError when the words do not fit at 12 pt, or leave a panel half empty.
    """
    return pages.write(laid_out(job), TEMPLATE)


def laid_out(job: Job, edition: Edition = SCREEN) -> pages.Laid:
    """Return the pages of an edition as they fill the paper best; raises InputError as `make` does."""
    return Panels(job, edition).finished(planned(job))


@lru_cache(maxsize=1)
def planned(job: Job) -> Plan:
    """Return how a job is laid out, sought once for all its editions; raises InputError as `make` does."""
    panels = Panels(job)
    chosen = panels.fitted()
    if problem := panels.problem(chosen):
        raise InputError(problem)
    return panels.plan(chosen)


def promised(job: Job) -> Promise:
    """Return what the leaflet must show: every sentence of every body, and all about the practice.

    A booklet must show details, questions and diary too.
    """
    full = SHAPES[job.practice.fold].full
    count = range(len(job.article.sections))
    sections = [passage for number in count for passage in promise.section(job, number, detail=full)]
    return Promise(
        ordered=(*promise.title(job), *sections, *(promise.questions(job) if full else ())),
        besides=(
            promise.diary(job) if full else (),
            *promise.care(job),
            promise.contact(job),
            promise.short_sources(job),
            *promise.review(job),
            *promise.imprint(job),
            *online.promised(job),
        ),
        unbroken=promise.care(job),
        links=promise.links(job) | online.links(job),
        figures=(*promise.figures(job), *online.figures(job)),
        sizes=sheet_of(job).pages,
        more=full,
    )


def flaws(job: Job, made: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong with the QR code on the back."""
    yield from online.flaws(job, "leaflet-screen.pdf", made["leaflet-screen"])


class Panels:
    """The panels or pages of one job, and how well words fill them."""

    def __init__(self, job: Job, edition: Edition = SCREEN) -> None:
        self.job = job
        self.air = 1.0
        self.shape = SHAPES[job.practice.fold]
        sizes = sheet_of(job).pages
        self.print = Print(job, TEMPLATE, self.shape.stylesheet, sizes, edition=edition)
        self.width, self.height = sizes[0]
        self.room = self.height - 2 * self.shape.margin
        self.title = title_size(job, self.shape.title[1], self.width - self.shape.beside_title)
        self.settings = self._settings(self.shape.settings)
        self.comfortable = self._settings(self.shape.comfortable)

    @cached_property
    def count(self) -> int:
        """How many pages there are: of a booklet, so many that all fits at the tightest setting."""
        if not self.shape.full:
            return len(self.print.sizes)
        needed = len(self.lay(self._smallest(self.settings[-1], with_questions=True)).sizes)
        return min(MOST, 4 * math.ceil(needed / 4))

    @property
    def inside(self) -> range:
        """The pages, counted from 0, that words must fill: all but those of cover and back."""
        return range(1, self.count - 1 if self.shape.back else self.count)

    def fitted(self) -> Fit:
        """Return the setting at which the panels are filled best, with the smallest drawing on the cover.

        The questions are there where they fit at a comfortable setting, and in a booklet always. The air
        between the lines of the back gives way when nothing else does.
        """
        chosen = self._chosen()
        if not chosen.fits:
            self.air = TIGHT
            chosen = self._chosen()
        return chosen

    def plan(self, chosen: Fit) -> Plan:
        """Return the plan for the chosen setting, with drawing and QR code as large as they have room."""
        marks, (least, most) = chosen.laid.marks, self.shape.drawing
        drawing = min(most, least + self.height - self.shape.margin - marks["_cover-end"].y)
        square = online.square(self.job, self.height - self.shape.back_margin - marks["_foot"].y)
        return Plan(chosen.setting, drawing, "_questions" in marks, self.count, square, self.air)

    def finished(self, plan: Plan) -> pages.Laid:
        """Return the pages as they are planned, with a smaller QR code if they are too many."""
        laid = self.lay(plan)
        return laid if len(laid.sizes) <= plan.pages else self.lay(replace(plan, square=qr.SMALLEST))

    def lay(self, plan: Plan) -> pages.Laid:
        """Lay the pages out as they are planned."""
        properties = {
            "drawing": f"{plan.drawing:.1f}mm",
            "title-size": f"{self.title:g}pt",
            "air": f"{plan.air:g}",
            **online.properties(self.job, plan.square),
        }
        return self.print.lay(
            plan.setting,
            properties=properties,
            with_questions=plan.with_questions,
            with_detail=self.shape.full,
            title_line=self.shape.title_line,
            code_at_foot=self.shape.back,
        )

    def fill(self, laid: pages.Laid) -> float:
        """Return how full the emptiest inside page is, from 0 to 1."""
        return min(self._filled(laid))

    def problem(self, chosen: Fit) -> Problem | None:
        """Return what is wrong with the way the words fill the pages, or nothing."""
        marks, shape = chosen.laid.marks, self.shape
        if self.title < shape.title[0]:
            return self._said("title", "a word of the title is too long for the cover", "use a shorter word")
        if marks["_cover-end"].page > 1:
            return self._said("title", "the title and 'audience' are too long for the cover", "shorten them")
        if marks["_end" if shape.back else "_foot"].page > self.inside.stop:
            return self._too_long(chosen)
        if marks["_foot"].page > self.count:
            what = f"the back {shape.part} is too full by {marks['_foot'].y - shape.margin:.0f} mm"
            hint = "shorten address, hours or footer in practice.yaml, or leave out sources"
            return self._said("sources", what, hint)
        if marks["_foot"].page < self.count or self.fill(chosen.laid) < shape.least:
            return self._too_short(chosen)
        return None

    def _chosen(self) -> Fit:
        if self.shape.full:
            return self._fitted(self.settings, with_questions=True)
        chosen = self._fitted(self.settings, with_questions=False)
        # With the questions, nothing looser than without them can fit.
        if left := self.comfortable[self.settings.index(chosen.setting) :]:
            with_questions = self._fitted(left, with_questions=True)
            return with_questions if with_questions.fits else chosen
        return chosen

    def _settings(self, ours: tuple[Setting, ...]) -> tuple[Setting, ...]:
        """Return ours as far as the brand's letters allow; a booklet's size follows from its pages."""
        if self.shape.full:
            least = self.job.brand.base.least
            return tuple(dict.fromkeys(replace(row, size=max(row.size, least)) for row in ours))
        return settings(self.job, ours)

    def _fitted(self, settings: tuple[Setting, ...], with_questions: bool) -> Fit:
        def lay(setting: Setting) -> pages.Laid:
            return self.lay(self._smallest(setting, with_questions))

        return evenest(settings, lay, self._fits, self.fill)

    def _smallest(self, setting: Setting, with_questions: bool) -> Plan:
        """Return the plan with the smallest drawing and QR code."""
        return Plan(setting, self.shape.drawing[0], with_questions, air=self.air)

    def _fits(self, laid: pages.Laid) -> bool:
        return len(laid.sizes) <= self.count

    def _filled(self, laid: pages.Laid) -> list[float]:
        """Return how full each inside page is; one that the words do not reach is empty."""
        depths = (*laid.depths[: laid.marks["_end"].page], *(self.shape.margin,) * self.count)
        return [(depths[at] - self.shape.margin) / self.room for at in self.inside]

    def _too_long(self, tightest: Fit) -> Problem:
        """Say by how much the words are too long, and which sections are the longest."""
        shape, setting = self.shape, tightest.setting
        # Gaps between what stands over one column and over two are in no depth: it is a line at least.
        over = max(setting.line, shape.columns * self._over(tightest.laid))
        lines = math.ceil(over / setting.line)
        words = lines * math.floor((self.width - shape.beside) / shape.columns / (WORD * setting.size))
        counts = {part.id: len(prose.plain(part.body).split()) for part in self.job.article.sections}
        longest = sorted(counts, key=lambda part: -counts[part])[:3]
        names = ", ".join(f"'{part}' ({counts[part]} words)" for part in longest)
        size = f"{setting.size:g} pt"
        what = f"the words are too long for the leaflet at {size}, by {over:.0f} mm or {lines} lines"
        cut = f"leave out about {words} words; the longest sections are {names}"
        narrower = ", ".join(fonts.narrower(self.job.base))
        other = "" if shape.full else "; or write 'fold: half' in practice.yaml"
        font = f"; or use a narrower font in _brand.yml: {narrower}" if narrower else ""
        return self._said("sections", what, f"{cut}{other}{font}")

    def _over(self, laid: pages.Laid) -> float:
        """Return by how many mm the words reach beyond the inside pages."""
        margin, stop = self.shape.margin, self.inside.stop
        if self.shape.back:
            end = laid.marks["_end"]
            return (end.page - 1 - stop) * self.room + end.y - margin
        # What stands over two columns moves to the next page whole, and leaves a gap behind.
        return sum(depth - margin for depth in laid.depths[stop - 1 :]) - self.room

    def _too_short(self, loosest: Fit) -> Problem:
        """Say how many of the inside pages the words fill at the most generous setting."""
        full, part = sum(self._filled(loosest.laid)), self.shape.part
        what = f"the words fill only {full:.1f} of the {len(self.inside)} inside {part}s of the leaflet"
        other = "; or leave out the diary, or write 'fold: tri' in practice.yaml" if self.shape.full else ""
        return self._said("sections", what, f"write more in the sections{other}")

    def _said(self, key: str, what: str, hint: str) -> Problem:
        return Problem(self.job.source.where((key,)), what, hint)
