"""Transformations of a drawing as matrices (SVG 1.1, 7.6): (a, b, c, d, e, f)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from types import MappingProxyType

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
IDENTITY: Matrix = (1, 0, 0, 1, 0, 0)
_FUNCTION = re.compile(r"\s*(\w+)\s*\(([^()]*)\)[\s,]*")
TOLERANCE = 1e-4
"""The tolerance, as a share of its size, for a matrix to keep shapes."""


def parse_transform(text: str) -> Matrix:
    """Return the matrix of a `transform`; raises ValueError if it is none."""
    matrix, position, end = IDENTITY, 0, len(text.rstrip())
    while position < end:
        found = _FUNCTION.match(text, position)
        if not found or found[1] not in _MATRICES:
            raise ValueError(text[position:])
        numbers = [float(number) for number in re.split(r"[\s,]+", found[2].strip())]
        try:
            matrix = multiply(matrix, _MATRICES[found[1]](*numbers))
        except TypeError as error:  # too few numbers, or too many
            raise ValueError(found[0]) from error
        position = found.end()
    return matrix


def multiply(outer: Matrix, inner: Matrix) -> Matrix:
    """Return the matrix that applies `inner` first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (a * g + c * h, b * g + d * h, a * i + c * j, b * i + d * j, a * k + c * m + e, b * k + d * m + f)


def apply(matrix: Matrix, point: Point) -> Point:
    """Return a point transformed."""
    a, b, c, d, e, f = matrix
    x, y = point
    return a * x + c * y + e, b * x + d * y + f


def uniform_scale(matrix: Matrix) -> float:
    """Return the factor of a matrix that keeps shapes (turned, moved, mirrored, scaled), or 0."""
    a, b, c, d, _, _ = matrix
    first, second = math.hypot(a, b), math.hypot(c, d)
    skew = abs(a * c + b * d)
    if first and abs(first - second) <= TOLERANCE * first and skew <= TOLERANCE * first * second:
        return first
    return 0


def _rotate(angle: float, x: float = 0, y: float = 0) -> Matrix:
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    turned: Matrix = (cosine, sine, -sine, cosine, 0, 0)
    return multiply(multiply((1, 0, 0, 1, x, y), turned), (1, 0, 0, 1, -x, -y))


def _scale(x: float, y: float | None = None) -> Matrix:
    return x, 0, 0, x if y is None else y, 0, 0


_MATRICES: MappingProxyType[str, Callable[..., Matrix]] = MappingProxyType(
    {
        "matrix": lambda a, b, c, d, e, f: (a, b, c, d, e, f),
        "translate": lambda x, y=0.0: (1, 0, 0, 1, x, y),
        "scale": _scale,
        "rotate": _rotate,
        "skewX": lambda angle: (1, 0, math.tan(math.radians(angle)), 1, 0, 0),
        "skewY": lambda angle: (1, math.tan(math.radians(angle)), 0, 1, 0, 0),
    }
)
