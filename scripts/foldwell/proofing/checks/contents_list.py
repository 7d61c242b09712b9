"""Check the list of contents of a finished file: each section, and the page that it begins on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from foldwell.errors import Problem
from foldwell.model import MIN_CONTENTS_PAGES
from foldwell.proofing import article_content
from foldwell.proofing.checks.proof import Proof


def contents_list(proof: Proof) -> Iterator[Problem]:
    """Each section is listed in a leaflet of five pages or more, with a link to the page it begins on.

    So are the questions and the diary behind them, where there are any.
    """
    headings = [heading.text for heading in proof.expectation.contents]
    if not headings or proof.contents.pages < MIN_CONTENTS_PAGES:
        return
    title = proof.context.wording.toc
    listed = _places(proof, (title, *headings))
    begun = _places(proof, headings, after=listed[-1])
    if not all((*listed, *begun)):
        yield proof.problem(f"has {proof.contents.pages} pages and no list of all sections below '{title}'")
        return
    places = (*zip(headings, begun, strict=True), *_further_places(proof, begun[-1]))
    entries = [(text, str(proof.contents.words[at].page)) for text, at in places]
    for (_, before), (text, page) in pairwise([("", title), *entries]):
        if not proof.provenance.contiguous([before, text, page]):
            what = f"the list of contents does not say that '{text}' begins on page {page}"
            yield proof.problem(what, page=proof.contents.words[listed[0]].page)
    led_to = proof.contents.listed_pages
    for number, (text, page) in enumerate(entries):
        if led_to[number : number + 1] != (int(page),):
            yield proof.problem(f"the entry '{text}' of the list of contents does not lead to page {page}")


def _further_places(proof: Proof, after: int) -> Iterator[tuple[str, int]]:
    """Yield each heading of what follows the sections that is there, and where it begins behind a word."""
    for heading in article_content.further_headings(proof.context):
        if start := _places(proof, [heading.text], after)[0]:
            yield heading.text, start


def _places(proof: Proof, texts: Sequence[str], after: int = 0) -> list[int]:
    """Return the first word of each passage, found in their order behind a word; 0 for all if one is not."""
    found = [after]
    for text in texts:
        starts = (places[0] for places in proof.provenance.groups([text]))
        found.append(next((start for start in starts if start > found[-1]), 0))
        if not found[-1]:
            return [0] * len(texts)
    return found[1:]
