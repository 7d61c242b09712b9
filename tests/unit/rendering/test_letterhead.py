"""The handout on a practice's own Word paper: what is kept of it, what is refused, and what is proven."""

from __future__ import annotations

import re
from dataclasses import replace
from io import BytesIO

import pytest
from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from lxml import etree
from support.letterheads import A4, LETTER, crest, letterhead, members, related, respelt, zipped

from foldwell.assets.ooxml.names import W
from foldwell.documents import verification
from foldwell.errors import InputError
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering import docx
from foldwell.rendering.docx.letterhead.fields import fields
from foldwell.rendering.docx.style_elements import type_metrics
from foldwell.workflows import build_pack

RIVERSIDE = "content/practices/riverside"
DOCUMENT, HEADER, FOOTER = "word/document.xml", "word/header1.xml", "word/footer1.xml"
STYLES, SETTINGS = "word/styles.xml", "word/settings.xml"


def handout(job: loading.BuildContext, data: bytes | None = None, **facts: object) -> bytes:
    """The handout of a job on a letterhead, with other facts of its practice."""
    practice = job.practice.model_copy(update=facts)
    return build_pack.build_documents(replace(job, letterhead=data, practice=practice), ("handout",))[
        "handout"
    ]


def complaints(job: loading.BuildContext, data: bytes, docx: bytes) -> str:
    """What the proof says of a handout that was to be on a letterhead."""
    return "\n".join(map(str, verification.verify(replace(job, letterhead=data), {"handout": docx})))


@pytest.fixture(scope="module")
def riverside(jobs):
    return jobs["riverside"]


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
    for words in (riverside.practice.name, "Version 0.1.", "Review by", riverside.practice.phone):
        assert words.replace("\N{NO-BREAK SPACE}", " ") in seen.replace("\N{NO-BREAK SPACE}", " ")
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


def paragraph(*inner: str) -> str:
    return f"<w:p><w:r>{''.join(inner)}</w:r></w:p>"


def field(code: str, end: str = "end") -> bytes:
    run = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = f"<w:r><w:instrText>{code[:4]}</w:instrText></w:r><w:r><w:instrText>{code[4:]}</w:instrText></w:r>"
    closed = run.format(end) if end else ""
    return respelt(FOOTER, "</w:p>", run.format("begin") + code + closed + "</w:p>")


def styled(name: str, **looks: object) -> bytes:
    """A letterhead in which somebody changed a style."""

    def change(document):
        for key, value in looks.items():
            if key == "rgb":
                document.styles[name].font.color.rgb = RGBColor.from_string(value)
            elif key == "alignment":
                document.styles[name].paragraph_format.alignment = value
            else:
                setattr(document.styles[name].font, key, value)

    return letterhead(change)


def words(document):
    document.add_paragraph("Dear patient,")


def sections(document):
    document.add_section()


def pictured(document):
    document.add_picture(BytesIO(crest()))


def narrow(document):
    document.sections[0].left_margin = document.sections[0].right_margin = Mm(12)


def silent(document):
    del document.sections[0].header._element.find(".//" + qn("wp:docPr")).attrib["descr"]


def bare(document):
    for side in (document.sections[0].header, document.sections[0].footer):
        side.paragraphs[0].clear()


def columns(document):
    document.sections[0]._sectPr.find(qn("w:cols")).set(qn("w:num"), "2")


def without(name: str) -> bytes:
    return zipped({key: text for key, text in members(letterhead()).items() if key != name})


def with_part(name: str, text: bytes) -> bytes:
    return zipped({**members(letterhead()), name: text})


def bomb() -> bytes:
    return with_part("word/media/bomb.png", bytes(61_000_000))


