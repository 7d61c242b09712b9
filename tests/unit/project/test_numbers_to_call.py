"""Numbers to call in the words of an article: each name prints a number, and a wrong one is told."""

from __future__ import annotations

import pytest

from foldwell.errors import Diagnostics
from foldwell.inputs.markdown.call_numbers import name_problems, names_in, printed_numbers, set_numbers
from foldwell.inputs.parsing import parse
from foldwell.model import Article, Numbers, Practice
from foldwell.project.loading import BuildContext
from foldwell.project.numbers_to_call import number_diagnostics, numbers_to_call, set_article

ARTICLE = Article.model_construct(language="en-GB", country=None, contacts={})
"""An article without contacts; what it says is in its source."""

GAP = "\N{NO-BREAK SPACE}"


@pytest.fixture
def practice(contexts: dict[str, BuildContext]) -> Practice:
    return contexts["riverside"].practice


def american(practice: Practice) -> Practice:
    numbers = Numbers(emergency="911", crisis="988")
    return practice.model_copy(
        update={"country": "US", "phone": "(312) 555-0142, 9 to 5", "numbers": numbers}
    )


def found(text: str, practice: Practice) -> Diagnostics:
    source = parse(f"sections:\n  - id: a-999\n    body: |\n      {text}\n", "a.yaml")
    return number_diagnostics(source, ARTICLE, practice)


def test_each_name_prints_the_number_of_the_practice_or_its_country(practice: Practice) -> None:
    assert numbers_to_call(practice) == {"practice": "01632 960101", "emergency": "999", "urgent": "111"}


def test_where_a_country_has_no_number_for_urgent_advice_it_is_the_practices(practice: Practice) -> None:
    assert numbers_to_call(american(practice)) == {
        "practice": "(312) 555-0142",
        "emergency": "911",
        "urgent": "(312) 555-0142",
        "crisis": "988",
    }


def test_a_number_is_set_whole_in_all_texts_of_an_article(contexts: dict[str, BuildContext]) -> None:
    context = contexts["riverside"]
    first = context.article.sections[0].model_copy(
        update={"body": "Call {practice}.", "key_point": "{urgent}"}
    )
    article = context.article.model_copy(update={"sections": (first,), "questions": ("____ {crisis}?",)})
    changed = set_article(article, context.practice)
    assert printed_numbers(changed.sections[0].body) == (f"01632{GAP}960101",)
    assert printed_numbers(changed.sections[0].key_point) == ("111",)
    assert changed.questions == ("\uff3f\uff3f\uff3f\uff3f {crisis}?",)


def test_addresses_and_other_brackets_are_no_names() -> None:
    text = "[a](https://example.org/{id}) {{x}} {12} {practice} {out-of-hours}"
    assert names_in(text) == ("practice", "out-of-hours")
    assert set_numbers("{practice} {x}", {"practice": "1"}) == "\u20661\u2069 {x}"


def test_an_unknown_name_is_told_with_its_line_the_closest_and_all_others() -> None:
    assert list(name_problems("a\n{pratice} {zzz}", ("practice", "urgent"))) == [
        (
            1,
            "has {pratice}, which is no number to call",
            "did you mean {practice}? known: {practice}, {urgent}",
        ),
        (1, "has {zzz}, which is no number to call", "known: {practice}, {urgent}"),
    ]


def test_a_name_without_a_number_is_refused(practice: Practice) -> None:
    told = found("Call {crisis}.", practice)
    assert [str(problem) for problem in told.problems] == [
        "a.yaml:4: 'body' has {crisis}, and the practice has no such number"
        " (add it to practice.yaml, under numbers, as crisis, or name another number)"
    ]
    assert found("Call {crisis}.", american(practice)).problems == ()


@pytest.mark.parametrize("text", ["Call 01632 960101", "Call 01632960101 now", "Ring 111.", "**999**"])
def test_a_number_that_is_typed_is_noted(practice: Practice, text: str) -> None:
    told = found(text, practice)
    assert told.problems == ()
    assert len(told.notes) == 1
    assert "write {" in str(told.notes[0])


@pytest.mark.parametrize("text", ["111 mg", "1,111 people", "from 111 to 2", "£999", "x999", "1999", "999%"])
def test_an_amount_is_no_number_to_call(practice: Practice, text: str) -> None:
    told = found(text, practice)
    assert told.problems == ()
    assert (told.notes == ()) == (text != "from 111 to 2")


def test_the_emergency_number_of_another_country_is_refused(practice: Practice) -> None:
    (problem,) = found("In danger call 999.", american(practice)).problems
    assert str(problem) == (
        "a.yaml:4: 'body' has 999, and where the practice is, one calls 911 (write {emergency})"
    )
    assert found("In danger call {emergency}.", american(practice)).problems == ()
    assert len(found("Call 911.", practice).problems) == 1


def test_the_shipped_articles_type_no_number(contexts: dict[str, BuildContext]) -> None:
    notes = [str(note) for context in contexts.values() for note in context.notes]
    assert [note for note in notes if "has the number" in note] == []
