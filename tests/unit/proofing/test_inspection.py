from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pikepdf
import pytest
import rendercv_fonts
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from PIL import Image
from weasyprint import HTML

from foldwell.documents.registry import DOCUMENTS
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.checks import appearance
from foldwell.proofing.checks.proof import REPORT_HINT, Proof
from foldwell.proofing.text_match.ordered_search import missing

FONTS = Path(rendercv_fonts.__file__).parent / "Source Sans 3"
WEIGHTS = {400: "SourceSans3-Regular.ttf", 700: "SourceSans3-Bold.ttf"}
FACES = "".join(
    f'@font-face {{ font-family: "Source Sans 3"; font-weight: {weight}; src: url({FONTS.as_uri()}/{file}) }}'
    for weight, file in WEIGHTS.items()
)
LOOK = """
@page { size: 100mm 210mm; margin: 10mm; font: 12pt "Source Sans 3" }
@page { @bottom-center { content: "Page " counter(page) } }
body { margin: 0; font: 12pt/1.25 "Source Sans 3"; color: #1a1a1a }
"""
DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 50" width="100" height="50">'
    '<rect width="100" height="50" fill="#003366"/>'
    '<text x="10" y="25" font-size="12" font-family="Source Sans 3" fill="#ffffff">Valve open</text></svg>'
)
PICTURE = f'<img alt="A healthy valve" src="data:image/svg+xml,{quote(DRAWING)}">'
PLAIN = "Move your legs before you go to bed."


def under(cover: str, what: str) -> str:
    """Return `what` with something else laid over it."""
    return f'<div style="position: relative">{what}<i style="position: absolute; {cover}</i></div>'


@cache
def printed(body: str, css: str = "", variant: str = "pdf/ua-1") -> bytes:
    head = f"<title>Restless legs</title><style>{FACES}{LOOK}{css}</style>"
    html = f'<html lang="en-GB">{head}<body>{body}</body></html>'
    return bytes(HTML(string=html).write_pdf(pdf_variant=variant or None))


def read(body: str, css: str = "", variant: str = "pdf/ua-1") -> inspection.DocumentContents:
    return inspection.read_pdf(printed(body, css, variant))


def text(words: Iterable[inspection.Word]) -> str:
    return " ".join(word.text for word in words)


def edited(data: bytes, edit: Callable[[pikepdf.Pdf], None]) -> bytes:
    out = BytesIO()
    with pikepdf.open(BytesIO(data)) as pdf:
        edit(pdf)
        pdf.save(out)
    return out.getvalue()


# What a PDF file shows


def test_words_come_with_their_page_place_and_size() -> None:
    reading = read('<p style="margin: 0">Move</p><p style="break-before: page; font-size: 18pt">Rest</p>')
    move = reading.words[0]
    rest = reading.words[1]
    assert (move.text, move.page, move.size) == ("Move", 1, 12.0)
    assert (rest.text, rest.page, rest.size) == ("Rest", 2, 18.0)
    assert 10 < move.box.left < 11
    assert 10 < move.box.top < move.box.bottom < 16
    assert 2.5 < move.box.bottom - move.box.top < 3.2
    assert reading.pages == 2
    assert reading.sizes == ((100.0, 210.0), (100.0, 210.0))


def test_a_file_says_its_title_language_links_and_that_it_is_tagged() -> None:
    reading = read('<p>See <a href="https://example.org/legs">our page</a>.</p>')
    assert (reading.title, reading.language, reading.tagged) == ("Restless legs", "en-GB", True)
    assert reading.links == ("https://example.org/legs",)
    assert reading.syntax == ()
    assert not read(PLAIN, variant="").tagged


def test_line_ends_soft_hyphens_ligatures_and_no_break_spaces_leave_no_trace() -> None:
    body = '<p style="width: 16mm">in\u00adfor\u00admation follow-up-to-date \ufb01ne 5\u00a0mg</p>'
    assert text(read(body).words) == "infor\u2010mation follow\u2010up\u2010to\u2010date fine 5 mg Page 1"


def test_a_word_broken_at_a_hyphen_is_whole_again() -> None:
    reading = read('<p style="width: 22mm">follow wellknown-stretching daily</p>')
    assert text(reading.words) == "follow wellknown-stretching daily Page 1"


