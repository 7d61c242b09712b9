"""The font of the lettering in a drawing: a file in the brand's folder, a supplied family, or the nearest.

Outlines alone are taken from a font here, so what its maker says of embedding it (OS/2, fsType) does not
apply.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from pathlib import Path

from foldwell.assets.fonts.bundled import bundled_companions, bundled_families, bundled_italics
from foldwell.assets.fonts.conversion import unpacked_face
from foldwell.assets.fonts.families import (
    DEFAULTS,
    GENERIC,
    metrics_of,
    misspelt_family,
    nearest_families,
    nearest_family,
    supplied_family,
)
from foldwell.assets.fonts.family_search import FontFolder
from foldwell.assets.fonts.font_file import Face, families_of, read_face
from foldwell.assets.fonts.metrics import code_points
from foldwell.model import BOLD, REGULAR, Family

SAME_WEIGHT = 50
"""How far the weight of a face may be from that of the lettering for nobody to see it."""

TIGHTEST = 0.8
"""How much narrower than it is drawn a face may become to take no more room than another."""

_NAMED_WEIGHTS = (
    (100, "thin hairline"),
    (200, "extralight ultralight"),
    (300, "light"),
    (400, "regular normal book roman"),
    (500, "medium"),
    (600, "semibold demibold demi"),
    (700, "bold"),
    (800, "extrabold ultrabold heavy"),
    (900, "black"),
)
WEIGHT_NAMES = {word: weight for weight, words in _NAMED_WEIGHTS for word in words.split()}
"""Words of a face's name for its weight (OpenType, OS/2, usWeightClass)."""

_STYLES = "|".join((*sorted(WEIGHT_NAMES, key=len, reverse=True), "italic", "oblique", "it"))
# Possessive, because "demibold" is "demi" and "bold" as well: every such word would double the time.
_STYLED = re.compile(rf"(?i)^(.+?)(?:[-\s]((?:(?:{_STYLES})[-\s]?)++))?(?-i:MT)?$")
_WORD_START = re.compile(r"(?<=[a-z])(?=[A-Z0-9])")


@dataclass(frozen=True, slots=True)
class LetteringStyle:
    """What the lettering of a drawing asks for: families, the one it likes best first, weight and slant."""

    families: tuple[str, ...] = ()
    weight: int = REGULAR
    italic: bool = False


@dataclass(frozen=True, slots=True)
class LetteringFace:
    """A face to draw lettering in. `file` is its path in the brand's folder, or "" for a supplied one.

    `is_requested` tells whether it is of the family, weight and slant that the lettering asks for. `squeeze`
    is how many times as wide it is drawn to take no more room than the family in whose place it stands.
    """

    family: Family
    weight: int
    italic: bool
    data: bytes = field(repr=False)
    file: str
    is_requested: bool
    squeeze: float = 1


class LetteringFonts:
    """Finds faces for lettering among the files in a brand's folder, and those supplied."""

    def __init__(self, folder: FontFolder | None = None) -> None:
        self.folder = folder

    def find(self, style: LetteringStyle, codes: AbstractSet[int]) -> LetteringFace | None:
        """Return a face that has all of some code points, else None.

        It is of the first family asked for that there is, else of the one nearest to the first that is known.
        Raises InputError for a file of a family asked for that is damaged.
        """
        return next((face for face in self._candidates(style) if codes <= code_points(face.data)), None)

    def _candidates(self, style: LetteringStyle) -> Iterator[LetteringFace]:
        first = _joined(split_name(style.families[0])[0]) if style.families else ""
        for name in style.families:
            is_first = _joined(split_name(name)[0]) == first
            for face in self._of_family(name, style):
                yield face if is_first else replace(face, is_requested=False)
        yield from _nearest(style)

    def _of_family(self, name: str, style: LetteringStyle) -> Iterator[LetteringFace]:
        """Yield the faces of a family that there is, under its own name or that of one of its faces."""
        family, weight, italic = split_name(name)
        asked = LetteringStyle((name,), weight or style.weight, italic or style.italic)
        yield from self._in_folder((name, family), asked)
        for one in dict.fromkeys((name, family)):
            if found := supplied_family(one):
                yield _supplied(found, asked, is_family=True)
        if found := misspelt_family(family):
            yield _supplied(found, asked, is_family=False)

    @cached_property
    def _files(self) -> dict[str, frozenset[str]]:
        """The names of the families of each font file in the folder, without capitals."""
        if self.folder is None:
            return {}
        paths = self.folder.font_files()
        return {
            path: frozenset(map(str.casefold, families_of(self.folder.read(path) or b""))) for path in paths
        }

    def _in_folder(self, names: tuple[str, ...], style: LetteringStyle) -> Iterator[LetteringFace]:
        wanted = {_joined(name) for name in names}
        paths = [path for path, known in self._files.items() if wanted & set(map(_joined, known))]
        faces = [face for path in paths for face in self._read(path)]
        for face in sorted(faces, key=lambda one: _distance(one, style)):
            weight = face.nearest_weight(style.weight)
            is_requested = face.italic == style.italic and abs(weight - style.weight) <= SAME_WEIGHT
            family = face.families[0] if face.families else names[0]
            data = unpacked_face(face, weight)
            yield LetteringFace(family, weight, face.italic, data, face.name, is_requested)

    def _read(self, path: str) -> Iterator[Face]:
        data = self.folder.read(path) if self.folder else None
        if data and self.folder:
            yield read_face(data, path, None, f"{self.folder.name}/{path}")


