"""What the parts of a brand file share: how each is read, and how one says that print has no use for it."""

from __future__ import annotations

from pydantic import BeforeValidator

from foldwell.model import FrozenModel

UNUSED_ON_PAPER = "not used on paper"
"""The description of every key of brand.yml that print cannot use; each that is there is told."""


class BrandPart(FrozenModel):
    """A part of a brand file."""


def shorthand_for(key: str) -> BeforeValidator:
    """Promise that a text on its own is read as a group with that one key, as brand.yml allows."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) and value.strip() else value)