def test_a_tagged_file_is_read_in_the_order_of_its_structure() -> None:
    body = '<div style="overflow: hidden">First of all.</div><p>Then this.</p>'
    assert text(read(body).words) == "First of all. Then this. Page 1"
    assert text(read(body, variant="").words) != "First of all. Then this. Page 1"


def test_text_of_a_drawing_is_read() -> None:
    assert "Valve open" in text(read(f"<p>{PLAIN}</p>{PICTURE}").words)


def test_a_file_that_is_no_pdf_is_all_syntax_error() -> None:
    assert inspection.read_pdf(b"%PDF-1.7 and no more").syntax[0].startswith("the file cannot be opened")
    assert inspection.read_pdf(b"").words == ()


def test_a_file_that_lost_its_end_is_named_damaged_in_the_same_words_each_time() -> None:
    data = printed(PLAIN)[:-10]
    assert inspection.read_pdf(data).syntax[0] == "file is damaged"
    assert inspection.read_pdf(data).syntax == inspection.read_pdf(data).syntax


def test_a_damaged_stream_is_a_syntax_error() -> None:
    def damage(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/Contents"] = pdf.make_stream(b"BT (open string")

    assert inspection.read_pdf(edited(printed(PLAIN), damage)).syntax


# Ink

READABLE = {
    "white on a block as tight as the word": PLAIN.replace(
        "Move", '<b style="color: #fff; background: #005eb8">Move</b>'
    ),
    "dark on white": f"<p>{PLAIN}</p>",
    "grey of 7:1": f'<p style="color: #595959">{PLAIN}</p>',
    "grey of 4.54:1": f'<p style="color: #767676">{PLAIN}</p>',
    "white on a dark block": f'<p style="color: #ffffff; background: #005eb8">{PLAIN}</p>',
    "dark in a tinted box": f'<p style="background: #e6eef8; border: 1pt solid #005eb8">{PLAIN}</p>',
    "large in a colour of 3.5:1": f'<p style="font-size: 20pt; color: #888888">{PLAIN}</p>',
    "small": f'<p style="font-size: 8pt">{PLAIN}</p>',
    "bold": f"<p><b>{PLAIN}</b> I 1 l</p>",
    "underlined": f"<p><u>{PLAIN}</u></p>",
    "with a line through": f"<p><s>{PLAIN}</s></p>",
    "with tight lines": f'<p style="line-height: 1">{(PLAIN + " ") * 5}</p>',
    "in a box that clips nothing": f'<div style="overflow: hidden">{PLAIN}</div>',
    "as dark as it looks in a group": f'<div style="opacity: 0.9">{PLAIN}</div>',
    "turned": f'<div style="transform: rotate(90deg); width: 60mm; margin-top: 60mm">{PLAIN}</div>',
    "in a drawing": f"<p>{PLAIN}</p>{PICTURE}",
}


@pytest.mark.parametrize("body", READABLE.values(), ids=READABLE)
def test_text_that_can_be_read_passes(body: str) -> None:
    reading = read(body)
    assert missing(PLAIN, reading.text).missing == ()
    assert text(reading.invisible) == ""


HIDDEN = {
    "in the colour of its own block": '<b style="color: #003366; background: #003366">Never</b>',
    "pale and underlined in black": '<u style="color: #c0c0c0; text-decoration-color: #000">Never</u>',
    "white on white": '<b style="color: #ffffff">Never</b>',
    "nearly white": '<b style="color: #eeeeee">Never</b>',
    "too pale": '<b style="color: #949494">Never</b>',
    "dark on dark": '<b style="color: #003366; background: #004477">Never</b>',
    "white and underlined in black": '<u style="text-decoration-color: #000000; color: #ffffff">Never</u>',
    "of no opacity": '<b style="display: inline-block; opacity: 0">Never</b>',
    "of a little opacity": '<b style="display: inline-block; opacity: 0.3">Never</b>',
    "in a transparent colour": '<b style="color: rgb(0 0 0 / 20%)">Never</b>',
    "off the page": '<b style="position: absolute; left: -60mm">Never</b>',
    "half off the page": '<b style="position: absolute; left: -15mm">Never</b>',
    "clipped away": '<div style="height: 15pt; overflow: hidden; margin-bottom: 15mm"><br><br>Never</div>',
    "cut in half": '<div style="height: 6pt; overflow: hidden">Never</div>',
    "covered": under('inset: 0; background: #fff">', "Never"),
    "covered in black": under('inset: 0; background: #000">', "Never"),
    "under other words": under('inset: 0">other', "Never"),
}


@pytest.mark.parametrize("hidden", HIDDEN.values(), ids=HIDDEN)
@pytest.mark.parametrize("variant", ["pdf/ua-1", ""], ids=["tagged", "plain"])
def test_text_that_cannot_be_read_is_invisible_though_it_is_in_the_file(hidden: str, variant: str) -> None:
    reading = read(f"<p>{PLAIN}</p>{hidden}<p>{PLAIN}</p>", variant=variant)
    assert "Never" in reading.text
    assert "Never" in text(reading.invisible)
    assert not {"Move", "bed."} & {word.text for word in reading.invisible}


TURNED = {
    "a quarter": "rotate(90deg)",
    "half": "rotate(180deg)",
    "a little": "rotate(8deg)",
    "mirrored": "scaleX(-1)",
    "on its head in a mirror": "scaleY(-1)",
    "stretched": "scaleX(1.2)",
    "slanted": "skewX(-12deg)",
}


@pytest.mark.parametrize("how", TURNED.values(), ids=TURNED)
def test_text_that_is_turned_is_named_and_no_other(how: str) -> None:
    box = f'<div style="transform: {how}; width: 30mm; margin: 30mm">Never</div>'
    reading = read(f"<p>{PLAIN}</p>{box}<p>{PLAIN}</p>")
    assert text(reading.rotated) == "Never"
    assert "Never" not in text(reading.invisible)


WAVE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 4"><path d="M0 2Q4 0 9 3" stroke="#999"/></svg>'
)
STRIPES = "repeating-linear-gradient(45deg, #fff, #fff 2mm, #ddd 2mm, #ddd 3mm)"
CROSSED = {
    "struck": "<s>Never</s>",
    "struck in a pale colour": '<s style="text-decoration-color: #cccccc">Never</s>',
    "struck twice": '<s style="text-decoration-style: double">Never</s>',
    "on stripes": f'<b style="background: {STRIPES}">Never</b>',
    "on a picture": f"<div style=\"background: url('data:image/svg+xml,{quote(WAVE)}')\">Never</div>",
    "over the edge of a box": under('inset: 0 90% 0 0; z-index: -1; background: #ddd">', "Never"),
}


@pytest.mark.parametrize("body", CROSSED.values(), ids=CROSSED)
@pytest.mark.parametrize("variant", ["pdf/ua-1", ""], ids=["tagged", "plain"])
def test_text_that_something_crosses_is_named_and_no_other(body: str, variant: str) -> None:
    reading = read(f"<p>{PLAIN}</p>{body}<p>{PLAIN}</p>", variant=variant)
    assert text(reading.overprinted) == "Never"


UNCROSSED = {
    name: body for name, body in READABLE.items() if name not in ("with a line through", "in a drawing")
}


@pytest.mark.parametrize("body", UNCROSSED.values(), ids=UNCROSSED)
def test_text_on_plain_ground_is_not_crossed(body: str) -> None:
    assert text(read(body).overprinted) == ""


def test_text_in_render_mode_3_is_invisible() -> None:
    def hide(pdf: pikepdf.Pdf) -> None:
        stream = pdf.pages[0].obj["/Contents"]
        stream.write(stream.read_bytes().replace(b"BT\n", b"BT\n3 Tr\n", 1))

    reading = inspection.read_pdf(edited(printed(f"<p>Never</p><p>{PLAIN}</p>"), hide))
    assert reading.words[0].text == "Never"
    assert "Never" in text(reading.invisible)


def test_text_outside_the_crop_box_is_invisible() -> None:
    def crop(pdf: pikepdf.Pdf) -> None:
        pdf.pages[0].obj["/CropBox"] = pikepdf.Array([0, 0, 284, 500])

    data = printed(f'<p style="margin: 0">Never</p><p style="margin-top: 60mm">{PLAIN}</p>')
    assert inspection.read_pdf(data).invisible == ()
    assert text(inspection.read_pdf(edited(data, crop)).invisible) == "Never"


def test_a_page_placed_on_a_larger_sheet_is_read_as_it_was() -> None:
    panel = printed(f"<p>{PLAIN}</p>{PICTURE}")

    def impose(pdf: pikepdf.Pdf) -> None:
        with pikepdf.open(BytesIO(panel)) as source:
            pdf.add_blank_page(page_size=(842, 595))
            sheet = pdf.pages[-1]
            for left in (0, 283.5, 558.5):
                sheet.add_overlay(source.pages[0], pikepdf.Rectangle(left, 0, left + 283.46, 595.27))
        del pdf.pages[0]

    reading = inspection.read_pdf(edited(panel, impose))
    alone = inspection.read_pdf(panel)
    assert reading.text == alone.text * 3
    assert reading.invisible == ()
    assert reading.fonts == alone.fonts
    assert reading.words[0].size == pytest.approx(12, abs=0.05)


# Fonts, glyphs, figures


def test_fonts_are_named_by_family() -> None:
    assert read(f"<p>{PLAIN}</p><b>{PLAIN}</b>").fonts == {"Source Sans 3"}


def test_a_font_that_is_not_the_brands_is_named() -> None:
    lato = (FONTS.parent / "Lato" / "Lato-Regular.ttf").as_uri()
    css = f'@font-face {{ font-family: "Lato"; src: url("{lato}") }} em {{ font: 12pt "Lato" }}'
    assert read(f"<p>{PLAIN} <em>Rest.</em></p>", css).fonts == {"Source Sans 3", "Lato"}


def test_a_font_that_is_not_in_the_file_is_named() -> None:
    def take_out(pdf: pikepdf.Pdf) -> None:
        for font in pdf.pages[0].obj["/Resources"]["/Font"].values():
            del font["/DescendantFonts"][0]["/FontDescriptor"]["/FontFile2"]

    data = printed(PLAIN)
    assert inspection.read_pdf(data).unembedded == frozenset()
    assert inspection.read_pdf(edited(data, take_out)).unembedded == {"Source Sans 3"}


def test_a_character_without_a_shape_is_named_with_the_text_around_it() -> None:
    reading = read("<p>All is well.</p><p>Take \U0010fffd twice.</p>")
    assert [(glyph.page, glyph.text) for glyph in reading.missing_glyphs] == [(1, "Take \U0010fffd twice.")]


def test_the_proof_says_which_words_cannot_be_printed(contexts: Mapping[str, BuildContext]) -> None:
    reading = read("<p>Take \U0010fffd twice.</p>")
    proof = Proof(
        contexts["riverside"],
        DOCUMENTS["card"],
        DOCUMENTS["card"].complete_expectation(contexts["riverside"]),
        reading,
    )
    assert [str(problem) for problem in appearance.glyphs(proof)] == [
        f"card.pdf, page 1: a character cannot be printed in: Take \U0010fffd twice. ({REPORT_HINT})"
    ]


def test_text_with_all_its_shapes_has_no_missing_glyph() -> None:
    assert read("<p>Café, naïve: 5 µg, ½</p>").missing_glyphs == ()


def test_a_figure_is_seen_with_its_words_and_its_place() -> None:
    (figure,) = read(f'<p style="margin: 0">{PLAIN}</p>{PICTURE}').figures
    assert (figure.alt, figure.page, figure.has_ink) == ("A healthy valve", 1, True)
    assert figure.box.right - figure.box.left == pytest.approx(26.5, abs=0.3)
    assert figure.box.bottom - figure.box.top == pytest.approx(13.2, abs=0.3)


def test_a_figure_without_words_has_none() -> None:
    def forget(pdf: pikepdf.Pdf) -> None:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Dictionary) and "/Alt" in item:
                del item["/Alt"]

    data = edited(printed(f"<p>{PLAIN}</p>{PICTURE}"), forget)
    assert [figure.alt for figure in inspection.read_pdf(data).figures] == [""]


