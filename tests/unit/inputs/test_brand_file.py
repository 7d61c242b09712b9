"""What people write in brand files: what is taken, what is mended with a correction, what is noted."""

import sys
from types import SimpleNamespace

import brand_yml
import pytest

from foldwell.assets.colour import contrast
from foldwell.assets.css_colour import parse_css, second_colour
from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation import brand_colours, brand_keys
from foldwell.inputs.validation.brand_base import DEFAULT_FAMILY
from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.model.fields import find_field, is_model, model_in

OAKWOOD = SimpleNamespace(name="Oakwood Surgery", web="https://oakwood.example.org/")
COLOURS = 'color: {primary: "#0a5564", secondary: "#2f8f8a"}\n'
TYPE = "typography: {base: Lato}\n"
META = "meta: {name: Oakwood Surgery}\n"
LOGO = "logo: {path: logo.svg, alt: Oakwood Surgery}\n"
WHOLE = META + LOGO + COLOURS + TYPE


def read(text):
    """The brand of a text, and its corrections and notes without their file."""
    source = parsing.parse(text, "_brand.yml", BrandFile, any_comments=True)
    file = validation.validate_brand_file(source)
    found = validation.brand_diagnostics(source, file, OAKWOOD)
    assert found.problems == ()
    brand = validation.resolve_brand(source, file, OAKWOOD.name)
    lines = ([str(part).removeprefix("_brand.yml:") for part in parts] for parts in found[1:])
    return brand, *lines


def refused(text):
    with pytest.raises(InputError) as caught:
        read(text)
    return str(caught.value).replace("_brand.yml:", "").splitlines()


def colours(lines):
    """The colours of a brand file with these lines under 'color'."""
    return read(f"{META}{LOGO}{TYPE}color:\n{lines}")


def test_a_whole_brand_file_has_nothing_to_tell():
    assert read(WHOLE)[1:] == ([], [])


# --- what is left out --------------------------------------------------------------------------------------


def test_a_file_without_any_group_takes_what_is_there_instead_and_tells():
    brand, corrections, notes = read("defaults: {foldwell: {contrast: adjust}}\n")
    assert (brand.name, brand.logo, brand.base.family) == ("Oakwood Surgery", None, DEFAULT_FAMILY)
    assert brand.colours.primary == brand_colours.DEFAULT_PRIMARY
    assert [line.split(",")[0] for line in (*corrections, *notes)] == [
        "1: the file has no colours",
        "1: the file has no name",
        "1: the file has no logo",
        "1: the file has no typefaces",
    ]


@pytest.mark.parametrize("logo", ["", "logo: {alt: Oakwood}\n", "logo: {images: {}}\n"])
def test_a_file_without_a_logo_says_that_the_name_takes_its_place(logo):
    brand, corrections, notes = read(META + logo + COLOURS + TYPE)
    assert (brand.logo, brand.logos, brand.logo_for("small"), brand.logo_alt("small")) == (None, {}, None, "")
    assert corrections == []
    assert [note for note in notes if "no logo, so the practice's name is set in its place" in note]


def test_typography_without_a_family_is_set_in_the_default_one():
    brand, _, notes = read(META + LOGO + COLOURS + 'typography: {link: {color: "#123456"}}\n')
    assert brand.base.family == brand.headings.family == DEFAULT_FAMILY
    assert len(notes) == 1
    assert notes[0].startswith("4: 'typography' has no family for the text")


def test_a_second_colour_is_made_from_the_first():
    brand, corrections, notes = colours('  primary: "#0a5564"\n')
    assert brand.colours.secondary == second_colour("#0a5564")
    assert (len(corrections), notes) == (1, [])
    assert f"'secondary' is not there, so figures take {brand.colours.secondary}" in corrections[0]


def test_no_second_colour_is_made_for_a_brand_that_has_one(monkeypatch):
    made = []
    monkeypatch.setattr(brand_colours, "second_colour", lambda primary: made.append(primary) or "#2f8f8a")
    read(WHOLE)
    assert made == []
    colours('  primary: "#0a5564"\n')
    assert set(made) == {"#0a5564"}


@pytest.mark.parametrize(
    "primary", ["#0a5564", "#5a1e46", "#c41425", "#ff6f20", "#000000", "#ffffff", "#ffdd00"]
)
def test_a_second_colour_differs_from_the_first_and_shows_on_paper(primary):
    second = second_colour(primary)
    assert contrast(second, "#ffffff") >= 3
    assert contrast(second, primary) >= 1.4


