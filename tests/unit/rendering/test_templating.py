"""Filling templates: everything is escaped, nothing is guessed, and an error names template and line."""

import pytest

from foldwell.errors import InputError
from foldwell.rendering.templating import fill, spell_date
from foldwell.rendering.templating.overrides import TemplateEnvironment


@pytest.fixture
def wording(contexts):
    return contexts["riverside"].wording


def said(templates, wording, **values):
    with pytest.raises(InputError) as caught:
        fill(templates, "page.html.j2", {"wording": wording, **values})
    return str(caught.value)


def test_a_value_is_escaped(wording):
    html = fill({"page.html.j2": "<p>{{ text }}</p>"}, "page.html.j2", {"wording": wording, "text": "<b>&"})
    assert html == "<p>&lt;b&gt;&amp;</p>"


def test_prose_becomes_html_and_a_date_is_spelt_out(wording, contexts):
    html = fill(
        {"page.html.j2": "{{ text | prose }}{{ day | date }}"},
        "page.html.j2",
        {
            "wording": wording,
            "practice": contexts["riverside"].practice,
            "text": "**Not** now",
            "day": contexts["riverside"].article.published,
        },
    )
    assert html.startswith("<p><strong>Not</strong> now</p>")
    assert html.endswith("22\N{NO-BREAK SPACE}November\N{NO-BREAK SPACE}2026")
    assert html.endswith(spell_date(contexts["riverside"].article.published, wording, "{day} {month} {year}"))
    american = spell_date(contexts["riverside"].article.published, wording, "{month} {day}, {year}")
    assert american.replace("\N{NO-BREAK SPACE}", " ") == "November 22, 2026"


def test_a_value_that_is_not_there_names_template_and_line(wording):
    assert said({"page.html.j2": "<p>\n{{ txt }}</p>"}, wording).startswith("templates/page.html.j2:2: ")
    assert "'txt' is undefined" in said({"page.html.j2": "{{ txt }}"}, wording)


def test_an_error_in_an_included_template_names_that_template(wording):
    parts = {"page.html.j2": "{% include 'part.html.j2' %}", "part.html.j2": "\n\n{{ txt.more }}"}
    assert said(parts, wording).startswith("templates/part.html.j2:3: ")


def test_a_slip_in_the_template_language_names_template_and_line(wording):
    assert said({"page.html.j2": "<p>\n\n{% fro %}"}, wording).startswith("templates/page.html.j2:3: ")


def test_an_included_template_that_is_not_there_is_named(wording):
    assert said({"page.html.j2": "\n{% include 'part.html.j2' %}"}, wording) == (
        "templates/page.html.j2:2: there is no template 'part.html.j2' (put it back, or correct its name)"
    )


@pytest.mark.parametrize("text", ["{{ ''.__class__.__mro__ }}", "{{ wording.__init__.__globals__ }}"])
def test_a_template_cannot_reach_into_the_machine(wording, text):
    assert said({"page.html.j2": text}, wording).startswith("templates/page.html.j2:1: ")


def test_a_template_is_compiled_once_whatever_comes_with_it(monkeypatch):
    compiled = []
    as_ever = TemplateEnvironment.compile
    monkeypatch.setattr(
        TemplateEnvironment, "compile", lambda room, *given: compiled.append(given) or as_ever(room, *given)
    )
    page = {"page.html.j2": "<p>compiled once</p>"}
    assert fill(page, "page.html.j2", {}) == fill({**page, "a.css": "p {}"}, "page.html.j2", {})
    assert len(compiled) == 1
    assert fill({"page.html.j2": "<p>another</p>"}, "page.html.j2", {}) == "<p>another</p>"


def test_low_and_high_characters_are_drawn_from_ordinary_ones(wording):
    page = '<title>{{ text }}</title><p title="{{ text }}">{{ text }}</p>'
    html = fill({"page.html.j2": page}, "page.html.j2", {"wording": wording, "text": "H₂O <¹³C, 10⁻⁹"})
    escaped = "H₂O &lt;¹³C, 10⁻⁹"
    assert html == (
        f'<title>{escaped}</title><p title="{escaped}">H<sub>2</sub>O &lt;<sup>13</sup>C, 10<sup>−9</sup></p>'
    )


def test_a_long_address_in_plain_text_may_break_after_its_signs(wording):
    values = {"wording": wording, "text": "a.very.long.name.of.a.person@example.org"}
    html = fill({"page.html.j2": "{{ text | bind }}"}, "page.html.j2", values)
    assert html.replace("\N{ZERO WIDTH SPACE}", "~") == "a.~very.~long.~name.~of.~a.~person@~example.org"