def split_name(name: str) -> tuple[str, int, bool]:
    """Return the family, the weight or 0, and the slant that the name of a face states.

    Some programs write `Lato-BoldItalic` or `ArialMT` where others write the name of the family.
    """
    found = _STYLED.match(name.strip())
    family, styles = (found[1], found[2] or "") if found else (name, "")
    words = [word.casefold() for word in re.findall(rf"(?i){_STYLES}", styles)]
    weight = next((WEIGHT_NAMES[word] for word in words if word in WEIGHT_NAMES), 0)
    if " " not in family:
        family = _WORD_START.sub(" ", family.removesuffix("PS"))
    return family, weight, bool({"italic", "oblique", "it"} & set(words))


def _joined(name: str) -> str:
    return re.sub(r"[\s_-]+", "", name).casefold()


def _distance(face: Face, style: LetteringStyle) -> tuple[bool, int, str]:
    weight = face.nearest_weight(style.weight)
    return face.italic != style.italic, abs(weight - style.weight), face.name


def _nearest(style: LetteringStyle) -> Iterator[LetteringFace]:
    """Yield faces of the supplied families, the one most like those asked for first."""
    names = [split_name(name)[0] for name in style.families]
    # Without a family, browsers take one with serifs.
    first = nearest_family((*style.families, *names)) if names else DEFAULTS["serif"]
    asked = next(filter(None, map(metrics_of, (*style.families, *names))), None)
    likeness = asked or metrics_of(first)
    families = nearest_families(likeness) if likeness else ()
    for family in dict.fromkeys((first, *families)):
        used = metrics_of(family)
        squeeze = asked.advance / used.advance if asked and used else 1
        face = _supplied(family, style, is_family=False)
        yield replace(face, squeeze=min(1, max(TIGHTEST, squeeze)))
    for family, faces in bundled_companions().items():
        weight = _nearer_weight(style)
        yield LetteringFace(family, weight, False, _read(faces[weight]), "", is_requested=False)


def is_generic(name: str) -> bool:
    """Return whether CSS knows a family by its kind alone."""
    return name.casefold() in GENERIC


def _nearer_weight(style: LetteringStyle) -> int:
    return BOLD if abs(style.weight - BOLD) < abs(style.weight - REGULAR) else REGULAR


@lru_cache(maxsize=32)
def _read(path: Path) -> bytes:
    return path.read_bytes()


def _supplied(family: Family, style: LetteringStyle, is_family: bool) -> LetteringFace:
    """Return the face of a supplied family that is nearest to a weight and a slant."""
    upright, slanted = bundled_families()[family], bundled_italics(family)
    faces = slanted if style.italic and slanted else upright
    weight = _nearer_weight(style)
    is_requested = (
        is_family and abs(weight - style.weight) <= SAME_WEIGHT and style.italic == (faces is slanted)
    )
    return LetteringFace(
        family, weight, faces is slanted, _read(faces[weight]), "", is_requested=is_requested
    )
