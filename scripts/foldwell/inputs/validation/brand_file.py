"""A brand file as it is written, in the brand.yml format, and the brand that it stands for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field

from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation import (
    brand_colours,
    brand_logos,
    brand_typography,
)
from foldwell.inputs.validation.brand_base import UNUSED, Part, promoted
from foldwell.inputs.validation.brand_logos import LogoChoice
from foldwell.inputs.validation.brand_typography import Typography
from foldwell.inputs.validation.findings import Check, Finding, at, close
from foldwell.model import Brand, Contrast, Logo, Short, WebUrl

OURS = "foldwell"


class Name(Part):
    """The name in full, and a short form of it."""

    full: Short = Field(description="the name of the practice")
    short: Short | None = Field(default=None, description="a short form of the name")


class Meta(Part):
    """Who the brand is."""

    name: Annotated[Name, promoted("full")] = Field(description="the name of the practice")
    link: Annotated[dict[str, WebUrl], promoted("home")] | None = Field(
        default=None, description="a web address that starts with https://"
    )


class ColourChoice(Part):
    """The palette, and a colour for each role: #rrggbb or a name."""

    palette: dict[str, Short] = Field(default={}, description='names of colours, each with "#rrggbb"')
    primary: Short = Field(description=brand_colours.ROLES["primary"])
    secondary: Short = Field(description=brand_colours.ROLES["secondary"])
    foreground: Short | None = Field(default=None, description=brand_colours.ROLES["foreground"])
    background: Short | None = Field(default=None, description=brand_colours.ROLES["background"])
    danger: Short | None = Field(default=None, description=brand_colours.ROLES["danger"])
    tertiary: Short | None = Field(default=None, description=UNUSED)
    success: Short | None = Field(default=None, description=UNUSED)
    info: Short | None = Field(default=None, description=UNUSED)
    warning: Short | None = Field(default=None, description=UNUSED)
    light: Short | None = Field(default=None, description=UNUSED)
    dark: Short | None = Field(default=None, description=UNUSED)


class Own(Part):
    """Our own settings."""

    contrast: Contrast = Field(
        default="adjust",
        description="strict refuses a colour too pale for its job, adjust prints its nearest fit shade",
    )


class Defaults(Part):
    """Settings by program, of which only ours are read."""

    model_config = ConfigDict(extra="ignore")
    foldwell: Own = Field(default=Own(), description="a group with contrast")


class BrandFile(Part):
    """What `_brand.yml` says, before names of colours and logos are resolved."""

    meta: Meta = Field(description="a group with the name of the practice")
    logo: Annotated[LogoChoice, promoted("path")] = Field(description="a group with path and alt")
    color: ColourChoice = Field(description="a group with palette, primary and secondary")
    typography: Typography = Field(description="a group with base and headings")
    defaults: Defaults = Field(default=Defaults(), description="groups of settings, each for one program")


def resolved(file: BrandFile, tree: Tree) -> Brand:
    """Return the brand that a checked file stands for, every name in it followed to what it means.

    A logo written as a file name alone has no alt text: it says the name of the brand.
    """
    name = file.meta.name.full
    shown = {
        size: Logo(path=logo.path, alt=logo.alt or name) for size, logo in brand_logos.shown(tree).items()
    }
    base, headings = brand_typography.faces(file.typography)
    return Brand(
        name=name,
        logo=shown["medium"],
        logos={size: logo for size, logo in shown.items() if logo != shown["medium"]},
        colours=brand_colours.resolved(tree),
        base=base,
        headings=headings,
        link=brand_typography.links(file.typography.link),
        contrast=file.defaults.foldwell.contrast,
    )


def _our_settings_named(tree: Tree) -> Iterator[Finding]:
    """Every program has its group under 'defaults', so a slip in our own name would go unnoticed."""
    for _, group in at(tree, "defaults"):
        for name in group if isinstance(group, dict) else ():
            if name != OURS and close(name, [OURS]):
                yield Finding(("defaults", name), "is not a known name", f"did you mean '{OURS}'?")


CHECKS: tuple[Check, ...] = (
    brand_colours.check,
    brand_logos.check,
    brand_typography.check,
    _our_settings_named,
)
