"""The promise of the whole: what an article says arrives in every document, and a loss is never published.

Each twin sabotages a template the way a slip of the hand would, makes the document for real, and sees the
finished file refused.
"""

import re
from dataclasses import replace

import pytest
from conftest import PRACTICES

from foldwell import fonts, pipeline
from foldwell.documents import DOCUMENTS
from foldwell.errors import InputError
from foldwell.verify import verify

pytestmark = pytest.mark.usefixtures("tight")

PRINTED = ("leaflet-screen", "large-print", "card")
EVERY = tuple(name for name in DOCUMENTS if name != "press")
"""What templates are sabotaged for. The press edition comes from the templates of the panels: its twins, in
test_press, spoil the finished file instead of laying it out again."""


def made_with(job, name, changes):
    """Make a document, and what it needs, with changed templates: file name -> function of its text."""
    templates = dict(job.templates)
    for file, change in changes.items():
        changed = change(templates[file])
        assert changed != templates[file], f"the sabotage of {file} did not change it"
        templates[file] = changed
    names = (*DOCUMENTS[name].needs, name)
    return pipeline.make(replace(job, templates=templates), names)


def complaints(job, made):
    return "\n".join(map(str, verify(job, made)))


def refusal(job, name, changes):
    """What is said against a document made with changed templates."""
    try:
        return complaints(job, made_with(job, name, changes))
    except InputError as error:
        return str(error)


def swap(old, new):
    return lambda text: text.replace(old, new)


def append(rule):
    return lambda text: f"{text}\n{rule}\n"


@pytest.mark.parametrize("practice", PRACTICES)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_keeps_its_promise(packs, jobs, practice, name):
    made = {needed: packs[practice][needed] for needed in (*DOCUMENTS[name].needs, name)}
    assert complaints(jobs[practice], made) == ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_promise_is_not_empty(jobs, name):
    promise = DOCUMENTS[name].promise(jobs["riverside"])
    assert len(promise.ordered) > 5
    assert len(promise.besides) > 5
    assert promise.sizes


TEMPLATE = {
    "leaflet-screen": "leaflet.html.j2",
    "leaflet": "leaflet.html.j2",
    "large-print": "large-print.html.j2",
    "handout": "handout.html.j2",
    "card": "card.html.j2",
    "card-sheet": "card.html.j2",
}


@pytest.mark.parametrize("name", EVERY)
def test_a_section_that_a_template_drops_is_missed(jobs, name):
    loop = swap("for section in article.sections", "for section in article.sections if section.id != 'iron'")
    said = refusal(jobs["riverside"], name, {TEMPLATE[name]: loop})
    assert "iron" in said
    assert "restless-legs.yaml:" in said


@pytest.mark.parametrize("name", EVERY)
def test_one_lost_word_is_missed(jobs, name):
    key_point = swap("section.key_point |", "section.key_point | replace('not ', '') |")
    body = swap("section.body |", "section.body | replace('not start', 'start') |")
    part = TEMPLATE[name] if name in ("handout", "card", "card-sheet") else "section.html.j2"
    word = key_point if name in ("card", "card-sheet") else body
    said = refusal(jobs["riverside"], name, {part: word})
    assert "[not]" in said


@pytest.mark.parametrize("name", EVERY)
def test_two_sections_in_the_wrong_order_are_noticed(jobs, name):
    loop = swap("for section in article.sections", "for section in article.sections | reverse")
    said = refusal(jobs["riverside"], name, {TEMPLATE[name]: loop})
    assert "are missing" in said


HIDING = {
    "hidden": "#iron { visibility: hidden }",
    "not laid out": "#iron { display: none }",
    "clipped": "#iron { height: 6mm; overflow: hidden }",
    "white on white": "#iron { color: #fff }",
    "too pale": "#iron { color: #e4e4e4 }",
    "transparent": "#iron { opacity: 0 }",
    "off the page": "#iron { position: relative; left: 400mm }",
}


@pytest.mark.parametrize("rule", HIDING.values(), ids=HIDING)
@pytest.mark.parametrize("name", PRINTED)
def test_a_section_that_cannot_be_seen_is_missed(jobs, name, rule):
    sheet = {"base.css": append(f"{rule} #iron * {{ color: inherit }}")}
    said = refusal(jobs["riverside"], name, sheet)
    assert "cannot be seen" in said or "are missing" in said


@pytest.mark.parametrize("name", PRINTED)
def test_words_set_too_small_are_noticed(jobs, name):
    small = {"base.css": append("#iron, #iron * { font-size: 9pt }")}
    assert "words are smaller than" in refusal(jobs["riverside"], name, small)


@pytest.mark.parametrize("name", ["leaflet-screen", "large-print", "handout"])
def test_a_link_to_somebody_else_is_noticed(jobs, name):
    file = "handout.html.j2" if name == "handout" else "contact.html.j2"
    astray = {file: swap('href="{{ practice.web }}"', 'href="https://elsewhere.example.org"')}
    assert "a link leads to https://elsewhere.example.org" in refusal(jobs["riverside"], name, astray)


def test_a_white_box_over_the_words_is_noticed(jobs):
    lid = (
        '<div style="position: absolute; top: 0; left: 0; width: 80mm; height: 60mm; background: #fff"></div>'
    )
    cover = {"card.html.j2": swap('<div id="_end"></div>', lid + '<div id="_end"></div>')}
    assert "cannot be seen" in refusal(jobs["riverside"], "card", cover)


@pytest.mark.parametrize("name", [*PRINTED, "handout"])
def test_a_logo_that_is_gone_is_missed(jobs, name):
    def without_logo(text):
        start = text.index("<img")
        return text[:start] + "x" + text[text.index(">", start) + 1 :]

    said = refusal(jobs["riverside"], name, {TEMPLATE[name]: without_logo})
    assert "a picture is missing: Riverside Surgery" in said


