"""The type sizes and leadings of a handout, in points, scaled to the brand's text size."""

from __future__ import annotations

from dataclasses import dataclass

from foldwell.assets.xml_reader import Xml
from foldwell.model import Brand
from foldwell.rendering.docx.formatting import size, spacing

BODY_SIZE, BODY_LEADING = 14, 19.5
SECTION_HEADING_SIZE = 20
"""The size of a section's heading, in points."""


@dataclass(frozen=True, slots=True)
class TypeScale:
    """Scales our sizes, designed for text of 14 pt, to those of a brand, none below `min_size`."""

    body: float = BODY_SIZE
    min_size: float = 12
    leading: float = BODY_LEADING / BODY_SIZE
    headings: float = 1
    headings_leading: float | None = None

    def size(self, points: float) -> tuple[Xml, ...]:
        """Return the scaled type size of text of `points` pt."""
        return size(self._scaled(points))

    def spacing(self, before: float, after: float, leading: float) -> Xml:
        """Return space above and below, as it is, and a leading in proportion."""
        grown = leading * self.body / BODY_SIZE
        return spacing(before, after, grown * self.leading * BODY_SIZE / BODY_LEADING)

    def heading(self, points: float) -> tuple[Xml, ...]:
        """Return the scaled type size of a heading of `points` pt."""
        return size(self._scaled(points * self.headings))

    def unscaled_heading(self, points: float) -> float:
        """Return the size that `heading` scales to `points` pt."""
        return points * BODY_SIZE / self.body / self.headings

    def heading_spacing(self, points: float, before: float, after: float, leading: float) -> Xml:
        """Return space above and below a heading of `points` pt, and its leading."""
        size = self._scaled(points * self.headings)
        ratio = self.headings_leading or leading / points
        return spacing(before, after, size * ratio)

    def _scaled(self, points: float) -> float:
        # Word knows half points only (ECMA-376-1, 17.3.2.38).
        return max(self.min_size, round(2 * points * self.body / BODY_SIZE) / 2)


def brand_scale(brand: Brand) -> TypeScale:
    """Return the scale of a brand; its text is never smaller than the minimum size of its font."""
    base, headings = brand.base, brand.headings
    return TypeScale(
        body=max(base.size or BODY_SIZE, base.minimum_size),
        min_size=base.minimum_size,
        leading=base.leading or BODY_LEADING / BODY_SIZE,
        headings=headings.scale,
        headings_leading=headings.leading,
    )
