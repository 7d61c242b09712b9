"""Sections that are on the card with all they say, beside key points, care boxes and numbers."""

from dataclasses import replace

import pytest
from support.sabotage import append, complaints, made_with, refusal, swap
from support.tabular import article

from foldwell.documents import figure_widths
from foldwell.documents.cards import card, content, points, search, size
from foldwell.errors import InputError
from foldwell.model import CARDS, Care
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

PLAN = """\
  - id: plan
    heading: My plan
    blocks:
      - zones:
          - {level: green, name: I am well, when: [No cough], do: ["Take it each day: ____ puffs"]}
          - {level: red, name: An attack, when: [I cannot talk], steps: [Sit up., "Call {emergency}."]}
      - steps:
          - name: Breathe
            do: Breathe in and out.
      - fields:
          - {label: My name}
          - {label: Dose, width: short, unit: mg}
          - {label: Taken, choose: [yes, no]}
      - text: |
          Ask [the clinic](https://clinic.example.org/ask) too.

          | When | What |
          |---|---|
          | Morning | 2 puffs |
    claims: [{id: C9, fact: a plan, sources: [nhs]}]
"""
CARD = "card: {heading: I have asthma, whole: [plan, part-2]}\nsections:\n"
BODIES = article("A body.", "More words stand here.")
TEXT = BODIES[: BODIES.index("care:")].replace("sections:\n", CARD + PLAN, 1)
TEXT += "care: {none: The red zone says when.}\n" + BODIES[BODIES.index("questions:") :]


@pytest.fixture
def planned(written):
    """The context of an article whose card has a plan, another section and one key point."""
    return written(TEXT)


@pytest.fixture
def tightly(planned, tight):
    """The same, laid out once."""
    return planned


def words(data):
    return " ".join(word.text for word in inspection.read_pdf(data).words)


def test_sections_stand_whole_on_the_card_in_the_order_of_the_article(tightly):
    made = build_pack.build_documents(tightly, ("card", "card-sheet"))
    assert complaints(tightly, made) == ""
    shown = words(made["card"])
    parts = ["I have asthma", "My plan", "Sit up.", "Call 999", "Breathe", "My name", "Morning"]
    parts += ["More words stand here.", "Point 1."]
    places = [shown.index(part) for part in parts]
    assert places == sorted(places)
    assert "Tables" not in shown
    assert "Point 2" not in shown
    contents = inspection.read_pdf(made["card"])
    assert min(word.size for word in contents.words) >= 12
    assert len(contents.fields) == 5
    assert "https://clinic.example.org/ask" in contents.links


HARM = {
    "a whole section": ("card.html.j2", swap("in whole_sections %}", "in [] %}"), "are missing"),
    "their order": (
        "card.html.j2",
        swap("in whole_sections %}", "in whole_sections | reverse %}"),
        "missing",
    ),
    "a line to write on": ("card.css", append(".blank { border: 0 !important }"), "is not drawn: Dose"),
    "a box to tick": ("card.css", append(".tick { border-color: #fff }"), "is not drawn: yes, box to tick"),
    "the size": ("card.css", append(".section p { font-size: 11pt }"), "words are smaller than 12 pt"),
    "the contrast": ("card.css", append(".zone h3 { background: #eee }"), "words cannot be seen"),
    "a step's name": ("step.html.j2", swap("{{ step.name | bind }}", ""), "are missing"),
    "a cell": ("card.css", append("td:last-child { visibility: hidden }"), "are missing: [2 puffs]"),
    "its heading": ("card.html.j2", swap("article.card.heading or", "article.card.heading and"), "missing"),
    "a number to call": ("card.css", append(".zone a { visibility: hidden }"), "are missing: Call [999.]"),
}


@pytest.mark.parametrize(("file", "change", "message"), HARM.values(), ids=HARM)
def test_harm_to_a_whole_section_is_found(tightly, file, change, message):
    assert message in refusal(tightly, "card", {file: change})


def test_a_place_to_write_that_the_sheet_does_not_show_is_found(tightly):
    made = build_pack.build_documents(tightly, ("card", "card-sheet"))
    blank = made_with(tightly, "card-sheet", {"card.css": append(".blank { border: 0 !important }")})
    said = complaints(tightly, {"card": made["card"], "card-sheet": blank["card-sheet"]})
    assert "card-sheet.pdf, page 1: a place to write or a box is not drawn: Dose: mg, blank" in said


def test_a_card_of_whole_sections_needs_no_key_point(written):
    text = "\n".join(line for line in TEXT.splitlines() if "key_point:" not in line)
    context = written(text)
    assert points.no_points(context) is None
    assert "card-sheet" in build_pack.documents_to_build(context)
    assert points.numbers(context) == ()


def test_an_empty_list_of_points_is_not_printed(written, tight):
    text = "\n".join(line for line in TEXT.splitlines() if "key_point:" not in line)
    context = written(text)
    assert complaints(context, build_pack.build_documents(context, ("card",))) == ""


