"""The font families that come with foldwell."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import rendercv_fonts

from foldwell.model import BOLD, REGULAR, Font

FACE_SUFFIXES = {REGULAR: "-Regular", BOLD: "-Bold"}
ITALIC_SUFFIXES = {REGULAR: "-Italic", BOLD: "-BoldItalic"}
COMPANIONED, COMPANIONS = "Noto Sans", ("JP", "KR", "SC")
"""The family beside whose files those for Japanese, Korean and Chinese lie."""

SUFFIX = ".ttf"
"""Only TrueType: a Word file cannot carry the outlines of OpenType in itself."""


@cache
def bundled_families() -> dict[str, dict[int, Path]]:
    """Return every bundled family that has a regular and a bold face: name -> weight -> file."""
    found = {folder.name: _faces(folder) for folder in rendercv_fonts.paths_to_font_folders}
    return {name: faces for name, faces in sorted(found.items()) if len(faces) == len(FACE_SUFFIXES)}


@cache
def bundled_italics(family: str) -> dict[int, Path]:
    """Return the slanted faces of a bundled `family`, by weight; empty unless it has both."""
    faces = _faces(bundled_families()[family][REGULAR].parent, ITALIC_SUFFIXES)
    return faces if len(faces) == len(ITALIC_SUFFIXES) else {}


@cache
def bundled_companions() -> dict[str, dict[int, Path]]:
    """Return families in the folders of others, for scripts that these lack: name -> weight -> file."""
    folder = bundled_families()[COMPANIONED][REGULAR].parent
    found = {f"{COMPANIONED} {script}": f"{COMPANIONED.replace(' ', '')}{script}" for script in COMPANIONS}
    return {
        name: {weight: folder / f"{stem}{face}{SUFFIX}" for weight, face in FACE_SUFFIXES.items()}
        for name, stem in found.items()
    }


def _faces(folder: Path, suffixes: Mapping[int, str] = FACE_SUFFIXES) -> dict[int, Path]:
    stem = folder.name.replace(" ", "")
    paths = {weight: folder / f"{stem}{face}{SUFFIX}" for weight, face in suffixes.items()}
    return {weight: path for weight, path in paths.items() if path.is_file()}


@cache
def bundled_font(family: str) -> Font:
    """Return the regular and bold face of a bundled `family`; KeyError when it is not bundled."""
    faces = bundled_families()[family]
    return Font(family=family, regular=faces[REGULAR].read_bytes(), bold=faces[BOLD].read_bytes())
