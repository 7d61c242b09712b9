"""Fit words on paper: the most generous setting, within fixed bounds, at which everything has its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Generic, TypeVar

Laid = TypeVar("Laid")

FULL, TRIES = 0.85, 3
"""A page as full as this needs no tighter setting, of which so many are tried where one is emptier."""

GAPS = 8
"""The room of so many square points of type is that of each mm of the gaps between sections."""


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

    @property
    def bulk(self) -> float:
        """What the room that words take grows with, about; of no unit."""
        return self.size**2 * self.leading + GAPS * self.section_gap

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
    Setting(12, 1.25, 0.3, 1.6),
)

# Size and leading are the standard's (UKAAF G003): only the air between paragraphs and sections may give.
LARGE_PRINT = (Setting(18, 1.5, 5.5, 14), Setting(18, 1.5, 4.5, 11))


@dataclass(frozen=True, slots=True)
class Paper(Generic[Laid]):
    """How words are laid out at a setting, and whether they fit.

    `used` says how much of the room they take at least: 1 is all of it.
    """

    lay: Callable[[Setting], Laid]
    fits: Callable[[Laid], bool]
    used: Callable[[Laid], float]


@dataclass(frozen=True, slots=True)
class Fit(Generic[Laid]):
    """The setting that was chosen, the pages at it, and whether they fit: if not, it is the tightest one."""

    setting: Setting
    laid: Laid
    fits: bool


def fit(settings: Sequence[Setting], paper: Paper[Laid], first: int = 0) -> Fit[Laid]:
    """Return a setting that fits; the next more generous one does not, or would not by what the words take.

    `settings` are ordered from generous to tight. The search begins with the one numbered `first` and goes on
    where the words should just fit by what they took so far: two or three layouts, not one for each setting.
    """
    laid = cache(paper.lay)
    low, high = 0, len(settings) - 1
    at = min(first, high)
    while low < high:
        pages = laid(settings[at])
        expected = _expected(settings, paper.used(pages) / settings[at].bulk)
        if paper.fits(pages):
            # What the words would take one setting off is told well enough; further off, it is tried.
            low, high = at if expected >= at else low, at
            at = max(low, expected)
        else:
            low = min(at + 1, high)
            at = min(high, max(expected, low))
    return Fit(settings[low], laid(settings[low]), paper.fits(laid(settings[low])))


def _expected(settings: Sequence[Setting], rate: float) -> int:
    """Return the number of the first setting at which words that take so much for each bulk should fit."""
    return next((at for at, one in enumerate(settings) if rate * one.bulk <= 1), len(settings) - 1)


def evenest(
    settings: Sequence[Setting], paper: Paper[Laid], fill: Callable[[Laid], float], first: int = 0
) -> Fit[Laid]:
    """Return a setting that fits and leaves no page much emptier than the others.

    `fill` says how full the emptiest page is, from 0 to 1. Words that just fit can still leave a hole where a
    box did not; then the next tighter settings are tried too, and the fullest result is taken.
    """
    paper = replace(paper, lay=cache(paper.lay))
    best = fit(settings, paper, first)
    for setting in settings[settings.index(best.setting) + 1 :][:TRIES]:
        if not best.fits or fill(best.laid) >= FULL:
            break
        other = Fit(setting, paper.lay(setting), True)
        if paper.fits(other.laid) and fill(other.laid) > fill(best.laid):
            best = other
    return best
