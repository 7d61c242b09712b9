"""Places to write and boxes in templates: form fields, each named by the words that it stands among."""

import re

import pytest

from foldwell.inputs.markdown.writing_marks import BLANK
from foldwell.inputs.phone_link import PhoneLink
from foldwell.rendering.templating import fill
from foldwell.rendering.templating.writing_marks import fill_line

WORDS = {
    "two on a line": ("Name: ____ Age: ____", ["Name: Age, blank 1 of 2", "Name: Age, blank 2 of 2"]),
    "one on a line": ("Take ____ a **day**.", ["Take a day, blank"]),
    "below its words": ("My notes:\n____\n____", ["My notes, blank 1 of 2", "My notes, blank 2 of 2"]),
    "after its paragraph": ("My notes:\n\n____", ["My notes, blank"]),
    "a box": ("- [ ] I slept & ate", ["I slept & ate, box to tick"]),
    "boxes": ("Well? [ ] Yes [ ] No", ["Yes, box to tick", "No, box to tick"]),
    "cells": (
        "| Drug | Dose |\n|---|---|\n| Iron | ____ |\n| ____ | [ ] 5 mg |",
        ["Iron, Dose, blank", "Drug, blank", "Dose, 5 mg, box to tick"],
    ),
    "a table after a table": (
        "| A | B |\n|---|---|\n| c | ____ |\n\nx\n\n| D |\n|---|\n| [ ] |",
        ["c, B, blank", "D, box to tick"],
    ),
    "an address that may break": (
        "Seen on [it](https://a-very-long-name.example.org/a-page): ____",
        ["Seen on it (a-very-long-\u2026, blank"],
    ),
    "a long cell": (
        "| A name of a drug | B |\n|---|---|\n| " + "iron " * 12 + "| with much to say of it ____ |",
        ["iron iron iron iron iron iron\u2026, with much to say of it, blank"],
    ),
    "a long line": ("word " * 40 + "____", ["word " * 7 + "word\u2026, blank"]),
}


@pytest.fixture
def wording(contexts):
    return contexts["riverside"].wording


def filled(wording, text, template="{{ text | prose }}", **values):
    return fill({"page.html.j2": template}, "page.html.j2", {"wording": wording, "text": text, **values})


def titles(html):
    found = re.findall(r'title="([^"]*)"', html)
    return [title.replace("&amp;", "&").replace("\u00a0", " ") for title in found]


@pytest.mark.parametrize(("text", "names"), WORDS.values(), ids=WORDS)
def test_a_field_is_named_by_the_words_of_its_line(wording, text, names):
    marked = filled(wording, text)
    assert titles(marked) == names
    assert len(set(re.findall(r' name="([^"]*)"', marked))) == len(names)
    assert not re.search("[\uff3f\ufe4d\u2610]", marked)


def test_a_blank_is_as_long_as_it_was_typed_and_alone_as_long_as_its_line(wording):
    html = filled(wording, "a ___ b ________\n\n____")
    assert re.findall(r'size="(\d+)"', html) == ["3", "8"]
    assert html.count('class="blank line"') == 1


@pytest.mark.parametrize(
    ("text", "count"),
    [("- [ ] a\n- b", 1), ("- [ ] a\n\n  more\n- [ ] b", 2), ("1. [ ] a\n2. b", 0), ("- a [ ]\n- b", 0)],
)
def test_a_box_stands_in_place_of_the_bullet_of_its_entry(wording, text, count):
    assert filled(wording, text).count('<li class="ticked">') == count


def test_an_entry_that_has_an_id_keeps_it(wording):
    html = filled(wording, "\u2610 a", '<ul><li id="x" class="y">{{ text | bind }}</li></ul>')
    assert '<li id="x" class="ticked y">' in html


def test_what_stands_in_tags_and_titles_stays(wording):
    html = filled(wording, "\uff3f", '<title>{{ text }}</title><img alt="{{ text }}"/>')
    assert html == '<title>\uff3f</title><img alt="\uff3f"/>'


def test_a_number_is_whole_and_a_link_where_one_calls_it(wording):
    calls = {"practice": PhoneLink("01632 960101", "tel:+441632960101"), "urgent": None}
    html = filled(wording, "Call \u206601632\u00a0960101\u2069 or \u2066111\u2069.", calls=calls)
    assert html == (
        '<p>Call <span class="whole"><a href="tel:+441632960101">01632\u00a0960101</a></span>'
        ' or <span class="whole">111</span>.</p>'
    )


def test_a_line_has_bold_words_and_marks_and_is_named_by_its_numbers(wording):
    html = filled(wording, "**Ring** \u2066111\u2069 on ____", "<p>{{ text | line }}</p>", calls={})
    assert html.startswith('<p><strong>Ring</strong> <span class="whole">111</span> on <input')
    assert titles(html) == ["Ring 111 on, blank"]


@pytest.mark.parametrize(
    ("line", "filled"),
    [
        ("<b>Name:</b> __", '<b>Name:</b> <span class="rest">__</span>'),
        ("<b>Dose:</b> __ mg", '<b>Dose:</b> <span class="rest">__</span><span>mg</span>'),
        ("<b>On __, at:</b> ____", '<b>On __, at:</b> <span class="rest">____</span>'),
    ],
)
def test_the_last_place_to_write_takes_the_rest_of_its_line(line, filled):
    line, filled = (f"<p>{html}</p>\n".replace("_", BLANK) for html in (line, filled))
    assert fill_line(line) == filled
