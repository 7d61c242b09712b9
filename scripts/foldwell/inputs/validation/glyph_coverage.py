"""Find characters that a brand's fonts have no glyph for, before they are printed as empty boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from itertools import starmap

from foldwell.assets import fonts
from foldwell.errors import Diagnostics, KeyPath, Location, Problem
from foldwell.inputs.markdown.small_characters import full_size
from foldwell.inputs.markdown.writing_marks import MARKS, set_marks
from foldwell.inputs.parsing import Source, leaves
from foldwell.model import Font

UNPRINTED_FIELDS = frozenset({"alt", "claims", "id", "keywords", "terms", "url"})
"""Fields that are not printed: they are read aloud, searched or followed."""

HEADING_FIELDS = frozenset({"heading", "title", "name", "phone"})
"""Fields that are set in the headings font as well."""

CHANGE_HINT = "use another character, or another font in _brand.yml"


def printed_characters(source: Source) -> frozenset[int]:
    """Return the code points of everything that is printed of a source."""
    return frozenset(ord(character) for _, text in _printed(source) for character in text) - {ord("\n")}


def uncovered_characters(sources: Iterable[Source], base: Font, headings: Font) -> Diagnostics:
    """Return a problem for each field with a character that no font draws, and notes on those of fallbacks.

    Fields with the same characters share a note, at the line of the first.
    """
    problems: list[Problem] = []
    drawn: dict[tuple[Font, frozenset[int]], list[tuple[Location, KeyPath]]] = {}
    for source in sources:
        for keys, font, missing in _uncovered(source, base, headings):
            if undrawn := missing - fonts.fallback_families(font, missing).keys():
                what = _describe(keys, font, undrawn)
                problems.append(Problem(source.where(keys), what, CHANGE_HINT))
            else:
                drawn.setdefault((font, missing), []).append((source.where(keys), keys))
    return Diagnostics(tuple(problems), notes=tuple(starmap(_note, drawn.items())))


def _uncovered(source: Source, base: Font, headings: Font) -> Iterator[tuple[KeyPath, Font, frozenset[int]]]:
    """Yield each printed field with the characters that the first of its fonts to lack any does not have."""
    for keys, text in _printed(source):
        codes = frozenset(map(ord, text)) - {ord("\n")}
        for font in (base, headings) if keys and keys[-1] in HEADING_FIELDS else (base,):
            if missing := codes - fonts.characters(font):
                yield keys, font, missing
                break


def _note(lacking: tuple[Font, frozenset[int]], fields: Sequence[tuple[Location, KeyPath]]) -> Problem:
    """Return the note that a fallback draws characters in one or more fields."""
    (font, missing), (where, keys) = lacking, fields[0]
    families = " and ".join(
        f"'{name}'" for name in sorted({*fonts.fallback_families(font, missing).values()})
    )
    more = f", and so in {len(fields) - 1} more" if len(fields) > 1 else ""
    return Problem(where, _describe(keys, font, missing), f"drawn in {families}{more}")


def _printed(source: Source) -> Iterator[tuple[KeyPath, str]]:
    """Yield each printed text with its keys: of what is drawn, the ordinary characters it is drawn from."""
    printed = ((keys, text) for keys, text in leaves(source.value) if not UNPRINTED_FIELDS & {*keys})
    yield from ((keys, MARKS.sub("", set_marks(full_size(text)))) for keys, text in printed)


def _describe(keys: KeyPath, font: Font, codes: Iterable[int]) -> str:
    field = next(key for key in reversed(keys) if isinstance(key, str))
    named = ", ".join(f"{chr(code)} (U+{code:04X} {_name(code)})" for code in sorted(codes))
    return f"'{field}' has a character that the font '{font.family}' does not have: {named}"


def _name(code: int) -> str:
    return unicodedata.name(chr(code), "no name").lower()
