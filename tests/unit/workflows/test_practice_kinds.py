"""Which articles are for which kinds of practice: found in a batch, noted where one is asked for by name."""

import subprocess
import sys

import pytest
from support.project import gathered

from foldwell.workflows.practice_kinds import KindMatch

RIVERSIDE = "content/practices/riverside/practice.yaml"
BASE = "content/practices/_northfield/practice.yaml"
ARTICLE = "content/articles/restless-legs.yaml"
PACKS = ("riverside/restless-legs", "northgate/restless-legs")


def meant(project):
    match = KindMatch(project)
    return [pack for pack in PACKS if match.is_meant(*pack.split("/"))]


@pytest.fixture
def kinds(edit, project):
    """Say for whom the article is; the American edition of the project is not there."""
    (project / "content/articles/restless-legs.en-US.yaml").unlink()

    def say(text):
        edit(ARTICLE, "language: en-GB", f"language: en-GB\nkinds: {text}")

    return say


def test_a_project_that_names_no_kind_makes_every_article_for_every_practice(project):
    assert meant(project) == list(PACKS)


def test_an_article_that_names_no_kinds_is_for_all_but_vets(project, edit):
    edit(RIVERSIDE, "name:", "kind: vet\nname:")
    assert meant(project) == ["northgate/restless-legs"]


def test_the_kind_of_a_practice_may_come_from_its_base(project, edit):
    edit(BASE, "country:", "kind: vet\ncountry:")
    assert meant(project) == ["riverside/restless-legs"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[gp]", [PACKS[1]]),
        ("[vet]", [PACKS[0]]),
        ("[vet, gp]", list(PACKS)),
        ("[pharmacy]", []),
        ("\n  - vet\n  - hospital", [PACKS[0]]),
        ("\n'kinds': [pharmacy]", list(PACKS)),  # It stands there twice, which its build reports.
        ("[vet", list(PACKS)),  # It cannot be read, which its build reports.
    ],
)
def test_an_article_is_for_the_kinds_that_it_names(project, edit, kinds, text, expected):
    edit(RIVERSIDE, "name:", "kind: 'vet'\nname:")
    kinds(text)
    assert meant(project) == expected


def test_a_pack_for_another_kind_of_practice_is_noted_when_it_is_asked_for(project, kinds):
    kinds("[vet]")
    assert [str(note) for note in gathered(project).notes] == [
        f"{ARTICLE}:3: the article is for practices of the kind 'vet', and the kind of this one is 'gp' (make"
        " leaflets leaves it out; correct 'kinds' here, or 'kind' in practice.yaml, if that is wrong)"
    ]


def test_a_pack_for_a_vet_is_noted_unless_its_article_is_for_vets(project, edit, kinds):
    edit(RIVERSIDE, "name:", "kind: vet\nname:")
    (note,) = gathered(project).notes
    assert "the article does not name 'vet' under 'kinds', and the kind of this one is 'vet'" in str(note)
    kinds("[vet]")
    assert gathered(project).notes == ()


def test_a_file_that_cannot_be_read_is_left_to_its_build(project):
    (project / RIVERSIDE).unlink()
    (project / RIVERSIDE).mkdir()
    (project / "content/articles/kinds.yaml").symlink_to("nowhere.yaml")
    assert meant(project) == list(PACKS)


def test_a_batch_says_what_it_leaves_out(run, edit):
    for name in ("riverside", "northgate", "lakeshore"):
        edit(f"content/practices/{name}/practice.yaml", "name:", "kind: vet\nname:")
    code, out, err = run("build", "--all", "--only", "card")
    assert (code, err) == (0, "")
    assert out.splitlines() == [
        "Left out, because the article is for other kinds of practice: lakeshore/restless-legs,"
        " northgate/restless-legs, riverside/restless-legs",
        "0 of 0 packs made.",
    ]


def test_nothing_that_reads_yaml_is_loaded_where_no_kind_is_named(project):
    code = (
        "import sys; from pathlib import Path; from foldwell.workflows.practice_kinds import KindMatch;"
        " KindMatch(Path(sys.argv[1])).is_meant('riverside', 'restless-legs');"
        " print([name for name in ('yaml', 'pydantic') if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(project)], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
