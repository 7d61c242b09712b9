"""Which language serves which practice: said by the practice, told by the build, never a mixture."""

import pytest
from support.project import gathered, refused

from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

PRACTICE = "content/practices/riverside/practice.yaml"
ARTICLE = "content/articles/restless-legs"
WORDING = "content/wording/en"


@pytest.fixture
def american(project, edit):
    """The shipped project with no edition of the article but the British one, and an American practice."""
    for path in (project / "content/articles").glob("*.en-US.yaml"):
        path.unlink()
    edit(PRACTICE, "country: GB", "country: US")
    edit(PRACTICE, "01632 960101", "(312) 555-0142")
    return project


def test_an_article_that_is_not_there_in_the_practices_language_is_refused(american):
    assert refused(american) == (
        f"{ARTICLE}.yaml:2: the article is in en-GB, the practice asks for en-US"
        " (write it in that language as restless-legs.en-US.yaml,"
        " or have the practice take the other: other_languages: [en-GB])"
    )


def test_another_language_is_used_when_the_practice_allows_it_and_is_noted(american, edit):
    edit(PRACTICE, "country: US", "country: US\nother_languages: [fr-FR, en-GB]")
    found = gathered(american)
    assert found.article.language == found.wording.language == "en-GB"
    assert [str(note) for note in found.notes] == [
        f"{ARTICLE}.yaml:2: restless-legs is not there in en-US, so every document is in en-GB"
        " (write restless-legs.en-US.yaml to have it in that language)"
    ]
    assert found.practice.numbers.emergency == "911"


def test_the_edition_in_the_practices_language_comes_first(american, edit):
    text = (american / f"{ARTICLE}.yaml").read_text("utf-8").replace("language: en-GB", "language: en-US")
    (american / f"{ARTICLE}.en-US.yaml").write_text(text, encoding="utf-8")
    edit(PRACTICE, "country: US", "country: US\nother_languages: [en-GB]")
    found = gathered(american)
    assert found.article.language == found.wording.language == "en-US"
    assert found.notes == ()
    assert loading.articles(american) == ("restless-legs",)


def test_two_editions_in_one_language_are_refused(project):
    text = (project / f"{ARTICLE}.yaml").read_text("utf-8")
    (project / f"{ARTICLE}.en-US.yaml").write_text(text, encoding="utf-8")
    assert "'language' is en-GB, and so it is in content/articles/restless-legs" in refused(project)


def test_a_country_for_which_the_wording_has_no_care_words_is_refused(project, edit):
    edit(f"{WORDING}-GB.yaml", "  GB:\n", "  XX:\n")
    assert f"{WORDING}-GB.yaml:" in refused(project)
    assert "'care' has no words for the country GB" in refused(project)


def test_care_words_that_ask_for_a_number_that_there_is_not_are_refused(project, edit):
    edit("content/countries/GB.yaml", '  urgent: "111"\n', "")
    assert "'same_day_action' asks for {urgent}, and the practice has no such number" in refused(project)


def test_a_number_without_the_words_beside_it_is_refused(project, edit):
    edit("content/countries/GB.yaml", '  urgent: "111"\n', '  urgent: "111"\n  crisis: "116"\n')
    assert "'crisis_call' is missing, and the practice has that number: 116" in refused(project)
    edit(
        f"{WORDING}-GB.yaml",
        "    urgent_call: Urgent",
        "    crisis_call: In a crisis\n    urgent_call: Urgent",
    )
    edit(f"{ARTICLE}.yaml", "  after: get-help\n", "  after: get-help\n  crisis_line: yes\n")
    words = " ".join(
        inspection.read_pdf(build_pack.build_documents(gathered(project), ("card",))["card"]).text
    )
    assert "In a crisis 116" in words


def test_a_country_that_is_not_there_is_refused_with_those_that_are(project, edit):
    edit(PRACTICE, "country: GB", "country: UK")
    assert refused(project) == (
        f"{PRACTICE}:8: 'country' is 'UK', and there is no file content/countries/UK.yaml (write GB)"
    )


def vet_words(project, name):
    """The lines of the wording that say what the care boxes of a vet say."""
    lines = (project / name).read_text("utf-8").splitlines(keepends=True)
    start = lines.index("    vet:\n")
    return "".join(lines[start : start + 6])


def test_a_vet_is_refused_where_the_wording_has_no_care_words_for_one(project, edit):
    edit(PRACTICE, "name:", "kind: vet\nname:")
    assert gathered(project).care.emergency_call is None
    edit(f"{WORDING}-GB.yaml", vet_words(project, f"{WORDING}-GB.yaml"), "")
    assert refused(project) == (
        f"{WORDING}-GB.yaml:12: 'care' has no words for a vet in the country GB"
        " (add a group 'vet' with them, as other countries have)"
    )


def test_no_vet_prints_the_number_for_a_crisis(project, edit):
    edit(f"{ARTICLE}.yaml", "  after: get-help", "  after: get-help\n  crisis_line: yes")
    edit(PRACTICE, "name:", "numbers: {crisis: 116 123}\nname:")
    edit(
        f"{WORDING}-GB.yaml",
        "    urgent_call: Urgent advice",
        "    urgent_call: Urgent advice\n    crisis_call: Crisis",
    )
    assert gathered(project).article.care.crisis_line
    edit(PRACTICE, "name: Riverside", "kind: vet\nname: Riverside")
    assert "'crisis_line' is yes, and the practice has no number for a crisis" in refused(project)
