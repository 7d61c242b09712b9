"""The card sheet: as many cards as the practice's paper holds, to print and cut apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.documents import card, leaflet_sheet, repeated_page
from foldwell.documents.card_size import size_of
from foldwell.documents.repeated_page import RepeatedPage
from foldwell.errors import Problem
from foldwell.model import PAPERS
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents
from foldwell.rendering.prepress import step_and_repeat
from foldwell.rendering.prepress.imposition import Sheet

FILE = "card-sheet.pdf"
CARDS_ON_SHEET = RepeatedPage(FILE, card.FILE, "card")


def sheet_of(context: BuildContext) -> Sheet:
    """Return the sheet that the cards are cut from."""
    return step_and_repeat.grid(PAPERS[context.practice.paper], size_of(context))


def make(context: BuildContext, built: Mapping[str, bytes]) -> bytes:
    """Return the sheet, made from the finished card."""
    return step_and_repeat.repeat_page(
        built["card"], sheet_of(context), f"{context.article.title} - {context.practice.name}"
    )


def read(data: bytes, context: BuildContext) -> DocumentContents:
    """Read a sheet card by card."""
    return repeated_page.read(data, sheet_of(context))


def expectation(context: BuildContext) -> Expectation:
    """Return the expectation of the card adapted to the sheet."""
    return leaflet_sheet.on_sheet(card.expectation(context), sheet_of(context))


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of a card sheet: a slot unlike the card, a missing tick, print at the edge."""
    yield from repeated_page.check(CARDS_ON_SHEET, built["card-sheet"], built["card"], sheet_of(context))