def test_a_logo_that_cannot_be_seen_is_missed(jobs):
    ghost = {"card.css": append(".logo { opacity: 0 }")}
    said = refusal(jobs["riverside"], "card", ghost)
    assert "a picture cannot be seen: Riverside Surgery" in said


ADDED = {
    "the details": (
        swap("set with_detail = true", "set with_detail = false"),
        "The studies of vein treatment",
    ),
    "a question": (
        swap('include "questions.html.j2"', 'include "review.html.j2"'),
        "Should I have a blood test",
    ),
    "the sources in full": (
        swap('include "sources.html.j2"', 'include "review.html.j2"'),
        "Edinburgh Vein Study",
    ),
    "that it is large print": (
        swap("wording.large_print", "article.version"),
        "words of the edition are missing",
    ),
}


@pytest.mark.parametrize(("loss", "lost"), ADDED.values(), ids=ADDED)
def test_what_only_the_large_print_adds_is_missed_when_it_is_gone(jobs, loss, lost):
    assert lost in refusal(jobs["riverside"], "large-print", {"large-print.html.j2": loss})


def test_a_further_page_of_another_size_is_noticed(jobs):
    small = {"large-print.css": append("@page :nth(3) { size: 148mm 210mm !important }")}
    said = refusal(jobs["riverside"], "large-print", small)
    assert "leaflet-large-print.pdf, page 3: is 148.0 x 210.0 mm instead of 210 x 297" in said


def test_a_further_page_is_refused_where_pages_are_counted(jobs):
    longer = {
        "leaflet.html.j2": swap('<div id="_foot"></div>', '<div id="_foot"></div><p class="back">more</p>')
    }
    assert "has 7 pages instead of 6" in refusal(jobs["riverside"], "leaflet-screen", longer)


@pytest.mark.parametrize("name", ["leaflet-screen", "large-print"])
def test_a_figure_that_is_gone_is_missed(jobs, name):
    gone = {"section.html.j2": swap("{% if section.figure %}", "{% if false %}")}
    said = refusal(jobs["riverside"], name, gone)
    assert "a picture is missing: Two leg veins" in said


@pytest.mark.parametrize("name", [*PRINTED, "handout"])
def test_a_font_that_is_not_the_brands_is_noticed(jobs, name):
    stranger = replace(jobs["riverside"], base=fonts.font("Roboto"))
    brand = stranger.brand.model_copy(
        update={"base": stranger.brand.base.model_copy(update={"family": "Roboto"})}
    )
    made = made_with(replace(stranger, brand=brand), name, {})
    assert "uses the font 'Roboto'" in complaints(jobs["riverside"], made)


def included(job, file):
    """A template and every template that it includes."""
    parts = re.findall(r'{% include "([^"]+)" %}', job.templates[file])
    return [file, *(deeper for part in parts for deeper in included(job, part))]


def blanked(job, name, part):
    """The changes that print an x in a document wherever its templates print `part`."""

    def without(text):
        for loss in re.findall(r"{{[^{}]*}}", text):
            text = text.replace(loss, "x" if part in loss else loss)
        return text

    own = included(job, TEMPLATE[name])
    files = [file for file in own if without(job.templates[file]) != job.templates[file]]
    assert files, f"no template of {name} prints {part}"
    return dict.fromkeys(files, without)


MUST_STAY = {
    "{{ wording.draft | bind }}": "[Draft",
    "wording.review_by.format": "Review",
    "wording.published.format": "Published",
    "wording.version.format": "Version",
    "care_words.emergency_heading.format": "[Emergency:",
    "care_words.same_day_heading": "Get",
    "{{ practice.phone | bind }}": "960101",
    "practice.name": "Riverside",
}


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize(("part", "lost"), MUST_STAY.items())
def test_what_no_branding_may_hide_is_missed(jobs, name, part, lost):
    job = jobs["riverside"]
    assert lost in refusal(job, name, blanked(job, name, part))


@pytest.mark.parametrize(
    ("name", "part"),
    [("leaflet-screen", "source.short"), ("leaflet", "source.short"), ("handout", "source.title")],
)
def test_sources_that_a_template_drops_are_missed(jobs, name, part):
    job = jobs["riverside"]
    said = refusal(job, name, blanked(job, name, part))
    for number in range(len(job.article.sources)):
        assert f"words of {job.source.where(('sources', number))} are missing" in said


@pytest.fixture(scope="module")
def late(jobs):
    """The same job after its review date."""
    return replace(jobs["riverside"], overdue=True)


@pytest.mark.parametrize("name", EVERY)
def test_every_document_of_an_overdue_article_says_so(late, packs, jobs, name):
    made = made_with(late, name, {})
    assert complaints(late, made) == ""
    assert "Past its review date" in complaints(late, packs["riverside"])
    words = " ".join(DOCUMENTS[name].read(made[name], late).text)
    assert late.wording.overdue in words
    assert late.wording.draft in words


@pytest.mark.parametrize("name", EVERY)
def test_an_overdue_line_that_a_template_drops_is_missed(late, name):
    said = refusal(late, name, blanked(late, name, "wording.overdue"))
    assert "words of the warning that it is overdue are missing: [Past" in said


@pytest.mark.parametrize("part", [".review", ".care", ".imprint", ".sources", ".contact"])
@pytest.mark.parametrize("rule", ["display: none", "visibility: hidden", "color: #fff", "font-size: 0"])
def test_a_stylesheet_cannot_hide_what_must_stay(late, part, rule):
    hiding = {"base.css": append(f"{part}, {part} * {{ {rule} !important }}")}
    said = refusal(late, "leaflet-screen", hiding)
    assert "cannot be seen" in said or "are missing" in said
