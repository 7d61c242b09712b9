"""Find pictograms by a word of their names."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from foldwell.assets import pictograms

MAX_FOUND, MAX_CLOSEST = 20, 6
"""The most names that are listed: of those that have the word, and of those that are only like it."""


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The pictograms for a word, the nearest first: those `found` by it, or else the closest.

    `more` is how many others have the word.
    """

    word: str
    found: bool
    matches: tuple[pictograms.Match, ...]
    more: int

    def data(self) -> dict[str, Any]:
        """Return the result as data for JSON."""
        names = [{"name": match.name, "also": list(match.also)} for match in self.matches]
        return {"word": self.word, "found": self.found, "names": names, "more": self.more}


def search(word: str) -> SearchResult:
    """Return the pictograms for a word: a bounded number, in the same order each time."""
    found = pictograms.find(word)
    matches = found[:MAX_FOUND] or pictograms.closest(word, MAX_CLOSEST)
    return SearchResult(word, bool(found), matches, max(0, len(found) - MAX_FOUND))
