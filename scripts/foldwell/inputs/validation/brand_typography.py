"""The typography of a brand file: families, their files, and how text, headings and links are set.

Ranges are the standard's (UKAAF G003): text of 12 pt or more, leading from 1.25 to 1.5, no light weights. A
value beyond them is printed in the nearest that is within.
"""

from __future__ import annotations

import re
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, ValidationInfo
from pydantic_core import PydanticCustomError

from foldwell.assets.fonts.families import family_token
from foldwell.inputs.validation.brand_base import (
    DEFAULT_FAMILY,
    UNUSED_ON_PAPER,
    BrandPart,
    Paint,
    shorthand_for,
)
from foldwell.inputs.validation.css_units import (
    bounded,
    clamped,
    is_screen_only,
    nearest_measure,
    nearest_within,
    parse_length,
    parse_line_height,
    parse_weight,
)
from foldwell.inputs.validation.font_names import Families, FontPath
from foldwell.model import FontFile, Link, RequestedFamily, Typeface

COLOUR = "a colour, or a name from the palette"
FAMILY = "the name of a font family, or several with commas between them, the best first"
TEXT_SIZE = "from 12pt to 18pt, or as many px (16px is 12pt) or rem (1rem is 12pt)"
HEADING_SIZE = "a size such as 16pt or 1.3em, from 1.1 to 1.75 times that of the text"
MIN_SIZE, MAX_SIZE = 12.0, 18.0
MIN_SCALE, MAX_SCALE = 1.1, 1.75
DEFAULT_SCALE = 1.25
"""The default ratio of headings to text."""

TEXT_WEIGHTS, HEADING_WEIGHTS = (400, 500), (400, 900)
TEXT_LEADING, HEADING_LEADING = (1.25, 1.5), (1.1, 1.5)
WEIGHT_RANGE = re.compile(r"[1-9][0-9]{0,2} ?(?:\.\.|-| ) ?[1-9][0-9]{0,3}")


def _stated_weight(value: object) -> object:
    """Return the weight stated for a file; None where the file says it, or holds several."""
    several = isinstance(value, list) or (isinstance(value, str) and WEIGHT_RANGE.fullmatch(value.strip()))
    return None if several or value == "auto" else value


AUTO = BeforeValidator(_stated_weight)


def _line_height(minimum: float, maximum: float) -> BeforeValidator:
    """Return a validator of line heights, which may be lengths beside the size of the same text."""

    def check(value: object, info: ValidationInfo) -> object:
        size = info.data.get("size") or MIN_SIZE
        points = size if isinstance(size, float) else parse_length(str(size), MIN_SIZE) or MIN_SIZE
        return nearest_measure(value, lambda text: parse_line_height(text, points), minimum, maximum)

    return BeforeValidator(check)


def _check_size(value: object) -> object:
    """Return a size of headings, which depends on that of the text; None if only a screen can work it out."""
    if isinstance(value, str) and value.strip():
        if is_screen_only(value.strip()):
            return None
        if parse_length(value.strip()) is None:
            raise PydanticCustomError("measured", "is no measure")
    return value


class Text(BrandPart):
    """How the text is set."""

    family: Families = Field(title="Typeface of the text", default=(DEFAULT_FAMILY,), description=FAMILY)
    weight: Annotated[int | None, nearest_within(parse_weight, *TEXT_WEIGHTS)] = Field(
        title="Weight of the text",
        default=None,
        description="regular (400) or medium (500): light is hard to read, bold must stand out",
    )
    size: Annotated[float | None, nearest_within(parse_length, MIN_SIZE, MAX_SIZE)] = Field(
        title="Size of the text", default=None, description=TEXT_SIZE
    )
    leading: Annotated[float | None, _line_height(*TEXT_LEADING)] = Field(
        title="Line height of the text", default=None, alias="line-height", description="from 1.25 to 1.5"
    )
    color: Paint | None = Field(title="Colour of the text", default=None, description=COLOUR)


class Headings(BrandPart):
    """How headings are set."""

    family: Families | None = Field(title="Typeface of headings", default=None, description=FAMILY)
    weight: Annotated[int | None, nearest_within(parse_weight, *HEADING_WEIGHTS)] = Field(
        title="Weight of headings",
        default=None,
        description="from regular (400) to black (900): light is hard to read",
    )
    size: Annotated[str | None, BeforeValidator(_check_size)] = Field(
        title="Size of headings", default=None, description=HEADING_SIZE
    )
    leading: Annotated[float | None, _line_height(*HEADING_LEADING)] = Field(
        title="Line height of headings", default=None, alias="line-height", description="from 1.1 to 1.5"
    )
    style: Literal["normal", "italic"] = Field(
        title="Style of headings", default="normal", description="normal"
    )
    color: Paint | None = Field(title="Colour of headings", default=None, description=COLOUR)


