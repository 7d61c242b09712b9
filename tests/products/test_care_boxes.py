"""The two care boxes on finished pages: the emergency is the loudest, and says what to do before all else."""

import re
import shutil
from collections import Counter
from dataclasses import replace

import pypdfium2
import pypdfium2.raw as pdfium_c
import pytest
from docx.shared import Pt, RGBColor
from support.combinations import marking, representative
from support.documents import showing
from support.letterheads import letterhead, respelt
from support.project import EACH_FOLDED, EACH_PRACTICE, ROOT, gathered, refused, shortened
from support.sabotage import append, refusal, swap

from foldwell.documents import leaflet
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.inputs import validation
from foldwell.inputs.parsing import load
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

WORDINGS = sorted((ROOT / "content/wording").glob("*.yaml"))
ARTICLE = "content/articles/restless-legs.yaml"
CARE = "  after: get-help\n"
BOXED = showing("care boxes")


def words_of(text, words):
    """The words of a text, where they first stand one after the other."""
    wanted = text.split()
    for at in range(len(words)):
        there = words[at : at + len(wanted)]
        if [word.text for word in there] == wanted:
            return there
    return ()


def size_of(text, words):
    found = words_of(text, words)
    assert found, text
    return min(word.size for word in found)


def emergency(context):
    """The heading and the action of the emergency box."""
    number = context.practice.numbers.emergency
    return (
        context.care.emergency_heading.format(emergency=number),
        context.care.emergency_action.format(emergency=number),
    )


def section_heading(context, words):
    """The largest heading of a section; where there is none, as on a card, what it would be."""
    sizes = [
        min(word.size for word in found)
        for part in context.article.sections
        if (found := words_of(part.heading, words))
    ]
    text = Counter(word.size for word in words).most_common(1)[0][0]
    return max([size for size in sizes if size > text] or [1.25 * text * context.brand.headings.scale])


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", BOXED)
def test_the_emergency_heading_is_as_large_as_that_of_a_section(contexts, packs, practice, name):
    context = contexts[practice]
    words = DOCUMENTS[name].read(packs[practice][name], context).words
    assert size_of(emergency(context)[0], words) >= section_heading(context, words) - 0.05


@pytest.mark.parametrize("name", EACH_FOLDED)
def test_the_emergency_heading_is_as_large_as_that_of_a_section_in_every_fold(leaflets, name):
    context, made = leaflets(name)
    words = inspection.read_pdf(made["leaflet-screen"]).words
    assert size_of(emergency(context)[0], words) >= section_heading(context, words) - 0.05


def test_the_emergency_heading_is_as_large_as_the_headings_of_a_letterhead(contexts):
    def large(document):
        font = document.styles["Heading 2"].font
        font.size, font.color.rgb = Pt(27), RGBColor(0x7A, 0x1F, 0x3D)

    context = replace(contexts["riverside"], letterhead=letterhead(large))
    made = build_pack.build_documents(context, ("handout",))
    words = DOCUMENTS["handout"].read(made["handout"], context).words
    assert size_of("Genes and medicines", words) == 27
    assert size_of(emergency(context)[0], words) >= 27
    assert verify(context, made) == ()


SMALLER = "the heading of the emergency box is "


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("name", representative(["leaflet-screen", "large-print", "card"], "card"))
def test_an_emergency_heading_smaller_than_others_is_refused(contexts, name):
    small = {"base.css": append(".emergency h2, .emergency h3 { font-size: 1.02rem !important }")}
    large = append(".same-day h2 { font-size: 1.3rem !important }")
    if name == "card":
        small["card.css"] = large
    assert SMALLER in refusal(contexts["riverside"], name, small)


@pytest.mark.usefixtures("tight")
def test_a_section_may_be_headed_as_the_title_is(contexts):
    context = contexts["riverside"]
    title = context.article.sections[0].heading
    same = replace(context, article=context.article.model_copy(update={"title": title}))
    large = {"card.css": append("h1 { font-size: 3rem !important }")}
    assert SMALLER not in refusal(same, "card", large)


