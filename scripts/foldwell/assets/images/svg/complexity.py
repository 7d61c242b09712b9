"""Bounds on the work that a plain drawing asks of a printer or a PDF reader, counted, not timed.

Measured with resvg, WeasyPrint and pdfium: within the bounds, each needs less than two seconds.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import accumulate

from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.findings import Finding, refuse_findings
from foldwell.assets.images.svg.path_data import density, path_points
from foldwell.assets.images.svg.visibility import SHAPES
from foldwell.model.units import PX_PER_INCH

MAX_SEGMENTS = 40_000
"""The number of lines and curves of a drawing; a layout engine needs about 30 microseconds for each."""

MAX_CORNERS = 40_000
"""The number of the corners of all polygons."""

MAX_DASHES = 200_000
"""The number of dashes of all lines, taken to be as long as their numbers allow."""

MAX_LABELS, MAX_LETTERS = 300, 5_000
"""The number of lines of labels, and of all their letters; a layout engine needs milliseconds for a line."""

MAX_LAYERS = 300
"""The number of cut-outs, gradients and see-through parts, each of which is a layer that is blended."""

MANY_LAYERS = "very many cut-outs, gradients or see-through parts"

MANY_SEGMENTS, MAX_DENSITY = 3_000, 3_000
"""A path of so many lines may not have more than so many over each other: the time grows by the square."""

SHORTEST_DASH = 1e-6
"""What dashes of no length are counted as."""

SIMPLER = "simplify its paths (Inkscape: Path, Simplify), or save it as PNG"
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?")
_LENGTHS = ("d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height")


def refuse_intricate(root: Element, where: str) -> None:
    """Raise InputError if a plain drawing has more than any printer could draw in time."""
    refuse_findings(_findings(root), where)


def layers(root: Element) -> list[int]:
    """Return the line of each cut-out, gradient or see-through part of a drawing, if they are too many."""
    lines = [element.line for element in root.self_and_descendants() if _is_layer(element)]
    return lines if len(lines) > MAX_LAYERS else []


def _is_layer(element: Element) -> bool:
    attributes = element.attributes
    paints = (attributes.get("fill", ""), attributes.get("stroke", ""))
    return "clip-path" in attributes or "opacity" in attributes or any("url(" in paint for paint in paints)


def _findings(root: Element) -> Iterator[Finding]:
    elements = list(root.self_and_descendants())
    for count, limit, what, hint in LIMITS:
        totals = zip(elements, accumulate(map(count, elements)), strict=True)
        if over := [element.line for element, total in totals if total > limit]:
            yield over[0], what, hint
            return
    for element in elements:
        if _is_dense(element):
            yield element.line, "too many lines of a path lie over each other", SIMPLER


def _is_dense(element: Element) -> bool:
    data = element.attributes.get("d", "") if element.name == "path" else ""
    numbers = [float(number) for number in _NUMBER.findall(element.attributes.get("points", ""))]
    if max(len(data), len(numbers)) <= MANY_SEGMENTS:
        return False
    points = path_points(data) if data else list(zip(numbers[::2], numbers[1::2], strict=False))
    return len(points) > MANY_SEGMENTS and density(points) > MAX_DENSITY


def _corners(element: Element) -> int:
    """Return the number of the corners of a polygon."""
    return len(_NUMBER.findall(element.attributes.get("points", ""))) // 2


def _letters(element: Element) -> int:
    return sum(len(child) for child in element.children if isinstance(child, str))


def _dash_count(element: Element) -> float:
    """Return the number of dashes of a line, or of all lines in a group, of any length that they may have."""
    dashes = [float(number) for number in _NUMBER.findall(element.attributes.get("stroke-dasharray", ""))]
    if not dashes or not any(map(_is_stroked, element.self_and_descendants())):
        return 0
    numbers = [
        abs(float(number)) * (1 if value[-1:].isdigit() else PX_PER_INCH)
        for one in element.self_and_descendants()
        for key in _LENGTHS
        for value in (one.attributes.get(key, "").strip(" ,zZ."),)
        for number in _NUMBER.findall(value)
    ]
    length = 2 * max(numbers, default=0) * len(numbers)
    return length / max(sum(dashes), SHORTEST_DASH)


def _is_stroked(element: Element) -> bool:
    return element.name in SHAPES and element.inherited("stroke", "none") != "none"


LIMITS: tuple[tuple[Callable[[Element], float], int, str, str], ...] = (
    (_corners, MAX_CORNERS, f"the drawing has more than {MAX_CORNERS:,} corners", SIMPLER),
    (
        _dash_count,
        MAX_DASHES,
        "the dashes of a line are too short to be drawn",
        "draw them longer, or save it as PNG",
    ),
    (
        lambda element: element.name in ("text", "tspan"),
        MAX_LABELS,
        f"the drawing has more than {MAX_LABELS} labels",
        "leave some out",
    ),
    (_letters, MAX_LETTERS, f"the labels have more than {MAX_LETTERS:,} letters", "leave some out"),
)
"""What is counted, of each element, and its limit for a drawing."""
