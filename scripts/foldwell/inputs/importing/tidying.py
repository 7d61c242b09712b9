"""What people type for want of a list or a heading, made one: pasted bullets, typed numbers, bold lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from foldwell.inputs.importing.content import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Table,
    Words,
    cut,
    inner_blocks,
    plain,
    split_lines,
)

BULLET = re.compile(r"^\s*(?:[•·▪▫◦‣⁃●○■➢➤►▶❖✓✔✗✘❌✅\uf000-\uf0ff]\ufe0f?\s*|[-–—*]\s+|-(?=[^\W\d_]))(?=\S)")
BOX = re.compile(r"^\s*[□☐◻❑❏▢⬜]\s*(?=\S)")
NUMBER = re.compile(r"^\s*\(?(\d{1,2})[.)]\s+(?=\S)")
MAX_HEADING = 70
MAX_CELL = 400
"""A longer paragraph is no cell of a table, but a column of text."""

MIN_FAKE_HEADINGS = 2
"""Fewer bold lines in a leaflet without headings are words that somebody stressed."""

FAKE_LEVEL = 6
"""The level of a bold line on its own: below every heading that is marked as one."""


def tidy(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks with a paragraph for each line, and with the lists and headings they look like."""
    lines = tuple(line for block in blocks for line in _lines(block))
    return _with_bold_headings(tuple(_with_lists(lines)))


def _lines(block: Block) -> Iterator[Block]:
    if isinstance(block, Paragraph):
        yield from map(Paragraph, split_lines(block.words))
    elif isinstance(block, ItemList):
        items = tuple(entry for item in block.items for entry in _entries(item, block.numbered))
        yield ItemList(items, block.numbered, block.start)
    elif isinstance(block, Table):
        yield from _table(block)
    else:
        yield block


def _entries(item: Sequence[Block], numbered: bool) -> Iterator[tuple[Block, ...]]:
    """Yield an item of a list; a bullet or box typed at its beginning is its own."""
    lines = tuple(line for part in item for line in _lines(part))
    blocks = tuple(_with_lists(lines))
    typed = blocks[0] if lines and isinstance(lines[0], Paragraph) else None
    if isinstance(typed, ItemList) and not typed.numbered and (len(typed.items) == 1 or not numbered):
        *before, last = typed.items
        yield from before
        yield (*last, *blocks[1:])
    else:
        yield blocks


def _table(table: Table) -> Iterator[Block]:
    """Yield a table, or its blocks in reading order if it only places them on the page."""
    rows = tuple(row for row in table.rows if any(row))
    width = max(map(len, rows), default=0)
    is_grid = min(len(rows), width) > 1
    if not is_grid or any(_is_layout(block) for block in inner_blocks(table)):
        seen: set[int] = set()
        for cell in (cell for row in rows for cell in row):
            # A merged cell is one object, repeated.
            if id(cell) not in seen:
                seen.add(id(cell))
                yield from tidy(cell)
        return
    yield Table(rows, table.has_heading or _has_bold_heading(rows))


def _is_layout(block: Block) -> bool:
    if isinstance(block, Heading | Table):
        return True
    return isinstance(block, Paragraph) and len(plain(block.words)) > MAX_CELL


def _has_bold_heading(rows: Sequence[Sequence[Sequence[Block]]]) -> bool:
    """Return whether all words of the first row are bold, and not all of those below."""

    def is_bold(row: Sequence[Sequence[Block]]) -> bool:
        return all(_is_bold(block) for cell in row for block in cell)

    return is_bold(rows[0]) and not all(is_bold(row) for row in rows[1:])


def _is_bold(block: Block) -> bool:
    return isinstance(block, Paragraph) and all(span.bold for span in block.words if span.text.strip())


def _with_lists(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, with paragraphs that begin with a bullet or the next number as items of a list."""
    items: list[Words] = []
    numbers: list[int] = []
    originals: list[Words] = []

    def finished() -> Iterator[Block]:
        # A number alone is no list: "2. January was cold".
        if len(items) == 1 and numbers:
            yield Paragraph(originals[0])
        elif items:
            yield ItemList(tuple((Paragraph(words),) for words in items), bool(numbers), (numbers or [1])[0])
        items.clear()
        numbers.clear()
        originals.clear()

    for block in blocks:
        words, number = _item(block)
        follows = (
            number == numbers[-1] + 1 if numbers and number else not items or (not numbers and not number)
        )
        if items and (words is None or not follows):
            yield from finished()
        if words is None:
            yield block
        elif isinstance(block, Paragraph):
            items.append(words)
            originals.append(block.words)
            numbers += [number] if number else []
    yield from finished()


def _item(block: Block) -> tuple[Words | None, int]:
    """Return the words of an item that a paragraph is, and its number; None and 0 if it is none."""
    if not isinstance(block, Paragraph):
        return None, 0
    text = "".join(span.text for span in block.words)
    if found := NUMBER.match(text):
        return cut(block.words, found.end()), int(found[1])
    if found := BULLET.match(text):
        return cut(block.words, found.end()), 0
    return (block.words, 0) if BOX.match(text) else (None, 0)


def _with_bold_headings(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return blocks with each short bold line as a heading, if something follows that is not bold."""
    fake = {
        number
        for number, (block, following) in enumerate(pairwise(blocks))
        if _is_bold_line(block) and not _is_bold_line(following)
    }
    has_headings = any(isinstance(block, Heading) and block.level > 1 for block in blocks)
    if not has_headings and len(fake) < MIN_FAKE_HEADINGS:
        return blocks
    return tuple(
        Heading(block.words, FAKE_LEVEL) if number in fake and isinstance(block, Paragraph) else block
        for number, block in enumerate(blocks)
    )


def _is_bold_line(block: Block) -> bool:
    if not isinstance(block, Paragraph) or not _is_bold(block):
        return False
    text = plain(block.words)
    return len(text) <= MAX_HEADING and not text.endswith((".", ",", ";"))
