"""The proof: compare a finished file with what is expected; report what is missing, added or hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing.checks import (
    appearance,
    contents_list,
    form_fields,
    images,
    step_numbers,
    table_rows,
    text,
    unbroken_groups,
    word_tables,
)
from foldwell.proofing.checks.proof import CHANGE_HINT, Proof
from foldwell.proofing.stacked_tables import with_stacked_tables

__all__ = ["CHECKS", "Proof", "verify", "verify_document"]


def verify(context: BuildContext, built: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return the problems of the finished documents, by name."""
    return tuple(problem for name in built for problem in verify_document(context, name, built))


def verify_document(context: BuildContext, name: str, built: Mapping[str, bytes]) -> tuple[Problem, ...]:
    """Return the problems of a document; `built` has it, and those it needs, by name."""
    return tuple(_document_problems(context, name, built))


def _document_problems(context: BuildContext, name: str, built: Mapping[str, bytes]) -> Iterator[Problem]:
    document = DOCUMENTS[name]
    contents = document.read(built[name], context)
    proof = Proof(context, document, document.complete_expectation(context), contents)
    if contents.syntax:
        yield from (proof.problem(f"the file is damaged: {what}") for what in contents.syntax)
        return
    expectation = with_stacked_tables(proof.expectation, proof.provenance)
    if expectation is not proof.expectation:
        proof = replace(proof, expectation=expectation)
    for check in CHECKS:
        yield from check(proof)
    yield from (with_hint(proof, problem) for problem in document.check(context, built))


def with_hint(proof: Proof, problem: Problem) -> Problem:
    """Return a problem that a document found in itself, with a hint of who can help if it has none."""
    return (
        problem if problem.hint else Problem(problem.where, problem.message, proof.template_hint(CHANGE_HINT))
    )


# The docs list what is proven in this order.
CHECKS: tuple[Callable[[Proof], Iterator[Problem]], ...] = (
    appearance.page_sizes, text.complete, text.contiguous_passages, text.no_run_on_at_turns,
    contents_list.contents_list,
    table_rows.table_rows, unbroken_groups.unbroken_groups, word_tables.word_tables,
    step_numbers.step_numbers,
    form_fields.drawn_fields, form_fields.named_fields,
    appearance.visible, appearance.upright, appearance.no_overprint, appearance.minimum_size,
    appearance.emergency_heading_largest,
    appearance.link_targets, appearance.phone_links, appearance.fonts, appearance.glyphs,
    images.figures, images.lettering_size, images.unexpected_images, images.untagged_images,
    appearance.metadata, appearance.accessibility,
)  # fmt: skip
