"""The leaflet in large print: its full text and the details, on as many pages as needed."""

from __future__ import annotations

from collections.abc import Mapping

from foldwell.documents import figure_widths, large_print_pages
from foldwell.documents.care_boxes import kept_boxes
from foldwell.documents.large_print_pages import COLUMN_WIDTH, LargePrintPages, page_text
from foldwell.documents.oversized_rows import oversized_row
from foldwell.documents.type_settings import LARGE_PRINT
from foldwell.errors import InputError
from foldwell.model import PAPERS
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.expectations import Expectation, ExpectedText
from foldwell.rendering.pdf import layout

TEMPLATE = large_print_pages.TEMPLATE


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the large print as a tagged PDF.

    Raises InputError when a row of a table is taller than a page, or a figure has no room for letters as
    large as the text.
    """
    if problem := figure_widths.too_small_problem(context, LARGE_PRINT.size, COLUMN_WIDTH):
        raise InputError(problem)
    result = LargePrintPages(context).lay_out()
    if result.oversized:
        raise InputError(oversized_row(context, result.oversized[0].words, "page"))
    return layout.write(result, TEMPLATE)


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: all of the leaflet, every detail and the sources in full."""
    count = range(len(context.article.sections))
    sections = [
        passage for number in count for passage in article_content.section(context, number, detail=True)
    ]
    return Expectation(
        ordered=(
            *standing_content.opening(context),
            *article_content.summary(context),
            *sections,
            *article_content.questions(context),
        ),
        unordered=(
            (ExpectedText("the edition", context.wording.large_print),),
            article_content.sources(context),
        ),
        tables=article_content.tables(context, detail=True),
        unbroken=(
            *article_content.unbroken_groups(context, detail=True),
            *kept_boxes(context, page_text(context)),
        ),
        steps=article_content.steps(context, detail=True),
        contents=article_content.headings(context),
        links=standing_content.links(context),
        required_links=article_content.required_links(context, detail=True),
        figures=standing_content.figures(context),
        sizes=(PAPERS[context.practice.paper],),
        allows_more_pages=True,
        minimum_size=16,
    )
