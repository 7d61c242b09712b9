"""The candidates for a leaflet: fold, pages, size, pictures and breaks, each with what it costs."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import product
from typing import NamedTuple

from foldwell.assets.images import text_labels
from foldwell.documents.planning.candidate_costs import (
    EMPTY,
    LEFT_OUT,
    MAX_EMPTY,
    SMALL_FIGURES,
    STEPS_BELOW,
    page_cost,
    setting_cost,
)
from foldwell.documents.planning.layout_plan import EVERY_PART, Parts
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.planning.measured_strip import Strip
from foldwell.documents.planning.planner import Atom, Packing, Panel, pack, scaled
from foldwell.documents.type_settings import Setting
from foldwell.model import Fold

GROWTH = 0.86
"""The exponent by which the height of words follows the space factor of their setting, measured: lines that
wrap grow with its square, headings, boxes and short lines do not."""

MIN_LEVERAGE = 1.04
"""How unlike the space factors of two strips must be to tell how a text grows."""

ESTIMATE_ERROR, ESTIMATE_COST = 0.92, 15.0
"""An estimate that exceeds its panels by so much may still fit, and is tried after all others."""

FIGURE_SCALES = (1.0, 0.75, 0.55)
"""The widths of pictures without lettering, as parts of their full width."""

CHOICES: tuple[Parts, ...] = (EVERY_PART, frozenset({"summary"}), frozenset())
"""The optional parts that are tried, one choice after the other."""

MIN_SIZE_WITH_QUESTIONS = 12.5
"""The smallest size, in pt, at which questions take room from the other words."""

CONTENTS = '[id="_contents"]'


@dataclass(frozen=True, slots=True)
class TextHeights:
    """The atoms of a text at a setting and a scale of pictures, measured in a strip or scaled from one."""

    strip: Strip
    setting: Setting
    figure_scale: float
    atoms: tuple[Atom, ...]

    @property
    def steps_across(self) -> bool:
        """Whether steps stand side by side, as they do in the strip: neither tells the other's height."""
        return self.strip.plan.steps_across

    def without(self, *parts: str) -> tuple[Atom, ...]:
        """Return the atoms but for those of optional parts, which come first or last."""
        return tuple(atom for atom in self.atoms if not atom.selector.startswith(parts))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A way to lay a leaflet out; `empty` is the part of all panels that words do not fill.

    `is_estimate` tells that its heights are scaled from the strip of another setting. Of each panel, `slack`
    mm are kept free.
    """

    cost: float
    fold: Fold
    pages: int
    parts: Parts
    text: TextHeights
    packing: Packing
    empty: float
    is_estimate: bool = True
    slack: float = 0.0

    @property
    def setting(self) -> Setting:
        """How type is set."""
        return self.text.setting


def estimates(pages: LeafletPages, predicted: Strip | None = None) -> Iterator[Candidate]:
    """Yield every number of pages, setting and size of pictures that may fit, by arithmetic from strips.

    Without a strip of these pages, one that is `predicted` has to do.
    """
    strips = [predicted] if predicted else _measured_strips(pages)
    if all(map(pages.has_crowded_cover, strips)):
        return
    found, growth, texts = 0, _growth(strips), list(_text_settings(pages, strips))
    for count in pages.fold_layout.page_counts:
        options = [
            option for strip, text in texts if (option := _estimate(pages, count, strip, text, growth))
        ]
        yield from options
        found += bool(options)
        # More pages than the next larger number are emptier only.
        if found == 2:  # noqa: PLR2004
            return


def _measured_strips(pages: LeafletPages) -> Sequence[Strip]:
    """Return the strips of pages: at least one, and one with steps side by side if they have room so."""
    if not pages.strips:
        pages.strip(usual_setting(pages.settings))
    narrower = tuple(filter(pages.can_stand_across, pages.settings))
    if narrower and not any(strip.plan.steps_across for strip in pages.strips.values()):
        pages.strip(usual_setting(narrower), steps_across=True)
    return tuple(pages.strips.values())


def usual_setting(settings: Sequence[Setting]) -> Setting:
    """Return the setting from which the heights of a text at others are estimated best."""
    return min(settings, key=lambda row: abs(row.size - 13) + abs(row.leading - 1.35))


def _growth(strips: Sequence[Strip]) -> float:
    """Return the exponent by which words grow with their setting: of this text, if two strips tell."""
    heights = {
        strip.plan.setting.space_factor: strip.atoms[-1].bottom - strip.atoms[0].top
        for strip in strips
        if strip.plan.figure_scale == 1 and not strip.plan.steps_across
    }
    (small, low), (large, high) = min(heights.items()), max(heights.items())
    return math.log(high / low) / math.log(large / small) if large > MIN_LEVERAGE * small else GROWTH


def exact(pages: LeafletPages, strip: Strip, count: int, slack: float = 0.0) -> Candidate | None:
    """Return the candidate of so many pages at the very setting of a strip, or None if it does not fit."""
    plan = strip.plan
    text = TextHeights(strip, plan.setting, plan.figure_scale, strip.atoms)
    found = _candidate(pages, count, text, slack)
    return replace(found, is_estimate=False, slack=slack) if found else None


class _TextSetting(NamedTuple):
    """How a text may be set: its type, its pictures, its steps."""

    setting: Setting
    figure_scale: float
    steps_across: bool


def _text_settings(pages: LeafletPages, strips: Sequence[Strip]) -> Iterator[tuple[Strip, _TextSetting]]:
    """Yield each setting that the text may have, with the strip that tells most of it."""
    arrangements = sorted({strip.plan.steps_across for strip in strips}, reverse=True)
    for setting, scale, across in product(pages.settings, _figure_scales(pages), arrangements):
        if across and not pages.can_stand_across(setting):
            continue
        text = _TextSetting(setting, scale, across)
        alike = (strip for strip in strips if strip.plan.steps_across == across)
        yield min(alike, key=partial(_distance, text)), text


def _estimate(
    pages: LeafletPages, count: int, strip: Strip, text: _TextSetting, exponent: float
) -> Candidate | None:
    growth = (text.setting.space_factor / strip.plan.setting.space_factor) ** exponent
    found = _candidate(pages, count, _scaled_text(strip, text, growth))
    if found or text.setting not in pages.settings[-3:]:
        return found
    # An estimate orders, it never refuses.
    found = _candidate(pages, count, _scaled_text(strip, text, growth * ESTIMATE_ERROR))
    return replace(found, cost=found.cost + ESTIMATE_COST) if found else None


def _scaled_text(strip: Strip, text: _TextSetting, growth: float) -> TextHeights:
    atoms = scaled(strip.atoms, growth, text.figure_scale / strip.plan.figure_scale)
    return TextHeights(strip, text.setting, text.figure_scale, atoms)


def _distance(text: _TextSetting, strip: Strip) -> float:
    """Return how unlike a strip is another setting and size of pictures."""
    plan = strip.plan
    ratio = math.log(text.setting.space_factor / plan.setting.space_factor)
    return abs(ratio) + abs(math.log(text.figure_scale / plan.figure_scale))


def _candidate(pages: LeafletPages, count: int, text: TextHeights, slack: float = 0.0) -> Candidate | None:
    """Return the best candidate with or without optional parts; None if none fits."""
    panels = pages.panels(text.strip, count, slack)
    found = (_with_parts(pages, count, text, panels, parts) for parts in _choices(pages, text.setting))
    return min(filter(None, found), key=lambda one: one.cost, default=None)


def _with_parts(
    pages: LeafletPages, count: int, text: TextHeights, panels: tuple[Panel, ...], parts: Parts
) -> Candidate | None:
    """Return the candidate with some of the optional parts, or None if it does not fit."""
    left_out = [CONTENTS] * (not pages.fold_layout.has_contents(count))
    left_out += [f'[id="_{part}"]' for part in EVERY_PART - parts]
    atoms = text.without(*left_out)
    packing = pack(atoms, panels, even=pages.fold_layout.columns > 1)
    if not packing:
        return None
    empty = 1 - sum(packing.used) / sum(panel.room for panel in panels)
    lacking = [part for part in EVERY_PART - parts if getattr(pages.context.article, part)]
    cost = (
        packing.cost
        + page_cost(pages.fold, count)
        + setting_cost(text.setting)
        + EMPTY * max(0.0, empty - MAX_EMPTY)
        + SMALL_FIGURES * (1 - text.figure_scale)
        + sum(map(LEFT_OUT.__getitem__, lacking))
        + STEPS_BELOW * (pages.can_stand_across(text.setting) and not text.steps_across)
    )
    return Candidate(cost, pages.fold, count, parts, replace(text, atoms=atoms), packing, empty)


def _choices(pages: LeafletPages, setting: Setting) -> tuple[Parts, ...]:
    """Return the optional parts that may be shown at a setting, one choice after the other."""
    if pages.fold_layout.shows_everything:
        return (EVERY_PART,)
    # Questions take room from larger type.
    choices = CHOICES if setting.size >= MIN_SIZE_WITH_QUESTIONS else CHOICES[1:]
    absent = {part for part in EVERY_PART if not getattr(pages.context.article, part)}
    return tuple(dict.fromkeys(choice | absent for choice in choices))


def _figure_scales(pages: LeafletPages) -> tuple[float, ...]:
    """Return the scales of pictures; one with lettering has the width that its letters need."""
    context = pages.context
    shown = [figure.file for _, figure in context.shown_figures]
    lettered = any(text_labels(context.figures[name]) for name in shown)
    return FIGURE_SCALES if shown and not lettered else FIGURE_SCALES[:1]
