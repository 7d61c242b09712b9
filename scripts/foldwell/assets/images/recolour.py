"""Apply a brand's colours to a drawing: a class names the role, the brand its colour."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from foldwell.assets.colour import Palette
from foldwell.assets.images.image import SVG, Picture
from foldwell.model import Brand

FILL_ROLES = ("primary", "secondary", "tint", "grey", "ink", "paper")
LABEL_CLASS = "label"
PAINT_BY_CLASS = MappingProxyType(
    {role: ("fill", role) for role in FILL_ROLES}
    | {f"stroke-{role}": ("stroke", role) for role in FILL_ROLES}
)
KNOWN_CLASSES = (*PAINT_BY_CLASS, LABEL_CLASS)


def recoloured(picture: Picture, brand: Brand, family: str) -> Picture:
    """Return the drawing in the brand's colours, its labels in `family`; a PNG is returned as it is.

    Raises ValueError when `family` could be anything but the name of a font.
    """
    if picture.mime != SVG:
        return picture
    style = f'<style xmlns="http://www.w3.org/2000/svg">{_style_rules(brand, family)}</style>'
    before, end, after = picture.data.rpartition(b"</")
    return replace(picture, data=before + style.encode() + end + after)


def _style_rules(brand: Brand, family: str) -> str:
    """Return the CSS of the roles and of the labels."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]*", family):
        raise ValueError(f"not the name of a font family: {family!r}")
    colours = _role_colours(brand)
    rules = [f".{name}{{{paint}:{colours[role]}}}" for name, (paint, role) in PAINT_BY_CLASS.items()]
    return "".join([*rules, f".{LABEL_CLASS},.{LABEL_CLASS} *{{font-family:'{family}'}}"])


def _role_colours(brand: Brand) -> dict[str, str]:
    """Return the colour of each role."""
    colours, palette = brand.colours, Palette(brand.colours)
    return {
        "primary": colours.primary,
        "secondary": colours.secondary,
        "tint": palette.tint,
        "grey": palette.grey,
        "ink": colours.foreground,
        "paper": colours.background,
    }
