"""Find the characters that a brand's fonts cannot draw, before they are printed as empty boxes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from foldwell import fonts
from foldwell.errors import Problem
from foldwell.load import Keys, Source, Tree

NOT_DRAWN = frozenset({"alt", "claims", "id", "keywords", "summary", "terms", "url"})
"""Fields that are read aloud, searched for or followed, but not drawn."""

IN_HEADINGS = frozenset({"heading", "title", "name", "phone"})
"""Fields that are set in the headings font as well."""


def undrawable(source: Source, base: str, headings: str) -> Iterator[Problem]:
    """Yield a problem for each field of `source` that has a character its font family cannot draw."""
    plain, bold = fonts.characters(base), fonts.characters(base) & fonts.characters(headings)
    for keys, text in _texts(source.value, ()):
        drawable = bold if keys[-1] in IN_HEADINGS else plain
        unknown = sorted(set(map(ord, text)) - drawable - {ord("\n")})
        if unknown:
            named = ", ".join(f"{chr(code)} (U+{code:04X} {_name(code)})" for code in unknown)
            family = base if set(unknown) - fonts.characters(base) else headings
            field = next(key for key in reversed(keys) if isinstance(key, str))
            what = f"'{field}' has a character that the font '{family}' does not have: {named}"
            yield Problem(source.where(keys), what, "use another character, or another font in _brand.yml")


def _texts(tree: Tree, keys: Keys) -> Iterator[tuple[Keys, str]]:
    """Yield every text that is drawn, with the keys that lead to it."""
    if isinstance(tree, str):
        yield keys, tree
        return
    entries = tree.items() if isinstance(tree, dict) else enumerate(tree)
    for key, value in entries:
        if key not in NOT_DRAWN:
            yield from _texts(value, (*keys, key))


def _name(code: int) -> str:
    return unicodedata.name(chr(code), "no name").lower()
