"""The promise of the whole: what an article says arrives in every document, and a loss is never published.

Each twin sabotages a template the way a slip of the hand would, makes the document for real, and sees the
finished file refused.
"""

import re
from dataclasses import fields, replace

import pytest
from support.combinations import further, marking, representative
from support.documents import PDFS, showing, template_of
from support.project import EACH_PRACTICE, shortened
from support.sabotage import append, complaints, complaints_by_name, made_with, refusal, silent, swap

from foldwell.assets import fonts
from foldwell.documents import leaflet, verification
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.registry import DOCUMENTS
from foldwell.proofing import article_content, document_content
from foldwell.proofing.checks import proof
from foldwell.proofing.document_type import Document
from foldwell.rendering.pdf import layout

pytestmark = pytest.mark.usefixtures("tight")

EVERY = tuple(name for name, row in DOCUMENTS.items() if "press" not in (name, *row.needs))
"""What templates are sabotaged for. The press edition comes from the templates of the panels: its twins, in
test_press, spoil the finished file instead of laying it out again, and so do those of its job ticket."""

LAID_OUT = tuple(
    (name, *(other for other in EVERY if name in DOCUMENTS[other].needs))
    for name in EVERY
    if not DOCUMENTS[name].needs
)
"""The same, those of one layout together: each of them must notice what is wrong with it."""

WITH_SECTIONS = showing("sections", "key points", among=[names[0] for names in LAID_OUT])
PRINTED = [name for name in WITH_SECTIONS if name in PDFS]


def together(*contents):
    """Each layout whose documents show one of these contents."""
    shown = showing(*contents)
    layouts = [
        further((names,)) if names[0] == "large-print" else names for names in LAID_OUT if names[0] in shown
    ]
    return pytest.mark.parametrize("names", layouts, ids=" and ".join)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", DOCUMENTS)
def test_every_document_keeps_its_promise(packs, contexts, practice, name):
    made = {needed: packs[practice][needed] for needed in (*DOCUMENTS[name].needs, name)}
    assert complaints(contexts[practice], made) == ""


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_expectation_is_not_empty(contexts, name):
    expectation = DOCUMENTS[name].complete_expectation(contexts["riverside"])
    assert expectation.ordered
    assert expectation.sizes


def parts_of(context):
    """The texts of the inputs that a document has in any case if it shows one of these contents."""
    numbers = range(len(context.article.sections))
    sections = [[one.text for number in numbers for one in article_content.section(context, number)]]
    points = [[one.text for one in article_content.key_points(context)]]
    groups = {content: find(context) for content, find in document_content.SHARED.items()}
    return {"sections": sections, "key points": points} | {
        content: [[one.text for one in group] for group in found] for content, found in groups.items()
    }


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_expectation_names_all_that_its_document_shows(contexts, name):
    context, document = contexts["riverside"], DOCUMENTS[name]
    expectation = document.complete_expectation(context)
    expected = [[one.text for one in group] for group in (expectation.ordered, *expectation.unordered)]
    contiguous = [[one.text for one in group] for group in expectation.contiguous]
    for content in document.shows - {"figures"}:
        for texts in parts_of(context)[content]:
            assert texts
            assert any(is_part(texts, group) for group in expected), content
            assert content not in document_content.CONTIGUOUS or texts in contiguous


def is_part(texts, group):
    """Whether texts are among those of a group, in their order, apart from boxes to tick, which are drawn."""
    rest = map(without_boxes, group)
    return all(text in rest for text in filter(None, map(without_boxes, texts)))


def without_boxes(text):
    return text.replace("☐", "").strip()


def test_an_expectation_without_a_text_is_noticed(contexts):
    texts = [one.text for one in article_content.section(contexts["riverside"], 0)]
    assert not is_part(texts, texts[1:])
    assert not is_part(texts, texts[::-1])


@pytest.mark.parametrize(
    ("content", "lost"),
    [
        ("contact", "words of practice 'riverside' are missing"),
        ("imprint", "words of the disclaimer are missing"),
    ],
)
def test_what_a_document_is_said_to_show_is_missed(contexts, packs, monkeypatch, content, lost):
    more = replace(DOCUMENTS["card"], shows=DOCUMENTS["card"].shows | {content})
    monkeypatch.setattr(verification, "DOCUMENTS", {**DOCUMENTS, "card": more})
    assert lost in complaints(contexts["riverside"], {"card": packs["riverside"]["card"]})


