"""The stylesheets of a document in their order: ours, those of the design, those of the practice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from foldwell.project.loading import BuildContext
from foldwell.rendering import templating

BASE = "base.css"
"""The stylesheet included by every printed document."""

IMPORT = re.compile(r'^@import "([a-z-]+\.css)";', re.MULTILINE)
"""Matches the line by which one of our stylesheets builds on another."""


def stylesheets(context: BuildContext, names: Iterable[str]) -> tuple[str, ...]:
    """Return the paths of a document's own stylesheets, and of those that are added to them.

    A design adds to them and to all that they import, a practice to them and to the base.
    """
    our_sheets = tuple(names)
    # Last, so that a rule of the practice wins over one of ours of equal weight (CSS Cascade 4, 6.1).
    overrides = (
        path
        for path in context.templates
        if templating.is_override(path) and path.rpartition("/")[2] in (BASE, *our_sheets)
    )
    return (*our_sheets, *_of_design(context, our_sheets), *overrides)


def _of_design(context: BuildContext, our_sheets: Iterable[str]) -> Iterator[str]:
    """Yield the sheets of the design, in the order of those of ours that they come after."""
    names = dict.fromkeys(name for sheet in our_sheets for name in _with_imports(sheet, context.templates))
    paths = (f"{context.design_folder}/{name}" for name in names)
    yield from (path for path in paths if path in context.templates)


def _with_imports(name: str, templates: Mapping[str, str]) -> Iterator[str]:
    """Yield a stylesheet of ours after all those that it imports."""
    for imported in IMPORT.findall(templates.get(name, "")):
        yield from _with_imports(imported, templates)
    yield name
