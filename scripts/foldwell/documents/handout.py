"""The handout: everything the article has to say, as a Word file that staff can edit."""

from __future__ import annotations

from collections.abc import Mapping

from foldwell import fill, word
from foldwell.documents import promise
from foldwell.documents.printed import logo_path, values_of
from foldwell.documents.promise import Promise
from foldwell.documents.raster import raster
from foldwell.job import Job

A4 = (210.0, 297.0)
TEMPLATE = "handout.html.j2"
FIGURE = 120.0
"""The width of a figure, in mm."""

LOGO = 60.0
"""The width a logo is drawn for, in mm; the template may show it smaller."""


def make(job: Job, _: Mapping[str, bytes]) -> bytes:
    """Return the handout as DOCX bytes; raises InputError when the template asks for something unknown."""
    html = fill.fill(job.templates, TEMPLATE, values_of(job))
    drawings = {f"figures/{name}": raster(drawing, FIGURE, job.base) for name, drawing in job.figures.items()}
    logo = raster(job.logo, LOGO, job.base)
    fonts = dict.fromkeys((job.base, job.headings))
    return word.write(html, job.brand, {**drawings, logo_path(job): logo}, tuple(fonts))


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
            *promise.diary(job),
            promise.sources(job),
            *promise.care(job),
            promise.contact(job),
            *promise.review(job),
            *promise.imprint(job),
        ),
        links=promise.links(job),
        figures=promise.figures(job, "medium"),
        sizes=(A4,),
    )
