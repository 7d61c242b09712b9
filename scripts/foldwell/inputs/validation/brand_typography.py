"""The typography of a brand file: families, their files, and how text, headings and links are set.

Ranges are the standard's (UKAAF G003): text of 12 pt or more, leading from 1.25 to 1.5, no light weights.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation.brand_base import (
    DEFAULT_FAMILY,
    UNUSED_ON_PAPER,
    BrandPart,
    Paint,
    shorthand_for,
)
from foldwell.inputs.validation.css_units import (
    LENGTH,
    bounded,
    parse_length,
    parse_line_height,
    parse_weight,
)
from foldwell.inputs.validation.findings import ANY, Finding, select, select_texts
from foldwell.model import Family, FileName, FontFile, Link, Typeface, matching

COLOUR = "a colour, or a name from the palette"
FAMILY = "the name of a font family: letters, digits, spaces and -"
TEXT_SIZE = "from 12pt to 18pt, or as many px (16px is 12pt) or rem (1rem is 12pt)"
HEADING_SIZE = "a size such as 16pt or 1.3em, from 1.1 to 1.75 times that of the text"
MIN_SIZE, MAX_SIZE = 12.0, 18.0
MIN_SCALE, MAX_SCALE = 1.1, 1.75
DEFAULT_SCALE = 1.25
"""The default ratio of headings to text."""

AUTO = BeforeValidator(lambda value: None if value == "auto" else value)


class Text(BrandPart):
    """How the text is set."""

    family: Family = Field(title="Typeface of the text", default=DEFAULT_FAMILY, description=FAMILY)
    weight: Annotated[int, bounded(parse_weight, 400, 500)] | None = Field(
        title="Weight of the text",
        default=None,
        description="regular (400) or medium (500): light is hard to read, bold must stand out",
    )
    size: Annotated[float, bounded(parse_length, MIN_SIZE, MAX_SIZE)] | None = Field(
        title="Size of the text", default=None, description=TEXT_SIZE
    )
    leading: Annotated[float, bounded(parse_line_height, 1.25, 1.5)] | None = Field(
        title="Line height of the text", default=None, alias="line-height", description="from 1.25 to 1.5"
    )
    color: Paint | None = Field(title="Colour of the text", default=None, description=COLOUR)


class Headings(BrandPart):
    """How headings are set."""

    family: Family | None = Field(title="Typeface of headings", default=None, description=FAMILY)
    weight: Annotated[int, bounded(parse_weight, 400, 900)] | None = Field(
        title="Weight of headings",
        default=None,
        description="from regular (400) to black (900): light is hard to read",
    )
    size: Annotated[str, matching(LENGTH.pattern)] | None = Field(
        title="Size of headings", default=None, description=HEADING_SIZE
    )
    leading: Annotated[float, bounded(parse_line_height, 1.1, 1.5)] | None = Field(
        title="Line height of headings", default=None, alias="line-height", description="from 1.1 to 1.5"
    )
    style: Literal["normal", "italic"] = Field(
        title="Style of headings", default="normal", description="normal"
    )
    color: Paint | None = Field(title="Colour of headings", default=None, description=COLOUR)


class Links(BrandPart):
    """How links stand out."""

    weight: Annotated[int, bounded(parse_weight, 400, 900)] | None = Field(
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

    path: FileName = Field(title="Font file", description="the name of a .ttf file beside _brand.yml")
    weight: Annotated[int | None, bounded(parse_weight, 100, 999), AUTO] = Field(
        title="Weight", default=None, description="such as 400 or 700, or auto for what the file says"
    )
    style: Literal["normal", "italic"] = Field(
        title="Style", default="normal", description="normal or italic"
    )


class FontSource(BrandPart):
    """The source of a family."""

    family: Family = Field(title="Typeface", description=FAMILY)
    source: Literal["file", "system", "google", "bunny"] = Field(
        title="Source",
        description="file for font files beside _brand.yml; google, bunny or system for a supplied family",
    )
    files: tuple[Annotated[Face, shorthand_for("path")], ...] = Field(
        title="Font files",
        default=(),
        max_length=20,
        description="the .ttf files of the family, a regular and a bold one",
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
    """Return the typefaces of the text and of headings."""
    base, headings = typography.base, typography.headings
    family = headings.family or base.family
    text = Typeface(
        family=base.family,
        weight=base.weight,
        size=base.size,
        leading=base.leading,
        files=_upright_files(typography, base.family),
    )
    headings_typeface = Typeface(
        family=family,
        weight=headings.weight,
        scale=heading_scale(headings.size, base.size) / DEFAULT_SCALE if headings.size else 1,
        leading=headings.leading,
        files=_upright_files(typography, family),
    )
    return text, headings_typeface


def link_style(settings: Links) -> Link:
    """Return how links stand out."""
    return Link(weight=settings.weight, underline=settings.decoration and settings.decoration == "underline")


def heading_scale(size: str, base: float | None) -> float:
    """Return the ratio of a heading size to the text size."""
    text = base or MIN_SIZE
    return (parse_length(size, text) or text) / text


def _upright_files(typography: Typography, family: str) -> tuple[FontFile, ...]:
    """Return the upright faces that a brand supplies for a family."""
    found = [face for font in typography.fonts if font.family == family for face in font.files]
    return tuple(FontFile(path=face.path, weight=face.weight) for face in found if face.style == "normal")


def check(tree: Tree) -> Iterator[Finding]:
    """Yield what is wrong with files of fonts, families that come twice, and headings too small or large."""
    seen: set[str] = set()
    for keys, family in select_texts(tree, "typography", "fonts", ANY, "family"):
        if family in seen:
            yield Finding(keys, f"is '{family}', as in an entry above", "keep one of the two")
        seen.add(family)
    for keys, source in select_texts(tree, "typography", "fonts", ANY, "source"):
        files = (*keys[:-1], "files")
        if source == "file" and not any(select(tree, *files)):
            yield Finding(files, "is missing", FontSource.model_fields["files"].description or "")
        if source != "file" and any(select(tree, *files)):
            yield Finding(keys, f"is '{source}', yet there are files", "write file, or delete the files")
    base = next((parse_length(text) for _, text in select_texts(tree, "typography", "base", "size")), None)
    for keys, size in select_texts(tree, "typography", "headings", "size"):
        if parse_length(size) and not MIN_SCALE <= heading_scale(size, base) <= MAX_SCALE:
            yield Finding(keys, f"cannot be '{size}'", HEADING_SIZE)
