"""The card: one page to keep, with the key point of every section and whom to call."""

from __future__ import annotations

import math
from collections.abc import Mapping

from foldwell import pages, prose
from foldwell.documents import promise
from foldwell.documents.printed import Print, settings
from foldwell.documents.promise import Promise
from foldwell.errors import InputError, Problem
from foldwell.fit import CARDS, Fit, fit
from foldwell.job import Job

A5 = (148.0, 210.0)
MARGIN = 8.0
LETTER_WIDTH = 0.17
"""The mean width of a letter, in mm for each pt of its size: 2 mm at 12 pt."""


def make(job: Job, _: Mapping[str, bytes]) -> bytes:
    """Return the card as one tagged PDF page; InputError says by how much it is too full, if it is."""
    card = Print(job, "card.html.j2", "card.css", (A5,), logo="small")
    chosen = fit(settings(job, CARDS), card.lay, lambda laid: len(laid.sizes) == 1)
    if not chosen.fits:
        raise InputError(_too_full(job, chosen))
    return pages.write(chosen.laid, card.template)


def promised(job: Job) -> Promise:
    """Return what the card must show: every key point in order, both care boxes, whom to call."""
    count = range(len(job.article.sections))
    practice = job.practice
    reception = promise.of_practice(job, (practice.name, practice.phone))
    numbers = promise.numbers(job)
    return Promise(
        ordered=(*promise.title(job), *(promise.key_point(job, number) for number in count)),
        besides=(*promise.care(job), *promise.review(job), promise.of_practice(job, (job.web,))),
        unbroken=(*promise.care(job), reception, *numbers),
        links=promise.links(job),
        figures=(job.brand.logo_of("small").alt,),
        sizes=(A5,),
    )


def _too_full(job: Job, tightest: Fit) -> Problem:
    """Say by how many lines the card is too full, and which key points to shorten by how much."""
    over = sum(depth - MARGIN for depth in tightest.laid.depths[1:])
    lines = max(1, math.ceil(over / tightest.setting.line))
    letters = int((A5[0] - 3 * MARGIN) / (LETTER_WIDTH * tightest.setting.size))
    longest = sorted(job.article.sections, key=lambda part: -len(prose.plain(part.key_point)))[:3]
    names = ", ".join(f"'{part.id}' ({len(part.key_point)} characters)" for part in longest)
    what = f"the card is too full at {tightest.setting.size:g} pt by about {lines} lines ({over:.0f} mm)"
    hint = f"shorten key points by about {lines * letters} characters in all; the longest are {names}"
    return Problem(job.source.where(("sections",)), what, hint)
