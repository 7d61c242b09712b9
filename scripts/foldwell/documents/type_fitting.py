"""Fit text on paper: find the most generous setting, within fixed bounds, at which everything fits."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar

from foldwell.model.units import MM_PER_INCH, PT_PER_INCH

Layout = TypeVar("Layout")

FULL_ENOUGH, MAX_TRIES = 0.85, 3
"""A page this full needs no tighter setting; the number of tighter settings tried if one is emptier."""

GAP_FACTOR = 8
"""The weight of a mm of section gap relative to a square point of type."""


@dataclass(frozen=True, slots=True)
class Setting:
    """How type is set: size in pt, leading as a multiple of it, gaps of paragraphs and sections in mm.

    At least `min_lines_together` lines of a paragraph stay together on either side of a page break.
    """

    size: float
    leading: float
    gap: float
    section_gap: float
    min_lines_together: int = 3

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
            "size": f"{self.size}pt",
            "leading": f"{self.leading}",
            "gap": f"{self.gap}mm",
            "section-gap": f"{self.section_gap}mm",
            "together": f"{self.min_lines_together}",
        }


# From generous to tight. Nothing is set smaller than 12 pt or closer than 1.25 (UKAAF G003).
PANELS = (
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
    Setting(12, 1.25, 1.8, 4.5, min_lines_together=2),
    Setting(12, 1.25, 1.6, 4, min_lines_together=2),
)
COMFORTABLE = PANELS[:10]
"""The settings generous enough to include optional content."""

# A booklet has space, and its readers asked for larger type.
BOOKLET = (
    Setting(16, 1.5, 4.8, 11),
    Setting(16, 1.45, 4.5, 10.5),
    Setting(16, 1.4, 4.3, 10),
    Setting(15.5, 1.4, 4.2, 9.6),
    Setting(15, 1.4, 4, 9.2),
    Setting(14.5, 1.4, 3.8, 8.8),
    *PANELS,
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
    Setting(12, 1.25, 1.4, 3.6),
    Setting(12, 1.25, 1.1, 3.2),
    Setting(12, 1.25, 0.9, 2.8),
    Setting(12, 1.25, 0.6, 2.2),
    Setting(12, 1.25, 0.3, 1.6),
)

# Size and leading are those of the standard (UKAAF G003): only the spacing may be reduced.
LARGE_PRINT = (Setting(18, 1.5, 5.5, 14), Setting(18, 1.5, 4.5, 11))


@dataclass(frozen=True, slots=True)
class LayoutProbe(Generic[Layout]):
    """The functions that lay out text at a setting and test whether it fits.

    `used` estimates the space taken, where 1 is all that is available.
    """

    lay_out: Callable[[Setting], Layout]
    fits: Callable[[Layout], bool]
    used: Callable[[Layout], float]


@dataclass(frozen=True, slots=True)
class Fit(Generic[Layout]):
    """The chosen setting, the layout at it, and whether it fits; if not, it is the tightest setting."""

    setting: Setting
    result: Layout
    fits: bool


def fit(settings: Sequence[Setting], probe: LayoutProbe[Layout], first: int = 0) -> Fit[Layout]:
    """Return a setting that fits; the next more generous one does not, or is not expected to.

    `settings` are ordered from generous to tight. The search starts at index `first` and jumps to where the
    text is expected to fit: two or three layouts instead of one for each setting.
    """
    # The search comes back to settings, and a layout is what a build takes longest for.
    cached = cache(probe.lay_out)
    first_index, last_index = 0, len(settings) - 1
    index = min(first, last_index)
    while first_index < last_index:
        pages = cached(settings[index])
        expected = _expected_index(settings, probe.used(pages) / settings[index].space_factor)
        if probe.fits(pages):
            # The estimate is reliable for an adjacent setting; further away, the setting is tried.
            first_index, last_index = index if expected >= index else first_index, index
            index = max(first_index, expected)
        else:
            first_index = min(index + 1, last_index)
            index = min(last_index, max(expected, first_index))
    return Fit(
        settings[first_index], cached(settings[first_index]), probe.fits(cached(settings[first_index]))
    )


def _expected_index(settings: Sequence[Setting], rate: float) -> int:
    """Return the index of the first setting that should fit at `rate` space per space factor."""
    return next(
        (index for index, setting in enumerate(settings) if rate * setting.space_factor <= 1),
        len(settings) - 1,
    )


def fit_evenly(
    settings: Sequence[Setting], probe: LayoutProbe[Layout], fill: Callable[[Layout], float], first: int = 0
) -> Fit[Layout]:
    """Return a setting that fits and leaves no page much emptier than the others.

    `fill` returns the fill of the emptiest page, from 0 to 1. Text that just fits can leave a gap where a box
    did not fit; then tighter settings are tried too, and the best result is used.
    """
    probe = replace(probe, lay_out=cache(probe.lay_out))
    best = fit(settings, probe, first)
    for setting in settings[settings.index(best.setting) + 1 :][:MAX_TRIES]:
        if not best.fits or fill(best.result) >= FULL_ENOUGH:
            break
        candidate = Fit(setting, probe.lay_out(setting), True)
        if probe.fits(candidate.result) and fill(candidate.result) > fill(best.result):
            best = candidate
    return best
