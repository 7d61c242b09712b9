"""The image type shared by all documents, and the rules that hold for every image."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from foldwell.errors import Diagnostics, Problem, Where

SVG: Final = "image/svg+xml"
PNG: Final = "image/png"
ADVICE: Final = "export the drawing as plain SVG, or use PNG or JPEG"
STILL_HINT: Final = "to choose another moment, export that one as a picture of its own"
MAX_ASPECT_RATIO: Final = 20
WHITE_THRESHOLD: Final = 250


@dataclass(frozen=True, slots=True)
class Picture:
    """An image ready to print: its file name, MIME type, bytes, and width divided by height.

    `diagnostics` are what was mended in its file and what is worth knowing of it.
    """

    name: str
    mime: str
    data: bytes
    ratio: float
    diagnostics: Diagnostics = field(default=Diagnostics(), compare=False)


def shape_problems(ratio: float, where: Where) -> list[Problem]:
    """Return a problem if a picture of this width-to-height ratio is too slender to be seen."""
    if 1 / MAX_ASPECT_RATIO <= ratio <= MAX_ASPECT_RATIO:
        return []
    longer = "wide" if ratio > 1 else "high"
    what = f"the picture is more than {MAX_ASPECT_RATIO} times as {longer} as the other way"
    return [Problem(where, what, "crop it to what it shows")]


def blank_image(where: str) -> Problem:
    """Return the problem of a picture that leaves the paper white."""
    what = "the picture shows nothing: it is empty, white or see-through"
    return Problem(where, what, "export it again in a colour that shows on white paper")
