"""A leaflet on one side of half a sheet: two on a sheet to cut, alone for the screen and for a print shop."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support.project import ROOT
from support.sabotage import complaints

from foldwell.documents import leaflet, leaflet_press, printed_leaflet
from foldwell.errors import InputError
from foldwell.model import PAPERS
from foldwell.proofing import inspection
from foldwell.rendering.prepress import step_and_repeat
from foldwell.workflows import batch, build_pack
from foldwell.workflows.incremental import manifest

NOTICE = (ROOT / "tests/data/valid/article-notice.yaml").read_text(encoding="utf-8")
TITLE = "title: Measles is going round, and what to do if you think you or your child has caught\n"
HALF = "format: {fold: single, sheet: half}\n"
BODY = "      Ask for the vaccine. Call {practice} to book.\n"


def shortened():
    """A notice of a few words on half a sheet."""
    assert TITLE in NOTICE
    start = NOTICE.index("    body: |\n") + len("    body: |\n")
    text = NOTICE[:start] + BODY + NOTICE[NOTICE.index("care:") :]
    return text.replace(TITLE, "title: Measles\n").replace("sections:\n", f"{HALF}sections:\n", 1)


@pytest.fixture(scope="module")
def half(written):
    """The context of a notice on half a sheet, planned, for a practice."""

    def found(practice="riverside", text=None):
        context = written(text or shortened(), "tri", practice)
        return build_pack.with_plans(context, ("leaflet-screen",))

    return found


@pytest.fixture(scope="module")
def made(half):
    """Its leaflet, on the screen and to print."""
    return build_pack.build_documents(half(), ("leaflet-screen", "leaflet"))


def test_two_stand_on_a_sheet_and_one_on_the_screen(half, made):
    context = half()
    assert complaints(context, made) == ""
    assert inspection.read_pdf(made["leaflet-screen"]).sizes == (pytest.approx((148.5, 210), abs=0.1),)
    sheet = inspection.read_pdf(made["leaflet"])
    assert sheet.sizes == (pytest.approx(PAPERS["A4"][::-1], abs=0.1),)
    left, right = (word.box.left for word in sheet.words if word.text == "Measles")
    assert right - left == pytest.approx(148.5, abs=0.1)
    with pikepdf.open(BytesIO(made["leaflet"])) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"


def test_half_a_letter_sheet_is_as_large_as_it_is_cut(half):
    context = half("northgate")
    letter = replace(context, practice=context.practice.model_copy(update={"paper": "Letter"}))
    assert leaflet.expectation(letter).sizes == (pytest.approx((139.7, 215.9)),)
    assert step_and_repeat.cuts(printed_leaflet.cut_sheet(letter)) == ((139.7,), ())


def spoilt(data, drawing):
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(drawing.encode())
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


HARM = {
    "a word of the second": (
        "1 g 440 200 380 200 re f",
        "copy 2 does not look as it does in leaflet-screen.pdf",
    ),
    "the tick": ("1 g 400 0 40 18 re f", "is missing"),
    "a block at the edge": ("0 g 830 300 10 10 re f", "there is print too near the right edge"),
}


@pytest.mark.parametrize(("drawing", "message"), HARM.values(), ids=HARM)
def test_harm_to_a_sheet_is_noticed(half, made, drawing, message):
    harmed = {**made, "leaflet": spoilt(made["leaflet"], drawing)}
    assert message in complaints(half(), {"leaflet-screen": made["leaflet-screen"], **harmed})


def test_a_print_shop_gets_one_page_with_bleed_to_impose_by_itself(half):
    sheet = leaflet_press.press_sheet_of(half())
    assert len(sheet.sheet.sides) == 1
    assert (sheet.sheet.width, sheet.sheet.height) == (148.5, 210)


def test_its_fold_is_called_as_an_article_orders_it(half):
    record = manifest.DocumentRecord("leaflet.pdf", 1, 1, "", fold=half().fold)
    changes = batch._fold_changes(with_leaflet(replace(record, fold="tri", pages=2)), with_leaflet(record))
    assert [note.message for note in changes] == [
        "it is now 'single, sheet: half' with 1 side, was 'tri' with 2 sides"
    ]


def with_leaflet(record):
    """The manifest of a pack that has this leaflet alone."""
    return manifest.Manifest("riverside", "a", "", False, {}, (), {}, ("leaflet",), {"leaflet": record})


def test_words_without_room_are_refused_with_what_fits_on_a_whole_sheet(half):
    context = half(text=shortened().replace(BODY, BODY * 30))
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(context, ("leaflet-screen",))
    assert "the text is too long for the leaflet at 12 pt" in str(caught.value)
    assert "on a whole sheet the folds that fit are 'single'" in str(caught.value)
