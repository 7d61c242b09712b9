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

    def pair(self, place: str, ground: str, ink: str, required: float = TEXT_CONTRAST) -> PrintedPair:
        """Return text on a ground, by their names, mended to the contrast that it must have."""
        behind, text = self.ground(ground), self.ink(ink)
        if contrast(text, behind) < required:
            if ink == "paper":
                behind = nearest_passing(behind, (text,), required)
            else:
                text = nearest_passing(text, (behind,), required)
        return PrintedPair(place, text, behind, required)

    def large(self, place: str, design: TextDesign) -> PrintedPair:
        """Return what is as large as a title on its ground."""
        return self.pair(place, design.ground, design.ink)

    def text(self, place: str, design: TextDesign) -> PrintedPair:
        """Return text on its ground."""
        return self.pair(place, design.ground, design.ink, BODY_CONTRAST)

    def box_heading(self, place: str, box: BoxDesign) -> PrintedPair:
        """Return the heading of a box on its banner, or on the ground of the box."""
        if isinstance(box, BannerBoxDesign) and box.banner:
            return self.pair(place, box.banner, box.heading)
        return PrintedPair(place, self._readable(box), self.text(place, box).ground, TEXT_CONTRAST)

    def _readable(self, box: BoxDesign) -> str:
        behind = self.text("", box).ground
        return nearest_passing(self.ink(box.heading), (behind,), TEXT_CONTRAST)

    @cached_property
    def box_headings(self) -> Mapping[str, PrintedPair]:
        """The heading of each box on what is behind it, by the name of the box."""
        return {name: self.box_heading(f"{name}: heading", box) for name, box in self.design.boxes.items()}

    def pairs(self) -> Iterator[PrintedPair]:
        """Yield every pair of text and ground that the design prints."""
        cover, headings = self.design.cover, self.design.headings
        yield self.pair("text", "paper", "text", BODY_CONTRAST)
        yield self.large("title", cover.title)
        yield self.large("pictogram of the cover", cover.frame)
        yield self.text("foot of the cover", cover.foot)
        yield self.pair("headings", headings.ground, "headings")
        for name, box in self.design.boxes.items():
            yield self.text(f"{name}: text", box)
            yield self.box_headings[name]
