"""Fonts: the bundled families, those that a practice supplies, and their metrics."""

from foldwell.assets.fonts.bundled import bundled_families, bundled_font, unknown_family
from foldwell.assets.fonts.font_file import MAX_FONT_BYTES
from foldwell.assets.fonts.metrics import characters, minimum_size, narrower_families, text_width
from foldwell.assets.fonts.selection import FontChoice, choose_fonts

__all__ = [
    "MAX_FONT_BYTES",
    "FontChoice",
    "bundled_families",
    "bundled_font",
    "characters",
    "choose_fonts",
    "minimum_size",
    "narrower_families",
    "text_width",
    "unknown_family",
]
