"""Path data (SVG 1.1, 8.3.9): read strictly, counted, and written so that every reader splits it alike.

`a1 1 0 01.5.5` is one arc with two flags and two numbers; some readers see other numbers there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import MappingProxyType

from foldwell.assets.images.svg.transforms import Point

ARGUMENTS = MappingProxyType({"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "S": 4, "Q": 4, "T": 2, "A": 7, "Z": 0})
_NUMBER = r"[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?"
_SEPARATOR = r"[\s,]*"
_FLAG = "[01]"
_ARC = _SEPARATOR.join((_NUMBER, _NUMBER, _NUMBER, _FLAG, _FLAG, _NUMBER, _NUMBER))
# One pattern a command: its arguments once more, from where the last ones ended.
PATTERNS = MappingProxyType(
    {
        command: re.compile(_SEPARATOR + (_ARC if command == "A" else _SEPARATOR.join([_NUMBER] * count)))
        for command, count in ARGUMENTS.items()
        if count
    }
)
_GROUPS = MappingProxyType(
    {
        command: re.compile(
            rf"({_NUMBER})"
            if command != "A"
            else _SEPARATOR.join([rf"({_NUMBER})"] * 3 + [f"({_FLAG})"] * 2 + [rf"({_NUMBER})"] * 2)
        )
        for command in PATTERNS
    }
)
CURVES_PER_ARC = 4
"""The most curves that an arc becomes, each of at most a right angle."""

_COMMAND = re.compile(r"[\s,]*([MmLlHhVvCcSsQqTtAaZz])")
_END = re.compile(r"[\s,]*$")


def path_segments(data: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each command of path data with its numbers, as they are written.

    Raises ValueError with the text at which it is no path data any more.
    """
    position = 0
    while not _END.match(data, position):
        found = _COMMAND.match(data, position)
        if not found or (not position and found[1] not in "Mm"):
            raise ValueError(data[position : position + 20].strip())
        command, position = found[1], found.end()
        pattern = PATTERNS.get(command.upper())
        if pattern is None:
            yield command, ()
            continue
        arguments = pattern.match(data, position)
        if not arguments:
            raise ValueError(f"{command}{data[position : position + 20]}".strip())
        while arguments:
            yield command, _numbers(command.upper(), arguments[0])
            command, position = _implied(command), arguments.end()
            arguments = pattern.match(data, position)


def _numbers(command: str, text: str) -> tuple[str, ...]:
    if command == "A":
        arc = _GROUPS["A"].search(text)
        return arc.groups() if arc else ()
    return tuple(_GROUPS[command].findall(text))


def _implied(command: str) -> str:
    """Return the command of further arguments: those of a move are lines."""
    return {"M": "L", "m": "l"}.get(command, command)


def rewritten(data: str) -> tuple[str, int]:
    """Return path data with one space between numbers and curves for arcs, and the number of its segments.

    WeasyPrint draws the arcs of some circles as those of an ellipse.
    """
    segments = [command + " ".join(numbers) for command, numbers in path_segments(data)]
    plain = " ".join(segments)
    arcs = sum(segment[0] in "Aa" for segment in segments)
    return _without_arcs(plain) if arcs else plain, len(segments) + (CURVES_PER_ARC - 1) * arcs


def _without_arcs(data: str) -> str:
    # Imported here: most drawings have no arcs.
    from fontTools.pens.svgPathPen import SVGPathPen  # noqa: PLC0415
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415

    pen = SVGPathPen(None, lambda number: f"{number:.5f}".rstrip("0").rstrip("."))
    parse_path(data, pen)
    return str(pen.getCommands())


def path_points(data: str) -> list[Point]:
    """Return the points through which a path goes, and those that bend its curves."""
    from fontTools.pens.recordingPen import RecordingPen  # noqa: PLC0415
    from fontTools.svgLib.path import parse_path  # noqa: PLC0415

    pen = RecordingPen()
    parse_path(data, pen)
    return [point for _, points in pen.value for point in points if point]


def density(points: Sequence[Point]) -> float:
    """Return how many lines from point to point a straight line through all of them meets on average.

    A renderer sorts those that it meets in each row of pixels.
    """
    met = [0.0]
    for axis in zip(*points, strict=True):
        side = max(axis) - min(axis)
        length = sum(abs(after - before) for before, after in pairwise(axis))
        met.append(length / side if side else 0)
    return max(met)
