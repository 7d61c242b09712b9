"""Pictures of dots: as many are filled as there are people, and a photocopy shows which."""

import pytest
from PIL import Image

from foldwell.assets.fonts import bundled_font
from foldwell.assets.images.dots import COLUMNS, dots_picture
from foldwell.rendering.rasterize import rasterized

PIXELS = 12
"""The pixels from one dot to the next."""


def inked(picture, per):
    """Return the share of ink of the place of each dot, row by row, on a grey picture."""
    columns = COLUMNS[per]
    width = columns * PIXELS
    shown = rasterized(picture, width / 10, bundled_font("Lato"), ppi=254).convert("L")
    shown = shown.resize((width, per // columns * PIXELS), Image.Resampling.BOX)
    places = (
        shown.crop((column, row, column + PIXELS, row + PIXELS))
        for row in range(0, shown.height, PIXELS)
        for column in range(0, shown.width, PIXELS)
    )
    return [sum(255 - level for level in place.tobytes()) / 255 / PIXELS**2 for place in places]


@pytest.mark.parametrize(("filled", "per"), [(0, 100), (1, 100), (30, 100), (100, 100), (57, 1000)])
def test_as_many_dots_are_filled_as_there_are_people(filled, per):
    ink = inked(dots_picture("dots.svg", filled, filled, per), per)
    assert len(ink) == per
    assert all(share > 0.3 for share in ink[:filled])
    assert all(0.05 < share < 0.3 for share in ink[filled:])


def test_a_range_has_its_lower_number_and_the_rest_of_it_in_two_colours():
    picture = dots_picture("dots.svg", 10, 20, 100)
    text = picture.data.decode()
    assert text.index("stroke-primary") < text.index("stroke-secondary") < text.index("stroke-grey")
    assert 'class="stroke-secondary"' in text
    assert sum(share > 0.3 for share in inked(picture, 100)) == 20


def test_ten_thousand_dots_take_few_bytes():
    assert len(dots_picture("dots.svg", 70, 70, 10000).data) < 5_000


@pytest.mark.parametrize(("low", "high", "per"), [(2, 1, 100), (-1, 1, 100), (1, 101, 100), (1, 2, 30)])
def test_numbers_that_cannot_be_dots_are_refused(low, high, per):
    with pytest.raises(ValueError, match="not a number of dots"):
        dots_picture("dots.svg", low, high, per)
