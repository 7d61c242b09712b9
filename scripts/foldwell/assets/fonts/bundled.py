"""The font families that come with foldwell."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import rendercv_fonts

from foldwell.model import BOLD, REGULAR, Font

FACE_SUFFIXES = {REGULAR: "-Regular", BOLD: "-Bold"}
SUFFIX = ".ttf"
"""Only TrueType: a Word file cannot carry the outlines of OpenType in itself."""


@cache
def bundled_families() -> dict[str, dict[int, Path]]:
    """Return every bundled family that has a regular and a bold face: name -> weight -> file."""
    found = {folder.name: _faces(folder) for folder in rendercv_fonts.paths_to_font_folders}
    return {name: faces for name, faces in sorted(found.items()) if len(faces) == len(FACE_SUFFIXES)}


def _faces(folder: Path) -> dict[int, Path]:
    stem = folder.name.replace(" ", "")
    paths = {weight: folder / f"{stem}{face}{SUFFIX}" for weight, face in FACE_SUFFIXES.items()}
    return {weight: path for weight, path in paths.items() if path.is_file()}


@cache
def bundled_font(family: str) -> Font:
    """Return the regular and bold face of a bundled `family`; KeyError when it is not bundled."""
    faces = bundled_families()[family]
    return Font(family=family, regular=faces[REGULAR].read_bytes(), bold=faces[BOLD].read_bytes())
