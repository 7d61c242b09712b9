"""A problem with a value in a file says which field it is, for whoever shows the problem beside the field."""

import pytest
from support.project import ARTICLE, ROOT, gathered

from foldwell.errors import InputError, Location, Problem
from foldwell.inputs import readability, validation
from foldwell.inputs.parsing import load
from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.model import Article, Practice, Wording
from foldwell.model.fields import label

RIVERSIDE = "content/practices/riverside"
PRACTICE, BRAND = f"{RIVERSIDE}/practice.yaml", f"{RIVERSIDE}/_brand.yml"
WORDS, FIXED = f"content/articles/{ARTICLE}.yaml", "content/wording/en-GB.yaml"
MODELS = {"article": Article, "practice": Practice, "brand": BrandFile, "wording": Wording}
VALIDATORS = {
    "article": validation.validate_article,
    "practice": validation.validate_practice,
    "brand": validation.validate_brand,
    "wording": validation.validate_wording,
}
FREE_NAME = "is not a known name"
"""The message about a name that no field has, so that there is no label."""


def model_of(file):
    """The model of a file of a project."""
    name = file.rpartition("/")[2]
    if name == "_brand.yml":
        return BrandFile
    return Article if "articles" in file else Wording if "wording" in file else Practice


def without_field(problems, model):
    """The problems that do not say which field of a model they are about, or call it by another name."""
    return [
        problem
        for problem in problems
        if problem.line is None
        or not problem.keys
        or problem.label != label(model, problem.keys)
        or not (problem.label or FREE_NAME in problem.message)
    ]


def problems_of(path):
    """The problems of a file of the data for tests, if it is a file of names and values at all."""
    kind = path.name.partition("-")[0]
    try:
        source = load(path, path.name, MODELS[kind])
    except InputError:
        return (), MODELS[kind]
    if not isinstance(source.value, dict):
        return (), MODELS[kind]
    with pytest.raises(InputError) as caught:
        VALIDATORS[kind](source)
    return caught.value.problems, MODELS[kind]


def test_every_problem_of_every_invalid_file_has_its_field():
    found = [problems_of(path) for path in sorted((ROOT / "tests/data/invalid").glob("*.yaml"))]
    assert sum(len(problems) for problems, _ in found) > 100
    assert [without_field(problems, model) for problems, model in found] == [[]] * len(found)


@pytest.mark.parametrize(
    "where",
    [
        "practice.yaml:3",
        Location("practice.yaml", 3),
        Location("practice.yaml", 3, keys=("phone",)),
        Location("practice.yaml", 3, keys=("phone",), label="Name"),
        Location("practice.yaml", keys=("phone",), label=label(Practice, ("phone",))),
    ],
    ids=str,
)
def test_a_problem_without_its_field_is_noticed(where):
    assert without_field([Problem(where, "is empty")], Practice)


def test_a_problem_with_its_field_is_in_order():
    assert not without_field(
        [Problem(Location("a", 3, keys=("phone",), label=label(Practice, ("phone",))), "is empty")], Practice
    )


