"""Load the brand of a practice: its colours, its logos and its fonts."""

from __future__ import annotations

from collections.abc import Iterable

from foldwell.assets import colour
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation import glyph_coverage
from foldwell.model import Brand, Practice, Wording
from foldwell.project import brand_assets, brand_fonts
from foldwell.project.input_reader import InputReader

NAMELESS = "the practice"
"""What a practice is called whose own facts could not be read."""


def load_brand(
    reader: InputReader, source: parsing.Source | None, practice: Practice | None
) -> tuple[Brand | None, tuple[colour.AdjustedColour, ...]]:
    """Return the brand with adjusted colours; a strict brand must not need any adjustment."""
    file = reader.validated(source, validation.validate_brand_file)
    if not (source and file):
        return None, ()
    if practice:
        reader.add_diagnostics(validation.brand_diagnostics(source, file, practice))
    reader.corrections.extend(validation.measure_corrections(source))
    brand = validation.resolve_brand(source, file, practice.name if practice else NAMELESS)
    adjusted, adjustments = colour.adjust_colours(brand.colours)
    strict = brand.contrast == "strict"
    unfit = brand_assets.contrast_problems(source, adjustments, strict)
    (reader.problems if strict else reader.corrections).extend(unfit)
    return brand.model_copy(update={"colours": adjusted}), adjustments


def load_fonts(
    reader: InputReader,
    source: parsing.Source | None,
    brand: Brand | None,
    printed: Iterable[parsing.Source | None],
    wording: Wording | None,
) -> brand_fonts.FontSets | None:
    """Return the fonts of the brand, and others for characters of what is printed that they lack."""
    if not (source and brand):
        return None
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


def load_logos(reader: InputReader, source: parsing.Source | None, brand: Brand | None) -> brand_assets.Logos:
    """Return the logo of each size, if all are there; none for a brand without a logo."""
    if not (source and brand and brand.logo):
        return {}
    found = brand_assets.logos(source, brand, reader.read_logo)
    reader.add_diagnostics(brand_assets.low_resolution_logos(source, found))
    return found
