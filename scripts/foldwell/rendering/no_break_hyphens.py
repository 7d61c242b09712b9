"""Hyphens at which no line may break."""

from __future__ import annotations

import re

NO_BREAK_HYPHEN = "\N{NON-BREAKING HYPHEN}"
NUMBER_RUN = re.compile(r"(?<!\S)[+(]?[0-9)]+(?:[-:.][0-9]+)+")
"""Phone numbers, ranges, times and dates in digits, at whose hyphens Word would break a line."""


def with_no_break_hyphens(text: str) -> str:
    """Return the text with its hyphens in numbers replaced by no-break hyphens."""
    return NUMBER_RUN.sub(lambda found: found[0].replace("-", NO_BREAK_HYPHEN), text)
