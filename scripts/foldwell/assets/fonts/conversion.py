"""Turn a font file into what every document can carry: a static TrueType face, regular or bold.

A Word file carries TrueType outlines only, takes a family to have one regular and one bold face, and knows it
by the names inside. So a variable font is pinned to a weight, CFF outlines become quadratic ones, what is
packed for the web is unpacked, and the names are those of the family as the brand file calls it.
"""

from __future__ import annotations

from functools import lru_cache
from io import BytesIO
from typing import Any

from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont, newTable

from foldwell.assets.fonts import font_budget
from foldwell.assets.fonts.font_container import TRUETYPE, open_font
from foldwell.assets.fonts.font_file import ITALIC_BIT, Face
from foldwell.model import BOLD, REGULAR

MAX_ERROR = 0.001
"""How far a quadratic outline may be from the cubic one, as a part of the em; no printer shows less."""

OLD_OUTLINES = ("CFF ", "CFF2", "VORG")
STALE_TABLES = ("DSIG", "STAT")
"""A signature of the file as it was, and the axes of a variable font."""

FAMILY, STYLE, FULL_NAME, POSTSCRIPT_NAME = 1, 2, 4, 6
NAMES_BY_WEIGHT = (16, 17, 21, 22, 25)
"""Names that group a family by weights, which would contradict ours (OpenType, name)."""

WINDOWS_ENGLISH = (3, 1, 0x409)
ITALIC_SELECTED, BOLD_SELECTED, REGULAR_SELECTED = 1 << 0, 1 << 5, 1 << 6


@lru_cache(maxsize=32)
def static_face(face: Face, weight: int, family: str, bold: bool) -> bytes:
    """Return one weight of a face as a TrueType file named `family`; its own bytes if it already is one.

    Raises BudgetExceededError for outlines that take too many steps.
    """
    data = face.data if face.lightest == face.heaviest else b""
    with open_font(face.data) as font:
        if data and _is_static_truetype(font, data) and _has_names(font, family, bold):
            return data
        variable = "fvar" in font
    with open_font(_pinned(face, weight) if variable else face.data) as font:
        if "glyf" not in font:
            _draw_quadratic(font)
        _set_names(font, family, bold)
        for table in STALE_TABLES:
            if table in font:
                del font[table]
        return _saved(font)


@lru_cache(maxsize=32)
def unpacked_face(face: Face, weight: int) -> bytes:
    """Return one weight of a face as an OpenType file, its outlines and names unchanged."""
    with open_font(face.data) as font:
        is_variable = "fvar" in font
    return _pinned(face, weight) if is_variable else _unpacked(face.data)


def _is_static_truetype(font: TTFont, data: bytes) -> bool:
    return data[:4] in TRUETYPE and "glyf" in font and "fvar" not in font


def _has_names(font: TTFont, family: str, bold: bool) -> bool:
    """Return whether Word finds the face under its family's name, as the regular or the bold one."""
    is_bold = bool(font["head"].macStyle & 1)
    return font["name"].getDebugName(FAMILY) == family and is_bold == bold


def _pinned(face: Face, weight: int) -> bytes:
    """Return a variable font at one weight, its other axes where its maker left them."""
    # HarfBuzz takes 0.02 s where fontTools takes 10 s, most of it to merge the kerning of all weights.
    import uharfbuzz  # noqa: PLC0415  only a variable font needs it

    font = uharfbuzz.Face(_unpacked(face.data))
    request = uharfbuzz.SubsetInput()
    request.keep_everything()
    request.pin_all_axes_to_default(font)
    if face.lightest < face.heaviest:
        request.pin_axis_location(font, "wght", weight)
    pinned: bytes = uharfbuzz.subset(font, request).blob.data
    return pinned


def _unpacked(data: bytes) -> bytes:
    with open_font(data) as font:
        return data if font.flavor is None else _saved(font)


def _draw_quadratic(font: TTFont) -> None:
    """Replace cubic outlines by quadratic ones, as many as are needed to stay within `MAX_ERROR`."""
    names, error = font.getGlyphOrder(), MAX_ERROR * font["head"].unitsPerEm
    drawings, glyphs = font.getGlyphSet(), {}
    for name in font_budget.limited(font, drawings, names):
        pen = TTGlyphPen(None)
        drawings[name].draw(Cu2QuPen(pen, error, reverse_direction=True))
        glyphs[name] = pen.glyph()
    font["loca"], font["glyf"] = newTable("loca"), newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = names, glyphs
    for table in OLD_OUTLINES:
        if table in font:
            del font[table]
    _describe_outlines(font, glyphs)


def _describe_outlines(font: TTFont, glyphs: dict[str, Any]) -> None:
    """Make the tables that describe outlines say what the quadratic ones are like."""
    for name, glyph in glyphs.items():
        glyph.recalcBounds(font["glyf"])
        width, _ = font["hmtx"][name]
        font["hmtx"][name] = (width, getattr(glyph, "xMin", 0))
    limits = font["maxp"]
    limits.tableVersion, limits.maxZones = 0x00010000, 1
    for name in ("TwilightPoints", "Storage", "FunctionDefs", "InstructionDefs", "StackElements"):
        setattr(limits, f"max{name}", 0)
    limits.maxSizeOfInstructions = limits.maxComponentElements = 0
    font["post"].formatType = 3.0
    font.sfntVersion = "\x00\x01\x00\x00"


def _set_names(font: TTFont, family: str, bold: bool) -> None:
    """Name a face as the regular or the bold one of a family, in every table that says so."""
    names, style = font["name"], "Bold" if bold else "Regular"
    renamed = {FAMILY: family, STYLE: style, FULL_NAME: f"{family} {style}"}
    renamed[POSTSCRIPT_NAME] = f"{family.replace(' ', '')}-{style}"
    dropped = {*renamed, *NAMES_BY_WEIGHT}
    names.names = [record for record in names.names if record.nameID not in dropped]
    for number, text in renamed.items():
        names.setName(text, number, *WINDOWS_ENGLISH)
    head, os2 = font["head"], font["OS/2"]
    head.macStyle = (head.macStyle & ~(1 | ITALIC_BIT)) | bold
    cleared = os2.fsSelection & ~(ITALIC_SELECTED | BOLD_SELECTED | REGULAR_SELECTED)
    os2.fsSelection = cleared | (BOLD_SELECTED if bold else REGULAR_SELECTED)
    os2.usWeightClass = BOLD if bold else REGULAR


def _saved(font: TTFont) -> bytes:
    out = BytesIO()
    font.flavor = None
    font.save(out, reorderTables=False)
    return out.getvalue()
