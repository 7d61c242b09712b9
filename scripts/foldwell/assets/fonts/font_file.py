"""A practice's own font file: accepted when every document can embed it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from foldwell.errors import InputError, Problem
from foldwell.model import BOLD, BOLD_FROM

MAX_FONT_BYTES = 10_000_000
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
REJECTED_FORMATS: Mapping[bytes, str] = MappingProxyType(
    {
        b"OTTO": "has the outlines of OpenType, which a Word file cannot carry",
        b"wOFF": "is made for the web",
        b"wOF2": "is made for the web",
        b"ttcf": "holds several fonts",
    }
)
REQUIRED_TABLES = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
TRUETYPE_HINT = "ask for the TrueType files, a .ttf for each weight"
EDITABLE_EMBEDDING = 8
LICENCE_BITS = 0x000F
RESTRICTION_BITS = 0x0300
"""The bits of a font that may be embedded only whole, or only as bitmaps (OS/2, fsType)."""

ITALIC_BIT = 2
LAST_CHECKED_CODE_POINT = 0x2122
"""The last character whose outline is checked: those of Western languages come before it."""

FAMILY_NAME_IDS = (16, 1)
"""The name IDs that hold the family, the fuller name first (OpenType, "name")."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of a family, as the bytes of its file."""

    name: str
    weight: int
    data: bytes


def read_face(data: bytes, name: str, family: str, weight: int | None, where: str) -> Face:
    """Return the face in a file; raises InputError with every reason why it cannot be printed or embedded.

    `weight` is the weight to use it for, or None for the file's own; `where` names the file in messages.
    """
    if len(data) > MAX_FONT_BYTES:
        raise InputError(
            Problem(where, f"the font is larger than {MAX_FONT_BYTES // 1_000_000} MB", TRUETYPE_HINT)
        )
    if data[:4] not in TRUETYPE:
        raise InputError(
            Problem(
                where, f"the font {REJECTED_FORMATS.get(data[:4], 'is not a TrueType font')}", TRUETYPE_HINT
            )
        )
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            missing = [table for table in REQUIRED_TABLES if table not in font]
            faults = [f"lacks the table '{table}'" for table in missing] or list(
                _embedding_faults(font, family)
            )
            stated_weight = 0 if faults else _weight(font)
            _check_outlines(font)
    except Exception as error:  # a damaged table raises anything, from struct.error to AssertionError
        raise InputError(Problem(where, "the font is damaged or cut short", TRUETYPE_HINT)) from error
    if faults:
        raise InputError(*(Problem(where, f"the font {fault}", TRUETYPE_HINT) for fault in faults))
    return Face(name, weight or stated_weight, data)


def _embedding_faults(font: TTFont, family: str) -> Iterator[str]:
    """Yield why an intact font cannot be embedded in every document."""
    for check in (_variable_font, _italic, _embedding_forbidden):
        yield from check(font)
    names = [str(font["name"].getDebugName(number) or "") for number in FAMILY_NAME_IDS]
    if family not in names:
        stated = next(filter(None, names), "nothing")
        yield f"calls its family '{stated}', not '{family}': write it so under 'fonts' and where it is used"


def _variable_font(font: TTFont) -> Iterator[str]:
    if "fvar" in font:
        yield "is a variable font, which a Word file cannot carry"


def _italic(font: TTFont) -> Iterator[str]:
    if font["head"].macStyle & ITALIC_BIT:
        yield "is italic: write 'style: italic' beside it, and it is left out"


def _embedding_forbidden(font: TTFont) -> Iterator[str]:
    rights = font["OS/2"].fsType
    if rights & LICENCE_BITS not in (0, EDITABLE_EMBEDDING) or rights & RESTRICTION_BITS:
        yield "may not be embedded in a document that is edited: its maker's licence says so"


def _weight(font: TTFont) -> int:
    """Return the weight stated in a font file; one marked as bold is bold whatever its number."""
    stated = int(font["OS/2"].usWeightClass)
    return BOLD if font["head"].macStyle & 1 and stated < BOLD_FROM else stated


def _check_outlines(font: TTFont) -> None:
    """Draw the characters to nowhere, so that a damaged table raises its error here."""
    drawings, pen = font.getGlyphSet(), NullPen()
    for code, name in font.getBestCmap().items():
        if code <= LAST_CHECKED_CODE_POINT:
            drawings[name].draw(pen)
