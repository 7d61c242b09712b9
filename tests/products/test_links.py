"""Links in the running text: in every document the sentence is whole and the link leads on.

Whoever holds the paper can read where to.
"""

import re
from io import BytesIO

import pikepdf
import pypdfium2 as pdfium
import pytest
from docx import Document
from docx.oxml.ns import qn
from support import letterheads, tabular
from support.combinations import representative
from support.layouts import FOLDS, PRINTS, looking, printed

from foldwell.documents.verification import verify
from foldwell.inputs.markdown.addresses import BREAK_POINT
from foldwell.proofing import inspection
from foldwell.proofing.inspection.pdf.text import PageText
from foldwell.workflows import build_pack

NURSE = "frances.pemberton-smythe@long-name.example.org"
LONG = "https://www.example.org/a-part-of-it-that-is-long/and-another-one-that-is-longer/page.html?from=leaflet#top"

SENTENCES = {
    "at the beginning": (
        "[The guideline](https://example.org/a) says more.",
        "The guideline (example.org/a) says more.",
    ),
    "in the middle": (
        "Read [the guideline](https://www.example.org/b/) for more.",
        "Read the guideline (www.example.org/b) for more.",
    ),
    "at the end": ("Read [the page](http://example.org/c).", "Read the page (example.org/c)."),
    "two in one": (
        "See [one](https://example.org/d), then [two](https://example.org/e); that is all.",
        "See one (example.org/d), then two (example.org/e); that is all.",
    ),
    "bold around it": (
        "Read **[this one](https://example.org/f) now**, please.",
        "Read this one (example.org/f) now, please.",
    ),
    "bold in it": ("Read [this **bold** one](https://example.org/g)!", "Read this bold one (example.org/g)!"),
    "its own address": ("Go to [example.org/h](https://example.org/h) first.", "Go to example.org/h first."),
    "an address alone": ("Go to <https://example.org/i> first.", "Go to https://example.org/i first."),
    "an e-mail": (
        f"Write to [our nurse](mailto:{NURSE}) or call us.",
        f"Write to our nurse ({NURSE}) or call us.",
    ),
    "an e-mail alone": (f"Write to <{NURSE}>, or do not.", f"Write to {NURSE}, or do not."),
    "an e-mail that is no link": (f"Write to {NURSE} today.", f"Write to {NURSE} today."),
    "a phone": ("Call [the line](tel:111) if you wait.", "Call the line (111) if you wait."),
    "a phone as one dials it": (
        "Call [01632 960100](tel:+441632960100) at once.",
        "Call 01632 960100 at once.",
    ),
    "a long address": (
        f"Read [all of it]({LONG}) at home.",
        f"Read all of it ({LONG.removeprefix('https://')}) at home.",
    ),
    "a long address at the end": (
        f"Read [every word]({LONG}).",
        f"Read every word ({LONG.removeprefix('https://')}).",
    ),
}
TABLE = tabular.table(
    ("[Page](https://example.org/t/one)", "Read [it](https://www.example.org/t/two) there"),
    (f"Mail [her](mailto:{NURSE})", "Call [999](tel:999) or [the line](tel:111)"),
    heading=("What", "[How](https://example.org/t/how) to"),
)
CELLS = (
    "How (example.org/t/how) to",
    "Page (example.org/t/one)",
    "Read it (www.example.org/t/two) there",
    f"Mail her ({NURSE})",
    "Call 999 or the line (111)",
)
LINKS = tabular.article(
    "\n\n".join(text for text, _ in SENTENCES.values()),
    "\n".join(f"- {text}" for text, _ in SENTENCES.values()),
    f"Look:\n\n{TABLE}",
)
ADDRESSES = {
    found.strip("<>")
    for found in re.findall(r"\]\(([^)]+)\)|<(https:[^>]+)>", LINKS)
    for found in found
    if found
}
"""Every address that the article leads to, but for the e-mail that is one of its own."""


def squeezed(text):
    """Text without any space: an address may be broken over lines."""
    return "".join(inspection.reading.normalised(text).split())


def shown(data):
    return squeezed("".join(inspection.read_pdf(data).text))


@pytest.mark.parametrize("name", representative(PRINTS, "large-print", "tri"))
def test_a_sentence_with_a_link_is_whole_on_paper_and_says_where_it_leads(written, name):
    data = printed(written(LINKS, name if name in FOLDS else "tri"), name)[1]
    text = shown(data)
    assert [plain for _, plain in SENTENCES.values() if text.count(squeezed(plain)) != 2] == []
    assert [plain for plain in CELLS if squeezed(plain) not in text] == []
    links = inspection.read_pdf(data).links
    assert {*links} >= ADDRESSES
    assert f"mailto:{NURSE}" in links


@pytest.mark.parametrize("name", representative(PRINTS, "large-print", "tri"))
def test_the_proof_finds_nothing_wrong_with_links(written, name):
    context = written(LINKS, name if name in FOLDS else "tri")
    document, data = printed(context, name)
    messages = [
        str(item) for item in verify(context, {document: data}) if "pages instead of" not in str(item)
    ]
    assert messages == []


def linked(data):
    """The words of each link of a handout."""
    body = Document(BytesIO(data)).element.body
    return ["".join(text.text for text in link.iter(qn("w:t"))) for link in body.iter(qn("w:hyperlink"))]


