"""The colours of a design in a brand: every ground with its text, each pair dark enough to be read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from foldwell.assets.colour import BODY_CONTRAST, TEXT_CONTRAST, Palette, contrast, nearest_passing
from foldwell.model import BannerBoxDesign, BoxDesign, Colours, Design, TextDesign


class PrintedPair(NamedTuple):
    """Text and its ground as they are printed, #rrggbb, and the contrast that the pair must have."""

    place: str
    ink: str
    ground: str
    required: float

    @property
    def ratio(self) -> float:
        """The contrast of the pair."""
        return contrast(self.ink, self.ground)


# Without slots, for `cached_property` needs a __dict__.
@dataclass(frozen=True)
class DesignColours:
    """Grounds and inks of a design in the colours of a brand.

    A ground that is too pale for text in the paper's colour is darkened just enough, any other text is.
    """

    design: Design
    colours: Colours

    def ink(self, name: str) -> str:
        """Return the colour of an ink by its name."""
        colours = self.colours
        named = {"text": colours.foreground, "headings": colours.headings_colour, "paper": colours.background}
        return named.get(name) or str(getattr(colours, name))

    def ground(self, name: str) -> str:
        """Return the colour of a ground by its name, whatever stands on it."""
        palette = Palette(self.colours)
        tints = {"paper": self.colours.background, "tint": palette.tint, "danger-tint": palette.danger_tint}
        return tints.get(name) or str(getattr(self.colours, name))

    def pair(self, ground: str, ink: str, required: float = TEXT_CONTRAST, place: str = "") -> PrintedPair:
        """Return text on a ground, by their names, mended to the contrast that it must have."""
        behind, text = self.ground(ground), self.ink(ink)
        if contrast(text, behind) < required:
            if ink == "paper":
                behind = nearest_passing(behind, (text,), required)
            else:
                text = nearest_passing(text, (behind,), required)
        return PrintedPair(place, text, behind, required)

    def large(self, design: TextDesign, place: str = "") -> PrintedPair:
        """Return what is as large as a title on its ground."""
        return self.pair(design.ground, design.ink, place=place)

    def text(self, design: TextDesign, place: str = "") -> PrintedPair:
        """Return text on its ground."""
        return self.pair(design.ground, design.ink, BODY_CONTRAST, place)

    def box_heading(self, box: BoxDesign, place: str = "") -> PrintedPair:
        """Return the heading of a box on its banner, or on the ground of the box."""
        if isinstance(box, BannerBoxDesign) and box.banner:
            return self.pair(box.banner, box.heading, place=place)
        behind = self.text(box).ground
        ink = nearest_passing(self.ink(box.heading), (behind,), TEXT_CONTRAST)
        return PrintedPair(place, ink, behind, TEXT_CONTRAST)

    @cached_property
    def box_headings(self) -> Mapping[str, PrintedPair]:
        """The heading of each box on what is behind it, by the name of the box."""
        return {name: self.box_heading(box, f"{name}: heading") for name, box in self.design.boxes.items()}

    @cached_property
    def section_heading(self) -> PrintedPair:
        """The heading of a section, on a strip or on the paper."""
        return self.pair(self.design.headings.ground, "headings", place="headings")

    @cached_property
    def disc(self) -> PrintedPair:
        """The pictogram of a section on its disc."""
        return self.large(self.design.headings.disc, "pictograms of headings")

    @cached_property
    def frame(self) -> PrintedPair:
        """The pictogram of a cover in its frame."""
        return self.large(self.design.cover.frame, "pictogram of the cover")

    def pairs(self) -> Iterator[PrintedPair]:
        """Yield every pair of text and ground that the design prints."""
        yield self.pair("paper", "text", BODY_CONTRAST, "text")
        yield self.large(self.design.cover.title, "title")
        yield self.frame
        yield self.text(self.design.cover.foot, "foot of the cover")
        yield self.section_heading
        if self.design.headings.pictogram == "disc":
            yield self.disc
        for name, box in self.design.boxes.items():
            yield self.text(box, f"{name}: text")
            yield self.box_headings[name]
