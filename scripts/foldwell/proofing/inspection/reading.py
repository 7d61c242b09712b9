"""The contents of a finished document, as its reader sees them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple
from unicodedata import category, normalize

from PIL.Image import Image

SMALL_SHARE = 0.75
"""The size of characters set low or high, such as the 2 of H2O, as a share of the least size of text."""

TEL_SCHEME = "tel:"
"""The scheme of links that call a number (RFC 3966)."""


class Box(NamedTuple):
    """A rectangle in millimetres, measured from the top left of the page as it is shown."""

    left: float
    top: float
    right: float
    bottom: float


class Word(NamedTuple):
    """Text between two spaces: its page (from 1; 0 in Word files), its place, and its size in points."""

    text: str
    page: int
    box: Box
    size: float


COLUMN_JUMP = 5.0
"""A word this many mm higher than the one before it is in another cell, column or panel."""


def begins_elsewhere(word: Word, before: Word) -> bool:
    """Return whether a word is on another page than the one before it, or higher up."""
    return word.page != before.page or word.box.top < before.box.top - COLUMN_JUMP


@dataclass(frozen=True, slots=True)
class ShownFigure:
    """A picture: its alt text, its place, whether anything of it is visible, and its pixels."""

    alt: str
    page: int
    box: Box
    has_ink: bool
    image: Image | None = field(default=None, compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class MissingGlyph:
    """Text with a character that its font has no glyph for, and its page (from 1)."""

    page: int
    text: str


class ShownField(NamedTuple):
    """A place to write or a box to tick: its name, its page (0 in Word files), and its place.

    The mark is the character that stands for it in texts. One that is not `drawn` cannot be seen on paper.
    """

    mark: str
    name: str
    page: int
    box: Box
    drawn: bool


class ShownPhoneLink(NamedTuple):
    """A tel: link: its address, its printed text, and its page (0 in Word files).

    `text_after` is the text in brackets directly after it: the printed number if the link text is not a
    number.
    """

    address: str
    text: str
    page: int
    text_after: str = ""


class ShownFragment(NamedTuple):
    """An unbreakable piece of text in a cell of a Word file, its size in points and available width in mm."""

    text: str
    size: float
    available_width: float


@dataclass(frozen=True, slots=True)
class ShownRow:
    """A row of a table in a Word file: its text and the pieces of that, and what binds it.

    A `stays_whole` row is not split over pages, a `heading` row is repeated on each page, and a row that
    `keeps_with_next` stays on the page of the next one.
    """

    text: str
    stays_whole: bool
    heading: bool
    keeps_with_next: bool
    fragments: tuple[ShownFragment, ...]


class ShownTable(NamedTuple):
    """A table in a Word file."""

    rows: tuple[ShownRow, ...]


@dataclass(frozen=True, slots=True)
class DocumentContents:
    """Everything that a finished file shows, says about itself, and has wrong with it.

    A Word file has no pages of its own: `pages` is 0, `sizes` has the paper of each section in millimetres.
    `words` are in structure order if the document has a structure. `fonts` are families in PDF and Word files
    alike. `syntax` is empty for an intact file; if a file cannot be opened, it is the only field that is set.
    `breakable` has the index of each word after which Word may begin a page.
    `rotated` words are not upright (rotated, mirrored, slanted or stretched); `overprinted` ones are struck
    out, or overlap a picture or the edge of a box. `untagged_images` are pictures outside the structure of a
    tagged file, and those that a Word file marks as decorative. `listed_pages` are those that the entries of
    a tagged list of contents lead to, 0 for one that leads nowhere. `fields` can be filled in; each is a word
    as well: its mark, in its place in reading order and as large as it is high. `tables` are those of a Word
    file. `accessibility_problems` are violations that block screen-reader users.
    """

    pages: int = 0
    sizes: tuple[tuple[float, float], ...] = ()
    words: tuple[Word, ...] = ()
    invisible: tuple[Word, ...] = ()
    breakable: frozenset[int] = frozenset()
    rotated: tuple[Word, ...] = ()
    overprinted: tuple[Word, ...] = ()
    fonts: frozenset[str] = frozenset()
    unembedded: frozenset[str] = frozenset()
    missing_glyphs: tuple[MissingGlyph, ...] = ()
    figures: tuple[ShownFigure, ...] = ()
    untagged_images: tuple[ShownFigure, ...] = ()
    links: tuple[str, ...] = ()
    phone_links: tuple[ShownPhoneLink, ...] = ()
    listed_pages: tuple[int, ...] = ()
    fields: tuple[ShownField, ...] = ()
    tables: tuple[ShownTable, ...] = ()
    title: str = ""
    language: str = ""
    tagged: bool = False
    syntax: tuple[str, ...] = ()
    accessibility_problems: tuple[str, ...] = ()

    @property
    def text(self) -> tuple[str, ...]:
        """Return the texts of the words in order, as `missing` takes them."""
        return tuple(word.text for word in self.words)


def bracketed_text(text: str) -> str:
    """Return the text in the brackets that a text begins with, or ""."""
    found = re.match(r"\s*\(([^()]*(?:\([^()]*\)[^()]*)?)\)", text)
    return found[1] if found else ""


def normalised(text: str) -> str:
    """Return a word normalised for comparison (NFKC), without soft hyphens and other invisible characters."""
    # NFKC takes ligatures apart, which fonts draw as one character.
    return "".join(
        character for character in normalize("NFKC", text) if category(character) not in ("Cf", "Cc", "Zs")
    )


def heading_level_problems(headings: Sequence[int]) -> Iterator[str]:
    """Yield the problems of the levels of headings, listed in reading order."""
    if headings.count(1) != 1 or headings[0] != 1:
        yield f"has {headings.count(1)} headings of level 1, not one that comes first"
    for before, level in pairwise(headings):
        if level > before + 1:
            yield f"goes from a heading of level {before} to one of level {level}"
