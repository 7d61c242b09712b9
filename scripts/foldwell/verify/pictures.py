"""The pictures of a finished document: those of article and practice, whole, in the brand's colours."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.documents.likeness import alike
from foldwell.errors import Problem
from foldwell.job import Job
from foldwell.pictures import Picture
from foldwell.readback import FigureSeen
from foldwell.verify.proof import Proof

OTHER = "the template shows another file, or crops or stretches it"


def figures(proof: Proof) -> Iterator[Problem]:
    """Logo and figures are there, have the words that stand for them, and look as they should."""
    for alt in proof.promise.figures:
        shown = [figure for figure in proof.reading.figures if _said(figure.alt) == _said(alt)]
        if not shown:
            yield proof.problem(f"a picture is missing: {alt}")
        for figure in shown:
            yield from _flaws(proof, figure, alt)


def strangers(proof: Proof) -> Iterator[Problem]:
    """No picture is shown that the article and the practice do not have."""
    known = {_said(alt) for alt in proof.promise.figures}
    for figure in proof.reading.figures if known else ():
        if _said(figure.alt) not in known:
            yield proof.problem(f"a picture that no input has: {figure.alt}", page=figure.page)


def backdrops(proof: Proof) -> Iterator[Problem]:
    """Nothing but the drawing of the cover, or the logo, is shown without words that stand for it."""
    job = proof.job
    known = [*job.logos.values(), *([job.figures[job.article.cover]] if job.article.cover else [])]
    for seen in proof.reading.backdrops:
        if seen.ink and seen.shown and not any(alike(seen.shown, one, job.base) for one in known):
            what = "a background picture is neither the article's cover nor the logo, or not all of it"
            yield proof.problem(what, proof.blame(OTHER), seen.page)


def _flaws(proof: Proof, figure: FigureSeen, alt: str) -> Iterator[Problem]:
    wanted = _pictures(proof.job, alt)
    if not figure.ink or figure.shown is None:
        yield proof.problem(f"a picture cannot be seen: {alt}", page=figure.page)
    elif wanted and not any(alike(figure.shown, picture, proof.job.base) for picture in wanted):
        what = f"a picture is not what it should be, or not all of it, or out of shape: {alt}"
        yield proof.problem(what, proof.blame(OTHER), figure.page)


def _pictures(job: Job, alt: str) -> list[Picture]:
    """Return the pictures of the job that an alt text stands for."""
    named = [part.figure for part in job.article.sections if part.figure]
    drawings = [(figure.alt, job.figures[figure.file]) for figure in named]
    logos = [(job.brand.logo_of(size).alt, logo) for size, logo in job.logos.items()]
    return [picture for words, picture in (*drawings, *logos) if _said(words) == _said(alt)]


def _said(alt: str) -> str:
    return " ".join(alt.split())