REFUSED = {
    "no archive": (b"Dear patient", "is not a Word file, or a damaged one"),
    "half a file": (letterhead()[:4000], "is not a Word file, or a damaged one"),
    "a password": (b"\xd0\xcf\x11\xe0\xa1\xb1", "is locked with a password"),
    "a picture": (crest(), "is not a Word file"),
    "a zip of something else": (zipped({"a.txt": b"a"}), "is not a Word file"),
    "no main part": (without(DOCUMENT), "is not a Word file"),
    "a damaged part": (with_part(SETTINGS, b"<w:settings"), "its part word/settings.xml is damaged"),
    "a DOCTYPE": (
        with_part(SETTINGS, b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'),
        "its part word/settings.xml has a DOCTYPE",
    ),
    "a zip bomb": (bomb(), "unpacks to more than a letterhead can hold"),
    "too many parts": (
        zipped({**members(letterhead()), **{f"{n}.txt": b"" for n in range(500)}}),
        "unpacks to more than",
    ),
    "a file for macros": (
        respelt(
            "[Content_Types].xml",
            "openxmlformats-officedocument.wordprocessingml.document.main",
            "ms-word.document.macroEnabled.main",
        ),
        "is a file for macros",
    ),
    "macros": (related(DOCUMENT, "vbaProject", "vbaProject.bin", external=False), "holds macros"),
    "a template elsewhere": (
        related(SETTINGS, "attachedTemplate", "file:///C:/Letter.dotx"),
        "is tied to the template file:///C:/Letter.dotx",
    ),
    "a linked picture": (
        related(HEADER, "image", "https://example.org/a.png"),
        "refers to https://example.org/a.png, which is outside the file",
    ),
    "a link to a file": (related(HEADER, "hyperlink", "file:///etc/passwd"), "which is outside the file"),
    "an embedded object": (
        related(HEADER, "oleObject", "embeddings/a.bin", external=False),
        "embedded object",
    ),
    "another document": (related(DOCUMENT, "aFChunk", "a.html", external=False), "holds another document"),
    "a chart": (related(HEADER, "chart", "charts/chart1.xml", external=False), "its header holds a chart"),
    "an object": (respelt(HEADER, "</w:p>", f"</w:p>{paragraph('<w:object/>')}"), "holds an embedded object"),
    "a date that changes": (field("DATE"), "its footer holds a field of the kind DATE"),
    "a field that fetches": (
        field('INCLUDEPICTURE "https://example.org/a.png"'),
        "its footer holds a field of the kind INCLUDEPICTURE",
    ),
    "a field that leads astray": (field('HYPERLINK "file:///etc/passwd"'), "holds a link that does not lead"),
    "a field that never ends": (
        field('INCLUDETEXT "https://example.org/a.docx"', end=""),
        "its footer holds a field of the kind INCLUDETEXT",
    ),
    "a drawing that acts": (
        with_part("word/media/a.svg", b"<svg><script/></svg>"),
        "is not plain shapes alone",
    ),
    "a drawing that leads out": (
        with_part("word/media/a.svg", b'<svg><a href="https://example.org"/></svg>'),
        "is not plain shapes alone",
    ),
    "tracked changes": (
        respelt(FOOTER, "<w:r>", '<w:ins w:id="1" w:author="A"><w:r><w:t>new</w:t></w:r></w:ins><w:r>'),
        "has tracked changes",
    ),
    "protection": (
        respelt(SETTINGS, "<w:zoom", '<w:documentProtection w:edit="readOnly" w:enforcement="1"/><w:zoom'),
        "is protected against changes",
    ),
    "words on its page": (letterhead(words), "its page holds words: Dear patient,"),
    "a picture on its page": (letterhead(pictured), "its page holds a picture, a table or a text box"),
    "nothing at all": (letterhead(bare), "has nothing in its header or footer"),
    "several sections": (letterhead(sections), "has 2 sections"),
    "columns": (letterhead(columns), "its text stands in columns"),
    "other paper": (letterhead(paper=LETTER), "its paper is 216 x 279 mm instead of 210 x 297"),
    "narrow margins": (letterhead(narrow), "its margins leave lines of 186 mm"),
    "a picture without words": (letterhead(silent), "a picture in its header has no words that stand for it"),
    "a list in the footer": (
        respelt(FOOTER, "<w:pPr>", '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr>'),
        "its footer holds a list",
    ),
    "small print": (
        styled("Body Text", size=Pt(10)),
        "its style 'Body Text' is 10 pt (make it 12 pt or larger",
    ),
    "a pale heading": (styled("Heading 2", rgb="AAAAAA"), "its style 'Heading 2' has the colour #AAAAAA"),
    "a justified text": (
        styled("Body Text", size=Pt(14), alignment=WD_ALIGN_PARAGRAPH.JUSTIFY),
        "its style 'Body Text' is not left aligned",
    ),
    "capitals": (styled("Heading 1", all_caps=True), "its style 'Heading 1' is in capitals"),
    "italics": (styled("Caption", size=Pt(13), italic=True, rgb="222222"), "its style 'Caption' is italic"),
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
    assert docx.read_letterhead(sound, "letterhead.docx", A4).page.text_width == pytest.approx(150, abs=0.1)
    assert len(REFUSED) > 35


def test_comments_are_refused():
    def noted(document):
        document.part.comments.add_comment("Is this right?", author="A")

    with pytest.raises(InputError, match="has comments"):
        docx.read_letterhead(letterhead(noted), "letterhead.docx", A4)


def test_everything_that_is_wrong_is_reported_at_once():
    with pytest.raises(InputError) as caught:
        docx.read_letterhead(letterhead(words, silent, narrow), "letterhead.docx", A4)
    assert len(caught.value.problems) == 3


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
        (lambda at: (at / "letterhead.docx").write_bytes(letterhead(words)), "its page holds words"),
    ],
)  # fmt: skip
def test_an_unfit_file_is_refused_with_its_place(project, prepare, message):
    prepare(project / RIVERSIDE)
    with pytest.raises(InputError) as caught:
        gathered(project)
    (line,) = str(caught.value).splitlines()
    assert line.startswith(f"{RIVERSIDE}/letterhead.docx: ")
    assert message in line


def test_a_practice_that_extends_another_writes_on_its_letterhead(project):
    base = project / "content/practices/_network"
    base.mkdir()
    (base / "letterhead.docx").write_bytes(letterhead())
    facts = project / RIVERSIDE / "practice.yaml"
    facts.write_text(facts.read_text(encoding="utf-8") + "\nextends: _network\n", encoding="utf-8")
    assert gathered(project).letterhead == letterhead()
