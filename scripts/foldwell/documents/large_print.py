"""The leaflet in large print: its full text and the details, on as many pages as needed."""

from __future__ import annotations

from collections.abc import Mapping

from foldwell.documents import figure_widths
from foldwell.documents.oversized_rows import oversized_row
from foldwell.documents.print_layout import PagedDocument, Size, cover_picture, drawing_height, title_size
from foldwell.documents.type_settings import LARGE_PRINT, Setting
from foldwell.errors import InputError
from foldwell.model import PAPERS
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.expectations import Expectation, ExpectedText
from foldwell.rendering.pdf import layout

TEMPLATE = "large-print.html.j2"
MARGIN = 18.0
"""The margin beside the text, and above and below the cover, in mm."""

COLUMN_WIDTH = 174.0
"""The maximum width of the text, in mm."""

MAX_TITLE_SIZE = 41.0
"""The maximum size of the title, in pt."""

TITLE_WIDTH = 155.0
"""The maximum width of a line of the title, in mm."""

MAX_FIGURE_HEIGHT = 140.0
"""The maximum height of a figure without lettering, in mm: with its words it has room on one page."""

DRAWING_BOUNDS = (45.0, 170.0)
"""The minimum and maximum height of the drawing on the cover, in mm."""


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the large print as a tagged PDF, set tighter where that saves a hardly filled last page.

    Raises InputError when a row of a table is taller than a page, or a figure has no room for letters as
    large as the text.
    """
    generous, tight = LARGE_PRINT
    if problem := figure_widths.too_small_problem(context, generous.size, COLUMN_WIDTH):
        raise InputError(problem)
    document = PagedDocument(
        context,
        TEMPLATE,
        "large-print.css",
        (_paper(context),),
        figures=figure_widths.widths(context),
        max_figure_height=MAX_FIGURE_HEIGHT,
        table_room=min(COLUMN_WIDTH, _paper(context)[0] - 2 * MARGIN),
    )
    drawing = _drawing_height(document, generous) if cover_picture(context) else DRAWING_BOUNDS[0]
    result = _lay_out(document, generous, drawing)
    if result.anchors["_end"].y < _paper(context)[1] / 2:
        tighter = _lay_out(document, tight, drawing)
        # Of two with as many pages, the first: the generous one.
        result = min(result, tighter, key=lambda either: len(either.sizes))
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
        ordered=(*standing_content.opening(context), *sections, *article_content.questions(context)),
        unordered=(
            (ExpectedText("the edition", context.wording.large_print),),
            article_content.sources(context),
        ),
        tables=article_content.tables(context, detail=True),
        unbroken=article_content.unbroken_groups(context, detail=True),
        links=standing_content.links(context),
        required_links=article_content.required_links(context, detail=True),
        figures=standing_content.figures(context),
        sizes=(_paper(context),),
        allows_more_pages=True,
        minimum_size=16,
    )


def _lay_out(
    document: PagedDocument, setting: Setting, drawing: float, cover_only: bool = False
) -> layout.LayoutResult:
    size = title_size(document.context, MAX_TITLE_SIZE, TITLE_WIDTH)
    properties = {
        "drawing": f"{drawing:.1f}mm",
        "title-size": f"{size:g}pt",
        "page-side": f"{MARGIN:g}mm",
        "column": f"{COLUMN_WIDTH:g}mm",
    }
    return document.lay_out(setting, properties=properties, cover_only=cover_only)


def _drawing_height(document: PagedDocument, setting: Setting) -> float:
    """Return the height in mm of the drawing on the cover."""
    minimum, bottom = DRAWING_BOUNDS[0], _paper(document.context)[1] - MARGIN
    cover = _lay_out(document, setting, minimum, cover_only=True)
    return drawing_height(DRAWING_BOUNDS, minimum, cover.anchors["_cover-end"], bottom)


def _paper(context: BuildContext) -> Size:
    return PAPERS[context.practice.paper]
