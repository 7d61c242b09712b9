"""The card sheet: as many cards as the practice's paper holds, to print, cut apart and fold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from foldwell.documents import leaflet_sheet, repeated_page
from foldwell.documents.cards import card, content
from foldwell.documents.cards.size import format_of, size_of
from foldwell.documents.repeated_page import RepeatedPages
from foldwell.errors import Problem
from foldwell.model import PAPERS
from foldwell.project.loading import BuildContext
from foldwell.proofing.expectations import Expectation
from foldwell.proofing.inspection import DocumentContents
from foldwell.rendering.prepress import duplex, step_and_repeat
from foldwell.rendering.prepress.step_and_repeat import CutSheet

FILE = "card-sheet.pdf"
CARDS_ON_SHEET = RepeatedPages(FILE, card.FILE, "card")


def sheet_of(context: BuildContext) -> CutSheet:
    """Return the sheet that the cards are cut from, with both sides upright."""
    return step_and_repeat.grid(PAPERS[context.practice.paper], size_of(context), format_of(context))


def make(context: BuildContext, built: Mapping[str, bytes]) -> bytes:
    """Return the sheet, made from the finished card, for the edge that the practice's printer flips."""
    sheet, title = sheet_of(context), f"{context.article.title} - {context.practice.name}"
    repeated = step_and_repeat.repeat_pages(built["card"], sheet, title)
    return duplex.turn_backs(repeated, sheet.flip, leaflet_sheet.flipped_edge(context.practice, sheet))


def _upright(data: bytes, context: BuildContext) -> bytes:
    """Return a finished sheet with both sides upright."""
    sheet = sheet_of(context)
    return duplex.turn_backs(data, leaflet_sheet.flipped_edge(context.practice, sheet), sheet.flip)


def read(data: bytes, context: BuildContext) -> DocumentContents:
    """Read a sheet card by card."""
    return repeated_page.read(_upright(data, context), sheet_of(context))


def expectation(context: BuildContext) -> Expectation:
    """Return the expectation of the card adapted to the sheet."""
    return repeated_page.on_cut_sheet(content.expectation(context), sheet_of(context))


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of a card sheet: a slot unlike its page, a missing tick, print at the edge."""
    sheet, data = sheet_of(context), built["card-sheet"]
    asked, flipped = duplex.flipped_edge(data), leaflet_sheet.flipped_edge(context.practice, sheet)
    if asked != flipped:
        yield Problem(FILE, f"does not ask the printer to flip the {flipped} edge")
    yield from repeated_page.check(CARDS_ON_SHEET, _upright(data, context), built["card"], sheet)
