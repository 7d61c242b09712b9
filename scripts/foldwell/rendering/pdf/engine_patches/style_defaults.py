"""Look up the properties that no rule sets without the steps that only set ones need.

WeasyPrint asks about 300 properties of each box, of which rules set a dozen. Of the others most are
inherited, or have an initial value that needs no computing (https://www.w3.org/TR/css-cascade-4/#defaulting).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import wraps
from types import MappingProxyType
from typing import Any

from weasyprint import css
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.functions import check_math
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

LOGICAL = frozenset(
    convert(block="ttb", inline=direction)
    for convert in PHYSICAL_FUNCTIONS.values()
    for direction in ("ltr", "rtl")
)
"""The properties that may set a physical one, such as margin-inline-start for margin-left."""

KEYWORDS = ("inherit", "initial")
"""What a value says that is to be taken from elsewhere."""


def _is_plain(name: str) -> bool:
    """Return whether a property has its value from its parent or its initial value alone."""
    is_special = name in ("page", "position", "float", "display") or name.startswith(
        ("text_decoration_", "__")
    )
    return not is_special


INITIAL: Mapping[str, Any] = MappingProxyType(
    {
        name: value
        for name, value in INITIAL_VALUES.items()
        if name not in (INHERITED | INITIAL_NOT_COMPUTED)
        and _is_plain(name)
        and value not in KEYWORDS
        and not check_math(value)
    }
)
"""The initial values that are computed ones as they are."""

FROM_PARENT = frozenset(name for name in INHERITED if _is_plain(name) and name not in PHYSICAL_FUNCTIONS)
"""The properties that are inherited as they are."""

_missing = css.ComputedStyle.__missing__


@wraps(_missing)
def missing(style: Any, name: str) -> Any:
    """Return the computed value of a property, as WeasyPrint does."""
    if name not in style.cascaded:
        if name in INITIAL and (name not in PHYSICAL_FUNCTIONS or LOGICAL.isdisjoint(style.cascaded)):
            value = style[name] = INITIAL[name]
            return value
        if name in FROM_PARENT and style.parent_style is not None:
            value = style.parent_style[name]
            if value not in KEYWORDS and not check_math(value):
                style[name] = value
                return value
    return _missing(style, name)


def install() -> None:
    """Have WeasyPrint look up properties in this way, in the whole process."""
    css.ComputedStyle.__missing__ = missing
