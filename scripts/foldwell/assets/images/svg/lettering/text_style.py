"""How the lettering of a drawing is set: the properties of text, inherited and computed (SVG 2, 11)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from foldwell.assets.fonts import LetteringStyle
from foldwell.assets.images.svg.allowlist import PX_PER_UNIT
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.styles import StyleResolver
from foldwell.model import BOLD, REGULAR

MEDIUM = 16.0
"""The size of text in pixels that nothing is said of."""

X_HEIGHT = 0.5
"""The unit `ex` as a part of the em, which CSS allows where no font is at hand."""

MAX_FAMILIES, MAX_FAMILY_LETTERS = 20, 100
"""The number of families that are looked for, and of the letters of their names that are read."""

_STEPS = ("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large")
KEYWORD_SIZES = MappingProxyType(dict(zip(_STEPS, (9.0, 10.0, 13.0, MEDIUM, 18.0, 24.0, 32.0), strict=True)))
LARGER = 1.2
LIGHTER, BOLDER = 100, 900
_LENGTH = re.compile(r"\s*([-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[-+]?\d{1,2})?)\s*([a-z]*|%)\s*", re.IGNORECASE)
_SIZE = rf"[-+.\d]+(?:e[-+]?\d+)?(?:[a-z]+|%)|{'|'.join(_STEPS)}|larger|smaller"
_FONT = re.compile(rf"(?:(.*)\s)?({_SIZE})(?:\s*/\s*\S+)?\s+(\S.*)", re.IGNORECASE | re.DOTALL)

UNSUPPORTED = MappingProxyType(
    {
        "writing-mode": (("lr", "lr-tb", "horizontal-tb", "rl", "rl-tb"), "lettering that runs downwards"),
        "glyph-orientation-vertical": (("auto", "0", "0deg"), "lettering that runs downwards"),
        "text-decoration": (("none", "solid"), "lettering with a line under or through it"),
        "text-decoration-line": (("none",), "lettering with a line under or through it"),
        "font-variant": (("normal", "none"), "lettering in small capitals or other variants"),
        "font-variant-caps": (("normal",), "lettering in small capitals or other variants"),
    }
)
"""Properties that are not drawn: the values that change nothing, and what others ask for."""

TEXT_PROPERTIES = frozenset(
    {
        *("font", "font-family", "font-size", "font-weight", "font-style", "font-stretch"),
        *("text-anchor", "direction", "letter-spacing", "word-spacing", "text-transform", "white-space"),
        *("dominant-baseline", "alignment-baseline", "baseline-shift", "textLength", "lengthAdjust"),
        *("rotate", "dx", "dy", "xml:space"),
        *UNSUPPORTED,
    }
)


@dataclass(frozen=True, slots=True)
class TextStyle:
    """The computed style of a piece of text; lengths are in units of the drawing.

    `shift` is how far it stands above the baseline. `unsupported` names what is asked for and not drawn.
    """

    font: LetteringStyle = field(default=LetteringStyle())
    size: float = MEDIUM
    anchor: str = "start"
    direction: str = "ltr"
    letter_spacing: float = 0
    word_spacing: float = 0
    baseline: str = "auto"
    shift: float = 0
    transform: str = "none"
    keeps_space: bool = False
    unsupported: str = ""


class TextStyles:
    """Computes the styles of elements, each once."""

    def __init__(self, styles: StyleResolver) -> None:
        self.styles = styles
        self._known: dict[int, TextStyle] = {}

    def of(self, element: Element) -> TextStyle:
        """Return the computed style of an element."""
        if id(element) not in self._known:
            parent = self.of(element.parent) if element.parent else TextStyle()
            declared = _written_out(element.attributes) | _written_out(self.styles.properties(element))
            self._known[id(element)] = _computed(parent, declared)
        return self._known[id(element)]


def length(text: str, size: float, whole: float) -> float | None:
    """Return a length in units of the drawing, or None if it is none or too large for a number.

    `size` is one em, `whole` a hundred per cent.
    """
    found = _LENGTH.fullmatch(text)
    if not found:
        return None
    number, unit = float(found[1]), found[2].lower()
    factors = {**PX_PER_UNIT, "em": size, "ex": X_HEIGHT * size, "ch": X_HEIGHT * size, "%": whole / 100}
    value = number * (MEDIUM if unit == "rem" else factors.get(unit, math.nan))
    return value if math.isfinite(value) else None


def _written_out(declared: Mapping[str, str]) -> dict[str, str]:
    """Return declarations with the shorthand `font` as those that it stands for."""
    found = _FONT.fullmatch(declared.get("font", "").strip())
    if not found:
        return dict(declared)
    words = (found[1] or "").split()
    weight = next((word for word in words if word.isdigit() or word in ("bold", "bolder", "lighter")), "")
    style = next((word for word in words if word in ("italic", "oblique")), "normal")
    parts = {"font-family": found[3], "font-size": found[2], "font-weight": weight or "normal"}
    return {**parts, "font-style": style, **declared}


def _computed(parent: TextStyle, declared: Mapping[str, str]) -> TextStyle:
    size = _size(declared.get("font-size", ""), parent.size)
    style = replace(parent, size=size, unsupported=_unsupported(declared) or parent.unsupported)
    changes: dict[str, Any] = {
        key: change(declared[name].strip(), style)
        for name, (key, change) in _CHANGES.items()
        if declared.get(name, "inherit").strip() not in ("", "inherit")
    }
    font = LetteringStyle(
        _families(declared.get("font-family", "")) or parent.font.families,
        _weight(declared.get("font-weight", ""), parent.font.weight),
        _is_italic(declared.get("font-style", ""), parent.font.italic),
    )
    return replace(style, font=font, **changes)


def _unsupported(declared: Mapping[str, str]) -> str:
    for name, (harmless, what) in UNSUPPORTED.items():
        words = declared.get(name, "inherit").lower().split()
        if words and words[0] not in (*harmless, "inherit", "initial", "unset"):
            return what
    return ""


def _families(value: str) -> tuple[str, ...]:
    names = (name.strip().strip("'\"").strip() for name in value.split(",")[:MAX_FAMILIES])
    named = (name for name in names if name and name.lower() not in ("inherit", "initial", "unset"))
    return tuple(name[:MAX_FAMILY_LETTERS] for name in named)


def _size(value: str, parent: float) -> float:
    word = value.strip().lower()
    relative = {"larger": parent * LARGER, "smaller": parent / LARGER}
    if word in KEYWORD_SIZES or word in relative:
        return {**KEYWORD_SIZES, **relative}[word]
    found = length(word, parent, parent)
    return parent if found is None or found < 0 else found


def _weight(value: str, parent: int) -> int:
    word = value.strip().lower()
    names = {"normal": REGULAR, "bold": BOLD}
    if word in names:
        return names[word]
    if word == "bolder":
        return BOLD if parent < BOLD else BOLDER
    if word == "lighter":
        return REGULAR if parent >= BOLD else LIGHTER
    found = length(word, parent, parent)
    return int(found) if found and LIGHTER <= found <= BOLDER else parent


def _is_italic(value: str, parent: bool) -> bool:
    word = value.strip().lower()
    return word.startswith(("italic", "oblique")) if word not in ("", "inherit") else parent


def _spacing(value: str, style: TextStyle) -> float:
    return length(value, style.size, style.size) or 0.0


def _shift(value: str, style: TextStyle) -> float:
    words = {"sub": -0.2, "super": 0.4, "baseline": 0.0}
    if value in words:
        return style.shift + words[value] * style.size
    return style.shift + (length(value, style.size, style.size) or 0.0)


def _word(value: str, _: TextStyle) -> str:
    return value.lower()


def _keeps_space(value: str, _: TextStyle) -> bool:
    return value.lower().startswith(("pre", "break-spaces")) and value.lower() != "pre-line"


_CHANGES: Mapping[str, tuple[str, Callable[[str, TextStyle], object]]] = MappingProxyType(
    {
        "text-anchor": ("anchor", _word),
        "direction": ("direction", _word),
        "letter-spacing": ("letter_spacing", _spacing),
        "word-spacing": ("word_spacing", _spacing),
        "dominant-baseline": ("baseline", _word),
        "alignment-baseline": ("baseline", _word),
        "baseline-shift": ("shift", _shift),
        "text-transform": ("transform", _word),
        "xml:space": ("keeps_space", _keeps_space),
        "white-space": ("keeps_space", _keeps_space),
    }
)
