"""Units of length: paper is measured in millimetres, type in points, and each file format has its own."""

from __future__ import annotations

from typing import Final

MM_PER_INCH: Final = 25.4
PT_PER_INCH: Final = 72
# CSS Values and Units 4, 6.2.
PX_PER_INCH: Final = 96
# Word states lengths in twips and the sizes of drawings in EMUs (ECMA-376-1, 17.18.74 and 20.1.10.16).
TWIPS_PER_INCH: Final = 1440
TWIPS_PER_PT: Final = 20
EMU_PER_MM: Final = 36000

MM_PER_PT: Final = MM_PER_INCH / PT_PER_INCH
PT_PER_MM: Final = PT_PER_INCH / MM_PER_INCH
PX_PER_MM: Final = PX_PER_INCH / MM_PER_INCH
MM_PER_TWIP: Final = MM_PER_INCH / TWIPS_PER_INCH
MM_PER_EMU: Final = 1 / EMU_PER_MM