def with_card(context, **changes):
    content = context.article.card.model_copy(update=changes)
    return replace(context, article=context.article.model_copy(update={"card": content}))


def test_points_that_have_no_room_beside_whole_sections_are_named(planned, monkeypatch, tight):
    find = search.CardSearch.find
    monkeypatch.setattr(search.CardSearch, "find", lambda found, shown: None if shown else find(found, shown))
    context = build_pack.with_plans(with_card(planned, whole=("plan",)), ("card",))
    assert context.card_points == ()
    note = context.notes[-1]
    assert note.message == "the card has room for 0 of 2 key points, not for those of 'part-1', 'part-2'"


def test_points_that_are_chosen_beside_whole_sections_are_there(planned):
    context = with_card(planned, whole=("plan",), points=("part-2",))
    assert points.numbers(context) == (2,)
    assert build_pack.with_plans(context, ("card",)).card_points is None


def test_sections_that_have_no_room_stop_the_card_and_say_by_how_much(written, tight):
    long = TEXT.replace("More words stand here.", "More words stand here. " * 200)
    context = build_pack.with_plans(written(long), ("card",))
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(context, ("card",))
    message = str(caught.value)
    assert "tables.yaml:9: the card is too full at 12 pt by about" in message
    assert "mm), on both sides" in message
    assert "shorten the sections on it by about" in message
    assert "the longest are 'part-2' (" in message
    assert "or name fewer sections under 'whole'" in message


def test_sections_on_a_small_card_count_among_its_words(written):
    small = with_card(written(TEXT.replace("stand here.", "stand here. " * 80)), size="a6")
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(small, ("card",))
    message = str(caught.value)
    assert "too many: both sides of A6 hold 240" in message
    assert "section 'part-2' (" in message
    assert "or use 'size: a5' under 'card' there" in message


@pytest.mark.parametrize("name", CARDS)
def test_an_article_chooses_the_size_of_its_card_before_its_practice(contexts, name):
    context = with_card(contexts["riverside"], size=name)
    assert context.practice.card == "a5"
    assert set(content.expectation(context).sizes) == {CARDS[name]}
    assert size.size_of(contexts["riverside"]) == CARDS["a5"]


def test_only_drawings_of_whole_sections_must_have_room_for_their_letters(contexts):
    context, narrow = contexts["riverside"], 20.0
    assert figure_widths.too_small_problem(context, 12, narrow) is not None
    assert figure_widths.too_small_problem(context, 12, narrow, ()) is None
    drawn = next(number for number, part in enumerate(context.article.sections) if part.figure)
    assert figure_widths.too_small_problem(context, 12, narrow, (drawn,)) is not None


def test_a_drawing_without_room_for_its_letters_stops_the_card(contexts, monkeypatch):
    context = contexts["riverside"]
    drawn = next(part.id for part in context.article.sections if part.figure)
    whole = with_card(context, whole=(drawn,))
    alts = set(content.expectation(whole).figures) - set(content.expectation(context).figures)
    assert alts == {part.figure.alt for part in context.article.sections if part.id == drawn}
    monkeypatch.setattr(size, "MARGINS", size.Margins(64.0, 7.0))
    with pytest.raises(InputError, match=r"the letters of .* would be .* pt"):
        card.make(whole, {})


def test_a_drawing_stands_on_the_card_with_its_section_and_is_missed_without(contexts, tight):
    context = contexts["riverside"]
    (drawn,) = (part for part in context.article.sections if part.figure)
    care = Care(none="There is no room for boxes.")
    context = replace(context, article=context.article.model_copy(update={"care": care}))
    context = with_card(context, whole=(drawn.id,), points=("iron",))
    assert complaints(context, build_pack.build_documents(context, ("card", "card-sheet"))) == ""
    hidden = {"card.css": append("figure img { opacity: 0 }")}
    assert f"a picture cannot be seen: {drawn.figure.alt}" in refusal(context, "card", hidden)


def test_the_care_boxes_stand_once_beside_the_section_that_they_follow(written, tight):
    context = with_card(written(BODIES), whole=("part-1",))
    assert context.article.care_section == "part-1"
    shown = words(build_pack.build_documents(context, ("card",))["card"])
    assert shown.count("Get help the same day") == 1
    assert shown.index("A body.") < shown.index("Point 2.") < shown.index("Get help the same day")


def test_a_practice_with_a_section_of_its_own_has_the_care_boxes_on_the_card_once(written, tight):
    context = with_card(written(BODIES), whole=("part-1",))
    section = '<section id="{{ section.id }}"><h2>{{ section.heading }}</h2>{{ section.body | prose }}'
    block = f'{{% block section %}}{section}{{% include "care.html.j2" %}}</section>{{% endblock %}}'
    made = made_with(context, "card", {"section.html.j2": lambda _: block})
    assert complaints(context, made) == ""
    assert words(made["card"]).count("Get help the same day") == 1
