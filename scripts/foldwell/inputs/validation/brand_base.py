"""Shared by the models of a brand file: the base class, the shorthand and the mark of unused keys."""

from __future__ import annotations

from pydantic import BeforeValidator

from foldwell.model import FrozenModel

UNUSED_ON_PAPER = "not used on paper"
"""The description of every brand.yml key that print cannot use; each one in a file is reported."""


class BrandPart(FrozenModel):
    """A part of a brand file."""


def shorthand_for(key: str) -> BeforeValidator:
    """Return a validator that reads a plain text as a group with that one key, as brand.yml allows."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) and value.strip() else value)
