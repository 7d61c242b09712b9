"""Notes on the blocks of a valid article that may say something else than was meant."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from foldwell.inputs.parsing import Source
from foldwell.inputs.validation.block_rules import BLOCKS, LINES
from foldwell.inputs.validation.findings import Finding, select
from foldwell.model import Article

LISTS = (("steps",), *LINES)
"""The keys to lists of lines in a block."""


def block_notes(source: Source, article: Article) -> Iterator[Finding]:
    """Yield what may be meant otherwise: an entry cut in two by a comma, numbers that nobody has sourced."""
    yield from _cut_entries(source)
    yield from _unsourced_chances(article)


def _cut_entries(source: Source) -> Iterator[Finding]:
    """Yield each entry of a list in [...] that begins small, though the one before it begins large."""
    for keys in LISTS:
        for place, entries in select(source.value, *BLOCKS, *keys):
            if not isinstance(entries, list):
                continue
            for (number, before), (_, entry) in pairwise(enumerate(entries)):
                if not (isinstance(before, str) and isinstance(entry, str)):
                    continue
                following = (*place, number + 1)
                is_beside = source.line(following) == source.line((*place, number))
                if is_beside and before[:1].isupper() and entry[:1].islower():
                    hint = (
                        "if it belongs to the entry before, put quotes round both: a comma begins a new one"
                    )
                    yield Finding(following, f"begins small: '{entry[:40]}'", hint)


def _unsourced_chances(article: Article) -> Iterator[Finding]:
    for number, section in enumerate(article.sections):
        has_sources = any(claim.sources for claim in section.claims)
        for keys, block in section.content if article.sources and not has_sources else ():
            if block.chances:
                hint = "say under 'claims' where they come from"
                yield Finding(("sections", number, *keys), "has numbers without a source", hint)
