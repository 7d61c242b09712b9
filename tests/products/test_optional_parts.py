"""What an article may leave out is left out of its documents, and what it has beyond others is in them."""

from dataclasses import replace
from io import BytesIO

import pikepdf
import pytest
from docx import Document as WordFile
from support.combinations import marking
from support.documents import showing
from support.project import ROOT
from support.sabotage import complaints, made_with, refusal, swap

from foldwell.documents.cards import points
from foldwell.documents.planning import leaflet_pages
from foldwell.documents.planning.layout_plan import TIGHT_BACK
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.print_layout import long_title_size
from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import InputError
from foldwell.model import Article, Reference
from foldwell.workflows import build_pack, quality_checks

pytestmark = pytest.mark.usefixtures("tight")

NOTICE = (ROOT / "tests/data/valid/article-notice.yaml").read_text(encoding="utf-8")
TITLE = "Measles is going round, and what to do if you think you or your child has caught"
WHY = "A notice. It asks people to call us."
IMPRINT = {
    "department": "Infectious diseases",
    "code": "ID-014",
    "rights": "© 2026 Example Health",
}
KEY_POINT = "Two doses of the vaccine protect you."
FULL = ("leaflet-screen", "large-print", "handout")
BOXED = showing("care boxes", among=(*FULL, "card"))
BOXES = {
    "same_day": "  same_day: {when: [a fever for 3 days, you cannot drink]}\n",
    "emergency": "  emergency: {when: [a stiff neck and a rash, you cannot breathe well]}\n",
}


@pytest.fixture
def notice(written):
    """The context of an article with nothing that can be left out, and a title of 80 characters."""
    assert len(TITLE) == 80
    assert f"title: {TITLE}\n" in NOTICE
    context = written(NOTICE, fold="single")
    assert context.article.care.none == WHY
    return context


@pytest.fixture
def boxed(written):
    """The context of an article with one care box, after its last section, and one key point of two."""

    def found(name):
        text = NOTICE.replace(f"care: {{none: {WHY}}}\n", f"care:\n{BOXES[name]}")
        second = "  - {id: more, heading: More, body: Ask us., key_point: " + KEY_POINT + "}\n"
        source = "sources: [{id: a, title: A guide to measles, organisation: Example Health, year: 2025}]\n"
        text = text.replace("sources: none\n", source).replace("care:\n", f"{second}care:\n")
        return written(text, fold="single")

    return found


def with_imprint(context):
    return replace(context, article=context.article.model_copy(update=IMPRINT))


def text_of(context, name, data):
    return " ".join(" ".join(DOCUMENTS[name].read(data, context).text).split())


@pytest.mark.parametrize("name", marking(FULL, "large-print"))
def test_an_article_with_nothing_that_can_be_left_out_is_made_and_proven(notice, name):
    context = build_pack.with_plans(notice, (name,))
    made = build_pack.build_documents(context, (name,))
    assert complaints(context, made) == ""
    shown, wording = text_of(context, name, made[name]), context.wording
    assert "Written by our own team." in shown
    unwanted = (WHY, wording.questions, wording.key_point, wording.sources_more, "Get help the same day")
    assert [words for words in unwanted if words in shown] == []


def test_the_properties_of_files_fall_back_to_title_and_audience(notice):
    subject = f"{TITLE}: For all our patients"
    made = build_pack.build_documents(notice, ("leaflet-screen", "handout"))
    properties = WordFile(BytesIO(made["handout"])).core_properties
    assert (properties.subject, properties.keywords) == (subject, "")
    with pikepdf.open(BytesIO(made["leaflet-screen"])) as pdf:
        assert pdf.docinfo["/Subject"] == subject
        assert "/Keywords" not in pdf.docinfo


@pytest.mark.parametrize("name", marking(FULL, "large-print"))
def test_words_that_say_where_no_source_is_named_are_missed(notice, name):
    template = "leaflet.html.j2" if name == "leaflet-screen" else "sources.html.j2"
    said = refusal(notice, name, {template: swap("{{ wording.no_sources", "{{ wording.sources")})
    assert "words of content/articles/tables.yaml:14 are missing" in said


