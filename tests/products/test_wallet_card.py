"""A card for the wallet: panels of a strip that is folded, its front, its sheet, and what it refuses."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support.sabotage import append, complaints, refusal, swap
from support.tabular import article

from foldwell.documents.cards import sheet
from foldwell.errors import InputError
from foldwell.proofing import inspection
from foldwell.rendering.prepress import step_and_repeat
from foldwell.workflows import build_pack

ALERT = """\
  - id: me
    heading: About me
    blocks:
      - fields:
          - {label: Name}
          - {label: Date of birth, width: half}
          - {label: Medicine, choose: [apixaban, edoxaban, warfarin]}
          - {label: Dose, width: half}
          - {label: Next of kin}
  - id: staff
    heading: For staff
    blocks:
      - dont: [Stop it without advice, Inject into muscle]
    claims: [{id: C9, fact: what not to do, sources: [nhs]}]
"""
CARD = "card: {heading: I take a blood thinner, size: wallet, whole: [me, staff], points: [part-1]}\n"
SIGNS = "emergency: {when: [a blow to the head, vomiting blood]}"
BASE = article("A body.")
TEXT = BASE.replace("sections:\n", f"{CARD}sections:\n{ALERT}").replace(
    "same_day: {when: [a fever]}\n  emergency: {when: [chest pain]}", SIGNS
)


@pytest.fixture
def alert(written, tight):
    """The context of an alert card, planned."""
    return build_pack.with_plans(written(TEXT), ("card",))


@pytest.fixture
def made(alert):
    """Its card and sheet."""
    return build_pack.build_documents(alert, ("card", "card-sheet"))


def words(data, page):
    return " ".join(word.text for word in inspection.read_pdf(data).words if word.page == page)


def test_a_wallet_card_is_a_strip_of_panels_in_the_order_of_the_article(alert, made):
    assert complaints(alert, made) == ""
    contents = inspection.read_pdf(made["card"])
    assert contents.sizes == ((pytest.approx(85, abs=0.1), pytest.approx(54, abs=0.1)),) * contents.pages
    assert alert.card.pages == contents.pages <= 2 * alert.card.panels
    assert min(word.size for word in contents.words) >= 12
    assert next(field.name for field in contents.fields) == "Name, blank"
    front = words(made["card"], 1)
    assert front.startswith("I take a blood thinner")
    assert alert.practice.phone in front
    assert front.endswith("Emergency 999")
    shown = " ".join(words(made["card"], page) for page in range(1, contents.pages + 1))
    parts = (
        "About me",
        "For staff",
        "Do not inject into muscle",
        "Point 1.",
        "Emergency: call 999",
        "Review by",
    )
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)


HARM = {
    "its front": ("card.html.j2", swap("{{ self.call() }}", ""), "are missing: [Riverside"),
    "its panels": (
        "card.css",
        append(".folded main { break-before: auto !important }"),
        "too high for the front",
    ),
    "a field": ("card.css", append(".blank { border: 0 !important }"), "is not drawn: Name, blank"),
    "a warning": ("card.css", append(".emergency ul { display: none }"), "are missing: [a blow to the head]"),
    "its size": ("card.css", append(".section p { font-size: 11pt }"), "smaller than 12 pt"),
}


@pytest.mark.parametrize(("file", "change", "message"), HARM.values(), ids=HARM)
def test_harm_to_a_wallet_card_is_found(alert, file, change, message):
    assert message in refusal(alert, "card", {file: change})


def test_a_panel_that_is_lost_is_found(alert, made):
    with pikepdf.open(BytesIO(made["card"])) as pdf:
        del pdf.pages[2]
        out = BytesIO()
        pdf.save(out)
    assert f"has {alert.card.pages - 1} pages instead of" in complaints(alert, {"card": out.getvalue()})


def test_the_sheet_shows_where_to_fold_and_where_to_cut(alert, made):
    imposed = sheet.sheet_of(alert)
    assert len(imposed.sides) == 2
    folds = step_and_repeat.fold_ticks(imposed)
    assert len(folds) == 2 * (alert.card.panels - 1) * len(imposed.copies) > 0
    assert list(sheet.check(alert, made)) == []


def spoilt(data, page, drawing):
    """The sheet with something drawn over a side."""
    with pikepdf.open(BytesIO(data)) as pdf:
        pdf.pages[page].contents_add(drawing.encode())
        out = BytesIO()
        pdf.save(out)
        return out.getvalue()


def test_a_fold_that_is_not_marked_is_found(alert, made):
    imposed = sheet.sheet_of(alert)
    left, top, *_ = step_and_repeat.fold_ticks(imposed)[0]
    x, y = left * 72 / 25.4, (imposed.height - top) * 72 / 25.4
    blank = spoilt(made["card-sheet"], 0, f"1 g {x - 1} {y - 2} 9 4 re f")
    said = "\n".join(map(str, sheet.check(alert, {**made, "card-sheet": blank})))
    assert f"the tick at {left + 1.25:.1f} mm from the left, {top:.1f} from the top is missing" in said


def test_a_word_that_is_covered_on_the_back_is_found(alert, made):
    imposed = sheet.sheet_of(alert)
    slot = next(slot for side, slot in imposed.copies[0] if side == 1)
    x, y = (slot.x + 5) * 72 / 25.4, (imposed.height - slot.y - 20) * 72 / 25.4
    covered = spoilt(made["card-sheet"], 1, f"1 g {x} {y} 200 45 re f")
    said = "\n".join(map(str, sheet.check(alert, {**made, "card-sheet": covered})))
    assert "card 1 does not look as it does in card.pdf" in said


def test_a_card_of_another_article_on_the_back_is_found(alert, made, written):
    other = build_pack.with_plans(written(TEXT.replace("Point 1.", "Another point.")), ("card",))
    foreign = build_pack.build_documents(other, ("card", "card-sheet"))
    said = "\n".join(map(str, sheet.check(alert, {**made, "card-sheet": foreign["card-sheet"]})))
    assert "the words of card 1 are not those of card.pdf" in said


def refused(context):
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(context, ("card",))
    (problem,) = caught.value.problems
    return str(problem)


def test_a_box_that_is_higher_than_a_panel_is_named_with_what_to_shorten(written, tight):
    signs = ", ".join(f"a sign that is about as long as a line is {number}" for number in range(5))
    message = refused(written(TEXT.replace("vomiting blood", signs)))
    assert "the emergency box is " in message
    assert "a panel of the card has room for 47 mm (shorten it by about " in message
    assert "or use 'size: a6' under 'card' there" in message


def test_a_strip_that_is_too_short_says_by_how_many_lines(written, tight):
    body = "\n\n".join(f"A paragraph with a few words, number {number}, stands here." for number in range(40))
    message = refused(
        written(
            TEXT.replace("whole: [me, staff]", "whole: [part-1]")
            .replace(", points: [part-1]", "")
            .replace("A body.", body.replace("\n\n", "\n\n      "))
        )
    )
    assert "the card is too full at 12 pt by about " in message
    assert "mm), on 8 panels (shorten the sections on it by about" in message


def test_a_front_without_room_for_its_title_says_so(written, tight):
    context = written(TEXT)
    long = context.practice.model_copy(update={"name": "A Surgery of a Long Name " * 6})
    message = refused(replace(context, practice=long))
    assert "the title and the numbers to call are" in message
    assert "too high for the front of the card" in message


def test_a_practice_may_have_a_front_of_its_own(alert):
    own = """{% block call %}<p class="number">{{ practice.name | bind }}
{{ practice.phone | bind | dial(calls.practice) }}</p>{% endblock %}"""
    context = replace(alert, templates={**alert.templates, "riverside/card.html.j2": own})
    data = build_pack.build_documents(context, ("card",))["card"]
    assert words(data, 1).endswith(f"{alert.practice.name} {alert.practice.phone}")
    assert "words of the number for urgent advice are missing" in complaints(context, {"card": data})
