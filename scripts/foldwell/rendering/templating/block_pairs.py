"""Blocks of a section that stand side by side where a page is wide: what to do, and what not to do."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foldwell.errors import KeyPath
from foldwell.model import Block, Section, Wording

PlacedBlock = tuple[KeyPath, Block]

OPPOSITES = frozenset({"do", "dont"})

MAX_CHARACTERS = 400
"""The most characters of a list beside another: two that stand side by side are never broken over pages."""


def pair_blocks(section: Section, wording: Wording, wide: bool) -> Iterator[tuple[PlacedBlock, ...]]:
    """Yield the blocks of a section in order, each alone, or with `wide` two together that are opposites.

    Both have a heading, or their first lines would not stand beside each other.
    """
    content, index = section.content, 0
    while index < len(content):
        group = content[index : index + 2]
        is_headed = all(section.block_heading(keys, wording) for keys, _ in group)
        count = 2 if wide and is_headed and _is_pair(group) else 1
        yield group[:count]
        index += count


def _is_pair(blocks: Sequence[PlacedBlock]) -> bool:
    kinds = {block.kind for _, block in blocks}
    return kinds == OPPOSITES and all(_characters(block) <= MAX_CHARACTERS for _, block in blocks)


def _characters(block: Block) -> int:
    return sum(map(len, (*(block.do or ()), *(block.dont or ()))))
