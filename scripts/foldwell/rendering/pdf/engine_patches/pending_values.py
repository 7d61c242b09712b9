"""Keep the values that WeasyPrint finds for declarations with custom properties.

It validates such a declaration for each element that it holds for, and a shorthand for each of its longhands
(https://www.w3.org/TR/css-variables-1/#variables-in-shorthands). A stylesheet is kept for many layouts, and
with it the values of its declarations.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import wraps
from typing import Any

from weasyprint.css.tokens import Pending

CAPACITY = 16
"""The values that are kept of a declaration: about as many as one layout asks for."""

_solve = Pending.solve


@wraps(_solve)
def solve(declaration: Any, tokens: Sequence[Any], wanted_key: str, base_url: str | None) -> Any:
    """Return the value of a property by the tokens that custom properties stand for, as WeasyPrint does."""
    known = vars(declaration).setdefault("known_values", {})
    key = wanted_key, base_url, "".join(token.serialize() for token in tokens)
    if key not in known:
        # What is invalid is told each time, and not kept.
        value = _solve(declaration, tokens, wanted_key, base_url)
        if len(known) >= CAPACITY:
            del known[next(iter(known))]
        known[key] = value
    return known[key]


def install() -> None:
    """Have WeasyPrint keep such values, in the whole process."""
    Pending.solve = solve
