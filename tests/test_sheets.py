"""Imposition: where each panel lands on the finished sheet, and how the sheet asks to be printed."""

from io import BytesIO

import pikepdf
import pytest
from conftest import PRACTICES

from foldwell import readback
from foldwell.sheets import FOLDS, impose

SHEETS = list(FOLDS.values())
MM = 72 / 25.4


def numbered_pages(sizes):
    """A PDF whose page N is as large as the Nth size (mm) and filled with a grey of its own."""
    with pikepdf.new() as pdf:
        for number, (width, height) in enumerate(sizes, 1):
            box = [0, 0, width * MM, height * MM]
            fill = pdf.make_stream(f"{number / 10} g 0 0 {box[2]} {box[3]} re f".encode())
            page = pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=box, Contents=fill)
            pdf.pages.append(pikepdf.Page(page))
        pdf.Root.Lang = "en-GB"
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize("sheet", SHEETS)
def test_every_page_lands_in_its_slot_on_the_finished_sheet(sheet):
    sides = impose(numbered_pages(sheet.pages), sheet, "Numbers")
    for side, slot in sheet.slots:
        pixels = readback.page_pixels(sides, side + 1, 25.4)
        middle = pixels.getpixel((round(slot.x + slot.width / 2), pixels.height // 2))
        assert middle[0] == pytest.approx(slot.page / 10 * 255, abs=2)


@pytest.mark.parametrize("sheet", SHEETS)
def test_panels_fill_the_sheet_from_edge_to_edge(sheet):
    for slots in sheet.sides:
        assert sum(slot.width for slot in slots) == pytest.approx(sheet.width)
        assert [slot.x for slot in slots] == [
            sum(one.width for one in slots[:at]) for at in range(len(slots))
        ]


def test_the_flap_of_a_tri_fold_is_the_narrowest_panel_and_the_folds_of_both_sides_meet():
    sheet = FOLDS["tri", "A4"]
    widths = {slot.page: slot.width for _, slot in sheet.slots}
    assert widths[5] < min(widths[page] for page in (1, 2, 3, 6))
    assert sheet.folds(0) == (97, 197)
    assert sheet.folds(1) == tuple(sorted(sheet.width - fold for fold in sheet.folds(0)))


@pytest.mark.parametrize("practice", PRACTICES)
def test_the_leaflet_is_two_a4_sides_set_up_for_both_sides_on_the_short_edge(packs, practice):
    with pikepdf.open(BytesIO(packs[practice]["leaflet"])) as pdf:
        assert len(pdf.pages) == 2
        for page in pdf.pages:
            assert [round(float(edge) / MM, 1) for edge in page.mediabox] == [0, 0, 297, 210]
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipShortEdge"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert not pdf.check_pdf_syntax()


@pytest.mark.parametrize("practice", PRACTICES)
def test_the_outer_side_has_flap_back_and_cover_and_the_inner_side_the_panels_between(packs, jobs, practice):
    words = readback.pdf(packs[practice]["leaflet"]).words

    def place(text):
        return next((word.page, word.box.left) for word in words if word.text == text)

    cover = place("Restless")
    assert cover[0] == 1
    assert cover[1] > 197
    flap = place("Emergency:")
    assert flap[0] == 1
    assert flap[1] < 97
    assert place("four")[0] == 2
    assert place("four")[1] < 100


def test_too_few_pages_are_not_imposed():
    sheet = FOLDS["tri", "A4"]
    with pytest.raises(ValueError, match="5 pages for 6 slots"):
        impose(numbered_pages(sheet.pages[:5]), sheet, "Numbers")


def test_the_same_pages_give_the_same_bytes():
    sheet = FOLDS["tri", "A4"]
    pages = numbered_pages(sheet.pages)
    assert impose(pages, sheet, "Numbers") == impose(pages, sheet, "Numbers")
