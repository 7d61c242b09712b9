"""The sizes and leadings of a handout, in points, in proportion to the text that a brand asks for."""

from __future__ import annotations

from dataclasses import dataclass

from foldwell.model import Brand
from foldwell.rendering.docx.formatting import size, spacing
from foldwell.rendering.docx.ooxml import Xml

BODY, LEADING = 14, 19.5
SECTION = 20
"""The size of a section's heading, in points."""


@dataclass(frozen=True, slots=True)
class Scale:
    """Turns our sizes, made for text of 14 pt, into those of a brand, none under `least`."""

    body: float = BODY
    least: float = 12
    leading: float = LEADING / BODY
    headings: float = 1
    headings_leading: float | None = None

    def size(self, ours: float) -> tuple[Xml, ...]:
        """Return the type size of text that is `ours` pt where the text is 14 pt."""
        return size(self._points(ours))

    def spacing(self, before: float, after: float, leading: float) -> Xml:
        """Return space above and below, as it is, and a leading in proportion."""
        grown = leading * self.body / BODY
        return spacing(before, after, grown * self.leading * BODY / LEADING)

    def heading(self, ours: float) -> tuple[Xml, ...]:
        """Return the type size of a heading that is `ours` pt where the text is 14 pt."""
        return size(self._points(ours * self.headings))

    def unscaled(self, points: float) -> float:
        """Return what `heading` turns into a type size of so many points."""
        return points * BODY / self.body / self.headings

    def heading_spacing(self, ours: float, before: float, after: float, leading: float) -> Xml:
        """Return space above and below a heading of `ours` pt, and its leading."""
        own = self._points(ours * self.headings)
        ratio = self.headings_leading or leading / ours
        return spacing(before, after, own * ratio)

    def _points(self, ours: float) -> float:
        return max(self.least, round(2 * ours * self.body / BODY) / 2)


def scale(brand: Brand) -> Scale:
    """Return the scale of a brand; its text is never smaller than its letters can be read."""
    base, headings = brand.base, brand.headings
    return Scale(
        body=max(base.size or BODY, base.minimum_size),
        least=base.minimum_size,
        leading=base.leading or LEADING / BODY,
        headings=headings.scale,
        headings_leading=headings.leading,
    )
