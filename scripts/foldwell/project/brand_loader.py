"""Load the looks of a practice: the colours, the fonts and the logos of its brand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from foldwell.assets import colour
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation import glyph_coverage
from foldwell.model import Brand, Practice, Wording
from foldwell.project import brand_assets, brand_fonts
from foldwell.project.input_reader import InputReader

NAMELESS = "the practice"
"""What a practice is called whose own facts could not be read."""


@dataclass(frozen=True, slots=True)
class Looks:
    """A brand as it is printed: with colours that show, and in the families of its fonts.

    `fonts` is None after a problem, and `logos` are empty after one or without a logo.
    """

    brand: Brand
    adjusted_colours: tuple[colour.AdjustedColour, ...]
    fonts: brand_fonts.FontSets | None
    logos: brand_assets.Logos


def load_looks(
    reader: InputReader,
    source: parsing.Source | None,
    practice: Practice | None,
    printed: Iterable[parsing.Source | None] = (),
    wording: Wording | None = None,
) -> Looks | None:
    """Return the looks that a brand file describes, whose fonts draw all that is `printed` and the wording.

    None if the file has problems.
    """
    file = reader.validated(source, validation.validate_brand_file)
    if not (source and file):
        return None
    if practice:
        reader.add_diagnostics(validation.brand_diagnostics(source, file, practice))
    reader.corrections.extend(validation.measure_corrections(source))
    named = validation.resolve_brand(source, file, practice.name if practice else NAMELESS)
    brand, adjustments = _adjust_colours(reader, source, named)
    fonts = _load_fonts(reader, source, brand, printed, wording)
    brand = brand_fonts.set_in(brand, fonts.fonts) if fonts else brand
    return Looks(brand, adjustments, fonts, _load_logos(reader, source, brand))


def _adjust_colours(
    reader: InputReader, source: parsing.Source, brand: Brand
) -> tuple[Brand, tuple[colour.AdjustedColour, ...]]:
    adjusted, adjustments = colour.adjust_colours(brand.colours)
    strict = brand.contrast == "strict"
    unfit = brand_assets.contrast_problems(source, adjustments, strict)
    (reader.problems if strict else reader.corrections).extend(unfit)
    return brand.model_copy(update={"colours": adjusted}), adjustments


def _load_fonts(
    reader: InputReader,
    source: parsing.Source,
    brand: Brand,
    printed: Iterable[parsing.Source | None],
    wording: Wording | None,
) -> brand_fonts.FontSets | None:
    """Return the fonts of the brand, and others for characters of what is printed that they lack."""
    chosen = reader.collect_problems(lambda: brand_fonts.choose_fonts(reader.root, source, brand))
    if not chosen:
        return None
    reader.add_diagnostics(chosen.diagnostics)
    if not (chosen.fonts and chosen.word_fonts):
        return None
    sources = [found for found in printed if found]
    fonts = brand_fonts.with_fallbacks(chosen.fonts, sources, wording)
    reader.add_diagnostics(glyph_coverage.uncovered_characters(sources, *fonts))
    return brand_fonts.FontSets(fonts, brand_fonts.with_fallbacks(chosen.word_fonts, sources, wording))


def _load_logos(reader: InputReader, source: parsing.Source, brand: Brand) -> brand_assets.Logos:
    """Return the logo of each size, if all are there; none for a brand without a logo."""
    if not brand.logo:
        return {}
    found = brand_assets.logos(source, brand, reader.read_logo)
    reader.add_diagnostics(brand_assets.low_resolution_logos(source, found))
    return found
