"""Blocks as texts: in their order, each with its keys, and as the CommonMark that documents show."""

import pytest
from support.project import ROOT

from foldwell.inputs.block_markdown import block_texts
from foldwell.inputs.chance_pictures import chance_figures
from foldwell.inputs.parsing import load
from foldwell.inputs.reading_order import section_passages, word_count
from foldwell.inputs.validation import validate_wording
from foldwell.model import Block, Section


@pytest.fixture(scope="module")
def wording():
    return validate_wording(load(ROOT / "content/wording/en-GB.yaml", "en-GB.yaml"))


def section(*blocks, **fields):
    return Section(id="part", heading="Part", key_point="A point.", blocks=blocks, **fields)


def spaced(text):
    return text.replace("\N{NO-BREAK SPACE}", " ")


def texts(part, wording):
    return [passage.text for passage in section_passages(part, wording)]


@pytest.mark.parametrize(
    ("line", "negated"),
    [
        ("Use talc", "Do not use talc"),
        ("drive", "Do not drive"),
        ("NSAIDs", "Do not NSAIDs"),
        ("X-ray it", "Do not X-ray it"),
        ("**Stop it** without advice", "Do not **stop it** without advice"),
        ("A&E first", "Do not A&E first"),
        ("Élever la voix", "Do not élever la voix"),
        ("100 g at once", "Do not 100 g at once"),
    ],
)
def test_a_line_of_what_not_to_do_begins_with_do_not(wording, line, negated):
    assert wording.negated(line) == negated


def test_a_line_below_a_heading_of_its_own_stays_as_it_is(wording):
    own = section({"heading": "Do not eat", "dont": ["Nuts", "Seeds"]}, {"dont": "Smoke"})
    assert texts(own, wording) == ["Part", "Do not eat", "Nuts", "Seeds", "Do not", "Do not smoke"]


@pytest.mark.parametrize(
    ("heading", "kind", "printed"),
    [
        ("Do", "do", []),
        ("DO:", "do", []),
        ("Dos", "do", []),
        ("Do not", "dont", []),
        ("Don\u2019t", "dont", []),
        ("Don't", "dont", []),
        ("Do", "dont", ["Do not"]),
        ("Don't", "do", ["Do"]),
        ("Do not wait", "dont", ["Do not"]),
    ],
)
def test_our_heading_of_a_list_is_left_out_below_one_that_says_the_same(wording, heading, kind, printed):
    line = {"do": "Walk", "dont": "Do not walk"}[kind]
    part = section({kind: "Walk"}).model_copy(update={"heading": heading})
    assert texts(part, wording) == [heading, *printed, line]


def test_a_list_behind_another_keeps_its_heading(wording):
    part = section({"dont": "Run"}, {"do": "Walk"}, {"heading": "Do", "do": "Rest"})
    part = part.model_copy(update={"heading": "Do"})
    assert texts(part, wording) == ["Do", "Do not", "Do not run", "Do", "Walk", "Do", "Rest"]


def test_what_belongs_together_has_a_group_of_its_own(wording):
    part = section(
        {"steps": [{"name": "One", "do": "Rest.", "repeat": "Twice"}, "Drink."]},
        {"do": "Sleep"},
        {"heading": "Do not", "dont": ["drive", "swim"]},
    )
    groups = {}
    for passage in section_passages(part, wording):
        groups.setdefault(passage.group, []).append(passage.text)
    assert groups == {
        0: ["Part", "Do", "Sleep"],
        1: ["One", "Rest.", "Twice"],
        2: ["Drink."],
        3: ["Do not", "drive", "swim"],
    }


def test_each_text_has_the_keys_of_its_value(wording):
    part = section(
        {"steps": ["Rest.", {"name": "Two", "do": "Drink."}]},
        {"figure": {"file": "a.svg", "alt": "A", "caption": "C."}},
    )
    keys = [passage.keys for passage in section_passages(part, wording)]
    assert keys == [
        ("heading",),
        ("blocks", 0, "steps", 0, "do"),
        ("blocks", 0, "steps", 1, "name"),
        ("blocks", 0, "steps", 1, "do"),
        ("blocks", 1, "figure", "caption"),
    ]


