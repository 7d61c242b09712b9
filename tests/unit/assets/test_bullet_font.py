"""Bullets are alike beside every font."""

from io import BytesIO

import pytest
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont

from foldwell.assets.fonts import bullet_font, bundled_families, bundled_font


def bullet(family):
    """The height of the middle of a bullet, its width and its height, as multiples of the x-height."""
    with TTFont(BytesIO(bundled_font(family).regular)) as text:
        x_height = text["glyf"]["x"].yMax
    font = TTFont(BytesIO(bullet_font(bundled_font(family))))
    glyphs = font.getGlyphSet()
    pen = BoundsPen(glyphs)
    glyphs[font.getBestCmap()[0x2022]].draw(pen)
    left, bottom, right, top = pen.bounds
    return (bottom + top) / 2 / x_height, (right - left) / x_height, (top - bottom) / x_height


@pytest.mark.parametrize("family", bundled_families())
def test_a_bullet_has_one_size_and_stands_at_the_middle_of_small_letters(family):
    assert bullet(family) == pytest.approx((0.5, 0.6, 0.6), abs=0.01)


@pytest.mark.parametrize("family", bundled_families())
def test_a_bullet_stands_on_lines_of_the_height_of_its_text(family):
    text, bullets = (
        TTFont(BytesIO(data)) for data in (bundled_font(family).regular, bullet_font(bundled_font(family)))
    )
    for table, name in (
        ("hhea", "ascent"),
        ("hhea", "descent"),
        ("OS/2", "sTypoLineGap"),
        ("head", "unitsPerEm"),
    ):
        assert getattr(text[table], name) == getattr(bullets[table], name)


def test_the_font_of_bullets_is_the_same_each_time():
    font = bundled_font("Lato")
    assert bullet_font.__wrapped__(font) == bullet_font.__wrapped__(font)
