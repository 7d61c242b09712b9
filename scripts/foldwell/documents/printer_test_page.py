"""The test page for a printer: which edge it flips, whether it prints at full size, how much stays white."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from markupsafe import Markup

from foldwell.assets import fonts
from foldwell.documents.leaflet_sheet import smallest_sheet
from foldwell.errors import Problem
from foldwell.model import Edge, Practice, PrintingWords
from foldwell.proofing import inspection
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


def make(practice: Practice, words: PrintingWords, templates: Mapping[str, str]) -> bytes:
    """Return the page for the sheet that the practice's leaflets are printed on, turned as they are."""
    sheet = smallest_sheet(practice)
    natural: Edge = sheet.flip
    flipped = practice.printer.flips or natural
    rules, files = layout.font_faces(fonts.bundled_font(FAMILY))
    size = f"{sheet.width:g}mm", f"{sheet.height:g}mm"
    root = f':root{{--family:"{FAMILY}";--width:{size[0]};--height:{size[1]}}}@page{{size:{" ".join(size)}}}'
    other = duplex.OTHER_EDGE[flipped]
    values = {
        "words": words.test_page,
        "language": words.language,
        "style": Markup(f"{rules}\n{root}"),  # noqa: S704  only checked tokens
        "distances": DISTANCES,
        "right_edge": flipped,
        "wrong_edge": other,
        "adds_line": flipped == natural,
        "setting": other if flipped == natural else flipped,
    }
    html = templating.fill(templates, TEMPLATE, values)
    laid_out = layout.lay_out(html, TEMPLATE, {STYLESHEET: templates[STYLESHEET].encode(), **files})
    data = duplex.for_full_size(layout.write(laid_out, TEMPLATE), natural)
    return data if flipped == natural else duplex.turn_backs(data, flipped)


def check(data: bytes, practice: Practice, words: PrintingWords) -> Iterator[Problem]:
    """Yield the problems of a finished page: its size, its number of sides, and words that are missing."""
    sheet, contents = smallest_sheet(practice), inspection.read_pdf(data)
    size = round(sheet.width), round(sheet.height)
    if [tuple(map(round, found)) for found in contents.sizes] != [size] * SIDES:
        yield Problem(FILE, "is not the two sides of one sheet of the practice's paper")
    printed = "".join("".join(contents.text).split())
    page = words.test_page
    for text in (page.title, page.size, page.edges, page.sides, page.right):
        if "".join(text.split()) not in printed:
            yield Problem(FILE, f"words are missing: {text}")
