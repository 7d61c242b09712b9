"""A brand file from elsewhere comes with the logos and fonts that it names, and with nothing else."""

import os
from pathlib import PurePosixPath

import pytest
from PIL import Image
from support.project import ROOT

from foldwell.assets.fonts.bundled import bundled_font
from foldwell.errors import InputError
from foldwell.project import loading
from foldwell.workflows import scaffold

TEXT = """\
meta: {name: Mill Road Surgery, founded: 1999}
logo:
  images:
    wide: {path: ./logos/Our logo.svg, alt: Mill Road Surgery}
    spare: logos/spare.png
    web: https://example.org/logo.svg
  medium: wide
color: {primary: "#0a5564", secondary: teal}
typography: {base: Lato}
"""
LOGO = (ROOT / "content/practices/riverside/logo.svg").read_bytes()


@pytest.fixture
def brand(tmp_path):
    """A brand file in a folder of its own, with a logo that it names and files that it does not."""
    folder = tmp_path / "from a designer"
    (folder / "logos").mkdir(parents=True)
    (folder / "_brand.yml").write_text(TEXT, "utf-8")
    (folder / "logos/Our logo.svg").write_bytes(LOGO)
    (folder / "logos/secret.svg").write_bytes(LOGO)
    (folder / "contract.docx").write_bytes(b"PK")
    return folder


def taken_over(project, brand, name="mill-road"):
    result = scaffold.practice(project, name, brand / "_brand.yml")
    folder = project / result.path
    return result, {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}


def refusal(project, brand):
    """What is said when a brand is refused, which must leave nothing behind."""
    before = sorted((project / "content/practices").iterdir())
    with pytest.raises(InputError) as caught:
        scaffold.practice(project, "mill-road", brand / "_brand.yml")
    assert sorted((project / "content/practices").iterdir()) == before
    return str(caught.value)


@pytest.mark.parametrize("name", ["logo.webp", "logo.gif", "LOGO.JPEG"])
def test_a_logo_of_every_format_that_is_printed_is_copied(project, brand, name):
    kind = PurePosixPath(name).suffix[1:]
    Image.new("RGB", (900, 300), "#0a5564").save(brand / name, kind.upper())
    (brand / "_brand.yml").write_text(f"logo: {name}\ncolor: {{primary: navy}}\n", "utf-8")
    _, files = taken_over(project, brand)
    assert name in files


def test_the_brand_file_and_what_it_names_are_copied_and_nothing_else(project, brand):
    (brand / "logos/spare.png").write_bytes(b"not looked at, for no document shows it")
    result, files = taken_over(project, brand)
    assert sorted(files) == ["_brand.yml", "logos/Our logo.svg", "logos/spare.png", "practice.yaml"]
    assert files["_brand.yml"].read_text("utf-8") == TEXT
    assert [str(note).replace(str(brand), "") for note in result.notes] == [
        "/_brand.yml:1: meta: 'founded' is not used on paper"
    ]
    assert [step.split()[0] for step in result.steps] == ["Write", "Look"]


def test_the_new_practice_has_the_name_of_the_brand_and_can_be_built(project, brand):
    taken_over(project, brand)
    context = loading.load_context(project, "mill-road", "restless-legs")
    assert (context.practice.name, context.brand.logo_alt("medium")) == (
        "Mill Road Surgery",
        "Mill Road Surgery",
    )
    assert [str(note) for note in context.notes if "_brand.yml" in str(note)] == [
        "content/practices/mill-road/_brand.yml:1: meta: 'founded' is not used on paper"
    ]


def test_fonts_of_the_brand_come_too(project, brand):
    lato = bundled_font("Lato")
    for name, data in (("regular.ttf", lato.regular), ("bold.ttf", lato.bold)):
        (brand / name).write_bytes(data)
    fonts = "{fonts: [{family: Lato, source: file, files: [regular.ttf, bold.ttf]}], base: Lato}"
    (brand / "_brand.yml").write_text(TEXT.replace("{base: Lato}", fonts), "utf-8")
    _, files = taken_over(project, brand)
    assert {"regular.ttf", "bold.ttf"} <= files.keys()


