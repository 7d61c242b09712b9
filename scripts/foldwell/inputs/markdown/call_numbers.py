"""Numbers to call in the words of an article: {practice}, {emergency} and others print a number.

In a text whose names were replaced, each number stands between two characters that isolate it from left to
right (UAX 9), which no file may have: nothing else is taken for it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping

from foldwell.errors import closest
from foldwell.inputs.markdown.addresses import MACHINE_TEXT
from foldwell.inputs.markdown.no_break_spaces import NO_BREAK_SPACE

START, END = "\N{LEFT-TO-RIGHT ISOLATE}", "\N{POP DIRECTIONAL ISOLATE}"
NUMBER = re.compile(f"{START}([^{END}]*){END}")
"""Matches a number in a text that `set_numbers` returned; the group is the number."""

NAME = re.compile(rf"{MACHINE_TEXT}|(?<!\{{)\{{(?P<name>[^\W\d_][\w -]{{0,40}})\}}(?!\}})")

# Not part of a longer number, an amount, a dose, a date or a percentage.
ALONE = r"(?<![\w.,/£$€+-]){}(?![\w%]|[.,:/-]\d| ?(?:mg|ml|mcg|g|kg|people|patients|%)\b| \d)"
"""The pattern of a number to call that is typed in words; {} is the pattern of its digits."""


def names_in(text: str) -> tuple[str, ...]:
    """Return the names in curly brackets in a text, known or not; those in addresses are left out."""
    return tuple(found["name"] for found in NAME.finditer(text) if found["name"])


def name_problems(text: str, known: Collection[str]) -> Iterator[tuple[int, str, str]]:
    """Yield line (from 0), what is wrong and a hint for each name in a text that is not known."""
    listed = ", ".join(f"{{{name}}}" for name in known)
    for line, words in enumerate(text.split("\n")):
        for name in names_in(words):
            if name not in known:
                meant = closest(name, tuple(known))
                question = f"did you mean {{{meant}}}? " if meant else ""
                yield line, f"has {{{name}}}, which is no number to call", f"{question}known: {listed}"


def set_numbers(text: str, numbers: Mapping[str, str]) -> str:
    """Return a text with the numbers to call for their names; a name without one stays as it is."""
    return NAME.sub(lambda found: _number(found, numbers), text) if "{" in text else text


def _number(found: re.Match[str], numbers: Mapping[str, str]) -> str:
    number = numbers.get(found["name"] or "")
    return marked(number) if number else found[0]


def marked(number: str) -> str:
    """Return a number as it stands in a text that `set_numbers` returned."""
    return f"{START}{as_printed(number)}{END}"


def as_printed(number: str) -> str:
    """Return a number with spaces at which no line ends."""
    return number.replace(" ", NO_BREAK_SPACE)


def printed_numbers(text: str) -> tuple[str, ...]:
    """Return the numbers in a text that `set_numbers` returned."""
    return tuple(NUMBER.findall(text))