def test_an_emergency_heading_smaller_than_others_is_refused_in_a_word_file(contexts, packs):
    context, pattern = contexts["riverside"], '(?s)(w:styleId="EmergencyHeading".*?<w:sz w:val=")40'
    spoilt = respelt("word/styles.xml", pattern, r"\g<1>28", packs["riverside"]["handout"])
    assert SMALLER in "\n".join(map(str, verify(context, {"handout": spoilt})))


ACTION = re.compile(r"<p[^>]*>(?:<strong>)?\{\{ care_words\.emergency_action\.format.*?</p>\n")


def action_last(text):
    """The action of the emergency box after its signs."""
    (action,) = ACTION.findall(text)
    before, _, after = text.partition(action)
    signs, end, rest = after.partition("</ul>\n")
    return before + signs + end + action + rest


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(
    ("name", "file"),
    marking(
        [("leaflet-screen", "care.html.j2"), ("card", "care.html.j2"), ("handout", "handout.html.j2")],
        "leaflet-screen",
    ),
)
def test_an_emergency_action_that_does_not_stand_first_is_refused(contexts, name, file):
    said = refusal(contexts["riverside"], name, {file: action_last})
    assert "what belongs together does not stand together, from 'Emergency: call 999'" in said


def test_what_an_article_says_in_the_emergency_box_stands_after_the_action(contexts):
    context = contexts["riverside"]
    box = context.article.care.emergency.model_copy(update={"lead": "It may be a clot in the lung."})
    care = context.article.care.model_copy(update={"emergency": box})
    context = replace(context, article=context.article.model_copy(update={"care": care}))
    made = build_pack.build_documents(context, ("card", "handout"))
    assert verify(context, made) == ()
    for name in made:
        text = " ".join(DOCUMENTS[name].read(made[name], context).text)
        assert "Emergency: call 999 Call 999 now for: It may be a clot in the lung." in text


@pytest.mark.parametrize("path", WORDINGS, ids=lambda path: path.stem)
def test_the_emergency_box_names_one_action_in_every_country(path):
    words = validation.validate_wording(load(path, path.name))
    assert words.care
    for country, care in words.care.items():
        assert care.emergency_action == "Call {emergency} now for:", country
        assert " or " not in care.emergency_heading


def bold(data, text):
    """Whether a text of a PDF file, where it first stands, is set in a bold face."""
    with pypdfium2.PdfDocument(data) as file:
        for page in file:
            held = page.get_textpage()
            at = " ".join(held.get_text_range().split()).find(text)
            search = held.search(text)
            if at >= 0 and (found := search.get_next()):
                name = bytearray(99)
                pdfium_c.FPDFText_GetFontInfo(
                    held.raw, found[0], (pdfium_c.c_char * 99).from_buffer(name), 99, pdfium_c.c_int()
                )
                return b"Bold" in bytes(name)
    raise AssertionError(f"not found: {text}")


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", ["leaflet-screen", "large-print", "card"])
def test_the_action_of_the_emergency_box_is_bold(contexts, packs, practice, name):
    _, action = emergency(contexts[practice])
    assert action.startswith("Call ")
    assert bold(packs[practice][name], action)
    assert not bold(packs[practice][name], contexts[practice].article.care.emergency.when[0][:20])


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", BOXED)
def test_the_boxes_open_with_what_the_signs_can_be_and_with_the_action(contexts, packs, practice, name):
    context = contexts[practice]
    text = " ".join(DOCUMENTS[name].read(packs[practice][name], context).text)
    assert "Get help the same day These can be signs of a blood clot. Call " in text
    assert " ".join((*emergency(context), "•" if "• pain" in text else "")).strip() in text
    assert "a vein that bleeds: lie down, raise the leg, press hard, then call" in text


# Both boxes on one page


APART = "what belongs together is not in one piece: Get help the same day"
PARTED = {
    "large-print": {"large-print.css": append(".emergency { break-before: page !important }")},
    "handout": {"handout.html.j2": swap('<section class="kept">', "<section>")},
}


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("name", PARTED)
def test_boxes_that_one_page_holds_and_that_may_part_are_refused(contexts, name):
    context = shortened(contexts["riverside"], "overview", "get-help")
    assert APART in refusal(context, name, PARTED[name])


