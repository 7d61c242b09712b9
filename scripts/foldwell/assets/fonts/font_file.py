"""A font file that a practice brings along: let in when every document can carry it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO
from types import MappingProxyType

from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

from foldwell.errors import InputError, Problem
from foldwell.model import BOLD, BOLD_FROM

LARGEST = 10_000_000
TRUETYPE = (b"\x00\x01\x00\x00", b"true")
OTHERS: Mapping[bytes, str] = MappingProxyType(
    {
        b"OTTO": "has the outlines of OpenType, which a Word file cannot carry",
        b"wOFF": "is made for the web",
        b"wOF2": "is made for the web",
        b"ttcf": "holds several fonts",
    }
)
NEEDED = ("cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "OS/2", "post")
ASK = "ask for the TrueType files, a .ttf for each weight"
MAY_BE_EDITED = 8
LICENCE = 0x000F
WHOLE_OR_NOT = 0x0300
"""The bits of a font that may be carried only whole, or only as pictures of its letters (OS/2, fsType)."""

ITALIC = 2
LAST_DRAWN = 0x2122
"""The last character whose shape is tried out: those of Western languages come before it."""

FAMILIES = (16, 1)
"""Under which numbers a font file says the name of its family, the fuller one first (OpenType, "name")."""


@dataclass(frozen=True, slots=True)
class Face:
    """One weight of a family, as the bytes of its file."""

    name: str
    weight: int
    data: bytes


def read(data: bytes, name: str, family: str, weight: int | None, where: str) -> Face:
    """Return the face in a file; raises InputError with all that keeps it from being printed and embedded.

    `weight` is the one it is meant for, or none for what the file says; `where` is its place in messages.
    """
    if len(data) > LARGEST:
        raise InputError(Problem(where, f"the font is larger than {LARGEST // 1_000_000} MB", ASK))
    if data[:4] not in TRUETYPE:
        raise InputError(Problem(where, f"the font {OTHERS.get(data[:4], 'is not a TrueType font')}", ASK))
    try:
        with TTFont(BytesIO(data), lazy=True) as font:
            lost = [table for table in NEEDED if table not in font]
            faults = [f"lacks the table '{table}'" for table in lost] or list(_faults(font, family))
            own = 0 if faults else _weight(font)
            _drawn(font)
    except Exception as error:  # a damaged table raises anything, from struct.error to AssertionError
        raise InputError(Problem(where, "the font is damaged or cut short", ASK)) from error
    if faults:
        raise InputError(*(Problem(where, f"the font {fault}", ASK) for fault in faults))
    return Face(name, weight or own, data)


def _faults(font: TTFont, family: str) -> Iterator[str]:
    """Yield what keeps a whole font from being embedded in every document."""
    for check in (_varies, _italic, _forbidden):
        yield from check(font)
    names = [str(font["name"].getDebugName(number) or "") for number in FAMILIES]
    if family not in names:
        named = next(filter(None, names), "nothing")
        yield f"calls its family '{named}', not '{family}': write it so under 'fonts' and where it is used"


def _varies(font: TTFont) -> Iterator[str]:
    if "fvar" in font:
        yield "is a variable font, which a Word file cannot carry"


def _italic(font: TTFont) -> Iterator[str]:
    if font["head"].macStyle & ITALIC:
        yield "is italic: write 'style: italic' beside it, and it is left out"


def _forbidden(font: TTFont) -> Iterator[str]:
    rights = font["OS/2"].fsType
    if rights & LICENCE not in (0, MAY_BE_EDITED) or rights & WHOLE_OR_NOT:
        yield "may not be embedded in a document that is edited: its maker's licence says so"


def _weight(font: TTFont) -> int:
    """Return the weight that a file says it has; one called bold is bold whatever its number."""
    said = int(font["OS/2"].usWeightClass)
    return BOLD if font["head"].macStyle & 1 and said < BOLD_FROM else said


def _drawn(font: TTFont) -> None:
    """Raise whatever a damaged table raises when its letters are measured and drawn."""
    drawings, pen = font.getGlyphSet(), NullPen()
    for code, name in font.getBestCmap().items():
        if code <= LAST_DRAWN:
            drawings[name].draw(pen)
