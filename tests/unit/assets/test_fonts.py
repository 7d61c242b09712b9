"""Supplied fonts, and the choice of one for what a brand file asks for."""

import struct
from dataclasses import dataclass, field
from io import BytesIO

import pytest
from fontTools.ttLib import TTFont
from support import font_files

from foldwell.assets import fonts
from foldwell.assets.fonts import families, metrics
from foldwell.assets.fonts.family_search import FamilySearch
from foldwell.errors import Location
from foldwell.model import Brand, Font, FontFile, RequestedFamily, Typeface


def test_a_family_has_a_regular_and_a_bold_face():
    lato = fonts.bundled_font("Lato")
    assert lato.family == "Lato"
    assert lato.regular != lato.bold


def test_every_supplied_family_can_draw_english():
    letters = set(map(ord, "ABCXYZabcxyz0123456789.,:;-()&'"))
    assert fonts.bundled_families(), "no fonts are supplied"
    for family in fonts.bundled_families():
        assert letters <= fonts.characters(fonts.bundled_font(family)), family


def test_only_families_that_a_word_file_can_carry_are_supplied():
    for family in fonts.bundled_families():
        assert fonts.bundled_font(family).regular[:4] in (b"\x00\x01\x00\x00", b"true"), family
    assert {"Fontin", "XCharter"}.isdisjoint(fonts.bundled_families())


def test_a_longer_word_is_wider():
    lato = fonts.bundled_font("Lato")
    assert fonts.text_width(lato, "vein") < fonts.text_width(lato, "veins") < 5


@pytest.mark.parametrize("family", fonts.bundled_families())
def test_the_table_of_known_families_is_right_about_those_supplied(family):
    measured, stated = metrics.family_metrics(fonts.bundled_font(family)), families.metrics_of(family)
    assert measured.x_height == pytest.approx(stated.x_height, abs=0.006)
    assert measured.advance == pytest.approx(stated.advance, rel=0.03)


@pytest.mark.parametrize(
    ("asked", "used"),
    [
        (["Inter"], "Open Sauce Sans"),
        (["Montserrat"], "Poppins"),
        (["Georgia"], "Gentium Book Plus"),
        (["Arial"], "Roboto"),
        (["IBM Plex Mono"], None),
        (["Unheard Slab"], "Gentium Book Plus"),
        (["Unheard Rounded"], "Source Sans 3"),
        (["Unheard"], "Source Sans 3"),
        (["Unheard", "serif"], "Gentium Book Plus"),
        (["Unheard", "Georgia", "sans-serif"], "Gentium Book Plus"),
        (["system-ui"], "Source Sans 3"),
        (["serif"], "Gentium Book Plus"),
    ],
)
def test_the_nearest_supplied_family_is_of_the_same_kind_and_of_like_measures(asked, used):
    found = families.nearest_family(asked)
    assert found == used or (used is None and families.metrics_of(found).kind == "sans")


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("Source Sans", "Source Sans 3"),
        ("Source Sans Pro", "Source Sans 3"),
        ("OpenSans", "Open Sans"),
        ("Opn Sans", "Open Sans"),
        ("Noto Serif", None),
        ("Nunito Sans", None),
        ("Roboto Slab", None),
        ("Comic Neue", None),
    ],
)
def test_only_a_near_miss_of_a_supplied_family_is_taken_for_it(name, meant):
    assert families.misspelt_family(name) == meant


@pytest.mark.parametrize(
    ("name", "token"),
    [
        ("\u00d6ko Sans", "Oko Sans"),
        ("Fa\u00e7ade & Co.", "Facade Co"),
        ("\u65b0\u5b8b\u4f53", "Brand Font"),
        ("-apple-system", "apple-system"),
        ('x";}@import url(y)', "x import url y"),
    ],
)
def test_a_name_reaches_a_stylesheet_as_a_token_alone(name, token):
    assert families.family_token(name) == token


@dataclass
class Folder:
    """The folder of a brand file, with these files in it."""

    files: dict = field(default_factory=dict)
    name: str = "oakwood"

    def read(self, path):
        return self.files.get(path)

    def font_files(self):
        return sorted(self.files)


