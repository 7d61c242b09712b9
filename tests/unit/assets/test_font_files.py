"""A practice's own font files: what is let in, what they become, and what is refused in bounded time."""

import struct
import zlib
from io import BytesIO

import brotli
import pytest
from fontTools.cffLib import GlobalSubrsIndex
from fontTools.misc.psCharStrings import T2CharString
from fontTools.ttLib import TTFont
from support import font_files

from foldwell.assets.fonts import font_container
from foldwell.assets.fonts.conversion import static_face
from foldwell.assets.fonts.font_budget import MAX_STEPS
from foldwell.assets.fonts.font_file import MAX_CONVERTED_GLYPHS, Embedding, read_face
from foldwell.errors import InputError

KINDS = {
    "ttf": font_files.truetype,
    "otf": font_files.cff,
    "woff2": lambda: font_files.truetype(flavor="woff2"),
    "woff": lambda: font_files.truetype(flavor="woff"),
    "otf in woff2": lambda: font_files.cff(flavor="woff2"),
    "variable": font_files.variable,
    "variable in woff2": lambda: font_files.variable(flavor="woff2"),
}


def face_of(data, weight=None):
    return read_face(data, "oak.ttf", weight, "oak.ttf")


def opened(data):
    return TTFont(BytesIO(data))


@pytest.mark.parametrize("kind", KINDS)
def test_a_font_of_any_kind_becomes_a_static_truetype_face_of_the_brands_name(kind):
    data = static_face(face_of(KINDS[kind]()), 700, "Elm Sans", bold=True)
    font = opened(data)
    assert data[:4] == b"\0\1\0\0"
    assert {"glyf", "loca"} <= set(font.keys())
    assert {"CFF ", "fvar", "gvar", "STAT"}.isdisjoint(font.keys())
    names = [font["name"].getDebugName(number) for number in (1, 2, 4, 16)]
    assert names == ["Elm Sans", "Bold", "Elm Sans Bold", None]
    assert (font["OS/2"].usWeightClass, font["head"].macStyle) == (700, 1)
    assert font["glyf"]["x"].yMax == font_files.HEIGHT


@pytest.mark.parametrize("kind", KINDS)
def test_a_font_is_converted_to_the_same_bytes_each_time(kind):
    face = face_of(KINDS[kind]())
    first = static_face(face, 400, "Elm Sans", bold=False)
    static_face.cache_clear()
    assert static_face(face, 400, "Elm Sans", bold=False) == first


def test_a_static_truetype_file_of_the_right_name_stays_as_it_is():
    data = font_files.truetype("Oak Sans")
    assert static_face(face_of(data), 400, "Oak Sans", bold=False) == data


def test_a_variable_font_is_drawn_at_the_weight_asked_for():
    face = face_of(font_files.variable())
    assert (face.lightest, face.heaviest) == (300, 900)
    widths = [
        opened(static_face(face, weight, "Oak", bold=False))["glyf"]["x"].xMax for weight in (300, 600, 900)
    ]
    assert widths == [400, 450, 500]


def test_a_cubic_outline_is_followed_within_a_thousandth_of_the_em():
    glyph = opened(static_face(face_of(font_files.cff()), 400, "Oak", bold=False))["glyf"]["x"]
    assert (glyph.xMin, glyph.yMin, glyph.xMax, glyph.yMax) == (0, 0, 400, font_files.HEIGHT)
    assert len(glyph.coordinates) > 5


@pytest.mark.parametrize(
    ("rights", "embedding"),
    [
        (0, Embedding.EVERYWHERE),
        (8, Embedding.EVERYWHERE),
        (4, Embedding.PDF),
        (12, Embedding.EVERYWHERE),
        (2, Embedding.NOWHERE),
        (0x100, Embedding.NOWHERE),
        (0x204, Embedding.NOWHERE),
    ],
)
def test_a_maker_says_where_a_font_may_be_embedded(rights, embedding):
    with opened(font_files.truetype()) as font:
        font["OS/2"].fsType = rights
        assert face_of(font_files.packed(font)).embedding is embedding


def refusal(data):
    with pytest.raises(InputError) as caught:
        face_of(data)
    (problem,) = caught.value.problems
    assert problem.hint
    return problem.message


def groups(*ranges):
    """A character map of format 12 that names these ranges of characters."""
    table = struct.pack(">HHIII", 12, 0, 16 + 12 * len(ranges), 0, len(ranges))
    table += b"".join(struct.pack(">III", first, last, 1) for first, last in ranges)
    return struct.pack(">HHHHI", 0, 1, 3, 10, 12) + table