def test_in_the_handout_only_the_words_are_the_link_and_the_address_stands_behind_them(written):
    context = written(LINKS)
    data = build_pack.build_documents(context, ("handout",))["handout"]
    assert verify(context, {"handout": data}) == ()
    paragraphs = [
        squeezed("".join(text.text or "" for text in paragraph.iter(qn("w:t"))))
        for paragraph in Document(BytesIO(data)).element.body.iter(qn("w:p"))
    ]
    for _, plain in SENTENCES.values():
        assert paragraphs.count(squeezed(plain)) == 2
    assert [plain for plain in CELLS if squeezed(plain) not in paragraphs] == []
    assert {"the guideline", "this bold one", "our nurse", "01632\N{NO-BREAK SPACE}960100", "the line"} <= {
        *linked(data)
    }


def test_a_number_behind_its_words_must_be_the_one_that_the_link_calls(written):
    context = written(LINKS)
    parts = letterheads.members(build_pack.build_documents(context, ("handout",))["handout"])
    body = parts["word/document.xml"]
    assert b"(111)" in body
    wrong = letterheads.zipped({**parts, "word/document.xml": body.replace(b"(111)", b"(112)")})
    messages = [problem.message for problem in verify(context, {"handout": wrong})]
    assert "a link calls tel:111, and what is printed there is 'the line'" in messages


def test_an_address_in_the_handout_can_be_copied_as_it_is(written):
    data = build_pack.build_documents(written(LINKS), ("handout",))["handout"]
    document = Document(BytesIO(data))
    assert not any(BREAK_POINT in paragraph.text for paragraph in document.paragraphs)
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert any(BREAK_POINT in text for text in cells), "in a cell, it has no room"


def test_no_short_address_is_broken_over_a_line(written):
    data = printed(written(LINKS), "large-print")[1]
    words = {word.text for word in inspection.read_pdf(data).words}
    assert {"(example.org/a)", "(www.example.org/b)", "(example.org/d),"} <= words


@pytest.mark.parametrize("name", representative(PRINTS, "large-print", "tri"))
def test_a_full_stop_stands_beside_the_address_before_it_also_if_that_is_broken(written, name):
    data = printed(written(LINKS), name)[1]
    ends = [word.text for word in inspection.read_pdf(data).words if word.text.endswith(("top).", "top)"))]
    assert [end for end in ends if end.endswith(".")]
    assert "." not in {word.text for word in inspection.read_pdf(data).words}
    assert len(ends) == 4


COLLEAGUE = "frances.pemberton@surgery.example.org"
ANYWHERE = tabular.article("\n\n".join(f"{'We read ' * at}mail to {COLLEAGUE} daily." for at in range(12)))


@pytest.mark.parametrize("name", representative(["tri", "large-print"]))
def test_a_long_address_that_fits_on_a_line_goes_to_the_next_one_whole(written, name):
    data = printed(written(ANYWHERE), name)[1]
    assert sum(word.text == COLLEAGUE for word in inspection.read_pdf(data).words) == 12


RANGES = tabular.article("\n\n".join(f"{'Weeks ' * at}in 24–36 weeks they met." for at in range(12)))


@pytest.mark.parametrize("name", representative(["tri", "large-print"]))
def test_no_range_of_numbers_is_broken_at_its_dash(written, name):
    with pdfium.PdfDocument(printed(written(RANGES), name)[1]) as document:
        shown = [one.text for page in document for one in PageText(page, 1).fragments()]
    assert shown.count("24–36") == 12


LOST = ".address, .whole { display: none }"


@pytest.mark.parametrize("name", representative(["tri", "large-print"]))
def test_an_address_that_is_not_on_the_paper_is_missed(written, name):
    context = looking(written(LINKS), LOST)
    document, data = printed(context, name)
    message = "\n".join(map(str, verify(context, {document: data})))
    assert "are missing: Read the guideline [(www.example.org/b)] for more." in message


def test_an_address_that_is_not_in_the_handout_is_missed(written):
    context = written(LINKS)
    parts = letterheads.members(build_pack.build_documents(context, ("handout",))["handout"])
    text = parts["word/document.xml"].replace(b"(www.example.org/b)", b"")
    message = "\n".join(
        map(str, verify(context, {"handout": letterheads.zipped({**parts, "word/document.xml": text})}))
    )
    assert "are missing: Read the guideline [(www.example.org/b)] for more." in message


def test_a_link_that_leads_nowhere_is_missed(written):
    context = written(LINKS)
    name, data = printed(context, "large-print")
    with pikepdf.open(BytesIO(data)) as pdf:
        for page in pdf.pages:
            for note in page.obj.get("/Annots", ()):
                if "/A" in note and note.A.URI == "https://example.org/a":
                    note.A.URI = pikepdf.String("https://example.org/d")
        out = BytesIO()
        pdf.save(out)
    message = "\n".join(map(str, verify(context, {name: out.getvalue()})))
    assert "leaflet-large-print.pdf: no link leads to https://example.org/a" in message
    handout = build_pack.build_documents(context, ("handout",))["handout"]
    renamed = letterheads.respelt(
        "word/_rels/document.xml.rels", '"https://example.org/a"', '"https://example.org/d"', handout
    )
    assert "handout.docx: no link leads to https://example.org/a" in "\n".join(
        map(str, verify(context, {"handout": renamed}))
    )
