"""The handout opened again, as Word would: styles, boxes, lists, tables, pictures, properties, bytes."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from datetime import UTC, datetime
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from uuid import UUID
from zipfile import ZipFile

import pytest
import yaml
from docx import Document
from docx.oxml.ns import qn
from lxml import etree
from PIL import Image
from support.oakwood import BRAND
from support.project import CLASSIC, ROOT

from foldwell.assets import fonts
from foldwell.assets.ooxml.names import ADEC
from foldwell.errors import InputError
from foldwell.inputs.phone_link import phone_link
from foldwell.model import Article, Practice, Wording
from foldwell.project.call_words import CallWords
from foldwell.rendering.docx import WRITERS, BrandDesign, html_checks, write
from foldwell.rendering.docx.allowed_html import RULES
from foldwell.rendering.docx.font_embedding import obfuscated
from foldwell.rendering.templating import fill

NAMESPACES = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
TEMPLATES = ROOT / "templates"
HANDOUT = "handout.html.j2"

LOOK = BrandDesign(BRAND, CLASSIC)
PRACTICE = Practice.model_validate(
    {
        "name": "Oakwood Surgery",
        "address": ["1 Oak Street", "Sampleford"],
        "phone": "01632 960111",
        "email": "hello@oakwood.example.org",
        "web": "https://oakwood.example.org",
        "hours": [{"days": "Monday to Friday", "times": "8am to 6pm"}],
        "country": "GB",
        "numbers": {"emergency": "999", "urgent": "111"},
        "footer": ["Ask us for an interpreter."],
    }
)
WORDING = Wording.model_validate(
    yaml.safe_load((ROOT / "content/wording/en-GB.yaml").read_text(encoding="utf-8"))
)
CARE = WORDING.care["GB"]
ARTICLE = {
    "language": "en-GB",
    "title": "Sleep and your legs",
    "audience": "For adults who sleep badly",
    "summary": "What keeps legs awake.",
    "keywords": ["sleep", "legs"],
    "version": "1.2",
    "published": "2026-11-22",
    "review_by": "2028-11-22",
    "author": "Patient information editor",
    "sections": [
        {
            "id": "signs",
            "heading": "What are the signs?",
            "highlight": {"heading": "The two signs", "items": ["An urge to move", "Worse at night"]},
            "body": "First of all, **walk**.\n\n- One bullet\n  - A bullet below\n\n1. First\n2. Second\n",
            "detail": "More is [on this page](https://example.org/more).\n\n1. Again\n2. Twice\n"
            "\n| When | What |\n|---|---|\n| Night | Walk |\n",
            "evidence": {"level": "limited", "note": "The studies are small."},
            "figure": {"file": "legs.svg", "alt": "Two legs", "caption": "Legs at night."},
            "key_point": "Moving helps.",
        },
        {"id": "help", "heading": "Who can help?", "body": "Your GP can.", "key_point": "Ask your GP."},
    ],
    "care": {
        "after": "help",
        "same_day": {"when": ["a hot leg"], "lead": "It may be a clot.", "then": "Do not wait."},
        "emergency": {"when": ["chest pain"]},
    },
    "questions": ["Could it be iron?"],
    "diary": {
        "heading": "My diary",
        "intro": "Fill in a row a day.",
        "columns": ["Day", "What helped"],
        "rows": ["Day 1", "Day 2", "Day 3"],
    },
    "sources": [
        {
            "id": "nhs",
            "title": "Restless legs",
            "organisation": "NHS",
            "short": "NHS",
            "url": "https://www.nhs.uk/conditions/restless-legs",
        },
        {
            "id": "bmj",
            "title": "Veins",
            "organisation": "BMJ",
            "year": 1999,
            "locator": "318:353",
            "short": "BMJ",
        },
    ],
}


def png(width: int, height: int) -> bytes:
    out = BytesIO()
    Image.new("RGB", (width, height), "#14506e").save(out, "PNG", dpi=(300, 300))
    return out.getvalue()


MARKS = ("same-day/phone", "emergency/triangle-exclamation")
LINES = tuple(f"primary/{name}" for name in ("phone", "envelope", "globe", "clock"))
PICTURES = {
    "logo": png(1200, 300),
    "figures/legs.svg": png(1500, 750),
    **{f"pictograms/{name}.svg": png(60, 40) for name in (*MARKS, *LINES)},
}


def filled(**changes: object) -> str:
    article = Article.model_validate(ARTICLE | changes)
    values = {
        "article": article,
        "practice": PRACTICE,
        "brand": BRAND,
        "design": CLASSIC,
        "wording": WORDING,
        "care_words": CARE,
        "article_id": "sleep-legs",
        "logo": "logo",
        "logo_widest": 500.0,
        "web": "oakwood.example.org",
        "overdue": False,
        "has_examples": False,
        "figure_width": {"legs.svg": 120},
        "calls": {"practice": phone_link(PRACTICE.phone, PRACTICE.country)},
        "call_words": CallWords(article, PRACTICE, WORDING, CARE),
    }
    templates = {path.name: path.read_text(encoding="utf-8") for path in TEMPLATES.glob("*.j2")}
    return fill(templates, HANDOUT, values)


def handout(**changes: object) -> bytes:
    return write(filled(**changes), LOOK, PICTURES, [])


@pytest.fixture(scope="module")
def made() -> bytes:
    return handout()


def part(docx: bytes, name: str) -> etree._Element:
    with ZipFile(BytesIO(docx)) as file:
        return etree.fromstring(file.read(name))


def body(docx: bytes) -> etree._Element:
    return part(docx, "word/document.xml")[0]


def one(element: etree._Element, path: str) -> etree._Element:
    (found,) = element.xpath(path, namespaces=NAMESPACES)
    return found


def text(element: etree._Element) -> str:
    return "".join(found.text or "" for found in element.iter(qn("w:t")))


def style_of(paragraph: etree._Element) -> str:
    return paragraph.find("w:pPr/w:pStyle", paragraph.nsmap).get(qn("w:val"))


def styled(docx: bytes, style: str) -> list[str]:
    return [text(p) for p in body(docx).iter(qn("w:p")) if style_of(p) == style]


PAGE = """<html lang="en-GB"><head><title>T</title><meta name="author" content="A"/>
<meta name="subject" content="S"/><meta name="keywords" content="k"/><meta name="date" content="2026-11-22"/>
<meta name="identifier" content="i"/><meta name="version" content="1"/></head>
<body><h1>Title</h1>{}<p>End</p></body></html>"""


PAGEFUL = 20 * f"<p>{20 * 'More to read. '}</p>"
"""Enough below something that no end of the document binds it."""

STARTS = "w:p[w:pPr/w:pageBreakBefore]"


def small(inner: str) -> bytes:
    return write(PAGE.replace("{}", inner), LOOK, PICTURES, [])


# The whole template


def test_every_word_of_the_article_reaches_the_handout_in_order(made: bytes) -> None:
    wanted = (
        *("Sleep and your legs", "For adults who sleep badly", WORDING.draft, "What are the signs?"),
        *("The two signs", "An urge to move", "Worse at night", "First of all, walk", "One bullet"),
        *("A bullet below", "First", "Second", "More is on this page (example.org/more)", "Again"),
        *(WORDING.evidence.limited, "The studies are small.", "Legs at night.", WORDING.key_point),
        *("Moving helps.", "Who can help?", "Your GP can.", "Ask your GP.", CARE.same_day_heading),
        *("It may be a clot.", CARE.same_day_action.format(urgent="111"), "a hot leg", "Do not wait."),
        *(CARE.emergency_heading.format(emergency="999"), CARE.emergency_action.format(emergency="999")),
        *("chest pain", WORDING.questions, "Could it be iron?", "My diary", "Fill in a row a day.", "Day"),
        *("What helped", "Day 1", "Day 2", "Day 3", WORDING.contact, "Oakwood Surgery"),
        *("1 Oak Street, Sampleford", "01632 960111", "hello@oakwood.example.org", "oakwood.example.org"),
        *("Monday to Friday", "8am to 6pm", "Ask us for an interpreter.", WORDING.sources, "Restless legs"),
        *("nhs.uk/conditions/restless-legs", "NHS", "Veins", "BMJ, 1999", "318:353", WORDING.disclaimer),
        *(WORDING.other_formats.format(phone="01632 960111"), "Patient information editor", "1.2"),
        *("22 November 2026", "22 November 2028", "sleep-legs"),
    )
    whole, at = text(body(made)).replace("\N{NO-BREAK SPACE}", " "), 0
    for phrase in wanted:
        at = whole.find(phrase, at)
        assert at >= 0, phrase
        at += len(phrase)


def test_a_reviewed_article_names_its_reviewer_and_is_no_draft() -> None:
    docx = handout(clinical_reviewer="Dr Example")
    assert styled(docx, "Draft") == []
    assert WORDING.reviewed.format(reviewer="Dr Example") in styled(docx, "Meta")


def test_an_article_without_diary_has_no_empty_diary() -> None:
    docx = handout(diary=None)
    assert "My diary" not in text(body(docx))
    assert not body(docx).xpath(".//w:t[.='What helped']", namespaces=NAMESPACES)


def test_the_title_is_the_only_heading_1_and_no_level_is_skipped(made: bytes) -> None:
    names = [p.style.name for p in Document(BytesIO(made)).paragraphs if p.style.name.startswith("Heading")]
    assert names.count("Heading 1") == 1
    assert names[0] == "Heading 1"
    assert styled(made, "Heading2")[0] == "What are the signs?"


def test_no_paragraph_of_running_text_is_empty(made: bytes) -> None:
    outside = [p for p in body(made).iter(qn("w:p")) if p.getparent().tag != qn("w:tc")]
    assert outside
    assert all(text(p) or p.find(".//{*}drawing") is not None for p in outside)


def test_every_style_that_is_used_exists(made: bytes) -> None:
    known = {style.get(qn("w:styleId")) for style in part(made, "word/styles.xml").iter(qn("w:style"))}
    kinds = ("w:pStyle", "w:rStyle", "w:tblStyle")
    used = {
        found.get(qn("w:val"))
        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml")
        for kind in kinds
        for found in part(made, name).iter(qn(kind))
    }
    assert {"Heading1", "ListBullet", "ListNumber", "Caption", "Header", "Footer", "Hyperlink"} < used
    assert used <= known


# Looks


def test_styles_carry_the_names_that_word_gives_them(made: bytes) -> None:
    styles = Document(BytesIO(made)).styles
    for name in ("Heading 1", "Heading 2", "Heading 3", "List Bullet", "List Number", "Caption", "Header",
                 "Footer", "Hyperlink", "Strong", "Emergency Box", "Same Day Box", "Key Point"):  # fmt: skip
        assert name in styles


def test_the_brand_alone_decides_fonts_and_colours(made: bytes) -> None:
    xml = etree.tostring(part(made, "word/styles.xml")).decode()
    families = part(made, "word/styles.xml").xpath(".//w:rFonts/@*", namespaces=NAMESPACES)
    assert set(families) == {"Lato", "Open Sans"}
    slots = {"ascii", "hAnsi", "eastAsia", "cs"}
    for font in part(made, "word/styles.xml").iter(qn("w:rFonts")):
        assert {etree.QName(name).localname for name in font.attrib} == slots
    assert "Theme" not in xml
    white, grey, tints = "FFFFFF", "767676", {"E8EEF0", "ECF1F3", "F5E7E7"}
    zones = {"1B6138", "744700", "E8EFEB", "F1EDE6"}  # beside red, which is the brand's
    colours = set(re.findall(r'w:(?:val|color|fill)="([0-9A-F]{6})"', xml))
    assert colours == {"14506E", "B0633A", "9C1313", "1A1A1A", white, grey} | tints | zones


def test_body_text_is_14_pt_left_aligned_in_english_and_never_hyphenated(made: bytes) -> None:
    defaults = part(made, "word/styles.xml").find("{*}docDefaults")
    assert defaults.find(".//{*}sz").get(qn("w:val")) == "28"
    assert defaults.find(".//{*}jc").get(qn("w:val")) == "left"
    assert defaults.find(".//{*}lang").get(qn("w:val")) == "en-GB"
    assert defaults.find(".//{*}suppressAutoHyphens") is not None
    assert defaults.find(".//{*}widowControl") is not None
    settings = part(made, "word/settings.xml")
    assert settings.find("{*}autoHyphenation").get(qn("w:val")) == "0"
    mode = one(settings, ".//w:compatSetting[@w:name='compatibilityMode']")
    assert mode.get(qn("w:val")) == "15"


def test_nothing_is_italic_or_under_12_pt_and_leading_stays_generous(made: bytes) -> None:
    styles = part(made, "word/styles.xml")
    assert not list(styles.iter(qn("w:i")))
    sizes = [int(size.get(qn("w:val"))) / 2 for size in styles.iter(qn("w:sz"))]
    assert min(sizes) >= 12
    body_style = one(styles, ".//w:style[@w:styleId='BodyText']//w:spacing")
    assert 1.25 <= int(body_style.get(qn("w:line"))) / 20 / 14 <= 1.5


def test_a_heading_stays_with_its_text_and_has_twice_the_space_above(made: bytes) -> None:
    heading = one(part(made, "word/styles.xml"), ".//w:style[@w:styleId='Heading2']")
    space = heading.find(".//{*}spacing")
    assert heading.find(".//{*}keepNext") is not None
    assert int(space.get(qn("w:before"))) >= 2 * int(space.get(qn("w:after")))


def test_the_page_is_a4_with_30_mm_at_the_sides(made: bytes) -> None:
    section = Document(BytesIO(made)).sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    assert (round(section.left_margin.mm), round(section.right_margin.mm)) == (30, 30)


# Boxes, lists, tables


def frames_in(data: bytes) -> list[etree._Element]:
    tables = body(data).iter(qn("w:tbl"))
    return [table for table in tables if table.find(".//{*}tblStyle").get(qn("w:val")).endswith("Frame")]


def test_each_box_is_a_heading_and_one_cell_that_never_splits(made: bytes) -> None:
    frames = frames_in(made)
    assert [style_of(frame.getprevious()) for frame in frames] == [
        "HighlightHeading",
        "SameDayHeading",
        "EmergencyHeading",
    ]
    for frame in frames:
        assert len(list(frame.iter(qn("w:tc")))) == 1
        assert frame.find(".//{*}cantSplit") is not None
        assert frame.find(".//{*}tblHeader") is not None


def test_a_box_that_stays_with_what_follows_it_has_two_rows_without_a_gap() -> None:
    """LibreOffice lets a table of one unsplittable row part from it, whatever its paragraphs say."""
    html = filled().replace('<section class="same-day">', '<section class="kept"><section class="same-day">')
    html = re.sub(r'(<section class="emergency">.*?</section>)', r"\1</section>", html, flags=re.DOTALL)
    _, same_day, emergency = frames_in(write(html, LOOK, PICTURES, []))
    rows = same_day.findall(qn("w:tr"))
    assert [[text(p) for p in row.iter(qn("w:p"))] for row in rows] == [
        ["It may be a clot."],
        ["Call your GP or 111\xa0today for:", "a hot leg", "Do not wait."],
    ]
    assert all(p.find(".//{*}keepNext") is not None for p in same_day.iter(qn("w:p")))
    assert all(row.find(".//{*}cantSplit") is not None for row in rows)
    assert [row.find(".//{*}tblHeader") is not None for row in rows] == [True, False]
    assert one(rows[0], ".//w:tcMar/w:bottom").get(qn("w:w")) == "0"
    assert one(rows[1], ".//w:tcMar/w:top").get(qn("w:w")) == "0"
    assert len(emergency.findall(qn("w:tr"))) == 1


def test_a_box_of_one_paragraph_that_stays_with_what_follows_it_is_one_row() -> None:
    html = filled().replace(
        '<section class="same-day">',
        '<section class="kept"><section class="zone-red"><h3>Red</h3><p>Call.</p></section>'
        '<section class="zone-red"><h3>Red</h3><p>Run.</p></section></section><section class="same-day">',
    )
    _, first, second, *_ = frames_in(write(html, LOOK, PICTURES, []))
    assert [len(frame.findall(qn("w:tr"))) for frame in (first, second)] == [1, 1]
    assert [bool(list(frame.iter(qn("w:keepNext")))) for frame in (first, second)] == [True, False]


def test_the_emergency_box_is_still_a_box_in_black_and_white_and_the_loudest(made: bytes) -> None:
    styles = part(made, "word/styles.xml")

    def loudness(name: str) -> tuple[int, int]:
        heading = one(styles, f".//w:style[@w:styleId='{name}Heading']")
        border = one(styles, f".//w:style[@w:styleId='{name}Frame']//w:tblBorders/w:left")
        return int(heading.find(".//{*}sz").get(qn("w:val"))), int(border.get(qn("w:sz")))

    assert loudness("Emergency") > loudness("SameDay") > loudness("Highlight")
    assert loudness("Emergency")[1] > loudness("SameDay")[1] > 0


def test_two_tables_never_touch_and_the_text_after_one_has_space(made: bytes) -> None:
    tables = body(made).findall(qn("w:tbl"))
    assert tables
    assert all(table.getnext().tag == qn("w:p") for table in tables)
    after_highlight = tables[0].getnext()
    assert text(after_highlight).startswith("First of all")
    assert int(after_highlight.find("./{*}pPr/{*}spacing").get(qn("w:before"))) > 0


def test_lists_are_real_and_each_numbered_list_counts_from_one(made: bytes) -> None:
    assert "A bullet below" in styled(made, "ListBullet2")
    counts = {
        text(p): p.find(".//{*}numId").get(qn("w:val"))
        for p in body(made).iter(qn("w:p"))
        if style_of(p) == "ListNumber"
    }
    assert counts["First"] == counts["Second"] != counts["Again"]
    numbering = part(made, "word/numbering.xml")
    for identity in set(counts.values()):
        count = one(numbering, f"./w:num[@w:numId='{identity}']")
        assert count.find(".//{*}startOverride").get(qn("w:val")) == "1"


def test_a_list_keeps_the_number_it_starts_with() -> None:
    docx = small('<ol start="4"><li>four</li></ol>')
    assert part(docx, "word/numbering.xml").find(".//{*}startOverride").get(qn("w:val")) == "4"


def test_what_follows_in_a_list_item_stands_under_it() -> None:
    docx = small("<ul><li><p>one</p><p>more</p></li></ul>")
    assert styled(docx, "ListBullet") == ["one"]
    assert styled(docx, "ListContinue") == ["more"]


def test_the_diary_repeats_its_heading_row_and_leaves_room_to_write(made: bytes) -> None:
    diary = one(body(made), ".//w:tbl[.//w:t='What helped']")
    rows = diary.findall(qn("w:tr"))
    assert len(rows) == 4
    assert [row.find(".//{*}tblHeader") is not None for row in rows] == [True, False, False, False]
    assert all(row.find(".//{*}cantSplit") is not None for row in rows)
    assert all(int(row.find(".//{*}trHeight").get(qn("w:val"))) >= 567 for row in rows[1:]), "10 mm"
    assert not list(diary.iter(qn("w:gridSpan"), qn("w:vMerge")))


def test_the_diary_has_a_page_of_its_own_to_tear_off(made: bytes) -> None:
    starts = [text(found) for found in body(made).xpath(STARTS, namespaces=NAMESPACES)]
    assert starts == ["My diary", WORDING.contact]
    contact = one(body(made), f"w:p[w:r/w:t='{WORDING.contact}']")
    assert text(contact.getprevious()[-1]) == "Day\N{NO-BREAK SPACE}3", "nothing stands below the diary"


def test_the_imprint_closes_the_handout(made: bytes) -> None:
    last = body(made).findall(qn("w:p"))[-1]
    assert last.getnext().tag == qn("w:sectPr")
    assert "sleep-legs" in text(last)


def test_a_handout_without_diary_begins_no_page_by_itself() -> None:
    assert not body(handout(diary=None)).xpath(STARTS, namespaces=NAMESPACES)


def test_a_key_point_stays_with_the_words_that_it_sums_up(made: bytes) -> None:
    labels = [p for p in body(made).iter(qn("w:p")) if style_of(p) == "KeyPointLabel"]
    assert labels
    assert all(label.getprevious().find("./{*}pPr/{*}keepNext") is not None for label in labels)


@pytest.mark.parametrize(
    ("heading", "labels"), [("Key points", 1), ("KEY POINT:", 1), ("Key points of care", 2), ("Points", 2)]
)
def test_a_section_of_key_points_does_not_say_so_again(heading: str, labels: int) -> None:
    sections = [dict(section) for section in ARTICLE["sections"]]
    sections[1]["heading"] = heading
    docx = handout(sections=sections)
    assert len(styled(docx, "KeyPointLabel")) == labels
    assert styled(docx, "KeyPoint") == ["Moving helps.", "Ask your GP."], "each key point once"


def test_a_drawing_stays_with_the_words_that_it_shows(made: bytes) -> None:
    drawings = [p for p in body(made).iter(qn("w:p")) if style_of(p) == "Figure"]
    assert drawings
    assert all(drawing.getprevious().find("./{*}pPr/{*}keepNext") is not None for drawing in drawings)


def test_the_second_of_two_drawings_with_captions_may_begin_a_page() -> None:
    drawing = (
        '<p class="figure"><img src="figures/legs.svg" alt="Legs" width="60"/></p><p class="caption">x</p>'
    )
    html = filled().replace('<p class="figure">', f'{drawing}<p class="figure">', 1)
    first, second = (
        p for p in body(write(html, LOOK, PICTURES, [])).iter(qn("w:p")) if style_of(p) == "Figure"
    )
    assert first.getprevious().find("./{*}pPr/{*}keepNext") is not None
    assert style_of(second.getprevious()) == "Caption"
    assert second.getprevious().find("./{*}pPr/{*}keepNext") is None


@pytest.mark.parametrize(
    "piece", ['<ul class="unbroken"><li>x</li></ul>', '<ol class="unbroken-items"><li>x</li></ol>']
)
@pytest.mark.parametrize(
    "after",
    [
        '<p class="figure"><img src="figures/legs.svg" alt="Legs" width="60"/></p>',
        '<div class="keypoint"><p class="label">Key point</p></div>',
    ],
)
def test_what_sums_up_or_shows_a_list_in_one_piece_stays_with_it(piece: str, after: str) -> None:
    last = next(p for p in body(small(piece + after)).iter(qn("w:p")) if text(p) == "x")
    assert [found.get(qn("w:val"), "on") for found in last.findall("./{*}pPr/{*}keepNext")] == ["on"]
    assert len(last.findall("./{*}pPr/{*}keepLines")) == 1


def test_neither_the_first_nor_the_last_item_of_a_long_list_stands_alone() -> None:
    kept = [
        p.find("./{*}pPr/{*}keepNext") is not None
        for p in body(small(f"<ul>{7 * '<li>x</li>'}</ul>{PAGEFUL}"))
        if p.tag == qn("w:p") and style_of(p) == "ListBullet"
    ]
    assert kept == [True, *[False] * 4, True, False]


def test_steps_with_pictures_are_not_bound_to_each_other() -> None:
    """Each is a third of a page: two that stand together leave a hole before them."""
    item = '<li><p>x</p><p class="figure"><img src="figures/legs.svg" alt="Legs" width="60"/></p></li>'
    words = body(small(f'<ol class="unbroken-items">{5 * item}</ol>{PAGEFUL}'))
    drawings = [p for p in words.findall(qn("w:p")) if style_of(p) == "Figure"]
    # The style binds to what follows, and each says that it does not.
    assert [p.find("./{*}pPr/{*}keepNext").get(qn("w:val")) for p in drawings] == ["0"] * 5


def test_a_table_in_the_text_is_plain_with_a_repeating_heading_row(made: bytes) -> None:
    table = one(body(made), ".//w:tbl[.//w:t='When']")
    assert [text(row) for row in table.iter(qn("w:tr"))] == ["WhenWhat", "NightWalk"]
    assert table[2].find(".//{*}tblHeader") is not None
    assert "tblHeader" not in etree.tostring(table[3]).decode()


def test_every_cell_ends_with_a_paragraph(made: bytes) -> None:
    cells = list(body(made).iter(qn("w:tc")))
    assert cells
    assert all(cell[-1].tag == qn("w:p") for cell in cells)


# Pictures, links, header and footer


def test_pictures_are_inline_with_alt_text_and_ids_of_their_own(made: bytes) -> None:
    found = [
        picture
        for name in ("word/document.xml", "word/header1.xml")
        for picture in part(made, name).iter(qn("wp:docPr"))
    ]
    with_words = [picture for picture in found if not list(picture.iter(f"{ADEC}decorative"))]
    assert {picture.get("descr") for picture in with_words} == {"Two legs", "Oakwood Surgery"}
    assert len(found) - len(with_words) == len((*MARKS, *LINES))
    assert len({picture.get("id") for picture in found}) == len(found)
    assert not list(part(made, "word/document.xml").iter(qn("wp:anchor")))


def test_the_logo_stands_at_the_left_of_the_text_in_every_program(made: bytes) -> None:
    """LibreOffice sets a picture in by an eighth of an inch that does not say how far it is from the text."""
    (logo,) = part(made, "word/header1.xml").iter(qn("wp:inline"))
    assert [logo.get(f"dist{side}") for side in "TBLR"] == ["0"] * 4
    paragraph = next(logo.iterancestors(qn("w:p")))
    assert paragraph.find("./{*}pPr/{*}ind") is None
    header = one(part(made, "word/styles.xml"), ".//w:style[@w:styleId='Header']")
    assert header.find("./{*}pPr/{*}ind") is None


def test_a_picture_takes_the_width_it_is_given_and_keeps_its_shape() -> None:
    extent = body(small('<p><img src="figures/legs.svg" alt="Legs" width="52"/></p>')).find(".//{*}extent")
    assert (round(int(extent.get("cx")) / 36000), round(int(extent.get("cy")) / 36000)) == (52, 26)


def test_a_picture_without_width_has_its_own_size() -> None:
    extent = body(small('<p><img src="figures/legs.svg" alt="Legs"/></p>')).find(".//{*}extent")
    assert round(int(extent.get("cx")) / 36000) == 127


def test_a_link_is_real_and_its_address_is_on_paper_once(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as file:
        relations = file.read("word/_rels/document.xml.rels").decode()
    for address in ("https://example.org/more", "tel:+441632960111", "mailto:hello@oakwood.example.org"):
        assert f'Target="{address}"' in relations
    assert text(body(made)).count("example.org/more") == 1
    assert text(body(made)).count("960111") == 2, "contact and large print"


def test_the_footer_counts_pages_with_real_fields(made: bytes) -> None:
    footer = part(made, "word/footer1.xml")
    fields = [field.get(qn("w:instr")).strip() for field in footer.iter(qn("w:fldSimple"))]
    assert fields == ["PAGE", "NUMPAGES"]
    words = text(footer).replace("\N{NO-BREAK SPACE}", " ")
    assert re.search(r"Page 1 of [1-9]", words)
    assert "Version 1.2" in words
    assert "Review by 22 November 2028" in words


def test_nothing_essential_stands_only_in_header_or_footer(made: bytes) -> None:
    whole = text(body(made)).replace("\N{NO-BREAK SPACE}", " ")
    assert "Version 1.2" in whole
    assert "Review by 22 November 2028" in whole
    assert "Oakwood Surgery" in whole


def test_one_brand_rule_stands_under_the_header(made: bytes) -> None:
    header = one(part(made, "word/styles.xml"), ".//w:style[@w:styleId='Header']")
    rules = list(header.find(".//{*}pBdr"))
    assert [(etree.QName(rule).localname, rule.get(qn("w:color"))) for rule in rules] == [
        ("bottom", "14506E")
    ]
    assert style_of(part(made, "word/header1.xml")[0]) == "Header"


# The file


def test_the_properties_come_from_the_article(made: bytes) -> None:
    core = Document(BytesIO(made)).core_properties
    assert (core.title, core.author, core.subject) == (
        "Sleep and your legs",
        "Patient information editor",
        "What keeps legs awake.",
    )
    assert (core.keywords, core.language, core.version) == ("sleep, legs", "en-GB", "1.2")
    assert core.created == core.modified == datetime(2026, 11, 22, tzinfo=UTC)
    assert core.last_modified_by == "Patient information editor"


def test_too_many_keywords_end_with_a_whole_one() -> None:
    words = [f"a long keyword number {number:02} that fills the line" for number in range(12)]
    kept = Document(BytesIO(handout(keywords=words))).core_properties.keywords
    assert len(kept) <= 255
    assert kept == ", ".join(words[: kept.count(",") + 1])


def test_the_file_holds_no_theme_thumbnail_or_leftover_of_another_document(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as file:
        names = file.namelist()
        everything = b"".join(file.read(name) for name in names if name.endswith(".xml"))
    assert not [name for name in names if re.search("theme|thumbnail|customXml|Effects|app.xml", name)]
    assert b"rsid" not in everything
    assert b"python-docx" not in everything


def test_entries_are_sorted_and_dated_1980(made: bytes) -> None:
    with ZipFile(BytesIO(made)) as file:
        assert file.namelist() == sorted(file.namelist())
        assert {entry.date_time for entry in file.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_another_process_hash_seed_and_time_zone_give_the_same_bytes(made: bytes) -> None:
    code = "import sys, test_docx, hashlib; print(hashlib.sha256(test_docx.handout()).hexdigest())"
    here = Path(__file__).parent
    paths = os.pathsep.join(map(str, (here, ROOT / "tests", ROOT / "scripts")))
    room = os.environ | {"PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONPATH": paths}
    result = subprocess.run(
        [sys.executable, "-c", code], env=room, capture_output=True, text=True, check=True
    )
    assert result.stdout.strip() == sha256(made).hexdigest()


def test_the_fonts_travel_inside_the_file_and_can_be_read_again() -> None:
    lato = fonts.bundled_font("Lato")
    docx = write(filled(), LOOK, PICTURES, [lato, lato])
    entry = part(docx, "word/fontTable.xml")
    faces = {"embedRegular": lato.regular, "embedBold": lato.bold}
    assert [font.get(qn("w:name")) for font in entry] == ["Lato"]
    assert part(docx, "word/settings.xml").find("{*}embedTrueTypeFonts") is not None
    with ZipFile(BytesIO(docx)) as file:
        for number, (tag, face) in enumerate(faces.items(), start=1):
            key = UUID(entry.find(f".//{{*}}{tag}").get(qn("w:fontKey")))
            stored = file.read(f"word/fonts/font{number}.odttf")
            assert stored != face
            assert obfuscated(stored, key) == face


# Text


def test_white_space_is_single_and_no_break_spaces_survive() -> None:
    docx = small("<p>  one\n   <strong> two </strong>  three\N{NO-BREAK SPACE}mg <br/>  four </p>")
    assert styled(docx, "BodyText")[0] == "one two three\N{NO-BREAK SPACE}mg four"


def test_bold_words_are_a_named_style() -> None:
    run = body(small("<p>plain <strong>bold</strong></p>")).findall(".//{*}r")[-2]
    assert text(run) == "bold"
    assert run.find(".//{*}rStyle").get(qn("w:val")) == "Strong"


# Guards: what the template must not do, each with what the user reads

WRONG = {
    "an unknown element": ("<blink>x</blink>", "<blink> on line 4 of the filled page has no Word style"),
    "italics": ("<p><em>x</em></p>", "<em> on line 4 of the filled page has no Word style"),
    "a script": ("<script>x</script>", "<script> on line 4"),
    "an unknown attribute": ('<p style="color:red">x</p>', "has an unknown attribute 'style'"),
    "a merged cell": (
        '<table><thead><tr><th colspan="2">x</th></tr></thead></table><p>y</p>',
        "has an unknown attribute 'colspan'",
    ),
    "an unknown class": ('<p class="shiny">x</p>', "has an unknown class 'shiny'"),
    "an element in the wrong place": (
        "<p>x<ul><li>y</li></ul></p>",
        "<ul> on line 4 of the filled page cannot",
    ),
    "a table in a box": (
        '<h2>A</h2><section class="emergency"><h3>B</h3><p>x</p>'
        "<table><thead><tr><th>x</th></tr></thead></table></section>",
        "<table> on line 4 of the filled page cannot stand in a box",
    ),
    "loose words": ("<section>lost</section>", "holds loose words: 'lost'"),
    "no alt text": ('<p><img src="logo" alt=" "/></p>', "<img> on line 4 of the filled page has no 'alt'"),
    "no alt attribute": ('<p><img src="logo"/></p>', "<img> on line 4 of the filled page has no 'alt'"),
    "a missing picture": ('<p><img src="cat.png" alt="Cat"/></p>', "wants 'cat.png', which is not there"),
    "a width that is no number": (
        '<p><img src="logo" alt="x" width="wide"/></p>',
        "has a 'width' that is not a number",
    ),
    "a second title": ("<h1>Again</h1>", "is a second title"),
    "a skipped heading level": ("<h3>x</h3>", "skips a heading level (use <h2>)"),
    "an empty paragraph": ("<p> </p>", "<p> on line 4 of the filled page is empty"),
    "an empty heading": ("<h2/>", "<h2> on line 4 of the filled page is empty"),
    "a box without heading": ('<section class="highlight"><p>x</p><p>y</p></section>', "without its heading"),
    "a list too deep": (
        "<ul><li>1<ul><li>2<ul><li>3<ul><li>4</li></ul></li></ul></li></ul></li></ul>",
        "is a list four levels deep",
    ),
    "an item that begins with a list": ("<ul><li><ul><li>x</li></ul></li></ul>", "does not begin with words"),
    "an item without anything": ("<ul><li></li></ul>", "is empty"),
    "a table without heading row": (
        "<table><tbody><tr><td>x</td></tr></tbody></table>",
        "has no heading row",
    ),
    "a ragged table": (
        "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>",
        "has rows of different lengths",
    ),
    "an open element": ("<p>x", "is not well-formed XML"),
    "an entity": ("<p>&nbsp;</p>", "is not well-formed XML"),
}


def test_there_are_guards_to_try() -> None:
    assert len(WRONG) > 20


@pytest.mark.parametrize(("inner", "message"), WRONG.values(), ids=WRONG)
def test_a_wrong_template_is_refused_in_words(inner: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        small(inner)
    lines = str(caught.value).splitlines()
    assert [line for line in lines if message not in line] == []
    assert all(line.startswith("templates/handout.html.j2: ") for line in lines)


@pytest.mark.parametrize(
    "inner",
    [
        "<p>x</p>",
        "<h2>x</h2><h3>y</h3>",
        '<p><img src="logo" alt="Logo"/></p>',
        "<ul><li>1<ul><li>2<ul><li>3</li></ul></li></ul></li></ul>",
        "<table><thead><tr><th>x</th></tr></thead><tbody><tr><td></td></tr></tbody></table>",
        '<section class="emergency"><h2>A</h2></section>'.replace("emergency", "highlight")[:0]
        + "<h2>A</h2>",
        '<h2>A</h2><section class="highlight"><h3>x</h3><p>y</p></section>',
    ],
)
def test_a_right_template_passes_every_guard(inner: str) -> None:
    assert text(body(small(inner)))


def test_all_problems_are_reported_at_once() -> None:
    with pytest.raises(InputError) as caught:
        small("<blink>x</blink><p/><h1>y</h1>")
    assert len(caught.value.problems) == 3


def test_a_page_without_title_is_refused() -> None:
    with pytest.raises(InputError, match="has no title"):
        write(PAGE.replace("<h1>Title</h1>{}", ""), LOOK, PICTURES, [])


def test_a_part_of_a_page_is_refused() -> None:
    (problem,) = html_checks.problems(etree.fromstring("<p>x</p>"))[:1]
    assert str(problem) == (
        "templates/handout.html.j2: <p> on line 1 of the filled page is not a whole page (begin with <html>)"
    )


def test_a_document_type_is_refused_before_its_entities_can_expand() -> None:
    bomb = '<!DOCTYPE html [<!ENTITY a "boom">]>' + PAGE.replace("{}", "<p>&a;</p>")
    with pytest.raises(InputError, match="has a DOCTYPE"):
        write(bomb, LOOK, PICTURES, [])


def test_missing_properties_are_named_together() -> None:
    page = re.sub(r'<meta name="(author|date)" content="[^"]*"/>', "", PAGE).replace("{}", "")
    with pytest.raises(InputError) as caught:
        write(page, LOOK, PICTURES, [])
    assert [problem.message for problem in caught.value.problems] == [
        "the <head> has no 'author'",
        "the <head> has no 'date'",
    ]


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="the <head> has the date 'soon'"):
        write(PAGE.replace("2026-11-22", "soon").replace("{}", ""), LOOK, PICTURES, [])


def test_every_element_that_the_grammar_allows_has_a_writer_or_an_owner() -> None:
    owned = {"html", "head", "title", "meta", "body", "li", "thead", "tbody", "tr", "th", "td"}
    assert set(WRITERS) | owned == set(RULES)
    assert not set(WRITERS) & owned


def test_the_writers_cannot_be_changed() -> None:
    with pytest.raises(TypeError):
        WRITERS["blink"] = WRITERS["p"]


def test_a_phone_number_in_brackets_and_hyphens_is_one_piece_and_its_address_is_not_repeated() -> None:
    phone = body(small('<p>Call <a href="tel:3125550142">(312)\N{NO-BREAK SPACE}555-0142</a> now.</p>'))
    assert len(phone.findall(".//{*}noBreakHyphen")) == 1
    assert "Call (312)\N{NO-BREAK SPACE}5550142 now." in text(phone)


def test_a_hyphen_between_words_or_in_an_address_stays_a_hyphen() -> None:
    words = body(small("<p>anti-sickness, see jml-2025-0075</p>"))
    assert words.findall(".//{*}noBreakHyphen") == []


def test_another_number_behind_a_phone_link_is_shown() -> None:
    assert "(3125550142)" in text(body(small('<p><a href="tel:3125550142">Call us</a></p>')))


@pytest.mark.parametrize(("count", "hangs"), [(9, False), (10, True)])
def test_numbers_of_two_digits_have_room_before_their_words(count: int, hangs: bool) -> None:
    items = "".join(f"<li>Item {number}</li>" for number in range(count))
    body = part(small(f"<ol>{items}</ol>"), "word/document.xml")
    found = body.findall(".//" + qn("w:p") + "/" + qn("w:pPr") + "/" + qn("w:ind"))
    assert len(found) == (count if hangs else 0)
    assert all(int(one.get(qn("w:hanging"))) >= 26 * 20 for one in found)
