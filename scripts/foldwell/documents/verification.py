"""The proof: a finished file is held to its promise; what is lost, added, moved or hidden is a problem."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing.checks import (
    appearance,
    images,
    table_rows,
    text,
    word_tables,
)
from foldwell.proofing.checks.proof import Proof

__all__ = ["CHECKS", "Proof", "verify", "verify_document"]


def verify(job: BuildContext, made: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return everything that is wrong with the finished documents, which are given by name."""
    return tuple(problem for name in made for problem in verify_document(job, name, made))


def verify_document(job: BuildContext, name: str, made: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return everything that is wrong with a document; `made` has it, and those it needs, by name."""
    return tuple(_flaws(job, name, made))


def _flaws(job: BuildContext, name: str, made: Mapping[str, bytes]) -> Iterator[Problem]:
    document = DOCUMENTS[name]
    reading = document.read(made[name], job)
    proof = Proof(job, document, document.expectation(job), reading)
    if reading.syntax:
        yield from (proof.problem(f"the file is damaged: {what}") for what in reading.syntax)
        return
    for check in CHECKS:
        yield from check(proof)
    yield from document.check(job, made)


CHECKS: tuple[Callable[[Proof], Iterator[Problem]], ...] = (
    appearance.page_sizes, text.complete, text.contiguous_passages, text.no_run_on_at_turns,
    table_rows.table_rows, word_tables.word_tables,
    appearance.visible, appearance.upright, appearance.no_overprint, appearance.minimum_size, appearance.emergency_heading_largest,
    appearance.link_targets, appearance.phone_links, appearance.fonts, appearance.glyphs,
    images.figures, images.lettering_size, images.unexpected_images, images.untagged_images,
    appearance.metadata, appearance.accessibility,
)  # fmt: skip