class Links(BrandPart):
    """How links stand out."""

    weight: Annotated[int | None, nearest_within(parse_weight, *HEADING_WEIGHTS)] = Field(
        title="Weight of links",
        default=None,
        description="from regular (400) to black (900): light is hard to read",
    )
    color: Paint | None = Field(title="Colour of links", default=None, description=COLOUR)
    decoration: Literal["underline", "none"] | None = Field(
        title="Underline of links", default=None, description="underline or none"
    )
    background: Any = Field(
        title="Background of links", default=None, alias="background-color", description=UNUSED_ON_PAPER
    )


class Face(BrandPart):
    """A font file."""

    path: FontPath = Field(
        title="Font file",
        description="a .ttf, .otf, .woff2 or .woff file beside _brand.yml or in a folder there",
    )
    weight: Annotated[int | None, bounded(parse_weight, 1, 999), AUTO] = Field(
        title="Weight", default=None, description="such as 400 or 700, or auto for what the file says"
    )
    style: Literal["normal", "italic", "oblique"] = Field(
        title="Style", default="normal", description="normal or italic"
    )


class FontSource(BrandPart):
    """The source of a family."""

    family: Families = Field(title="Typeface", description=FAMILY)
    source: Literal["file", "system", "google", "bunny"] = Field(
        title="Source",
        default="system",
        description="file for font files beside _brand.yml; google, bunny or system for any other",
    )
    files: tuple[Annotated[Face, shorthand_for("path")], ...] = Field(
        title="Font files",
        default=(),
        max_length=20,
        description="the font files of the family, a regular and a bold one",
    )
    weight: Any = Field(title="Weights", default=None, description=UNUSED_ON_PAPER)
    style: Any = Field(title="Styles", default=None, description=UNUSED_ON_PAPER)
    display: Any = Field(title="Display", default=None, description=UNUSED_ON_PAPER)
    version: Any = Field(title="Version", default=None, description=UNUSED_ON_PAPER)
    url: Any = Field(title="Web address", default=None, description=UNUSED_ON_PAPER)


class Typography(BrandPart):
    """The font families, and how text, headings and links are set."""

    fonts: tuple[FontSource, ...] = Field(
        title="Font families", default=(), max_length=20, description="families, each with family and source"
    )
    base: Annotated[Text, shorthand_for("family")] = Field(
        title="Typeface of the text", default=Text(), description="the font family of the text"
    )
    headings: Annotated[Headings, shorthand_for("family")] = Field(
        title="Typeface of headings", default=Headings(), description="the font family of headings"
    )
    link: Links = Field(
        title="Links", default=Links(), description="how links look: color, weight and decoration"
    )
    monospace: Any = Field(title="Typeface of code", default=None, description=UNUSED_ON_PAPER)
    monospace_inline: Any = Field(
        title="Typeface of code in text", default=None, alias="monospace-inline", description=UNUSED_ON_PAPER
    )
    monospace_block: Any = Field(
        title="Typeface of blocks of code", default=None, alias="monospace-block", description=UNUSED_ON_PAPER
    )


def typefaces(typography: Typography) -> tuple[Typeface, Typeface]:
    """Return the typefaces of the text and of headings, whose families are still to be found."""
    base, headings = typography.base, typography.headings
    families = headings.family or base.family
    text = Typeface(
        family=family_token(base.family[0]),
        weight=base.weight,
        size=base.size,
        leading=base.leading,
        requested=_requested_families(typography, base.family),
    )
    headings_typeface = Typeface(
        family=family_token(families[0]),
        weight=headings.weight,
        scale=heading_scale(headings.size, base.size) / DEFAULT_SCALE if headings.size else 1,
        leading=headings.leading,
        requested=_requested_families(typography, families),
    )
    return text, headings_typeface


def link_style(settings: Links) -> Link:
    """Return how links stand out."""
    return Link(weight=settings.weight, underline=settings.decoration and settings.decoration == "underline")


def heading_scale(size: str, base: float | None) -> float:
    """Return the ratio of a heading size to the text size, within what is allowed."""
    text = base or MIN_SIZE
    return clamped((parse_length(size, text) or text) / text, MIN_SCALE, MAX_SCALE)


def _requested_families(typography: Typography, names: tuple[str, ...]) -> tuple[RequestedFamily, ...]:
    return tuple(RequestedFamily(name=name, files=_upright_files(typography, name)) for name in names)


def _upright_files(typography: Typography, family: str) -> tuple[FontFile, ...]:
    """Return the upright faces that a brand supplies for a family."""
    name = family.casefold()
    fonts = [font for font in typography.fonts if name in map(str.casefold, font.family)]
    found = [face for font in fonts for face in font.files if face.style == "normal"]
    return tuple(FontFile(path=face.path, weight=face.weight) for face in found)
