"""The tick or cross before a line of what to do stays with its words, on one page."""

import pytest
from support.pages import laid
from support.project import ROOT

from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout

SHEET = (ROOT / "templates/base.css").read_text("utf-8")
MARKS = SHEET[SHEET.index("/* A tick before") : SHEET.index("/* Steps:")]
SQUARE = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path fill="#f00" d="M0 0H1V1H0Z"/></svg>'
)
FILES = {f"pictograms/{name}.svg": SQUARE for name in ("primary/check", "danger/xmark")}


def marks_and_lines(name, style=""):
    """Whether each page has a mark, and how many lines, of a list of which a page holds two."""
    lines = "".join(f"<li>Line{number}</li>" for number in range(3))
    rules = f"body {{ margin: 0; line-height: 11mm }} ul {{ margin: 0 }} {MARKS} {style}"
    data = layout.write(laid(f'<ul class="{name}">{lines}</ul>', FILES, rules), "page.html.j2")
    words = [word.page for word in inspection.read_pdf(data).words if word.text.startswith("Line")]
    pixels = [inspection.page_pixels(data, page, 40).getcolors(100_000) for page in range(1, max(words) + 1)]
    red = [sum(count for count, (r, g, b) in page if r > 200 and g < 60 and b < 60) for page in pixels]
    per_mark = max(red) / 2
    return [(round(found / per_mark), words.count(page)) for page, found in enumerate(red, 1)]


@pytest.mark.parametrize("name", ["do", "dont"])
def test_a_line_that_goes_to_the_next_page_takes_its_mark_along(name):
    assert marks_and_lines(name) == [(2, 2), (1, 1)]


def test_a_line_that_may_break_leaves_its_mark_behind():
    assert marks_and_lines("dont", ".do li, .dont li { break-inside: auto }") != [(2, 2), (1, 1)]
