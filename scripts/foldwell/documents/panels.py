"""The pages of the leaflet, laid out once in reading order: for the screen, and for the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from foldwell import pages
from foldwell.documents import figures, online, promise
from foldwell.documents.filling import SCREEN, TEMPLATE, Panels, Trial
from foldwell.documents.misfits import misfit
from foldwell.documents.printed import Edition
from foldwell.documents.promise import Promise
from foldwell.documents.shapes import SHAPES
from foldwell.documents.sheet import sheet_of
from foldwell.errors import InputError, Problem
from foldwell.job import Job


def make(job: Job, _: Mapping[str, bytes]) -> bytes:
    """Return the panels or pages in reading order as a tagged PDF.

    Raises InputError when the words do not fit at 12 pt, or leave a panel half empty, and when a figure has
    no room for letters as large as the text.
    """
    return pages.write(laid_out(job), TEMPLATE)


def laid_out(job: Job, edition: Edition = SCREEN) -> pages.Laid:
    """Return the pages of an edition as they fill the paper best; raises InputError as `make` does."""
    chosen = _chosen(job)
    return chosen.laid if edition is SCREEN else Panels(job, edition).lay(chosen.plan).laid


@lru_cache(maxsize=1)
def _chosen(job: Job) -> Trial:
    """Return how a job is laid out, sought once for all its editions; raises InputError as `make` does."""
    panels = Panels(job)
    if problem := figures.too_small(job, panels.settings[-1].size, panels.column):
        raise InputError(problem)
    chosen = panels.fitted()
    if problem := misfit(panels, chosen):
        raise InputError(problem)
    return panels.finished(chosen.laid)


def promised(job: Job) -> Promise:
    """Return what the leaflet must show: every sentence of every body, and all about the practice.

    A booklet must show details, questions and diary too.
    """
    shape, sheet = SHAPES[job.practice.fold], sheet_of(job)
    full = shape.full
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
        tables=(*promise.tables(job, detail=full), *(promise.diary_table(job) if full else ())),
        links=promise.links(job) | online.links(job),
        linked=promise.linked(job, detail=full),
        figures=(*promise.figures(job), *online.figures(job)),
        sizes=sheet.pages,
        more=full,
        turns=sheet.turns if shape.sides else (),
    )


def flaws(job: Job, made: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong with the QR code on the back."""
    yield from online.flaws(job, "leaflet-screen.pdf", made["leaflet-screen"])
