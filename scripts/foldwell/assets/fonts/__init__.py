"""Fonts: the supplied families, those that a practice brings along, and what their letters measure."""

from foldwell.assets.fonts.bundled import families, font, unknown
from foldwell.assets.fonts.font_file import LARGEST
from foldwell.assets.fonts.metrics import characters, least, narrower, width
from foldwell.assets.fonts.selection import Choice, choose

__all__ = [
    "LARGEST",
    "Choice",
    "characters",
    "choose",
    "families",
    "font",
    "least",
    "narrower",
    "unknown",
    "width",
]
