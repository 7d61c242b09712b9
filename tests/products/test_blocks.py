"""Blocks of a section: each is in every document, and what belongs together stays together."""

import re
from collections.abc import Mapping
from functools import cache
from io import BytesIO

import pytest
from docx import Document as WordFile
from docx.oxml.ns import qn
from support.project import LEAFLETS, ordered
from support.sabotage import append, complaints, made_with, refusal, swap
from support.tabular import article

from foldwell.documents.verification import verify
from foldwell.proofing import inspection
from foldwell.proofing.checks import proof
from foldwell.workflows import build_pack

BLOCKS = """\
    blocks:
      - text: |
          Do all of them, three times a day.

          ### When it hurts

          A pull is fine.
      - heading: The exercises
        steps:
          - name: Pendulum
            do: Let the arm hang. Swing it in circles.
            repeat: 10 circles each way
            figure: {file: restless-legs-cover.svg, alt: An arm hangs down and swings.}
          - name: Table slide
            do: |
              Slide the hands forward on:

              - a table
              - a towel
            repeat: 5 times
          - Rest for a minute.
      - do:
          - Use a **warm** pack
          - Sleep on the other side
      - dont: Carry heavy bags
      - heading: For a day, do not
        dont: [drive, swim]
      - figure: {file: vein-valves.svg, alt: Two veins with valves.}
      - highlight: {heading: Stop if, items: [it burns]}
      - zones:
          - level: red
            name: Very bad
            when: [it is swollen, "more than ____ hours"]
            steps: [Sit down., "Call {emergency}."]
          - {level: green, name: Well, when: [no pain], do: Go on as you do}
      - tick: yes
        schedule:
          - {day: Monday, do: [Walk, Rest well]}
          - day: Tuesday
            times: [{time: 7am, do: Eat toast}, {time: 6pm, do: [Drink water, Go to bed]}]
      - chances:
          per: 100
          of: people like you
          items:
            - {what: Better in a week, number: 80, then: Go on}
            - {what: Stiff for long, number: 5 to 9, picture: yes}
      - heading: Fill this in
        fields:
          - {label: My name}
          - {label: My dose, width: line, unit: mg}
          - {label: My other name, width: short}
          - {label: My arm, choose: [left, right]}
          - {label: Clinic, value: "Ward 2, call {practice}"}
"""
PAGED = ("leaflet-screen", "large-print")
EVERY = (*PAGED, "handout")


@pytest.fixture(scope="module")
def given(written):
    """The context of an article whose first section is made of blocks of every kind."""
    text = article("A body.", "Another body.")
    return written(re.sub(r"    body: \|\n      A body.\n", BLOCKS, text))


@pytest.fixture(scope="module")
def made(given) -> Mapping[str, bytes]:
    """The documents that show the sections."""
    return build_pack.build_documents(build_pack.with_plans(given, EVERY), EVERY)


def test_an_article_of_blocks_is_proven_in_every_document(given, made):
    assert verify(build_pack.with_plans(given, EVERY), made) == ()


@pytest.mark.parametrize("name", EVERY)
def test_what_not_to_do_is_never_read_without_its_do_not(made, name):
    read = inspection.read_docx if name == "handout" else inspection.read_pdf
    text = " ".join(word.text for word in read(made[name]).words)
    assert "Do not carry heavy bags" in text
    assert re.search(r"For a day, do not (\S )?drive (\S )?swim", text)


@pytest.mark.parametrize("name", PAGED)
def test_a_step_is_a_numbered_item_beside_its_drawing(made, name):
    contents = inspection.read_pdf(made[name])
    words = {word.text: word for word in contents.words}
    (drawing,) = (figure for figure in contents.figures if "swings" in figure.alt)
    assert drawing.page == words["Pendulum"].page
    assert drawing.box.top < words["Swing"].box.bottom
    assert drawing.box.bottom > words["Pendulum"].box.top
    assert drawing.box.left > words["Swing"].box.left


@pytest.mark.parametrize("name", EVERY)
def test_a_zone_says_its_colour_in_words_and_a_chance_its_denominator(made, name):
    read = inspection.read_docx if name == "handout" else inspection.read_pdf
    text = " ".join(word.text for word in read(made[name]).words)
    assert "Red zone: Very bad" in text
    assert "5 to 9 in 100" in text
    assert "Out of 100 people like you:" in text


