"""Results that are kept for as long as the files they were made of stay the same."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Entry(Generic[Result]):
    """A result, what was asked for, and the files that it was made of, by path."""

    name: Hashable
    made_of: Mapping[str, bytes]
    result: Result

    def answers(self, name: Hashable, files: Mapping[str, bytes]) -> bool:
        """Return whether the result is what would be made of these files: others may differ."""
        return name == self.name and all(files.get(path) == data for path, data in self.made_of.items())


class Kept(Generic[Result]):
    """At most so many results: those that were kept or asked for last."""

    def __init__(self, most: int = 0) -> None:
        self.most = most
        self.entries: list[Entry[Result]] = []

    def at_most(self, most: int) -> None:
        """Keep so many from now on."""
        self.most = most
        self.entries = self.entries[-most:] if most else []

    def of(self, name: Hashable, files: Mapping[str, bytes]) -> Entry[Result] | None:
        """Return what is kept under a name and was made of files such as these, if anything is."""
        for entry in reversed(self.entries):
            if entry.answers(name, files):
                self.entries.remove(entry)
                self.entries.append(entry)
                return entry
        return None

    def keep(self, name: Hashable, made_of: Mapping[str, bytes], result: Result) -> Entry[Result]:
        """Keep a result; `made_of` are all the files that had a part in it, and nothing else may have."""
        entry = Entry(name, dict(made_of), result)
        self.entries.append(entry)
        self.at_most(self.most)
        return entry
