"""Fit a card's words on it: find the most generous setting at which they fit."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Generic, TypeVar

from foldwell.documents.type_settings import Setting

Layout = TypeVar("Layout")


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
