"""Fonts: the bundled families, those that a practice supplies, and their metrics."""

from foldwell.assets.fonts.bullet_font import BULLETS, bullet_font
from foldwell.assets.fonts.bundled import bundled_families, bundled_font
from foldwell.assets.fonts.fallback import fallback_families, with_fallbacks
from foldwell.assets.fonts.family_search import FontFolder
from foldwell.assets.fonts.font_container import FONT_SUFFIXES, MAX_FONT_BYTES
from foldwell.assets.fonts.lettering_fonts import LetteringFace, LetteringFonts, LetteringStyle, is_generic
from foldwell.assets.fonts.metrics import characters, minimum_size, narrower_families, text_width
from foldwell.assets.fonts.selection import FontChoice, choose_fonts

__all__ = [
    "BULLETS",
    "FONT_SUFFIXES",
    "MAX_FONT_BYTES",
    "FontChoice",
    "FontFolder",
    "LetteringFace",
    "LetteringFonts",
    "LetteringStyle",
    "bullet_font",
    "bundled_families",
    "bundled_font",
    "characters",
    "choose_fonts",
    "fallback_families",
    "is_generic",
    "minimum_size",
    "narrower_families",
    "text_width",
    "with_fallbacks",
]