def chosen(files=(), base=("Oak Sans",), listed=True):
    """What is chosen for a brand that asks for families, and has files of the first of them in its folder."""
    named = tuple(FontFile(path=path) for path in dict(files)) if listed else ()
    requested = tuple(RequestedFamily(name=name, files=named if name == base[0] else ()) for name in base)
    faces = {"family": "Oak Sans", "requested": requested}
    brand = Brand(
        name="Oakwood",
        logo={"path": "logo.svg", "alt": "Oakwood"},
        colours={"primary": "#000000", "secondary": "#000000"},
        base=Typeface(**faces),
        headings=Typeface(**faces),
    )
    return fonts.choose_fonts(
        brand, Folder(dict(files)), lambda keys: Location("_brand.yml", 4, keys=tuple(keys))
    )


def said(choice):
    return [*choice.diagnostics.problems, *choice.diagnostics.corrections, *choice.diagnostics.notes]


def test_a_family_that_is_not_supplied_is_named_with_the_one_used_and_how_to_bring_it():
    choice = chosen(base=("Inter",))
    (correction,) = choice.diagnostics.corrections
    assert choice.fonts[0].family == "Open Sauce Sans"
    assert str(correction) == (
        "_brand.yml:4: typography, base: the font family 'Inter' is not supplied, so the nearest that is,"
        " 'Open Sauce Sans', is used (to have it, put its .ttf files beside _brand.yml and name them:"
        " typography: {fonts: [{family: Inter, source: file, files: [inter-regular.ttf, inter-bold.ttf]}]})"
    )


@pytest.mark.parametrize(("at", "value"), [(12, 0), (18, 255)], ids=["cannot be subset", "cannot be drawn"])
def test_a_font_that_only_an_engine_finds_damaged_is_refused_by_its_name(at, value):
    data = bytearray(font_files.truetype())
    head = struct.unpack(">I", data[data.index(b"head") + 8 :][:4])[0]
    data[head + at] = value
    problems = chosen({"oak.ttf": bytes(data)}).diagnostics.problems
    what = "oakwood/oak.ttf: the font is damaged in a table that is needed to draw it"
    assert {str(problem).partition(" (")[0] for problem in problems} == {what}


def test_the_first_family_of_a_list_that_there_is_is_used():
    first = chosen(base=("Lato", "Inter", "sans-serif"))
    assert first.fonts[0].family == "Lato"
    assert [note.message for note in said(first)] == [
        "typography, base: 'family' is a list, and 'Lato' is used"
    ]
    second = chosen(base=("Aptos", "Lato"))
    assert second.fonts[0].family == "Lato"
    assert "'Aptos' is not supplied, so the next in the list, 'Lato'" in str(*second.diagnostics.corrections)


@pytest.mark.parametrize(
    ("name", "note"),
    [
        (
            "Opn Sans",
            "base: there is no font family 'Opn Sans', so 'Open Sans' is used (write it as 'Open Sans')",
        ),
        ("serif", "base: 'serif' is printed in 'Gentium Book Plus' (to choose another, write its name)"),
    ],
)
def test_a_name_that_is_no_family_says_what_is_used_for_it(name, note):
    assert str(said(chosen(base=(name,)))[0]) == f"_brand.yml:4: typography, {note}"


REGULAR, BOLD = font_files.truetype(), font_files.truetype(weight=700)


@pytest.mark.parametrize(
    ("lying", "regular", "bold"),
    [
        ((400, 700), 400, 700),
        ((300, 400, 500, 600, 700), 400, 700),
        ((300, 500, 600), 500, 600),
        ((300, 600), 300, 600),
        ((300, 500), 500, 500),
        ((700,), 700, 700),
        ((900, 400), 400, 900),
    ],
)
def test_regular_and_bold_are_the_nearest_weights_that_there_are(lying, regular, bold):
    # The glyphs of a file are as wide as its weight, so that one can be told from another.
    files = {f"oak-{weight}.ttf": widened(weight) for weight in lying}
    font = chosen(files).fonts[0]
    assert [
        round(metrics.text_width(Font("", face, face), "x") * 1000) for face in (font.regular, font.bold)
    ] == [
        regular,
        bold,
    ]


def widened(weight):
    with TTFont(BytesIO(font_files.truetype(weight=weight))) as font:
        font["hmtx"].metrics = dict.fromkeys(font["hmtx"].metrics, (weight, 0))
        return font_files.packed(font)