@pytest.mark.parametrize("name", marking(FULL, "large-print"))
def test_those_words_are_refused_in_a_document_of_an_article_with_sources(boxed, name):
    changed = {"imprint-lines.html.j2": lambda text: f" {{{{ wording.no_sources }}}}{text}"}
    assert "Written by our own team." in refusal(boxed("emergency"), name, changed)


@pytest.mark.parametrize("name", marking(FULL, "large-print"))
def test_department_number_and_copyright_line_are_in_the_imprint(notice, name):
    context = build_pack.with_plans(with_imprint(notice), (name,))
    made = build_pack.build_documents(context, (name,))
    assert complaints(context, made) == ""
    lines = "Department: Infectious diseases. © 2026 Example Health."
    assert lines in text_of(context, name, made[name])
    assert "Leaflet number: ID-014." in text_of(context, name, made[name])


@pytest.mark.parametrize("name", marking(FULL, "large-print"))
def test_an_imprint_without_them_is_noticed(notice, name):
    said = refusal(with_imprint(notice), name, {"imprint-lines.html.j2": lambda _: ""})
    for place in ("the department", "the copyright line"):
        assert f"words of {place} are missing" in said


@pytest.mark.parametrize("name", marking(BOXED, "leaflet-screen", "large-print"))
@pytest.mark.parametrize(("box", "other"), [("same_day", "emergency"), ("emergency", "same_day")])
def test_an_article_may_have_one_care_box(boxed, name, box, other):
    context = boxed(box)
    made = build_pack.build_documents(context, (name,))
    assert complaints(context, made) == ""
    headings = {
        "same_day": context.care.same_day_heading,
        "emergency": context.care.emergency_heading.format(emergency="999"),
    }
    shown = text_of(context, name, made[name])
    assert headings[box] in shown
    assert headings[other] not in shown


@pytest.mark.parametrize("name", marking(BOXED, "leaflet-screen", "large-print"))
@pytest.mark.parametrize("box", BOXES)
def test_the_only_care_box_is_missed(boxed, name, box):
    template = "handout.html.j2" if name == "handout" else "care.html.j2"
    changes = {template: swap(f"{{% if article.care.{box} %}}", "{% if false %}")}
    assert "words of content/articles/tables.yaml" in refusal(boxed(box), name, changes)


@pytest.mark.parametrize("name", marking(FULL, "large-print"))
def test_boxes_that_name_no_section_follow_the_last_one(boxed, name):
    context = boxed("emergency")
    assert context.article.care.after is None
    shown = text_of(context, name, build_pack.build_documents(context, (name,))[name])
    assert shown.index("Ask us.") < shown.index("Emergency: call 999") < shown.index("How to reach us")


def test_a_section_without_a_key_point_is_not_on_the_card_and_has_no_box_in_the_handout(boxed):
    context = boxed("emergency")
    assert points.numbers(context) == (1,)
    made = build_pack.build_documents(context, ("card", "handout"))
    assert complaints(context, made) == ""
    assert KEY_POINT in text_of(context, "card", made["card"])
    assert text_of(context, "handout", made["handout"]).count(context.wording.key_point) == 1


def test_a_card_without_its_only_key_point_is_refused(boxed):
    said = refusal(boxed("emergency"), "card", {"card.html.j2": swap("{{ section.key_point | bind }}", "")})
    assert "words of content/articles/tables.yaml:13 are missing: [Two doses" in said


def test_an_article_without_key_points_has_no_card_among_its_documents(notice):
    expected = [name for name, row in DOCUMENTS.items() if row.is_wanted(notice) and "card" not in name]
    assert list(build_pack.documents_to_build(notice)) == expected
    reasons = build_pack.absent_documents(notice)
    assert list(reasons) == ["card", "card-sheet"]
    assert {str(reason) for reason in reasons.values()} == {
        "content/articles/tables.yaml:8: no section has a 'key_point', so there is no card"
        " (to have one, give the sections that it should show a 'key_point')"
    }
    with pytest.raises(InputError, match="so there is no card"):
        made_with(notice, "card", {})


