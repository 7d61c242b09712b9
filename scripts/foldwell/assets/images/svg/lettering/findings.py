"""What there is to say about the fonts in which the lettering of a drawing is drawn, each font once."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from foldwell.assets.fonts import LetteringFace, LetteringFonts, LetteringStyle, is_generic
from foldwell.assets.images.svg.element import Element
from foldwell.errors import Diagnostics, Location, Problem

OUTLINES = (
    "turn the text into outlines and export again (Illustrator: Type, Create Outlines; Inkscape: Path, "
    "Object to Path; Figma: Outline Text)"
)
LOOK = f"for the logo's own look {OUTLINES}"
MAX_NAME = 40


class LetteringFindings:
    """Collects the problems of the lettering of a drawing, and which fonts stand in for which."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.problems: list[Problem] = []
        self._used: dict[tuple[str, str], tuple[Problem, bool]] = {}

    def add_problem(self, text: Element, what: str) -> None:
        """Add a problem at the line of a text, each once."""
        if what not in {problem.message for problem in self.problems}:
            self.problems.append(Problem(Location(self.where, text.line), what, OUTLINES))

    def use(self, style: LetteringStyle, face: LetteringFace, line: int) -> None:
        """Note that a face draws lettering of some style."""
        what, hint = _description(style, face)
        problem = Problem(Location(self.where, line), what, hint)
        self._used.setdefault((what, hint), (problem, face.is_requested))

    def diagnostics(self) -> Diagnostics:
        """Return a note for each font that there is, and a correction for each that another stands in for."""
        used = list(self._used.values())
        return Diagnostics(
            corrections=tuple(problem for problem, is_requested in used if not is_requested),
            notes=tuple(problem for problem, is_requested in used if is_requested),
        )


def _description(style: LetteringStyle, face: LetteringFace) -> tuple[str, str]:
    """Return what is drawn in a face, and what to do for another look."""
    name = style.families[0][:MAX_NAME] if style.families else ""
    if face.is_requested:
        source = face.file or "the one that is supplied"
        return f"the lettering in the font '{name}' is drawn from {source}", f"to be sure of it, {OUTLINES}"
    drawn = f"'{face.family}'" + (" in bold" if face.weight > style.weight else "")
    if not name or is_generic(name):
        asked = f"names only a kind of font, '{name}'" if name else "names no font"
        return f"the lettering {asked}, so it is drawn in {drawn}", LOOK
    if face.file or name.casefold() == face.family.casefold():
        slant = ", slanted" if style.italic else ""
        asked = f"the lettering in the font '{name}' of weight {style.weight}{slant}"
        return f"{asked} is drawn in its weight {face.weight}, as there is no other", LOOK
    what = f"the lettering is in the font '{name}', which is not supplied, so the nearest that is, {drawn}"
    return f"{what}, is drawn", f"{LOOK}, or put the font's .ttf file beside _brand.yml"


def undrawn(fonts: LetteringFonts, style: LetteringStyle, codes: Iterable[int]) -> str:
    """Return the message that no font has a character of some lettering."""
    code = next((code for code in sorted(codes) if not fonts.find(style, {code})), min(codes))
    name = unicodedata.name(chr(code), "a character without a name").lower()
    return f"no font has a character of the lettering, {name} (U+{code:04X})"
