"""Find the files of a font family among the supplied ones; a family that is not supplied is an error."""

from __future__ import annotations

from difflib import get_close_matches
from functools import cache
from pathlib import Path

import rendercv_fonts

from foldwell.errors import Problem
from foldwell.model import BOLD, REGULAR, Font

FACES = {REGULAR: "-Regular", BOLD: "-Bold"}
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
    return Font(family=family, regular=faces[REGULAR].read_bytes(), bold=faces[BOLD].read_bytes())


def unknown(family: str, where: str) -> Problem:
    """Say that a family is not supplied, which one was probably meant, and how to bring one along."""
    near = get_close_matches(family, families(), n=3, cutoff=0.5)
    advice = f"did you mean '{near[0]}'? " if near else ""
    own = "or put its .ttf files beside _brand.yml and list them under 'fonts' with source: file"
    return Problem(
        where, f"there is no font family '{family}'", f"{advice}supplied: {', '.join(families())}; {own}"
    )
