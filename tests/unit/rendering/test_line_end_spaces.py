"""A line ends before an element that has no room on it, and not after its own first word."""

import pytest
from support.pages import FONT, laid
from weasyprint.layout import inline

from foldwell.assets import fonts
from foldwell.model.units import MM_PER_PT
from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout

pytestmark = pytest.mark.usefixtures("fresh")

LINE = "Fill this in with your nurse. Your"
SIZE = 9
SPACES = [0.1, 0.5, 0.9, 1.1]
"""How much wider than the words of the first line the paper is, in widths of a space."""


def first_line(spaces):
    width = (fonts.text_width(FONT, LINE) + spaces * fonts.text_width(FONT, " ")) * SIZE * MM_PER_PT
    style = f"p {{ margin: 0; font: 700 {SIZE}pt Lato; width: {width}mm }}"
    page = laid(f"<p>{LINE} <b>preventer</b> helps.</p>", style=style)
    words = inspection.read_pdf(layout.write(page, "page.html.j2")).words
    return " ".join(word.text for word in words if word.box.top < words[0].box.top + 1)


@pytest.mark.parametrize("spaces", SPACES)
def test_no_line_ends_after_its_first_word(spaces):
    assert first_line(spaces) == LINE


def test_the_engine_alone_ends_one_there(monkeypatch):
    monkeypatch.setattr(inline, "split_first_line", inline.split_first_line.__wrapped__)
    assert "Fill" in map(first_line, SPACES)
