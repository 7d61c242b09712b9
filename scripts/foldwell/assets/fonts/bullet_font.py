"""A font of bullets that are as large, and stand as high, beside the text of every font."""

from __future__ import annotations

import math
from functools import cache
from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._g_l_y_f import Glyph

from foldwell.assets.fonts.metrics import x_height_of
from foldwell.model import Font

BULLET = "\N{BULLET}"
BULLETS = "bullets"
"""The family of the font."""

DIAMETER, ADVANCE, SPACE = 0.6, 0.8, 0.5
"""The diameter of a bullet, and how wide it and the space after it are, as multiples of the x-height."""

CONTROL_POINTS = 8
"""How many quadratic curves a disc has: off a circle by three thousandths of its radius."""

LINE_HEIGHT = (
    *("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"),
    "fsSelection",  # says which of them count
)


@cache
def bullet_font(font: Font) -> bytes:
    """Return the bullets beside the text of a font, as a TrueType font.

    Its lines are as high as those of the regular face, so that a bullet stands on the line of its words.
    """
    with TTFont(BytesIO(font.regular), lazy=True) as face:
        x_height = round(x_height_of(face) * face["head"].unitsPerEm)
        builder = FontBuilder(face["head"].unitsPerEm, isTTF=True)
        builder.setupGlyphOrder([".notdef", "space", "bullet"])
        builder.setupCharacterMap({ord(" "): "space", ord(BULLET): "bullet"})
        blank = TTGlyphPen(None).glyph()
        builder.setupGlyf({".notdef": blank, "space": blank, "bullet": _disc(x_height)})
        widths = {".notdef": SPACE, "space": SPACE, "bullet": ADVANCE}
        builder.setupHorizontalMetrics({name: (round(part * x_height), 0) for name, part in widths.items()})
        lines = face["hhea"]
        builder.setupHorizontalHeader(ascent=lines.ascent, descent=lines.descent, lineGap=lines.lineGap)
        builder.setupNameTable({"familyName": BULLETS, "styleName": "Regular"})
        builder.setupOS2(version=4, **{name: getattr(face["OS/2"], name) for name in LINE_HEIGHT})
        builder.setupPost()
    builder.updateHead(created=0, modified=0)
    builder.font.recalcTimestamp = False
    data = BytesIO()
    builder.save(data)
    return data.getvalue()


def _disc(x_height: float) -> Glyph:
    """Return a disc whose middle is that of small letters."""
    radius, middle = DIAMETER * x_height / 2, x_height / 2
    far = radius / math.cos(math.pi / CONTROL_POINTS)
    angles = (-2 * math.pi * number / CONTROL_POINTS for number in range(CONTROL_POINTS))
    pen = TTGlyphPen(None)
    # TrueType implies a point of the curve between each two control points.
    pen.qCurveTo(*((middle + far * math.cos(turn), middle + far * math.sin(turn)) for turn in angles), None)
    pen.closePath()
    return pen.glyph(round=round)
