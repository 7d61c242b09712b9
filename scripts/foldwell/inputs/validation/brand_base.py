"""Shared by the models of a brand file: the base class, shorthands, colours, and the mark of unused keys."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, ConfigDict, Field

from foldwell.model import FrozenModel, Short

UNUSED_ON_PAPER = "not used on paper"
"""The description of every brand.yml key that print cannot use; each one in a file is reported."""

DEFAULT_FAMILY = "Source Sans 3"
"""The family of a brand that names none: narrow enough that an article fits which fits in most others."""


class BrandPart(FrozenModel):
    """A part of a brand file; keys that are not ours are for other programs, and noted."""

    model_config = ConfigDict(extra="ignore")


def shorthand_for(key: str) -> BeforeValidator:
    """Return a validator that reads a plain text as a group with that one key, as brand.yml allows."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) and value.strip() else value)


class ColourModes(BrandPart):
    """A colour, or one for light and one for dark screens; paper is light."""

    light: Short = Field(title="Colour on paper", description="the colour for light paper, beside dark")
    dark: Any = Field(title="Colour for dark screens", default=None, description=UNUSED_ON_PAPER)


Paint = Annotated[ColourModes, shorthand_for("light")]
"""A colour as brand.yml writes it: a text, or a group with light and dark."""
