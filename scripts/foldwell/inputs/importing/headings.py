"""The parts of an old leaflet: its title, whom it is for, and its sections with their headings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from foldwell.inputs.importing.content import TITLE_LEVEL, Block, Heading, Paragraph, Words, plain
from foldwell.inputs.importing.limits import MAX_SECTIONS

MAX_TITLE, MAX_LINE_TITLE, MAX_BOLD_TITLE = 80, 60, 200
"""The longest title of an article, and the longest plain and bold lines taken for one, in characters."""

MIN_PARTS = 3
"""So many headings below a single one are those of sections."""

AUDIENCE = re.compile(
    r"(?i)(?:an? )?(?:patient )?"
    r"(?:information|advice|guide|guidance|leaflet|fact ?sheet|handout|instructions|help)"
    r"(?: \w+)? (?:for|to) .{3,}|for (?:patients?|parents?|carers?|relatives?|women|men|people).*"
    r"|patient (?:information|leaflet|information (?:leaflet|sheet))"
)
"""Matches a line below a title, or the end of one, that says whom a leaflet is for."""

DIVIDER = re.compile(r"\s+[–—-]\s+|:\s+|\s*\|\s*")
FULL_STOP = re.compile(r"[.!]$")
MAX_AUDIENCE = 200


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a leaflet: its heading, none before the first, and its blocks."""

    heading: Words
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Outline:
    """The title of a leaflet, the line that says whom it is for, and its sections; "" for what it lacks."""

    title: str
    audience: str
    sections: tuple[Section, ...]


def outline(blocks: Sequence[Block]) -> Outline:
    """Return the outline of a leaflet; a title too long for a cover comes again as words of the text."""
    title_at = _title_index(blocks)
    title_block = blocks[title_at] if title_at is not None else None
    whole = plain(title_block.words) if isinstance(title_block, Heading | Paragraph) else ""
    rest = [block for number, block in enumerate(blocks) if number != title_at]
    title, audience = _parted_title(whole)
    shown = shorten(title, MAX_TITLE)
    if shown != title and isinstance(title_block, Heading | Paragraph):
        rest.insert(0, Paragraph(title_block.words))
    if not audience and title_at is not None and len(rest) > title_at:
        audience = _audience(rest[title_at])
        if audience:
            del rest[title_at]
    return Outline(shown, audience, _at_most(tuple(_sections(rest))))


def shorten(text: str, length: int) -> str:
    """Return text, or as many of its words as fit into a length."""
    if len(text) <= length:
        return text
    end = text.rfind(" ", 0, length + 1)
    return text[: end if end > 0 else length].rstrip(" ,;:–-")


def _title_index(blocks: Sequence[Block]) -> int | None:
    """Return the index of the title: what is marked so, a heading above all others, a first line."""
    headings = [(number, block) for number, block in enumerate(blocks) if isinstance(block, Heading)]
    for number, block in headings:
        if block.level == TITLE_LEVEL:
            return number
    counts = Counter(block.level for _, block in headings)
    top = min(counts, default=0)
    for number, block in headings:
        if block.level == top and counts[top] == 1 and (len(headings) > 1 or number == 0):
            return number
    if headings and headings[0][0] == 0 and len(headings) > 1 and _has_nothing_below(blocks):
        return 0
    first = next((number for number, block in enumerate(blocks) if isinstance(block, Paragraph)), None)
    is_line = first is not None and first <= 1 and _is_line(blocks[first])
    return first if is_line and (not headings or headings[0][0] > (first or 0)) else None


def _has_nothing_below(blocks: Sequence[Block]) -> bool:
    return len(blocks) > 1 and isinstance(blocks[1], Heading)


def _is_line(block: Block) -> bool:
    """Return whether a block is a line that may be a title: short, or bold, and no sentence."""
    words = block.words if isinstance(block, Paragraph) else ()
    text = plain(words)
    is_bold = all(span.bold for span in words if span.text.strip())
    return 0 < len(text) <= (MAX_BOLD_TITLE if is_bold else MAX_LINE_TITLE) and not FULL_STOP.search(text)


def _parted_title(whole: str) -> tuple[str, str]:
    """Return a title and the end of it that says whom the leaflet is for, if it has one."""
    for mark in DIVIDER.finditer(whole):
        if AUDIENCE.fullmatch(whole[mark.end() :]) and mark.start():
            return whole[: mark.start()], whole[mark.end() :]
    return whole, ""


def _audience(block: Block) -> str:
    text = plain(block.words) if isinstance(block, Heading | Paragraph) else ""
    return (
        text if AUDIENCE.fullmatch(text) and len(text) <= MAX_AUDIENCE and not FULL_STOP.search(text) else ""
    )


def _sections(blocks: Sequence[Block]) -> Iterator[Section]:
    """Yield the sections: each begins with a heading of the level that parts the leaflet best."""
    level = _section_level(blocks)
    heading: Words = ()
    content: list[Block] = []
    for block in blocks:
        if isinstance(block, Heading) and block.level <= level:
            if heading or content:
                yield Section(heading, tuple(content))
            heading, content = block.words, []
        else:
            content.append(block)
    if heading or content:
        yield Section(heading, tuple(content))


def _section_level(blocks: Sequence[Block]) -> int:
    """Return the level of the headings of sections: the highest, unless that is one above all others."""
    counts = Counter(block.level for block in blocks if isinstance(block, Heading))
    top = min(counts, default=0)
    below = [level for level, count in sorted(counts.items()) if count >= MIN_PARTS]
    return below[0] if counts[top] == 1 and below else top


def _at_most(sections: tuple[Section, ...]) -> tuple[Section, ...]:
    """Return at most as many sections as an article may have: short ones join the one before."""
    found = list(sections)
    while len(found) > MAX_SECTIONS:
        sizes = [len(before.blocks) + len(after.blocks) for before, after in pairwise(found)]
        at = sizes.index(min(sizes))
        before, after = found[at], found[at + 1]
        joined = (*before.blocks, *([Heading(after.heading, 6)] if after.heading else []), *after.blocks)
        found[at : at + 2] = [Section(before.heading, joined)]
    return tuple(found)
