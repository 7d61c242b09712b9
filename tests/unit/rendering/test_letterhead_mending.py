"""What is mended in a letterhead, what is left out of it, and how the text keeps clear of it."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt
from support.letterheads import (
    A4,
    DOCUMENT,
    FOOTER,
    HEADER,
    LETTER,
    SETTINGS,
    columns,
    emf,
    field,
    floating,
    letterhead,
    margins,
    members,
    narrow,
    none,
    paragraph,
    related,
    respelt,
    sections,
    silent,
    styled,
    with_picture,
    words,
)
from support.project import CLASSIC, ROOT

from foldwell.documents import verification
from foldwell.inputs import parsing, validation
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering import docx
from foldwell.workflows import build_pack

VALID = ROOT / "tests/data/valid"

MACRO_TYPE = respelt(
    "[Content_Types].xml",
    "openxmlformats-officedocument.wordprocessingml.document.main",
    "ms-word.document.macroEnabled.main",
)
TEXT_BOX = (
    '<w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing">'
    '<wp:docPr id="7" name="Text Box 7"/><w:txbxContent>{}</w:txbxContent></wp:inline></w:drawing>'
)

MENDED = {
    "words on its page": (
        letterhead(words),
        "the words between its header and its footer are left out: Dear patient,",
    ),
    "several sections": (letterhead(sections), "has 2 sections: header and footer of number 1 are used"),
    "columns": (letterhead(columns), "its text stands in columns: the handout has one"),
    "other paper": (letterhead(paper=LETTER), "is made for Letter paper: the handout is on A4"),
    "a file for macros": (MACRO_TYPE, "has macros, which are left out"),
    "macros": (
        related(DOCUMENT, "vbaProject", "vbaProject.bin", external=False),
        "has macros, which are left out",
    ),
    "a template elsewhere": (
        related(SETTINGS, "attachedTemplate", "file:///C:/Letter.dotx"),
        "is tied to another template file, which is left out",
    ),
    "protection": (
        respelt(SETTINGS, "<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom'),
        "is protected against changes: the handout is not",
    ),
    "tracked changes": (
        respelt(FOOTER, "<w:r>", '<w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins><w:r>'),
        "the footer has tracked changes, which count as accepted",
    ),
    "a picture without words": (
        letterhead(silent),
        "a picture in the header has no alt text: readers who cannot see it hear 'Oakwood'",
    ),
    "a picture in the way": (
        letterhead(floating(210, 80, "#7a1f3d")),
        "a picture is where the text would be: its margin at the top is 84 mm now, not 48",
    ),
    "small print": (
        styled("Body Text", size=Pt(10)),
        "its style 'Body Text' is 10 pt: the handout has its own",
    ),
    "a pale heading": (styled("Heading 2", rgb="AAAAAA"), "its style 'Heading 2' has the colour #AAAAAA"),
    "a justified text": (
        styled("Body Text", size=Pt(14), alignment=WD_ALIGN_PARAGRAPH.JUSTIFY),
        "its style 'Body Text' is not left aligned",
    ),
    "capitals": (styled("Heading 1", all_caps=True), "its style 'Heading 1' is in capitals"),
    "italics": (styled("Caption", size=Pt(13), italic=True, rgb="222222"), "its style 'Caption' is italic"),
}
NOTED = {
    "margins of 15 mm": (
        letterhead(narrow),
        "its side margins are 15 mm; those of the text are 30 mm, as long lines are hard to read",
    ),
    "braces": (
        respelt(HEADER, "Oakwood &amp;", "{{practice}}"),
        "the header still says {{practice}}",
    ),
    "a bracket": (respelt(HEADER, "Oakwood &amp;", "[Phone number]"), "the header still says [Phone number]"),
    "a merge field": (
        respelt(
            FOOTER,
            "</w:p>",
            '<w:fldSimple w:instr="MERGEFIELD Doctor"><w:r><w:t>«Doctor»</w:t></w:r></w:fldSimple></w:p>',
        ),
        "the footer still says «Doctor», which is printed as it stands",
    ),
    "a merge field that shows nothing": (
        field('MERGEFIELD "Doctor"'),
        "the footer waits for a mail merge to fill in 'Doctor'",
    ),
}


SHORT = """<html lang="en-GB"><head><title>Title</title>
<meta name="author" content="A"/><meta name="subject" content="S"/><meta name="keywords" content="K"/>
<meta name="date" content="2026-11-22"/><meta name="identifier" content="I"/>
<meta name="version" content="1"/></head>
<body><header><p>Head</p></header><h1>Title</h1><p>Text</p><ul><li><p>Item</p></li><li><p>Item</p></li></ul>
<h2>Part</h2><section class="emergency"><h3>Box</h3><p>Text</p></section><p>End</p>
<footer><p>Foot</p></footer></body></html>"""


def read(data: bytes) -> docx.Letterhead:
    return docx.read_letterhead(data, "letterhead.docx", A4, "Oakwood")


def handout(context: loading.BuildContext, data: bytes) -> bytes:
    """The handout on a letterhead, which passed the proof."""
    context = replace(context, letterhead=data)
    built = build_pack.build_documents(context, ("handout",))
    assert verification.verify(context, built) == ()
    return built["handout"]


def short(data: bytes) -> bytes:
    """A short handout on a letterhead, without proof."""
    brand = validation.validate_brand(parsing.load(VALID / "brand-smallest.yaml", "brand.yaml"))
    return docx.write(SHORT, docx.BrandDesign(brand, CLASSIC), {}, (), read(data))


@pytest.fixture(scope="module")
def riverside(contexts):
    return contexts["riverside"]


@pytest.mark.parametrize(("data", "message"), MENDED.values(), ids=MENDED)
def test_what_can_be_mended_or_left_out_is_and_is_a_correction(data, message):
    (correction, *further) = map(str, dict.fromkeys(read(data).diagnostics.corrections))
    assert message in correction
    assert correction.startswith("letterhead.docx: ")
    assert correction.endswith(")")
    assert not further


@pytest.mark.parametrize(("data", "message"), NOTED.values(), ids=NOTED)
def test_what_is_worth_knowing_is_a_note_with_its_place(data, message):
    diagnostics = read(data).diagnostics
    (note,) = map(str, diagnostics.notes)
    assert message in note
    assert note.endswith(")")
    assert diagnostics.corrections == ()


def test_comments_are_left_out():
    def commented(document):
        document.part.comments.add_comment("Is this right?", author="A")

    assert "has comments, which are left out" in str(read(letterhead(commented)).diagnostics.corrections[0])


def test_a_text_box_is_called_by_its_words_and_never_a_picture(riverside):
    data = respelt(
        HEADER, "</w:p>", f"</w:p>{paragraph(TEXT_BOX.format(paragraph('<w:t>Since 1948</w:t>')))}"
    )
    assert read(data).diagnostics.corrections == ()
    header = members(handout(riverside, data))[HEADER].decode()
    assert 'descr="Since 1948"' in header


def test_an_alt_text_is_the_name_of_the_practice(riverside):
    header = Document(BytesIO(handout(riverside, letterhead(silent)))).sections[0].header
    assert header._element.find(".//" + qn("wp:docPr")).get("descr") == riverside.practice.name


HOSTILE = {
    **{
        name: MENDED[name][0]
        for name in ("macros", "a file for macros", "a template elsewhere", "words on its page")
    },
    "a comment": letterhead(lambda document: document.part.comments.add_comment("Secret", author="A")),
    "an object on its page": related(DOCUMENT, "oleObject", "embeddings/a.bin", external=False),
    "another document": related(DOCUMENT, "aFChunk", "file:///etc/passwd"),
    "a link on its page": related(DOCUMENT, "hyperlink", "file:///etc/passwd"),
    "an old drawing that leads out": respelt(
        HEADER,
        "</w:p>",
        '</w:p><w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A" style="width:1pt">'
        '<v:imagedata src="file:///etc/passwd"/></v:shape></w:pict></w:r></w:p>',
    ),
    "a deleted secret": respelt(
        FOOTER, "<w:r>", '<w:del w:id="1" w:author="A"><w:r><w:delText>Secret</w:delText></w:r></w:del><w:r>'
    ),
    "a merge field": NOTED["a merge field"][0],
}


def test_a_narrow_letterhead_passes_the_whole_proof(riverside):
    handout(riverside, letterhead(narrow))


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE)
def test_nothing_that_is_left_out_gets_into_the_handout(data):
    made = members(short(data))
    everything = b"\n".join((*map(str.encode, made), *made.values()))
    for secret in (
        b"vbaProject",
        b"macroEnabled",
        b"attachedTemplate",
        b"file:///",
        b"Dear patient",
        b"Secret",
    ):
        assert secret not in everything
    assert b"MERGEFIELD" not in everything
    assert not [name for name in made if re.search("embeddings|comments|afchunk|customXml", name)]


def test_an_emf_drawing_of_plain_shapes_is_taken():
    made = members(short(with_picture("emf", emf(70))))
    assert emf(70) in made.values()


# The text keeps clear


def edges(data: bytes) -> set[tuple[int, int]]:
    """The left and right indent in mm of the paragraphs and tables between header and footer."""
    document = Document(BytesIO(data))
    found = set()
    for block in document.element.body:
        indent = block.find(f"*/{qn('w:ind')}")
        if indent is not None and block.find(f"*/{qn('w:pStyle')}").get(qn("w:val")) == "BodyText":
            found.add(
                tuple(round(int(indent.get(qn(f"w:{side}"))) / 1440 * 25.4) for side in ("left", "right"))
            )
    return found


def test_narrow_margins_stay_and_the_text_keeps_wider_ones():
    made = short(letterhead(narrow))
    section = Document(BytesIO(made)).sections[0]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [15, 15]
    assert edges(made) == {(15, 15)}
    widths = {
        int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) for table in Document(BytesIO(made)).tables
    }
    assert {round(width / 1440 * 25.4) for width in widths} == {150}


def test_a_list_keeps_its_own_indent_within_wider_margins():
    document = Document(BytesIO(short(letterhead(narrow))))
    items = [item._p for item in document.paragraphs if item.style.name == "List Bullet"]
    indents = [
        item.find(f"{qn('w:pPr')}/{qn('w:ind')}") for item in items if item.getparent().tag == qn("w:body")
    ]
    assert {round(int(indent.get(qn("w:left"))) / 20) for indent in indents} == {round(15 / 25.4 * 72 + 20)}
    assert {indent.get(qn("w:hanging")) for indent in indents} == {"400"}


def test_letterheads_with_margins_of_their_own_are_not_touched():
    assert edges(short(letterhead())) == set()


def test_a_letterhead_without_margins_is_noted_for_the_printer():
    notes = " ".join(map(str, read(letterhead(none)).diagnostics.notes))
    assert "its side margins are 0 mm, and many printers leave the edge of the paper blank" in notes


def test_the_text_begins_below_what_floats_and_ends_above_it(riverside):
    for top, expected in ((0, (84, 30)), (217, (48, 84))):
        page = read(letterhead(floating(210, 80, "#7a1f3d", top))).page
        assert (round(page.top), round(page.bottom)) == expected


def test_a_pale_watermark_may_be_behind_the_text():
    assert read(letterhead(floating(210, 297, "#eef4f8"))).diagnostics.corrections == ()


def test_what_floats_beside_the_text_moves_nothing():
    assert read(letterhead(floating(20, 297, "#7a1f3d"))).diagnostics.corrections == ()


def test_a_footer_of_ours_stays_clear_of_what_floats(riverside):
    def footless(document):
        document.sections[0].footer.paragraphs[0].clear()

    page = read(letterhead(footless, floating(210, 50, "#7a1f3d", 247))).page
    assert round(page.footer) == 52
    assert round(page.bottom) == 62


def test_what_floats_at_the_bottom_of_letter_paper_moves_to_the_bottom_of_a4():
    data = letterhead(floating(215.9, 40, "#7a1f3d", 239.4), paper=LETTER)
    letter = read(data)
    (story, *_) = letter.stories
    offset = story.root.find(f".//{qn('wp:positionV')}/{qn('wp:posOffset')}")
    assert round(int(offset.text) / 36000) == 257
    assert round(letter.page.bottom) == 44


def test_letter_paper_is_noted_and_the_handout_is_on_that_of_the_practice():
    made = short(letterhead(paper=LETTER))
    assert inspection.read_docx(made).sizes == (A4,)


def test_the_first_section_that_shows_something_is_used():
    def second(document):
        for side in (document.sections[0].header, document.sections[0].footer):
            side.paragraphs[0].clear()
        section = document.add_section()
        section.header.is_linked_to_previous = False
        section.header.paragraphs[0].add_run("Only later")

    made = short(letterhead(second))
    assert Document(BytesIO(made)).sections[0].header.paragraphs[0].text == "Only later"


def test_headers_that_no_page_shows_are_left_out():
    def hidden(document):
        document.sections[0].first_page_header.paragraphs[0].add_run("Unseen")
        document.sections[0].different_first_page_header_footer = False

    assert b"Unseen" not in b"".join(members(short(letterhead(hidden))).values())


@pytest.mark.parametrize("width", [12, 15, 19, 34])
def test_lines_are_never_longer_than_170_mm(width):
    assert 110 <= read(letterhead(margins(width))).page.text_width <= 170
