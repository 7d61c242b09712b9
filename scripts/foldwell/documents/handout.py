"""The handout: everything the article has to say, as a Word file that staff can edit."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell import fill, readback, word
from foldwell.documents import figures, promise
from foldwell.documents.oversized import place_of_row
from foldwell.documents.printed import MM_PER_PT, logo_path, values_of
from foldwell.documents.promise import Promise
from foldwell.documents.raster import Rasters
from foldwell.errors import InputError, Problem
from foldwell.job import Job
from foldwell.model import PAPERS
from foldwell.readback import Reading

TEMPLATE = "handout.html.j2"
FIGURE = 120.0
"""The width of a figure without lettering, in mm."""

LOGO = 60.0
"""The width a logo is drawn for, in mm; the template may show it smaller."""


def make(job: Job, _: Mapping[str, bytes]) -> bytes:
    """Return the handout as DOCX bytes.

    Raises InputError when the template asks for something unknown, a figure has no room for letters as large
    as the text, or words or rows of a table would have to be broken.
    """
    paper = _paper(job)
    wide = _figure_widths(job, paper)
    html = fill.fill(job.templates, TEMPLATE, values_of(job) | {"figure_width": wide})
    drawings = {f"figures/{name}": (drawing, wide[name]) for name, drawing in job.figures.items()}
    pictures = Rasters({**drawings, logo_path(job): (job.logo, LOGO)}, job.base)
    fonts = dict.fromkeys((job.base, job.headings))
    try:
        return word.write(html, job.brand, pictures, tuple(fonts), paper)
    except word.TableFitError as table:
        raise InputError(Problem(place_of_row(job, table.row), table.what, table.hint)) from table


def read(data: bytes, job: Job) -> Reading:
    """Return what a reader of the handout sees; on a letterhead, what stands between its header and footer.

    So nothing that is promised can stand in a letterhead alone, and what is its own is not held to our rules.
    """
    return readback.docx(data, body_alone=job.letterhead is not None)


def flaws(job: Job, made: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield what of the letterhead's header and footer is not in the handout."""
    if job.letterhead is None:
        return
    wanted, found = readback.furniture(job.letterhead), readback.furniture(made["handout"])
    for lost in sorted(wanted - found):
        yield Problem(
            "handout.docx", f"what the letterhead shows is missing: {lost}", "report this as a fault"
        )


def promised(job: Job) -> Promise:
    """Return what the handout must show: every sentence, detail, question, source and row of the diary."""
    count = range(len(job.article.sections))
    sections = [passage for number in count for passage in promise.section(job, number, detail=True)]
    points = [promise.key_point(job, number) for number in count]
    return Promise(
        ordered=(*promise.title(job), *sections),
        besides=(
            tuple(points),
            promise.questions(job),
            promise.diary(job),
            promise.sources(job),
            *promise.care(job),
            promise.contact(job),
            *promise.review(job),
            *promise.imprint(job),
        ),
        unbroken=promise.care(job),
        tables=(*promise.tables(job, detail=True), *promise.diary_table(job)),
        links=promise.links(job),
        linked=promise.linked(job, detail=True),
        figures=promise.figures(job, "medium")[job.letterhead is not None :],
        sizes=(PAPERS[job.practice.paper],),
    )


def _figure_widths(job: Job, paper: word.Page | word.Letterhead) -> dict[str, float]:
    """Return the width of each figure in mm, by file name; raises InputError as `make` does."""
    page = paper.page if isinstance(paper, word.Letterhead) else paper
    size = word.body_size(job.brand, paper)
    if problem := figures.too_small(job, size, page.text_width):
        raise InputError(problem)
    own = {name: round(width * size * MM_PER_PT, 2) for name, width in figures.widths(job).items()}
    return dict.fromkeys(job.figures, FIGURE) | own


def _paper(job: Job) -> word.Page | word.Letterhead:
    """Return what the handout is printed on: letterhead, plain paper, or paper with a printed top."""
    paper, practice = PAPERS[job.practice.paper], job.practice
    if job.letterhead is not None:
        return word.read_letterhead(job.letterhead, "the letterhead", paper)
    return word.plain_page(paper, blank=0 if practice.letterhead else practice.letterhead_depth)
