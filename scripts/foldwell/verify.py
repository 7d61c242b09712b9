"""The proof: a finished file is held to its document's promise; what is lost or hidden is a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from foldwell import readback
from foldwell.documents import DOCUMENTS, Document, Passages, Promise
from foldwell.errors import Problem
from foldwell.job import Job
from foldwell.readback import Reading

ROUNDING = 0.05
"""Sizes of type in pt are rounded in the file."""

WITHIN = 0.1
"""How far, in mm, a page's size may be from the promised one."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A finished document beside its promise."""

    job: Job
    document: Document
    promise: Promise
    reading: Reading

    def problem(self, what: str, hint: str = "", page: int = 0) -> Problem:
        """Say what is wrong in this document, and on which page."""
        where = f"{self.document.file}, page {page}" if page else self.document.file
        return Problem(where, what, hint)


def verify(job: Job, made: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return everything that is wrong with the finished documents, which are given by name."""
    return tuple(problem for name in made for problem in _flaws(job, name, made))


def _flaws(job: Job, name: str, made: Mapping[str, bytes]) -> Iterator[Problem]:
    document = DOCUMENTS[name]
    reading = document.read(made[name], job)
    proof = Proof(job, document, document.promise(job), reading)
    if reading.syntax:
        yield from (proof.problem(f"the file is damaged: {what}") for what in reading.syntax)
        return
    for check in CHECKS:
        yield from check(proof)
    yield from document.flaws(job, made)


def sizes(proof: Proof) -> Iterator[Problem]:
    """Every page is there and has its size."""
    found = proof.reading.sizes
    promised = proof.promise.sizes_of(len(found))
    if not promised:
        return
    if len(promised) != len(found):
        yield proof.problem(f"has {len(found)} pages instead of {len(promised)}")
    for page, (wanted, size) in enumerate(zip(promised, found, strict=False), 1):
        if max(abs(wanted[0] - size[0]), abs(wanted[1] - size[1])) > WITHIN:
            yield proof.problem(
                f"is {size[0]:.1f} x {size[1]:.1f} mm instead of {wanted[0]:g} x {wanted[1]:g}", page=page
            )


def order(proof: Proof) -> Iterator[Problem]:
    """Every sentence that is promised in order is there, whole and in order."""
    yield from _lost(proof, proof.promise.ordered)


def besides(proof: Proof) -> Iterator[Problem]:
    """Everything else that is promised is there, wherever it stands."""
    for passages in proof.promise.besides:
        yield from _lost(proof, passages)


def _lost(proof: Proof, passages: Passages) -> Iterator[Problem]:
    """Yield a problem for each phrase of the passages that is not there in their order."""
    texts = [passage.text for passage in passages]
    match = readback.missing(texts, proof.reading.text, proof.promise.slack)
    for lost in match.missing:
        what = f"words of {passages[lost.passage].where} are missing: {lost.text}"
        yield proof.problem(what, "the template leaves them out or moves them")


def visible(proof: Proof) -> Iterator[Problem]:
    """Every word that is in the file can be seen on its page."""
    for page in sorted({word.page for word in proof.reading.invisible}):
        words = " ".join(word.text for word in proof.reading.invisible if word.page == page)
        yield proof.problem(
            f"words cannot be seen: {words[:200]}", "they are hidden, cut off or too pale", page
        )


def large(proof: Proof) -> Iterator[Problem]:
    """No word is set smaller than the document promises."""
    least = proof.promise.smallest
    small = [word for word in proof.reading.words if word.size < least - ROUNDING]
    for page in sorted({word.page for word in small}):
        words = " ".join(word.text for word in small if word.page == page)
        yield proof.problem(f"words are smaller than {least:g} pt: {words[:200]}", page=page)


def followed(proof: Proof) -> Iterator[Problem]:
    """Links lead to the practice, to a source, or where the article's own text leads."""
    for link in sorted(set(proof.reading.links) - proof.promise.links):
        if not link.startswith("#"):
            yield proof.problem(f"a link leads to {link}", "the article and the practice do not name it")


def faces(proof: Proof) -> Iterator[Problem]:
    """Only the brand's fonts are used, and a PDF carries them in itself."""
    own = {proof.job.base.family, proof.job.headings.family}
    for family in sorted(proof.reading.fonts - own):
        yield proof.problem(f"uses the font '{family}'", f"the brand has {' and '.join(sorted(own))}")
    for family in sorted(proof.reading.unembedded):
        yield proof.problem(f"does not carry the font '{family}' in itself")


def glyphs(proof: Proof) -> Iterator[Problem]:
    """Every character has a shape in the font it is set in."""
    for glyph in proof.reading.missing_glyphs:
        yield proof.problem(f"a character cannot be printed in: {glyph.text}", page=glyph.page)


def figures(proof: Proof) -> Iterator[Problem]:
    """Logo and figures are there, can be seen, and have the words that stand for them."""
    for alt in proof.promise.figures:
        shown = [
            figure
            for figure in proof.reading.figures
            if " ".join(figure.alt.split()) == " ".join(alt.split())
        ]
        if not shown:
            yield proof.problem(f"a picture is missing: {alt}")
        elif not all(figure.ink for figure in shown):
            yield proof.problem(f"a picture cannot be seen: {alt}", page=shown[0].page)


def about(proof: Proof) -> Iterator[Problem]:
    """Title and language are among the properties of the file."""
    if proof.job.article.title not in proof.reading.title:
        yield proof.problem("does not say its title in its properties")
    if proof.reading.language != proof.job.article.language:
        yield proof.problem(f"says its language is '{proof.reading.language}'")


def access(proof: Proof) -> Iterator[Problem]:
    """Nothing keeps out someone who listens to the document, if it is one to be listened to."""
    for what in proof.reading.barriers if proof.document.standard else ():
        yield proof.problem(what, f"so it is not {proof.document.standard}; correct the template")


CHECKS: tuple[Callable[[Proof], Iterator[Problem]], ...] = (
    sizes, order, besides, visible, large, followed, faces, glyphs, figures, about, access,
)  # fmt: skip
