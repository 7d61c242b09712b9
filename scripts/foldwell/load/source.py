"""A file's values as text, and the line on which each of them stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Keys: TypeAlias = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its line, and the line and column where its text begins, all from 0."""

    line: int
    text_line: int
    text_column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A file that was read: its name in messages, its values, and where each of them stands."""

    name: str
    value: Tree
    places: Mapping[tuple[str | int, ...], Place] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)

    def where(self, keys: Keys = (), offset: int | None = None) -> str:
        """Return `file:line` of the value under `keys`, or of the line `offset` (from 0) of its text."""
        return f"{self.name}:{self.line(keys, offset)}"

    def line(self, keys: Keys = (), offset: int | None = None) -> int:
        """Return the line, from 1, of the value under `keys`, or of what should hold it if it is missing."""
        keys = tuple(keys)
        known = next(keys[:end] for end in range(len(keys), -1, -1) if keys[:end] in self.places)
        place = self.places[known]
        if offset is None or known != keys:
            return place.line + 1
        return self._text_line(place, _ink(self._text(keys).split("\n")[:offset])) + 1

    def _text(self, keys: Keys) -> str:
        value = self.value
        for key in keys:
            value = value[key]  # type: ignore[index]
        return value if isinstance(value, str) else ""

    def _text_line(self, place: Place, ink: int) -> int:
        """Return the line that holds the character after `ink` visible ones: true for folded text as well."""
        for number in range(place.text_line, len(self.lines)):
            column = place.text_column if number == place.text_line else 0
            ink -= _ink([self.lines[number][column:]])
            if ink < 0:
                return number
        return place.line


def _ink(lines: Sequence[str]) -> int:
    return sum(len(word) for line in lines for word in line.split())
