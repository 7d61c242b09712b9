"""Fit words on paper: the most generous setting, within fixed bounds, at which everything has its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

from foldwell.pages import Laid

Lay = Callable[["Setting"], Laid]
Fits = Callable[[Laid], bool]


@dataclass(frozen=True, slots=True)
class Setting:
    """How type is set: size in pt, leading as a multiple of it, gaps of paragraphs and sections in mm.

    `together` lines of a paragraph, or more, stand on either side of a page's end.
    """

    size: float
    leading: float
    gap: float
    section_gap: float
    together: int = 3

    @property
    def line(self) -> float:
        """The height of a line in mm."""
        return self.size * self.leading * 25.4 / 72

    def properties(self) -> dict[str, str]:
        """Return the setting as CSS custom properties."""
        return {
            "size": f"{self.size}pt",
            "leading": f"{self.leading}",
            "gap": f"{self.gap}mm",
            "section-gap": f"{self.section_gap}mm",
            "together": f"{self.together}",
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
    Setting(12, 1.25, 1.8, 4.5, together=2),
    Setting(12, 1.25, 1.6, 4, together=2),
)
COMFORTABLE = PANELS[:10]
"""The settings with air enough to take in something that could also be left out."""

# A booklet has room, and is read by those who asked for larger type.
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
)

# Size and leading are the standard's (UKAAF G003): only the air between paragraphs and sections may give.
LARGE_PRINT = (
    Setting(18, 1.5, 5.5, 14),
    Setting(18, 1.5, 5, 13),
    Setting(18, 1.5, 5, 12),
    Setting(18, 1.5, 4.5, 11),
)


@dataclass(frozen=True, slots=True)
class Fit:
    """The setting that was chosen, the pages at it, and whether they fit: if not, it is the tightest one."""

    setting: Setting
    laid: Laid
    fits: bool


def fit(settings: Sequence[Setting], lay: Lay, fits: Fits) -> Fit:
    """Return the first of `settings`, ordered from generous to tight, at which the pages fit.

    Halves the choice at each step, so it lays out about four times, not once for each setting.
    """
    laid = cache(lay)
    low, high = 0, len(settings) - 1
    while low < high:
        middle = (low + high) // 2
        if fits(laid(settings[middle])):
            high = middle
        else:
            low = middle + 1
    return Fit(settings[low], laid(settings[low]), fits(laid(settings[low])))


def evenest(settings: Sequence[Setting], lay: Lay, fits: Fits, fill: Callable[[Laid], float]) -> Fit:
    """Return a setting that fits and leaves no page much emptier than the others.

    `fill` says how full the emptiest page is, from 0 to 1. Words that just fit can still leave a hole where a
    box did not; then the next tighter settings are tried too, and the fullest result is taken.
    """
    best = fit(settings, lay, fits)
    for setting in settings[settings.index(best.setting) + 1 :][:TRIES]:
        if not best.fits or fill(best.laid) >= FULL:
            break
        other = Fit(setting, lay(setting), True)
        if fits(other.laid) and fill(other.laid) > fill(best.laid):
            best = other
    return best


FULL = 0.85
TRIES = 3
