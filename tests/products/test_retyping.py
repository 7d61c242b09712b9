"""The handout after staff have typed in it: what they change looks as ours does, and nothing else changes."""

from collections import Counter
from copy import deepcopy
from io import BytesIO

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from lxml import etree
from support.project import EACH_PRACTICE

from foldwell.proofing import inspection

PLACED = {"pStyle", "keepNext", "keepLines", "pageBreakBefore", "numPr", "spacing", "ind"}
"""What a paragraph says beside its style: where it stands and what it stands with, not how it looks."""

CORE = ("title", "author", "subject", "keywords", "language", "identifier", "version", "created")


def saved(document):
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def paragraphs(document, style):
    """All paragraphs of a style, also those in boxes and tables."""
    found = (Paragraph(element, document) for element in document.element.body.iter(qn("w:p")))
    return [paragraph for paragraph in found if paragraph.style.name == style]


def retype(paragraph, text):
    """Type over the words of a paragraph, as Word does: in its first run of words."""
    first, *others = [run for run in paragraph.runs if run.text]
    first.text = text
    for run in others:
        run.text = ""


def edited(data):
    """A handout in which somebody has typed, as bytes."""
    document = WordFile(BytesIO(data))
    retype(paragraphs(document, "Heading 2")[0], "Typedheading")
    bullet = paragraphs(document, "List Bullet")[-1]
    copied = deepcopy(bullet._p)
    bullet._p.addnext(copied)
    retype(bullet, "Typeditem")
    retype(Paragraph(copied, document), "Addeditem")
    retype(paragraphs(document, "Emergency Box")[0], "Typedwarning")
    diary = next(table for table in document.tables if len(table.columns) == 5)
    row = deepcopy(diary.rows[-1]._tr)
    diary._tbl.append(row)
    retype(diary.rows[-1].cells[0].paragraphs[0], "Addedrow")
    (phone,) = paragraphs(document, "Contact Phone")
    phone.hyperlinks[0].runs[0].text = "01632960999"
    for style in ("Heading 2", "List Bullet", "List Number", "Body Text"):
        new = document.add_paragraph(f"New{style.replace(' ', '')}", style=style)
        assert new.style.name == style
    return saved(document)


@pytest.fixture(scope="module")
def before(packs):
    return packs["riverside"]["handout"]


@pytest.fixture(scope="module")
def after(before):
    return edited(before)


def test_what_is_typed_is_there_and_nothing_else_is_gone(before, after):
    old, new = (inspection.read_docx(data) for data in (before, after))
    typed = set(new.text) - set(old.text)
    assert {"Typedheading", "Typeditem", "Addeditem", "Typedwarning", "Addedrow", "01632960999"} <= typed
    lost = Counter(old.text) - Counter(new.text)
    assert {"960101", "legs?"} <= set(lost)
    assert sum(lost.values()) < 20, "the words that were typed over, and no others"


def test_a_handout_that_was_typed_in_is_as_accessible_as_before(after):
    found = inspection.read_docx(after)
    assert found.syntax == ()
    assert found.accessibility_problems == ()
    assert found.unembedded == frozenset()
    assert found.invisible == ()


def test_typing_leaves_styles_lists_fonts_and_properties_as_they_were(before, after):
    old, new = (WordFile(BytesIO(data)) for data in (before, after))
    for part in ("styles", "settings"):
        assert etree.tostring(getattr(old, part).element) == etree.tostring(getattr(new, part).element)
    numbering = [etree.tostring(file.part.numbering_part.element) for file in (old, new)]
    assert numbering[0] == numbering[1]
    about = [[getattr(file.core_properties, name) for name in CORE] for file in (old, new)]
    assert about[0] == about[1]
    assert inspection.read_docx(before).fonts == inspection.read_docx(after).fonts


def test_an_added_item_and_an_added_row_are_bound_and_marked_like_the_others(after):
    document = WordFile(BytesIO(after))
    typed, added = (
        next(item for item in paragraphs(document, "List Bullet") if item.text == text)
        for text in ("Typeditem", "Addeditem")
    )
    assert etree.tostring(typed._p.pPr) == etree.tostring(added._p.pPr)
    row = next(row for table in document.tables for row in table.rows if "Addedrow" in row.cells[0].text)
    assert row._tr.xpath("./w:trPr/w:cantSplit")
    assert row._tr.xpath("./w:trPr/w:trHeight")


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_styles_alone_say_how_a_handout_looks(packs, practice):
    """So a paragraph that staff type in one of them looks like ours."""
    body = WordFile(BytesIO(packs[practice]["handout"])).element.body
    beside = {etree.QName(part).localname for found in body.iter(qn("w:pPr")) for part in found}
    assert beside <= PLACED
    in_runs = {etree.QName(part).localname for found in body.iter(qn("w:rPr")) for part in found}
    assert in_runs <= {"rStyle", "vertAlign", "rFonts"}


def test_the_guard_sees_looks_that_are_set_by_hand(packs):
    document = WordFile(BytesIO(packs["riverside"]["handout"]))
    paragraphs(document, "Heading 2")[0].runs[0].bold = True
    in_runs = {
        etree.QName(part).localname for found in document.element.body.iter(qn("w:rPr")) for part in found
    }
    assert "b" in in_runs
