"""Glyphs as the data of a path."""

from __future__ import annotations

import math
from typing import Any

from foldwell.assets.images.svg.lettering.layout import PlacedGlyph
from foldwell.assets.images.svg.lettering.shaping import SLANT
from foldwell.assets.images.svg.transforms import Matrix, multiply


class Outline:
    """The outlines of glyphs, in units of a drawing."""

    def __init__(self) -> None:
        from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415  only lettering needs it

        self._recording: Any = RecordingPen()

    def draw(self, glyph: PlacedGlyph) -> int:
        """Add a glyph, and return the number of its lines and curves."""
        from fontTools.pens.transformPen import TransformPen  # noqa: PLC0415

        before = len(self._recording.value)
        glyph.shaper.draw(glyph.glyph, TransformPen(self._recording, _matrix(glyph)))
        return len(self._recording.value) - before

    @property
    def data(self) -> str:
        """The data of the path; empty for glyphs without ink, such as a space."""
        from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415

        pen = SVGPathPen(None, lambda number: f"{number:.7g}")
        self._recording.replay(pen)
        return str(pen.getCommands())


def _matrix(glyph: PlacedGlyph) -> Matrix:
    """Return the transformation from units of the font, whose y goes up, to those of the drawing."""
    size = glyph.style.size / glyph.shaper.em
    lean = SLANT if glyph.leans else 0
    shape: Matrix = (size * glyph.stretch, 0, size * lean * glyph.stretch, -size, 0, 0)
    angle = math.radians(glyph.turn)
    turned: Matrix = (math.cos(angle), math.sin(angle), -math.sin(angle), math.cos(angle), glyph.x, glyph.y)
    return multiply(turned, shape)
