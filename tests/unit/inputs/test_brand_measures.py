"""Measures of letters as real brand files have them: beyond what print can do, the nearest is printed."""

import pytest

from foldwell.errors import InputError
from foldwell.inputs import parsing, validation

FILE = """meta: {{name: Mill Road Surgery}}
logo: {{path: logo.svg, alt: Mill Road Surgery}}
color: {{primary: "#0a5564", secondary: "#2f8f8a"}}
typography:
{typography}
"""


def read(typography):
    lines = "\n".join(f"  {line}" for line in typography.splitlines())
    source = parsing.parse(FILE.format(typography=lines), "_brand.yml")
    return validation.validate_brand(source), [str(one) for one in validation.measure_corrections(source)]


def test_measures_beyond_print_are_printed_in_the_nearest_and_told():
    brand, corrections = read(
        "base: {family: Source Sans 3, size: 0.9rem, line-height: 1.6}\n"
        "headings: {family: Source Sans 3, weight: 300}"
    )
    assert (brand.base.size, brand.base.leading, brand.headings.weight) == (12, 1.5, 400)
    assert [line.partition(" (")[0] for line in corrections] == [
        "_brand.yml:5: typography, base: 'size' is 0.9rem, and 12pt is printed",
        "_brand.yml:5: typography, base: 'line-height' is 1.6, and 1.5 is printed",
        "_brand.yml:6: typography, headings: 'weight' is 300, and 400 is printed",
    ]


@pytest.mark.parametrize(
    ("base", "size", "leading"),
    [
        ("{size: 17px, line-height: 140%}", 12.75, 1.4),
        ("{size: 1.125em, line-height: 18pt}", 13.5, 18 / 13.5),
        ("{size: 110%, line-height: 1.3em}", 13.2, 1.3),
        ("{size: large, line-height: 1.25}", 13.5, 1.25),
        ("{size: 16PX, line-height: 1.3333333}", 12, 1.3333333),
    ],
)
def test_sizes_are_read_in_the_units_of_stylesheets(base, size, leading):
    brand, corrections = read(f"base: {base}")
    assert (brand.base.size, brand.base.leading) == (pytest.approx(size), pytest.approx(leading))
    assert corrections == []


@pytest.mark.parametrize("size", ["clamp(1rem, 2vw, 2rem)", "calc(1rem + 1px)", "2vw", "var(--size)"])
def test_a_size_that_only_a_screen_can_work_out_is_ours(size):
    brand, corrections = read(f'base: {{size: "{size}"}}\nheadings: {{size: "{size}"}}')
    assert (brand.base.size, brand.headings.scale) == (None, 1)
    assert len(corrections) == 2
    assert all("which only a screen can work out" in line for line in corrections)


@pytest.mark.parametrize(("size", "scale"), [("3rem", 1.75), ("12pt", 1.1), ("1.5em", 1.5)])
def test_headings_keep_their_distance_from_the_text(size, scale):
    brand, corrections = read(f"headings: {{size: {size}}}")
    assert brand.headings.scale * 1.25 == pytest.approx(scale)
    assert len(corrections) == (size != "1.5em")


@pytest.mark.parametrize(
    ("family", "names"),
    [
        ("\"'Noto Sans', Aptos, sans-serif\"", ["Noto Sans", "Aptos", "sans-serif"]),
        ("[Inter, Open Sans]", ["Inter", "Open Sans"]),
        ("\u00d6ko Sans", ["\u00d6ko Sans"]),
        ("'\"Source Sans 3\", Arial'", ["Source Sans 3", "Arial"]),
    ],
)
def test_families_are_read_in_the_order_in_which_they_are_liked(family, names):
    brand, _ = read(f"base: {{family: {family}}}")
    assert [request.name for request in brand.base.requested] == names


@pytest.mark.parametrize(
    "family", ["'x\";}@import url(y)'", "'Lato; color: red'", "'<b>'", "'a\\b'", "'url(x)'"]
)
def test_what_could_end_a_name_in_a_stylesheet_is_refused(family):
    with pytest.raises(InputError, match="'family' cannot be"):
        read(f"base: {{family: {family}}}")


@pytest.mark.parametrize(
    ("path", "message"),
    [
        ("../own.ttf", "leads out of the folder"),
        ("/etc/own.ttf", "starts at the top of a disk"),
        ("fonts/../../own.ttf", "leads out of the folder"),
        ("fonts\\\\own.ttf", "has a backslash"),
        ("\u00fc" * 150 + ".ttf", "is too long for the name of a file"),
        ("x" * 200 + ".ttf", "is 4 characters too long"),
    ],
)
def test_a_font_file_elsewhere_is_refused(path, message):
    with pytest.raises(InputError, match=f"'path' {message}"):
        read(f"fonts: [{{family: Own, source: file, files: ['{path}']}}]\nbase: Own")


def test_a_brand_without_letters_of_its_own_is_set_in_ours():
    brand, _ = read("headings: {weight: bold}")
    assert brand.base.family == brand.headings.family == "Source Sans 3"
