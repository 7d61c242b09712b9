"""Which packs a batch leaves out, because the article is not there in a language of the practice."""

import subprocess
import sys

import pytest

from foldwell.workflows.practice_languages import LanguageMatch

LAKESHORE = "content/practices/lakeshore/practice.yaml"
NORTHGATE = "content/practices/northgate/practice.yaml"
ARTICLE = "content/articles/restless-legs.yaml"
BRITISH = "content/articles/british.yaml"


def has(project, practice, article="british"):
    return LanguageMatch(project).is_there(practice, article)


@pytest.fixture
def british(project):
    """An article in British English alone, beside one that is there in American English too."""
    (project / BRITISH).write_text((project / ARTICLE).read_text("utf-8"), "utf-8")
    return project


def test_an_article_is_for_the_practices_that_it_speaks_to(british):
    assert [has(british, name) for name in ("riverside", "northgate", "lakeshore")] == [True, True, False]
    assert has(british, "lakeshore", "restless-legs")


@pytest.mark.parametrize(
    "line", ["other_languages: [en-GB]", "other_languages:\n  - fr-FR\n\n  - 'en-GB'", "language: en-GB"]
)
def test_a_practice_has_an_article_in_any_language_that_it_names(british, edit, line):
    edit(LAKESHORE, "country: US", f"country: US\n{line}")
    assert has(british, "lakeshore")


def test_a_language_further_down_is_not_one_of_the_other_languages(british, edit):
    edit(LAKESHORE, "country: US", "country: US\nother_languages: [fr-FR]\nfooter: [en-GB]")
    assert not has(british, "lakeshore")


def test_the_language_of_a_practice_may_come_from_its_base(british, edit):
    edit("content/practices/_northfield/practice.yaml", "country: GB", "country: GB\nlanguage: en-US")
    assert not has(british, "northgate")


def test_a_language_that_no_practice_asks_for_is_left_to_the_build_which_names_the_line(british, edit):
    edit(BRITISH, "language: en-GB", "language: en-UK")
    assert has(british, "riverside")


def test_a_language_that_no_article_has_is_left_to_the_build_which_names_the_line(british, edit):
    edit(NORTHGATE, "extends:", "language: en-UK\nextends:")
    assert has(british, "northgate")


@pytest.mark.parametrize("text", ["", "language:\n", "sections: ["])
def test_an_article_that_does_not_say_its_language_is_left_to_the_build(british, text):
    (british / BRITISH).write_text(text, "utf-8")
    assert has(british, "lakeshore")


def test_a_practice_that_does_not_say_its_country_is_left_to_the_build(british, edit):
    edit(LAKESHORE, "country: US", "country: XX")
    assert has(british, "lakeshore")


def test_a_batch_makes_what_there_is_and_says_what_it_leaves_out(run, british):
    code, out, err = run("build", "--practice", "lakeshore", "--article", "*", "--only", "handout")
    assert (code, err) == (0, "")
    assert [line for line in out.splitlines() if "Note" not in line] == [
        "build/lakeshore/restless-legs: 1 file",
        "Left out, because the article is not there in a language of the practice: lakeshore/british",
        "1 of 1 packs made.",
    ]


def test_a_pack_that_is_asked_for_by_name_is_refused_in_another_language(run, british):
    code, _, err = run("build", "--practice", "lakeshore", "--article", "british", "--only", "card")
    assert code == 3
    assert "the article is in en-GB, the practice asks for en-US" in err


def test_nothing_that_reads_yaml_is_loaded(british):
    code = (
        "import sys; from pathlib import Path;"
        " from foldwell.workflows.practice_languages import LanguageMatch;"
        " LanguageMatch(Path(sys.argv[1])).is_there('lakeshore', 'british');"
        " print([name for name in ('yaml', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(british)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