TILE = '<p><img alt="Tile" style="width: 20mm" src="data:image/svg+xml,{}"></p>'


def tile(colour: str) -> str:
    path = f'<path fill="{colour}" d="M0 0h9v9H0z"/>'
    return TILE.format(quote(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{path}</svg>'))


@pytest.mark.parametrize(("colour", "is_seen"), [("#006b6b", True), ("#ffffff", False), ("#fafafa", False)])
def test_a_figure_of_one_colour_is_seen_unless_it_is_that_of_the_paper(colour: str, is_seen: bool) -> None:
    (figure,) = read(f"<p>{PLAIN}</p>{tile(colour)}").figures
    assert figure.has_ink is is_seen


BLANK = {
    "covered": under('inset: -1mm; background: #fff">', PICTURE),
    "off the page": f'<div style="position: absolute; left: -80mm">{PICTURE}</div>',
    "transparent": f'<div style="opacity: 0">{PICTURE}</div>',
}


@pytest.mark.parametrize("body", BLANK.values(), ids=BLANK)
def test_a_figure_that_cannot_be_seen_has_no_ink(body: str) -> None:
    (figure,) = read(f"<p>{PLAIN}</p>{body}").figures
    assert figure.alt == "A healthy valve"
    assert not figure.has_ink


def test_a_page_as_pixels_has_the_size_of_its_paper_and_counts_from_one() -> None:
    data = printed('<p>One</p><div style="break-before: page; height: 100mm; background: #ff0000"></div>')
    first, second = (inspection.page_pixels(data, page, dpi=100) for page in (1, 2))
    assert first.mode == "RGB"
    assert first.size == pytest.approx((100 / 25.4 * 100, 210 / 25.4 * 100), abs=1)
    assert (first.getpixel((200, 200)), second.getpixel((200, 200))) == ((255, 255, 255), (255, 0, 0))
    with pytest.raises(IndexError):
        inspection.page_pixels(data, 3, dpi=100)


# Word files


def word_file(edit: Callable[[Any], None]) -> bytes:
    document = Document()
    edit(document)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def pages_may_begin_after(*paragraphs: tuple[str, bool]) -> list[str]:
    """Return the words after which a page may begin; each paragraph is kept with the next one or not."""

    def add(document: Any) -> None:
        for text, bound in paragraphs:
            setting = document.add_paragraph(text).paragraph_format
            setting.keep_with_next, setting.keep_together = bound, True

    contents = inspection.read_docx(word_file(add))
    return [contents.words[place].text for place in sorted(contents.breakable)]


def test_a_page_may_begin_after_a_picture_that_is_not_kept_with_what_follows_it() -> None:
    step, other, picture = ("Swing your arm", True), ("Walk", True), ""
    assert pages_may_begin_after(step, (picture, True), other) == []
    assert pages_may_begin_after(step, (picture, False), other) == ["arm"]
    assert pages_may_begin_after(step, (picture, False), (picture, True), other) == ["arm"]
    assert pages_may_begin_after(("Swing your arm", False), (picture, True), other) == ["arm"]
    assert pages_may_begin_after((picture, False), step, other) == []


def picture(colour: str) -> BytesIO:
    image = Image.new("RGB", (60, 30), "white")
    image.paste(colour, (10, 10, 50, 20))
    out = BytesIO()
    image.save(out, "PNG")
    out.seek(0)
    return out


def handout(document: Any) -> None:
    document.core_properties.title = "Restless legs"
    document.sections[0].page_width, document.sections[0].page_height = Mm(210), Mm(297)
    document.sections[0].header.paragraphs[0].text = "Riverside Surgery"
    document.sections[0].footer.paragraphs[0].text = "Version 1.0"
    document.add_heading("What helps", 1)
    paragraph = document.add_paragraph("Move your Rest")
    paragraph.add_run("less").bold = True
    paragraph.add_run("\u00a0legs in\u00adside.")
    document.add_table(1, 2).cell(0, 1).text = "Call us"


def test_a_word_file_is_read_header_first_tables_too() -> None:
    reading = inspection.read_docx(word_file(handout))
    assert (
        text(reading.words)
        == "Riverside Surgery What helps Move your Restless legs inside. Call us Version 1.0"
    )
    assert (reading.pages, reading.sizes) == (0, ((210.0, 297.0),))
    assert (reading.title, reading.language, reading.syntax) == ("Restless legs", "en-US", ())
    assert reading.invisible == ()


def test_the_fonts_of_a_word_file_are_those_its_text_is_set_in() -> None:
    def use(document: Any) -> None:
        document.add_paragraph("Plain").add_run(" bold").font.name = "Lato"

    reading = inspection.read_docx(word_file(use))
    assert reading.fonts == {"Cambria", "Lato"}
    assert reading.unembedded == reading.fonts


def shaded(element: Any, colour: str) -> None:
    shading = OxmlElement("w:shd")
    shading.set(qn("w:val"), "clear")
    shading.set(qn("w:fill"), colour)
    element.append(shading)


def hide(run: Any) -> None:
    run.font.hidden = True


def whiten(run: Any) -> None:
    run.font.color.rgb = RGBColor(255, 255, 255)


def pale(run: Any) -> None:
    run.font.color.rgb = RGBColor(0xAA, 0xAA, 0xAA)


def shrink(run: Any) -> None:
    run.font.size = Pt(2)


def hide_on_the_web(run: Any) -> None:
    run._r.get_or_add_rPr().append(OxmlElement("w:webHidden"))


def darken_both(run: Any) -> None:
    run.font.color.rgb = RGBColor(0, 0, 0x40)
    shaded(run._r.get_or_add_rPr(), "000030")


def whiten_the_style(run: Any) -> None:
    run.part.document.styles["Emphasis"].font.color.rgb = RGBColor(255, 255, 255)
    run.style = "Emphasis"


UNSEEN = [hide, whiten, pale, shrink, hide_on_the_web, darken_both, whiten_the_style]


@pytest.mark.parametrize("sabotage", UNSEEN)
def test_text_of_a_word_file_that_cannot_be_read_is_invisible(sabotage: Callable[[Any], None]) -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("Stop ")
        sabotage(paragraph.add_run("Never"))
        paragraph.add_run(" now.")

    reading = inspection.read_docx(word_file(write))
    assert text(reading.words) == "Stop Never now."
    assert text(reading.invisible) == "Never"


def strike(run: Any) -> None:
    run.font.strike = True


def strike_twice(run: Any) -> None:
    run.font.double_strike = True


def strike_the_style(run: Any) -> None:
    run.part.document.styles["Emphasis"].font.strike = True
    run.style = "Emphasis"


@pytest.mark.parametrize("sabotage", [strike, strike_twice, strike_the_style])
def test_text_of_a_word_file_that_is_struck_out_is_named(sabotage: Callable[[Any], None]) -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph("Stop ")
        sabotage(paragraph.add_run("Never"))
        paragraph.add_run(" now.").font.strike = False

    assert text(inspection.read_docx(word_file(write)).overprinted) == "Never"


def test_white_text_on_a_dark_ground_of_a_word_file_can_be_read() -> None:
    def write(document: Any) -> None:
        paragraph = document.add_paragraph()
        whiten(paragraph.add_run("paragraph"))
        shaded(paragraph._p.get_or_add_pPr(), "003366")
        cell = document.add_table(1, 1).cell(0, 0)
        whiten(cell.paragraphs[0].add_run("cell"))
        shaded(cell._tc.get_or_add_tcPr(), "003366")

    reading = inspection.read_docx(word_file(write))
    assert text(reading.words) == "paragraph cell"
    assert reading.invisible == ()


def test_pictures_of_a_word_file_are_seen_with_their_words_in_headers_too() -> None:
    def write(document: Any) -> None:
        logo = document.sections[0].header.paragraphs[0].add_run().add_picture(picture("black"), Mm(30))
        logo._inline.docPr.set("descr", "Riverside Surgery logo")
        document.add_picture(picture("white"), Mm(60))

    seen = inspection.read_docx(word_file(write)).figures
    assert [(figure.alt, figure.has_ink) for figure in seen] == [
        ("Riverside Surgery logo", True),
        ("", False),
    ]
    assert seen[0].box == (0.0, 0.0, 30.0, 15.0)


def two_pictures_of_one_id(document: Any) -> None:
    for _ in range(2):
        document.add_picture(picture("black"))._inline.docPr.set("id", "7")


def cell_without_paragraph(document: Any) -> None:
    cell = document.add_table(1, 1).cell(0, 0)._tc
    cell.remove(cell.p_lst[0])


def unknown_style(document: Any) -> None:
    document.add_paragraph("x")._p.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), "Nowhere")