def test_a_body_is_read_as_it_was(wording):
    part = Section(
        id="part",
        heading="Part",
        key_point="A point.",
        body="A body.",
        detail="More.",
        highlight={"heading": "See", "items": ["one"]},
        figure={"file": "a.svg", "alt": "A", "caption": "C."},
        evidence={"level": "strong", "note": "Many trials."},
    )
    assert texts(part, wording) == ["Part", "See", "one", "A body.", "Strong evidence", "Many trials.", "C."]
    assert [one.text for one in section_passages(part, wording, detail=True)][4] == "More."


def test_headings_and_labels_are_no_words_of_a_section():
    assert (
        word_count(
            section({"text": "### A heading\n\nThree plain words."}, {"heading": "Five", "do": "Rest"})
        )
        == 4
    )


def test_a_day_is_a_table_with_its_time_in_each_row(wording):
    block = Block(
        tick=True,
        schedule=[
            {
                "day": "The day before",
                "times": [{"time": "7am", "do": ["Toast", "Tea | coffee"]}],
                "write": "Date",
            },
            {"day": "Friday", "do": "Rest"},
        ],
    )
    assert block_texts(block, wording) == (
        "| The day before | What to do |\n| --- | --- |\n"
        "| 7am | [ ] Toast |\n| 7am | [ ] Tea \\| coffee |\n|  | Date: ____________ |",
        "| Friday |\n| --- |\n| [ ] Rest |",
    )


def test_chances_have_one_denominator(wording):
    block = Block(
        chances={
            "per": "10000",
            "of": "people",
            "groups": ["Without", "With"],
            "items": [
                {"what": "Pain", "number": ["about 1500", "10 to 20"], "within": "3 years"},
                {"what": "Death", "number": ["under 1", "1"], "then": "We tell you"},
            ],
        }
    )
    assert [
        line.replace("\N{NO-BREAK SPACE}", " ") for line in block_texts(block, wording)[0].splitlines()
    ] == [
        "Out of 10,000 people:",
        "",
        "| What can happen | Without | With | What it means |",
        "| --- | --- | --- | --- |",
        "| Pain | about 1,500 in 10,000 within 3 years | 10 to 20 in 10,000 within 3 years |  |",
        "| Death | under 1 in 10,000 | 1 in 10,000 | We tell you |",
    ]


def test_a_chance_has_a_picture_for_each_group_that_says_the_same_numbers(wording):
    block = Block(
        chances={
            "per": "100",
            "of": "people",
            "groups": ["Without", "With"],
            "items": [
                {"what": "Pain", "number": ["10 to 20", "7"], "picture": "yes"},
                {"what": "Rash", "number": ["1", "2"]},
            ],
        }
    )
    found = [
        (dots, figure.alt.replace("\N{NO-BREAK SPACE}", " "))
        for _, dots, figure in chance_figures(block, wording)
    ]
    assert found == [
        ((10, 20, 100), "Pain (Without): 10 to 20 in 100"),
        ((7, 7, 100), "Pain (With): 7 in 100"),
    ]


def test_fields_are_lines_boxes_and_what_is_known(wording):
    block = Block(
        fields=[
            {"label": "Name"},
            {"label": "Dose", "width": "short", "unit": "mg"},
            {"label": "Any pain?", "choose": ["yes", "not now"]},
            {"label": "Notes", "lines": "2"},
            {"label": "Place", "value": "Ward **2**"},
            {"label": "Sign", "choose": ["yes", "no"], "rows": ["Rash", "Fever"]},
        ]
    )
    assert list(map(spaced, block_texts(block, wording))) == [
        f"**Name:** {'_' * 22}",
        "**Dose:** ______ mg",
        "**Any pain?** [ ] yes   [ ] not now",
        "**Notes:**\n\n____\n\n____",
        "**Place:** Ward **2**",
        "| Sign | yes | no |\n| --- | --- | --- |\n| Rash | [ ] | [ ] |\n| Fever | [ ] | [ ] |",
    ]
