"""The ten kinds of articles that one can begin: each builds at once, and says what it lacks."""

import re
import shutil
from datetime import date

import pytest
from support.combinations import representative
from support.project import PRACTICES, ROOT

from foldwell.errors import UsageError
from foldwell.inputs import parsing, validation
from foldwell.inputs.phone_link import phone_link
from foldwell.model import Article
from foldwell.project import loading
from foldwell.workflows import article_kinds, build_pack, scaffold
from foldwell.workflows.build_pack import BuildRequest

DAY = date(2026, 11, 22)
NEEDS = {
    "aftercare": {"do", "dont", "text"},
    "card": {"fields"},
    "condition": {"text", "highlight"},
    "exercises": {"steps", "text"},
    "invitation": {"fields", "chances", "text"},
    "medicine": {"steps", "do", "dont", "chances", "text"},
    "notice": {"text"},
    "plan": {"fields", "zones", "do", "dont", "text"},
    "preparation": {"schedule", "do", "dont", "text"},
    "procedure": {"fields", "steps", "chances", "text"},
}
"""The blocks of each kind."""

FLOW = re.compile(r"""^[^#"'|]*[:-] [\[{]""", re.MULTILINE)
"""Matches a value written in brackets, in which a comma may begin another entry."""


def text_of(kind, language="en-GB"):
    dates = {"published": DAY, "review_by": scaffold.two_years_after(DAY)}
    return article_kinds.fill_kind(ROOT, kind, {"id": "new", "title": "New", "language": language, **dates})


@pytest.fixture(scope="module")
def begun(tmp_path_factory):
    """A project with a new article of every kind in both languages, for practices that take any fold."""
    project = tmp_path_factory.mktemp("kinds")
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, project / folder)
    for practice in PRACTICES:
        facts = project / loading.PRACTICES / practice / "practice.yaml"
        facts.write_text(facts.read_text("utf-8").replace("fold: tri", "fold: auto"), "utf-8")
    for kind in NEEDS:
        for prefix, language in (("a", "en-GB"), ("b", "en-US")):
            file = project / loading.ARTICLES / f"{prefix}-{kind}.yaml"
            file.write_text(text_of(kind, language), "utf-8")
    return project


def test_each_kind_says_in_a_line_what_it_is_for():
    known = article_kinds.kinds(ROOT)
    assert list(known) == sorted(NEEDS)
    assert all(10 < len(purpose) < 110 for purpose in known.values())


@pytest.mark.parametrize("kind", NEEDS)
def test_a_kind_has_the_blocks_that_it_needs_and_no_others(kind):
    article = validation.validate_article(parsing.parse(text_of(kind), "new.yaml"))
    assert {block.kind for part in article.sections for _, block in part.content} == NEEDS[kind]
    assert bool(article.diary) == (kind in ("exercises", "condition"))
    assert bool(article.contacts) == (kind in ("procedure", "preparation", "aftercare", "invitation"))
    assert bool(article.care.none) == (kind in ("invitation", "card", "notice"))
    assert bool(article.card.whole) == (kind in ("plan", "card"))


@pytest.mark.parametrize("kind", NEEDS)
def test_lists_are_lines_so_that_no_comma_begins_an_entry(kind):
    assert FLOW.findall(text_of(kind)) == []


def test_a_list_in_brackets_is_noticed():
    assert FLOW.findall("keywords: [one, two]") == FLOW.findall("keywords: [x")
    assert FLOW.findall('- {id: C1, fact: "x"}')


@pytest.mark.parametrize("kind", NEEDS)
def test_no_number_of_one_country_is_typed(kind):
    leaves = parsing.leaves(parsing.parse(text_of(kind), "new.yaml").value)
    words = [text for keys, text in leaves if keys[-1] != "phone"]
    assert not re.search(r"\b(?:999|111|911|112|988)\b", " ".join(words))


@pytest.mark.parametrize("kind", NEEDS)
def test_what_is_not_written_yet_is_named_with_its_line(kind):
    text = text_of(kind)
    source = parsing.parse(text, "new.yaml", Article)
    notes = [str(note) for note in validation.placeholder_notes(source)]
    assert len(notes) >= 4
    lines = text.splitlines()
    for note in notes:
        line, quoted = re.match(r"new\.yaml:(\d+): .*'(\[.+\])' \(", note).groups()
        assert quoted in lines[int(line) - 1]


@pytest.mark.parametrize(
    ("kind", "practice", "document"),
    representative(
        [
            ("aftercare", "riverside", "handout"),
            ("card", "lakeshore", "card"),
            ("exercises", "northgate", "handout"),
            ("invitation", "lakeshore", "handout"),
            ("medicine", "riverside", "card"),
            ("notice", "lakeshore", "leaflet-screen"),
            ("plan", "lakeshore", "card"),
            ("preparation", "lakeshore", "handout"),
            ("procedure", "riverside", "leaflet-screen"),
        ],
        *("aftercare", "card", "notice"),
    ),
)
def test_a_kind_is_made_and_proven_at_once(begun, kind, practice, document):
    article = f"{'b' if practice == 'lakeshore' else 'a'}-{kind}"
    pack = build_pack.prove(begun, BuildRequest(practice, article, (document,), today=DAY))
    assert [name.partition(".")[0] for name in pack.files] == [document]


@pytest.mark.parametrize("language", ["en-GB", "en-US"])
def test_the_language_is_that_which_was_asked_for(begun, language):
    prefix, practice = ("a", "riverside") if language == "en-GB" else ("b", "lakeshore")
    context = loading.load_context(begun, practice, f"{prefix}-procedure")
    assert context.article.language == language
    number = "01632 960777" if prefix == "a" else "(312) 555-0177"
    assert context.article.contacts["unit"].phone == f"[Phone: {number}]"
    assert phone_link(f"[Phone: {number}]", language[-2:]).text == number


def test_a_kind_that_is_not_there_is_answered_with_those_that_are(project):
    with pytest.raises(UsageError) as caught:
        scaffold.article(project, "new", DAY, "procedur")
    first, *others = map(str, caught.value.problems)
    assert first == "KIND: there is no kind 'procedur' of article (did you mean 'procedure'?)"
    assert [line.partition(":")[0] for line in others] == sorted(NEEDS)
    assert not (project / "content/articles/new.yaml").exists()


@pytest.mark.parametrize("kind", ["_head", "../practice", "", "condition.yaml"])
def test_nothing_but_a_kind_is_taken_for_one(project, kind):
    with pytest.raises(UsageError, match="there is no kind"):
        scaffold.article(project, "new", DAY, kind)


def test_a_language_without_fixed_words_is_refused(project):
    with pytest.raises(UsageError, match=r"no documents in 'fr-FR' \(one of: en-GB, en-US"):
        scaffold.article(project, "new", DAY, "notice", "fr-FR")


def test_a_skeleton_of_ones_own_is_a_kind_of_ones_own(project):
    notice = (project / "content/skeletons/articles/notice.yaml.j2").read_text("utf-8")
    mine = notice.replace(notice.splitlines()[0], "{# our own sheet #}")
    (project / "content/skeletons/articles/ours.yaml.j2").write_text(mine, "utf-8")
    assert article_kinds.kinds(project)["ours"] == "our own sheet"
    scaffold.article(project, "new", DAY, "ours")
