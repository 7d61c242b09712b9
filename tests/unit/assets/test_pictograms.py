"""Pictograms: their names are those that people know; each is drawn whole, in one colour, always the same."""

import re

import pytest
from fontTools.pens.boundsPen import BoundsPen

from foldwell.assets import pictograms
from foldwell.assets.pictograms import closest, find, names, pictogram

SHAPES = sorted(set(names().values()))

FAR_REACHING = ("check", "house-flood-water-circle-arrow-right", "person-walking-dashed-line-arrow-right")
"""Pictograms that reach beyond the square or the width of their glyph, or are wide."""


def box_of(svg):
    return [int(number) for number in re.search(rb'viewBox="([^"]+)"', svg)[1].split()]


def cut_off(glyph, box):
    """Whether the ink of a glyph reaches beyond a box, in units of the font with y down."""
    glyphs = pictograms._font().getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[glyph].draw(pen)
    left, bottom, right, top = pen.bounds
    x, y, width, height = box
    return left < x or -top < y or right > x + width or -bottom > y + height


@pytest.mark.parametrize(
    ("name", "glyph"),
    [
        ("pills", "pills"),
        ("triangle-exclamation", "triangle-exclamation"),
        ("exclamation-triangle", "triangle-exclamation"),
        ("times", "xmark"),
        ("user-md", "user-doctor"),
        ("ambulance", "truck-medical"),
    ],
)
def test_a_pictogram_has_its_name_and_its_old_ones(name, glyph):
    assert names()[name] == glyph
    assert pictogram(name, "#0a5564") == pictogram(glyph, "#0a5564")


def test_brands_letters_and_blanks_are_no_pictograms():
    assert len(SHAPES) > 1300
    left_out = {".notdef", "notdef", "space", "zero-width-space", "a", "font-awesome", "web-awesome"}
    assert left_out <= {*pictograms._font().getGlyphOrder()}
    assert not left_out & {*names(), *SHAPES}


def test_a_pictogram_is_whole_in_its_box():
    wrong = [
        shape
        for shape in (*SHAPES[::7], *FAR_REACHING)
        if cut_off(shape, box_of(pictogram(shape, "#000000").data))
    ]
    assert wrong == []


def test_a_box_that_is_too_small_cuts_a_pictogram_off():
    assert cut_off("pills", (0, -447, 512, 512))


def test_a_pictogram_is_drawn_the_same_again():
    drawn = pictogram.__wrapped__("heart-pulse", "#0a5564")
    assert drawn == pictogram.__wrapped__("heart-pulse", "#0a5564")
    assert b'fill="#0a5564"' in drawn.data
    assert drawn.name == "heart-pulse.svg"


def test_a_gap_at_its_right_leaves_a_pictogram_as_it_is():
    plain, spaced = pictogram("pills", "#000000"), pictogram("pills", "#000000", 0.5)
    assert spaced.ratio == plain.ratio + 0.5
    assert spaced.data.partition(b"<path")[2] == plain.data.partition(b"<path")[2]


def test_a_name_that_is_none_has_no_pictogram():
    with pytest.raises(KeyError):
        pictogram("exclamation-mark", "#000000")


@pytest.mark.parametrize(
    ("words", "nearest"),
    [
        ("heart", "heart"),
        ("fa-heart", "heart"),
        ("Exclamation triangle", "triangle-exclamation"),
        ("doctor", "user-doctor"),
        ("tabl", "table"),
    ],
)
def test_the_nearest_name_with_a_word_comes_first(words, nearest):
    assert find(words)[0].name == nearest


def test_a_search_finds_only_names_that_have_every_word():
    found = find("heart circle")
    assert len(found) == 6
    assert all({"heart", "circle"} <= set(match.name.split("-")) for match in found)
    assert find("pils") == find("") == find("zzqq") == ()


def test_the_other_names_of_a_pictogram_are_found_with_it():
    assert ("triangle-exclamation", ("exclamation-triangle", "warning")) in find("warning")


def test_a_slip_finds_the_name_that_was_meant():
    assert closest("pils", 3)[0].name == "pills"
    assert closest("hart-pulse", 3)[0].name == "heart-pulse"
    assert closest("medicine", 3) == ()
    assert len(closest("arrow", 6)) == 6


def test_a_search_for_endless_words_ends():
    assert find("x" * 1_000_000) == closest("x" * 1_000_000, 3) == ()


def test_the_font_files_are_under_the_open_font_license():
    licence = (pictograms.font_path().parent / "LICENSE.txt").read_text(encoding="utf-8")
    assert "# Fonts: SIL OFL 1.1 License" in licence