@pytest.mark.parametrize(
    ("lines", "hint"),
    [
        (
            '  palette: {leaf: "#0a5564", sand: "#f4efe6"}\n',
            "leaf, sand; of these only leaf is a colour dark",
        ),
        (
            '  palette: {leaf: "#0a5564", soot: "#111111"}\n',
            "leaf, soot; of these only leaf is a colour dark",
        ),
        ('  palette: {leaf: "#0a5564", plum: "#5a1e46"}\n', "one of: leaf, plum)"),
        ('  secondary: "#2f8f8a"\n', "one of: secondary)"),
        ("  background: white\n", "the colour of headings and cover: write"),
    ],
)
def test_a_missing_main_colour_offers_those_that_are_there(lines, hint):
    (line,) = refused(f"{META}color:\n{lines}")
    assert "color: 'primary' is missing" in line
    assert hint in line


# --- colours -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ('"#2f8"', "#22ff88"),
        ("rebeccapurple", "#663399"),
        ("Navy", "#000080"),
        ("rgb(10, 85, 100)", "#0a5564"),
        ("rgb(300 0 0)", "#ff0000"),
        ("hsl(200 50% 30%)", "#265973"),
        ("hwb(200 10% 20%)", "#1990cc"),
        ("lab(50 40 30)", "#bb5846"),
    ],
)
def test_a_colour_may_be_written_as_css_writes_it(written, printed):
    brand, corrections, notes = colours(f"  primary: {written}\n  secondary: black\n")
    assert (brand.colours.primary, corrections, notes) == (printed, [], [])


@pytest.mark.parametrize(
    ("written", "printed", "what"),
    [
        ('"#0a556480"', "#84aab1", "is see-through (50%), and printed as #84aab1"),
        ("rgb(0 0 0 / 25%)", "#bfbfbf", "is see-through (25%)"),
        ("oklch(0.5 0.3 140)", "#007a00", "brighter than sRGB has it, and printed as #007a00"),
        ("\u201c#0a5564\u201d", "#0a5564", "stands in curly quotes (write straight ones"),
    ],
)
def test_a_colour_that_paper_shows_otherwise_is_corrected(written, printed, what):
    brand, (correction,), notes = colours(f"  primary: {written}\n  secondary: black\n")
    assert (brand.colours.primary, notes) == (printed, [])
    assert what in correction
    assert correction.startswith("5: color: 'primary'")


def test_names_of_the_palette_come_before_those_of_css():
    brand, corrections, notes = colours(
        '  palette: {black: "#101010", white: "#fefefe", navy: navy}\n'
        "  primary: navy\n  secondary: black\n  foreground: black\n  background: white\n"
    )
    found = brand.colours
    assert (found.primary, found.secondary, found.foreground, found.background) == (
        "#000080",
        "#101010",
        "#101010",
        "#fefefe",
    )
    assert (corrections, notes) == ([], [])


def test_paper_takes_the_light_one_of_two_colours_and_tells():
    brand, corrections, notes = read(
        f"{META}{LOGO}color:\n"
        '  palette: {ink: {light: "#111111", dark: "#eeeeee"}}\n'
        '  primary: {light: "#0a5564", dark: "#9fd0d8"}\n'
        "  secondary: teal\n  foreground: ink\n"
        'typography: {base: Lato, headings: {color: {light: "#123456", dark: white}}}\n'
    )
    assert (brand.colours.primary, brand.colours.foreground) == ("#0a5564", "#111111")
    assert brand.colours.headings == "#123456"
    assert corrections == []
    assert [note.split(": ", 1)[1] for note in notes] == [
        "color, palette, ink: 'dark' is not used on paper",
        "color, primary: 'dark' is not used on paper",
        "typography, headings, color: 'dark' is not used on paper",
    ]


def test_a_colour_for_dark_screens_alone_is_refused():
    (line,) = refused(f'{META}color: {{primary: "#0a5564", secondary: {{dark: black}}}}\n{TYPE}')
    assert "color, secondary: 'light' is missing" in line


def test_links_may_have_their_colour_under_color():
    brand, _, notes = colours('  primary: "#0a5564"\n  secondary: teal\n  link: "#123456"\n')
    assert (brand.colours.link, notes) == ("#123456", [])


def test_what_is_no_colour_is_noted_where_nothing_printed_needs_it():
    _, _, notes = colours('  palette: {a: "#2f8f8ab", b: c, c: b}\n  primary: teal\n  secondary: navy\n')
    assert [note.split(": ", 1)[1] for note in notes] == [
        "color, palette: 'a' is '#2f8f8ab', which is no colour, and nothing printed uses it",
        "color, palette: 'b' is 'c', which is no colour, and nothing printed uses it",
        "color, palette: 'c' is 'b', which is no colour, and nothing printed uses it",
    ]


