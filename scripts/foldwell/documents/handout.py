"""The handout: everything the article has to say, as a Word file that staff can edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.assets.images import Picture
from foldwell.documents import figure_widths
from foldwell.documents.care_boxes import PageText, kept_boxes
from foldwell.documents.oversized_rows import locate_row
from foldwell.documents.print_layout import logo_path, template_values
from foldwell.errors import InputError, Problem
from foldwell.model import PAPERS
from foldwell.model.units import MM_PER_PT
from foldwell.project import pictograms
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, inspection, standing_content
from foldwell.proofing.document_content import FULL_TEXT, Content
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents
from foldwell.rendering import docx, templating
from foldwell.rendering.rasterize import RasterRequest, Rasters

TEMPLATE = "handout.html.j2"

SHOWS: frozenset[Content] = FULL_TEXT | {"key points"}

FIGURE, STEP_FIGURE = (120.0, 130.0), (60.0, 34.0)
"""The maximum width and height in mm of a figure without lettering, and of one that belongs to a step."""

USUAL_LEADING = 1.4
"""The leading of the text as a multiple of its size, where the brand has none of its own."""

LOGO_WIDTH = 60.0
"""The width in mm at which a logo is rasterised; the template may show it smaller."""


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the handout as DOCX bytes.

    Raises InputError when the template asks for something unknown, a figure has no room for letters as large
    as the text, or words or rows of a table would have to be broken.
    """
    paper = _paper(context)
    widths = _figure_widths(context, paper)
    values = {
        "figure_width": widths,
        "boxes_kept": bool(kept_boxes(context, _page_text(context, paper))),
    }
    html = templating.fill(context.templates, TEMPLATE, template_values(context) | values)
    drawings = {
        f"figures/{name}": RasterRequest(drawing, widths[name]) for name, drawing in context.figures.items()
    }
    logo = {logo_path(context): RasterRequest(context.logo, LOGO_WIDTH)} if context.logo else {}
    icons = pictograms.word_pictures(html, context.design_colours)
    pictures = Rasters({**drawings, **logo, **icons}, context.base)
    word = context.for_word()
    fonts = dict.fromkeys((word.base, word.headings))
    try:
        return docx.write(html, docx.BrandDesign(word.brand, word.design), pictures, tuple(fonts), paper)
    except docx.TableFitError as table:
        raise InputError(Problem(locate_row(context, table.row), table.what, table.hint)) from table


def read(data: bytes, context: BuildContext) -> DocumentContents:
    """Return the contents of the handout; on a letterhead, those between its header and footer.

    So expected text cannot be satisfied by the letterhead, whose own text is not checked against our rules.
    """
    return inspection.read_docx(data, body_alone=context.letterhead is not None)


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the parts of the letterhead's header and footer that are missing in the handout."""
    if context.letterhead is None:
        return
    expected, found = inspection.header_footer(context.letterhead), inspection.header_footer(built["handout"])
    for item in sorted(expected - found):
        yield Problem(
            "handout.docx", f"what the letterhead shows is missing: {item}", "report this as a fault"
        )


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: every sentence, detail, question, source and row of the diary."""
    count = range(len(context.article.sections))
    sections = [
        passage for number in count for passage in article_content.section(context, number, detail=True)
    ]
    return Expectation(
        ordered=(
            *standing_content.opening(context, has_header=context.letterhead is None),
            *article_content.summary(context),
            *sections,
        ),
        unordered=(
            article_content.key_points(context),
            article_content.questions(context),
            article_content.diary(context),
            article_content.sources(context),
        ),
        tables=(*article_content.tables(context, detail=True), *article_content.diary_table(context)),
        unbroken=(
            *article_content.unbroken_groups(context, detail=True),
            *kept_boxes(context, _page_text(context, _paper(context))),
        ),
        links=standing_content.links(context),
        required_links=article_content.required_links(context, detail=True),
        figures=standing_content.figures(context, None if context.letterhead is not None else "medium"),
        sizes=(PAPERS[context.practice.paper],),
    )


def _figure_widths(context: BuildContext, paper: docx.Page | docx.Letterhead) -> dict[str, float]:
    """Return the width of each figure in mm, by file name; raises InputError as `make` does."""
    page = paper.page if isinstance(paper, docx.Letterhead) else paper
    size = docx.body_size(context.for_word().brand, paper)
    if problem := figure_widths.too_small_problem(context, size, page.text_width):
        raise InputError(problem)
    natural_widths = {
        name: round(width * size * MM_PER_PT, 2) for name, width in figure_widths.widths(context).items()
    }
    sections = context.article.sections
    steps = (step for part in sections for _, block in part.content for step in block.steps or ())
    in_steps = {step.figure.file for step in steps if step.figure}
    plain_widths = {
        name: _plain_width(picture, STEP_FIGURE if name in in_steps else FIGURE)
        for name, picture in context.figures.items()
    }
    return plain_widths | natural_widths


def _page_text(context: BuildContext, paper: docx.Page | docx.Letterhead) -> PageText:
    page, brand = paper.page if isinstance(paper, docx.Letterhead) else paper, context.for_word().brand
    size = docx.body_size(brand, paper)
    leading = size * (brand.base.leading or USUAL_LEADING)
    return PageText(size, leading, page.text_width, page.text_height)


def _plain_width(picture: Picture, bounds: tuple[float, float]) -> float:
    """Return the width in mm of a figure without lettering within a width and a height."""
    width, height = bounds
    return min(width, round(height * picture.ratio, 2))


def _paper(context: BuildContext) -> docx.Page | docx.Letterhead:
    """Return the base of the handout: letterhead, plain paper, or paper with a printed top."""
    paper, practice = PAPERS[context.practice.paper], context.practice
    if context.letterhead is not None:
        return docx.read_letterhead(context.letterhead, "the letterhead", paper, practice.name)
    return docx.plain_page(paper, blank=0 if practice.letterhead else practice.letterhead_depth)
