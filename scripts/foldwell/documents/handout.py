"""The handout: everything the article has to say, as a Word file that staff can edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.documents import figure_widths
from foldwell.documents.oversized_rows import locate_row
from foldwell.documents.print_layout import logo_path, template_values
from foldwell.errors import InputError, Problem
from foldwell.model import PAPERS
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.proofing import expected_content, inspection
from foldwell.proofing.document_content import FULL_TEXT, Content
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents
from foldwell.rendering import docx, templating
from foldwell.rendering.rasterize import Rasters

TEMPLATE = "handout.html.j2"

SHOWS: frozenset[Content] = FULL_TEXT | {"key points"}

FIGURE_WIDTH = 120.0
"""The width of a figure without lettering, in mm."""

LOGO_WIDTH = 60.0
"""The width in mm at which a logo is rasterised; the template may show it smaller."""


def make(job: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the handout as DOCX bytes.

    Raises InputError when the template asks for something unknown, a figure has no room for letters as large
    as the text, or words or rows of a table would have to be broken.
    """
    paper = _paper(job)
    widths = _figure_widths(job, paper)
    html = templating.fill(job.templates, TEMPLATE, template_values(job) | {"figure_width": widths})
    drawings = {f"figures/{name}": (drawing, widths[name]) for name, drawing in job.figures.items()}
    pictures = Rasters({**drawings, logo_path(job): (job.logo, LOGO_WIDTH)}, job.base)
    fonts = dict.fromkeys((job.base, job.headings))
    try:
        return docx.write(html, job.brand, pictures, tuple(fonts), paper)
    except docx.TableFitError as table:
        raise InputError(Problem(locate_row(job, table.row), table.what, table.hint)) from table


def read(data: bytes, job: BuildContext) -> DocumentContents:
    """Return the contents of the handout; on a letterhead, those between its header and footer.

    So expected text cannot be satisfied by the letterhead, whose own text is not checked against our rules.
    """
    return inspection.read_docx(data, body_alone=job.letterhead is not None)


def check(job: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the parts of the letterhead's header and footer that are missing in the handout."""
    if job.letterhead is None:
        return
    expected, found = inspection.header_footer(job.letterhead), inspection.header_footer(built["handout"])
    for item in sorted(expected - found):
        yield Problem(
            "handout.docx", f"what the letterhead shows is missing: {item}", "report this as a fault"
        )


def expectation(job: BuildContext) -> Expectation:
    """Return what is expected: every sentence, detail, question, source and row of the diary."""
    count = range(len(job.article.sections))
    sections = [passage for number in count for passage in expected_content.section(job, number, detail=True)]
    points = [expected_content.key_point(job, number) for number in count]
    return Expectation(
        ordered=(*expected_content.title(job), *sections),
        unordered=(
            tuple(points),
            expected_content.questions(job),
            expected_content.diary(job),
            expected_content.sources(job),
        ),
        tables=(*expected_content.tables(job, detail=True), *expected_content.diary_table(job)),
        links=expected_content.links(job),
        required_links=expected_content.required_links(job, detail=True),
        # Without the first of them, the logo, where the letterhead shows its own.
        figures=expected_content.figures(job, "medium")[job.letterhead is not None :],
        sizes=(PAPERS[job.practice.paper],),
    )


def _figure_widths(job: BuildContext, paper: docx.Page | docx.Letterhead) -> dict[str, float]:
    """Return the width of each figure in mm, by file name; raises InputError as `make` does."""
    page = paper.page if isinstance(paper, docx.Letterhead) else paper
    size = docx.body_size(job.brand, paper)
    if problem := figure_widths.too_small_problem(job, size, page.text_width):
        raise InputError(problem)
    natural_widths = {
        name: round(width * size * MM_PER_PT, 2) for name, width in figure_widths.widths(job).items()
    }
    return dict.fromkeys(job.figures, FIGURE_WIDTH) | natural_widths


def _paper(job: BuildContext) -> docx.Page | docx.Letterhead:
    """Return the base of the handout: letterhead, plain paper, or paper with a printed top."""
    paper, practice = PAPERS[job.practice.paper], job.practice
    if job.letterhead is not None:
        return docx.read_letterhead(job.letterhead, "the letterhead", paper)
    return docx.plain_page(paper, blank=0 if practice.letterhead else practice.letterhead_depth)
