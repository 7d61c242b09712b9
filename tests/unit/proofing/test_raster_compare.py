"""The comparison of rendered pages by the mean greys of squares."""

from PIL import Image

from foldwell.proofing import raster_compare
from foldwell.rendering.prepress.imposition import Slot

PAGE = Slot(1, 0.0, 0.0, 20.0, 30.0)


def page(*rules):
    image = Image.new("L", (120, 180), 255)
    for edges in rules:
        image.paste(0, raster_compare.pixel_box(image, edges))
    return image


def greys(image):
    return raster_compare.mean_greys(image, PAGE)


def test_a_page_is_compared_in_squares_of_two_millimetres():
    assert greys(page()).size == (10, 15)


def test_a_missing_rule_is_seen_and_a_shift_by_a_pixel_is_not():
    rule, shifted = page((2.0, 10.0, 18.0, 10.7)), page((2.0, 10.17, 18.0, 10.87))
    assert not raster_compare.similar(greys(rule), greys(page()))
    assert raster_compare.similar(greys(rule), greys(shifted))


def test_a_box_ends_where_the_page_does():
    assert raster_compare.pixel_box(page(), (-1.0, 2.0, 99.0, 99.0)) == (0, 12, 120, 180)


def test_the_largest_difference_is_that_of_any_band_and_any_size():
    red, black = Image.new("RGB", (4, 4), (90, 0, 0)), Image.new("RGB", (2, 2))
    assert raster_compare.max_difference(red, black) == 90
