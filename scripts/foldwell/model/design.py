"""A design: how every document is dressed, in the colours of whatever brand is printed. Lengths in mm."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from foldwell.model.field_types import FrozenModel, Short

PLAIN_DESIGN = "classic"
"""The design of a brand that asks for none."""

DesignName = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9-]{0,29}$")]

Ground = Literal["paper", "tint", "primary", "secondary", "danger", "danger-tint"]
"""What lies behind text."""

Ink = Literal["text", "headings", "primary", "secondary", "danger", "paper"]
"""The colour of text; `paper` is for text on a dark ground."""

EdgeColour = Literal["primary", "secondary", "danger"]

Edges = Literal["none", "all", "left", "top", "top-bottom"]
"""The sides of a box that have a rule."""

SIDES = ("top", "right", "bottom", "left")
"""The sides of a box in the order of CSS."""

MAX_EDGE, MAX_RADIUS = 3.0, 8.0


class TextDesign(FrozenModel):
    """A ground and the colour of the text on it."""

    ground: Ground = Field(title="What lies behind it", default="paper", description="the name of a ground")
    ink: Ink = Field(title="Colour of its text", default="text", description="the name of an ink")


class CoverDesign(FrozenModel):
    """The cover: the block with the title, the frame of a pictogram, and the foot with the practice."""

    title: TextDesign = Field(title="Title", description="a ground and an ink")
    frame: TextDesign = Field(
        title="Pictogram in place of a drawing",
        default=TextDesign(ground="tint", ink="primary"),
        description="a ground and an ink",
    )
    foot: TextDesign = Field(title="Foot of the cover", description="a ground and an ink")
    drawing_radius: float = Field(
        title="Corners of the drawing",
        default=0.0,
        ge=0,
        le=MAX_RADIUS,
        description="their radius as a percentage of its width, where nothing but its ground is cut off",
    )


class HeadingDesign(FrozenModel):
    """Headings of sections.

    A pictogram is `plain`, beside the heading in its colour, or on a `disc` of a ground of its own.
    """

    ground: Ground = Field(title="Strip behind headings", default="paper", description="the name of a ground")
    rule: bool = Field(
        title="Rule above headings", default=False, description="yes for a hairline above each heading"
    )
    pictogram: Literal["plain", "disc"] = Field(
        title="Pictograms of headings", default="plain", description="plain or disc"
    )
    disc: TextDesign = Field(
        title="Disc behind a pictogram",
        default=TextDesign(ground="primary", ink="paper"),
        description="a ground and an ink",
    )


class BoxDesign(TextDesign):
    """A box: its ground and text, the colour of its heading, and the rules at its sides."""

    heading: Ink = Field(title="Colour of its heading", default="headings", description="the name of an ink")
    edges: Edges = Field(
        title="Sides with a rule", default="none", description="none, all, left, top or top-bottom"
    )
    edge: float = Field(
        title="Width of its rules", default=0.5, gt=0, le=MAX_EDGE, description="millimetres, such as 0.5"
    )
    edge_colour: EdgeColour = Field(
        title="Colour of its rules", default="primary", description="primary, secondary or danger"
    )
    radius: float = Field(
        title="Roundness of its corners", default=0, ge=0, le=MAX_RADIUS, description="millimetres"
    )

    @property
    def sides(self) -> frozenset[str]:
        """The sides that have a rule."""
        return frozenset(SIDES if self.edges == "all" else self.edges.split("-")) & frozenset(SIDES)


class BannerBoxDesign(BoxDesign):
    """A box whose heading may have a ground of its own, from side to side."""

    banner: Ground | None = Field(
        title="Ground of its heading", default=None, description="the name of a ground, if it has one"
    )


class Design(FrozenModel):
    """What stylesheets and Word styles share; the rest of a design are its stylesheets and templates."""

    description: Short = Field(title="What it looks like", description="a few words")
    cover: CoverDesign = Field(title="Cover", description="a group with title, frame and foot")
    headings: HeadingDesign = Field(
        title="Headings of sections", default=HeadingDesign(), description="a group"
    )
    highlight: BannerBoxDesign = Field(title="Highlight", description="a group")
    same_day: BannerBoxDesign = Field(title="Box of help the same day", description="a group")
    emergency: BannerBoxDesign = Field(title="Emergency box", description="a group")
    contact: BoxDesign = Field(title="Whom to call", description="a group")

    @property
    def boxes(self) -> dict[str, BoxDesign]:
        """Each box by the name that stylesheets know it by."""
        return {
            "highlight": self.highlight,
            "same-day": self.same_day,
            "emergency": self.emergency,
            "contact": self.contact,
        }