def test_a_family_without_a_bold_face_is_told():
    choice = chosen({"oak.ttf": REGULAR})
    assert [note.message for note in choice.diagnostics.corrections] == [
        "typography, fonts: 'Oak Sans' has no bold face, so its 400 is used"
    ]


def test_a_slanted_face_and_digits_of_different_widths_are_noted():
    with TTFont(BytesIO(REGULAR)) as font:
        font["head"].macStyle |= 2
        slanted = font_files.packed(font)
    with TTFont(BytesIO(font_files.truetype(codes={ord("0"): "x", ord("1"): "H"}))) as font:
        font["hmtx"].metrics |= {"x": (300, 0)}
        uneven = font_files.packed(font)
    notes = [str(note) for note in chosen({"italic.ttf": slanted, "a.ttf": uneven}).diagnostics.notes]
    assert notes[0].endswith("italic.ttf is not used on paper (upright letters are easier to read)")
    assert (
        "_brand.yml:4: 'Oak Sans' has digits of different widths (columns of numbers do not line up in it)"
        in notes
    )


def test_a_font_with_more_outlines_than_can_be_converted_is_refused():
    data = bytearray(font_files.cff())
    count = struct.unpack(">I", data[data.index(b"maxp") + 8 :][:4])[0] + 4
    data[count : count + 2] = struct.pack(">H", 6_001)
    (problem, *_) = chosen({"oak.otf": bytes(data)}).diagnostics.problems
    assert str(problem) == (
        "oakwood/oak.otf: the font has 6001 outlines of the kind CFF, more than can be converted"
        " (put its .ttf files there)"
    )


def test_files_that_the_brand_file_does_not_name_are_found_by_the_family_inside():
    files = {
        "fonts/a.ttf": REGULAR,
        "fonts/b.ttf": BOLD,
        "fonts/c.ttf": font_files.truetype("Elm Sans"),
        "d.ttf": b"",
    }
    choice = chosen(files, listed=False)
    assert choice.fonts[0].family == "Oak Sans"
    assert choice.diagnostics.corrections == ()
    assert "found beside _brand.yml: fonts/a.ttf, fonts/b.ttf" in choice.diagnostics.notes[0].message


def restricted(rights):
    return {f"oak-{weight}.ttf": font_files.truetype(weight=weight, rights=rights) for weight in (400, 700)}


def test_a_font_that_may_not_be_embedded_is_replaced_in_every_document():
    choice = chosen(restricted(2))
    assert {font.family for font in (*choice.fonts, *choice.word_fonts)} == {"Source Sans 3"}
    assert (
        "the maker of 'Oak Sans' does not allow it in a document" in choice.diagnostics.corrections[0].message
    )


def test_a_font_that_may_be_embedded_in_pdf_alone_is_replaced_in_word_files():
    choice = chosen(restricted(4))
    assert choice.fonts[0].family == "Oak Sans"
    assert choice.word_fonts[0].family in fonts.bundled_families()
    assert "allows it in PDF files only" in choice.diagnostics.corrections[0].message


def test_a_font_file_on_the_web_is_not_fetched():
    requested = (
        RequestedFamily(name="Lato", files=(FontFile(path="https://fonts.example.org/lato.woff2"),)),
    )
    search = FamilySearch(Folder(), lambda keys: Location("_brand.yml", 4))
    assert search.find(requested, "base").family == "Lato"
    assert "is a web address, and fonts are not fetched" in search.corrections[0].message


def test_a_character_that_a_font_lacks_is_drawn_by_the_nearest_that_has_it():
    oak = Font("Oak Sans", REGULAR, BOLD)
    needed = frozenset(map(ord, "x\u2265\u16a0"))
    font = fonts.with_fallbacks(oak, needed)
    assert [one.family for one in font.chain][:1] == ["Oak Sans"]
    assert len(font.fallbacks) == 1
    assert set(fonts.fallback_families(font, needed)) == {0x2265}
    assert fonts.text_width(font, "\u2265") > 0 == fonts.text_width(oak, "\u2265")


def test_a_font_that_lacks_nothing_has_no_fallbacks():
    lato = fonts.bundled_font("Lato")
    assert fonts.with_fallbacks(lato, frozenset(map(ord, "Plain words"))) is lato
