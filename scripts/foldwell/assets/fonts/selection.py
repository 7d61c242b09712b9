"""Which font a brand's text and headings are set in: from its own files, or supplied."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from foldwell.assets.fonts.bundled import families, font, unknown
from foldwell.assets.fonts.font_file import Face, read
from foldwell.assets.fonts.metrics import SMALLEST, TALL, least
from foldwell.errors import InputError, Problem
from foldwell.model import BOLD, BOLD_FROM, REGULAR, Brand, Font, Typeface

Where = Callable[[Sequence[str | int]], str]


@dataclass(frozen=True, slots=True)
class Choice:
    """The fonts of a brand, the problems that kept one from being chosen, and what is printed otherwise."""

    base: Font | None
    headings: Font | None
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]


def choose(brand: Brand, files: Mapping[str, bytes], folder: str, where: Where) -> Choice:
    """Choose the fonts of a brand; `files` are those in its `folder`, `where` finds the lines of its file.

    Weights of less than 600 are set in the regular face and others in the bold one.
    """
    base, headings = brand.base, brand.headings
    heavy = headings.weight if brand.bold_headings else None
    if base.family == headings.family:
        one = _Family(base, files, folder, where, {"base": base.weight, "headings": headings.weight})
        chosen = one.font(base.weight, heavy)
        return Choice(chosen, chosen, tuple(one.problems), (*one.notes, *_small(chosen, where)))
    text = _Family(base, files, folder, where, {"base": base.weight})
    above = _Family(headings, files, folder, where, {"headings": headings.weight})
    chosen = text.font(base.weight, None)
    over = above.font(None if heavy else headings.weight, heavy)
    notes = (*text.notes, *_small(chosen, where), *above.notes)
    return Choice(chosen, over, (*text.problems, *above.problems), notes)


def _small(given: Font | None, where: Where) -> list[Problem]:
    """Tell that the letters of a family are so small that it is set larger."""
    if not given or least(given) <= SMALLEST:
        return []
    what = f"'{given.family}' has small letters, so it is printed at {least(given):g} pt or more"
    return [Problem(where(("typography", "base")), what, f"an x must be {TALL:g} mm tall to be read")]


class _Family:
    """The faces of one family, and what there is to say of them."""

    def __init__(
        self,
        face: Typeface,
        files: Mapping[str, bytes],
        folder: str,
        where: Where,
        asked: Mapping[str, int | None],
    ) -> None:
        self.family, self.where, self.asked = face.family, where, asked
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.faces = self._faces(face, files, folder)

    def font(self, regular: int | None, bold: int | None) -> Font | None:
        """Return the regular and the bold face whose weights are nearest to those asked for."""
        if not self.faces:
            if not self.problems:
                self.problems.append(unknown(self.family, self.where(("typography", next(iter(self.asked))))))
            return None
        light = self._nearest(regular or REGULAR, range(REGULAR, BOLD_FROM))
        heavy = self._nearest(bold or BOLD, range(BOLD_FROM, 1000))
        if not (light and heavy):
            return None
        self._tell(light, heavy)
        return Font(self.family, light.data, heavy.data)

    def _faces(self, face: Typeface, files: Mapping[str, bytes], folder: str) -> list[Face]:
        if not face.files:
            return _supplied(face.family)
        found = []
        for file in face.files:
            if file.path in files:
                try:
                    found.append(
                        read(files[file.path], file.path, face.family, file.weight, f"{folder}/{file.path}")
                    )
                except InputError as error:
                    self.problems.extend(error.problems)
        return found

    def _nearest(self, wanted: int, weights: range) -> Face | None:
        fit = [face for face in self.faces if face.weight in weights]
        if not fit and not self.problems:
            kind = "regular" if REGULAR in weights else "bold"
            what = f"typography, fonts: '{self.family}' has no {kind} face"
            hint = f"add its .ttf file, of weight {REGULAR if kind == 'regular' else BOLD}"
            self.problems.append(Problem(self.where(("typography", "fonts")), what, hint))
        return min(fit, key=lambda face: abs(face.weight - wanted), default=None)

    def _tell(self, light: Face, heavy: Face) -> None:
        """Note each weight that is printed in another, and each file that is not used."""
        for part, weight in self.asked.items():
            got = heavy if (weight or 0) >= BOLD_FROM else light
            if weight and weight != got.weight:
                what = f"typography, {part}: 'weight' {weight} is printed in {got.weight}"
                where = self.where(("typography", part, "weight"))
                hint = f"the nearest that '{self.family}' has"
                self.notes.append(Problem(where, what, hint))
        for face in self.faces:
            if face not in (light, heavy):
                what = f"typography, fonts: {face.name} is not used on paper"
                hint = "a family is printed in one regular and one bold face"
                self.notes.append(Problem(self.where(("typography", "fonts")), what, hint))


def _supplied(family: str) -> list[Face]:
    if family not in families():
        return []
    both = font(family)
    return [Face("", REGULAR, both.regular), Face("", BOLD, both.bold)]
