"""Sheets of cards: how many lie on which paper, where they are cut, and what the finished sheet shows."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support.project import EACH_PRACTICE

from foldwell.documents.cards import sheet as card_sheet
from foldwell.model import CARDS, PAPERS
from foldwell.proofing import inspection
from foldwell.rendering.prepress import step_and_repeat
from foldwell.workflows import build_pack

MM = 72 / 25.4
COUNTS = {
    ("A4", "a5"): 2,
    ("A4", "a6"): 4,
    ("A4", "half-letter"): 1,
    ("A4", "quarter-letter"): 2,
    ("Letter", "a5"): 1,
    ("Letter", "a6"): 2,
    ("Letter", "half-letter"): 2,
    ("Letter", "quarter-letter"): 4,
}
PAIRS = list(COUNTS)


def grey_card(size):
    """A card that is grey all over."""
    with pikepdf.new() as pdf:
        box = [0, 0, size[0] * MM, size[1] * MM]
        fill = pdf.make_stream(f"0.8 g 0 0 {box[2]} {box[3]} re f".encode())
        pdf.pages.append(
            pikepdf.Page(pikepdf.Dictionary(Type=pikepdf.Name.Page, MediaBox=box, Contents=fill))
        )
        pdf.Root.Lang = "en-GB"
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


@pytest.mark.parametrize(("paper", "card"), PAIRS)
def test_a_sheet_holds_as_many_cards_as_fit_in_its_middle(paper, card):
    size = CARDS[card]
    sheet = step_and_repeat.grid(PAPERS[paper], size)
    pixels = inspection.page_pixels(
        step_and_repeat.repeat_pages(grey_card(size), sheet, "Cards"), 1, 25.4 * 2
    )
    pixels = pixels.convert("L")
    assert sorted(pixels.size) == pytest.approx([2 * side for side in sorted(PAPERS[paper])], abs=1)
    share = pixels.histogram()[204] / (pixels.width * pixels.height)
    room = PAPERS[paper][0] * PAPERS[paper][1]
    assert share == pytest.approx(COUNTS[paper, card] * size[0] * size[1] / room, abs=0.01)
    left, top, right, bottom = pixels.point(lambda level: 255 * (200 < level < 210)).getbbox()
    assert left == pytest.approx(pixels.width - right, abs=2)
    assert top == pytest.approx(pixels.height - bottom, abs=2)


@pytest.mark.parametrize(("paper", "card"), PAIRS)
def test_ticks_lie_between_cards_and_never_on_one(paper, card):
    sheet = step_and_repeat.grid(PAPERS[paper], CARDS[card])
    ticks = step_and_repeat.cut_ticks(sheet)
    assert ticks
    for left, top, right, bottom in ticks:
        assert min(left, top) >= 0
        assert (right, bottom) <= (sheet.width, sheet.height)
        for _, slot in sheet.slots:
            inside_across = left < slot.x + slot.width - 0.01 and right > slot.x + 0.01
            inside_down = top < slot.y + slot.height - 0.01 and bottom > slot.y + 0.01
            assert not (inside_across and inside_down)


def test_half_a_millimetre_at_the_edge_is_not_cut_off():
    assert step_and_repeat.cuts(step_and_repeat.grid(PAPERS["A4"], CARDS["a6"])) == ((105.0,), (148.5,))
    assert step_and_repeat.cuts(step_and_repeat.grid(PAPERS["Letter"], CARDS["quarter-letter"])) == (
        (107.95,),
        (139.7,),
    )


def test_a_card_larger_than_the_paper_is_refused():
    with pytest.raises(ValueError, match="does not fit"):
        step_and_repeat.grid((100, 100), CARDS["a6"])


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_finished_sheet_has_two_cards_and_asks_to_be_printed_at_full_size(packs, contexts, practice):
    facts = contexts[practice].practice
    data = packs[practice]["card-sheet"]
    with pikepdf.open(BytesIO(data)) as pdf:
        (page,) = pdf.pages
        assert [round(float(edge) / MM, 1) for edge in page.mediabox] == [0, 0, *PAPERS[facts.paper][::-1]]
        assert pdf.Root.ViewerPreferences.PrintScaling == "/None"
        assert pdf.Root.ViewerPreferences.Duplex == "/Simplex"
        assert "/StructTreeRoot" not in pdf.Root
        assert not pdf.check_pdf_syntax()
    phone = facts.phone.split()[-1]
    places = [word.box.left for word in card_sheet.read(data, contexts[practice]).words if word.text == phone]
    half = len(places) // 2
    assert [place + CARDS[facts.card][0] for place in places[:half]] == pytest.approx(places[half:], abs=0.1)
    assert list(card_sheet.check(contexts[practice], packs[practice])) == []


def spoilt(data, drawing):
    """The sheet with something drawn over it."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[0].contents_add(drawing.encode())
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


HARM = {
    "a word that is covered": ("1 g 40 300 200 30 re f", "card 1 does not look as it does in card.pdf"),
    "a tick that is gone": ("1 g 400 0 40 18 re f", "is missing"),
    "a line across a card": ("0 G 1 w 480 0 m 480 600 l S", "there is print too near the top edge"),
    "a block at the edge": ("0 g 830 300 10 10 re f", "there is print too near the right edge"),
}


@pytest.mark.parametrize(("drawing", "message"), HARM.values(), ids=HARM)
def test_harm_to_a_sheet_is_noticed(packs, contexts, drawing, message):
    pack = packs["riverside"]
    harmed = {**pack, "card-sheet": spoilt(pack["card-sheet"], drawing)}
    assert message in "\n".join(map(str, card_sheet.check(contexts["riverside"], harmed)))


def test_a_sheet_with_the_cards_of_another_practice_is_noticed(packs, contexts):
    foreign = build_pack.build_documents(contexts["northgate"], ("card", "card-sheet"))
    swapped = {**packs["riverside"], "card-sheet": foreign["card-sheet"]}
    messages = [str(problem) for problem in card_sheet.check(contexts["riverside"], swapped)]
    assert len([line for line in messages if "are not those of card.pdf" in line]) == 2


def test_every_card_of_a_sheet_is_read(packs, contexts):
    words = card_sheet.read(packs["riverside"]["card-sheet"], contexts["riverside"]).text
    title = contexts["riverside"].article.title.split()[0]
    assert len([word for word in words if word == title]) == 2
    assert len(words) == 2 * len(inspection.read_pdf(packs["riverside"]["card"]).words)


def test_another_size_of_card_makes_another_sheet(contexts):
    context = contexts["riverside"]
    small = replace(context, practice=context.practice.model_copy(update={"card": "a6"}))
    assert card_sheet.expectation(small).sizes == (PAPERS["A4"],)
    assert len(card_sheet.sheet_of(small).slots) == 4
