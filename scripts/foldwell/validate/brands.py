"""A brand file as it is written, in the brand.yml format, and the brand that it stands for."""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field

from foldwell.model import Brand, Colours, Contrast, FileName, Frozen, Line, Logo, Short, Typeface, Web
from foldwell.validate.colours import ROLES, colour

UNUSED = "for other programs; foldwell does not use it"


def promoted(key: str) -> BeforeValidator:
    """Promise that a text on its own is read as a group with that one key, as brand.yml allows."""
    return BeforeValidator(lambda value: {key: value} if isinstance(value, str) and value.strip() else value)


class Part(Frozen):
    """A part of a brand file; `not_yet` are the keys of brand.yml that would change our documents one day."""

    not_yet: ClassVar[frozenset[str]] = frozenset()


class Name(Part):
    """The name in full, and a short form of it."""

    full: Short = Field(description="the name of the practice")
    short: Short | None = Field(default=None, description="a short form of the name")


class Meta(Part):
    """Who the brand is."""

    name: Annotated[Name, promoted("full")] = Field(description="the name of the practice")
    link: Annotated[dict[str, Web], promoted("home")] | None = Field(
        default=None, description="a web address that starts with https://"
    )


class Image(Part):
    """A logo among several."""

    path: FileName = Field(description="the logo's file name, beside _brand.yml")
    alt: Line | None = Field(default=None, description="what the logo says, for someone who cannot see it")


class LogoChoice(Part):
    """One logo, or several with the one to use as `medium`."""

    not_yet: ClassVar[frozenset[str]] = frozenset({"light", "dark"})
    path: FileName | None = Field(default=None, description="the logo's file name, beside _brand.yml")
    alt: Line | None = Field(default=None, description="what the logo says, for someone who cannot see it")
    images: dict[str, Annotated[Image, promoted("path")]] = Field(
        default={}, description="logos by name, each with path and alt"
    )
    medium: Short | None = Field(default=None, description="the name of the logo under 'images' to use")
    small: Any = Field(default=None, description=UNUSED)
    large: Any = Field(default=None, description=UNUSED)


class ColourChoice(Part):
    """The palette, and a colour for each role: #rrggbb or a name."""

    palette: dict[str, Short] = Field(default={}, description='names of colours, each with "#rrggbb"')
    primary: Short = Field(description=ROLES["primary"])
    secondary: Short = Field(description=ROLES["secondary"])
    foreground: Short | None = Field(default=None, description=ROLES["foreground"])
    background: Short | None = Field(default=None, description=ROLES["background"])
    danger: Short | None = Field(default=None, description=ROLES["danger"])
    tertiary: Short | None = Field(default=None, description=UNUSED)
    success: Short | None = Field(default=None, description=UNUSED)
    info: Short | None = Field(default=None, description=UNUSED)
    warning: Short | None = Field(default=None, description=UNUSED)
    light: Short | None = Field(default=None, description=UNUSED)
    dark: Short | None = Field(default=None, description=UNUSED)


class Letters(Part):
    """The family of letters for one kind of text."""

    not_yet: ClassVar[frozenset[str]] = frozenset(
        {"size", "line-height", "weight", "style", "color", "background-color"}
    )
    family: Short = Field(description="the name of a supplied font family")


class FontSource(Part):
    """Where other programs find a family; ours are supplied."""

    not_yet: ClassVar[frozenset[str]] = frozenset({"files", "weight", "style", "display"})
    family: Short = Field(description="the name of a supplied font family")
    source: Literal["system", "google", "bunny"] = Field(
        description="system, google or bunny; font files of your own are not supported yet"
    )


class Typography(Part):
    """The families of letters."""

    not_yet: ClassVar[frozenset[str]] = frozenset({"link"})
    fonts: tuple[FontSource, ...] = Field(default=(), description="families, each with family and source")
    base: Annotated[Letters, promoted("family")] = Field(description="the font family of the text")
    headings: Annotated[Letters, promoted("family")] | None = Field(
        default=None, description="the font family of headings"
    )
    monospace: Any = Field(default=None, description=UNUSED)
    monospace_inline: Any = Field(default=None, alias="monospace-inline", description=UNUSED)
    monospace_block: Any = Field(default=None, alias="monospace-block", description=UNUSED)


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


def resolved(file: BrandFile) -> Brand:
    """Return the brand that a checked file stands for, every name in it followed to what it means."""
    logo = file.logo if file.logo.path else file.logo.images[file.logo.medium or ""]
    chosen = file.color.model_dump(exclude={"palette"}, exclude_none=True)
    base = Typeface(family=file.typography.base.family)
    headings = file.typography.headings
    return Brand(
        name=file.meta.name.full,
        logo=Logo(path=logo.path or "", alt=logo.alt or ""),
        colours=Colours(
            **{role: colour(chosen[role], chosen, file.color.palette) for role in ROLES if role in chosen}
        ),
        base=base,
        headings=Typeface(family=headings.family) if headings else base,
        contrast=file.defaults.foldwell.contrast,
    )
