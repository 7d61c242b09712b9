"""The phone numbers typed in the words of an article."""

from __future__ import annotations

from foldwell.inputs.parsing import Tree, leaves

MIN_DIGITS = 7
"""Fewer digits are a year, a dose or a time."""

UNREAD = frozenset({"id", "after", "file", "published", "review_by", "year", "url", "locator"})


def phone_numbers(tree: Tree, country: str) -> tuple[str, ...]:
    """Return the numbers as they are typed, each once, in the order in which they are read."""
    # Imported here, because it loads the numbers of every country.
    from phonenumbers import Leniency, PhoneNumberMatcher  # noqa: PLC0415

    found: dict[str, None] = {}
    for keys, text in leaves(tree):
        if not UNREAD & set(keys[-1:]):
            for match in PhoneNumberMatcher(text, country, Leniency.POSSIBLE):
                if sum(map(str.isdigit, match.raw_string)) >= MIN_DIGITS:
                    found[" ".join(match.raw_string.split())] = None
    return tuple(found)
