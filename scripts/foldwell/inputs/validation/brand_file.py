"""The brand.yml format, and the brand that a file describes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from pydantic import ConfigDict, Field

from foldwell.errors import suggestion
from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation import (
    brand_colours,
    brand_logos,
    brand_typography,
)
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER, BrandPart, shorthand_for
from foldwell.inputs.validation.brand_logos import LogoChoice
from foldwell.inputs.validation.brand_typography import Typography
from foldwell.inputs.validation.findings import Check, Finding, select
from foldwell.model import Brand, Contrast, Logo, Short, WebUrl

OUR_GROUP = "foldwell"


class Name(BrandPart):
    """The name in full, and a short form of it."""

    full: Short = Field(title="Name in full", description="the name of the practice")
    short: Short | None = Field(title="Short name", default=None, description="a short form of the name")


class Meta(BrandPart):
    """Who the brand is."""

    name: Annotated[Name, shorthand_for("full")] = Field(title="Name", description="the name of the practice")
    link: Annotated[dict[str, WebUrl], shorthand_for("home")] | None = Field(
        title="Website", default=None, description="a web address that starts with https://"
    )


class ColourChoice(BrandPart):
    """The palette, and a colour for each role: #rrggbb or a name."""

    palette: dict[str, Short] = Field(
        title="Palette", default={}, description='names of colours, each with "#rrggbb"'
    )
    primary: Short = Field(title="Main colour", description=brand_colours.ROLES["primary"])
    secondary: Short = Field(title="Second colour", description=brand_colours.ROLES["secondary"])
    foreground: Short | None = Field(
        title="Colour of the text", default=None, description=brand_colours.ROLES["foreground"]
    )
    background: Short | None = Field(
        title="Colour of the paper", default=None, description=brand_colours.ROLES["background"]
    )
    danger: Short | None = Field(
        title="Colour of the emergency box", default=None, description=brand_colours.ROLES["danger"]
    )
    tertiary: Short | None = Field(title="Third colour", default=None, description=UNUSED_ON_PAPER)
    success: Short | None = Field(title="Colour of success", default=None, description=UNUSED_ON_PAPER)
    info: Short | None = Field(title="Colour of information", default=None, description=UNUSED_ON_PAPER)
    warning: Short | None = Field(title="Colour of warnings", default=None, description=UNUSED_ON_PAPER)
    light: Short | None = Field(title="Light colour", default=None, description=UNUSED_ON_PAPER)
    dark: Short | None = Field(title="Dark colour", default=None, description=UNUSED_ON_PAPER)


class OwnSettings(BrandPart):
    """Our own settings."""

    contrast: Contrast = Field(
        title="Colours that are too pale",
        default="adjust",
        description="strict refuses a colour too pale for its job, adjust prints its nearest fit shade",
    )
    strict: bool = Field(
        title="Refuse what is not right as it is",
        default=False,
        description="yes refuses whatever would be corrected with a note: colours, logos, typefaces",
    )


class Defaults(BrandPart):
    """Settings by program, of which only ours are read."""

    model_config = ConfigDict(extra="ignore")
    foldwell: OwnSettings = Field(
        title="Settings for print",
        default=OwnSettings(),
        description="what happens to what cannot be printed as it is, as contrast and strict",
    )


class BrandFile(BrandPart):
    """What `_brand.yml` says, before names of colours and logos are resolved."""

    meta: Meta = Field(title="About the brand", description="the name of the practice, and its website")
    logo: Annotated[LogoChoice, shorthand_for("path")] = Field(
        title="Logo", description="the logo's file as path, and as alt what it says"
    )
    color: ColourChoice = Field(
        title="Colours", description="a palette, and the colours primary and secondary"
    )
    typography: Typography = Field(title="Typefaces", description="a group with base and headings")
    defaults: Defaults = Field(
        title="Settings", default=Defaults(), description="settings for programs, each under its name"
    )


def resolve_brand(file: BrandFile, tree: Tree) -> Brand:
    """Return the brand described by a checked file, every name in it resolved.

    A logo written as a file name has no alt text of its own: the name of the brand is used.
    """
    name, ours = file.meta.name.full, file.defaults.foldwell
    shown = {
        size: Logo(path=logo.path, alt=logo.alt or name)
        for size, logo in brand_logos.chosen_logos(tree).items()
    }
    base, headings = brand_typography.typefaces(file.typography)
    return Brand(
        name=name,
        logo=shown["medium"],
        logos={size: logo for size, logo in shown.items() if logo != shown["medium"]},
        colours=brand_colours.resolve_colours(tree),
        base=base,
        headings=headings,
        link=brand_typography.link_style(file.typography.link),
        contrast="strict" if ours.strict else ours.contrast,
        strict=ours.strict,
    )


def _check_group_name(tree: Tree) -> Iterator[Finding]:
    """Every program has its group under 'defaults', so a slip in our own name would go unnoticed."""
    for _, group in select(tree, "defaults"):
        for name in group if isinstance(group, dict) else ():
            if name != OUR_GROUP and (hint := suggestion(name, [OUR_GROUP])):
                yield Finding(("defaults", name), "is not a known name", hint)


CHECKS: tuple[Check, ...] = (
    brand_colours.check,
    brand_logos.check,
    _check_group_name,
)