def test_a_name_that_would_end_its_quotes_is_not_taken(project, brand):
    (brand / "_brand.yml").write_text(TEXT.replace("Road Surgery, f", "Road \"& 'Sons', f"), "utf-8")
    taken_over(project, brand)
    assert loading.load_context(project, "mill-road", "restless-legs").practice.name == "Mill Road"


def test_a_problem_of_the_brand_is_told_with_its_file_and_line(project, brand):
    (brand / "_brand.yml").write_text(TEXT.replace("teal", '"#2f8f8ab"'), "utf-8")
    assert refusal(project, brand).startswith(
        f"{brand}/_brand.yml:8: color: 'secondary' cannot be '#2f8f8ab'"
    )


def test_a_logo_that_is_not_there_is_told_with_its_line(project, brand):
    (brand / "logos/Our logo.svg").unlink()
    assert f"{brand}/_brand.yml:4: the picture {brand}/logos/Our logo.svg is not there" in refusal(
        project, brand
    )


@pytest.mark.parametrize("where", ["file", "folder"])
def test_no_link_out_of_the_brands_folder_is_followed(project, brand, where):
    outside = project / "outside"
    outside.mkdir()
    (outside / "Our logo.svg").write_bytes(LOGO)
    (brand / "logos/Our logo.svg").unlink()
    if where == "file":
        (brand / "logos/Our logo.svg").symlink_to(outside / "Our logo.svg")
    else:
        (brand / "logos/secret.svg").unlink()
        (brand / "logos").rmdir()
        (brand / "logos").symlink_to(outside)
    assert "is no file, or a link to one elsewhere" in refusal(project, brand)


@pytest.mark.parametrize("path", ["../secret.svg", "/etc/passwd.svg", "~/x.svg", "logos/../../secret.svg"])
def test_no_path_out_of_the_brands_folder_is_followed(project, brand, path):
    (brand.parent / "secret.svg").write_bytes(LOGO)
    (brand / "_brand.yml").write_text(TEXT.replace("./logos/Our logo.svg", path), "utf-8")
    assert "save the picture in the folder of _brand.yml" in refusal(project, brand)


@pytest.mark.parametrize("path", ["templates/leaflet.css", "practice.yaml", "letterhead.docx", "../up.png"])
def test_nothing_but_pictures_and_fonts_within_the_folder_is_copied(project, brand, path):
    (brand / path).parent.mkdir(exist_ok=True)
    (brand / path).write_bytes(b"name: Evil")
    (brand / "_brand.yml").write_text(TEXT.replace("logos/spare.png", path), "utf-8")
    _, files = taken_over(project, brand)
    assert sorted(files) == ["_brand.yml", "logos/Our logo.svg", "practice.yaml"]
    assert b"Evil" not in files["practice.yaml"].read_bytes()


def test_a_pipe_or_a_huge_file_that_nobody_needs_is_left_behind(project, brand):
    os.mkfifo(brand / "logos/spare.png")
    _, files = taken_over(project, brand)
    assert "logos/spare.png" not in files
    (brand / "logos/spare.png").unlink()
    with (brand / "logos/spare.png").open("wb") as file:
        file.truncate(20_000_001)
    _, files = taken_over(project, brand, "mill-lane")
    assert "logos/spare.png" not in files


def test_a_brand_that_names_a_hundred_files_is_refused(project, brand):
    many = "".join(f"    x{number}: x{number}.png\n" for number in range(100))
    text = TEXT.replace("    spare: logos/spare.png\n", many)
    (brand / "_brand.yml").write_text(text, "utf-8")
    assert "names 101 logos and font files (60 are the most that are copied)" in refusal(project, brand)


def test_the_command_takes_a_brand_and_prints_its_notes(run, project, brand):
    code, out, err = run("new", "practice", "mill-road", "--brand", str(brand / "_brand.yml"))
    assert (code, err) == (0, "")
    assert out.splitlines()[-1].endswith("meta: 'founded' is not used on paper")
    code, _, err = run("new", "practice", "oakwood", "--brand", str(brand / "nowhere.yml"))
    assert (code, "nowhere.yml' does not exist" in err) == (2, True)
    assert not (project / "content/practices/oakwood").exists()
