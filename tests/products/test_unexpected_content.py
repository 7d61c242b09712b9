"""What a template or a stylesheet may not do, though no word is lost by it: add, mix, turn, strike, swap.

Each twin sabotages a template, makes the document for real, and sees the finished file refused. The card
stands for every PDF, for it is the quickest to make.
"""

import re
from dataclasses import replace

import pytest
from support.sabotage import append, complaints, made_with, refusal, swap

pytestmark = pytest.mark.usefixtures("tight")

END = '<div id="_end"></div>'
LID = "<div style='position: absolute; {}'></div>"


def lines(message):
    return message.splitlines()


def at_the_end(html):
    """Put something on the card where its template ends."""
    return {"card.html.j2": swap(END, html + END)}


def over(style):
    """Lay a box of a style over the card."""
    return at_the_end(LID.format(style))


ADDED = {
    "a sentence": (at_the_end("<p>Stop all your medicines.</p>"), "Stop all your medicines."),
    "a word in a sentence": (
        {
            "card.html.j2": swap(
                "section.key_point |", "section.key_point | replace('legs at', 'legs very at') |"
            )
        },
        "very",
    ),
    "words in a stylesheet": (
        {"card.css": append('.foot::before { content: "Take two a day." }')},
        "Take two a day.",
    ),
    "the number of somebody else": (at_the_end("<p>01632 960 999</p>"), "01632 960 999"),
    "a warning that is not due": (
        at_the_end("<p>{{ wording.overdue }}</p>"),
        "Past its review date - ask us first",
    ),
    "a number without its name": (at_the_end("<p>{{ practice.numbers.emergency }}</p>"), "999"),
}


@pytest.mark.parametrize(("changes", "words"), ADDED.values(), ids=ADDED)
def test_words_that_no_input_has_are_refused(contexts, changes, words):
    message = refusal(contexts["riverside"], "card", changes)
    assert f"words that no input has: {words} (words belong in the article" in message


def test_words_added_to_a_word_file_are_refused(contexts):
    more = {
        "handout.html.j2": swap("{% block footer %}\n<footer>", "{% block footer %}\n<footer><p>Stop.</p>")
    }
    message = refusal(contexts["riverside"], "handout", more)
    assert message.startswith("handout.docx: words that no input has: Stop. ")
    assert len(lines(message)) == 1


def test_words_of_the_practice_may_stand_anywhere(contexts):
    context = contexts["riverside"]
    practice = context.practice.model_copy(update={"words": {"parking": "Parking is free."}})
    more = at_the_end("<p>{{ practice.words.parking }}</p>")
    assert refusal(replace(context, practice=practice), "card", more) == ""
    assert "no attribute" in refusal(context, "card", more)


def test_a_piece_of_a_sentence_is_refused_for_it_may_say_the_opposite(contexts):
    message = refusal(contexts["riverside"], "card", at_the_end("<p>stop a medicine on your own.</p>"))
    assert "words stand apart from their sentence: stop a medicine on your own." in message


def test_many_added_words_are_reported_in_a_few_lines(contexts):
    noise = {"card.html.j2": swap("{{ section.key_point | bind }}", "Yes. {{ section.key_point | bind }}")}
    message = refusal(contexts["riverside"], "card", noise)
    assert len(lines(message)) == 4
    assert lines(message)[3].startswith("card.pdf: words that no input has, in 6 more places")


def exchange(a, replaced):
    """Put each of two pieces of a template in the place of the other."""
    return lambda text: replaced.join(part.replace(replaced, a) for part in text.split(a))


PHONE = '<p class="number">{{ practice.phone | bind | dial(calls.practice) }}</p>'
TOGETHER = {
    "labels change places": (
        exchange("{{ care_words.urgent_call | bind }}", "{{ care_words.emergency_call | bind }}"),
        "'Urgent advice' to '111'",
    ),
    "numbers change places": (
        exchange("practice.numbers.urgent | bind", "practice.numbers.emergency | bind"),
        "'Emergency' to '999'",
    ),
    "a name without its number": (
        swap(PHONE, f"<p>{{{{ web }}}}</p>{PHONE}"),
        "'Riverside Surgery' to '01632 960101'",
    ),
}


@pytest.mark.parametrize(("change", "parted"), TOGETHER.values(), ids=TOGETHER)
def test_a_number_that_does_not_stand_beside_its_name_is_refused(contexts, change, parted):
    message = refusal(contexts["riverside"], "card", {"card.html.j2": change})
    assert f"what belongs together does not stand together, from {parted}" in message


@pytest.mark.parametrize(("name", "file"), [("card", "care.html.j2"), ("handout", "handout.html.j2")])
def test_a_sign_of_one_care_box_in_the_other_is_refused(contexts, name, file):
    same_day, emergency = "in article.care.same_day.when", "in article.care.emergency.when"

    def mixed(text):
        others = f"{same_day}[:2] + {emergency[3:]}[-1:]", f"{emergency}[:2] + {same_day[3:]}[-1:]"
        return (
            text.replace(same_day, "same").replace(emergency, others[1]).replace("same %", f"{others[0]} %")
        )

    message = refusal(contexts["riverside"], name, {file: mixed})
    assert "from 'Get help the same day' to 'hard, sore veins'" in message
    assert "from 'Emergency: call 999' to" in message


