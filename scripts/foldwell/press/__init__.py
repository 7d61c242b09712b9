"""What a print shop gets: laid-out pages with bleed and marks, in four inks, as PDF/X-4."""

from foldwell.press.imposing import BLEEDS, GAP, MARK, Bed, impose
from foldwell.press.inks import LIMIT, Inks, inks_of
from foldwell.press.profile import profile

__all__ = ["BLEEDS", "GAP", "LIMIT", "MARK", "Bed", "Inks", "impose", "inks_of", "profile"]
