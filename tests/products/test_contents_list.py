"""The list of contents of long leaflets and large prints; each guard has a twin."""

from io import BytesIO

import pikepdf
import pytest
from support.project import shortened
from support.sabotage import append, refusal, swap

from foldwell.proofing import inspection

LISTED = ["What are restless legs?", "What can cause it?"]


def on_page(data, number):
    return " ".join(word.text for word in inspection.read_pdf(data).words if word.page == number)


def test_a_booklet_of_eight_pages_lists_its_sections_and_numbers_its_pages(leaflets):
    context, made = leaflets("half")
    reading = inspection.read_pdf(made["leaflet-screen"])
    assert reading.pages == 8
    assert f"{context.wording.toc} {LISTED[0]} 2 {LISTED[1]} " in on_page(made["leaflet-screen"], 2)
    assert [f"Page {page} of 8" in on_page(made["leaflet-screen"], page) for page in (1, 2, 7, 8)] == [
        False,
        True,
        True,
        False,
    ]
    assert reading.listed_pages[:1] == (2,)
    assert list(reading.listed_pages) == sorted(reading.listed_pages)


def test_the_list_of_large_print_is_tagged_as_one_and_each_link_says_its_words(packs):
    with pikepdf.open(BytesIO(packs["riverside"]["large-print"])) as pdf:
        notes = [note for page in pdf.pages for note in page.obj.get("/Annots", ()) if "/Dest" in note]
        assert [str(note.Contents) for note in notes][:1] == LISTED[:1]
    assert inspection.read_pdf(packs["riverside"]["large-print"]).listed_pages[0] == 2


def test_a_leaflet_of_four_panels_or_a_few_pages_has_no_list(packs, leaflets):
    for data in (packs["riverside"]["leaflet-screen"], leaflets("none Letter")[1]["leaflet-screen"]):
        assert inspection.read_pdf(data).listed_pages == ()
        assert "In this leaflet" not in on_page(data, 1) + on_page(data, 2)


@pytest.mark.parametrize(
    ("file", "change", "said"),
    [
        (
            "large-print.css",
            append('.contents li:nth-child(2) a::after { content: "2" }'),
            "does not say that 'What can cause it?' begins on page 3",
        ),
        (
            "contents-list.html.j2",
            swap('href="#{{ section.id }}"', 'href="#{{ article.sections[0].id }}"'),
            "the entry 'What can cause it?' of the list of contents does not lead to page 3",
        ),
        (
            "contents-list.html.j2",
            swap("in article.sections %}", "in article.sections[1:] %}"),
            "has 7 pages and no list of all sections below 'In this leaflet'",
        ),
        ("large-print.html.j2", swap("with_contents", "false"), "no list of all sections"),
        (
            "large-print.css",
            append('.contents li:last-child a::after { content: "9" }'),
            "does not say that 'Questions you can ask' begins on page 5",
        ),
        (
            "contents-list.html.j2",
            swap("{% if article.questions", "{% if false and article.questions"),
            "the entry 'Questions you can ask' of the list of contents does not lead to page 5",
        ),
    ],
    ids=[
        "a wrong number",
        "a wrong link",
        "a section left out",
        "no list",
        "a wrong number of the questions",
        "the questions left out",
    ],
)
def test_a_list_that_does_not_say_where_each_section_is_is_noticed(contexts, file, change, said):
    context = shortened(contexts["riverside"], "overview", "causes", "get-help")
    assert said in refusal(context, "large-print", {file: change})