def test_every_document_is_there_for_an_article_with_a_key_point(boxed):
    context = boxed("emergency")
    assert build_pack.absent_documents(context) == {}
    assert "card-sheet" in build_pack.documents_to_build(context)


def test_a_source_without_a_short_name_is_called_by_publisher_and_year(boxed):
    context = boxed("emergency")
    made = build_pack.build_documents(context, ("leaflet-screen",))
    assert "Example Health, 2025. Full list" in text_of(context, "leaflet-screen", made["leaflet-screen"])
    source = {"id": "a", "title": "A guide", "organisation": "Example Health"}
    assert Reference(**source).short_name == "Example Health"
    assert Reference(**source, year="2025", short="EH").short_name == "EH"


def crowded(context, fold):
    pages = LeafletPages(context, fold)
    return pages.has_crowded_cover(pages.strip(pages.settings[-1], TIGHT_BACK))


def test_the_covers_of_all_folds_hold_a_title_of_80_characters(contexts, monkeypatch):
    context = contexts["riverside"]
    title = "Looking after yourself at home after keyhole surgery to take out your gallstones"
    assert len(title) == 80
    context = replace(context, article=context.article.model_copy(update={"title": title}))
    assert [fold for fold in ("tri", "half") if crowded(context, fold)] == []
    # The twin: as large as shorter titles, it does not fit.
    monkeypatch.setattr(leaflet_pages, "long_title_size", lambda _, bounds: bounds[1])
    assert crowded(context, "half")


def test_only_a_long_title_is_set_smaller_and_never_below_its_bounds():
    assert long_title_size("t" * 60, (18, 27)) == 27
    assert 18 < long_title_size("t" * 80, (18, 27)) < 24
    assert long_title_size("t" * 80, (26, 27)) == 26


def rows(context, check):
    return list(check(quality_checks.ReportInputs(context, {}, {}, {}, None)))


def test_the_report_says_why_there_is_no_care_box_and_that_no_source_is_named(notice):
    (row,) = rows(notice, quality_checks.care)
    assert (row.state, row.figure, row.where) == ("warning", WHY, "tables.yaml:13")
    (row,) = rows(notice, quality_checks.sources)
    assert (row.state, row.figure) == ("warning", "Written by our own team.")


def test_the_report_names_the_care_boxes(boxed):
    (row,) = rows(boxed("emergency"), quality_checks.care)
    assert (row.state, row.figure) == ("passed", "Emergency: call 999")


def of_a_vet(context):
    return replace(context, practice=context.practice.model_copy(update={"kind": "vet"}))


@pytest.mark.parametrize("name", marking(["leaflet-screen", "handout", "card"], "leaflet-screen"))
@pytest.mark.parametrize("box", BOXES)
def test_a_vet_is_called_and_no_number_for_people(boxed, name, box):
    context = of_a_vet(boxed(box))
    made = build_pack.build_documents(context, (name,))
    assert complaints(context, made) == ""
    shown = text_of(context, name, made[name])
    action = {"same_day": "Call 01632 960101 today for:", "emergency": "Emergency: call 01632 960101"}
    assert action[box] in shown
    assert [number for number in ("999", "111") if number in shown.split()] == []


def test_a_number_for_people_on_the_card_of_a_vet_is_refused(boxed):
    changed = {"card.html.j2": swap("</h1>", "</h1><p>{{ practice.numbers.emergency }}</p>")}
    assert "words that no input has: 999" in refusal(of_a_vet(boxed("emergency")), "card", changed)


def test_the_subject_of_an_article_is_its_summary_if_it_has_one():
    article = Article.model_construct(title="Fever", audience="For adults", summary=None)
    assert article.subject == "Fever: For adults"
    assert article.model_copy(update={"summary": "What helps."}).subject == "What helps."
