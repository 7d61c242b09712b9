"""What an article asks of its leaflet and its card, and which documents are made of it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from foldwell.model.field_types import (
    FrozenModel,
    Id,
    Short,
)
from foldwell.model.paper import Card, Fold, FoldChoice, SheetChoice

DocumentChoice = Literal["leaflet", "large-print", "handout", "card", "web"]
"""What an article may ask for: a leaflet with its sheet, a card with its sheet, and so on."""


class Format(FrozenModel):
    """What the leaflet of an article must be like, whatever its practice wishes, and what is made of it."""

    fold: FoldChoice = Field(
        title="Fold of the leaflet",
        default="auto",
        description="how this leaflet is folded: auto, single, tri, z, half or none",
    )
    sheet: SheetChoice = Field(
        title="Sheet of the leaflet",
        default="whole",
        description="half makes a leaflet of one side ('fold: single') half as large, two on a sheet",
    )
    documents: tuple[DocumentChoice, ...] = Field(
        title="Documents",
        default=(),
        min_length=1,
        description="what is made, and nothing else: leaflet, large-print, handout, card, web",
    )

    @property
    def ordered(self) -> Fold | None:
        """How the leaflet must be made; None if that is not said."""
        if self.sheet == "half":
            return "half-sheet"
        return None if self.fold == "auto" else self.fold


class CardContent(FrozenModel):
    """What the card of an article shows, and how large it is."""

    heading: Short | None = Field(
        title="Heading of the card",
        default=None,
        description="the card's own heading, at most 60 characters; left out, the title",
    )
    size: Card | None = Field(
        title="Size of the card",
        default=None,
        description="a5, a6, half-letter, quarter-letter or wallet; left out, that of the practice's cards",
    )
    whole: tuple[Id, ...] = Field(
        title="Whole sections on the card",
        default=(),
        max_length=20,
        description="the sections that are on the card with all they say, in this order, by their ids",
    )
    points: tuple[Id, ...] = Field(
        title="Key points on the card",
        default=(),
        max_length=20,
        description="the sections whose key points the card has, in this order, by their ids",
    )
