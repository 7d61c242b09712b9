"""The test page for a printer: which edge it flips, whether it prints at full size, how much stays white."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from markupsafe import Markup

from foldwell.assets import fonts
from foldwell.documents.leaflet_sheet import usual_sheet
from foldwell.errors import Problem
from foldwell.model import Edge, Practice, PrinterTestWords, PrintingWords
from foldwell.proofing import inspection
from foldwell.proofing.checks.proof import REPORT_HINT
from foldwell.proofing.text_match.spaceless import without_spaces
from foldwell.rendering import templating
from foldwell.rendering.pdf import layout
from foldwell.rendering.prepress import duplex
from foldwell.rendering.prepress.imposition import SIDES

FILE = "test-page.pdf"
TEMPLATE, STYLESHEET = "test-page.html.j2", "test-page.css"

FAMILY = "Source Sans 3"
"""The typeface of the page, whatever the brand has, so that a brand with a fault does not stop it."""

DISTANCES = range(1, 11)
"""The distances from the edges of the paper, in mm, at which a line tests what the printer reaches."""


class Cure(NamedTuple):
    """What to do if the back is upside down: which edges that means, what is asked, and the setting."""

    edges: str
    request: str
    setting: str


def make(practice: Practice, words: PrintingWords, templates: Mapping[str, str]) -> bytes:
    """Return the page for the sheet that most leaflets of the practice are printed on, turned as they are."""
    sheet = usual_sheet(practice)
    natural, flipped = _edges(practice)
    rules, files = layout.font_faces(fonts.bundled_font(FAMILY))
    size = f"{sheet.width:g}mm", f"{sheet.height:g}mm"
    root = f':root{{--family:"{FAMILY}";--width:{size[0]};--height:{size[1]}}}@page{{size:{" ".join(size)}}}'
    values = {
        "words": words.test_page,
        "language": words.language,
        "style": Markup(f"{rules}\n{root}"),  # noqa: S704  only checked tokens
        "distances": DISTANCES,
        "cure": _cure(practice, words.test_page),
    }
    html = templating.fill(templates, TEMPLATE, values)
    laid_out = layout.lay_out(html, TEMPLATE, {STYLESHEET: templates[STYLESHEET].encode(), **files})
    data = duplex.for_full_size(layout.write(laid_out, TEMPLATE), natural)
    return duplex.turn_backs(data, natural, flipped)


def check(data: bytes, practice: Practice, words: PrintingWords) -> Iterator[Problem]:
    """Yield the problems of a finished page: its size, its number of sides, and words that are missing."""
    sheet, contents = usual_sheet(practice), inspection.read_pdf(data)
    size = round(sheet.width), round(sheet.height)
    if [tuple(map(round, found)) for found in contents.sizes] != [size] * SIDES:
        yield Problem(FILE, "is not the two sides of one sheet of the practice's paper", REPORT_HINT)
    page, printed = words.test_page, without_spaces(*contents.text)
    front = page.title, page.intro, page.size, page.ruler, page.edges, page.sides
    for text in (*front, page.right, page.crosses, *_cure(practice, page)):
        if without_spaces(text) not in printed:
            yield Problem(FILE, f"words are missing: {text}", REPORT_HINT)


def _edges(practice: Practice) -> tuple[Edge, Edge]:
    """Return the edge that keeps both sides upright, and the one that the printer is said to flip."""
    sheet = usual_sheet(practice)
    natural: Edge = "short" if sheet.width > sheet.height else "long"
    return natural, practice.printer.flips or natural


def _cure(practice: Practice, words: PrinterTestWords) -> Cure:
    """Return what to do with a printer that flips the other edge: add the setting, or take it out again."""
    natural, needed = _edges(practice)
    used = duplex.OTHER_EDGE[needed]
    names = {"short": words.short, "long": words.long}
    edges = words.wrong.format(used=names[used], needed=names[needed])
    if needed == natural:
        return Cure(edges, words.add_line, f"printer: {{flips: {used}}}")
    return Cure(edges, words.remove_line, f"printer: {{flips: {needed}}}")
