"""Read a YAML file strictly: every value is text and has a line, and nothing is guessed or expanded."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from pathlib import Path

from pydantic import BaseModel

from foldwell.errors import InputError, Location, Problem
from foldwell.inputs.parsing.hidden_characters import find_hidden, find_soft, mask_hidden, without_soft
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


MARK_SPACE = re.compile(r"^([ \t]*(?:[-*+]|[0-9]{1,3}[.)]))\N{NO-BREAK SPACE}+", re.MULTILINE)
"""Matches a pasted no-break space after the mark of a list, which would make text of it."""


def load(path: Path, name: str, model: type[BaseModel] | None = None, any_comments: bool = False) -> Source:
    """Return the file's text tree with the line of every value; messages call the file `name`.

    `model` is what its values describe, so that problems can name a field by its label. With `any_comments`
    a comment may follow a value without a space after its #; otherwise it is taken for words that get lost.

    Raises InputError with all problems that can be found: not a file of at most 1 MB of UTF-8, and all that
    `parse` refuses.
    """
    return parse(read_text(path, name), name, model, any_comments)


def parse(text: str, name: str, model: type[BaseModel] | None = None, any_comments: bool = False) -> Source:
    """Return the tree of a text with the line of every value; messages call it `name`.

    Follows YAML 1.1 with every scalar kept as text; an unquoted `null` or `~` counts as empty.
    Raises InputError with all problems that can be found: hidden characters, duplicate keys, aliases, tags
    and whatever else is not plain YAML.
    """
    source = _parse_cached(text, name, any_comments)
    return replace(source, value=deep_copied(source.value), model=model)


@lru_cache(maxsize=64)
def _parse_cached(text: str, name: str, any_comments: bool) -> Source:
    """Return the tree of a text, read once a process: the packs of a batch share articles and wording."""
    softened = find_soft(text)
    notes = tuple(Problem(Location(name, line + 1), what, hint) for line, what, hint in softened)
    text = MARK_SPACE.sub(r"\1 ", without_soft(text))
    builder = Builder(mask_hidden(text), any_comments)
    tree = builder.build()
    found = sorted([*find_hidden(text), *builder.found])
    if found:
        raise InputError(*(Problem(Location(name, line + 1), what, hint) for line, what, hint in found))
    comments = tuple(builder.touching_comments)
    return Source(name, tree, builder.positions, builder.lines, touching_comments=comments, notes=notes)
