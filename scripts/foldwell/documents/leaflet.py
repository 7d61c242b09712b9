"""The pages of the leaflet, laid out once in reading order: for the screen, and for the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from foldwell.documents import article_link, figure_widths
from foldwell.documents.fitting_errors import misfit
from foldwell.documents.fold_layouts import SHAPES
from foldwell.documents.leaflet_fitting import SCREEN, TEMPLATE, Panels, Trial
from foldwell.documents.leaflet_sheet import sheet_of
from foldwell.documents.print_layout import Edition
from foldwell.errors import InputError, Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import expectations
from foldwell.proofing.expectations import Expectation
from foldwell.rendering.pdf import layout


def make(job: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the panels or pages in reading order as a tagged PDF.

    Raises InputError when the words do not fit at 12 pt, or leave a panel half empty, and when a figure has
    no room for letters as large as the text.
    """
    return layout.write(laid_out(job), TEMPLATE)


def laid_out(job: BuildContext, edition: Edition = SCREEN) -> layout.LayoutResult:
    """Return the pages of an edition as they fill the paper best; raises InputError as `make` does."""
    chosen = _chosen(job)
    return chosen.laid if edition is SCREEN else Panels(job, edition).lay(chosen.plan).laid


@lru_cache(maxsize=1)
def _chosen(job: BuildContext) -> Trial:
    """Return how a job is laid out, sought once for all its editions; raises InputError as `make` does."""
    panels = Panels(job)
    if problem := figure_widths.too_small(job, panels.settings[-1].size, panels.column):
        raise InputError(problem)
    chosen = panels.fitted()
    if problem := misfit(panels, chosen):
        raise InputError(problem)
    return panels.finished(chosen.laid)


def promised(job: BuildContext) -> Expectation:
    """Return what the leaflet must show: every sentence of every body, and all about the practice.

    A booklet must show details, questions and diary too.
    """
    shape, sheet = SHAPES[job.practice.fold], sheet_of(job)
    full = shape.full
    count = range(len(job.article.sections))
    sections = [passage for number in count for passage in expectations.section(job, number, detail=full)]
    return Expectation(
        ordered=(*expectations.title(job), *sections, *(expectations.questions(job) if full else ())),
        unordered=(
            expectations.diary(job) if full else (),
            *expectations.care(job),
            expectations.contact(job),
            expectations.short_sources(job),
            *expectations.review(job),
            *expectations.imprint(job),
            *article_link.promised(job),
        ),
        contiguous=expectations.care(job),
        tables=(*expectations.tables(job, detail=full), *(expectations.diary_table(job) if full else ())),
        links=expectations.links(job) | article_link.links(job),
        required_links=expectations.required_links(job, detail=full),
        figures=(*expectations.figures(job), *article_link.figures(job)),
        sizes=sheet.pages,
        allows_more_pages=full,
        page_turns=sheet.page_turns if shape.sides else (),
    )


def flaws(job: BuildContext, made: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what is wrong with the QR code on the back."""
    yield from article_link.flaws(job, "leaflet-screen.pdf", made["leaflet-screen"])
