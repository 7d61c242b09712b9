"""The brand.yml format, and the brand that a file describes."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import ConfigDict, Field

from foldwell.inputs.parsing import Tree
from foldwell.inputs.validation import (
    brand_colours,
    brand_keys,
    brand_logos,
    brand_missing,
    brand_typography,
)
from foldwell.inputs.validation.brand_base import UNUSED_ON_PAPER, BrandPart, Paint, shorthand_for
from foldwell.inputs.validation.brand_colours import MAX_PALETTE
from foldwell.inputs.validation.brand_logos import LogoChoice
from foldwell.inputs.validation.brand_typography import Typography
from foldwell.inputs.validation.findings import Check
from foldwell.model import PLAIN_DESIGN, Brand, Contrast, DesignName, Logo, Short


class Name(BrandPart):
    """The name in full, and a short form of it."""

    full: Short | None = Field(title="Name in full", default=None, description="the name of the practice")
    short: Short | None = Field(title="Short name", default=None, description="a short form of the name")


class Meta(BrandPart):
    """Who the brand is; its addresses are never printed, and may be written in any form."""

    name: Annotated[Name, shorthand_for("full")] | None = Field(
        title="Name", default=None, description="the name of the practice"
    )
    link: Any = Field(title="Website", default=None, description="web addresses, one or several by name")


class ColourChoice(BrandPart):
    """The palette, and a colour for each role: a colour of CSS or a name."""

    palette: dict[str, Paint] = Field(
        title="Palette",
        default={},
        max_length=MAX_PALETTE,
        description='names of colours, each with "#rrggbb"',
    )
    primary: Paint | None = Field(
        title="Main colour", default=None, description=brand_colours.ROLES["primary"]
    )
    secondary: Paint | None = Field(
        title="Second colour", default=None, description=brand_colours.ROLES["secondary"]
    )
    foreground: Paint | None = Field(
        title="Colour of the text", default=None, description=brand_colours.ROLES["foreground"]
    )
    background: Paint | None = Field(
        title="Colour of the paper", default=None, description=brand_colours.ROLES["background"]
    )
    danger: Paint | None = Field(
        title="Colour of the emergency box", default=None, description=brand_colours.ROLES["danger"]
    )
    link: Paint | None = Field(title="Colour of links", default=None, description=brand_colours.ROLES["link"])
    tertiary: Any = Field(title="Third colour", default=None, description=UNUSED_ON_PAPER)
    success: Any = Field(title="Colour of success", default=None, description=UNUSED_ON_PAPER)
    info: Any = Field(title="Colour of information", default=None, description=UNUSED_ON_PAPER)
    warning: Any = Field(title="Colour of warnings", default=None, description=UNUSED_ON_PAPER)
    light: Any = Field(title="Light colour", default=None, description=UNUSED_ON_PAPER)
    dark: Any = Field(title="Dark colour", default=None, description=UNUSED_ON_PAPER)


class OwnSettings(BrandPart):
    """Our own settings."""

    model_config = ConfigDict(extra="forbid")
    design: DesignName = Field(
        title="Design",
        default=PLAIN_DESIGN,
        description="the name of a design, such as classic, poster, journal or meadow",
    )
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

    foldwell: OwnSettings = Field(
        title="Settings for print",
        default=OwnSettings(),
        description="what happens to what cannot be printed as it is, as contrast and strict, and the design",
    )


class BrandFile(BrandPart):
    """What `_brand.yml` says, before names of colours and logos are resolved."""

    meta: Meta = Field(
        title="About the brand", default=Meta(), description="the name of the practice, and its website"
    )
    logo: Annotated[LogoChoice, shorthand_for("path")] | None = Field(
        title="Logo", default=None, description="the logo's file as path, and as alt what it says"
    )
    color: ColourChoice = Field(
        title="Colours",
        default=ColourChoice(),
        description="a palette, and the colours primary and secondary",
    )
    typography: Typography = Field(
        title="Typefaces", default=Typography(), description="a group with base and headings"
    )
    defaults: Defaults = Field(
        title="Settings", default=Defaults(), description="settings for programs, each under its name"
    )


def full_name(file: BrandFile) -> str:
    """Return the name that a brand file gives, in full if it does, or ""."""
    name = file.meta.name
    return (name.full or name.short or "") if name else ""


def resolve_brand(file: BrandFile, tree: Tree, practice: str) -> Brand:
    """Return the brand described by a checked file, every name in it resolved.

    A brand without a name has that of the practice, and a logo without alt text says the name of the brand.
    """
    name, ours = full_name(file) or practice, file.defaults.foldwell
    shown = {
        size: Logo(path=logo.path, alt=logo.alt or name)
        for size, logo in brand_logos.chosen_logos(tree).items()
    }
    base, headings = brand_typography.typefaces(file.typography)
    return Brand(
        name=name,
        logo=shown.get("medium"),
        logos={size: logo for size, logo in shown.items() if logo != shown["medium"]},
        colours=brand_colours.resolve_colours(tree),
        base=base,
        headings=headings,
        link=brand_typography.link_style(file.typography.link),
        contrast="strict" if ours.strict else ours.contrast,
        strict=ours.strict,
        design=ours.design,
    )


def misspelt_keys(tree: Tree) -> brand_keys.Findings:
    """Yield the keys that are a slip in one that is printed."""
    return brand_keys.misspelt(BrandFile, tree)


CHECKS: tuple[Check, ...] = (
    brand_colours.problems,
    brand_missing.missing_primary,
    brand_logos.check,
    misspelt_keys,
)
