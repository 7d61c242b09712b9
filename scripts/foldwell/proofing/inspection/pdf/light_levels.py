"""Levels of light, from 0 for black to 255 for white: what counts as ink, and its contrast (WCAG 2.2)."""

from __future__ import annotations

from functools import lru_cache

from foldwell.assets.colour import Rgb, contrast_ratio, luminance

# 4.5 and 3, less the rounding error of eight-bit levels.
READABLE, READABLE_LARGE, LARGE = 4.4, 2.9, 18.0
CONFIRMED_SHARE = 0.6
# The share of a word's contrast from which a pixel counts as ink, which excludes antialiased edges.
INK_SHARE = 0.3
INK = 255
WHITE = 255
# Extremes are first searched within these distances, in levels, from the paper and the colour.
SEARCH_MARGINS = (2, 24)


def background_level(levels: bytes) -> int:
    """Return the most frequent level of a patch."""
    # Sorted, so that of equally frequent ones it is the darkest, not any.
    return max(sorted(set(levels)), key=levels.count)


def extremes(levels: bytes, a: int, b: int) -> tuple[int, int]:
    """Return the darkest and the lightest level of a patch, faster if they are near the given ones."""
    low, high = min(a, b), max(a, b)
    darkest = next(
        filter(None, (levels.translate(None, level_range(low + margin, 255)) for margin in SEARCH_MARGINS)),
        levels,
    )
    if high in levels and (high == WHITE or not levels.translate(None, level_range(0, high))):
        return min(darkest), high
    lightest = next(
        filter(None, (levels.translate(None, level_range(0, high - margin)) for margin in SEARCH_MARGINS)),
        levels,
    )
    return min(darkest), max(lightest)


def has_readable_contrast(ratio: float, size: float) -> bool:
    """Return whether a contrast ratio is sufficient for text of `size` points (WCAG 2.2, 1.4.3)."""
    return ratio >= (READABLE_LARGE if size >= LARGE else READABLE)


@lru_cache(maxsize=1024)
def text_contrast(colour: Rgb | None, ink: int, paper: int) -> float:
    """Return the contrast of a word with its paper: that of its colour, if its darkest ink confirms it."""
    ink_contrast = contrast_ratio(ink / 255, paper / 255)
    colour_contrast = contrast_ratio(luminance(colour), paper / 255) if colour else ink_contrast
    return colour_contrast if ink_contrast >= CONFIRMED_SHARE * colour_contrast else ink_contrast


@lru_cache(maxsize=256)
def luminance_level(colour: Rgb | None) -> int:
    """Return the luminance level of a colour, 255 for white; that of black for a colour that is not plain."""
    return round(255 * luminance(colour)) if colour else 0


@lru_cache(maxsize=1024)
def level_range(low: int, high: int) -> bytes:
    """Return all levels from `low` to `high`."""
    return bytes(range(max(0, low), min(WHITE, high) + 1))


@lru_cache(maxsize=4096)
def ink_mask(background: int, ink: int) -> bytes:
    """Return the table of levels that are further from the background than an antialiased edge."""
    threshold = max(1.0, INK_SHARE * abs(ink - background))
    return bytes(INK * (abs(level - background) >= threshold) for level in range(256))
