"""Check the text of a finished document: nothing missing, nothing added, and groups kept together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from foldwell.errors import Problem
from foldwell.inputs.markdown.sentence_end import SENTENCE_END
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.expectations import ExpectedTexts
from foldwell.proofing.inspection import Word
from foldwell.proofing.text_match.ordered_search import missing


def complete(proof: Proof) -> Iterator[Problem]:
    """Every expected sentence is present, complete and in order, and there is no other text."""
    groups = (proof.expectation.ordered, *proof.expectation.unordered)
    missing_problems = [problem for passages in groups for problem in _missing_text(proof, passages)]
    yield from missing_problems
    # The rest of a sentence that lost a word is no news.
    yield from _unexpected_text(proof, torn_too=not missing_problems)


def contiguous_passages(proof: Proof) -> Iterator[Problem]:
    """Nothing is mixed into a care box, and every number is next to its purpose."""
    for passages in proof.expectation.contiguous:
        texts = [passage.text for passage in passages]
        if not proof.provenance.contiguous(texts):
            first, last = texts[0], texts[-1]
            what = f"what belongs together does not stand together, from '{first}' to '{last}'"
            hint = "the template puts something in between, leaves out or moves a part"
            yield proof.problem(what, proof.template_hint(hint))


def no_run_on_at_turns(proof: Proof) -> Iterator[Problem]:
    """No sentence continues where its reader would have to turn the paper over."""
    hint = "make two paragraphs of it, or a shorter one"
    for turn in proof.expectation.page_turns:
        found = proof.provenance.complete
        torn = [words for words in found if _is_torn(words, turn)]
        yield from proof.run_problems(torn, "one would have to turn the paper over in the middle of", hint)


def _is_torn(words: Sequence[Word], turn: int) -> bool:
    """Return whether a sentence goes on from one to the other of the two pages at a turn."""
    sides = {turn, turn + 1}
    return any(
        {before.page, after.page} == sides and not SENTENCE_END.search(before.text)
        for before, after in pairwise(words)
    )


def _missing_text(proof: Proof, passages: ExpectedTexts) -> Iterator[Problem]:
    """Yield a problem for each phrase of the passages that is missing or out of order."""
    texts = [passage.text for passage in passages]
    # Then nothing is missing, and the slow search need not say so.
    if proof.provenance.in_order(texts) or proof.provenance.contiguous(texts):
        return
    match = missing(texts, proof.contents.text, proof.expectation.slack)
    for missing_text in match.missing:
        what = f"words of {passages[missing_text.passage].where} are missing: {missing_text.text}"
        yield proof.problem(what, proof.template_hint("the template leaves them out or moves them"))


def _unexpected_text(proof: Proof, torn_too: bool) -> Iterator[Problem]:
    """Yield text that is not in the inputs; fragments of sentences too, unless missing text explains them."""
    found = proof.provenance.text_runs
    unexpected = [run.words for run in found if run.kind == "unexpected"]
    unexpected += [(mark,) for mark in proof.surplus_marks()]
    hint = "words belong in the article, or in practice.yaml under 'words'"
    yield from proof.run_problems(unexpected, "words that no input has", hint)
    if torn_too and not unexpected:
        fragments = [run.words for run in found if run.kind == "fragment"]
        hint = "a sentence is printed whole or not at all"
        yield from proof.run_problems(fragments, "words stand apart from their sentence", hint)
