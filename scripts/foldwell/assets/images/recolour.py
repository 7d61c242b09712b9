"""The colours of a brand on a drawing: a class names the role, the brand says what it looks like."""

from __future__ import annotations

import re
from dataclasses import replace
from types import MappingProxyType

from foldwell.assets.colour import grey, tint
from foldwell.assets.images.image import SVG, Picture
from foldwell.model import Brand

FILLS = ("primary", "secondary", "tint", "grey", "ink", "paper")
LABEL = "label"
PAINTED = MappingProxyType(
    {role: ("fill", role) for role in FILLS} | {f"stroke-{role}": ("stroke", role) for role in FILLS}
)
CLASSES = (*PAINTED, LABEL)


def recolour(picture: Picture, brand: Brand, family: str) -> Picture:
    """Return the drawing in the brand's colours, its labels in `family`; a PNG is returned as it is.

    Raises ValueError when `family` could be anything but the name of a font.
    """
    if picture.mime != SVG:
        return picture
    style = f'<style xmlns="http://www.w3.org/2000/svg">{_rules(brand, family)}</style>'
    before, end, after = picture.data.rpartition(b"</")
    return replace(picture, data=before + style.encode() + end + after)


def _rules(brand: Brand, family: str) -> str:
    """Return the CSS of the roles and of the labels."""
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 -]*", family):
        raise ValueError(f"not the name of a font family: {family!r}")
    seen = _colours(brand)
    rules = [f".{name}{{{paint}:{seen[role]}}}" for name, (paint, role) in PAINTED.items()]
    return "".join([*rules, f".{LABEL},.{LABEL} *{{font-family:'{family}'}}"])


def _colours(brand: Brand) -> dict[str, str]:
    """Return the colour of each role."""
    colours = brand.colours
    return {
        "primary": colours.primary,
        "secondary": colours.secondary,
        "tint": tint(colours.primary),
        "grey": grey(colours),
        "ink": colours.foreground,
        "paper": colours.background,
    }