@pytest.mark.parametrize("name", PAGED)
def test_each_line_of_a_schedule_has_a_box_and_its_time(made, name):
    contents = inspection.read_pdf(made[name])
    boxes = [field.name for field in contents.fields if "box to tick" in field.name]
    for line in ("Walk", "Rest well", "Eat toast", "Drink water", "Go to bed", "left", "right"):
        assert any(line in box for box in boxes), line
    text = " ".join(word.text for word in contents.words if word.text.isalnum())
    assert "6pm Drink water 6pm Go to bed" in text


@pytest.mark.parametrize("name", PAGED)
def test_a_place_to_write_fills_the_rest_of_its_line_also_beside_a_unit(made, name):
    contents = inspection.read_pdf(made[name])
    fields = {field.name: field for field in contents.fields}
    line, dose, short = (fields[f"My {label}, blank"] for label in ("name", "dose: mg", "other name"))
    unit = next(word for word in contents.words if word.text == "mg")
    edge = max(word.box.right for word in contents.words if word.page == line.page)
    assert line.box.right == pytest.approx(edge, abs=0.5)
    assert unit.box.right == pytest.approx(line.box.right, abs=0.5)
    assert 0 < unit.box.left - dose.box.right < 3
    assert short.box.right < line.box.right - 20


SABOTAGES = {
    "a line without its do not": (
        "blocks.html.j2", swap("block.listed(wording)", "block.do or block.dont"), "Do not carry",
    ),
    "a list without its own heading": (
        "blocks.html.j2", swap("{{ heading | bind }}", "{{ wording.dont }}"), "For a day, do not",
    ),
    "a step without its drawing": (
        "step.html.j2", swap('<img src="figures/{{ step', '<img hidden src="figures/{{ step'),
        "a picture is missing: An arm hangs",
    ),
    "a step without its name": ("step.html.j2", swap("{{ step.name | bind }}", ""), "Pendulum"),
    "steps without their numbers": (
        "base.css", append(".step { list-style: none }"), "step 3 does not show its number: Rest for",
    ),
    "a text left out": (
        "blocks.html.j2", swap("{{ block.text | prose }}", ""), "all of them, three times a day.]",
    ),
    "a step torn apart": (
        "base.css", append(".step, .steps { break-inside: auto } .step .repeat { break-before: page }"),
        "what belongs together is not in one piece: Pendulum | Let the arm hang.",
    ),
    "a zone without its colour in words": (
        "zone.html.j2", swap("wording.zone_heading(zone)", "zone.name"), "[Red zone:] Very",
    ),
    "a zone torn apart": (
        "base.css", append(".zone { break-inside: auto } .zone p { break-before: page }"),
        "what belongs together is not in one piece: Red zone: Very bad",
    ),
    "a step of a zone left out": (
        "zone.html.j2", swap("zone.do or zone.steps", "zone.do or zone.steps[1:]"), "[Sit down.]",
    ),
    "a schedule without boxes": (
        "blocks.html.j2", swap("{{ text | prose }}", '{{ text.replace("[ ]", "") | prose }}'),
        "'Walk, box to tick'",
    ),
    "a chance without its dots": (
        "blocks.html.j2", swap("block | chance_figures", "[]"), "a picture is missing: Stiff for long",
    ),
    "other dots": ("figure.html.j2", swap("{{ figure.file }}", "vein-valves.svg"), "Stiff for long"),
    "a heading torn from what not to do": (
        "base.css", append(".unbroken { break-inside: auto } .unbroken .dont { break-before: page }"),
        "what belongs together is not in one piece: For a day, do not | drive | swim",
    ),
}  # fmt: skip


def edges(contents, *texts):
    """The left edge and the top of the first of some words, each found behind the one before."""
    words, found, at = contents.words, [], 0
    for text in texts:
        at = next(index for index in range(at, len(words)) if words[index].text == text)
        found.append((words[at].page, words[at].box.left, words[at].box.top))
    return found


