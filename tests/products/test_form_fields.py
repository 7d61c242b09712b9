"""Places to write, boxes to tick and numbers to call in finished documents: there, drawn, named, linked."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support import letterheads, tabular
from support.layouts import looking, printed
from support.project import shortened
from support.sabotage import swap

from foldwell.documents import leaflet_sheet
from foldwell.documents.cards import sheet as card_sheet
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.inputs.markdown.writing_marks import BLANK, BOX
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

BODY = """\
Name: ____________ Age: ___

- [ ] I drank ____ glasses
- I slept

Call {practice}, or {urgent}; in danger **{emergency}**.

My notes:
____

____ / ____

Well? [ ] Yes [ ] No

| Medicine | Dose |
|---|---|
| Iron | ____ |
"""
TEXT = tabular.article(BODY).replace("Point 1.", "Ring {practice} on ____ if it hurts.")
MARKS = {
    "Name: Age, blank 1 of 2": BLANK,
    "Name: Age, blank 2 of 2": BLANK,
    "I drank glasses, box to tick": BOX,
    "I drank glasses, blank": BLANK,
    "My notes, blank": BLANK,
    "/, blank 1 of 2": BLANK,
    "/, blank 2 of 2": BLANK,
    "Yes, box to tick": BOX,
    "No, box to tick": BOX,
    "Iron, Dose, blank": BLANK,
}
WORDS = "Name: B Age: B • T I drank B glasses • I slept"
POINT = "Ring 01632 960101 on if it hurts, blank"


@pytest.fixture(scope="module")
def context(written):
    return written(TEXT)


@pytest.fixture(scope="module")
def made(context):
    """The documents that the words of the article are set in, each laid out once."""
    files = dict([printed(context, "large-print"), printed(context, "none")])
    return files | build_pack.build_documents(context, ("handout", "card", "card-sheet"))


def read(name, data):
    return inspection.read_docx(data) if name == "handout" else inspection.read_pdf(data)


def messages(context, name, *files):
    built = dict(zip((name, *DOCUMENTS[name].needs), files, strict=True))
    return "\n".join(map(str, verify(context, built)))


def found_in_print(context, css="", **templates):
    """What the proof says of a large print with a stylesheet of its own, or with changed templates."""
    changed = {f"{name}.html.j2": change for name, change in templates.items()}
    given = replace(context, templates={**context.templates, **changed})
    return messages(context, "large-print", printed(looking(given, css) if css else given, "large-print")[1])


@pytest.mark.parametrize("name", ["large-print", "leaflet-screen", "handout"])
def test_each_mark_is_a_named_field_beside_the_words_of_its_line(made, name):
    contents = read(name, made[name])
    fields = {field.name: field.mark for field in contents.fields}
    assert {key: fields.get(key) for key in MARKS} == MARKS
    assert fields.keys() - MARKS.keys() == ({POINT} if name == "handout" else set())
    assert all(field.drawn for field in contents.fields)
    shown = " ".join({BLANK: "B", BOX: "T"}.get(word, word) for word in contents.text)
    assert WORDS.replace("• T", "T").replace(" • ", " ") in shown.replace("• ", "")
    assert "My notes: B B / B Well? T Yes T No" in shown


STACKED = """\
| Medicine | Dose | How to take it and when | Seen |
|---|---|---|---|
| Ferrous sulphate | ____ mg | Take it with a glass of water, not with milk [ ] done |  |
| ____ | ____ mg | Take it with a glass of water, not with milk [ ] done |  |
"""


def test_a_stacked_table_has_each_field_behind_its_label_and_its_empty_column_too(written):
    given = written(tabular.article(f"Look:\n\n{STACKED}\nAfter it: ____."))
    name, data = printed(given, "tri")
    names = [field.name for field in inspection.read_pdf(data).fields]
    first, done, seen, *others = names
    assert (first, seen, len(others)) == ("Ferrous sulphate, Dose, mg, blank", "Seen", 5)
    assert done.endswith("Take it with a glass of water, not with\u2026, box to tick")
    assert not re.search("words|place to write|table row", messages(given, name, data))


@pytest.mark.parametrize("name", ["large-print", "handout", "card"])
def test_a_document_with_fields_passes_the_proof(context, made, name):
    assert messages(context, name, made[name]) == ""


def test_a_card_has_its_field_and_the_sheet_shows_it(context, made):
    assert [field.name for field in inspection.read_pdf(made["card"]).fields] == [POINT]
    assert inspection.read_pdf(made["card-sheet"]).fields == ()
    assert list(card_sheet.check(context, made)) == []


@pytest.mark.parametrize("name", ["large-print", "leaflet-screen", "handout", "card"])
def test_a_named_number_is_printed_whole_and_is_a_link(made, name):
    contents = read(name, made[name])
    called = {call.address: call.text for call in contents.phone_links}
    assert called["tel:+441632960101"] == "01632\u00a0960101" or called["tel:+441632960101"] == "01632 960101"
    text = " ".join(contents.text).replace("\u00a0", " ")
    if name != "card":
        assert "Call 01632 960101, or 111; in danger 999." in text
        assert {"tel:111", "tel:999"} <= set(contents.links)
    assert "{" not in text


def test_fields_have_names_of_their_own_and_fonts_that_need_not_be_carried(made):
    with pikepdf.open(BytesIO(made["large-print"])) as pdf:
        form = pdf.Root.AcroForm
        names = [str(field.T) for field in form.Fields]
        assert len(set(names)) == len(names) == len(MARKS)
        assert {str(font.BaseFont) for font in form.DR.Font.values()} == {"/Helvetica", "/ZapfDingbats"}
        assert all(re.match(r"/(?:Helv|ZaDb) ", str(field.DA)) for field in form.Fields)
        assert not any("/BC" in field.get("/MK", {}) for field in form.Fields)


def test_no_font_is_carried_whole_for_what_somebody_may_type(made):
    assert len(made["large-print"]) < 60_000


def test_a_document_without_marks_has_no_form(contexts):
    unmarked = shortened(contexts["riverside"], "overview", "get-help")
    for data in build_pack.build_documents(unmarked, ("leaflet-screen", "large-print", "card")).values():
        with pikepdf.open(BytesIO(data)) as pdf:
            assert "/AcroForm" not in pdf.Root


@pytest.mark.parametrize(
    ("css", "told"),
    [
        (".blank { border-bottom: 0 }", "is not drawn: Name: Age, blank 1 of 2"),
        (".blank { border-color: #eee }", "is not drawn: Name: Age, blank 1 of 2"),
        (".tick { border-left: 0 }", "is not drawn: I drank glasses, box to tick"),
        (".blank { display: none }", "words of"),
        (".tick { appearance: none }", "Well? [☐] Yes"),
        (".tick { width: 2mm; height: 2mm }", "words are smaller than 16 pt: ☐"),
    ],
)
def test_a_stylesheet_that_hides_a_field_is_found(context, css, told):
    assert told in found_in_print(context, css)


def test_a_template_that_drops_a_field_is_found(context):
    change = swap("block.text | prose", "block.text | prose | replace('\uff3f' * 4, '')")
    said = found_in_print(context, blocks=change(context.templates["blocks.html.j2"]))
    assert "I drank [＿＿＿＿] glasses" in said


def test_a_template_that_adds_a_field_is_found(context):
    change = swap("{{ block.text | prose }}", '{{ block.text | prose }}<p>{{ "\uff3f" * 4 }}</p>')
    said = found_in_print(context, blocks=change(context.templates["blocks.html.j2"]))
    assert f"words that no input has: {BLANK}" in said


def test_a_field_without_its_name_is_found(context, made):
    with pikepdf.open(BytesIO(made["large-print"])) as pdf:
        box = next(field for field in pdf.Root.AcroForm.Fields if str(field.TU).startswith("Yes"))
        box.TU = pikepdf.String("")
        out = BytesIO()
        pdf.save(out)
    said = messages(context, "large-print", out.getvalue())
    assert "no place to write or box is named 'Yes, box to tick'" in said
    assert "a place to write or a box has no name" in said
    assert "has a form field without a name" in said


def test_fields_that_are_filled_in_together_are_found(context, made):
    with pikepdf.open(BytesIO(made["large-print"])) as pdf:
        first, second, *_ = pdf.Root.AcroForm.Fields
        second.T = first.T
        out = BytesIO()
        pdf.save(out)
    assert "filled in together" in messages(context, "large-print", out.getvalue())


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (b'<w:u w:val="single"/>', b"", "is not drawn: Name: Age, blank 1 of 2"),
        (b">\xe2\x98\x90<", b"> <", "is not drawn: I drank glasses, box to tick"),
        (b"Yes, box to tick", b"box", "no place to write or box is named 'Yes, box to tick'"),
    ],
)
def test_a_control_in_word_without_its_line_or_its_name_is_found(context, made, old, new, told):
    parts = letterheads.members(made["handout"])
    body = parts["word/document.xml"]
    assert old in body
    data = letterheads.zipped({**parts, "word/document.xml": body.replace(old, new)})
    assert told in messages(context, "handout", data)


def test_a_control_that_is_gone_from_word_is_found(context, made):
    parts = letterheads.members(made["handout"])
    body = re.sub(rb'<w:sdt><w:sdtPr><w:alias w:val="Yes,.*?</w:sdt>', b"", parts["word/document.xml"])
    assert body != parts["word/document.xml"]
    data = letterheads.zipped({**parts, "word/document.xml": body})
    assert "Well? [☐] Yes" in messages(context, "handout", data)


def test_a_number_that_is_not_a_link_is_found(context):
    plain = swap("block.text | prose", "block.text | prose | replace('\u2066', '')")
    said = found_in_print(
        context,
        blocks=plain(context.templates["blocks.html.j2"]),
        care=swap("| dial(calls.emergency, calls.practice)", "")(context.templates["care.html.j2"]),
    )
    assert "no link leads to tel:999" in said


def test_a_sheet_that_lost_the_line_of_a_field_is_found(context, made):
    sheet = leaflet_sheet.sheet_of_pages("none", "A4", inspection.page_count(made["leaflet-screen"]))
    pages = inspection.read_pdf(made["leaflet-screen"])
    fields = list(leaflet_sheet.fields_on_sheet(pages, sheet))
    assert len(fields) == len(MARKS)
    with pikepdf.open(BytesIO(made["leaflet-screen"])) as pdf:
        del pdf.Root.AcroForm
        for page in pdf.pages:
            page.obj.Annots = pikepdf.Array()
        out = BytesIO()
        pdf.save(out)
    assert list(leaflet_sheet.undrawn_problems("leaflet.pdf", out.getvalue(), fields)) == []
    _, bare = printed(looking(context, ".blank { border-color: white }"), "none")
    lost = list(leaflet_sheet.undrawn_problems("leaflet.pdf", bare, fields))
    assert len(lost) == sum(mark == BLANK for mark in MARKS.values())