def open_bookmark(document: Any) -> None:
    mark = OxmlElement("w:bookmarkStart")
    mark.set(qn("w:id"), "3")
    document.add_paragraph()._p.append(mark)


def lost_relation(document: Any) -> None:
    link = OxmlElement("w:hyperlink")
    link.set(qn("r:id"), "rId999")
    document.add_paragraph()._p.append(link)


FAULTS: dict[Callable[[Any], None], str] = {
    two_pictures_of_one_id: "2 pictures have the id 7",
    cell_without_paragraph: "word/document.xml: table cell 1 does not end with a paragraph",
    unknown_style: "word/document.xml uses the style 'Nowhere', which does not exist",
    open_bookmark: "word/document.xml: bookmark 3 is not closed",
    lost_relation: "word/document.xml uses the relation 'rId999', which is not defined",
}


@pytest.mark.parametrize(("sabotage", "fault"), FAULTS.items(), ids=[edit.__name__ for edit in FAULTS])
def test_a_fault_of_a_word_file_is_named(sabotage: Callable[[Any], None], fault: str) -> None:
    assert inspection.read_docx(word_file(sabotage)).syntax == (fault,)


def test_styles_that_are_based_on_each_other_in_a_circle_are_read() -> None:
    def write(document: Any) -> None:
        styles = document.styles
        document.add_paragraph("Call us", style="Body Text")
        for style, base in (("Body Text", "Body Text 2"), ("Body Text 2", "Body Text")):
            styles[style].base_style = styles[base]

    assert inspection.read_docx(word_file(write)).text == ("Call", "us")


