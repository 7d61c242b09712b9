import xml.etree.ElementTree as ET

import pytest

from foldwell.assets import fonts
from foldwell.inputs import markdown
from foldwell.inputs.markdown.writing_marks import BLANK, BOX, WHOLE_LINE
from foldwell.inputs.parsing import parse
from foldwell.inputs.validation.glyph_coverage import uncovered_characters

SET = {
    "a blank": ("Dose: ____ mg", f"Dose: {BLANK * 4} mg"),
    "a blank that touches words": ("£____, or___mg", f"£{BLANK * 4}, or{BLANK * 3}mg"),
    "escaped underscores": (r"Dose: \_\_\_\_", f"Dose: {BLANK * 4}"),
    "a blank alone": ("______", WHOLE_LINE),
    "a blank alone on a line": ("Notes:\n____\n- ____", f"Notes:\n{WHOLE_LINE}\n- {WHOLE_LINE}"),
    "boxes": ("- [ ] Yes [] no", f"- {BOX} Yes {BOX} no"),
    "a typed box": ("☐ Yes", f"{BOX} Yes"),
    "too few": ("a __ b", "a __ b"),
    "bold italics": ("___so___", "___so___"),
    "addresses": (
        "[a](https://example.org/a___b) me___you@example.org",
        "[a](https://example.org/a___b) me___you@example.org",
    ),
    "a link without words": ("[ ](https://example.org)", "[ ](https://example.org)"),
}


@pytest.mark.parametrize(("typed", "marked"), SET.values(), ids=SET)
def test_places_to_write_and_boxes_are_told_from_text_and_addresses(typed, marked):
    assert markdown.set_marks(typed) == marked
    assert markdown.set_marks(marked) == marked


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("____", f"<p>{WHOLE_LINE}</p>"),
        ("Words\n____", f"<p>Words {WHOLE_LINE}</p>"),
        ("**____** x", f"<p><strong>{BLANK * 4}</strong> x</p>"),
        ("1. [ ] a\n2. ____", f"<ol><li>{BOX}\u00a0a</li><li>{WHOLE_LINE}</li></ol>"),
        ("Name: ___ Age: ___", f"<p>Name: {BLANK * 3} Age: {BLANK * 3}</p>"),
    ],
)
def test_underscores_are_neither_a_dividing_line_nor_italics(text, html):
    assert markdown.syntax_problems(text) == ()
    assert markdown.to_html(text) == html


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("___so___", "italics"),
        ("- [x] done", "ticked already"),
        ("☒ done", "ticked already"),
        ("[ ](https://example.org)", "without words"),
        ("[fill in ____](https://example.org)", "inside the words of a link"),
        ("| a | ____ |\n|---|---|\n| b | c |", "heading of a column"),
    ],
)
def test_a_mark_where_it_cannot_be_is_refused(text, words):
    assert words in " ".join(what for _, what in markdown.syntax_problems(text))


def test_the_words_of_a_text_are_known_without_its_marks():
    assert markdown.without_marks(markdown.set_marks("Dose:____mg [ ] daily")) == "Dose: mg daily"
    assert markdown.spaced_marks("a" + BLANK * 4 + BOX).split() == ["a", BLANK * 4, BOX]


LINES = {
    "plain words": ('p < 3 & "so"', 'p &lt; 3 &amp; "so"', 'p < 3 & "so"'),
    "bold": ("Do **not** stop", "Do <strong>not</strong> stop", "Do not stop"),
    "a link": (
        "see [us](https://example.org)",
        'see <a href="https://example.org">us</a> <span class="whole">(example.org)</span>',
        "see us (example.org)",
    ),
    "marks": ("[ ] Dose: ____", f"{BOX}\u00a0Dose: {BLANK * 4}", f"{BOX} Dose: {BLANK * 4}"),
    "what would begin a block": ("1. May", "1.\u00a0May", "1. May"),
    "what must not break": ("Take 5 mg", "Take\u00a05\u00a0mg", "Take 5 mg"),
}


@pytest.mark.parametrize(("text", "html", "printed"), LINES.values(), ids=LINES)
def test_a_line_has_bold_words_links_and_marks(text, html, printed):
    assert markdown.line_problems(text) == ()
    assert markdown.line_html(text) == html
    assert markdown.printed_line(text) == printed
    assert ET.fromstring(f"<x>{markdown.line_html(text)}</x>") is not None


def test_the_links_of_a_line_are_known():
    assert markdown.line_targets("[a](tel:111) or [b](https://example.org)") == (
        "tel:111",
        "https://example.org",
    )


@pytest.mark.parametrize(
    "text",
    ["*so*", "`so`", "<b>so</b>", "![a](b.png)", "[a](b)", "**so", "- [x] so", "• so", "so ++too++"],
)
def test_a_line_refuses_all_else(text):
    assert markdown.line_problems(text)
    with pytest.raises(ValueError, match="the line has"):
        markdown.line_html(text)


def test_no_font_is_asked_for_what_is_drawn():
    lato = fonts.bundled_font("Lato")
    assert ord(BOX) not in fonts.characters(lato)

    def found(text):
        told = uncovered_characters([parse(f"body: '{text}'", "a.yaml")], lato, lato)
        return len(told.problems) + len(told.notes)

    assert found(f"{BOX} a ____ [ ] {BLANK}") == 0
    assert found("\N{BALLOT BOX WITH CHECK}") == 1
