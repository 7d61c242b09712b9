"""Colours fit for their jobs: measured, darkened just enough, told of or refused; and a pale brand's pack."""

import shutil
from dataclasses import replace
from itertools import combinations, product

import pytest
from coloraide import Color
from support.combinations import marking, representative
from support.project import ARTICLE, EACH_PRACTICE, ROOT

from foldwell.assets.colour import (
    CONTRAST_REQUIREMENTS,
    Palette,
    adjust_colours,
    contrast,
    nearest_passing,
    tint,
)
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.model import Colours
from foldwell.project import loading
from foldwell.workflows import build_pack

WHITE = "#ffffff"
BRAND = "content/practices/riverside/_brand.yml"
PALE = {
    "primary": "#ffd400",
    "secondary": "#ffe98a",
    "foreground": "#b8b8b8",
    "background": "#fffdf0",
    "danger": "#ff9d9d",
    "headings": "#ffc0e0",
    "link": "#9ad0ff",
}
DARK = {"primary": "#101f3c", "secondary": "#4a2d10", "foreground": "#000000", "danger": "#5c0000"}


def lighter(colour, step):
    """The colour, lighter by a step in OKLCH, as #rrggbb."""
    moved = Color(colour).convert("oklch")
    moved["lightness"] += step
    return moved.convert("srgb").to_string(hex=True, fit="oklch-chroma")


def hue(colour):
    return Color(colour).convert("oklch")["hue"]


@pytest.mark.parametrize(
    ("colour", "known"), {"#767676": 4.54, "#595959": 7.00, "#005EB8": 6.38, "#4F81BD": 4.03}.items()
)
def test_contrast_is_that_of_wcag(colour, known):
    assert round(contrast(colour, WHITE), 2) == known


def test_contrast_agrees_with_another_implementation_whichever_colour_comes_first():
    shown = ("#000000", "#ffffff", "#0a0a0a", "#0b0b0b", *PALE.values(), *DARK.values())
    for a, b in combinations(shown, 2):
        assert contrast(a, b) == contrast(b, a)
        known = Color(a).contrast(b, method="wcag21")
        assert contrast(a, b) == pytest.approx(known, rel=0.001)


def test_a_tint_mixes_with_white():
    assert tint("#000000", 0.5) == "#808080"
    assert tint("#0a5564", 1) == "#0a5564"
    assert tint("#0a5564", 0) == "#ffffff"


SHADED = list(product(["#ffd400", "#ff9d9d", "#00ffff", "#9fe8a0", "#c9b6ff", "#ff7700"], [3.0, 4.5, 7.0]))


@pytest.mark.parametrize(("colour", "needed"), SHADED)
def test_the_shade_that_passes_keeps_its_hue_and_a_slightly_lighter_one_fails(colour, needed):
    assert contrast(colour, WHITE) < needed
    shade = nearest_passing(colour, [WHITE], needed)
    assert contrast(shade, WHITE) >= needed
    assert contrast(lighter(shade, 0.004), WHITE) < needed
    assert hue(shade) == pytest.approx(hue(colour), abs=1)


def test_grey_stays_grey():
    shade = nearest_passing("#b8b8b8", [WHITE], 7)
    assert shade == "#595959"


def test_a_shade_that_passes_already_is_not_touched():
    assert nearest_passing("#767676", [WHITE], 4.5) == "#767676"


def test_what_stands_on_a_dark_ground_is_lightened():
    shade = nearest_passing("#1a3a5c", ["#0b1c2d"], 4.5)
    assert contrast(shade, "#0b1c2d") >= 4.5
    assert contrast(lighter(shade, -0.004), "#0b1c2d") < 4.5


def test_grounds_that_leave_no_shade_are_refused():
    with pytest.raises(ValueError, match="no shade of #ffd400"):
        nearest_passing("#ffd400", ["#ffffff", "#000000"], 7)


def misfits(colours):
    """What cannot be read, as a reader meets it: ink and ground by name, measured one by one."""
    papers = {"paper": WHITE, "background": colours.background}
    tints = {"tint": tint(colours.primary), "danger's tint": tint(colours.danger)}
    bars = {"white on ": WHITE, "background on ": colours.background}
    pairs = [(f"text on {name}", colours.foreground, on, 7) for name, on in (papers | tints).items()]
    for role, ink in {
        "primary": colours.primary,
        "headings": colours.headings_colour,
        "links": colours.link_colour,
    }.items():
        pairs += [(f"{role} on {name}", ink, on, 4.5) for name, on in (papers | tints).items()]
    own_grounds = papers | {"its tint": tints["danger's tint"]}
    pairs += [(f"danger on {name}", colours.danger, on, 4.5) for name, on in own_grounds.items()]
    pairs += [(f"{name}{bar}", ink, getattr(colours, bar), 4.5)
              for (name, ink), bar in product(bars.items(), ("primary", "danger"))]  # fmt: skip
    tones = papers | {"tint": tints["tint"]}
    pairs += [(f"secondary on {name}", colours.secondary, on, 3) for name, on in tones.items()]
    pairs += [(f"grey on {name}", Palette(colours).grey, on, 3) for name, on in tones.items()]
    return [what for what, ink, ground, needed in pairs if contrast(ink, ground) < needed]


BRANDS = {
    "pale": PALE,
    "all white": dict.fromkeys(PALE, "#ffffff"),
    "all black": dict.fromkeys(PALE, "#000000"),
    "light on dark": {**PALE, "foreground": "#f2f2f2", "background": "#101820"},
    "just too pale": {"primary": "#777777", "secondary": "#959595", "foreground": "#5a5a5a"},
}


