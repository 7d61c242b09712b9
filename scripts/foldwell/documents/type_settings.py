"""The settings of type: from generous to tight, within what can be read."""

from __future__ import annotations

from dataclasses import dataclass

from foldwell.model.units import MM_PER_INCH, PT_PER_INCH

GAP_FACTOR = 8
"""The weight of a mm of section gap relative to a square point of type."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How type is set: size in pt, leading as a multiple of it, gaps of paragraphs and sections in mm."""

    size: float
    leading: float
    gap: float
    section_gap: float

    @property
    def line(self) -> float:
        """The height of a line in mm."""
        return self.size * self.leading * MM_PER_INCH / PT_PER_INCH

    @property
    def space_factor(self) -> float:
        """Relative space that a setting needs (dimensionless estimate)."""
        return self.size**2 * self.leading + GAP_FACTOR * self.section_gap

    def properties(self) -> dict[str, str]:
        """Return the setting as CSS custom properties."""
        return {
            "size": f"{self.size:g}pt",
            "leading": f"{self.leading:g}",
            "gap": f"{self.gap:g}mm",
            "section-gap": f"{self.section_gap:g}mm",
        }


# From generous to tight. Nothing is set smaller than 12 pt or closer than 1.25 (UKAAF G003).
LEAFLET = (
    Setting(16, 1.5, 4.8, 11),
    Setting(16, 1.45, 4.5, 10.5),
    Setting(16, 1.4, 4.3, 10),
    Setting(15.5, 1.4, 4.2, 9.6),
    Setting(15, 1.4, 4, 9.2),
    Setting(14.5, 1.4, 3.8, 8.8),
    Setting(14, 1.4, 3.6, 8.4),
    Setting(13.5, 1.4, 3.4, 8),
    Setting(13, 1.4, 3.4, 7.6),
    Setting(13, 1.35, 3.2, 7.2),
    Setting(12.5, 1.35, 3, 7),
    Setting(12.5, 1.3, 2.8, 6.6),
    Setting(12, 1.35, 2.8, 6.6),
    Setting(12, 1.3, 2.6, 6.2),
    Setting(12, 1.3, 2.3, 5.6),
    Setting(12, 1.25, 2.4, 5.6),
    Setting(12, 1.25, 2.1, 5),
    Setting(12, 1.25, 1.8, 4.5),
    Setting(12, 1.25, 1.6, 4),
)

CARDS = (
    Setting(15, 1.35, 3, 7),
    Setting(14, 1.35, 2.8, 6.5),
    Setting(13.5, 1.3, 2.6, 6),
    Setting(13, 1.3, 2.4, 5.5),
    Setting(12.5, 1.3, 2.2, 5),
    Setting(12.5, 1.25, 2, 4.6),
    Setting(12, 1.3, 2, 4.6),
    Setting(12, 1.25, 2, 4.4),
    Setting(12, 1.25, 1.7, 4),
    Setting(12, 1.25, 1.4, 3.7),
    Setting(12, 1.25, 1.1, 3.4),
    Setting(12, 1.25, 0.9, 3.1),
    Setting(12, 1.25, 0.6, 2.7),
    Setting(12, 1.25, 0.3, 2.2),
    Setting(12, 1.25, 0.2, 1.6),
)

# Size and leading are those of the standard (UKAAF G003): only spacing is reduced, where a page needs it.
LARGE_PRINT = Setting(18, 1.5, 5.5, 14)
