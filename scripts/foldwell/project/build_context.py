"""Everything that one pack is built from, read and checked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property

from foldwell.assets import colour, images
from foldwell.assets.design_colours import DesignColours
from foldwell.assets.icc_profile import PressProfile
from foldwell.errors import KeyPath, Problem
from foldwell.inputs import parsing
from foldwell.inputs.chance_pictures import article_figures
from foldwell.inputs.phone_link import PhoneLink, phone_link, short_link
from foldwell.model import (
    Article,
    Brand,
    CardFormat,
    CareWords,
    Design,
    Figure,
    Fold,
    Font,
    LeafletFormat,
    LogoSize,
    Practice,
    PrintingWords,
    VetCareWords,
    Wording,
)
from foldwell.project import brand_fonts, paths
from foldwell.project.call_words import CallWords
from foldwell.rendering.templating import is_override


# Without slots, for `cached_property` needs a __dict__.
@dataclass(frozen=True, eq=False)
class BuildContext:
    """Everything that one pack is built from, read and checked.

    `source` knows the article's lines, `facts` those of the practice and of what it extends. A context is
    equal only to itself, so that results derived from it can be cached.

    The colours of `brand` are adjusted; `adjusted_colours` has the original of each. `letterhead` is the
    practice's own letterhead, if it has one, and `press_profile` that of its print shop. `word_fonts` are the
    fonts of text and headings in Word files, where they are not `base` and `headings`. `folders` are those of
    the practice and its bases, relative to the project. `overdue` is set when the article is past its review
    date, which every document must then state. So must it be where the practice `has_examples` among its
    facts. `notes` are not problems, but worth knowing.

    Once documents are planned, `leaflet` has the fold and the pages of the leaflet, `card` the pages of the
    card, and `card_points` the numbers of the sections whose key points are on it, if it has no room for all.
    """

    practice_id: str
    article_id: str
    article: Article
    practice: Practice
    brand: Brand
    design: Design
    adjusted_colours: tuple[colour.AdjustedColour, ...]
    wording: Wording
    printing: PrintingWords
    source: parsing.Source = field(repr=False)
    facts: parsing.Source = field(repr=False)
    logos: Mapping[LogoSize, images.Picture] = field(repr=False)
    figures: Mapping[str, images.Picture] = field(repr=False)
    base: Font = field(repr=False)
    headings: Font = field(repr=False)
    templates: Mapping[str, str] = field(repr=False)
    letterhead: bytes | None = field(default=None, repr=False)
    press_profile: PressProfile | None = None
    word_fonts: tuple[Font, Font] | None = field(default=None, repr=False)
    folders: tuple[str, ...] = ()
    leaflet: LeafletFormat | None = None
    card: CardFormat | None = None
    card_points: tuple[int, ...] | None = None
    notes: tuple[Problem, ...] = ()
    overdue: bool = False
    has_examples: bool = False

    def for_word(self) -> BuildContext:
        """Return the context of documents that can be edited, in which not every font may be embedded."""
        base, headings = self.word_fonts or (self.base, self.headings)
        if (base, headings) == (self.base, self.headings):
            return self
        brand = brand_fonts.set_in(self.brand, (base, headings))
        return replace(self, base=base, headings=headings, brand=brand)

    @property
    def fold(self) -> Fold:
        """The fold of the leaflet as planned, ordered or wished; raises ValueError while there is none."""
        if self.leaflet:
            return self.leaflet.fold
        if ordered := self.article.format.ordered:
            return ordered
        if isinstance(self.practice.fold, str) and self.practice.fold != "auto":
            return self.practice.fold
        raise ValueError("the leaflet has no fold until it is planned")

    @cached_property
    def shown_figures(self) -> tuple[tuple[KeyPath, Figure], ...]:
        """The figures that documents show, those drawn for chances among them, each with its keys."""
        return article_figures(self.article, self.wording)

    @property
    def logo(self) -> images.Picture | None:
        """The logo for headers; None where the practice's name stands in its place."""
        return self.logos.get("medium")

    @property
    def design_folder(self) -> str:
        """The folder of the design, relative to the project."""
        return paths.design_folder(self.brand.design)

    @cached_property
    def design_colours(self) -> DesignColours:
        """The colours of the design in those of the brand."""
        return DesignColours(self.design, self.brand.colours)

    @property
    def has_own_templates(self) -> bool:
        """Whether the practice, or one that it extends, changes our templates or stylesheets."""
        return any(map(is_override, self.templates))

    @property
    def web(self) -> str:
        """The practice's web address without https:// and trailing slash."""
        return str(self.practice.web).removeprefix("https://").rstrip("/")

    @cached_property
    def phone_links(self) -> Mapping[str, PhoneLink | None]:
        """The links that call contacts, the practice and the numbers of its country, by name; or None."""
        numbers = {name: getattr(self.practice.numbers, name) for name in ("emergency", "urgent", "crisis")}
        short = {name: short_link(number) if number else None for name, number in numbers.items()}
        own = {"practice": self.practice.phone}
        phones = own | {name: contact.phone or "" for name, contact in self.article.contacts.items()}
        return {name: phone_link(phone, self.practice.country) for name, phone in phones.items()} | short

    @property
    def call_words(self) -> CallWords:
        """What documents say of whom to call."""
        return CallWords(self.article, self.practice, self.wording, self.care)

    @property
    def care(self) -> CareWords | VetCareWords:
        """The words of the care boxes in the practice's country, for its kind."""
        words = self.wording.care[self.practice.country]
        return words.vet if words.vet and self.practice.kind == "vet" else words
