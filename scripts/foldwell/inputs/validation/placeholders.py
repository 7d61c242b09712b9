"""Placeholders that still stand in an article, for what an imported leaflet did not say."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.inputs.importing.placeholders import PLACEHOLDER
from foldwell.inputs.parsing import Tree, leaves
from foldwell.inputs.validation.findings import Finding


def placeholder_findings(tree: Tree) -> Iterator[Finding]:
    """Yield each placeholder that still stands in an article, with its line."""
    for keys, text in leaves(tree):
        for line, words in enumerate(text.split("\n")):
            for found in PLACEHOLDER.findall(words):
                yield Finding(keys, f"is still a placeholder, '{found}'", "write it, or leave it out", line)
