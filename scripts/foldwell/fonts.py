"""Find the files of a font family among the supplied ones; a family that is not supplied is an error."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from io import BytesIO
from pathlib import Path

import rendercv_fonts
from fontTools.ttLib import TTFont

from foldwell.errors import Problem
from foldwell.model import Font

FACES = {400: "-Regular", 700: "-Bold"}
SUFFIX = ".ttf"
"""Only TrueType: a Word file cannot carry the outlines of OpenType in itself."""


@cache
def families() -> dict[str, dict[int, Path]]:
    """Return every supplied family that has a regular and a bold face: name -> weight -> file."""
    found = {folder.name: _faces(folder) for folder in rendercv_fonts.paths_to_font_folders}
    return {name: faces for name, faces in sorted(found.items()) if len(faces) == len(FACES)}


def _faces(folder: Path) -> dict[int, Path]:
    stem = folder.name.replace(" ", "")
    paths = {weight: folder / f"{stem}{face}{SUFFIX}" for weight, face in FACES.items()}
    return {weight: path for weight, path in paths.items() if path.is_file()}


@cache
def font(family: str) -> Font:
    """Return the regular and bold face of a supplied `family`; KeyError when it is not supplied."""
    faces = families()[family]
    return Font(family=family, regular=faces[400].read_bytes(), bold=faces[700].read_bytes())


def unknown(family: str, where: str) -> Problem:
    """Say that a family is not supplied, and which one was probably meant."""
    near = get_close_matches(family, families(), n=1, cutoff=0.5)
    advice = f"did you mean '{near[0]}'? " if near else ""
    return Problem(where, f"there is no font family '{family}'", f"{advice}supplied: {', '.join(families())}")


@cache
def characters(family: str) -> frozenset[int]:
    """Return the code points that both faces of a supplied `family` can draw."""
    given = font(family)
    return frozenset.intersection(*(frozenset(_cmap(face)) for face in (given.regular, given.bold)))


def _cmap(face: bytes) -> dict[int, str]:
    with TTFont(BytesIO(face), lazy=True) as parsed:
        return dict(parsed.getBestCmap())


@cache
def width(font: Font, text: str) -> float:
    """Return how wide `text` is in the bold face of a font, as a multiple of the size of its type."""
    with TTFont(BytesIO(font.bold), lazy=True) as parsed:
        cmap, metrics = parsed.getBestCmap(), parsed["hmtx"]
        advances = [metrics[cmap[ord(sign)]][0] for sign in text if ord(sign) in cmap]
        return float(sum(advances) / parsed["head"].unitsPerEm)
