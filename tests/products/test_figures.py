"""Figures on finished pages: their letters are as large as the text, and each says what is so."""

import re
from collections import Counter
from dataclasses import replace

import pytest
from docx.shared import Pt
from support.combinations import marking, representative
from support.documents import PDFS, showing
from support.letterheads import letterhead
from support.project import (
    ARTICLE,
    EACH_FOLDED,
    EACH_PRACTICE,
    ROOT,
    gathered,
    in_family,
    shortened,
)
from support.sabotage import append, refusal, swap

from foldwell.assets import fonts
from foldwell.assets.images import text_labels
from foldwell.documents.planning.candidates import FIGURE_SCALES
from foldwell.documents.planning.fold_layouts import FOLD_LAYOUTS
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

NAME = "vein-valves.svg"
FIGURE = f"content/articles/figures/{NAME}"
DRAWN = "varicose-veins"
"""The section with the figure."""

NEAR = 0.5


def run(words, text):
    """The words of a text, where they stand one after the other."""
    wanted = text.split()
    for at in range(len(words)):
        there = words[at : at + len(wanted)]
        if [word.text for word in there] == wanted:
            return there
    return []


def sizes(context, reading):
    """The sizes of the letters in a figure, and that of the text, in a finished document."""
    text = Counter(word.size for word in reading.words).most_common(1)[0][0]
    labels = [run(reading.words, label) for label in text_labels(context.figures[NAME])]
    return {word.size for label in labels for word in label}, text


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", showing("figures", among=PDFS))
def test_the_letters_of_a_figure_are_as_large_as_the_text(contexts, packs, practice, name):
    context = contexts[practice]
    letters, text = sizes(context, DOCUMENTS[name].read(packs[practice][name], context))
    assert letters
    assert all(abs(size - text) <= NEAR for size in letters)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_the_letters_of_a_figure_are_as_large_as_the_text_of_a_word_file(contexts, packs, practice):
    """There the drawing is a picture: its letters are that part of its width which they are in the file."""
    context = contexts[practice]
    reading = DOCUMENTS["handout"].read(packs[practice]["handout"], context)
    (figure,) = [one for one in reading.figures if one.alt.startswith("Two leg veins")]
    text = Counter(word.size for word in reading.words).most_common(1)[0][0]
    assert 5 / 79 * figure.box.right * 72 / 25.4 == pytest.approx(text, abs=NEAR)


def test_the_letters_of_a_figure_are_as_large_as_the_text_of_a_letterhead(contexts):
    own = letterhead(lambda document: setattr(document.styles["Body Text"].font, "size", Pt(16)))
    context = replace(contexts["riverside"], letterhead=own)
    made = build_pack.build_documents(context, ("handout",))
    figures = inspection.read_docx(made["handout"], body_alone=True).figures
    (figure,) = [one for one in figures if one.alt.startswith("Two leg veins")]
    assert 5 / 79 * figure.box.right * 72 / 25.4 == pytest.approx(16, abs=NEAR)
    assert verify(context, made) == ()


@pytest.mark.parametrize("name", EACH_FOLDED)
def test_the_letters_of_a_figure_are_as_large_as_the_text_in_every_fold(leaflets, name):
    context, made = leaflets(name)
    letters, text = sizes(context, DOCUMENTS["leaflet-screen"].read(made["leaflet-screen"], context))
    assert letters
    assert all(abs(size - text) <= NEAR for size in letters)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("family", representative(fonts.bundled_families(), "Open Sans", "Source Sans 3"))
def test_the_lettering_of_the_figure_has_room_in_every_supplied_family(contexts, family):
    context = shortened(in_family(contexts["riverside"], family), DRAWN)
    made = build_pack.build_documents(context, ("large-print",))
    reading = DOCUMENTS["large-print"].read(made["large-print"], context)
    for label in text_labels(context.figures[NAME]):
        assert run(reading.words, label), label
    assert reading.invisible == ()


def test_the_figure_says_that_a_valve_that_works_lets_nothing_fall_back(contexts):
    for context in contexts.values():
        labels = " ".join(text_labels(context.figures[NAME]))
        assert "Flaps close: blood stays up" in labels
        assert "Flaps leak: blood falls back" in labels
        (figure,) = [part.figure for part in context.article.sections if part.figure]
        assert "goes up" not in f"{labels} {figure.alt} {figure.caption}"
        assert "the blood stays up" in figure.alt
        assert "blood falls back" in figure.alt


