"""A practice's own templates: a file of the same name extends ours, and none of it is dropped in silence."""

import pytest
from support.project import gathered, refused

from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering.templating import fill, override_problems
from foldwell.workflows import build_pack

pytestmark = pytest.mark.usefixtures("tight")

OWN = "content/practices/riverside/templates"
PAGE = {"page.html.j2": "<p>{% block top %}ours{% endblock %}, {% block end %}end{% endblock %}</p>"}


def write(project, name, text, practice="riverside"):
    folder = project / "content/practices" / practice / "templates"
    folder.mkdir(exist_ok=True)
    (folder / name).write_text(text, encoding="utf-8")


def card(project):
    found = gathered(project)
    built = build_pack.build_documents(found, ("card",))
    return found, built


def test_a_block_is_replaced_and_the_rest_stays():
    overrides = PAGE | {"x/page.html.j2": "{% block top %}theirs{% endblock %}"}
    assert fill(overrides, "page.html.j2", {}) == "<p>theirs, end</p>"


def test_a_block_can_hold_what_it_replaces_and_layers_lie_on_layers():
    overrides = PAGE | {
        "low/page.html.j2": '{% extends "page.html.j2" %}{% block top %}low {{ super() }}{% endblock %}',
        "high/page.html.j2": "{% block top %}high {{ super() }}{% endblock %}",
    }
    assert fill(overrides, "page.html.j2", {}) == "<p>high low ours, end</p>"


def test_a_part_that_ours_includes_is_replaced_too():
    overrides = {
        "page.html.j2": "<p>{% include 'part.html.j2' %}</p>",
        "part.html.j2": "{% block part %}ours{% endblock %}",
        "x/part.html.j2": "{% block part %}theirs{% endblock %}",
    }
    assert fill(overrides, "page.html.j2", {}) == "<p>theirs</p>"


def test_a_slip_names_the_practices_file_and_line():
    overrides = PAGE | {"x/page.html.j2": "{% block top %}\n{{ nam }}{% endblock %}"}
    with pytest.raises(InputError, match=r"^x/page.html.j2:2: 'nam' is undefined"):
        fill(overrides, "page.html.j2", {})
    overrides = PAGE | {"x/page.html.j2": "\n{% blok top %}"}
    with pytest.raises(InputError, match=r"^x/page.html.j2:2: "):
        fill(overrides, "page.html.j2", {})


def test_templates_that_include_one_another_in_a_circle_are_refused():
    overrides = PAGE | {"x/page.html.j2": "{% block top %}{% include 'part.html.j2' %}{% endblock %}"}
    overrides |= {"part.html.j2": "{% include 'page.html.j2' %}"}
    with pytest.raises(InputError, match="include one another in a circle"):
        fill(overrides, "page.html.j2", {})


DROPPED = {
    "words outside a block": (
        "page.html.j2",
        "{# note #}\n<p>Hello</p>",
        "x/page.html.j2:2: this stands outside a block, so it would not be printed"
        " (put it into one of: end, top)",
    ),
    "a block that ours has not": (
        "page.html.j2",
        "\n{% block tpo %}a{% endblock %}",
        "x/page.html.j2:2: there is no block 'tpo' in page.html.j2 (did you mean 'top'?)",
    ),
    "a font in a stylesheet": (
        "card.css",
        "/* @font-face is\n not this */\n@Font-Face { font-family: Own; src: url(own.ttf) }",
        "x/card.css:3: @font-face in a stylesheet is not printed"
        " (name its files in _brand.yml, under typography, fonts)",
    ),
    "a file that ours has not": (
        "pages.html.j2",
        "{% block top %}a{% endblock %}",
        "x/pages.html.j2: there is no template 'pages.html.j2' to extend (did you mean 'page.html.j2'?)",
    ),
}


@pytest.mark.parametrize(("name", "text", "message"), DROPPED.values(), ids=DROPPED)
def test_what_would_be_dropped_is_refused(name, text, message):
    assert [
        str(problem)
        for problem in override_problems(PAGE | {"card.css": "", f"x/{name}": text}, "templates/")
    ] == [message]


def test_nothing_is_wrong_with_a_sound_override():
    overrides = "{# note #}\n{% set words = 'a' %}\n\n{% block top %}{{ words }}{% endblock %}\n"
    assert list(override_problems(PAGE | {"x/page.html.j2": overrides}, "templates/")) == []


def test_a_practice_replaces_a_block_and_its_card_still_keeps_its_promise(project):
    write(
        project, "card.html.j2", "{% block top %}{{ super() }}<p>{{ practice.words.hello }}</p>{% endblock %}"
    )
    facts = project / "content/practices/riverside/practice.yaml"
    facts.write_text(facts.read_text("utf-8") + "words: {hello: Keep this by the phone.}\n", encoding="utf-8")
    found, built = card(project)
    assert "Keep this by the phone." in " ".join(inspection.read_pdf(built["card"]).text)
    assert verify(found, built) == ()


def test_what_the_proof_requires_cannot_be_overridden_away(project):
    write(project, "card.html.j2", "{% block care %}{% endblock %}{% block foot %}{% endblock %}")
    message = "\n".join(map(str, verify(*card(project))))
    assert "[Emergency:" in message
    assert "[Draft" in message


def test_a_stylesheet_of_a_practice_comes_after_ours(project):
    before = card(project)[1]["card"]
    write(project, "card.css", "h1 { color: #aa0000 }")
    assert card(project)[1]["card"] != before


def test_a_slip_in_a_stylesheet_names_the_practices_file(project):
    write(project, "card.css", "h1 {\n colr: red }")
    with pytest.raises(InputError, match=f"{OWN}/card.css: .*colr"):
        card(project)


def test_a_stylesheet_cannot_fetch_anything(project):
    write(project, "base.css", "h1 { background: url(https://elsewhere.example.org/x.png) }")
    with pytest.raises(InputError, match=r"elsewhere.example.org.* was not fetched"):
        card(project)


def test_a_template_that_would_be_dropped_stops_the_build(project):
    write(project, "leaflet.html.j2", "<p>Parking is free.</p>")
    assert f"{OWN}/leaflet.html.j2:1: this stands outside a block" in refused(project)


@pytest.mark.parametrize("name", ["leaflet.html", "notes.txt"])
def test_a_file_that_is_no_template_is_not_passed_over(project, name):
    write(project, name, "")
    assert f"{OWN}/{name}: is not a template or stylesheet (templates end in" in refused(project)


def test_a_link_to_a_template_elsewhere_is_not_followed(project, tmp_path_factory):
    outside = tmp_path_factory.mktemp("outside") / "card.css"
    outside.write_text("h1 { color: #aa0000 }")
    write(project, "base.css", "")
    (project / OWN / "card.css").symlink_to(outside)
    assert f"{OWN}/card.css: is not a template" in refused(project)


def test_a_folder_of_templates_elsewhere_is_not_followed(project, tmp_path_factory):
    (project / OWN).symlink_to(tmp_path_factory.mktemp("outside"))
    assert refused(project) == f"{OWN}: is a link (put the folder itself there)"


def test_a_practice_elsewhere_is_not_followed(project, tmp_path_factory):
    folder = (project / OWN).parent
    folder.rename(tmp_path_factory.mktemp("outside") / "riverside")
    folder.symlink_to(tmp_path_factory.getbasetemp())
    assert "riverside" not in loading.practices(project)
    assert refused(project) == "content/practices/riverside: is a link (put the folder itself there)"
