"""Fonts: the supplied families, those that a practice brings along, and what their letters measure."""

from foldwell.fonts.choice import Choice, choose
from foldwell.fonts.file import LARGEST
from foldwell.fonts.measure import characters, least, narrower, width
from foldwell.fonts.supplied import families, font, unknown

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
