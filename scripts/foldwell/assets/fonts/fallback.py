"""Characters that a font lacks are drawn by the supplied fonts most like it that have them."""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from dataclasses import replace

from foldwell.assets.fonts.bundled import bundled_font
from foldwell.assets.fonts.families import nearest_families
from foldwell.assets.fonts.metrics import characters, family_metrics
from foldwell.model import Family, Font


def with_fallbacks(font: Font, needed: AbstractSet[int]) -> Font:
    """Return a font with few and near fallbacks for the code points it lacks, as far as any has them."""
    missing = set(needed) - characters(font)
    chosen: list[Font] = []
    families = nearest_families(family_metrics(font)) if missing else ()
    candidates = [bundled_font(family) for family in families if family != font.family]
    while missing and candidates:
        # Of several that draw as many, the first is the nearest.
        best = max(candidates, key=lambda candidate: len(missing & characters(candidate)))
        drawn = missing & characters(best)
        if not drawn:
            break
        chosen.append(best)
        missing -= drawn
        candidates.remove(best)
    return replace(font, fallbacks=tuple(chosen)) if chosen else font


def fallback_families(font: Font, codes: Iterable[int]) -> dict[int, Family]:
    """Return the family that draws each of some code points that a font lacks, as far as a fallback does."""
    missing = set(codes) - characters(font) if font.fallbacks else set()
    return {
        code: other.family
        for code in sorted(missing)
        for other in reversed(font.fallbacks)
        if code in characters(other)
    }
