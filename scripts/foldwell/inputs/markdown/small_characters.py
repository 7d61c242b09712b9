"""Characters set low or high, as in H2O and cm2: how they are typed, and the Unicode characters they are."""

from __future__ import annotations

import re

LOW = str.maketrans("0123456789+-−=()aehklmnopstx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕₖₗₘₙₒₚₛₜₓ")
"""The characters that Unicode has as subscripts."""

HIGH = str.maketrans("0123456789+-−=()abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
"""The characters that Unicode has as superscripts."""

FULL_SIZE = {small: chr(full) for table in (HIGH, LOW) for full, small in table.items()}
"""The ordinary character of each low or high one."""

TYPED = re.compile(r"(?<!~)~([^\s~]{1,12})~(?!~)|(?<!\^)\^([^\s^]{1,12})\^(?!\^)")
"""Matches the notation of Pandoc: H~2~O, cm^2^. The groups are what is set low and what is set high."""


def set_small(text: str) -> str:
    """Return the text with its ~low~ and ^high^ characters as those of Unicode; others stay as typed."""
    return TYPED.sub(_small, text)


def unknown_small(text: str) -> tuple[str, ...]:
    """Return the ~low~ and ^high^ pieces with a character that cannot be set low or high."""
    return tuple(found[0] for found in TYPED.finditer(text) if _small(found) == found[0])


def full_size(text: str) -> str:
    """Return the text with the ordinary characters that low and high ones are drawn with."""
    return text.translate(FULL_SIZE)


def _small(found: re.Match[str]) -> str:
    low, high = found.groups()
    typed, table = (low, LOW) if low else (high, HIGH)
    return str(typed).translate(table) if all(ord(character) in table for character in typed) else found[0]
