"""Load the fonts of a brand from the folder of its file, and others for the characters that they lack."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from foldwell.assets import fonts
from foldwell.inputs import parsing
from foldwell.inputs.validation import glyph_coverage
from foldwell.model import Brand, Font, Wording

MAX_FOLDER_FILES = 60
"""The most font files that are looked into for one that a brand file asks for and does not name."""

SIGNS = "\u2022\u2013\u2026\u2018\u2019\u201c\u201d"
"""The signs that the templates write by themselves: bullets, dashes, quotes."""

Pair = tuple[Font, Font]
"""The fonts of the text and of headings."""


class FontSets(NamedTuple):
    """The fonts of printed documents, and those of Word files."""

    fonts: Pair
    word_fonts: Pair


@dataclass(frozen=True, slots=True)
class BrandFolder:
    """The folder of a brand file, below the project's root, as far as fonts are concerned."""

    root: Path
    name: str

    def read(self, path: str) -> bytes | None:
        """Return a regular file below the folder, at most a byte more than a font may have, or None.

        Raises InputError if it cannot be read.
        """
        folder = self.root / self.name
        if not parsing.is_contained_file(folder / path, folder):
            return None
        return parsing.read_bytes(folder / path, f"{self.name}/{path}", fonts.MAX_FONT_BYTES + 1)

    def font_files(self) -> Iterable[str]:
        """Return the paths of font files below the folder, sorted; hidden ones are none."""
        folder = self.root / self.name
        found = (path for path in folder.rglob("[!.]*") if path.suffix.lower() in fonts.FONT_SUFFIXES)
        return sorted(path.relative_to(folder).as_posix() for path in found)[:MAX_FOLDER_FILES]


def choose_fonts(root: Path, brand_source: parsing.Source, brand: Brand) -> fonts.FontChoice:
    """Return the fonts of a brand, with their problems, corrections and notes.

    Raises InputError for a font file that cannot be read.
    """
    folder = str(Path(brand_source.origin(("typography", "fonts")).name).parent)
    return fonts.choose_fonts(brand, BrandFolder(root, folder), brand_source.where)


def with_fallbacks(pair: Pair, sources: Iterable[parsing.Source], wording: Wording | None) -> Pair:
    """Return the fonts with fallbacks for the characters of sources and fixed words that they lack."""
    texts = frozenset().union(*(glyph_coverage.printed_characters(source) for source in sources))
    needed = texts | frozenset(map(ord, SIGNS + (wording.model_dump_json() if wording else "")))
    base, headings = (fonts.with_fallbacks(font, needed) for font in pair)
    return (base, base) if pair[0] is pair[1] else (base, headings)


def set_in(brand: Brand, pair: Pair) -> Brand:
    """Return the brand with the families that are printed, and the minimum size of the text in its own."""
    base = {"family": pair[0].family, "minimum_size": fonts.minimum_size(pair[0])}
    return brand.model_copy(
        update={
            "base": brand.base.model_copy(update=base),
            "headings": brand.headings.model_copy(update={"family": pair[1].family}),
        }
    )
