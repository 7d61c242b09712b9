"""The handout on a practice's own Word paper: what is kept of it, what is refused, and what is proven."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Pt
from lxml import etree
from support.letterheads import (
    A4,
    LETTER,
    bare,
    bomb,
    broad,
    crest,
    emf,
    enormous_png,
    field,
    floating,
    letterhead,
    members,
    paragraph,
    pictured,
    related,
    respelt,
    with_part,
    with_picture,
    without,
    words,
    wordy,
    zipped,
)

from foldwell.assets.ooxml.names import W
from foldwell.documents import verification
from foldwell.errors import Diagnostics, InputError
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering import docx
from foldwell.rendering.docx.letterhead.fields import fields
from foldwell.rendering.docx.styles.style_elements import type_metrics
from foldwell.workflows import build_pack

RIVERSIDE = "content/practices/riverside"
DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
STYLES, SETTINGS = "word/styles.xml", "word/settings.xml"


def handout(context: loading.BuildContext, data: bytes | None = None, **facts: object) -> bytes:
    """The handout of a context on a letterhead, with other facts of its practice."""
    practice = context.practice.model_copy(update=facts)
    return build_pack.build_documents(replace(context, letterhead=data, practice=practice), ("handout",))[
        "handout"
    ]


def complaints(context: loading.BuildContext, data: bytes, docx: bytes) -> str:
    """What the proof says of a handout that was to be on a letterhead."""
    return "\n".join(map(str, verification.verify(replace(context, letterhead=data), {"handout": docx})))


@pytest.fixture(scope="module")
def riverside(contexts):
    return contexts["riverside"]


@pytest.fixture(scope="module")
def made(riverside):
    return handout(riverside, letterhead())


def root(docx: bytes, name: str) -> etree._Element:
    return etree.fromstring(members(docx)[name])


def style(docx: bytes, name: str):
    return Document(BytesIO(docx)).styles[name]


# What is kept


def test_the_handout_on_a_letterhead_passes_the_whole_proof(riverside, made):
    assert complaints(riverside, letterhead(), made) == ""


def test_header_footer_and_picture_are_the_letterheads_own(made):
    section = Document(BytesIO(made)).sections[0]
    assert "Oakwood & Partners" in section.header.paragraphs[0].text
    assert section.footer.paragraphs[0].text == "Partners: Dr A Oak, Dr B Ash"
    assert section.footer.paragraphs[0].runs[0].font.size == Pt(8)
    assert section.header._element.find(".//" + qn("wp:docPr")).get("descr") == "The crest of Oakwood"
    assert crest() in members(made).values()


def test_margins_stay_and_boxes_are_as_wide_as_they_leave_room(made):
    document = Document(BytesIO(made))
    section = document.sections[0]
    assert [round(side.mm) for side in (section.left_margin, section.right_margin)] == [34, 26]
    assert [round(side.mm) for side in (section.top_margin, section.bottom_margin)] == [48, 30]
    widths = {int(table._tbl.tblPr.find(qn("w:tblW")).get(qn("w:w"))) for table in document.tables}
    assert {round(width / 1440 * 25.4) for width in widths} == {150}


def test_our_own_header_and_logo_are_not_there_and_the_body_says_all(riverside, made):
    assert sorted(re.findall(r"word/(?:header|footer)\d+\.xml", " ".join(members(made)))) == [
        "word/footer1.xml",
        "word/header1.xml",
    ]
    seen = " ".join(inspection.read_docx(made, body_alone=True).text)
    for expected in (riverside.practice.name, "Version 0.1.", "Review by", riverside.practice.phone):
        assert expected.replace("\N{NO-BREAK SPACE}", " ") in seen.replace("\N{NO-BREAK SPACE}", " ")
    assert riverside.brand.logo.alt not in {figure.alt for figure in inspection.read_docx(made).figures}


def test_a_heading_that_the_practice_designed_wins_in_the_brands_font(riverside, made):
    heading = style(made, "Heading 1")
    assert (heading.font.size, str(heading.font.color.rgb)) == (Pt(26), "7A1F3D")
    assert heading.font.name == riverside.headings.family


def test_a_heading_that_word_puts_into_every_file_does_not_win(riverside, made):
    heading = style(made, "Heading 2")
    assert (heading.font.size, f"#{heading.font.color.rgb}".lower()) == (
        Pt(20),
        riverside.brand.colours.primary,
    )


def test_body_text_of_the_letterhead_decides_for_all_running_text(riverside):
    def larger(document):
        document.styles["Body Text"].font.size = Pt(16)

    docx = handout(riverside, letterhead(larger))
    assert style(docx, "Body Text").font.size == style(docx, "Handout").font.size == Pt(16)
    assert complaints(riverside, letterhead(larger), docx) == ""


def test_normal_and_the_letterheads_other_styles_stay_as_they_were(made):
    before, after = Document(BytesIO(letterhead())).styles, Document(BytesIO(made)).styles
    assert after["Normal"].font.size == before["Normal"].font.size
    assert after["Title"].font.size == before["Title"].font.size
    names = [item.name for item in after]
    assert len(names) == len(set(names))


def test_a_style_of_ours_that_the_header_wears_is_kept_beside_ours(riverside):
    def worn(document):
        document.sections[0].header.add_paragraph("Since 1948", style="List Bullet 2")

    docx = handout(riverside, letterhead(worn))
    header = Document(BytesIO(docx)).sections[0].header.paragraphs[-1]
    assert header.style.name == "Letterhead List Bullet 2"
    assert "List Bullet 2" in Document(BytesIO(docx)).styles


def test_a_letterhead_without_footer_gets_our_page_numbers(riverside):
    def footless(document):
        document.sections[0].footer.paragraphs[0].clear()

    docx = handout(riverside, letterhead(footless))
    assert "PAGE" in list(fields(root(docx, FOOTER)))
    assert complaints(riverside, letterhead(footless), docx) == ""


def test_another_first_page_and_its_header_are_kept(riverside):
    def first(document):
        section = document.sections[0]
        section.different_first_page_header_footer = True
        section.first_page_header.paragraphs[0].add_run("Only on the first page")

    section = Document(BytesIO(handout(riverside, letterhead(first)))).sections[0]
    assert section.different_first_page_header_footer
    assert section.first_page_header.paragraphs[0].text == "Only on the first page"


def test_theme_stays_and_what_only_hides_in_the_file_goes(made):
    names = set(members(made))
    assert "word/theme/theme1.xml" in names
    assert not [name for name in names if re.search("customXml|thumbnail|webSettings|app.xml", name)]
    assert members(made)["word/theme/theme1.xml"] == members(letterhead())["word/theme/theme1.xml"]


def test_a_picture_that_is_marked_as_decorative_needs_no_words(riverside):
    mark = (
        '<a:extLst xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
        '<a:ext uri="{C183D7F6-B498-43B3-948B-1728B52AA6E4}"><d:decorative val="1" '
        'xmlns:d="http://schemas.microsoft.com/office/drawing/2017/decorative"/></a:ext></a:extLst>'
    )
    data = respelt(HEADER, r'(<wp:docPr [^>]*?) descr="[^"]*"/>', rf"\1>{mark}</wp:docPr>")
    assert complaints(riverside, data, handout(riverside, data)) == ""


def test_the_same_letterhead_gives_the_same_bytes_and_a_template_serves_too(riverside, made):
    assert handout(riverside, letterhead()) == made
    template = respelt("[Content_Types].xml", "document.main", "template.main")
    assert handout(riverside, template) == made


def test_styles_that_are_based_on_each_other_in_a_circle_do_not_stop_the_handout(riverside):
    def circle(document):
        first, second = document.styles["Quote"], document.styles["Intense Quote"]
        first.base_style, second.base_style = second, first
        document.sections[0].header.paragraphs[0].style = first

    data = letterhead(circle)
    assert complaints(riverside, data, handout(riverside, data)) == ""


def test_first_lines_that_a_letterhead_sets_in_are_not_those_of_the_handout(riverside):
    indented = respelt(STYLES, "<w:pPrDefault><w:pPr>", '<w:pPrDefault><w:pPr><w:ind w:firstLine="720"/>')
    docx = handout(riverside, indented)
    assert complaints(riverside, indented, docx) == ""
    styles = Document(BytesIO(docx)).styles
    assert styles["Handout"].paragraph_format.first_line_indent == 0
    assert styles["List Bullet"].paragraph_format.first_line_indent < 0
    bases = {styles[name].base_style.name for name in ("Heading 2", "Body Text", "List Bullet")}
    assert bases == {"Handout"}


def test_the_size_of_a_style_in_a_circle_that_states_none_is_that_of_the_defaults():
    styles = Document().styles
    first, second = styles["Quote"], styles["Intense Quote"]
    first.base_style, second.base_style = second, first
    stated = styles.element.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}sz").get(f"{W}val")
    assert type_metrics(styles.element, "Quote")[0] == int(stated) / 2


# The paper


def test_letter_paper_keeps_the_line_as_long_as_on_a4(riverside):
    docx = handout(riverside, paper="Letter")
    section = Document(BytesIO(docx)).sections[0]
    assert (round(section.page_width.mm, 1), round(section.page_height.mm, 1)) == LETTER
    assert round(section.page_width.mm - section.left_margin.mm - section.right_margin.mm) == 150
    practice = riverside.practice.model_copy(update={"paper": "Letter"})
    assert verification.verify(replace(riverside, practice=practice), {"handout": docx}) == ()
    assert "instead of 210 x 297" in complaints(riverside, letterhead(), docx)


def test_a_letterhead_on_letter_paper_serves_a_practice_on_letter_paper(riverside):
    docx = handout(riverside, letterhead(paper=LETTER), paper="Letter")
    assert inspection.read_docx(docx).sizes == (LETTER,)


# Printed paper


def test_without_letterhead_the_top_of_page_one_stays_blank_to_its_depth(riverside):
    docx = handout(riverside, letterhead=False, letterhead_depth=70)
    section = Document(BytesIO(docx)).sections[0]
    assert section.different_first_page_header_footer
    (blank,) = section.first_page_header.paragraphs
    assert blank.text == ""
    assert not list(blank._p.iter(qn("w:drawing"), qn("w:pBdr")))
    height = section.header_distance.mm + blank.style.paragraph_format.line_spacing.mm
    assert round(height) == 70
    assert blank.style.element.find(".//" + qn("w:pBdr")) is None


def test_without_letterhead_later_pages_and_every_footer_are_as_usual(riverside):
    docx = handout(riverside, letterhead=False)
    section = Document(BytesIO(docx)).sections[0]
    assert section.header._element.find(".//" + qn("w:drawing")) is not None
    first, later = section.first_page_footer, section.footer
    assert first.paragraphs[0].text == later.paragraphs[0].text != ""
    practice = riverside.practice.model_copy(update={"letterhead": False})
    assert verification.verify(replace(riverside, practice=practice), {"handout": docx}) == ()


# What the proof notices


def damaged(docx: bytes, part: str, old: str, new: str) -> bytes:
    return respelt(part, old, new, docx)


def test_a_header_that_lost_a_word_is_noticed(riverside, made):
    broken = damaged(made, HEADER, "Oakwood &amp; Partners", "Oakwood")
    assert "what the letterhead shows is missing" in complaints(riverside, letterhead(), broken)


def test_another_crest_is_noticed(riverside, made):
    parts = members(made)
    parts["word/media/letterhead1.png"] = parts["word/media/letterhead1.png"] + b" "
    assert "missing: a picture" in complaints(riverside, letterhead(), zipped(parts))


def test_a_date_that_only_the_letterhead_says_does_not_count(riverside, made):
    broken = damaged(made, DOCUMENT, "Review by\\W+22", "Review")
    broken = damaged(broken, FOOTER, "Partners", "Review by 22 November 2028 Partners")
    assert "words of the next review are missing" in complaints(riverside, letterhead(), broken)


# What is refused

STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"


REFUSED = {
    "no archive": (b"Dear patient", "is not a Word file, or a damaged one"),
    "nothing": (b"", "is empty"),
    "half a file": (letterhead()[:4000], "is not a Word file, or a damaged one"),
    "an old file": (b"\xd0\xcf\x11\xe0\xa1\xb1", "is a Word file of the old kind (.doc)"),
    "a password": (
        b"\xd0\xcf\x11\xe0\xa1\xb1" + "EncryptedPackage".encode("utf-16-le"),
        "is locked with a password (take the password off",
    ),
    "a picture": (crest(), "is a picture (in Word, make a new document"),
    "RTF": (b"{\\rtf1 Dear patient}", "is an RTF file (open it in Word and save it as"),
    "a PDF": (b"%PDF-1.7", "is a PDF (ask for the Word file"),
    "OpenDocument": (
        zipped({"mimetype": b"application/vnd.oasis.opendocument.text"}),
        "is an OpenDocument file (.odt) (in LibreOffice: File, Save As",
    ),
    "Pages": (zipped({"Index/Document.iwa": b"a"}), "is a Pages file (in Pages: File, Export To, Word"),
    "Excel": (zipped({"xl/workbook.xml": b"<a/>"}), "is an Excel file"),
    "a zip of something else": (zipped({"a.txt": b"a"}), "is not a Word file"),
    "no main part": (without(DOCUMENT), "is not a Word file"),
    "the strict kind": (
        respelt(DOCUMENT, "http://schemas.openxmlformats.org/wordprocessingml/2006/main", STRICT),
        "is saved as Strict Open XML (",
    ),
    "no styles": (without(STYLES), "lacks parts that Word writes"),
    "a damaged part": (with_part(SETTINGS, b"<w:settings"), "its part word/settings.xml is damaged"),
    "a size with a unit": (
        respelt(STYLES, 'w:sz w:val="52"', 'w:sz w:val="26pt"'),
        "holds a size that is no number",
    ),
    "paper that is no length": (
        respelt(DOCUMENT, r'w:pgSz w:w="\d+"', 'w:pgSz w:w="1.2.3"'),
        "holds a size that is no number",
    ),
    "a size that is no number": (
        respelt(STYLES, '<w:sz w:val="[0-9]+"', '<w:sz w:val="big"'),
        "holds a size that is no number",
    ),
    "a DOCTYPE": (
        with_part(SETTINGS, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "its part word/settings.xml has a DOCTYPE",
    ),
    "a zip bomb": (bomb(), "unpacks to more than a letterhead can hold"),
    "too many parts": (
        zipped({**members(letterhead()), **{f"{n}.txt": b"" for n in range(500)}}),
        "unpacks to more than",
    ),
    "a picture as large as a house": (
        with_picture("png", enormous_png()),
        "a picture in the header has more than 40 million pixels",
    ),
    "a damaged picture": (with_picture("png", b"\x89PNG\r\n"), "a picture in the header is damaged"),
    "a picture of another kind": (
        with_picture("wmf", b"\xd7\xcd\xc6\x9a"),
        "a picture in the header is of the kind WMF, which not every program shows",
    ),
    "an EMF that asks the driver": (
        with_picture("emf", emf(105)),
        "an EMF drawing in the header is damaged, or not plain shapes alone",
    ),
    "an EMF cut short": (with_picture("emf", emf()[:-4]), "an EMF drawing in the header is damaged"),
    "a linked picture": (
        related(HEADER, "image", "https://example.org/a.png"),
        "the header shows a picture from https://example.org/a.png, which is outside the file",
    ),
    "a link to a file": (related(HEADER, "hyperlink", "file:///etc/passwd"), "which is outside the file"),
    "a theme that leads out": (
        related("word/theme/theme1.xml", "image", "https://example.org/a.png"),
        "its theme refers to https://example.org/a.png",
    ),
    "an embedded object": (
        related(HEADER, "oleObject", "embeddings/a.bin", external=False),
        "the header holds an embedded object",
    ),
    "a chart": (related(HEADER, "chart", "charts/chart1.xml", external=False), "the header holds a chart"),
    "an object": (respelt(HEADER, "</w:p>", f"</w:p>{paragraph('<w:object/>')}"), "holds an embedded object"),
    "a date that changes": (field("DATE"), "the footer holds a field of the kind DATE"),
    "a field that fetches": (
        field('INCLUDEPICTURE "https://example.org/a.png"'),
        "the footer holds a field of the kind INCLUDEPICTURE",
    ),
    "a field that leads astray": (field('HYPERLINK "file:///etc/passwd"'), "holds a link that does not lead"),
    "a field that never ends": (
        field('INCLUDETEXT "https://example.org/a.docx"', end=""),
        "the footer holds a field of the kind INCLUDETEXT",
    ),
    "a field inside a merge field": (
        respelt(
            FOOTER,
            "</w:p>",
            '<w:fldSimple w:instr="MERGEFIELD Name"><w:fldSimple w:instr="INCLUDETEXT a.docx"/>'
            "</w:fldSimple></w:p>",
        ),
        "the footer holds a field of the kind INCLUDETEXT",
    ),
    "a drawing that acts": (
        with_picture("svg", b"<svg><script/></svg>"),
        "a drawing in the header is not plain shapes alone",
    ),
    "a drawing that leads out": (
        with_picture("svg", b'<svg><a href="https://example.org"/></svg>'),
        "a drawing in the header is not plain shapes alone",
    ),
    "text that was moved": (
        respelt(FOOTER, "<w:r>", '<w:moveTo w:id="1" w:author="A"><w:r/></w:moveTo><w:r>'),
        "the footer has tracked changes that move text or cells",
    ),
    "a picture on its page": (
        letterhead(pictured),
        "a picture, a drawing or a text box stands between its header and its footer",
    ),
    "nothing at all": (letterhead(bare), "has nothing in its header or footer"),
    "everything on its page": (letterhead(bare, pictured), "everything stands on the page itself"),
    "a page that lies on its side": (letterhead(paper=(297, 210)), "its paper is 297 x 210 mm"),
    "another paper": (letterhead(paper=(148, 210)), "its paper is 148 x 210 mm"),
    "a column of text": (letterhead(broad), "its margins leave lines of 90 mm"),
    "a letter in the header": (letterhead(wordy), "the header fills more than half of the page"),
    "a dark page": (letterhead(floating(210, 297, "#7a1f3d")), "leaves no room for text"),
    "a list in the footer": (
        respelt(FOOTER, "<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'),
        "the footer holds a list",
    ),
}


@pytest.mark.parametrize(("data", "message"), REFUSED.values(), ids=REFUSED)
def test_what_a_letterhead_must_not_hold_is_refused_in_words(data, message):
    with pytest.raises(InputError) as caught:
        docx.read_letterhead(data, "letterhead.docx", A4)
    lines = str(caught.value).splitlines()
    assert [line for line in lines if message not in line] == []
    assert all(line.startswith("letterhead.docx: ") and line.endswith(")") for line in lines)


def test_a_sound_letterhead_is_not_refused_and_links_to_the_practice_are_fine():
    sound = related(HEADER, "hyperlink", "https://example.org", data=field("PAGE \\* MERGEFORMAT"))
    found = docx.read_letterhead(sound, "letterhead.docx", A4)
    assert found.page.text_width == pytest.approx(150, abs=0.1)
    assert found.diagnostics == Diagnostics()
    assert len(REFUSED) > 45


def test_everything_that_is_wrong_is_reported_at_once():
    with pytest.raises(InputError) as caught:
        docx.read_letterhead(letterhead(pictured, broad), "letterhead.docx", A4)
    assert len(caught.value.problems) == 2


# The file in the practice's folder


def gathered(project):
    return loading.load_context(project, "riverside", "restless-legs")


def test_a_letterhead_in_the_folder_is_used_unless_the_practice_has_printed_paper(project):
    folder = project / RIVERSIDE
    assert gathered(project).letterhead is None
    (folder / "letterhead.dotx").write_bytes(letterhead())
    assert gathered(project).letterhead == letterhead()
    facts = folder / "practice.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "\nletterhead: no\n", encoding="utf-8")
    assert gathered(project).letterhead is None


@pytest.mark.parametrize(
    ("prepare", "message"),
    [
        (lambda at: [(at / f"letterhead.{end}").write_bytes(letterhead()) for end in ("docx", "dotx")],
         "letterhead.docx: stands beside letterhead.dotx (keep one of the two)"),
        (lambda at: (at / "letterhead.docx").mkdir(), "letterhead.docx: is not a file"),
        (lambda at: (at / "letterhead.docx").symlink_to("/etc/passwd"), "letterhead.docx: is not a file"),
        (lambda at: (at / "letterhead.docx").write_bytes(bytes(10_000_001)), "is larger than 10 MB"),
        (lambda at: (at / "letterhead.docx").write_bytes(letterhead(bare)), "has nothing in its header"),
    ],
)  # fmt: skip
def test_an_unfit_file_is_refused_with_its_place(project, prepare, message):
    prepare(project / RIVERSIDE)
    with pytest.raises(InputError) as caught:
        gathered(project)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{RIVERSIDE}/letterhead.docx: ")
    assert message in line


def test_the_name_may_be_in_capitals_and_the_file_may_hold_macros(project):
    (project / RIVERSIDE / "Letterhead.DOCM").write_bytes(letterhead())
    assert gathered(project).letterhead == letterhead()


@pytest.mark.parametrize("name", ["letterhead.doc", "letterhead.rtf", "letterhead.pages", "Letterhead.PDF"])
def test_a_letterhead_that_is_no_word_file_is_noted_with_the_way_out(project, name):
    (project / RIVERSIDE / name).write_bytes(b"?")
    context = gathered(project)
    assert context.letterhead is None
    (note,) = [note for note in map(str, context.notes) if name in note]
    assert "is not used: the handout is written on a Word file, letterhead.docx (" in note


def test_what_was_mended_is_noted_and_a_strict_brand_refuses_it(project):
    (project / RIVERSIDE / "letterhead.docx").write_bytes(letterhead(words))
    assert "the words between its header and its footer are left out" in "".join(
        map(str, gathered(project).notes)
    )
    brand = project / RIVERSIDE / "_brand.yml"
    text = brand.read_text(encoding="utf-8")
    brand.write_text(text + "\ndefaults: {foldwell: {strict: yes}}\n", encoding="utf-8")
    with pytest.raises(InputError, match="are left out"):
        gathered(project)


def test_a_practice_that_extends_another_writes_on_its_letterhead(project):
    base = project / "content/practices/_network"
    base.mkdir()
    (base / "letterhead.docx").write_bytes(letterhead())
    facts = project / RIVERSIDE / "practice.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "\nextends: _network\n", encoding="utf-8")
    assert gathered(project).letterhead == letterhead()
