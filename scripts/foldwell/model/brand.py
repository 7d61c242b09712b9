"""The brand of a practice: its logos, colours and typefaces, ready for paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foldwell.model.design import PLAIN_DESIGN, DesignName
from foldwell.model.field_types import Colour, FolderPath, FrozenModel, Line, Short

LogoSize = Literal["small", "medium", "large"]
LOGO_SIZES: tuple[LogoSize, ...] = ("small", "medium", "large")

REGULAR, BOLD = 400, 700
BOLD_FROM = 600
"""The weight from which text is set in the bold face; below it in the regular one."""

# The family name is written into stylesheets, so it must not contain characters that end a CSS string.
Family = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9 -]{0,59}$")]


class Logo(FrozenModel):
    """The practice's logo and its alt text."""

    path: FolderPath = Field(
        title="File of the logo", description="the logo's file, from the folder of _brand.yml"
    )
    alt: Line = Field(title="What it says", description="what the logo says, for someone who cannot see it")


class Colours(FrozenModel):
    """Colours as #rrggbb, each by its role."""

    primary: Colour = Field(title="Main colour", description="the brand colour: cover, headings, rules")
    secondary: Colour = Field(title="Second colour", description="the second tone of figures")
    foreground: Colour = Field(title="Colour of the text", default="#1a1a1a", description="the text")
    background: Colour = Field(title="Colour of the paper", default="#ffffff", description="the paper")
    danger: Colour = Field(
        title="Colour of the emergency box", default="#a31621", description="the emergency box"
    )
    headings: Colour | None = Field(
        title="Colour of headings", default=None, description="headings, if not in the primary colour"
    )
    link: Colour | None = Field(
        title="Colour of links", default=None, description="links, if not in the primary colour"
    )

    @property
    def headings_colour(self) -> str:
        """The colour of headings on paper or on a tint."""
        return self.headings or self.primary

    @property
    def link_colour(self) -> str:
        """The colour of links."""
        return self.link or self.primary


class FontFile(FrozenModel):
    """A font file below the brand file's folder, and the weight to use it for; None means the file's own."""

    path: str
    weight: int | None = None


class RequestedFamily(FrozenModel):
    """A family that a brand asks for, as its file calls it, and the font files that it supplies for it."""

    name: str
    files: tuple[FontFile, ...] = ()


class Typeface(FrozenModel):
    """A font family and how it is set; a value of None means our own default.

    `family` is printed; `requested` are those that the brand asks for, the one it likes best first.
    `size` is that of the text in pt; `scale` is the ratio of its headings to ours; `leading` is a multiple of
    the size. `minimum_size` is the size in pt at which the characters are tall enough to read.
    """

    family: Family = Field(description="the name of a font family: letters, digits, spaces and -")
    weight: int | None = None
    size: float | None = None
    scale: float = 1
    leading: float | None = None
    requested: tuple[RequestedFamily, ...] = ()
    minimum_size: float = 12


class Link(FrozenModel):
    """How links stand out besides by their colour; a value of None means our own default."""

    weight: int | None = None
    underline: bool | None = None


Contrast = Literal["adjust", "strict"]
"""Whether a colour with too little contrast is adjusted to the nearest one with enough, or refused."""


class Brand(FrozenModel):
    """The brand of a practice: the contents of `_brand.yml`, with palette names resolved.

    `logo` is the one for headers; `logos` are those for other sizes, where they differ. Without a logo the
    practice's name stands in its place. A `strict` brand is refused where any other is corrected with a note.
    """

    name: Short = Field(description="the name of the brand")
    logo: Logo | None = None
    logos: Mapping[LogoSize, Logo] = Field(default={})
    colours: Colours
    base: Typeface
    headings: Typeface
    link: Link = Link()
    contrast: Contrast = "adjust"
    strict: bool = False
    design: DesignName = PLAIN_DESIGN

    def logo_for(self, size: LogoSize) -> Logo | None:
        """Return the logo to show at a size; None where the practice's name stands in its place."""
        return self.logos.get(size, self.logo)

    def logo_alt(self, size: LogoSize) -> str:
        """Return what the logo of a size says; "" where there is none."""
        logo = self.logo_for(size)
        return logo.alt if logo else ""

    @property
    def bold_headings(self) -> bool:
        """Whether headings are set in the bold face."""
        return (self.headings.weight or BOLD) >= BOLD_FROM


@dataclass(frozen=True, slots=True)
class Font:
    """The two faces of a font family, as the bytes of their files.

    `fallbacks` are the fonts that draw the characters it lacks, in the order in which they are asked.
    """

    family: str
    regular: bytes
    bold: bytes
    fallbacks: tuple[Font, ...] = ()

    @property
    def chain(self) -> tuple[Font, ...]:
        """The font and its fallbacks."""
        return (self, *self.fallbacks)