TOO_SMALL = "the letters of a picture are "
NARROW = {
    "leaflet-screen": {"base.css": append("figure img { width: 55mm !important }")},
    "large-print": {"base.css": append("figure img { width: 160mm !important }")},
    "handout": {"handout-figure.html.j2": swap('width="{{ figure_width[figure.file] }}"', 'width="120"')},
}


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(("name", "changes"), marking(NARROW.items(), "large-print"), ids=NARROW)
def test_letters_of_a_figure_that_are_not_as_large_as_the_text_are_refused(contexts, name, changes):
    said = refusal(contexts["riverside"], name, changes)
    assert TOO_SMALL in said
    assert "Two leg veins" in said


@pytest.fixture
def drawn(project):
    """The context of a project in which the lettering of the figure is changed."""

    def change(old, new):
        path = project / FIGURE
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")
        return gathered(project)

    return change


def line_of_the_figure():
    lines = (ROOT / f"content/articles/{ARTICLE}.yaml").read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if NAME in line)


@pytest.mark.parametrize(
    ("name", "size", "room"),
    marking(
        [("leaflet-screen", "12", "79"), ("large-print", "18", "174"), ("handout", "14", "150")],
        "large-print",
    ),
)
def test_letters_too_small_for_the_room_are_reported_at_the_figure(drawn, name, size, room):
    context = drawn('font-size="5"', 'font-size="2"')
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(context, (name,))
    (said,) = str(caught.value).splitlines()
    assert said.startswith(f"content/articles/{ARTICLE}.yaml:{line_of_the_figure()}: the letters of {NAME} ")
    assert f"with {room} mm for the drawing" in said
    assert f"the text is {size} pt" in said
    assert "times as large" in said


def test_letters_with_room_at_12_pt_alone_keep_the_leaflet_at_12_pt(drawn):
    """The words would have room at a larger size, in which the drawing would be wider than its panel."""
    context = drawn('font-size="5"', 'font-size="4.3"')
    fewer = [
        part for part in context.article.sections if part.id not in ("blood-flow", "genes-and-medicines")
    ]
    short = replace(context, article=context.article.model_copy(update={"sections": tuple(fewer)}))
    made = build_pack.build_documents(short, ("leaflet-screen",))
    letters, text = sizes(short, DOCUMENTS["leaflet-screen"].read(made["leaflet-screen"], short))
    assert text == 12
    assert all(abs(size - text) <= NEAR for size in letters)


SPOILT = {
    "leaves the drawing": ('x="19"', 'x="6"'),
    "lies over other lettering": ('y="45.6"', 'y="41"'),
    "touches other lettering": ('x="19"', 'x="30"'),
}


@pytest.mark.parametrize(("old", "new"), SPOILT.values(), ids=SPOILT)
def test_lettering_that_leaves_its_drawing_or_collides_is_refused_before_layout(drawn, old, new):
    context = drawn(old, new)
    for name in ("leaflet-screen", "large-print", "handout"):
        with pytest.raises(InputError, match=f"{NAME}.*cut off or run into each other in Source Sans 3"):
            build_pack.build_documents(context, (name,))


@pytest.mark.usefixtures("tight")
def test_a_figure_without_lettering_takes_its_column_or_the_part_that_the_words_leave(contexts):
    context = contexts["riverside"]
    drawing = context.figures[NAME]
    silent = replace(drawing, data=re.sub(b"<text.*?</text>", b"", drawing.data))
    made = build_pack.build_documents(
        replace(context, figures={**context.figures, NAME: silent}), ("leaflet-screen",)
    )
    seen = inspection.read_pdf(made["leaflet-screen"])
    (figure,) = [one for one in seen.figures if one.alt.startswith("Two leg veins")]
    # Text is as wide on every panel as on the narrowest, the flap.
    column = min(width for width, _ in seen.sizes) - FOLD_LAYOUTS["tri"].line_margins
    # The walls of the veins, from edge to edge, take 65.5 of the 79 units of the drawing.
    share = (figure.box.right - figure.box.left) * 79 / 65.5 / column
    assert min(abs(share - scale) for scale in FIGURE_SCALES) < 0.02
