"""A parsed file: its values as text, and the position of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from pydantic import BaseModel

from foldwell.errors import KeyPath, Location, Problem
from foldwell.model.fields import label

Tree: TypeAlias = "str | list[Tree] | dict[str, Tree]"
Keys: TypeAlias = Sequence[str | int]


@dataclass(frozen=True, slots=True)
class Position:
    """The position of a value: its line, and the line and column where its text begins, all from 0."""

    line: int
    text_line: int
    text_column: int


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file: its name in messages, its values, and the position of each.

    A file can be merged over another, its `base`; then `value` is the merged result. `model` is what its
    values describe, whose fields have labels. `touching_comments` are the comments without a space after
    their # that end a value, with the keys of the value. `notes` say what was mended in the file.
    """

    name: str
    value: Tree
    positions: Mapping[KeyPath, Position] = field(repr=False)
    lines: tuple[str, ...] = field(repr=False)
    base: Source | None = field(default=None, repr=False)
    touching_comments: tuple[tuple[KeyPath, str], ...] = field(default=(), repr=False)
    model: type[BaseModel] | None = field(default=None, repr=False)
    notes: tuple[Problem, ...] = field(default=(), repr=False)

    def layered_over(self, base: Source) -> Source:
        """Return this file merged over `base`: groups are joined, any other value replaces that of `base`."""
        lowest_file = base if self.base is None else self.base.layered_over(base)
        return replace(self, value=_merged(self.value, lowest_file.value), base=lowest_file)

    def layers(self) -> Iterator[Source]:
        """Yield this file and those that it is merged over, the nearest first."""
        yield self
        if self.base:
            yield from self.base.layers()

    def origin(self, keys: Keys) -> Source:
        """Return the file that defines the value under `keys`: this one, or one of its bases."""
        keys = tuple(keys)
        if self.base is None or self._defines(keys) or not self.base.has_key(keys):
            return self
        return self.base.origin(keys)

    def has_key(self, keys: Keys) -> bool:
        """Return whether this file, or one of its bases, defines something under `keys`."""
        return tuple(keys) in self.positions or (self.base is not None and self.base.has_key(keys))

    def _defines(self, keys: KeyPath) -> bool:
        """Return whether this file has the value, or a list that would contain it."""
        known = next((end for end in range(len(keys), 0, -1) if keys[:end] in self.positions), 0)
        return known == len(keys) or (known > 0 and any(isinstance(key, int) for key in keys[: known + 1]))

    def where(self, keys: Keys = (), offset: int | None = None) -> Location:
        """Return the place of the value under `keys`, or of the line `offset` (from 0) of its text."""
        name = label(self.model, tuple(keys)) if self.model else ""
        return Location(self.origin(keys).name, self.line(keys, offset), keys=tuple(keys), label=name)

    def is_stated_in(self, file: str, keys: Keys) -> bool:
        """Return whether a file states a value under `keys`, not one that it is layered over."""
        origin = self.origin(keys)
        return origin.name == file and tuple(keys) in origin.positions

    def sort_key(self, keys: Keys = (), offset: int | None = None) -> tuple[int, int]:
        """Return the sort key of a position in reading order: the depth of its file, then its line."""
        origin = self.origin(keys)
        depth = next(depth for depth, layer in enumerate(self.layers()) if layer is origin)
        return depth, self.line(keys, offset)

    def line(self, keys: Keys = (), offset: int | None = None) -> int:
        """Return the line, from 1, of the value under `keys`, or of its parent if it is missing."""
        keys = tuple(keys)
        origin = self.origin(keys)
        if origin is not self:
            return origin.line(keys, offset)
        known = next(keys[:end] for end in range(len(keys), -1, -1) if keys[:end] in self.positions)
        position = self.positions[known]
        if offset is None or known != keys:
            return position.line + 1
        return self._text_line(position, _visible_count(self.text(keys).split("\n")[:offset])) + 1

    def text(self, keys: Keys) -> str:
        """Return the text under `keys` as it was written, with the space around it; empty if it is none."""
        value = self.value if tuple(keys) in self.positions else ""
        for key in keys if value else ():
            value = value[key]  # type: ignore[index]
        return value if isinstance(value, str) else ""

    def _text_line(self, position: Position, visible_count: int) -> int:
        """Return the line of the character after `visible_count` visible ones, in folded text too."""
        for number in range(position.text_line, len(self.lines)):
            column = position.text_column if number == position.text_line else 0
            visible_count -= _visible_count([self.lines[number][column:]])
            if visible_count < 0:
                return number
        return position.line


def leaves(tree: Tree, keys: KeyPath = ()) -> Iterator[tuple[KeyPath, str]]:
    """Yield every text of a tree with its keys."""
    if isinstance(tree, str):
        yield keys, tree
        return
    for key, value in tree.items() if isinstance(tree, dict) else enumerate(tree):
        yield from leaves(value, (*keys, key))


def deep_copied(tree: Tree) -> Tree:
    """Return a deep copy of a tree."""
    if isinstance(tree, dict):
        return {key: deep_copied(value) for key, value in tree.items()}
    return [deep_copied(value) for value in tree] if isinstance(tree, list) else tree


def _merged(upper: Tree, lower: Tree) -> Tree:
    """Merge two trees: groups are joined key by key, any other value comes from `upper`."""
    if not (isinstance(upper, dict) and isinstance(lower, dict)):
        return upper
    joined = {key: _merged(value, lower[key]) if key in lower else value for key, value in upper.items()}
    return {**joined, **{key: value for key, value in lower.items() if key not in upper}}


def _visible_count(lines: Sequence[str]) -> int:
    return sum(len(word) for line in lines for word in line.split())