TURNED = {
    "upside down": "transform: rotate(180deg)",
    "mirrored": "transform: scaleX(-1)",
    "stretched": "transform: scaleY(1.15)",
}


@pytest.mark.parametrize("rule", TURNED.values(), ids=TURNED)
def test_a_box_that_does_not_stand_upright_is_refused(contexts, rule):
    message = refusal(contexts["riverside"], "card", {"card.css": append(f".same-day {{ {rule} }}")})
    assert "words are turned, mirrored, slanted or stretched: " in message
    assert "Get help the same day" in message
    assert "restless-legs.yaml" in message


STRUCK = {
    "struck out thinly": {"card.css": append(".same-day li { text-decoration: line-through 0.3pt #bbb }")},
    "crossed out": {
        "card.css": append(
            ".same-day { background: linear-gradient(45deg, #fff 49%, #000 49%, #000 51%, #fff 51%) }"
        )
    },
    "on a picture": {"card.css": append(".same-day { background: url(figures/vein-valves.svg) }")},
    "under a rule": over("top: 0; left: 0; width: 140mm; height: 45mm; border-bottom: 0.3mm solid #000"),
}


@pytest.mark.parametrize("changes", STRUCK.values(), ids=STRUCK)
def test_words_that_something_crosses_are_refused(contexts, changes):
    assert "words are crossed out, or stand on a line or a picture" in refusal(
        contexts["riverside"], "card", changes
    )


def test_an_underline_crosses_nothing(contexts):
    assert (
        refusal(
            contexts["riverside"], "card", {"card.css": append(".same-day li { text-decoration: underline }")}
        )
        == ""
    )


GROUND = "var(--title-ground)"
CUT = {
    "the first letter covered": f"top: 0; left: 2mm; width: 4mm; height: 10mm; background: {GROUND}",
    "a letter in the middle covered": f"top: 0; left: 15mm; width: 3mm; height: 10mm; background: {GROUND}",
    "a slit": f"top: 4.6mm; left: 0; width: 132mm; height: 1.5mm; background: {GROUND}",
}


@pytest.mark.parametrize("lid", CUT.values(), ids=CUT)
def test_a_word_that_is_not_whole_is_refused(contexts, lid):
    assert "words cannot be seen: Restless" in refusal(contexts["riverside"], "card", over(lid))


REASONS = "it is cropped|it has other|a part is|there is something"
OTHER = re.compile(f"a picture is not what it should be, ({REASONS}).*: Riverside Surgery")
LOGO = {
    "another file": {"logo.html.j2": swap('src="{{ logo }}"', 'src="figures/restless-legs-cover.svg"')},
    "cropped": {"card.css": append(".foot .logo { object-fit: cover; width: 20mm; height: 10mm }")},
    "out of shape": {"card.css": append(".foot .logo { transform: scaleX(0.8) }")},
}


@pytest.mark.parametrize("changes", LOGO.values(), ids=LOGO)
def test_a_logo_that_is_not_the_practices_is_refused(contexts, changes):
    assert OTHER.search(refusal(contexts["riverside"], "card", changes))


@pytest.mark.parametrize("name", ["card", "handout"])
def test_the_logo_of_another_practice_is_refused(contexts, name):
    built = made_with(replace(contexts["riverside"], logos=contexts["northgate"].logos), name, {})
    assert OTHER.search(complaints(contexts["riverside"], built))


def test_the_drawings_of_another_brand_are_refused_on_the_cover_too(contexts):
    built = made_with(
        replace(contexts["riverside"], figures=contexts["northgate"].figures), "leaflet-screen", {}
    )
    message = complaints(contexts["riverside"], built)
    assert "leaflet-screen.pdf, page 3: a picture is not what it should be" in message
    assert (
        "leaflet-screen.pdf, page 1: a background picture is neither the article's cover nor the logo"
        in message
    )


def test_a_figure_in_the_place_of_another_is_refused_in_the_word_file(contexts):
    replaced = {"handout-figure.html.j2": swap("figures/{{ figure.file }}", "figures/{{ article.cover }}")}
    assert "a picture is not what it should be" in refusal(contexts["riverside"], "handout", replaced)


def test_a_picture_that_nobody_promised_is_refused(contexts):
    more = at_the_end('<img src="{{ logo }}" alt="Another Surgery" style="height: 5mm">')
    assert "a picture that no input has: Another Surgery" in refusal(contexts["riverside"], "card", more)


@pytest.mark.parametrize("corpus", [ADDED, TOGETHER, TURNED, STRUCK, CUT, LOGO])
def test_no_corpus_is_empty(corpus):
    assert len(corpus) >= 3