def test_a_document_that_says_nothing_of_what_it_shows_shows_all_that_no_branding_may_hide():
    (default,) = [field.default for field in fields(Document) if field.name == "shows"]
    assert {"sections", "figures", "care boxes", "review", "imprint", "contact"} == default


@pytest.fixture(scope="module")
def least(contexts):
    """As much of the article as sabotage of a document needs: a card has a point of each section."""
    whole = contexts["riverside"]
    short = shortened(whole, "overview", "varicose-veins", "iron", "get-help")
    return lambda name: whole if name == "card" else short


def over_sections(names, changed):
    """The change of a template's loop over sections, which `changed` has as {}."""
    sections = "card_sections" if "card" in names else "article.sections"
    return swap(f"in {sections} %}}", f"in {changed.format(sections)} %}}")


@together("sections", "key points")
def test_a_section_that_a_template_drops_is_missed(least, names):
    loop = over_sections(names, "{} if section.id != 'iron'")
    changes = {template_of(names[0]): loop}
    assert silent(least(names[0]), names, changes, "iron", "restless-legs.yaml:") == []


@together("sections", "key points")
def test_one_lost_word_is_missed(least, names):
    context, sections = least(names[0]), names[0] in showing("sections")
    text, verb = ("block.text |", "start") if sections else ("section.key_point |", "take")
    parts = [file for file in included(context, template_of(names[0])) if text in context.templates[file]]
    loss = swap(text, f"{text} replace('not {verb}', '{verb}') |")
    assert parts
    assert silent(context, names, dict.fromkeys(parts, loss), "[not]") == []


@together("sections", "key points")
def test_two_sections_in_the_wrong_order_are_noticed(least, names):
    loop = over_sections(names, "{0}[-1:] + {0}[1:-1] + {0}[:1]")
    assert silent(least(names[0]), names, {template_of(names[0]): loop}, "are missing") == []


HIDING = {
    "causes": "height: 6mm; overflow: hidden",
    "blood-flow": "display: none",
    "varicose-veins": "color: #fff",
    "iron": "visibility: hidden",
    "genes-and-medicines": "color: #e4e4e4",
    "get-help": "opacity: 0",
    "summary": "position: relative; left: 400mm",
}
"""Ways to hide a section, each done to another one."""


@pytest.fixture
def everywhere(monkeypatch):
    """Let a complaint tell all the places and all the words, not the first few."""
    monkeypatch.setattr(proof, "MAX_REPORTED", 99)
    monkeypatch.setattr(proof, "MAX_QUOTE", 10_000)


def ending(context, name, number):
    """The last words that are expected of a section in a document."""
    passages = DOCUMENTS[name].expectation(context).ordered
    texts = (one.text for one in passages if one.where.keys[:2] == ("sections", number))
    *_, last = filter(without_boxes, texts)
    return " ".join(last.split()[-3:])


@pytest.mark.parametrize("name", representative(PRINTED, "card"))
def test_a_section_that_cannot_be_seen_is_missed_however_it_is_hidden(contexts, everywhere, name):
    context = contexts["riverside"]
    rules = [f"#{part} {{ {rule} }} #{part} * {{ color: inherit }}" for part, rule in HIDING.items()]
    said = refusal(context, name, {"base.css": append("\n".join(rules))})
    assert "cannot be seen" in said
    assert "are missing" in said
    parts = enumerate(context.article.sections)
    assert {part.id for number, part in parts if ending(context, name, number) in said} == {*HIDING}
    assert len(context.article.sections) > len(HIDING)


@pytest.mark.parametrize("name", representative(PRINTED, "card"))
def test_words_set_too_small_are_noticed(least, name):
    small = {"base.css": append("#iron, #iron * { font-size: 9pt }")}
    assert "words are smaller than" in refusal(least(name), name, small)


@pytest.mark.parametrize(
    "name", marking(showing("contact", among=[names[0] for names in LAID_OUT]), "large-print")
)
def test_a_link_to_somebody_else_is_noticed(least, name):
    context, link = least(name), 'href="{{ practice.web }}"'
    files = [file for file in included(context, template_of(name)) if link in context.templates[file]]
    astray = dict.fromkeys(files, swap(link, 'href="https://elsewhere.example.org"'))
    assert "a link leads to https://elsewhere.example.org" in refusal(context, name, astray)


