"""Characters that are refused: they are invisible, change the writing direction, or mark lost text."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

LineProblem = tuple[int, str, str]

REPLACEMENT_CHARACTER = "\N{REPLACEMENT CHARACTER}"
HIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # controls, but for tab and line ends
    "\u2028\u2029"  # line ends that editors do not show
    "\u202a-\u202e\u2066-\u2069"  # bidirectional embeddings, overrides and isolates
    "\ud800-\udfff\ufdd0-\ufdef\ufeff\ufffe\uffff]"  # halves of characters, non-characters, byte order marks
)


SOFT_NAMES = {
    "\N{SOFT HYPHEN}": "soft hyphens",
    "\N{ZERO WIDTH SPACE}": "invisible spaces",
    "\N{WORD JOINER}": "invisible joiners",
}
SOFT = re.compile(f"[{''.join(SOFT_NAMES)}]")
"""Characters that nobody sees or types: they come from Word and web pages, and break words in odd places."""


def find_hidden(text: str) -> Iterator[LineProblem]:
    """Yield line (from 0), what and hint for every hidden or replacement character in a file's text."""
    for line, words in enumerate(text.split("\n")):
        yield from ((line, *describe_character(character)) for character in HIDDEN.findall(words))
        if REPLACEMENT_CHARACTER in words:
            yield (
                line,
                f"has a {REPLACEMENT_CHARACTER} that stands for a lost letter",
                "type the letter again",
            )


def without_soft(text: str) -> str:
    """Return the text without soft hyphens and other characters that only say where a line may end."""
    return SOFT.sub("", text)


def find_soft(text: str) -> Iterator[LineProblem]:
    """Yield line (from 0), what and hint for every line that `without_soft` changes."""
    for line, words in enumerate(text.split("\n")):
        if found := SOFT.findall(words):
            names = " and ".join(dict.fromkeys(SOFT_NAMES[character] for character in found))
            yield line, f"had {names}, left out here", "nothing to do; they come along with pasted text"


def describe_character(character: str) -> tuple[str, str]:
    """Return what is wrong with a hidden character, and what to do."""
    name = unicodedata.name(character, "").lower()
    return (
        f"has a hidden character, U+{ord(character):04X} {name}".rstrip(),
        "delete it and type the words around it again",
    )


def mask_hidden(text: str) -> str:
    """Return the text with each hidden character replaced, so that the rest can still be checked."""
    return HIDDEN.sub(REPLACEMENT_CHARACTER, text)
