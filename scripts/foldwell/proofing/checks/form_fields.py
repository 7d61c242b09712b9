"""Check the places to write and the boxes to tick of a finished document: drawn, and named.

That each of them is there, beside the words of its line, is checked with the text, in which each is a word.
"""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.errors import Problem
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.expected_marks import expected_names


def drawn_fields(proof: Proof) -> Iterator[Problem]:
    """Every place to write has its line and every box its outline, on paper too."""
    for field in proof.contents.fields:
        if not field.drawn:
            hint = proof.template_hint("a stylesheet hides its line, or draws it too pale")
            yield proof.problem(f"a place to write or a box is not drawn: {field.name}", hint, field.page)


def named_fields(proof: Proof) -> Iterator[Problem]:
    """Every place to write and every box is named by the words of its line, for a screen reader."""
    names = [field.name for field in proof.contents.fields]
    if not all(name.strip() for name in names):
        yield proof.problem("a place to write or a box has no name", proof.template_hint("give it a title"))
    expected = expected_names(proof.expectation, proof.context) if proof.expectation.has_annotations else ()
    for passage, name in expected:
        found = next((index for index, shown in enumerate(names) if name in shown), None)
        if found is None:
            what = f"no place to write or box is named '{name}', from {passage.where}"
            yield proof.problem(what, proof.template_hint("give it its title back"))
        else:
            # Equal lines need a field each.
            del names[found]