def with_signs(context, count):
    """A context whose boxes have so many signs each."""
    care = context.article.care
    boxes = {
        name: box.model_copy(update={"when": tuple(f"blueness {index}" for index in range(count))})
        for name, box in care.boxes.items()
    }
    return replace(
        context, article=context.article.model_copy(update={"care": care.model_copy(update=boxes)})
    )


@pytest.mark.usefixtures("tight")
def test_boxes_that_no_page_holds_part_between_them(contexts):
    context = with_signs(shortened(contexts["riverside"], "overview", "get-help"), 12)
    made = build_pack.build_documents(context, ("large-print", "handout"))
    assert verify(context, made) == ()
    pages = [word.page for word in inspection.read_pdf(made["large-print"]).words if word.text == "blueness"]
    assert [len({*pages[:12]}), len({*pages[12:]}), len({*pages})] == [1, 1, 2]


# The number for a crisis of the mind


def asks(project, edit, article=ARTICLE):
    """Have the article ask for the number for a crisis; its line there."""
    edit(article, CARE, f"{CARE}  crisis_line: yes\n")
    return (project / article).read_text(encoding="utf-8").splitlines().index("  crisis_line: yes") + 1


@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_leaflet_about_legs_has_no_number_for_a_crisis(contexts, packs, name):
    context = contexts["lakeshore"]
    assert context.practice.numbers.crisis == "988"
    assert "988" not in " ".join(DOCUMENTS[name].read(packs["lakeshore"][name], context).text)


@pytest.mark.usefixtures("tight")
def test_an_article_that_asks_for_it_has_the_number_for_a_crisis(project, edit):
    asks(project, edit, ARTICLE.replace(".yaml", ".en-US.yaml"))
    context = gathered(project, "lakeshore")
    made = build_pack.build_documents(context, ("card",))
    assert "Suicide and crisis line 988" in " ".join(inspection.read_pdf(made["card"]).text)
    assert verify(context, made) == ()
    silent = {"card.html.j2": swap("{% if article.care.crisis_line %}", "{% if false %}")}
    assert "words of the number for a crisis are missing" in refusal(context, "card", silent)


@pytest.mark.usefixtures("tight")
def test_a_number_for_a_crisis_that_the_article_does_not_ask_for_is_refused(contexts):
    shown = {"card.html.j2": swap("{% if article.care.crisis_line %}", "{% if true %}")}
    assert "words that no input has: Suicide and crisis line 988" in refusal(
        contexts["lakeshore"], "card", shown
    )


def test_an_article_that_asks_for_it_is_refused_for_a_practice_without_a_number_for_a_crisis(project, edit):
    line = asks(project, edit)
    assert refused(project) == (
        f"{ARTICLE}:{line}: care: 'crisis_line' is yes, and the practice has no number for a crisis"
        " (add it to practice.yaml, such as numbers: {crisis: 988}, or leave crisis_line out)"
    )


def test_boxes_that_part_where_a_panel_is_given_more_room_stay_together_at_another_size(project):
    facts = project / "content/practices/lakeshore/practice.yaml"
    facts.write_text(facts.read_text() + "\nother_languages: [en-GB]\n")
    shutil.copy2(ROOT / "content/articles/stitches.yaml", project / "content/articles")
    context = loading.load_context(project, "lakeshore", "stitches")
    made = build_pack.build_documents(context, ("leaflet-screen",))["leaflet-screen"]
    words = inspection.read_pdf(made).words
    headings = words_of("Get help the same day", words), words_of("Emergency: call 911", words)
    assert len({word.page for heading in headings for word in heading}) == 1
    found = leaflet.planned(context)
    breaks = [rule for rule in found.pages.plan.breaks if "break-before:page" in rule]
    assert len(breaks) == len(found.candidate.packing.starts) - 1
