"""Laying out pages: only what was handed in is used, and whatever the engine complains of is an error."""

import os
import shutil
from pathlib import Path

import pytest
from support.pages import laid

from foldwell.errors import InputError
from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout, weasyprint_engine
from foldwell.rendering.pdf.resource_fetcher import ResourceFetcher, layout_errors

pytestmark = pytest.mark.usefixtures("fresh")


def said(body, files=None, style=""):
    with pytest.raises(InputError) as caught:
        layout.write(laid(body, files, style), "page.html.j2")
    return str(caught.value)


def test_a_page_knows_its_size_its_marks_and_how_far_down_it_is_filled():
    page = laid('<p style="margin: 0">One</p><p id="two" style="margin: 0">Two</p>')
    assert page.sizes == ((pytest.approx(60), pytest.approx(40)),)
    assert page.anchors["two"].page == 1
    assert 5 < page.anchors["two"].y < page.depths[0] < 35


def test_an_element_that_a_template_has_lost_is_missed_by_name():
    with pytest.raises(InputError, match=r"page\.html\.j2: has no element with the id '_end'"):
        laid("<p>One</p>").anchors["_end"]


def test_written_pages_are_tagged_and_carry_their_font():
    reading = inspection.read_pdf(layout.write(laid("<p>One</p>"), "page.html.j2"))
    assert reading.tagged
    assert reading.fonts == {"Lato"}
    assert reading.unembedded == frozenset()


@pytest.mark.parametrize(
    "address",
    [
        "https://example.org/x.png",
        "file:///etc/hostname",
        "../../etc/hostname",
        "data:image/png;base64,AAAA",
        "other.png",
        "http://127.0.0.1/x.png",
    ],
)
def test_nothing_is_fetched_but_what_was_handed_in(address):
    assert "was not fetched" in said(f'<img src="{address}" alt="x">')
    assert "was not fetched" in said(f'<p style="background: url({address})">x</p>')


def test_a_stylesheet_may_import_only_what_was_handed_in():
    sheet = {"a.css": b'@import "b.css"; @import "https://example.org/c.css";', "b.css": b"p { color: #000 }"}
    assert "https://example.org/c.css" in said('<link rel="stylesheet" href="a.css"><p>x</p>', sheet)


def test_css_that_the_engine_does_not_know_is_an_error():
    assert "Ignored `colour:red`" in said("<p>x</p>", style="p{colour:red}")


def test_a_broken_picture_is_an_error():
    assert "Failed to load image" in said('<img src="x.png" alt="x">', {"x.png": b"not a picture"})


def test_a_picture_without_words_is_an_error():
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><rect width="9" height="9"/></svg>'
    assert "no required alt description" in said('<img src="x.svg" style="width: 9mm">', {"x.svg": svg})


def test_a_machines_own_fonts_are_not_used():
    style = 'p { font-family: "DejaVu Sans", "Liberation Serif", sans-serif }'
    reading = inspection.read_pdf(layout.write(laid("<p>One</p>", style=style), "page.html.j2"))
    assert reading.fonts <= {"Lato"}


def test_the_address_of_nothing_real_is_in_the_file():
    data = layout.write(laid('<p><a href="#x">One</a></p><p id="x">Two</p>'), "page.html.j2")
    assert b"file:" not in data
    assert str(Path.cwd()).encode() not in data


def test_other_programs_still_see_the_machines_fonts(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "of this machine")
    laid("<p>One</p>")
    assert os.environ["FONTCONFIG_FILE"] == "of this machine"
    monkeypatch.delenv("FONTCONFIG_FILE")
    laid("<p>One</p>")
    assert "FONTCONFIG_FILE" not in os.environ


def test_the_machines_commands_are_hidden_only_while_the_engine_is_loaded(monkeypatch):
    before = os.environ["PATH"]
    assert shutil.which("sh")
    with weasyprint_engine._without_commands():
        assert not shutil.which("sh")
    assert os.environ["PATH"] == before
    monkeypatch.delenv("PATH")
    with weasyprint_engine._without_commands():
        pass
    assert "PATH" not in os.environ


LINK = '<a href="#nowhere">Nowhere</a>'


def test_a_link_to_no_place_in_the_document_is_an_error():
    assert "No anchor #nowhere" in said(f"<p>{LINK}</p>")


def test_what_the_contents_list_and_a_template_left_out_is_for_the_proof_to_find():
    data = layout.write(laid(f'<section class="contents">{LINK}</section>'), "page.html.j2")
    assert "Nowhere" in inspection.read_pdf(data).text


def test_a_fault_of_the_engine_without_a_stylesheet_of_the_practice_is_ours():
    with pytest.raises(AssertionError), layout_errors("page.html.j2", ResourceFetcher({})):
        raise AssertionError
