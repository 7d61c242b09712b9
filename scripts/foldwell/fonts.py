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
SUFFIXES = (".ttf", ".otf")


@cache
def families() -> dict[str, dict[int, Path]]:
    """Return every supplied family that has a regular and a bold face: name -> weight -> file."""
    found = {folder.name: _faces(folder) for folder in rendercv_fonts.paths_to_font_folders}
    return {name: faces for name, faces in sorted(found.items()) if len(faces) == len(FACES)}


def _faces(folder: Path) -> dict[int, Path]:
    stem = folder.name.replace(" ", "")
    paths = {
        weight: [folder / f"{stem}{face}{suffix}" for suffix in SUFFIXES] for weight, face in FACES.items()
    }
    return {weight: path for weight, choice in paths.items() for path in choice if path.is_file()}


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
