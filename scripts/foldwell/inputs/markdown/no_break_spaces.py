"""Insert no-break spaces into phone numbers, dates, amounts and 'Page 1'."""

from __future__ import annotations

import re

from foldwell.inputs.markdown.writing_marks import BOX

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Patterns of characters, not words, so that they work in every language.
DATE = re.compile(r"\b(?:[0-9]{1,2} [^\W\d_]{3,15} [0-9]{4}|[A-Z][a-z]{2,14} [0-9]{1,2}, [12][0-9]{3})\b")
PHONE = re.compile(r"\+?\(?[0-9][0-9() -]{4,22}[0-9]")
DIGITS = re.compile(r"(?<=[0-9©]) (?=[0-9])")
AMOUNT = re.compile(
    r"(?<!\w)(?<!\w-)(?<![0-9)]\u00a0)"  # not the end of a phone number
    r"(?<!(?:[^\W\d_]|,)\u00a0(?=[12][0-9]{3}\b))"  # nor the year of a date
    r"([0-9][0-9.,/-]{0,8}) (?=[%‰°µμ]|[^\W\d_]{1,15}\b)"
)
LAST = re.compile(r"(?<=[^\W\d_]) (?=[0-9]{1,4}$)")
"""Matches before a short number that ends a text, such as a heading: it would be a line of its own."""

AFTER_BOX = re.compile(f"(?<={BOX}) (?=\\S)")
NUMBERED = re.compile(r"\b([^\W\d_]{1,15}) (?=[0-9])")


def bind_no_break(text: str) -> str:
    """Return the text with a no-break space (U+00A0) for each space that no line may break at.

    Affects dates, phone numbers, the year of a copyright, a number with the following word or sign, a
    capitalised word with its number, a number at the end with the word before, and a box with what it is
    for. The length of the text stays the same, and the function is idempotent.
    """
    for pattern in (DATE, PHONE, DIGITS, AFTER_BOX, LAST):
        text = pattern.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
    text = AMOUNT.sub(lambda found: found[1] + NO_BREAK_SPACE, text)
    return NUMBERED.sub(_numbered, text)


def _numbered(match: re.Match[str]) -> str:
    return match[1] + NO_BREAK_SPACE if match[1][0].isupper() else match[0]
