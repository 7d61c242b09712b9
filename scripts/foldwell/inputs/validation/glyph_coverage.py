"""Find characters that a brand's fonts have no glyph for, before they are printed as empty boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from foldwell.assets import fonts
from foldwell.errors import Problem
from foldwell.inputs.parsing import Source, leaves
from foldwell.model import Font

UNPRINTED_FIELDS = frozenset({"alt", "claims", "id", "keywords", "summary", "terms", "url"})
"""Fields that are not printed: they are read aloud, searched or followed."""

HEADING_FIELDS = frozenset({"heading", "title", "name", "phone"})
"""Fields that are set in the headings font as well."""


def uncovered_characters(source: Source, base: Font, headings: Font) -> Iterator[Problem]:
    """Yield a problem for each field of `source` that has a character its font cannot draw."""
    plain, bold = fonts.characters(base), fonts.characters(base) & fonts.characters(headings)
    for keys, text in leaves(source.value):
        if UNPRINTED_FIELDS & {*keys}:
            continue
        drawable = bold if keys and keys[-1] in HEADING_FIELDS else plain
        unknown = sorted(set(map(ord, text)) - drawable - {ord("\n")})
        if unknown:
            named = ", ".join(f"{chr(code)} (U+{code:04X} {_name(code)})" for code in unknown)
            family = (base if set(unknown) - fonts.characters(base) else headings).family
            field = next(key for key in reversed(keys) if isinstance(key, str))
            what = f"'{field}' has a character that the font '{family}' does not have: {named}"
            yield Problem(source.where(keys), what, "use another character, or another font in _brand.yml")


def _name(code: int) -> str:
    return unicodedata.name(chr(code), "no name").lower()
