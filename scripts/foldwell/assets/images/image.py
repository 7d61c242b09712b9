"""What a picture is once it is inside, and what every picture must keep to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from foldwell.errors import Problem

SVG: Final = "image/svg+xml"
PNG: Final = "image/png"
ADVICE: Final = "export the drawing as plain SVG, or use PNG or JPEG"
SLENDEREST: Final = 20
PALEST_WHITE: Final = 250


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture fit to print: its file name, MIME type, bytes, and width divided by height."""

    name: str
    mime: str
    data: bytes
    ratio: float


def shape(ratio: float, where: str) -> list[Problem]:
    """Return a problem if a picture of this width-to-height ratio is too slender to be seen."""
    if 1 / SLENDEREST <= ratio <= SLENDEREST:
        return []
    what = (
        f"the picture is more than {SLENDEREST} times as {'wide' if ratio > 1 else 'high'} as the other way"
    )
    return [Problem(where, what, "crop it to what it shows")]


def nothing(where: str) -> Problem:
    """Return the problem of a picture that leaves the paper white."""
    what = "the picture shows nothing: it is empty, white or see-through"
    return Problem(where, what, "export it again in a colour that shows on white paper")
