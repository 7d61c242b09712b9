"""The job ticket: what a print shop must know to print a leaflet, on one page beside the press file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from foldwell.documents.leaflet_press import press_sheet_of, profile_of
from foldwell.documents.leaflet_press_checks import FILE as PRESS_FILE
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.print_layout import PagedDocument, settings
from foldwell.documents.type_settings import LEAFLET
from foldwell.errors import Problem
from foldwell.model import PAPERS, Fold, JobTicketWords
from foldwell.model.units import MM_PER_INCH
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.document_content import Content
from foldwell.proofing.expectations import Expectation, ExpectedText
from foldwell.proofing.text_match.spaceless import without_spaces
from foldwell.rendering.pdf import layout
from foldwell.rendering.prepress.imposition import SIDES
from foldwell.rendering.prepress.pdfx import PressSheet

FILE, TEMPLATE = "leaflet-press-ticket.pdf", "press-ticket.html.j2"

SHOWS: frozenset[Content] = frozenset({"review"})

STANDARD = "PDF/X-4"
SOURCE = "the job ticket"

BLANK_LINE = "." * 12
"""Room to write a number."""


@dataclass(frozen=True, slots=True)
class Panel:
    """A page on a side of the sheet, and its share of the width of the side in percent."""

    page: int
    share: float


def make(context: BuildContext, built: Mapping[str, bytes]) -> bytes:
    """Return the ticket of a finished press file as a tagged PDF of one page, as large as it fits there."""
    document = PagedDocument(context, TEMPLATE, "press-ticket.css", (PAPERS[context.practice.paper],))
    press_sheet = _press_sheet(context, built)
    sheet = press_sheet.sheet
    # A picture shows where the panels lie on both sides of one sheet; single pages need none.
    sides = sheet.sides if context.fold != "half" and len(sheet.sides) == SIDES else ()
    values: dict[str, Any] = {
        "words": context.printing.job_ticket,
        "words_language": context.printing.language,
        "press_file": PRESS_FILE,
        "facts": tuple(_facts(context, press_sheet)),
        "sides": [[Panel(slot.page, 100 * slot.width / sheet.width) for slot in side] for side in sides],
    }
    for setting in settings(context, LEAFLET):
        result = document.lay_out(setting, **values)
        if len(result.sizes) == 1:
            break
    return layout.write(result, TEMPLATE)


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: whose job it is, and what is asked; `check` knows the facts of the file."""
    words = context.printing.job_ticket
    counts = FOLD_LAYOUTS[context.fold].page_counts
    sheets = [press_sheet_of(context, pages) for pages in counts]
    facts = (fact for sheet in sheets for fact in _facts(context, sheet))
    panels = dict.fromkeys(str(slot.page) for sheet in sheets for _, slot in sheet.sheet.slots)
    texts = (context.practice.name, words.heading, words.intro.format(file=PRESS_FILE), words.job)
    return Expectation(
        ordered=(
            *(ExpectedText(SOURCE, text) for text in texts),
            ExpectedText(context.source.where(("title",)), context.article.title),
        ),
        unordered=(),
        figures=(),
        sizes=(PAPERS[context.practice.paper],),
        allowed=tuple(
            ExpectedText(SOURCE, text)
            for text in (*texts, *panels, *(part for fact in facts for part in fact))
        ),
    )


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield each fact of the press file that the ticket does not state."""
    printed = without_spaces(*inspection.read_pdf(built["press-ticket"]).text)
    for label, value in _facts(context, _press_sheet(context, built)):
        if without_spaces(label, value) not in printed:
            yield Problem(FILE, f"does not say: {label}: {value}")


def _press_sheet(context: BuildContext, built: Mapping[str, bytes]) -> PressSheet:
    return press_sheet_of(context, inspection.page_count(built["press"]))


def _facts(context: BuildContext, press_sheet: PressSheet) -> Iterator[tuple[str, str]]:
    """Yield each fact of the job: its label and its value."""
    words, sheet, fold = context.printing.job_ticket, press_sheet.sheet, context.fold
    profile = profile_of(context)
    yield words.job, context.article.title
    yield words.copies, BLANK_LINE
    yield words.file, f"{PRESS_FILE}, {STANDARD}"
    yield (
        words.size,
        words.size_value.format(width=_length(context, sheet.width), height=_length(context, sheet.height)),
    )
    yield words.pages, _pages_value(words, len(sheet.sides), fold)
    yield words.fold, words.folds.single if fold == "half-sheet" else getattr(words.folds, fold)
    if front := sheet.folds(0):
        places = [", ".join(_length(context, edge) for edge in edges) for edges in (front, sheet.folds(1))]
        yield words.fold_places, words.fold_places_value.format(front=places[0], back=places[1])
    yield words.bleed, words.bleed_value.format(bleed=_length(context, press_sheet.bleed))
    yield words.inks, words.inks_value
    yield words.black, words.black_value
    yield words.profile, words.profile_value.format(name=profile.name, condition=profile.condition)
    yield words.contact, f"{context.practice.name}, {context.practice.contact}"


def _pages_value(words: JobTicketWords, sides: int, fold: Fold) -> str:
    if sides == 1:
        return words.page_value
    if fold == "half" or sides > SIDES:
        return words.booklet_value.format(pages=sides)
    return words.sheet_value


def _length(context: BuildContext, length: float) -> str:
    """Return a length, given in mm, in the unit of the practice's paper: inches for Letter."""
    return f"{length / MM_PER_INCH:g} in" if context.practice.paper == "Letter" else f"{length:g} mm"