@pytest.mark.parametrize("colours", BRANDS.values(), ids=BRANDS)
def test_every_colour_of_a_brand_is_fit_for_its_job_after_it_was_adjusted(colours):
    before = Colours(**colours)
    after, shades = adjust_colours(before)
    assert misfits(before)
    assert misfits(after) == []
    assert {shade.role: shade.used for shade in shades} == after.model_dump(exclude_none=True)
    assert {shade.role: shade.original for shade in shades} == before.model_dump(exclude_none=True)
    assert all(shade.changed == (shade.ratio < shade.required) for shade in shades)


def test_every_role_of_a_brand_has_a_job():
    assert {duty.role for duty in CONTRAST_REQUIREMENTS} == set(Colours.model_fields)


def test_adjusting_twice_changes_nothing_more():
    once, _ = adjust_colours(Colours(**PALE))
    twice, shades = adjust_colours(once)
    assert twice == once
    assert not any(shade.changed for shade in shades)


def test_a_dark_brand_is_untouched():
    colours, shades = adjust_colours(Colours(**DARK))
    assert colours == Colours(**DARK)
    assert not any(shade.changed for shade in shades)


@pytest.mark.parametrize("practice", EACH_PRACTICE)
def test_a_shipped_brand_is_printed_in_its_own_colours(contexts, practice):
    shades = contexts[practice].adjusted_colours
    assert {shade.role for shade in shades} >= set(Colours.model_fields) - {"headings", "link"}
    assert [shade for shade in shades if shade.changed] == []


def paint(project, settings="", **colours):
    """Give the practice of a project's copy these colours, and no others."""
    path = project / BRAND
    before, _, rest = path.read_text(encoding="utf-8").partition("color:\n")
    letters = {role: colours.pop(role) for role in ("headings", "link") if role in colours}
    rows = "".join(f'  {role}: "{colour}"\n' for role, colour in colours.items())
    after = rest.partition("typography:\n")[2]
    if "headings" in letters:
        after = after.replace("  headings:\n", f'  headings:\n    color: "{letters["headings"]}"\n')
        after += f'  link: {{color: "{letters["link"]}"}}\n'
    path.write_text(f"{before}color:\n{rows}typography:\n{after}{settings}", encoding="utf-8")


@pytest.fixture(scope="module")
def pale(tmp_path_factory):
    """The context of a practice whose brand is too pale for everything."""
    root = tmp_path_factory.mktemp("pale")
    for folder in ("content", "templates"):
        shutil.copytree(ROOT / folder, root / folder)
    paint(root, **PALE)
    return loading.load_context(root, "riverside", ARTICLE)


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("names", representative([["leaflet-screen", "handout", "card"], list(DOCUMENTS)]))
def test_the_whole_pack_of_a_pale_brand_is_made_and_keeps_its_promise(pale, names):
    assert verify(pale, build_pack.build_documents(pale, names)) == ()


def test_every_colour_of_a_pale_brand_that_had_to_change_is_reported(pale):
    changed = {shade.role: shade for shade in pale.adjusted_colours if shade.changed}
    assert set(changed) == {"primary", "secondary", "foreground", "danger", "headings", "link"}
    for role, shade in changed.items():
        assert (shade.original, shade.used) == (PALE[role], getattr(pale.brand.colours, role))
        assert hue(shade.used) == pytest.approx(hue(shade.original), abs=2, nan_ok=True)
    assert (
        changed["primary"].problem
        == "is too pale: #ffd400 on #f7eeee has a contrast of 1.25:1, and 4.5:1 is needed"
    )


def test_the_drawings_of_a_pale_brand_wear_its_shades(pale):
    drawn = b"".join(picture.data for picture in pale.figures.values()).decode()
    for role in ("primary", "secondary"):
        assert getattr(pale.brand.colours, role) in drawn
        assert PALE[role] not in drawn


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("name", marking(["leaflet-screen", "handout", "card"], "leaflet-screen"))
def test_a_pale_brand_that_is_not_adjusted_is_refused(pale, name):
    raw = replace(pale, brand=pale.brand.model_copy(update={"colours": Colours(**PALE)}))
    message = "\n".join(map(str, verify(raw, build_pack.build_documents(raw, (name,)))))
    assert "words cannot be seen" in message


STRICT = "defaults: {foldwell: {contrast: strict}}\n"


def test_a_strict_brand_is_refused_with_line_measure_and_the_shade_that_would_do(project):
    paint(project, STRICT, primary="#ffd400", secondary="#2f8f8a", danger="#ff9d9d")
    with pytest.raises(InputError) as caught:
        loading.load_context(project, "riverside", ARTICLE)
    assert str(caught.value).splitlines() == [
        f"{BRAND}:16: color: 'primary' is too pale: #ffd400 on #f7eeee has a contrast of 1.25:1,"
        ' and 4.5:1 is needed (write "#836b00", the nearest shade that passes)',
        f"{BRAND}:18: color: 'danger' is too pale: #ff9d9d on #fff5f5 has a contrast of 1.85:1,"
        ' and 4.5:1 is needed (write "#ac5255", the nearest shade that passes)',
    ]


def test_the_advice_of_a_strict_brand_is_taken(project):
    paint(project, STRICT, primary="#836b00", secondary="#2f8f8a", danger="#ac5255")
    assert not any(
        shade.changed for shade in loading.load_context(project, "riverside", ARTICLE).adjusted_colours
    )
