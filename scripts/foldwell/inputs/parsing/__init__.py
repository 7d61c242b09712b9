"""Read a YAML file strictly: every value is text and has a line, and nothing is guessed or expanded."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from foldwell.errors import InputError, Location, Problem
from foldwell.inputs.parsing.hidden_characters import find_hidden, mask_hidden
from foldwell.inputs.parsing.source import Keys, Position, Source, Tree, deep_copied, leaves
from foldwell.inputs.parsing.text_file import is_contained_file, read_bytes, read_text
from foldwell.inputs.parsing.yaml_tree import Builder

__all__ = [
    "Keys",
    "Position",
    "Source",
    "Tree",
    "is_contained_file",
    "leaves",
    "load",
    "parse",
    "read_bytes",
    "read_text",
]


def load(path: Path, name: str, model: type[BaseModel] | None = None) -> Source:
    """Return the file's text tree with the line of every value; messages call the file `name`.

    `model` is what its values describe, so that problems can name a field by its label.

    Raises InputError with all problems that can be found: not a file of at most 1 MB of UTF-8, and all that
    `parse` refuses.
    """
    return parse(read_text(path, name), name, model)


def parse(text: str, name: str, model: type[BaseModel] | None = None) -> Source:
    """Return the tree of a text with the line of every value; messages call it `name`.

    Follows YAML 1.1 with every scalar kept as text; an unquoted `null` or `~` counts as empty.
    Raises InputError with all problems that can be found: hidden characters, duplicate keys, aliases, tags
    and whatever else is not plain YAML.
    """
    source = _parse_cached(text, name)
    return replace(source, value=deep_copied(source.value), model=model)


@lru_cache(maxsize=64)
def _parse_cached(text: str, name: str) -> Source:
    """Return the tree of a text, read once a process: the packs of a batch share articles and wording."""
    builder = Builder(mask_hidden(text))
    tree = builder.build()
    found = sorted([*find_hidden(text), *builder.found])
    if found:
        raise InputError(*(Problem(Location(name, line + 1), what, hint) for line, what, hint in found))
    return Source(name, tree, builder.positions, builder.lines)