def test_a_word_file_cut_short_cannot_be_opened() -> None:
    data = word_file(handout)
    assert inspection.read_docx(data[: len(data) // 2]).syntax[0].startswith("the file cannot be opened")


def test_a_word_file_with_a_flipped_byte_is_damaged() -> None:
    data = bytearray(word_file(handout))
    at = data.index(b"word/document.xml") + 200
    data[at] ^= 0xFF
    assert "word/document.xml is damaged" in inspection.read_docx(bytes(data)).syntax[0]


# Words in order

ARTICLE = (
    "Restless legs makes you want to move your legs. The feeling is worse at night and when you rest.",
    "Walking or stretching can help for a while. Some people find that a warm bath helps them to sleep.",
    "Low iron can make it worse. Ask for a blood test. Do not take iron unless you have had a test.",
    "Take 15 mg, not more than 1.5 g in 24 hours, if told to. Do not stop a medicine on your own.",
    "Call us if one leg is swollen, warm or painful. Call 999 if you cannot breathe or have chest pain.",
    "Most people do not need treatment for their veins. Talk to us if your legs keep you awake at night.",
)
FOOTER = ["Page", "3", "of", "6", "Riverside", "Surgery", "01632", "960100"]


def laid_out(words: Sequence[str], every: int = 45) -> list[str]:
    """Put a footer after every so many words, never before one last word: a leaflet keeps lines together."""
    pages = [list(words[at : at + every]) for at in range(0, len(words), every)]
    if len(pages) > 1 and len(pages[-1]) < 4:
        pages[-2:] = [pages[-2] + pages[-1]]
    return [word for page in pages for word in (*page, *FOOTER)]


def told(passages: str | Sequence[str], shown: Sequence[str]) -> list[str]:
    return [lost.text for lost in missing(passages, shown).missing]


def split(passages: Iterable[str]) -> list[str]:
    return [word for passage in passages for word in passage.split()]


def test_words_are_found_across_page_ends() -> None:
    assert missing(ARTICLE, laid_out(split(ARTICLE))).missing == ()


def test_every_single_dropped_word_is_missed() -> None:
    words = split(ARTICLE)
    assert len(words) > 100
    for at, word in enumerate(words):
        (lost,) = missing(ARTICLE, laid_out(words[:at] + words[at + 1 :])).missing
        assert f"[{word}]" in lost.text
        assert lost.text.replace("[", "").replace("]", "") in ARTICLE[lost.passage]


def test_every_single_dropped_word_of_one_passage_among_others_is_missed() -> None:
    everything = split(ARTICLE)
    before = 0
    for passage in ARTICLE:
        words = passage.split()
        for at in range(len(words)):
            shown = everything[: before + at] + everything[before + at + 1 :]
            assert missing(passage, laid_out(shown)).missing, words[at]
        before += len(words)


def test_a_dropped_not_is_missed_although_another_follows() -> None:
    shown = split(["You must drive now. If you are tired do not drive."])
    assert told("You must not drive now.", shown) == ["You must [not] drive now."]


def test_a_dropped_last_word_is_missed_although_the_next_sentence_has_it() -> None:
    shown = split(["Some of them are and we do not know why"])
    assert told("Some of them are not", shown) == ["of them are [not]"]


def test_every_dropped_sentence_is_missed_and_nothing_else() -> None:
    sentences = [sentence + "." for passage in ARTICLE for sentence in passage.rstrip(".").split(". ")]
    assert len(sentences) > 10
    for at, sentence in enumerate(sentences):
        shown = split(sentences[:at] + sentences[at + 1 :])
        (lost,) = told(ARTICLE, laid_out(shown))
        assert sentence.split()[0] in lost


def test_swapped_passages_are_missed() -> None:
    for at in range(len(ARTICLE) - 1):
        swapped = (*ARTICLE[:at], ARTICLE[at + 1], ARTICLE[at], *ARTICLE[at + 2 :])
        assert missing(ARTICLE, laid_out(split(swapped))).missing


CHANGED = {"15 mg": "51 mg", "1.5 g": "15 g", "24 hours": "42 hours", "999": "111", "Do not": "Do"}


@pytest.mark.parametrize(("right", "wrong"), CHANGED.items(), ids=CHANGED)
def test_a_changed_number_is_missed(right: str, wrong: str) -> None:
    shown = [passage.replace(right, wrong) for passage in ARTICLE]
    assert shown != list(ARTICLE)
    assert missing(ARTICLE, laid_out(split(shown))).missing


@pytest.mark.parametrize("size", [5, 12, 40, 120, 200])
def test_sabotage_of_any_length_of_text_is_missed(size: int) -> None:
    chance = random.Random(size)
    vocabulary = [f"w{number}" for number in range(60)] + ["the", "not", "you", "a", "to"] * 12
    for _ in range(60):
        words = [chance.choice(vocabulary) for _ in range(size + 80)]
        passages = [" ".join(words[:40]), " ".join(words[40 : 40 + size]), " ".join(words[40 + size :])]
        assert missing(passages, laid_out(words)).missing == ()
        at = 40 + chance.randrange(size)
        dropped = words[:at] + words[at + 1 :]
        assert missing(passages, laid_out(dropped)).missing
        changed = [*words[:at], "other", *words[at + 1 :]]
        assert missing(passages, laid_out(changed)).missing


def test_more_foreign_words_than_the_slack_inside_a_passage_are_too_many() -> None:
    shown = ["Walk", "every", "day", *["box"] * 13, "and", "rest", "at", "night"]
    assert missing("Walk every day and rest at night", shown).missing
    assert not missing("Walk every day and rest at night", shown, slack=13).missing


def test_any_number_of_foreign_words_may_stand_between_passages() -> None:
    shown = ["Walk", *["box"] * 50, "Rest", *["box"] * 50, "Sleep", "well"]
    assert missing(["Walk", "Rest", "Sleep well"], shown).missing == ()
    assert missing(["Rest", "Walk"], shown).missing


def test_signs_and_torn_words_do_not_matter() -> None:
    shown = [
        "\u201cWell\u2010known\u201d",
        "https://example.org/",
        "legs",
        "and/",
        "or",
        "veins,",
        "10\u2013",
        "15",
        "mg",
    ]
    assert missing("Well-known https://example.org/legs and/or veins 10-15 mg", shown).missing == ()
    assert told("10-16 mg", shown) == ["[10-16] mg"]


def test_capitals_are_told_apart() -> None:
    assert told("Move your legs", ["move", "your", "legs"]) == ["[Move] your legs"]


def test_the_end_is_where_the_next_search_goes_on() -> None:
    shown = laid_out(split([*ARTICLE, *ARTICLE]))
    first = missing(ARTICLE[0], shown)
    second = missing(ARTICLE[0], shown, start=first.end)
    assert shown[first.end - 1] == shown[second.end - 1] == "rest."
    assert second.end > first.end
    assert missing(ARTICLE[0], shown, start=second.end).missing


def test_a_long_loss_is_reported_in_short() -> None:
    (lost,) = told(" ".join(ARTICLE), ["nothing"])
    assert len(lost.split()) < 25
    assert "..." in lost


@pytest.mark.parametrize(
    "corpus", [READABLE, HIDDEN, TURNED, CROSSED, UNCROSSED, BLANK, UNSEEN, FAULTS, CHANGED]
)
def test_no_corpus_is_empty(corpus: Sequence[object]) -> None:
    assert len(corpus) >= 3
