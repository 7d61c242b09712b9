"""Choose the fonts of a brand's text and headings: from its own files, or bundled ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foldwell.assets.fonts.bundled import bundled_families, bundled_font, unknown_family
from foldwell.assets.fonts.font_file import Face, read_face
from foldwell.assets.fonts.metrics import MINIMUM_SIZE, X_HEIGHT_MM, minimum_size
from foldwell.errors import InputError, Location, Problem
from foldwell.model import BOLD, BOLD_FROM, REGULAR, Brand, Font, Typeface

Locate = Callable[[Sequence[str | int]], Location]


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The fonts of a brand, the problems that prevented a choice, and the notes on substitutions."""

    base: Font | None
    headings: Font | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def choose_fonts(brand: Brand, files: Mapping[str, bytes], folder: str, locate: Locate) -> FontChoice:
    """Choose the fonts of a brand; `files` are those in its `folder`, `locate` finds the lines of its file.

    Weights of less than 600 are set in the regular face and others in the bold one.
    """
    base, headings = brand.base, brand.headings
    bold_weight = headings.weight if brand.bold_headings else None
    if base.family == headings.family:
        family = _FamilyFaces(base, files, folder, locate, {"base": base.weight, "headings": headings.weight})
        base_font = family.select(base.weight, bold_weight)
        return FontChoice(
            base_font,
            base_font,
            tuple(family.problems),
            (*family.notes, *_small_letters_note(base_font, locate)),
        )
    base_family = _FamilyFaces(base, files, folder, locate, {"base": base.weight})
    headings_family = _FamilyFaces(headings, files, folder, locate, {"headings": headings.weight})
    base_font = base_family.select(base.weight, None)
    headings_font = headings_family.select(None if bold_weight else headings.weight, bold_weight)
    notes = (*base_family.notes, *_small_letters_note(base_font, locate), *headings_family.notes)
    return FontChoice(base_font, headings_font, (*base_family.problems, *headings_family.problems), notes)


def _small_letters_note(font: Font | None, locate: Locate) -> list[Problem]:
    """Return a note if a family's characters are so small that it is set larger."""
    if not font or minimum_size(font) <= MINIMUM_SIZE:
        return []
    what = f"'{font.family}' has small letters, so it is printed at {minimum_size(font):g} pt or more"
    return [Problem(locate(("typography", "base")), what, f"an x must be {X_HEIGHT_MM:g} mm tall to be read")]


class _FamilyFaces:
    """The faces of one family, with their problems and notes."""

    def __init__(
        self,
        typeface: Typeface,
        files: Mapping[str, bytes],
        folder: str,
        locate: Locate,
        requested: Mapping[str, int | None],
    ) -> None:
        self.family, self.locate, self.requested = typeface.family, locate, requested
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.faces = self._faces(typeface, files, folder)

    def select(self, regular: int | None, bold: int | None) -> Font | None:
        """Return the regular and the bold face whose weights are nearest to those requested."""
        if not self.faces:
            if not self.problems:
                self.problems.append(
                    unknown_family(self.family, self.locate(("typography", next(iter(self.requested)))))
                )
            return None
        regular_face = self._nearest(regular or REGULAR, range(REGULAR, BOLD_FROM))
        bold_face = self._nearest(bold or BOLD, range(BOLD_FROM, 1000))
        if not (regular_face and bold_face):
            return None
        self._note_substitutions(regular_face, bold_face)
        return Font(self.family, regular_face.data, bold_face.data)

    def _faces(self, typeface: Typeface, files: Mapping[str, bytes], folder: str) -> list[Face]:
        if not typeface.files:
            return _bundled_faces(typeface.family)
        found = []
        for file in typeface.files:
            if file.path in files:
                try:
                    found.append(
                        read_face(
                            files[file.path], file.path, typeface.family, file.weight, f"{folder}/{file.path}"
                        )
                    )
                except InputError as error:
                    self.problems.extend(error.problems)
        return found

    def _nearest(self, weight: int, weights: range) -> Face | None:
        candidates = [face for face in self.faces if face.weight in weights]
        if not candidates and not self.problems:
            kind = "regular" if REGULAR in weights else "bold"
            what = f"typography, fonts: '{self.family}' has no {kind} face"
            hint = f"add its .ttf file, of weight {REGULAR if kind == 'regular' else BOLD}"
            self.problems.append(Problem(self.locate(("typography", "fonts")), what, hint))
        return min(candidates, key=lambda face: abs(face.weight - weight), default=None)

    def _note_substitutions(self, regular: Face, bold: Face) -> None:
        """Note each weight that is printed in another, and each file that is not used."""
        for part, weight in self.requested.items():
            used = bold if (weight or 0) >= BOLD_FROM else regular
            if weight and weight != used.weight:
                what = f"typography, {part}: 'weight' {weight} is printed in {used.weight}"
                where = self.locate(("typography", part, "weight"))
                hint = f"the nearest that '{self.family}' has"
                self.notes.append(Problem(where, what, hint))
        for face in self.faces:
            if face not in (regular, bold):
                what = f"typography, fonts: {face.name} is not used on paper"
                hint = "a family is printed in one regular and one bold face"
                self.notes.append(Problem(self.locate(("typography", "fonts")), what, hint))


def _bundled_faces(family: str) -> list[Face]:
    if family not in bundled_families():
        return []
    bundled = bundled_font(family)
    return [Face("", REGULAR, bundled.regular), Face("", BOLD, bundled.bold)]
