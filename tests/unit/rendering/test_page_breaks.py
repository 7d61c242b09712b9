"""Where Word may begin a page of a handout, and where it may not."""

from __future__ import annotations

import pytest
from support.oakwood import BRAND
from support.project import CLASSIC

from foldwell.proofing import inspection
from foldwell.rendering.docx import BrandDesign, write

PAGE = """<html lang="en-GB"><head><title>T</title><meta name="author" content="A"/>
<meta name="subject" content="S"/><meta name="keywords" content="k"/><meta name="date" content="2026-11-22"/>
<meta name="identifier" content="i"/><meta name="version" content="1"/></head>
<body><h1>Title</h1>{}</body></html>"""
LONG = f"<p>{40 * 'Much to read. '}</p>"
PAGEFUL = 12 * LONG
"""Enough below something that no end of the document binds it."""


def may_begin_after(body: str, *words: str) -> list[bool]:
    """Return for each word whether a page may begin after it in a handout of this body."""
    shown = inspection.read_docx(write(PAGE.replace("{}", body), BrandDesign(BRAND, CLASSIC), {}, []))
    texts = [word.text for word in shown.words]
    return [texts.index(word) in shown.breakable for word in words]


def items(*texts: str) -> str:
    return f"<ul>{''.join(f'<li>{text}</li>' for text in texts)}</ul>"


SIX = ("one", "two", "three", "four", "five", "six")


def test_a_short_list_and_the_words_that_lead_to_it_stand_on_one_page():
    body = f"{LONG}<p>Try:</p>{items(*SIX)}{PAGEFUL}"
    assert may_begin_after(body, "Try:", *SIX) == [*[False] * 6, True]


def test_of_a_long_list_the_first_two_and_the_last_two_items_stand_together():
    body = f"{LONG}<p>Try:</p>{items(*SIX, 'seven')}{PAGEFUL}"
    assert may_begin_after(body, "Try:", *SIX) == [False, False, True, True, True, True, False]


def test_a_list_of_few_long_items_may_be_parted():
    body = items(*(f"{30 * 'word '}{end}" for end in ("one", "two", "three", "four"))) + PAGEFUL
    assert may_begin_after(body, "one", "two", "three", "four") == [False, True, False, True]


def test_a_single_line_stays_with_the_text_above_it():
    above = f"<p>{40 * 'Much to read. '}above</p>"
    assert may_begin_after(f"{above}<p>Alone</p>{PAGEFUL}", "above", "Alone") == [False, True]
    assert may_begin_after(f"{above}<p>{40 * 'Alone '}</p>{PAGEFUL}", "above") == [True]


def test_a_single_line_under_a_heading_stays_with_the_text_below_it():
    body = f"<h2>Sleep</h2><p>Alone</p>{PAGEFUL}"
    assert may_begin_after(body, "Sleep", "Alone") == [False, False]


def test_a_line_that_leads_to_a_list_may_begin_a_page():
    body = f"<p>{40 * 'Much to read. '}above</p><p>Try:</p>{items('one')}{PAGEFUL}"
    assert may_begin_after(body, "above", "Try:") == [True, False]


def test_many_single_lines_may_be_parted_but_for_the_first_and_the_last():
    body = "<h2>Sleep</h2>" + "".join(f"<p>{word}</p>" for word in SIX) + PAGEFUL
    assert may_begin_after(body, *SIX) == [False, True, True, True, False, True]


LINES = tuple(f"line{number}" for number in range(40))


@pytest.mark.parametrize("after", ["", f'<h2 class="page">Next</h2>{PAGEFUL}'])
def test_the_last_words_before_a_new_page_fill_a_third_of_one(after):
    """A paragraph of two lines is 17.6 mm high with its space: five are more than a third of 236 mm."""
    body = "".join(f"<p>{40 * 'Much to read. '}{line}</p>" for line in LINES[:20])
    paragraphs = "".join(f"<p>{12 * 'to read '}{line}</p>" for line in LINES[20:])
    bound = [not may for may in may_begin_after(body + paragraphs + after, *LINES[:-1])]
    assert bound == [*[False] * 35, *[True] * 4]


def test_the_last_words_are_not_bound_beyond_a_table():
    row = "<tbody><tr><td><p>Cell</p></td></tr></tbody>"
    table = f"<table><thead><tr><th><p>Head</p></th></tr></thead>{row}</table>"
    body = f"{PAGEFUL}<p>Above</p>{table}<p>{20 * 'Last '}below</p>"
    assert may_begin_after(body, "Cell") == [True]
