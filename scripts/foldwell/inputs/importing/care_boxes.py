"""The care boxes that an old leaflet proposes: lists below a line that names an emergency or urgent help."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from foldwell.inputs.importing.content import Block, Heading, ItemList, Paragraph, inner_blocks, plain
from foldwell.inputs.importing.limits import MAX_LINE, MAX_SIGNS
from foldwell.inputs.importing.words import Writer

LEADS: Mapping[str, re.Pattern[str]] = MappingProxyType(
    {
        "emergency": re.compile(
            r"(?i)(?<!\d)(?:999|112|911)(?!\d)|\bA ?& ?E\b|\bambulance\b"
            r"|\bemergency (?:department|room|services?)\b"
            r"|\b(?:in an|is an|medical) emergency\b|^\W*(?:an )?emergency\W*$"
        ),
        "same_day": re.compile(
            r"(?i)(?<!\d)111(?!\d)|\burgent|\bsame day\b|\b(?:straight|right) away\b|\bimmediately\b"
            r"|\b(?:call|contact|phone|ring|see|tell|speak to|get help from)\s(?:your|a|the|us|our)\b"
            r".*\b(?:if|for|when)\b"
            r"|\bwhen (?:to|should (?:i|you)) (?:call|contact|phone|ring|see|seek|get)\b"
        ),
    }
)
"""What a line says that has the signs of each box below it; an emergency counts first."""


@dataclass(frozen=True, slots=True)
class ProposedBox:
    """The signs of a box as an old leaflet lists them, and the line above them."""

    lead: str
    signs: tuple[str, ...]


def take_box(
    blocks: Sequence[Block], writer: Writer, level: str
) -> tuple[ProposedBox | None, tuple[Block, ...]]:
    """Return the first box of a level among blocks, and the blocks without it; None if there is none."""
    for number in range(len(blocks) - 1):
        lead, signs = blocks[number], blocks[number + 1]
        if isinstance(lead, Heading | Paragraph) and isinstance(signs, ItemList):
            text = plain(lead.words)
            if _level(text) == level and (box := _box(writer.line(lead.words), signs, writer)):
                return box, (*blocks[:number], *blocks[number + 2 :])
    return None, tuple(blocks)


def _level(text: str) -> str:
    return next((level for level, pattern in LEADS.items() if pattern.search(text)), "")


def _box(lead: str, signs: ItemList, writer: Writer) -> ProposedBox | None:
    """Return a box if its line and each of its signs are as short as those of a box."""
    if not all(isinstance(block, Paragraph) for block in inner_blocks(signs)):
        return None
    lines = [
        " ".join(writer.line(block.words) for block in item if isinstance(block, Paragraph))
        for item in signs.items
    ]
    fits = 0 < len(lines) <= MAX_SIGNS and all(0 < len(line) <= MAX_LINE for line in (lead, *lines))
    return ProposedBox(lead, tuple(lines)) if fits else None