def test_a_white_box_over_the_words_is_noticed(contexts):
    lid = (
        '<div style="position: absolute; top: 0; left: 0; width: 80mm; height: 60mm; background: #fff"></div>'
    )
    cover = {"card.html.j2": swap('<div id="_end"></div>', lid + '<div id="_end"></div>')}
    assert "cannot be seen" in refusal(contexts["riverside"], "card", cover)


@pytest.mark.parametrize("name", marking(WITH_SECTIONS, "leaflet-screen", "large-print"))
def test_a_logo_that_is_gone_is_missed(least, name):
    def without_logo(text):
        start = text.index("<img")
        return text[:start] + "x" + text[text.index(">", start) + 1 :]

    file = template_of(name) if name == "handout" else "logo.html.j2"
    said = refusal(least(name), name, {file: without_logo})
    assert "a picture is missing: Riverside Surgery" in said


def test_a_logo_that_cannot_be_seen_is_missed(contexts):
    ghost = {"card.css": append(".logo { opacity: 0 }")}
    said = refusal(contexts["riverside"], "card", ghost)
    assert "a picture cannot be seen: Riverside Surgery" in said


ADDED = {
    "the details": (
        swap("set with_detail = true", "set with_detail = false"),
        "In small studies, some people had less RLS",
    ),
    "a question": (
        swap('include "questions.html.j2"', 'include "review.html.j2"'),
        "Could something else cause my symptoms?",
    ),
    "the sources in full": (
        swap('include "sources.html.j2"', 'include "review.html.j2"'),
        "Edinburgh vein study",
    ),
    "that it is large print": (
        swap("wording.large_print", "article.version"),
        "words of the edition are missing",
    ),
}


def test_all_that_only_the_large_print_adds_is_missed_when_it_is_gone(least, everywhere):
    def without(text):
        for loss, _ in ADDED.values():
            text, before = loss(text), text
            assert text != before
        return text

    said = refusal(least("large-print"), "large-print", {"large-print.html.j2": without})
    assert [what for what, (_, lost) in ADDED.items() if lost not in said] == []


def test_a_further_page_of_another_size_is_noticed(least):
    small = {"large-print.css": append("@page :nth(3) { size: 148mm 210mm !important }")}
    said = refusal(least("large-print"), "large-print", small)
    assert "leaflet-large-print.pdf, page 3: is 148.0 x 210.0 mm instead of 210 x 297" in said


def test_a_further_page_is_refused_where_pages_are_counted(contexts):
    context, file = contexts["riverside"], "leaflet.html.j2"
    foot = '<div id="_foot"></div>'
    longer = context.templates[file].replace(foot, f'{foot}<p class="back">more</p>')
    pages = LeafletPages(replace(context, templates={**context.templates, file: longer}), "tri")
    made = layout.write(pages.lay_out(leaflet.planned(context).pages.plan).result, file)
    assert "has 7 pages instead of 6" in complaints(context, {"leaflet-screen": made})


@pytest.mark.parametrize("name", representative(["leaflet-screen", "large-print"]))
def test_a_figure_that_is_gone_is_missed(least, name):
    gone = {"section.html.j2": swap("{% if section.figure %}", "{% if false %}")}
    said = refusal(least(name), name, gone)
    assert "a picture is missing: Two leg veins" in said


@pytest.mark.parametrize("name", marking(WITH_SECTIONS, "leaflet-screen", "large-print"))
def test_a_font_that_is_not_the_brands_is_noticed(least, name):
    stranger = replace(least(name), base=fonts.bundled_font("Roboto"))
    brand = stranger.brand.model_copy(
        update={"base": stranger.brand.base.model_copy(update={"family": "Roboto"})}
    )
    made = made_with(replace(stranger, brand=brand), name, {})
    assert "uses the font 'Roboto'" in complaints(least(name), made)


def included(context, file):
    """A template and every template that it includes."""
    parts = re.findall(r'{% include "([^"]+)" %}', context.templates[file])
    return [file, *(deeper for part in parts for deeper in included(context, part))]


