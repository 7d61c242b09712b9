"""Draw the outlines of a font that nobody vouches for, in a bounded number of steps.

Outlines may refer to others, each several times: thirty levels make a thousand million drawings of one. The
steps are counted rather than timed, so that a font is let in or refused alike on every machine.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from fontTools.misc.psCharStrings import T2OutlineExtractor
from fontTools.pens.basePen import NullPen
from fontTools.ttLib import TTFont

MAX_STEPS = 2_000_000
"""The most steps that the outlines of a font may take; of 24 real ones none took more than 440,000."""

MAX_DEPTH = 32
"""How deep outlines may refer to others."""


class BudgetExceededError(Exception):
    """The outlines of a font take too many steps."""


class Budget:
    """The steps that are left."""

    def __init__(self, steps: int = MAX_STEPS) -> None:
        self.steps = steps

    def spend(self, steps: int) -> None:
        """Take steps off; raises BudgetExceededError when none are left."""
        self.steps -= steps
        if self.steps < 0:
            raise BudgetExceededError


def limited(font: TTFont, drawings: Any, names: Iterable[str]) -> Iterator[str]:
    """Yield the names of glyphs, made to raise BudgetExceededError when all take too many steps."""
    budget = Budget()
    for name in names:
        _limit(font, drawings, name, budget)
        yield name


def draw_nowhere(font: TTFont, names: Iterable[str]) -> None:
    """Draw some glyphs, so that what is wrong with them is raised, BudgetExceededError among it."""
    drawings = font.getGlyphSet()
    for name in limited(font, drawings, names):
        drawings[name].draw(NullPen())


def _limit(font: TTFont, drawings: Any, name: str, budget: Budget) -> None:
    """Make the drawing of a glyph raise, or raise at once, when it takes more than is left."""
    if "glyf" in font:
        budget.spend(1 + _component_count(font["glyf"], name, {}, 0))
    else:
        drawings.charStrings[name].outlineExtractor = _limited_extractor(budget)


def _component_count(glyphs: Any, name: str, known: dict[str, int], depth: int) -> int:
    """Return how many drawings of others a TrueType glyph is made of, counted without making any."""
    if depth > MAX_DEPTH:
        raise BudgetExceededError
    if name not in known:
        glyph = glyphs[name]
        parts = [part.glyphName for part in glyph.components] if glyph.isComposite() else []
        known[name] = sum(1 + _component_count(glyphs, part, known, depth + 1) for part in parts)
    return known[name]


def _limited_extractor(budget: Budget) -> type[T2OutlineExtractor]:
    """Return what draws a CFF outline, spending the length of each subroutine that it calls."""

    class LimitedExtractor(T2OutlineExtractor):  # type: ignore[misc]  # the library ships no types
        def execute(self, outline: Any) -> None:
            """Draw an outline or a subroutine."""
            budget.spend(1 + len(outline.program or outline.bytecode or b""))
            super().execute(outline)

    return LimitedExtractor