@pytest.mark.parametrize(
    "text",
    [
        *("transparent", "inherit", "currentColor", "var(--x)", "url(x)", "red}@import url(x)", "0a5564", ""),
        *("rgb(calc(infinity) 0 0)", "#fff/**/", "#2f8f8ab", "red;color:blue", "#0a5564\n", "red " * 30),
        *("rgb(nan 0 0)", "color(--evil 1 2 3)", "rgb(0 0 0 / 0)"),
    ],
)
def test_a_text_that_is_no_visible_colour_is_none(text):
    assert parse_css(text) is None


def test_a_palette_without_end_is_refused_at_once():
    # More than Python follows one call inside the other.
    count = 2 * sys.getrecursionlimit()
    names = "".join(f"    c{number}: c{number + 1}\n" for number in range(count))
    (line,) = refused(f"{META}color:\n  primary: c0\n  palette:\n{names}{TYPE}")
    assert f"color: 'palette' can have 300 entries at most, not {count}" in line


# --- logos -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("logos/logo.svg", "logos/logo.svg"),
        ("./logo.svg", "logo.svg"),
        ("a//b/./c.png", "a/b/c.png"),
        ("Our logo (2026).png", "Our logo (2026).png"),
        ("Praxis-Müller/Logo ü.svg", "Praxis-Müller/Logo ü.svg"),
    ],
)
def test_a_logo_may_lie_anywhere_in_the_practices_folder(written, path):
    brand, *_ = read(f'{META}logo: {{path: "{written}", alt: Oakwood}}\n{COLOURS}{TYPE}')
    assert brand.logo.path == path


def test_the_first_of_several_logos_is_shown_if_none_is_chosen():
    brand, _, notes = read(f"{META}logo: {{images: {{wide: wide.svg, tall: tall.svg}}}}\n{COLOURS}{TYPE}")
    assert {brand.logo_for(size).path for size in ("small", "medium", "large")} == {"wide.svg"}
    assert "logo: 'images' has logos, none of them chosen, so 'wide' is shown" in notes[0]


@pytest.mark.parametrize(
    "logo",
    [
        "{path: logo.svg}",
        "logo.svg",
        "{images: {a: {path: logo.svg}}, medium: a}",
        "{light: logo.svg, dark: night.svg}",
    ],
)
def test_a_logo_without_alt_text_says_the_name_of_the_brand_and_tells(logo):
    brand, _, notes = read(f"{META}logo: {logo}\n{COLOURS}{TYPE}")
    assert (brand.logo.path, brand.logo.alt) == ("logo.svg", "Oakwood Surgery")
    assert any("has no alt text, so it says the name of the brand" in note for note in notes)


@pytest.mark.parametrize(
    "path", ["x" * 201 + ".svg", "/".join(["folder"] * 60) + "/logo.svg", "\u00fc" * 150 + ".svg"]
)
def test_a_logo_whose_name_no_disk_can_hold_is_refused_with_its_line(path):
    (line,) = refused(f"{META}logo: {{path: {path}, alt: Oakwood}}\n{COLOURS}{TYPE}")
    assert line.startswith(f"2: logo: 'path' is '{path[:60]}', which is too long for the name of a file")


def test_a_logo_that_no_document_shows_may_be_on_the_web():
    logo = "logo: {images: {web: 'https://example.org/x.png', own: own.svg}, medium: own}\n"
    brand, *_ = read(META + logo + COLOURS + TYPE)
    assert brand.logo.path == "own.svg"


# --- keys --------------------------------------------------------------------------------------------------


def test_keys_for_other_programs_are_noted_wherever_they_stand():
    _, corrections, notes = read(
        "meta: {name: Oakwood Surgery, description: A surgery, founded: 1999, address: 1, links: {a: b}}\n"
        "logo: {path: logo.svg, alt: Oakwood, favicon: x.ico}\n"
        'color: {primary: "#0a5564", secondary: teal, accent: "#ff0000"}\n'
        "typography: {base: {family: Lato, letter-spacing: 1px}, kerning: yes}\n"
        "defaults: {bootstrap: {rules: x}}\n"
        "theme: dark\n"
    )
    assert corrections == []
    assert [note.split(": ", 1)[1] for note in notes] == [
        "meta: 'description' is not used on paper",
        "meta: 'founded' is not used on paper",
        "meta: 'address' is not used on paper",
        "meta: 'links' is not used on paper (did you mean 'link'?)",
        "logo: 'favicon' is not used on paper",
        "color: 'accent' is not used on paper",
        "typography, base: 'letter-spacing' is not used on paper",
        "typography: 'kerning' is not used on paper",
        "defaults: 'bootstrap' is not used on paper",
        "'theme' is not used on paper",
    ]


