"""Every pair of text and ground that a design prints can be read, whatever the brand's colours."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from support.project import CLASSIC, ROOT

from foldwell.assets.colour import adjust_colours, contrast
from foldwell.assets.design_colours import DesignColours
from foldwell.model import BannerBoxDesign, Colours
from foldwell.project import design_file

DESIGNS = {name: design_file.load_design(ROOT, name, "") for name in design_file.designs(ROOT)}
COLOURS = st.builds("#{:06x}".format, st.integers(0, 0xFFFFFF))


@pytest.mark.parametrize("design", DESIGNS)
@settings(max_examples=25, deadline=None, derandomize=True)
@given(primary=COLOURS, secondary=COLOURS)
def test_each_pair_has_its_contrast_in_every_brand(design, primary, secondary):
    colours, _ = adjust_colours(Colours(primary=primary, secondary=secondary))
    pairs = list(DesignColours(DESIGNS[design], colours).pairs())
    assert len(pairs) > 10
    assert [pair for pair in pairs if pair.ratio < pair.required] == []


def test_a_ground_too_pale_for_light_words_is_darkened_and_keeps_its_hue():
    colours = Colours(primary="#14506e", secondary="#d9a441")
    assert contrast("#ffffff", colours.secondary) < 4.5
    pair = DesignColours(CLASSIC, colours).pair("secondary", "paper")
    assert pair.ink == "#ffffff"
    assert pair.ground != colours.secondary
    assert 4.5 <= pair.ratio < 5
    red, green, blue = bytes.fromhex(pair.ground[1:])
    assert red > green > blue


def test_words_too_pale_for_a_tint_are_darkened():
    colours = Colours(primary="#14506e", secondary="#d9a441")
    pair = DesignColours(CLASSIC, colours).pair("tint", "secondary")
    assert pair.ground == DesignColours(CLASSIC, colours).ground("tint")
    assert pair.ink != colours.secondary
    assert pair.ratio >= 4.5


def test_the_heading_of_a_box_is_measured_on_its_banner_if_it_has_one():
    colours = DesignColours(CLASSIC, Colours(primary="#14506e", secondary="#b0633a"))
    plain = BannerBoxDesign(ground="tint")
    assert colours.box_heading(plain).ground == colours.ground("tint")
    banner = plain.model_copy(update={"banner": "primary", "heading": "paper"})
    assert colours.box_heading(banner) == colours.pair("primary", "paper")