def blanked(context, name, *parts):
    """The changes that print an x in a document wherever its templates print one of `parts`."""

    def without(text, parts=parts):
        for loss in re.findall(r"{{[^{}]*}}", text):
            text = text.replace(loss, "x" if any(part in loss for part in parts) else loss)
        return text

    own = included(context, template_of(name))
    for part in parts:
        changed = [
            file for file in own if without(context.templates[file], (part,)) != context.templates[file]
        ]
        assert changed, f"no template of {name} prints {part}"
    return {file: without for file in own if without(context.templates[file]) != context.templates[file]}


WHOM_TO_CALL = {
    "practice.phone | bind | dial": "words of practice 'riverside' are missing: [01632 960101]",
    "practice.name": "words of practice 'riverside' are missing: [Riverside Surgery]",
}
MUST_STAY = {
    "review": {
        "{{ wording.draft | bind }}": "words of the review are missing: [Draft] not",
        "wording.review_by.format": "words of the next review are missing: [Review] by",
        "wording.published.format": "words of the date are missing: [Published 22 November 2026]",
        "wording.version.format": "words of the version are missing: [Version 0.1]",
    },
    "care boxes": {
        "care_words.emergency_heading.format": "does not stand together, from 'Emergency: call 999'",
        "care_words.same_day_heading": "does not stand together, from 'Get help the same day'",
    },
    "contact": WHOM_TO_CALL,
    "numbers": WHOM_TO_CALL,
}
"""What a document must print of each content, with what is said of it alone when all of it is gone."""


@together("review", "care boxes", "contact", "numbers")
def test_what_no_branding_may_hide_is_missed(least, everywhere, names):
    context, lost = least(names[0]), {}
    for content in DOCUMENTS[names[0]].shows & MUST_STAY.keys():
        lost |= MUST_STAY[content]
    assert silent(context, names, blanked(context, names[0], *lost), *lost.values()) == []


@pytest.mark.parametrize(
    ("names", "part", "sources"),
    [
        (("leaflet-screen", "leaflet"), "short | bind", article_content.short_sources),
        (("handout",), "source.title", article_content.sources),
    ],
    ids=["leaflet", "handout"],
)
def test_sources_that_a_template_drops_are_missed(contexts, names, part, sources):
    context = contexts["riverside"]
    told = [f"words of {passage.where} are missing" for passage in sources(context)]
    publishers = {source.short_name.partition(",")[0] for source in context.article.sources}
    assert len({passage.where for passage in sources(context)}) >= len(publishers) == 8
    assert silent(context, names, blanked(context, names[0], part), *told) == []


@pytest.fixture(scope="module")
def late(contexts):
    """The same context after its review date."""
    return replace(contexts["riverside"], overdue=True)


@together("review")
def test_every_document_of_an_overdue_article_says_so(late, packs, names):
    made = made_with(late, names[-1], {})
    assert complaints(late, made) == ""
    in_time = complaints_by_name(late, {name: packs["riverside"][name] for name in names})
    for name in names:
        assert "Past its review date" in in_time[name]
        words = " ".join(DOCUMENTS[name].read(made[name], late).text)
        assert late.wording.overdue in words
        assert late.wording.draft in words


@together("review")
def test_an_overdue_line_that_a_template_drops_is_missed(least, names):
    late = replace(least(names[0]), overdue=True)
    told = "words of the warning that it is overdue are missing: [Past"
    assert silent(late, names, blanked(late, names[0], "wording.overdue"), told) == []


MUST_BE_SEEN = {
    ".review": "Past",
    ".care": "vein that bleeds",
    ".imprint": "Written",
    ".sources": "Tommy’s",
    ".contact": "960101",
}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("display: none", "are missing"),
        ("visibility: hidden", "are missing"),
        ("color: #fff", "cannot be seen"),
        ("font-size: 0", "are missing"),
    ],
)
def test_a_stylesheet_cannot_hide_what_must_stay(late, everywhere, rule, message):
    hiding = [f"{part}, {part} * {{ {rule} !important }}" for part in MUST_BE_SEEN]
    said = refusal(late, "leaflet-screen", {"base.css": append("\n".join(hiding))})
    assert message in said
    assert [part for part, words in MUST_BE_SEEN.items() if words not in said] == []