@pytest.fixture(scope="module")
def booklet(given):
    """The same in a booklet, whose pages are wide, with both care boxes."""
    given = ordered(given, "half")
    return given, build_pack.build_documents(build_pack.with_plans(given, LEAFLETS), LEAFLETS)


def test_what_to_do_and_what_not_to_do_stand_side_by_side_where_a_page_is_wide(booklet, made):
    contents = inspection.read_pdf(booklet[1]["leaflet-screen"])
    (page, left, top), (other, right, beside) = edges(contents, "Use", "heavy")
    assert (page, beside) == (other, pytest.approx(top, abs=1))
    assert right > left + 55
    narrow = inspection.read_pdf(made["leaflet-screen"])
    (page, left, top), (other, right, below) = edges(narrow, "Use", "heavy")
    assert (page, below) > (page, top) if page == other else other > page


def test_a_booklet_with_lists_side_by_side_is_proven_on_screen_and_on_its_sheets(booklet):
    context, documents = booklet
    assert complaints(build_pack.with_plans(context, LEAFLETS), documents) == ""


def test_lists_side_by_side_that_run_into_each_other_are_noticed(booklet):
    context = build_pack.with_plans(booklet[0], LEAFLETS)
    change = {"leaflet.css": append(".pair > * { flex: none; width: 70% }")}
    assert refusal(context, "leaflet-screen", change) != ""


ELSEWHERE = {fault for fault in SABOTAGES if "torn" in fault or fault == "other dots"}
"""What needs a layout that has lost nothing: its parts are there, on another page or drawn wrongly."""


@pytest.fixture(scope="module")
def said_of(given):
    """What is said of the large print with all faults at once but those that the others would hide."""

    @cache
    def found(faults):
        changes = {}
        for fault in sorted(faults):
            file, change, _ = SABOTAGES[fault]
            changes.setdefault(file, []).append(change)
        with pytest.MonkeyPatch.context() as patched:
            patched.setattr(proof, "MAX_REPORTED", 99)
            patched.setattr(proof, "MAX_QUOTE", 10_000)
            return refusal(given, "large-print", {file: one_by_one(each) for file, each in changes.items()})

    return found


def one_by_one(changes):
    """A change that makes several, each of which must change something."""

    def change(text):
        for each in changes:
            text, before = each(text), text
            assert text != before
        return text

    return change


@pytest.mark.parametrize("fault", SABOTAGES)
def test_a_block_that_loses_something_on_pages_is_refused(said_of, fault):
    *_, said = SABOTAGES[fault]
    assert said in said_of(frozenset(ELSEWHERE if fault in ELSEWHERE else SABOTAGES.keys() - ELSEWHERE))


HANDOUT_BLOCKS = "handout-blocks.html.j2"
WORD_SABOTAGES = {
    "a field that may part": (
        HANDOUT_BLOCKS, swap('<div class="unbroken">{{ text | prose }}</div>', "{{ text | prose }}"),
        "what belongs together is not in one piece: My arm",
    ),
    "a zone without its colour in words": (
        "zone.html.j2", swap("wording.zone_heading(zone)", "zone.name"), "Red zone",
    ),
    "a line without its do not": (
        HANDOUT_BLOCKS, swap("block.listed(wording)", "block.do or block.dont"), "Do not carry",
    ),
}  # fmt: skip


@pytest.mark.parametrize("fault", WORD_SABOTAGES)
def test_a_block_that_loses_something_in_word_is_refused(given, fault):
    file, change, said = WORD_SABOTAGES[fault]
    assert said in complaints(given, made_with(given, "handout", {file: change}))


def loosened(data):
    """A handout in which no paragraph stays with the next one but for its style."""
    document = WordFile(BytesIO(data))
    for kept in list(document.element.body.iter(qn("w:keepNext"))):
        kept.getparent().remove(kept)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def test_a_block_that_may_part_in_word_is_refused(given):
    data = build_pack.build_documents(given, ("handout",))["handout"]
    assert complaints(given, {"handout": data}) == ""
    problems = complaints(given, {"handout": loosened(data)})
    for words in ("Pendulum", "For a day, do not"):
        assert f"what belongs together is not in one piece: {words}" in problems
