"""Choose the fonts of a brand's text and headings: from its own files, or supplied ones."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from foldwell.assets.fonts.bundled import bundled_font
from foldwell.assets.fonts.conversion import static_face
from foldwell.assets.fonts.families import nearest_families
from foldwell.assets.fonts.family_search import FONTS, FamilySearch, FontFolder, FoundFamily, Locate
from foldwell.assets.fonts.font_budget import BudgetExceededError
from foldwell.assets.fonts.font_engines import check_engines
from foldwell.assets.fonts.font_file import DAMAGED_HINT, Embedding, Face
from foldwell.assets.fonts.metrics import (
    MINIMUM_SIZE,
    X_HEIGHT_MM,
    family_metrics,
    has_equal_digits,
    minimum_size,
)
from foldwell.errors import Diagnostics, Problem
from foldwell.model import BOLD, BOLD_FROM, REGULAR, Brand, Font, RequestedFamily, Typeface

Pair = tuple[Font, Font]
"""The fonts of the text and of headings."""


@dataclass(frozen=True, slots=True)
class FontChoice:
    """The fonts of a brand, those of its Word files, and what there is to say about the choice.

    `fonts` is None after a problem. `word_fonts` are others where a maker lets a font be embedded only in
    what cannot be edited.
    """

    fonts: Pair | None
    word_fonts: Pair | None
    diagnostics: Diagnostics


def choose_fonts(brand: Brand, folder: FontFolder, locate: Locate) -> FontChoice:
    """Choose the fonts of a brand; `folder` has its own files, `locate` finds the lines of its file.

    Weights of less than 600 are set in the regular face and others in the bold one.
    """
    chooser = _FontChooser(FamilySearch(folder, locate))
    pair = chooser.pair(brand)
    search = chooser.search
    diagnostics = Diagnostics(tuple(search.problems), tuple(search.corrections), tuple(search.notes))
    if not pair or search.problems:
        return FontChoice(None, None, diagnostics)
    return FontChoice(pair, (chooser.word_font(pair[0]), chooser.word_font(pair[1])), diagnostics)


class _FontChooser:
    """Chooses the faces of the families that a search finds."""

    def __init__(self, search: FamilySearch) -> None:
        self.search = search
        self.word_substitutes: dict[Font, Font] = {}

    def pair(self, brand: Brand) -> Pair | None:
        """Return the fonts of text and headings; None after a problem."""
        base, headings = brand.base, brand.headings
        bold = headings.weight if brand.bold_headings else None
        regular = None if brand.bold_headings else headings.weight
        text_family = self.search.find(_requested(base), "base")
        heading_family = self.search.find(_requested(headings), "headings")
        if not (text_family and heading_family):
            return None
        if text_family.family == heading_family.family:
            weights = {"base": base.weight, "headings": headings.weight}
            font = self.font(text_family, base.weight, bold, weights)
            self._note_text(font)
            return font, font
        text_font = self.font(text_family, base.weight, None, {"base": base.weight})
        self._note_text(text_font)
        return text_font, self.font(heading_family, regular, bold, {"headings": headings.weight})

    def font(
        self, found: FoundFamily, regular: int | None, bold: int | None, weights: Mapping[str, int | None]
    ) -> Font:
        """Return the regular and the bold face of a family whose weights are nearest to those requested."""
        light, regular_weight = _nearest(found.faces, regular or REGULAR, REGULAR, BOLD_FROM - 1)
        heavy, bold_weight = _nearest(found.faces, bold or BOLD, BOLD_FROM, 999)
        self._note_weights(found, weights, regular_weight, bold_weight)
        self._note_unused(found, light, heavy)
        font = Font(
            found.family,
            self._static(light, regular_weight, found.family, bold=False),
            self._static(heavy, bold_weight, found.family, bold=True),
        )
        if min(light.embedding, heavy.embedding) < Embedding.EVERYWHERE:
            self.word_substitutes[font] = self._word_substitute(font)
        return font

    def word_font(self, font: Font) -> Font:
        """Return the font for Word files in place of another."""
        return self.word_substitutes.get(font, font)

    def _static(self, face: Face, weight: int, family: str, bold: bool) -> bytes:
        if not face.name:
            return face.data
        try:
            converted = static_face(face, weight, family, bold)
            check_engines(converted)
        except BudgetExceededError:
            what = "the font is drawn in too many steps"
        except Exception:  # tables that only a conversion or an engine reads may be damaged too
            what = "the font is damaged in a table that is needed to draw it"
        else:
            return converted
        path = f"{self.search.folder.name}/{face.name}"
        self.search.problems.append(Problem(path, what, DAMAGED_HINT))
        return b""

    def _word_substitute(self, font: Font) -> Font:
        """Return the nearest supplied font for what can be edited, and say so."""
        if not (font.regular and font.bold):
            return font
        family = nearest_families(family_metrics(font))[0]
        what = f"typography, fonts: the maker of '{font.family}' allows it in PDF files only (OS/2, fsType)"
        hint = f"the handout is set in the nearest that is supplied, '{family}'"
        self.search.corrections.append(Problem(self.search.locate(FONTS), what, hint))
        return bundled_font(family)

    def _note_text(self, font: Font) -> None:
        """Note characters so small that the text is set larger, and digits that do not line up."""
        if not (font.regular and font.bold):
            return
        where = self.search.locate(("typography", "base"))
        if minimum_size(font) > MINIMUM_SIZE:
            what = f"'{font.family}' has small letters, so it is printed at {minimum_size(font):g} pt or more"
            hint = f"an x must be {X_HEIGHT_MM:g} mm tall to be read"
            self.search.notes.append(Problem(where, what, hint))
        if not has_equal_digits(font):
            what = f"'{font.family}' has digits of different widths"
            self.search.notes.append(Problem(where, what, "columns of numbers do not line up in it"))

    def _note_weights(
        self, found: FoundFamily, weights: Mapping[str, int | None], regular: int, bold: int
    ) -> None:
        """Note each weight that is printed in another, and a family whose bold words do not stand out."""
        for part, weight in weights.items():
            used = bold if (weight or 0) >= BOLD_FROM else regular
            if weight and weight != used:
                what = f"typography, {part}: 'weight' {weight} is printed in {used}"
                where = self.search.locate(("typography", part, "weight"))
                self.search.notes.append(Problem(where, what, f"the nearest that '{found.family}' has"))
        if bold < BOLD_FROM or regular >= BOLD_FROM:
            kind, weight = ("bold", BOLD) if bold < BOLD_FROM else ("regular", REGULAR)
            what = f"typography, fonts: '{found.family}' has no {kind} face, so its {regular} is used"
            where = self.search.locate(FONTS)
            self.search.corrections.append(Problem(where, what, f"add its file of weight {weight}"))

    def _note_unused(self, found: FoundFamily, *used: Face) -> None:
        for face in found.faces:
            if found.is_listed and face not in used:
                what = f"typography, fonts: {face.name} is not used on paper"
                hint = "a family is printed in one regular and one bold face"
                self.search.notes.append(Problem(self.search.locate(FONTS), what, hint))


def _requested(typeface: Typeface) -> tuple[RequestedFamily, ...]:
    return typeface.requested or (RequestedFamily(name=typeface.family),)


def _nearest(faces: tuple[Face, ...], weight: int, minimum: int, maximum: int) -> tuple[Face, int]:
    """Return the face whose weight is nearest to another within bounds, else nearest at all; and that weight.

    Of two as near, the heavier is taken: light letters are hard to read.
    """
    within = [face for face in faces if face.heaviest >= minimum and face.lightest <= maximum] or faces

    def nearness(face: Face) -> tuple[int, int]:
        found = face.nearest_weight(weight)
        return abs(found - weight), -found

    nearest = min(within, key=nearness)
    return nearest, nearest.nearest_weight(weight)
