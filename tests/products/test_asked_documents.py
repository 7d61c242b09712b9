"""An article that asks for some documents gets these and no others."""

from dataclasses import replace
from datetime import date

import pytest
from support.project import ROOT

from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import InputError
from foldwell.workflows import build_pack, leaflet_plan
from foldwell.workflows.incremental import manifest
from foldwell.workflows.request import BuildRequest

pytestmark = pytest.mark.usefixtures("tight")

SHORT = "content/articles/short.yaml"
MADE = {
    "leaflet": {"leaflet-screen", "leaflet", "press", "press-ticket"},
    "large-print": {"large-print"},
    "handout": {"handout"},
    "card": {"card", "card-sheet"},
}


def asking(context, *documents):
    """The context of an article that asks for these documents."""
    asked = context.article.format.model_copy(update={"documents": documents})
    return replace(context, article=context.article.model_copy(update={"format": asked}))


@pytest.mark.parametrize("asked", [(name,) for name in MADE] + [("card", "handout", "web")])
def test_a_pack_has_what_its_article_asks_for_and_nothing_else(contexts, asked):
    context = asking(contexts["riverside"], *asked)
    expected = set().union(*(MADE.get(name, set()) for name in asked)) - {"press", "press-ticket"}
    assert set(build_pack.documents_to_build(context)) == expected
    assert set(build_pack.absent_documents(context)) == set(DOCUMENTS) - expected - (
        {"press", "press-ticket"} if "leaflet" in asked else set()
    )


def test_a_pack_of_an_article_that_asks_for_nothing_special_has_all(contexts):
    assert build_pack.absent_documents(contexts["riverside"]) == {}


def test_a_practice_that_wants_press_files_gets_none_without_a_leaflet(contexts):
    context = asking(contexts["riverside"], "card")
    press = context.practice.model_copy(
        update={"press": context.practice.press.model_copy(update={"with_every_pack": True})}
    )
    wanted = replace(context, practice=press)
    assert set(build_pack.documents_to_build(wanted)) == MADE["card"]


@pytest.fixture
def short(project):
    """Write a short article with some lines more into the project, and return the project."""

    def write(lines):
        text = (ROOT / "tests/data/valid/article-short.yaml").read_text(encoding="utf-8")
        (project / SHORT).write_text(
            text.replace("sections:\n", f"{lines}\nsections:\n", 1), encoding="utf-8"
        )
        return project

    return write


def proven(project, *only):
    return build_pack.prove(project, BuildRequest("riverside", "short", only, today=date(2026, 11, 22)))


def test_a_build_makes_what_is_asked_for_and_says_what_the_pack_has_not(short):
    pack = proven(short("format: {documents: [card, web]}"))
    assert set(pack.files) == {"card.pdf", "card-sheet.pdf"}
    record = manifest.parse_manifest(pack.manifest)
    assert set(record.absent) == set(DOCUMENTS) - MADE["card"]
    assert [note.message for note in record.notes if note.file == SHORT] == [
        "the article asks for card, web, so the pack has no leaflet and no large print and no handout",
        "the web page is not made yet",
    ]


@pytest.mark.parametrize("only", ["leaflet", "press-ticket", "handout"])
def test_a_document_that_the_article_does_not_ask_for_is_refused_by_name(short, only):
    pack = proven(short("format: {documents: [card]}"), only)
    assert pack.files == {}
    missing = manifest.parse_manifest(pack.manifest).missing
    assert missing[only].exit_code == InputError.exit_code
    (message,) = {str(problem) for document in missing.values() for problem in document.problems}
    assert (
        "the article asks for card, so the pack has no leaflet and no large print and no handout" in message
    )


def test_a_pack_of_which_nothing_can_be_made_is_refused(short):
    project = short("format: {documents: [card]}")
    text = (project / SHORT).read_text(encoding="utf-8")
    lines = [line for line in text.splitlines(keepends=True) if "key_point:" not in line]
    (project / SHORT).write_text("".join(lines), encoding="utf-8")
    with pytest.raises(InputError, match="no section has a 'key_point', so there is no card"):
        proven(project)


def test_the_plan_of_a_leaflet_that_is_not_asked_for_is_not_shown(short):
    with pytest.raises(InputError, match="the article asks for card, so the pack has no leaflet"):
        leaflet_plan.leaflet_plan(short("format: {documents: [card]}"), "riverside", "short")
