"""The test page for a printer: its lengths are right, and each outcome on its back says what to do."""

import re
from functools import cache
from io import BytesIO

import pikepdf
import pytest
from support.project import ROOT

from foldwell.documents import printer_test_page
from foldwell.model import Printer
from foldwell.project import inheritance
from foldwell.proofing import inspection

PX_PER_MM = 10
BLACK = 128


@pytest.fixture(scope="module")
def words(contexts):
    return contexts["riverside"].printing


@pytest.fixture(scope="module")
def page_of(contexts, words):
    templates = inheritance.templates(ROOT, "classic", ())

    @cache
    def page(**facts):
        practice = contexts["riverside"].practice.model_copy(update=facts)
        return practice, printer_test_page.make(practice, words, templates)

    return page


def pixels(data, page):
    return inspection.page_pixels(data, page, 25.4 * PX_PER_MM, grey=True)


def black_runs(picture):
    """The starts and ends in mm of what is black along each row of pixels, from the top."""
    black = picture.point(lambda level: level < BLACK).tobytes()
    for start in range(0, len(black), picture.width):
        runs = re.finditer(rb"\x01+", black[start : start + picture.width])
        yield [(run.start() / PX_PER_MM, run.end() / PX_PER_MM) for run in runs]


def test_the_line_to_measure_is_100_mm_long(page_of):
    front = pixels(page_of()[1], 1)
    spans = [
        ends[-1][1] - ends[0][0]
        for runs in black_runs(front.crop((300, 0, 1600, front.height)))
        if len(ends := [run for run in runs if run[1] - run[0] < 1]) == 2
    ]
    assert any(length == pytest.approx(100, abs=0.15) for length in spans)


@pytest.mark.parametrize("edge", ["left", "right", "top", "bottom"])
def test_every_edge_has_lines_1_to_10_mm_from_it(page_of, edge):
    front = pixels(page_of()[1], 1)
    turned = {"left": 0, "top": 90, "right": 180, "bottom": 270}[edge]
    strip = front.rotate(turned, expand=True).crop((0, 300, 11 * PX_PER_MM, front.height * 3))
    found = {round(start) for runs in black_runs(strip) for start, end in runs if end < 10.9}
    assert found == set(range(1, 11))


TURNED = [("tri", None), ("tri", "long"), ("none", None), ("none", "short")]


@pytest.mark.parametrize(("fold", "flips"), TURNED)
def test_the_back_is_the_right_way_up_for_the_printer_that_the_practice_has(page_of, words, fold, flips):
    practice, data = page_of(fold=fold, printer=Printer(flips=flips))
    natural = "long" if fold == "none" else "short"
    with pikepdf.open(BytesIO(data)) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == f"/DuplexFlip{(flips or natural).title()}Edge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
    contents = inspection.read_pdf(data)
    middle = {
        word.text: (word.box.top + word.box.bottom) / 2 < contents.sizes[1][1] / 2
        for word in contents.words
        if word.page == 2
    }
    right_is_on_top = middle["leaflets"]
    assert right_is_on_top == (flips in (None, natural))
    text = " ".join(contents.text)
    assert f"printer: {{flips: {flips or ('short' if fold == 'none' else 'long')}}}" in text
    asked = words.test_page.remove_line if flips not in (None, natural) else words.test_page.add_line
    assert " ".join(asked.split()[4:8]) in text
    assert list(printer_test_page.check(data, practice, words)) == []


def test_a_page_without_some_of_its_words_is_refused(page_of, words):
    practice, data = page_of()
    other = words.model_copy(
        update={"test_page": words.test_page.model_copy(update={"edges": "Nobody printed this."})}
    )
    problems = list(printer_test_page.check(data, practice, other))
    assert [problem.message for problem in problems] == ["words are missing: Nobody printed this."]


def test_a_page_for_other_paper_is_refused(page_of, words):
    practice, data = page_of()
    letter = practice.model_copy(update={"paper": "Letter"})
    assert "not the two sides" in str(*printer_test_page.check(data, letter, words))


def test_a_page_with_the_advice_for_another_printer_is_refused(page_of, words):
    practice, data = page_of()
    other = practice.model_copy(update={"printer": Printer(flips="long")})
    problems = [problem.message for problem in printer_test_page.check(data, other, words)]
    assert any(words.test_page.remove_line in problem for problem in problems)
