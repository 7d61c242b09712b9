"""Where a brand file and its logos may lie, and what never leads out of the practice's folder."""

import shutil
from datetime import date
from errno import EACCES
from pathlib import Path

import pytest
from support.project import gathered, refused

from foldwell.inputs import validation
from foldwell.project import effective_settings
from foldwell.project.paths import BRAND_FILES
from foldwell.workflows.incremental.input_patterns import input_patterns
from foldwell.workflows.request import BuildRequest

PRACTICE = "content/practices/riverside"
BRAND = f"{PRACTICE}/_brand.yml"


@pytest.fixture
def folder(project):
    return project / PRACTICE


def moved(folder, place):
    """The practice's brand file and logo in another place."""
    target = folder / place
    target.parent.mkdir(exist_ok=True)
    (folder / "_brand.yml").rename(target)
    if target.parent != folder:
        (folder / "logo.svg").rename(target.with_name("logo.svg"))
    return target


def with_logo(folder, written, place=None):
    """Name the logo in the brand file, and put it there."""
    text = (folder / "_brand.yml").read_text("utf-8")
    (folder / "_brand.yml").write_text(text.replace("path: logo.svg", f"path: '{written}'"), "utf-8")
    if place:
        (folder / place).parent.mkdir(parents=True, exist_ok=True)
        (folder / "logo.svg").rename(folder / place)


@pytest.mark.parametrize("place", BRAND_FILES)
def test_a_brand_file_is_found_in_each_place_and_its_paths_begin_there(project, folder, place):
    moved(folder, place)
    context = gathered(project)
    assert (context.brand.name, context.logo.name) == ("Riverside Surgery", "logo.svg")
    assert context.notes == ()
    shown = effective_settings.practice_settings(project, "riverside")
    assert {row.where.partition(":")[0] for row in shown if row.name == "color primary"} == {
        f"{PRACTICE}/{place}"
    }
    assert not [row for row in shown if row.file == "files" and row.name == place]


@pytest.mark.parametrize("place", BRAND_FILES)
def test_a_brand_file_in_each_place_is_an_input_of_the_pack(project, folder, place):
    moved(folder, place)
    request = BuildRequest("riverside", "restless-legs", today=date(2026, 11, 29))
    found = {path for pattern in input_patterns(project, request) for path in project.glob(pattern)}
    assert {folder / place, (folder / place).with_name("logo.svg")} <= found


def test_two_brand_files_are_refused_by_both_names(project, folder):
    (folder / "brand").mkdir()
    shutil.copy(folder / "_brand.yml", folder / "brand" / "_brand.yaml")
    assert refused(project) == (
        f"{BRAND}: stands beside {PRACTICE}/brand/_brand.yaml"
        " (keep one of them: a practice has one brand file)"
    )


def test_a_linked_folder_of_the_brand_is_refused(project, folder):
    moved(folder, "brand/_brand.yml")
    (folder / "brand").rename(project / "elsewhere")
    (folder / "brand").symlink_to(project / "elsewhere")
    assert refused(project) == f"{PRACTICE}/brand: is a link (put the folder itself there)"


@pytest.mark.parametrize(
    ("written", "place"),
    [
        ("logos/logo.svg", "logos/logo.svg"),
        ("./logo.svg", None),
        ("a/./b//logo.svg", "a/b/logo.svg"),
        ("Our logo (new).svg", "Our logo (new).svg"),
        ("Übersicht/Müller.svg", "Übersicht/Müller.svg"),
        ("Mu\u0308ller.svg", "M\u00fcller.svg"),
    ],
)
def test_a_logo_is_found_under_any_name_in_the_folder(project, folder, written, place):
    with_logo(folder, written, place)
    assert gathered(project).logo.data


def test_a_logo_behind_a_link_out_of_the_folder_is_refused(project, folder):
    (project / "outside").mkdir()
    (folder / "logo.svg").rename(project / "outside" / "logo.svg")
    (folder / "logos").symlink_to(project / "outside")
    with_logo(folder, "logos/logo.svg")
    assert refused(project) == (
        f"{BRAND}:12: the picture {PRACTICE}/logos/logo.svg is no file, or a link to one elsewhere"
        " (put the picture itself there)"
    )


def test_a_link_within_the_folder_is_followed(project, folder):
    with_logo(folder, "logos/logo.svg", "pictures/logo.svg")
    (folder / "logos").symlink_to(folder / "pictures")
    assert gathered(project).logo.data


def test_another_practices_logo_cannot_be_shown(project, folder):
    (folder / "logos").symlink_to(project / "content/practices/northgate")
    with_logo(folder, "logos/logo.svg")
    assert "is no file, or a link to one elsewhere" in refused(project)


def test_a_misspelt_logo_is_told_with_the_one_that_is_there(project, folder):
    with_logo(folder, "logo.svgg")
    assert refused(project).endswith("(put the file there or correct its name: there is 'logo.svg')")


def test_a_strict_brand_refuses_what_another_is_corrected_in(project, folder, edit):
    edit(BRAND, "  secondary: reed\n", "")
    (note,) = gathered(project).notes
    assert "'secondary' is not there, so figures take #" in str(note)
    brand = (folder / "_brand.yml").read_text("utf-8")
    (folder / "_brand.yml").write_text(f"{brand}\ndefaults: {{foldwell: {{strict: yes}}}}\n", "utf-8")
    assert refused(project) == str(note)


def test_example_facts_are_told_first_and_mark_the_pack(project, edit):
    assert not gathered(project).has_examples
    edit(f"{PRACTICE}/practice.yaml", "01632 960101", "01632 960999")
    edit(BRAND, "  secondary: reed\n", "")
    context = gathered(project)
    assert context.has_examples
    assert str(context.notes[0]).endswith(
        "'phone' is still an example, '01632 960999'"
        " (do not hand this pack out: write your own, or delete the line)"
    )


def test_every_fact_of_the_skeleton_is_known_as_an_example(project):
    text = (project / "content/skeletons/practice.yaml.j2").read_text("utf-8")
    facts = [
        line.strip("- \n").partition(": ")[2].strip('"') or line.strip("- \n")
        for line in text.splitlines()
        if line.startswith(("  - ", "phone:", "email:", "web:")) and "days:" not in line
    ]
    known = set().union(*validation.practice_rules.EXAMPLES.values())
    assert set(facts) == known


@pytest.mark.parametrize(
    ("file", "setting", "lines"),
    [
        (
            "own.ttf",
            BRAND,
            "typography: {base: Own, fonts: [{family: Own, source: file, files: [own.ttf]}]}\n",
        ),
        ("own.icc", f"{PRACTICE}/practice.yaml", "press: {profile: own.icc}\n"),
    ],
)
def test_a_file_that_one_may_not_read_is_told_beside_all_other_problems(
    project, folder, monkeypatch, file, setting, lines
):
    text = (project / setting).read_text("utf-8").partition("# The letters")[0]
    (project / setting).write_text(text + lines, "utf-8")
    (folder / file).write_bytes(b"")
    (folder / "logo.svg").unlink()
    open_file = Path.open

    def refuse(path, *arguments, **options):
        # As the system does: who runs the tests may be allowed to read everything.
        if path.name == file:
            raise PermissionError(EACCES, "Permission denied")
        return open_file(path, *arguments, **options)

    monkeypatch.setattr(Path, "open", refuse)
    told = refused(project)
    assert f"{PRACTICE}/{file}: cannot be read: permission denied" in told
    assert f"the picture {PRACTICE}/logo.svg is not there" in told
