"""What an old leaflet is made of, whatever file it comes from: one sequence of blocks in reading order."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

BREAK = "\n"
"""A line break inside of a paragraph, in the text of a span."""

TITLE_LEVEL = 0
"""The level of a heading that is the title of the document."""


@dataclass(frozen=True, slots=True)
class Span:
    """Words of one look: bold or not, and the address that they are a link to, if any."""

    text: str
    bold: bool = False
    address: str = ""


Words: TypeAlias = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading; level 1 is the highest."""

    words: Words
    level: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    words: Words


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture: the name that messages call it, its bytes as they were, and its alt text, "" without one."""

    name: str
    data: bytes = field(repr=False)
    alt: str = ""


@dataclass(frozen=True, slots=True)
class ItemList:
    """A list, numbered or not; each item is a sequence of blocks."""

    items: tuple[tuple[Block, ...], ...]
    numbered: bool = False
    start: int = 1


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose merged cells are repeated; each cell is a sequence of blocks."""

    rows: tuple[tuple[tuple[Block, ...], ...], ...]
    has_heading: bool = False


Entry: TypeAlias = dict[str, Any]
"""A group of values in an article: texts, and lists and groups of them, by their keys."""

Block: TypeAlias = "Heading | Paragraph | ItemList | Table | Picture"


@dataclass(frozen=True, slots=True)
class SourceText:
    """Words that a file has, and the part of it that they stand in: "" for its body, else "the footer"."""

    text: str
    part: str = ""


@dataclass(frozen=True, slots=True)
class Leaflet:
    """An old leaflet: its blocks, all words that its file has, and what is no words and was not kept.

    `notes` say what else somebody has to know who compares the two.
    """

    blocks: tuple[Block, ...]
    texts: tuple[SourceText, ...] = field(repr=False)
    lost: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def plain(words: Words) -> str:
    """Return words as one line of plain text."""
    return " ".join("".join(span.text for span in words).split())


def block_text(block: Block) -> str:
    """Return all words of a block as plain text."""
    if isinstance(block, Heading | Paragraph):
        return plain(block.words)
    return " ".join(block_text(inner) for inner in inner_blocks(block))


def inner_blocks(block: Block) -> Iterator[Block]:
    """Yield the blocks in the items of a list or the cells of a table."""
    if isinstance(block, ItemList):
        yield from (inner for item in block.items for inner in item)
    elif isinstance(block, Table):
        yield from (inner for row in block.rows for cell in row for inner in cell)


def pictures_in(blocks: Sequence[Block]) -> Iterator[Picture]:
    """Yield the pictures of blocks, and those in their lists and tables."""
    for block in blocks:
        if isinstance(block, Picture):
            yield block
        yield from pictures_in(tuple(inner_blocks(block)))


def spans_of(blocks: Sequence[Block]) -> Iterator[Span]:
    """Yield the spans of blocks, and those in their lists and tables."""
    for block in blocks:
        if isinstance(block, Heading | Paragraph):
            yield from block.words
        yield from spans_of(tuple(inner_blocks(block)))


def with_title(blocks: tuple[Block, ...], title: str) -> tuple[Block, ...]:
    """Return blocks below a title that stands beside them in the file, unless they have one of their own."""
    has_title = any(isinstance(block, Heading) and block.level <= 1 for block in blocks)
    return blocks if has_title or not title else (Heading((Span(title),), TITLE_LEVEL), *blocks)


def split_lines(words: Words) -> tuple[Words, ...]:
    """Return the lines of words that have line breaks, without those that are blank."""
    lines: list[list[Span]] = [[]]
    for span in words:
        first, *others = span.text.split(BREAK)
        lines[-1].append(Span(first, span.bold, span.address))
        lines += [[Span(text, span.bold, span.address)] for text in others]
    return tuple(trimmed for line in lines if (trimmed := trim(line)))


def trim(spans: Sequence[Span]) -> Words:
    """Return spans with single spaces between words, none at the ends, and neighbours of one look joined."""
    joined: list[Span] = []
    for span in spans:
        text = re.sub(r"[^\S\n]+", " ", span.text)
        if joined and (joined[-1].text[-1:] in (" ", BREAK)):
            text = text.removeprefix(" ")
        if joined and text and (joined[-1].bold, joined[-1].address) == (span.bold, span.address):
            joined[-1] = Span(joined[-1].text + text, span.bold, span.address)
        elif text:
            joined.append(Span(text, span.bold, span.address))
    return _stripped(joined)


def _stripped(spans: list[Span]) -> Words:
    while spans and not spans[0].text.strip():
        spans = spans[1:]
    while spans and not spans[-1].text.strip():
        spans = spans[:-1]
    if not spans:
        return ()
    first, last = spans[0], spans[-1]
    spans = [Span(first.text.lstrip(), first.bold, first.address), *spans[1:]]
    last = spans[-1]
    return (*spans[:-1], Span(last.text.rstrip(), last.bold, last.address))


def cut(words: Words, length: int) -> Words:
    """Return words without the first `length` characters."""
    remaining = []
    for span in words:
        remaining.append(Span(span.text[length:], span.bold, span.address))
        length = max(0, length - len(span.text))
    return trim(remaining)
