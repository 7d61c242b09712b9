"""The pages of the leaflet, laid out once in reading order: for the screen, and for the sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache

from foldwell.documents import article_link, figure_widths
from foldwell.documents.fitting_errors import fitting_problem
from foldwell.documents.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.leaflet_fitting import LeafletFitter
from foldwell.documents.leaflet_pages import SCREEN, TEMPLATE, LayoutAttempt, LeafletPages
from foldwell.documents.leaflet_sheet import sheet_of
from foldwell.documents.print_layout import StyleVariant
from foldwell.errors import InputError, Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.expectations import Expectation
from foldwell.rendering.pdf import layout


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the panels or pages in reading order as a tagged PDF.

    Raises InputError when the words do not fit at 12 pt, or leave a panel half empty, and when a figure has
    no room for letters as large as the text.
    """
    return layout.write(lay_out(context), TEMPLATE)


def lay_out(context: BuildContext, variant: StyleVariant = SCREEN) -> layout.LayoutResult:
    """Return the pages of a variant in the best layout; raises InputError as `make` does."""
    chosen = _best_attempt(context)
    return chosen.result if variant is SCREEN else LeafletPages(context, variant).lay_out(chosen.plan).result


# One only: the boxes of a layout take much memory, and the variants of a context are made one after another.
@lru_cache(maxsize=1)
def _best_attempt(context: BuildContext) -> LayoutAttempt:
    """Return the layout of a context, searched once for all variants; raises InputError as `make` does."""
    pages = LeafletPages(context)
    if problem := figure_widths.too_small_problem(context, pages.settings[-1].size, pages.column):
        raise InputError(problem)
    fitter = LeafletFitter(pages)
    chosen = fitter.best_fit()
    if problem := fitting_problem(pages, chosen):
        raise InputError(problem)
    return fitter.enlarged(chosen.result)


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: every sentence of every body; details, questions, diary of a booklet."""
    fold_layout, sheet = FOLD_LAYOUTS[context.practice.fold], sheet_of(context)
    full = fold_layout.shows_everything
    count = range(len(context.article.sections))
    sections = [
        passage for number in count for passage in article_content.section(context, number, detail=full)
    ]
    return Expectation(
        ordered=(
            *standing_content.opening(context),
            *sections,
            *(article_content.questions(context) if full else ()),
        ),
        unordered=(
            article_content.diary(context) if full else (),
            article_content.short_sources(context),
            *article_link.expected_texts(context),
        ),
        tables=(
            *article_content.tables(context, detail=full),
            *(article_content.diary_table(context) if full else ()),
        ),
        links=standing_content.links(context) | article_link.links(context),
        required_links=article_content.required_links(context, detail=full),
        figures=(*standing_content.figures(context), *article_link.figures(context)),
        sizes=sheet.pages,
        allows_more_pages=full,
        page_turns=sheet.page_turns if fold_layout.no_run_on_at_turns else (),
    )


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of the QR code on the back."""
    yield from article_link.check(context, "leaflet-screen.pdf", built["leaflet-screen"])
