"""What a print shop gets: laid-out pages with bleed and marks, in four inks, as PDF/X-4."""

from foldwell.rendering.prepress.pdfx.cmyk import MAX_TOTAL_INK, CmykConverter, cmyk_converter
from foldwell.rendering.prepress.pdfx.press_sheet import BLEED_GAP, BLEEDS, MARK_LENGTH, PressSheet, impose

__all__ = [
    "BLEEDS",
    "BLEED_GAP",
    "MARK_LENGTH",
    "MAX_TOTAL_INK",
    "CmykConverter",
    "PressSheet",
    "cmyk_converter",
    "impose",
]
