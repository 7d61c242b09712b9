"""Imposition: where each page lands on the finished sheet, how it folds, and how it asks to be printed."""

from dataclasses import replace
from io import BytesIO
from itertools import groupby, pairwise

import pikepdf
import pytest
from support.folding import bound, closed_with, flat
from support.project import EACH_PRACTICE

from foldwell.model import PAPERS
from foldwell.proofing import inspection
from foldwell.rendering.prepress.imposition import FOLDS, TICK_SIZE, Sheet, booklet, impose

ALL = {
    **{" ".join(row): sheet for row, sheet in FOLDS.items()},
    "half A4 of 8": booklet("A4", 8),
    "half Letter of 12": booklet("Letter", 12),
}
FOLDED = [name for name in ALL if not name.startswith("half-sheet")]
"""All but the sheet that has one page twice, to be cut."""

MM = 72 / 25.4
DPI = 25.4 * 10
WHITE = 20


def numbered_pages(sizes):
    """A PDF whose page N is as large as the Nth size (mm) and filled with a grey of its own."""
    with pikepdf.new() as pdf:
        for number, (width, height) in enumerate(sizes, 1):
            box = [0, 0, width * MM, height * MM]
            fill = pdf.make_stream(f"{number / WHITE} g 0 0 {box[2]} {box[3]} re f".encode())
            page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=box, Contents=fill)
            pdf.pages.append(pikepdf.Page(page))
        pdf.Root.Lang = "en-GB"
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def seen(pdf):
    """For each side of a finished file, what lies there from left to right: (page, its width in mm)."""
    for number in range(1, inspection.page_count(pdf) + 1):
        pixels = inspection.page_pixels(pdf, number, DPI).convert("L")
        row = [round(pixels.getpixel((x, pixels.height // 3)) / 255 * WHITE) for x in range(pixels.width)]
        yield [(page, len(list(run)) / 10) for page, run in groupby(row) if page != WHITE]


def alike(one, other):
    return len(one) == len(other) and all(abs(a - b) < 0.25 for a, b in zip(one, other, strict=True))


def folds(side):
    """How far the folds of a side are from its left edge."""
    widths = [width for _, width in side]
    return [sum(widths[:at]) for at in range(1, len(widths))]


def papers(sides):
    """The printed sheets, by what their panels show."""
    shown = [[page for page, _ in side] for side in sides]
    return [flat(front, back) for front, back in zip(shown[::2], shown[1::2], strict=True)]


def opened(fold):
    """A check that a folded sheet has the cover in front, the contact behind and the rest between."""

    def find(sides, _widths):
        closed = closed_with(papers(sides)[0], fold, 1)
        if not closed or (closed.back, closed.met) != (6, MET[fold]):
            yield "the pages are not met in their order"

    return find


MET = {"tri": (1, 2, 5, 3, 4), "z": (1, 2, 3, 4, 5)}
"""The pages as a reader meets them: who opens a tri-fold sees its flap beside page 2."""


def flap(_sides, widths):
    if max(widths[4], widths[5]) > min(widths[page] for page in (1, 2, 3, 6)) - 1:
        yield "the flap is not the narrowest"


def unequal(_sides, widths):
    if max(widths.values()) - min(widths.values()) > 0.25:
        yield "the panels are not equal"


def disordered(sides, widths):
    if list(bound(papers(sides))) != sorted(widths):
        yield "the pages do not follow one another"


FAULTS = {
    "tri": (opened("tri"), flap),
    "z": (opened("z"), unequal),
    "half": (unequal, disordered),
    "none": (unequal,),
    "single": (unequal,),
}


def misfolded(fold, paper, sides):
    """What is wrong with the geometry of a finished sheet."""
    width = PAPERS[paper][0 if fold in ("none", "single") else 1]
    if any(abs(sum(wide for _, wide in side) - width) > 0.25 for side in sides):
        yield "the panels do not fill the sheet"
    for front, back in zip(sides[::2], sides[1::2], strict=len(sides) > 1):
        if not alike(folds(front), sorted(width - fold for fold in folds(back))):
            yield "the folds of both sides do not meet"
    for find in FAULTS[fold]:
        yield from find(sides, {page: wide for side in sides for page, wide in side})


@pytest.mark.parametrize("name", FOLDED)
def test_a_finished_sheet_folds_as_it_should(name):
    fold, paper, *_ = name.split()
    sides = list(seen(impose(numbered_pages(ALL[name].pages), ALL[name], "Numbers")))
    assert sorted(page for side in sides for page, _ in side) == list(range(1, len(ALL[name].slots) + 1))
    assert list(misfolded(fold, paper, sides)) == []


def with_widths(sheet, widths):
    """The sheet with panels of other widths, for each side from left to right."""
    sides = []
    for slots, wide in zip(sheet.sides, widths, strict=True):
        lefts = [sum(wide[:at]) for at in range(len(wide))]
        sides.append(
            tuple(replace(slot, x=x, width=width) for slot, x, width in zip(slots, lefts, wide, strict=True))
        )
    return replace(sheet, sides=tuple(sides))


def swapped(sheet, a, b):
    """The sheet with two pages in each other's place."""
    places = {a: b, b: a}
    sides = (
        tuple(replace(slot, page=places.get(slot.page, slot.page)) for slot in slots) for slots in sheet.sides
    )
    return replace(sheet, sides=tuple(sides))


TRI, Z = FOLDS["tri", "A4"], FOLDS["z", "A4"]
BROKEN = {
    "tri, flap as wide as the rest": (
        "tri",
        with_widths(TRI, [(99, 99, 99), (99, 99, 99)]),
        "the flap is not the narrowest",
    ),
    "tri, flap at the same edge of both sides": (
        "tri",
        with_widths(TRI, [(97, 100, 100), (97, 100, 100)]),
        "the folds of both sides do not meet",
    ),
    "tri, a gap at the edge": (
        "tri",
        with_widths(TRI, [(97, 100, 98), (100, 100, 97)]),
        "the panels do not fill the sheet",
    ),
    "tri, two pages swapped": ("tri", swapped(TRI, 2, 3), "the pages are not met in their order"),
    "z, a flap": ("z", TRI, "the panels are not equal"),
    "z, the contact inside": ("z", swapped(swapped(Z, 4, 6), 5, 6), "the pages are not met in their order"),
    "z, two pages swapped": ("z", swapped(Z, 1, 6), "the pages are not met in their order"),
    "half, two pages swapped": (
        "half",
        swapped(booklet("A4", 8), 2, 4),
        "the pages do not follow one another",
    ),
}


@pytest.mark.parametrize(("fold", "sheet", "fault"), BROKEN.values(), ids=BROKEN)
def test_a_sheet_that_does_not_fold_is_noticed(fold, sheet, fault):
    sides = list(seen(impose(numbered_pages(sheet.pages), sheet, "Numbers")))
    assert fault in misfolded(fold, "A4", sides)


@pytest.mark.parametrize("name", ALL)
def test_a_sheet_asks_for_its_sides_upright_at_full_size(name):
    sheet = ALL[name]
    with pikepdf.open(BytesIO(impose(numbered_pages(sheet.pages), sheet, "Numbers"))) as pdf:
        edge = "Long" if name.startswith("none") else "Short"
        asked = "/Simplex" if name.startswith(("single", "half-sheet")) else f"/DuplexFlip{edge}Edge"
        assert pdf.Root.ViewerPreferences.Duplex == asked
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert len(pdf.pages) == len(sheet.sides)
        assert len(pdf.pages) % 2 == (asked == "/Simplex")


@pytest.mark.parametrize("name", ["tri A4", "z Letter"])
def test_paper_is_turned_over_where_no_step_of_opening_it_shows_both_pages(name):
    closed = closed_with(
        flat(*([slot.page for slot in side] for side in ALL[name].sides)), name.split()[0], 1
    )
    together = {page for step in closed.steps for page in step if page + 1 in step}
    assert ALL[name].page_turns == tuple(page for page in range(1, 6) if page not in together)


def test_a_leaf_of_a_booklet_is_turned_after_every_other_page_and_a_flat_sheet_once():
    assert [ALL[name].page_turns for name in ("half A4", "half A4 of 8", "none A4")] == [
        (1, 3),
        (1, 3, 5, 7),
        (1,),
    ]


def test_a_booklet_of_six_pages_cannot_be_folded():
    with pytest.raises(ValueError, match="four pages or a multiple of four, not 6"):
        booklet("A4", 6)


def tick_places(pdf, page=1):
    """Where black stands at the top edge of a side of white pages, in mm from its left edge, and how deep."""
    pixels = inspection.page_pixels(pdf, page, DPI).convert("L")
    dark = [x for x in range(pixels.width) if pixels.getpixel((x, 2)) < 128]
    starts = dark[:1] + [x for before, x in pairwise(dark) if x > before + 1]
    depth = max(
        (y for y in range(pixels.height // 2) for x in starts if pixels.getpixel((x, y)) < 128), default=0
    )
    return [x / 10 for x in starts], depth / 10


@pytest.mark.parametrize("name", ["tri Letter", "half A4 of 8", "none A4"])
def test_ticks_stand_at_the_folds_and_only_when_asked_for(name):
    sheet = ALL[name]
    white = numbered_pages([(1, 1)] * len(sheet.slots))
    places, depth = tick_places(impose(white, sheet, "White", ticks=True), page=2)
    assert alike(places, [fold - TICK_SIZE[0] / 2 for fold in sheet.folds(1)])
    assert depth == pytest.approx(TICK_SIZE[1] if sheet.folds(1) else 0, abs=0.2)
    assert tick_places(impose(white, sheet, "White"), page=2) == ([], 0)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_leaflet_is_two_sides_of_its_paper_that_can_be_opened(packs, practice):
    lying = [279.4, 215.9] if practice == "lakeshore" else [297, 210]
    with pikepdf.open(BytesIO(packs[practice]["leaflet"])) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert [round(float(edge) / MM, 1) for edge in page.mediabox] == [0, 0, *lying]
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_outer_side_has_flap_back_and_cover_and_the_inner_side_the_panels_between(
    packs, contexts, practice
):
    words = inspection.read_pdf(packs[practice]["leaflet"]).words

    def place(text):
        return next((word.page, word.box.left) for word in words if word.text == text)

    cover = place("Restless")
    assert cover[0] == 1
    assert cover[1] > (183 if practice == "lakeshore" else 197)  # right of the second fold
    flap = place("Emergency:")
    assert flap[0] == 1
    assert flap[1] < 97
    assert place("four")[0] == 2
    assert place("four")[1] < 100


def test_too_few_pages_are_not_imposed():
    with pytest.raises(ValueError, match="5 pages for 6 slots"):
        impose(numbered_pages(TRI.pages[:5]), TRI, "Numbers")


def test_the_same_pages_give_the_same_bytes():
    pages = numbered_pages(TRI.pages)
    assert impose(pages, TRI, "Numbers", ticks=True) == impose(pages, TRI, "Numbers", ticks=True)


def test_a_sheet_says_the_size_of_every_page_in_reading_order():
    assert isinstance(TRI, Sheet)
    assert [width for width, _ in TRI.pages] == [100, 100, 100, 97, 97, 100]
