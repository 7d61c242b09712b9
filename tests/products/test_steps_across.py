"""Steps with pictures two across in a booklet: read row by row, numbered, one list to a screen reader."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from support.project import ordered
from support.sabotage import complaints
from support.tabular import article

from foldwell.documents.planning.fold_choice import find_leaflet
from foldwell.documents.planning.layout_plan import LayoutPlan
from foldwell.documents.planning.leaflet_pages import TEMPLATE, LeafletPages
from foldwell.documents.planning.search import LeafletSearch
from foldwell.documents.type_settings import Setting
from foldwell.errors import InputError
from foldwell.proofing import inspection
from foldwell.rendering.pdf import layout
from foldwell.rendering.pdf.tag_elements import descendants

NAMES = ("Apple", "Birch", "Cedar", "Daisy", "Elder")
STEPS = "".join(
    f"""
          - name: {name}
            do: Hold the leaf of the {name.lower()} in the light.
            figure: {{file: {file}, alt: The leaf of number {number}.}}"""
    for number, name in enumerate(NAMES, 1)
    for file in [("placeholder.svg", "restless-legs-cover.svg")[number % 2]]
)
BLOCKS = f"    blocks:\n      - steps:{STEPS}\n"
PLAN = LayoutPlan(4, Setting(13, 1.35, 3.2, 7.2), 30, steps_across=True)


@pytest.fixture(scope="module")
def given(written):
    text = re.sub(r"    body: \|\n      A body.\n", BLOCKS, article("A body.", "Another body."))
    return ordered(written(text), "half")


def laid_out(context, css=""):
    """The pages of a booklet with steps two across, as changed by a stylesheet."""
    sheet = {"base.css": context.templates["base.css"] + css}
    changed = replace(context, templates={**context.templates, **sheet})
    return layout.write(LeafletPages(changed, "half").lay_out(PLAN).result, TEMPLATE)


@pytest.fixture(scope="module")
def booklet(given):
    return laid_out(given)


def places(booklet, *texts):
    """The page, left and top of the first words that are these, as they are read."""
    words = {word.text: word for word in reversed(inspection.read_pdf(booklet).words)}
    return [(words[text].page, words[text].box.left, words[text].box.top) for text in texts]


def test_steps_are_read_from_left_to_right_row_by_row(booklet):
    (page, left, top), (_, right, beside), (_, below_left, below), *others = places(booklet, *NAMES)
    assert right > left + 55
    assert (beside, below_left) == (pytest.approx(top, abs=0.5), pytest.approx(left, abs=0.5))
    assert below > top + 30
    assert [one[0] for one in others] == [page, page]
    order = [word.text for word in inspection.read_pdf(booklet).words if word.text in NAMES]
    assert order == list(NAMES)


def test_pictures_of_a_row_begin_at_one_height_above_their_words(booklet):
    figures = {one.alt: one.box for one in inspection.read_pdf(booklet).figures}
    first, second = figures["The leaf of number 1."], figures["The leaf of number 2."]
    (_, left, top), (_, right, _) = places(booklet, "Apple", "Birch")
    assert (first.left, second.left) == (pytest.approx(left, abs=0.5), pytest.approx(right, abs=0.5))
    assert first.top == pytest.approx(second.top, abs=0.2)
    assert top - 4 < max(first.bottom, second.bottom) < top + 1


def test_steps_two_across_are_one_list_to_a_screen_reader(booklet):
    with pikepdf.open(BytesIO(booklet)) as pdf:
        (steps,) = (one for one in descendants(pdf.Root.StructTreeRoot.K[0]) if is_list_of(one, len(NAMES)))
        assert [str(item.S) for item in steps.K] == ["/LI"] * len(NAMES)
        assert [[str(part.S) for part in item.K] for item in steps.K] == [["/Lbl", "/LBody"]] * len(NAMES)


def is_list_of(element, count):
    return element.S == "/L" and len(element.K) == count


def test_steps_two_across_are_proven(given, booklet):
    assert complaints(given, {"leaflet-screen": booklet}) == ""


@pytest.mark.parametrize(
    ("css", "message"),
    [
        (".steps .side { counter-reset: list-item }", "step 2 does not show its number"),
        (".step { list-style: none }", "step 5 does not show its number"),
        (".steps .row { flex-direction: row-reverse }", "words of"),
        (".steps .side { width: 70% }", "words cannot be seen"),
        (".steps .row img { display: none }", "a picture is missing"),
    ],
    ids=["counted anew", "without numbers", "from right to left", "off the page", "without pictures"],
)
def test_steps_two_across_that_lose_something_are_refused(given, css, message):
    assert message in complaints(given, {"leaflet-screen": laid_out(given, css)})


def with_end(context, sentences):
    """A context whose article ends with so many sentences."""
    *sections, last = context.article.sections
    longer = last.model_copy(update={"body": "Another body. " * sentences})
    changed = context.article.model_copy(update={"sections": (*sections, longer)})
    return replace(context, article=changed)


def test_few_words_beside_each_other_are_planned_where_pages_are_wide(given):
    """What a plan gains: with more text behind them, five steps and it have room in four pages."""
    longer = with_end(given, 36)
    found = {fold: LeafletSearch(longer).best((fold,)) for fold in ("half", "tri")}
    assert (found["half"].pages.plan.steps_across, found["tri"].pages.plan.steps_across) == (True, False)


def test_a_fold_that_steps_do_not_fit_in_names_the_booklet_in_which_they_stand_two_across(given):
    with pytest.raises(InputError, match=r"the folds that fit are .*'half' with"):
        find_leaflet(with_end(ordered(given, "single"), 150))