def test_a_key_one_level_too_high_is_told_its_place():
    _, _, notes = read(f"{WHOLE}palette: {{leaf: green}}\n")
    assert notes == ["5: 'palette' is not used on paper (it belongs under 'color')"]


def test_an_unknown_colour_that_another_one_names_is_used():
    brand, _, notes = colours('  brand-blue: "#123456"\n  primary: brand-blue\n  secondary: teal\n')
    assert (brand.colours.primary, notes) == ("#123456", [])


def test_many_unknown_keys_of_one_group_are_counted():
    many = "".join(f"  x{number}: y\n" for number in range(5_000))
    _, _, notes = read(f"meta:\n  name: Oakwood Surgery\n{many}{LOGO}{COLOURS}{TYPE}")
    assert len(notes) == brand_keys.MAX_NOTES + 1
    assert f"'meta' has {5_000 - brand_keys.MAX_NOTES} more entries that are not used on paper" in notes[0]


@pytest.mark.parametrize(
    ("text", "key", "meant"),
    [
        (WHOLE.replace("color:", "colour:"), "colour", "color"),
        (WHOLE.replace("primary", "primry"), "primry", "primary"),
        (WHOLE.replace("typography", "typografy"), "typografy", "typography"),
        (WHOLE.replace("{primary", "{pallete: {a: red}, primary"), "pallete", "palette"),
        (WHOLE.replace("{base", "{font: [], base"), "font", "fonts"),
        (WHOLE.replace("logo:", "logos:"), "logos", "logo"),
        (f"{WHOLE}defaults: {{foldwel: {{strict: yes}}}}\n", "foldwel", "foldwell"),
    ],
)
def test_a_slip_in_a_key_that_would_lose_something_is_refused(text, key, meant):
    assert any(f"'{key}' is not a known name (did you mean '{meant}'?)" in line for line in refused(text))


@pytest.mark.parametrize(
    "link",
    [
        "https://fosstodon.org/@Oakwood",
        "HTTPS://WWW.Oakwood.Example.ORG",
        "hello@oakwood.example.org",
        "https://example.org/o'neill",
        "oakwood.example.org",
        "{home: https://oakwood.example.org, mastodon: 'https://mastodon.social/@Oakwood'}",
    ],
)
def test_an_address_may_be_written_in_any_form(link):
    _, corrections, notes = read(f"meta: {{name: Oakwood Surgery, link: {link}}}\n{LOGO}{COLOURS}{TYPE}")
    assert corrections == []
    assert len(notes) == (0 if "akwood.example.org" in link.lower() and "@" not in link else 1)


def test_a_comment_that_touches_a_value_is_told_and_an_unquoted_colour_refused():
    brand, _, notes = read(WHOLE.replace("{base: Lato}", "\n  base: Lato #Sans"))
    assert brand.base.family == "Lato"
    assert notes == [
        "5: typography: 'base' ends before #Sans, which is a comment"
        " (put quotes round the text if it is part of it, or a space after # if it is not)"
    ]
    (line,) = refused(f"{META}color:\n  primary: #0a5564\n{TYPE}")
    assert "'primary' loses #0a5564, because # starts a comment" in line


def published(model, above=()):
    """Every key of a model of brand.yml's own package, and of the groups in it."""
    for name, field in model.model_fields.items():
        keys = (*above, field.alias or name)
        yield keys
        inner = model_in(field.annotation)
        if inner and inner.__module__.startswith("brand_yml") and len(above) < 2:
            yield from published(inner, keys)


def known(keys):
    """Whether our model of a brand file has a field for the keys, or leaves their group open."""
    kind = BrandFile
    for key in keys:
        field = find_field(kind, key) if is_model(kind) else None
        if not field:
            return kind is None or not is_model(kind)
        kind = model_in(field.annotation)
    return True


def test_every_key_that_brand_yml_publishes_is_known():
    keys = [
        *published(brand_yml.BrandMeta, ("meta",)),
        *published(brand_yml.BrandColor, ("color",)),
        *published(brand_yml.BrandLogo, ("logo",)),
        *published(brand_yml.BrandTypography, ("typography",)),
    ]
    assert len(keys) > 60
    assert [path for path in keys if not known(path)] == []


def test_the_check_of_published_keys_would_find_a_new_one():
    assert not known(("logo", "huge"))
    assert not known(("typography", "base", "tracking"))
