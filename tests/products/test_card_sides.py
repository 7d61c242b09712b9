"""Cards on both sides of their paper: when they are, what is where, and the sheet that they are cut from."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support.project import EACH_PRACTICE
from support.sabotage import complaints

from foldwell.documents.cards import content, points, search, sheet
from foldwell.documents.cards.pages import CardPlan
from foldwell.model import CARDS, PAPERS, CardFormat, Printer
from foldwell.proofing import inspection
from foldwell.rendering.prepress import step_and_repeat
from foldwell.workflows import build_pack


@pytest.fixture(scope="module")
def small(contexts):
    """The context of the shipped article, planned for a card of a size that one side cannot hold."""
    context = contexts["riverside"]
    changed = replace(context, practice=context.practice.model_copy(update={"card": "a6"}))
    return build_pack.with_plans(changed, ("card",))


@pytest.fixture(scope="module")
def made(small):
    """Its card and sheet."""
    return build_pack.build_documents(small, ("card", "card-sheet"))


def text_of(data, page):
    return " ".join(word.text for word in inspection.read_pdf(data).words if word.page == page)


def test_a_card_that_one_side_cannot_hold_uses_its_back_and_the_build_says_so(small, made):
    assert small.card == CardFormat(2)
    assert complaints(small, made) == ""
    front, back = (text_of(made["card"], page) for page in (1, 2))
    assert front.startswith(small.article.title.split()[0])
    assert "Emergency: call 999" in back
    assert "Get help the same day" in back
    assert [note.message for note in small.notes][-1] == (
        "the card has no room on one side, and takes both sides of its paper"
    )


def test_a_card_with_room_on_one_side_stays_there(packs, contexts):
    context = build_pack.with_plans(contexts["riverside"], ("card",))
    assert context.card == CardFormat()
    assert context.notes == contexts["riverside"].notes
    assert inspection.page_count(packs["riverside"]["card-sheet"]) == 1


def test_both_sides_of_the_sheet_have_each_card_back_to_back(small, made):
    contents = sheet.read(made["card-sheet"], small)
    assert contents.pages == 2
    words = sorted(word.text for word in contents.words)
    assert words == sorted(4 * [word.text for word in inspection.read_pdf(made["card"]).words])
    with pikepdf.open(BytesIO(made["card-sheet"])) as pdf:
        assert pdf.Root.ViewerPreferences.Duplex == "/DuplexFlipLongEdge"


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize(
    ("name", "card_format"), [*((name, CardFormat(2)) for name in CARDS), ("wallet", CardFormat(8, 4))]
)
def test_the_back_of_every_panel_lies_behind_its_front(paper, name, card_format):
    imposed = step_and_repeat.grid(PAPERS[paper], CARDS[name], card_format)
    fronts, backs = imposed.sides
    width, panels = CARDS[name][0], card_format.panels
    for slot in backs:
        # The sheet is turned over like a page: what is left on the front is right on the back.
        mirrored = pytest.approx(imposed.width - slot.x - width, abs=0.01)
        behind = [one for one in fronts if one.x == mirrored and one.y == slot.y]
        assert [one.page + panels for one in behind] == [slot.page]
    assert imposed.flip == ("short" if imposed.width > imposed.height else "long")
    assert len(step_and_repeat.fold_ticks(imposed)) == 2 * (card_format.panels - 1) * len(imposed.copies)


def test_a_printer_that_flips_the_other_edge_gets_the_back_turned(small, made):
    other = replace(small, practice=small.practice.model_copy(update={"printer": Printer(flips="short")}))
    turned = build_pack.build_documents(other, ("card", "card-sheet"))
    assert complaints(other, turned) == ""
    assert list(sheet.check(other, made)) != []
    said = "\n".join(map(str, sheet.check(other, made)))
    assert "does not ask the printer to flip the short edge" in said
    assert "the words of card 1 are not those of card.pdf" in said


def pages_of(data, *numbers):
    """A PDF with some pages of another."""
    with pikepdf.open(BytesIO(data)) as pdf, pikepdf.new() as target:
        for number in numbers:
            target.pages.append(pdf.pages[number])
        target.Root.ViewerPreferences = target.copy_foreign(pdf.make_indirect(pdf.Root.ViewerPreferences))
        out = BytesIO()
        target.save(out)
        return out.getvalue()


def test_a_sheet_whose_sides_are_swapped_is_found(small, made):
    swapped = {**made, "card-sheet": pages_of(made["card-sheet"], 1, 0)}
    assert "the words of card 1 are not those of card.pdf" in "\n".join(map(str, sheet.check(small, swapped)))


def test_a_sheet_without_its_back_is_found(small, made):
    halved = {**made, "card-sheet": pages_of(made["card-sheet"], 0)}
    said = "\n".join(map(str, sheet.check(small, halved)))
    assert "its sides do not hold the 2 pages of card.pdf" in said


def test_a_card_that_lost_its_back_is_found(small, made):
    assert "has 1 pages instead of 2" in complaints(small, {"card": pages_of(made["card"], 0)})


def long_points(context):
    sections = tuple(
        part.model_copy(update={"key_point": f"Point {number}: {'a few words more and ' * 17}no end."})
        for number, part in enumerate(context.article.sections)
    )
    return replace(context, article=context.article.model_copy(update={"sections": sections}))


def test_how_many_points_have_room_is_told_as_layouts_tell_it(contexts):
    """One strip tells for each number of points what laying each of them out would."""
    context = long_points(contexts["northgate"])
    found, shown = search.CardSearch(context), points.numbers(context)
    expected = []
    for count in range(5, len(shown)):
        told = found.has_room(shown[:count])
        real = found.find(shown[:count])
        expected.append((count, told, real is not None))
    assert all(told == real for _, told, real in expected)
    assert {told for _, told, _ in expected} == {True, False}


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_a_card_of_one_side_takes_two_layouts(contexts, practice):
    found = search.CardSearch(contexts[practice])
    assert found.find(points.numbers(contexts[practice]))
    assert found.pages.layouts <= 2


def test_the_next_more_generous_setting_has_no_room(contexts):
    context = contexts["riverside"]
    found = search.CardSearch(context)
    plan = found.find(points.numbers(context)).plan
    settings = found.pages.settings
    larger = settings[settings.index(plan.setting) - 1]
    result = found.pages.lay_out(CardPlan(plan.card_format, plan.points, larger))
    assert len(result.sizes) > 1


def test_no_sentence_is_allowed_to_run_on_to_the_back(small):
    assert content.expectation(small).page_turns == (1,)
    folded = replace(small, card=CardFormat(8, 4))
    assert content.expectation(folded).page_turns == (4,)
