"""What a print shop gets: laid-out pages with bleed and marks, in four inks, as PDF/X-4."""

from foldwell.assets.icc_profile import profile
from foldwell.rendering.prepress.pdfx.cmyk import LIMIT, Inks, inks_of
from foldwell.rendering.prepress.pdfx.press_sheet import BLEEDS, GAP, MARK, Bed, impose

__all__ = ["BLEEDS", "GAP", "LIMIT", "MARK", "Bed", "Inks", "impose", "inks_of", "profile"]
