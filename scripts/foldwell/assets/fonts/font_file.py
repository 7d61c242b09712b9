"""A practice's own font file: what it holds, whether it is sound, and where its maker lets it be embedded."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from fontTools.ttLib import TTFont

from foldwell.assets.fonts import font_budget
from foldwell.assets.fonts.font_container import FONT_HINT, check_container, maps_too_much, open_font
from foldwell.errors import InputError, Problem
from foldwell.model import BOLD, BOLD_FROM

REQUIRED_TABLES = ("cmap", "head", "hhea", "hmtx", "maxp", "name", "OS/2", "post")
OUTLINES = ("glyf", "CFF ", "CFF2")
MAX_CONVERTED_GLYPHS = 6_000
"""The most outlines of a CFF font that are converted: it takes 0.4 ms for each."""

LICENCE_BITS, PRINT_ONLY_BIT, EDITABLE_BIT = 0x000F, 4, 8
RESTRICTION_BITS = 0x0300
"""The bits of a font that may be embedded only whole, or only as bitmaps (OpenType, OS/2, fsType)."""

ITALIC_BIT = 2
LAST_CHECKED_CODE_POINT = 0x2122
"""The last character whose outline is checked: those of Western languages come before it."""

FAMILY_NAME_IDS = (16, 1)
"""The name IDs that hold the family, the fuller name first (OpenType, "name")."""

DAMAGED = "the font is damaged or cut short"
DAMAGED_HINT = f"fetch it anew, or {FONT_HINT}"


class Embedding(IntEnum):
    """Where a font may be embedded, from nowhere to everywhere."""

    NOWHERE = 0
    PDF = 1
    EVERYWHERE = 2


@dataclass(frozen=True, slots=True)
class Face:
    """A font file: its weights, one or all between two, its bytes, and what it may be used for."""

    name: str
    lightest: int
    heaviest: int
    data: bytes
    families: tuple[str, ...] = ()
    italic: bool = False
    embedding: Embedding = Embedding.EVERYWHERE

    def nearest_weight(self, weight: int) -> int:
        """Return the weight of this file that is nearest to another."""
        return min(max(weight, self.lightest), self.heaviest)


def read_face(data: bytes, name: str, weight: int | None, where: str) -> Face:
    """Return the face in a font file; raises InputError if it is no font, damaged, or would take too long.

    `weight` is the weight to use it for, or None for the file's own; `where` names the file in messages.
    """
    try:
        check_container(data, where)
        with open_font(data) as font:
            _check_tables(font, where)
            face = _face(font, data, name)
            _check_outlines(font)
    except InputError:
        raise
    except font_budget.BudgetExceededError as error:
        raise InputError(Problem(where, "the font is drawn in too many steps", DAMAGED_HINT)) from error
    except Exception as error:  # a damaged table raises anything, AssertionError among it
        raise InputError(Problem(where, DAMAGED, DAMAGED_HINT)) from error
    if weight and face.lightest == face.heaviest:
        return Face(name, weight, weight, data, face.families, face.italic, face.embedding)
    return face


def families_of(data: bytes) -> tuple[str, ...]:
    """Return the names of the family of a font file; empty for a file that cannot be read."""
    try:
        check_container(data, "the font")
        with open_font(data) as font:
            return _families(font)
    except Exception:  # whatever is wrong is said when the file is asked for
        return ()


def _check_tables(font: TTFont, where: str) -> None:
    has_outlines = any(table in font for table in OUTLINES)
    if not (has_outlines and all(table in font for table in REQUIRED_TABLES)):
        raise InputError(Problem(where, DAMAGED, DAMAGED_HINT))
    if maps_too_much(font):
        raise InputError(Problem(where, "the font maps more characters than there are", DAMAGED_HINT))
    if "glyf" not in font and font["maxp"].numGlyphs > MAX_CONVERTED_GLYPHS:
        what = f"the font has {font['maxp'].numGlyphs} outlines of the kind CFF, more than can be converted"
        raise InputError(Problem(where, what, "put its .ttf files there"))


def _face(font: TTFont, data: bytes, name: str) -> Face:
    axes = {axis.axisTag: axis for axis in font["fvar"].axes} if "fvar" in font else {}
    weight = _weight(font)
    axis = axes.get("wght")
    return Face(
        name=name,
        lightest=int(axis.minValue) if axis else weight,
        heaviest=int(axis.maxValue) if axis else weight,
        data=data,
        families=_families(font),
        italic=bool(font["head"].macStyle & ITALIC_BIT),
        embedding=_embedding(int(font["OS/2"].fsType)),
    )


def _families(font: TTFont) -> tuple[str, ...]:
    names = (font["name"].getDebugName(number) for number in FAMILY_NAME_IDS)
    return tuple(dict.fromkeys(str(name) for name in names if name))


def _embedding(rights: int) -> Embedding:
    """Return where a font may be embedded; of several bits the least restrictive counts (OS/2, fsType)."""
    licence = rights & LICENCE_BITS
    if rights & RESTRICTION_BITS:
        return Embedding.NOWHERE
    if licence == 0 or licence & EDITABLE_BIT:
        return Embedding.EVERYWHERE
    return Embedding.PDF if licence & PRINT_ONLY_BIT else Embedding.NOWHERE


def _weight(font: TTFont) -> int:
    """Return the weight stated in a font file; one marked as bold is bold whatever its number."""
    stated = int(font["OS/2"].usWeightClass)
    return BOLD if font["head"].macStyle & 1 and stated < BOLD_FROM else stated


def _check_outlines(font: TTFont) -> None:
    """Draw the characters to nowhere, so that a damaged table raises its error here."""
    names = [name for code, name in font.getBestCmap().items() if code <= LAST_CHECKED_CODE_POINT]
    font_budget.draw_nowhere(font, names)
