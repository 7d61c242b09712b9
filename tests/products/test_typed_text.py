"""Typed text in finished documents: low and high characters, quotes, numbers, long addresses."""

from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from support import letterheads, tabular
from support.layouts import looking, printed

from foldwell.documents.print_layout import drawing_height
from foldwell.documents.verification import verify
from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout
from foldwell.workflows import build_pack

BODY = """\
Drink H~2~O, C₆H₁₂O₆ too. It's "fine" - up to 10^9^/L, or 5 kg/m².

2. January was **cold: CO~2~** of [4 m^2^](https://example.org/a).

| Gas | Unit |
|---|---|
| O~2~ | 10^-3^ |

5. five
6. six
"""
TEXT = (
    tabular.article(BODY)
    .replace("question: ", "")
    .replace("Part 1", "1. Part CO₂")
    .replace("Point 1", "Don't go below SpO~2~")
)
SENTENCES = (
    "Drink H2O, C6H12O6 too. It’s “fine” – up to 109/L, or 5 kg/m2.",
    "2. January was cold: CO2 of 4 m2",
)


@pytest.fixture(scope="module")
def context(written):
    return written(TEXT)


@pytest.fixture(scope="module")
def handout(context):
    return build_pack.build_documents(context, ("handout",))["handout"]


@pytest.fixture(scope="module")
def large_print(context):
    return printed(context, "large-print")[1]


def messages(context, name, data):
    return "\n".join(map(str, verify(context, {name: data})))


def test_what_is_set_low_or_high_is_read_with_its_word(context, handout, large_print):
    for name, data in (("handout", handout), ("large-print", large_print)):
        assert messages(context, name, data) == ""
        read = inspection.read_docx if name == "handout" else inspection.read_pdf
        text = " ".join(read(data).text)
        assert [sentence for sentence in SENTENCES if sentence not in text] == []
        assert "1. Part CO2" in text


def runs(handout, kind):
    """The words of the runs of a handout that are set low or high, with their sizes in half points."""
    found = Document(BytesIO(handout)).element.body.iter(qn("w:vertAlign"))
    return [
        (align.getparent().getparent().findtext(qn("w:t")), align.getparent().find(qn("w:sz")))
        for align in found
        if align.get(qn("w:val")) == kind
    ]


def test_word_sets_them_low_and_high_and_none_below_9_pt(handout):
    assert {"2", "6", "12"} == {words for words, _ in runs(handout, "subscript")}
    assert {"9", "2", "−3"} == {words for words, _ in runs(handout, "superscript")}


def test_characters_set_too_small_are_found_in_print(context):
    data = printed(looking(context, "sub { font-size: 40% }"), "large-print")[1]
    assert "words are smaller than 16 pt: CO2 H2O," in messages(context, "large-print", data)


def test_characters_set_too_small_are_found_in_the_handout(context, handout):
    parts = letterheads.members(handout)
    body = parts["word/document.xml"]
    low = b'<w:vertAlign w:val="subscript"/>'
    assert low in body
    small = body.replace(low, b'<w:sz w:val="20"/><w:szCs w:val="20"/>' + low, 1)
    data = letterheads.zipped({**parts, "word/document.xml": small})
    assert "words are smaller than 12 pt: CO2" in messages(context, "handout", data)


def test_a_lost_low_digit_is_missed(context, handout):
    parts = letterheads.members(handout)
    body = parts["word/document.xml"]
    assert b">12<" in body
    data = letterheads.zipped({**parts, "word/document.xml": body.replace(b">12<", b">13<", 1)})
    assert "C₆H₁₂O₆" in messages(context, "handout", data)


@pytest.mark.parametrize("bottom", [200.0, 200.03, 200.06, 200.09])
def test_the_drawing_on_a_cover_is_never_a_hair_too_high(bottom):
    height = drawing_height((45, 170), 45, layout.Anchor(1, 100.26), bottom)
    assert bottom - 0.1 < 100.26 - 45 + float(f"{height:.1f}") <= bottom


@pytest.mark.parametrize(
    ("typed", "is_found"),
    [(("• one",), True), (("1. one", "2. two"), True), (("– one", "– two"), True), (("2. January",), False)],
)
def test_only_what_looks_like_a_typed_list_is_reported(typed, is_found):
    document = Document()
    document.add_heading("1. Title", 1)
    for words in typed:
        document.add_paragraph(words)
    out = BytesIO()
    document.save(out)
    found = [
        what for what in inspection.read_docx(out.getvalue()).accessibility_problems if "real list" in what
    ]
    assert bool(found) == is_found
