"""A document that keeps out someone who listens to it is refused: every way to break one is noticed."""

import re

import pytest
from support.project import EACH_PRACTICE, ROOT

from conformance.sabotage import PDF, WORD
from conformance.specimen import build_specimen
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.proofing import inspection

TABLE = "heading cell without scope"
ON_PAGES = [way for way in PDF if way != TABLE]


def complaints(contexts, name, data):
    return "\n".join(map(str, verify(contexts["riverside"], {name: data})))


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", [name for name, row in DOCUMENTS.items() if row.standard])
def test_a_document_that_names_a_standard_keeps_nobody_out(packs, contexts, practice, name):
    assert DOCUMENTS[name].read(packs[practice][name], contexts[practice]).accessibility_problems == ()


def test_only_what_is_made_from_another_document_names_no_standard():
    assert [name for name, row in DOCUMENTS.items() if not row.standard] == [
        name for name, row in DOCUMENTS.items() if row.needs
    ]


@pytest.mark.parametrize("way", ON_PAGES)
def test_broken_pages_are_refused(packs, contexts, way):
    data = packs["riverside"]["leaflet-screen"]
    assert PDF[way].proof in complaints(contexts, "leaflet-screen", PDF[way].damage(data))


def test_a_table_whose_headings_say_nothing_is_noticed(contexts):
    data = build_specimen(contexts["riverside"])
    assert inspection.read_pdf(data).accessibility_problems == ()
    assert PDF[TABLE].proof in "\n".join(inspection.read_pdf(PDF[TABLE].damage(data)).accessibility_problems)


@pytest.mark.parametrize("way", WORD)
def test_a_broken_handout_is_refused(packs, contexts, way):
    data = packs["riverside"]["handout"]
    assert WORD[way].proof in complaints(contexts, "handout", WORD[way].damage(data))


def test_there_are_ways_to_break_each_kind_of_file():
    assert len(ON_PAGES) > 10
    assert len(WORD) > 10
    assert sum(bool(way.tool) for way in PDF.values()) > 10
    assert sum(bool(way.tool) for way in WORD.values()) > 0


@pytest.mark.parametrize(
    ("levels", "message"),
    [
        ([1, 2, 3, 2, 3, 3, 2], ()),
        ([2, 1], ("has 1 headings of level 1, not one that comes first",)),
        ([1, 2, 1], ("has 2 headings of level 1, not one that comes first",)),
        ([1, 3], ("goes from a heading of level 1 to one of level 3",)),
        ([], ("has 0 headings of level 1, not one that comes first",)),
    ],
)
def test_headings_go_down_one_level_at_a_time_from_one_title(levels, message):
    assert tuple(inspection.reading.heading_level_problems(levels)) == message


def test_the_leaflet_has_the_words_for_which_it_was_scored(packs):
    """Each quotation in the table of what earns points by PEMAT-P and the Clear Communication Index."""
    page = (ROOT / "docs/accessibility.md").read_text("utf-8")
    rows = [line for line in page.splitlines() if line.startswith(("| PEMAT ", "| CDC "))]
    words = squeezed(" ".join(inspection.read_pdf(packs["riverside"]["leaflet-screen"]).text))
    quoted = [quotation for row in rows for quotation in re.findall('"([^"]+)"', row)]
    assert len(quoted) > 10
    assert [quotation for quotation in quoted if squeezed(quotation) not in words] == []


def squeezed(text):
    """The letters and digits of a text without the numbers of a list."""
    return "".join(filter(str.isalnum, re.sub(r"\b[0-9]\. ", "", text)))