FAULTS = {
    "empty": (PRACTICE, "name: Riverside Surgery", "name:", ("name",)),
    "two numbers": (PRACTICE, "country: GB", 'country: GB\nnumbers: {urgent: "999"}', ("numbers", "urgent")),
    "no such country": (PRACTICE, "country: GB", "country: XX", ("country",)),
    "no such base": (PRACTICE, "country: GB", "country: GB\nextends: _none", ("extends",)),
    "no address": (PRACTICE, "example.org/{article}", "example.org/ä{article}", ("article_page",)),
    "a letter without a glyph": (PRACTICE, "12 Example Quay", "12 Example \u2603 Quay", ("address", 0)),
    "a name that is wrong": (PRACTICE, "country: GB", "country: GB\nwords: {B C: x}", ("words", "B C")),
    "another language": (PRACTICE, "country: GB", "country: GB\nlanguage: de-DE", ("language",)),
    "no such colour": (BRAND, "primary: deep-water", "primary: deep-sea", ("color", "primary")),
    "a colour in a palette": (BRAND, "#2f8f8a", "#2f8f8", ("color", "palette", "reed")),
    "too pale": (
        BRAND,
        "  danger: alarm-red",
        '  danger: "#cc9999"\ndefaults: {foldwell: {contrast: strict}}',
        ("color", "danger"),
    ),
    "no such logo": (BRAND, "path: logo.svg", "path: other.svg", ("logo", "path")),
    "no such font": (
        BRAND,
        "typography:\n  base:\n    family: Source Sans 3",
        "defaults: {foldwell: {strict: yes}}\ntypography:\n  base:\n    family: Comic Neue",
        ("typography", "base", "family"),
    ),
    "no such section": (WORDS, "  after:", "  after: nowhere #", ("care", "after")),
    "no such figure": (WORDS, "cover: restless-legs-cover.svg", "cover: none.svg", ("cover",)),
    "no number to print": (WORDS, "\ncare:\n", "\ncare:\n  crisis_line: yes\n", ("care", "crisis_line")),
    "no words for a country": (FIXED, "  GB:", "  NZ:", ("care",)),
    "no words for a number": (FIXED, "    urgent_call: Urgent advice\n    vet:", "    vet:", ("care", "GB")),
}


@pytest.mark.parametrize(("file", "old", "new", "keys"), FAULTS.values(), ids=FAULTS.keys())
def test_every_problem_of_a_project_has_its_field(project, edit, file, old, new, keys):
    edit(file, old, new)
    with pytest.raises(InputError) as caught:
        gathered(project)
    problems = caught.value.problems
    assert keys in [problem.keys for problem in problems]
    assert [without_field([problem], model_of(problem.file)) for problem in problems] == [[]] * len(problems)


NOTES = {
    "nobody can be called": (PRACTICE, '"01632 960101"', '"01632 960101 or 960102"', ("phone",)),
    "another name": (BRAND, "full: Riverside Surgery", "full: Oakwood", ("meta", "name")),
    "not on paper": (BRAND, "  danger: alarm-red", "  danger: alarm-red\n  info: reed", ("color", "info")),
    "small letters": (BRAND, "family: Source Sans 3", "family: Mukta", ("typography", "base")),
    "another weight": (
        BRAND,
        "  headings:\n    family: Source Sans 3",
        "  headings:\n    family: Source Sans 3\n    weight: 600",
        ("typography", "headings", "weight"),
    ),
}


@pytest.mark.parametrize(("file", "old", "new", "keys"), NOTES.values(), ids=NOTES.keys())
def test_every_note_of_a_project_has_its_field(project, edit, file, old, new, keys):
    edit(file, old, new)
    notes = gathered(project).notes
    assert keys in [note.keys for note in notes]
    assert [without_field([note], model_of(note.file)) for note in notes] == [[]] * len(notes)


def test_every_finding_about_readability_has_its_field(project, edit):
    edit(
        WORDS, "is a common condition", "is a common" + " and long known and well studied" * 9 + " condition"
    )
    edit(WORDS, "  - {term: arteries,", "  - {term: xylophone}\n  - {term: arteries,")
    edit(WORDS, "Often no cause is found.", "Multidisciplinary pathophysiological investigation ABPI. " * 9)
    context = gathered(project)
    findings = readability.readability_findings(context.article, context.source)
    expected = {("sections", 0, "body"), ("sections",), ("sections", 1), ("terms", 5, "term")}
    assert expected <= {finding.problem.keys for finding in findings}
    assert not without_field([finding.problem for finding in findings], Article)


@pytest.mark.parametrize("file", [PRACTICE, BRAND, WORDS, FIXED, "content/countries/GB.yaml"])
def test_a_character_that_nobody_sees_is_noted_in_whichever_file_it_stands(project, file):
    path = project / file
    path.write_text(path.read_text("utf-8").replace("e", "e\u00ad", 1), "utf-8")
    (note,) = gathered(project).notes
    assert (note.file, note.message) == (file, "had soft hyphens, left out here")
