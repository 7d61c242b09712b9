"""Type: first lines on one height, last lines of more than one short word, bullets that are alike."""

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from support import tabular
from support.layouts import looking
from support.project import USUAL, in_family

from foldwell.model.units import MM_PER_PT
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

ALIGNED = 0.3
"""How far apart the first lines of panels that begin alike may be, in mm."""


def first_line(page):
    """The depth of the first baseline of a page in mm, and the words that stand on it."""
    text, found = page.get_textpage(), []
    for index in range(text.count_chars()):
        x, y = ctypes.c_double(), ctypes.c_double()
        if pdfium.FPDFText_GetUnicode(text.raw, index) > ord(" "):
            pdfium.FPDFText_GetCharOrigin(text.raw, index, x, y)
            found.append((round((page.get_height() - y.value) * MM_PER_PT, 2), index))
    depth, index = min(found)
    return depth, text.get_text_range(index, 12)


def first_lines(data, article):
    """The depths of first lines on the inside panels, of section headings, and of running text."""
    headings, running = [], []
    for page in list(pypdfium2.PdfDocument(data))[1:-1]:
        depth, words = first_line(page)
        if any(part.heading.startswith(words.splitlines()[0]) for part in article.sections):
            headings.append(depth)
        elif any(words.splitlines()[0] in f"{part.body} {part.detail}" for part in article.sections):
            running.append(depth)
    return headings, running


def is_aligned(depths):
    return max(depths, default=0) - min(depths, default=0) <= ALIGNED


@pytest.mark.parametrize("practice", USUAL)
def test_panels_that_begin_alike_have_their_first_lines_on_one_height(packs, contexts, practice):
    headings, running = first_lines(packs[practice]["leaflet-screen"], contexts[practice].article)
    assert len(headings) >= 2
    assert is_aligned(headings)
    assert is_aligned(running)


def test_a_heading_that_is_moved_is_noticed(contexts):
    moved = looking(contexts["riverside"], "#iron h2, #varicose-veins h2 { padding-top: 0.5mm }")
    data = build_pack.build_documents(moved, ("leaflet-screen",))["leaflet-screen"]
    assert not is_aligned(first_lines(data, moved.article)[0])


def torn_last_words(data, article):
    """The last words of paragraphs and items that stand alone on their line, short as they are."""
    printed_text = "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    bodies = re.sub(r"[*\[\]]", "", "\n\n".join(part.body for part in article.sections))
    ends = re.findall(r"(\S{1,14}) (\S{1,8})$", re.sub(r"\n(?![\n-])\s*", " ", bodies), re.MULTILINE)
    assert len(ends) > 10
    return [
        end for end in ends if re.search(r"{}\s*[\r\n]+{}[\r\n]".format(*map(re.escape, end)), printed_text)
    ]


@pytest.mark.parametrize("practice", USUAL)
def test_no_paragraph_ends_with_a_line_of_one_short_word(packs, contexts, practice):
    assert torn_last_words(packs[practice]["leaflet-screen"], contexts[practice].article) == []


@pytest.mark.parametrize("practice", USUAL)
def test_bullets_come_from_a_font_of_their_own(packs, practice):
    for name in ("leaflet-screen", "large-print", "card"):
        assert "bullets" in inspection.read_pdf(packs[practice][name]).fonts


def width_of_numbers(context):
    """The widths in mm of two numbers of one table, of the widest digits and of the narrowest."""
    data = build_pack.build_documents(context, ("leaflet-screen",))["leaflet-screen"]
    words = [word for word in inspection.read_pdf(data).words if word.text in ("00000000", "11111111")]
    return [word.box.right - word.box.left for word in words]


NUMBERS = tabular.article(tabular.table(("Dose", "00000000", "mg"), ("Dose", "11111111", "mg")))


@pytest.mark.parametrize("family", ["Mukta", "Source Sans 3"])
def test_numbers_of_a_table_stand_below_each_other(written, family):
    wide, narrow = width_of_numbers(in_family(written(NUMBERS, "none"), family))
    # What is measured is ink: a one has more room at its sides than a zero.
    assert abs(wide - narrow) < 2


def test_digits_of_different_widths_are_noticed(written):
    context = in_family(written(NUMBERS, "none"), "Mukta")
    wide, narrow = width_of_numbers(looking(context, "table { font-variant-numeric: lining-nums }"))
    assert wide - narrow > 5