def overlapping_segments(count=4000):
    """A character map of format 4 whose every segment names all characters."""
    ends = [0xFFFF] * count
    body = struct.pack(
        f">{count}HH{count}H{count}H{count}H", *ends, 0, *[0] * count, *[1] * count, *[0] * count
    )
    return (
        struct.pack(">HHHHI", 0, 1, 3, 1, 12)
        + struct.pack(">7H", 4, 14 + len(body), 0, 2 * count, 0, 0, 0)
        + body
    )


def unpacking_to(size):
    """A .woff2 file of a few kilobytes whose tables unpack to `size` bytes."""
    tables = brotli.compress(bytes(size), quality=1)
    entry = bytes([0x3F]) + b"junk" + b"\x8a\x00"
    header = struct.pack(
        ">4s4sIHHIIHHIIIII", b"wOF2", b"\0\1\0\0", 0, 1, 0, 256, len(tables), 1, 0, 0, 0, 0, 0, 0
    )
    return header + entry + tables


def zipped_to(size):
    """A .woff file whose one table unpacks to `size` bytes, although it says otherwise."""
    table = zlib.compress(bytes(size))
    header = struct.pack(">4s4sIHHIHHIIIII", b"wOFF", b"\0\1\0\0", 0, 1, 0, 256, 1, 0, 0, 0, 0, 0, 0)
    return header + struct.pack(">4s4I", b"glyf", 64, len(table), len(table) + 1, 0) + table


def calling(depth=24, twice=2):
    """A CFF font whose subroutines each call the next one several times, and draw nothing."""
    with TTFont(BytesIO(font_files.cff()), recalcBBoxes=False) as font:
        top = font["CFF "].cff[0]
        subroutines = GlobalSubrsIndex()
        for level in range(depth):
            call = [] if level == 0 else [level - 1 - 107, "callgsubr"]
            subroutines.append(T2CharString(program=[*call * twice, "return"]))
        font["CFF "].cff.GlobalSubrs = subroutines
        top.GlobalSubrs = subroutines
        top.CharStrings["x"].setProgram([depth - 1 - 107, "callgsubr", "endchar"])
        for outline in top.CharStrings.values():
            outline.globalSubrs = subroutines
        return font_files.packed(font)


def deep(levels):
    font, names, weight = font_files.nested(levels)
    font.setupHorizontalHeader(ascent=800, descent=-200)
    font.setupNameTable(names)
    font.setupOS2(usWeightClass=weight, fsType=0)
    font.setupPost()
    font.font.recalcBBoxes = False
    return font_files.packed(font.font)


STEPS = "the font is drawn in too many steps"
HOSTILE = {
    "larger than any": (lambda: bytes(font_container.MAX_FONT_BYTES + 1), "the font is larger than 10 MB"),
    "a collection": (font_files.collection, "the file holds several fonts"),
    "no font": (lambda: b"%PDF-1.7", "the file is not a font"),
    "empty": (lambda: b"", "the file is not a font"),
    "cut short": (lambda: font_files.truetype()[:400], "the font is damaged or cut short"),
    "cut short in .woff2": (
        lambda: font_files.truetype(flavor="woff2")[:200],
        "the font is damaged or cut short",
    ),
    "another kind inside": (lambda: b"OTTO" + font_files.truetype()[4:], None),
    "a bomb in .woff2": (lambda: unpacking_to(50_000_000), "the font unpacks to more than 40 MB"),
    "a bomb in .woff": (lambda: zipped_to(50_000_000), "the font unpacks to more than 40 MB"),
    "too many characters": (
        lambda: font_files.with_cmap(font_files.truetype(), groups((0, 0xFFFFFFF0))),
        "the font maps more characters than there are",
    ),
    "characters again and again": (
        lambda: font_files.with_cmap(font_files.truetype(), overlapping_segments()),
        "the font maps more characters than there are",
    ),
    "glyphs in glyphs": (lambda: deep(28), STEPS),
    "glyphs in glyphs too deep": (lambda: deep(60), STEPS),
    "subroutines that call each other": (calling, STEPS),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_or_damaged_font_is_refused_in_one_line(case):
    harm, message = HOSTILE[case]
    found = refusal(harm()) if message else ""
    assert found == (message or "")


def test_a_font_of_another_kind_inside_is_read_for_what_it_is():
    harm, _ = HOSTILE["another kind inside"]
    assert (
        opened(static_face(face_of(harm()), 400, "Oak Sans", bold=False))["glyf"]["x"].yMax
        == font_files.HEIGHT
    )


def test_fonts_of_ordinary_depth_are_let_in():
    assert face_of(deep(8)).families == ("Oak Sans",)
    assert face_of(calling(depth=6)).families == ("Oak Sans",)
    assert MAX_STEPS > 2**20
    assert MAX_CONVERTED_GLYPHS > 3000
