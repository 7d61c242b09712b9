"""What a brand file asks of letters beyond what print allows, and what is printed instead."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple

from foldwell.errors import KeyPath
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.brand_typography import (
    HEADING_LEADING,
    HEADING_SIZE,
    HEADING_WEIGHTS,
    MAX_SCALE,
    MAX_SIZE,
    MIN_SCALE,
    MIN_SIZE,
    TEXT_LEADING,
    TEXT_SIZE,
    TEXT_WEIGHTS,
)
from foldwell.inputs.validation.css_units import (
    clamped,
    is_screen_only,
    parse_length,
    parse_line_height,
    parse_weight,
)
from foldwell.inputs.validation.findings import Finding, select_texts

ROUNDING = 0.001


class Measure(NamedTuple):
    """A measure of a brand file: its keys, how it is read beside a size in pt, its bounds, how to show it."""

    keys: KeyPath
    parse: Callable[[str, float], float | None]
    bounds: tuple[float, float]
    shown: str
    hint: str


def _weight(text: str, _: float) -> float | None:
    return parse_weight(text)


def _scale(text: str, size: float) -> float | None:
    length = parse_length(text, size)
    return None if length is None else length / size


WEIGHTS, LEADING = "print has weights from {} to {}", "from {} to {} is easy to read"
MEASURES = (
    Measure(("base", "weight"), _weight, TEXT_WEIGHTS, "{:.0f}", WEIGHTS.format(*TEXT_WEIGHTS)),
    Measure(("base", "size"), parse_length, (MIN_SIZE, MAX_SIZE), "{:g}pt", TEXT_SIZE),
    Measure(("base", "line-height"), parse_line_height, TEXT_LEADING, "{:g}", LEADING.format(*TEXT_LEADING)),
    Measure(("headings", "weight"), _weight, HEADING_WEIGHTS, "{:.0f}", WEIGHTS.format(*HEADING_WEIGHTS)),
    Measure(("headings", "size"), _scale, (MIN_SCALE, MAX_SCALE), "{:g}em", HEADING_SIZE),
    Measure(
        ("headings", "line-height"),
        parse_line_height,
        HEADING_LEADING,
        "{:g}",
        LEADING.format(*HEADING_LEADING),
    ),
    Measure(("link", "weight"), _weight, HEADING_WEIGHTS, "{:.0f}", WEIGHTS.format(*HEADING_WEIGHTS)),
)


def corrected_measures(tree: Tree) -> Iterator[Finding]:
    """Yield each measure of letters that is printed otherwise than the brand file says."""
    for measure in MEASURES:
        for keys, text in select_texts(tree, "typography", *measure.keys):
            if is_screen_only(text):
                what = f"is {text[:60]}, which only a screen can work out, so our own is used"
                yield Finding(keys, what, measure.hint)
                continue
            value = measure.parse(text, _size_beside(tree, measure.keys))
            if value is not None and abs(value - clamped(value, *measure.bounds)) > ROUNDING:
                nearest = measure.shown.format(clamped(value, *measure.bounds))
                yield Finding(keys, f"is {text}, and {nearest} is printed", measure.hint)


def _size_beside(tree: Tree, keys: KeyPath) -> float:
    """Return the size in pt that a measure is relative to: of the text, or of headings for their lines."""
    text = _size(tree, "base", MIN_SIZE) or MIN_SIZE
    if keys[-1] == "size" or keys[0] != "headings":
        return MIN_SIZE if keys == ("base", "size") else clamped(text, MIN_SIZE, MAX_SIZE)
    return _size(tree, "headings", text) or MIN_SIZE


def _size(tree: Tree, part: str, base: float) -> float | None:
    sizes = (parse_length(size, base) for _, size in select_texts(tree, "typography", part, "size"))
    return next(sizes, None)
