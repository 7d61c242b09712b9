"""Small font files of every kind, drawn for the tests."""

from io import BytesIO

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.TupleVariation import TupleVariation

CHARACTERS = {ord(character): character for character in "xHo"}
GLYPHS = [".notdef", *CHARACTERS.values()]
WIDTH, HEIGHT = 500, 520


def builder(family, is_ttf=True, weight=400, codes=None):
    """A font whose characters are blocks, but for its outlines."""
    font = FontBuilder(1000, isTTF=is_ttf)
    font.setupGlyphOrder(GLYPHS)
    font.setupCharacterMap(codes or CHARACTERS)
    return font, {"familyName": family, "styleName": "Regular", "psName": f"{family}-Regular"}, weight


def finished(font, names, weight, rights=0):
    font.setupHorizontalMetrics(dict.fromkeys(GLYPHS, (WIDTH, 0)))
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable(names)
    font.setupOS2(usWeightClass=weight, sTypoAscender=800, sTypoDescender=-200, fsType=rights)
    font.setupPost()
    return font


def packed(font, flavor=None):
    out = BytesIO()
    font.flavor = flavor
    font.save(out)
    return out.getvalue()


def block(pen, width=400, height=HEIGHT):
    """A block with one curved side, so that cubic and quadratic outlines differ."""
    pen.moveTo((0, 0))
    pen.lineTo((0, height))
    pen.lineTo((width, height))
    pen.closePath()


def curved(pen):
    pen.moveTo((0, 0))
    pen.curveTo((0, 200), (200, HEIGHT), (400, HEIGHT))
    pen.lineTo((400, 0))
    pen.closePath()


def truetype(family="Oak Sans", weight=400, flavor=None, rights=0, codes=None):
    font, names, weight = builder(family, weight=weight, codes=codes)
    pen = TTGlyphPen(None)
    block(pen)
    font.setupGlyf(dict.fromkeys(GLYPHS, pen.glyph()))
    return packed(finished(font, names, weight, rights).font, flavor)


def cff(family="Oak Sans", weight=400, flavor=None):
    """An OpenType font with cubic outlines."""
    font, names, weight = builder(family, is_ttf=False, weight=weight)
    pen = T2CharStringPen(WIDTH, None)
    curved(pen)
    drawings = dict.fromkeys(GLYPHS, pen.getCharString())
    font.setupCFF(names["psName"], {}, drawings, {})
    return packed(finished(font, names, weight).font, flavor)


def variable(family="Oak Sans", lightest=300, heaviest=900, flavor=None):
    """A font whose x grows wider with its weight."""
    font, names, weight = builder(family)
    pen = TTGlyphPen(None)
    block(pen)
    font.setupGlyf(dict.fromkeys(GLYPHS, pen.glyph()))
    finished(font, names, weight)
    font.setupFvar([("wght", lightest, lightest, heaviest, "Weight")], [])
    wider = TupleVariation(
        {"wght": (0.0, 1.0, 1.0)}, [(0, 0), (0, 0), (100, 0), *[(0, 0), (100, 0), (0, 0), (0, 0)]]
    )
    font.setupGvar({"x": [wider]})
    return packed(font.font, flavor)


def nested(levels=40, twice=2):
    """A TrueType font whose x is a glyph twice, which is another twice, and so on."""
    font, names, weight = builder("Oak Sans")
    pen = TTGlyphPen(None)
    block(pen)
    glyphs, order = dict.fromkeys(GLYPHS, pen.glyph()), [*GLYPHS, *(f"part{n}" for n in range(levels))]
    for number in range(levels):
        parts, after = TTGlyphPen(dict.fromkeys(order)), f"part{number + 1}" if number + 1 < levels else "o"
        for _ in range(twice):
            parts.addComponent(after, (1, 0, 0, 1, 0, 0))
        glyphs[f"part{number}"] = parts.glyph()
    whole = TTGlyphPen(dict.fromkeys(order))
    whole.addComponent("part0", (1, 0, 0, 1, 0, 0))
    glyphs["x"] = whole.glyph()
    font.setupGlyphOrder(order)
    for glyph in glyphs.values():  # to work out the bounds would draw every level
        glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax = 0, 0, 400, HEIGHT
    font.setupGlyf(glyphs, calcGlyphBounds=False)
    font.setupHorizontalMetrics(dict.fromkeys(order, (WIDTH, 0)))
    return font, names, weight


def collection():
    return b"ttcf" + truetype()[4:]


def with_cmap(face, table):
    """A font with another character map, as bytes."""
    with TTFont(BytesIO(face)) as font:
        font["cmap"] = _Raw("cmap", table)
        return packed(font)


class _Raw:
    def __init__(self, tag, data):
        self.tableTag, self.data, self.dependencies = tag, data, ()

    def compile(self, _):
        return self.data
