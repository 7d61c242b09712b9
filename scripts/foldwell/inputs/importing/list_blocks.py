"""The lists of an old leaflet in an article: steps, what to do and not to do, lists of CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from foldwell.inputs.importing.content import (
    Block,
    Entry,
    Heading,
    ItemList,
    Paragraph,
    Picture,
    Table,
    block_text,
    inner_blocks,
)
from foldwell.inputs.importing.limits import MAX_LINE, MAX_LINES, MAX_STEPS
from foldwell.inputs.importing.table_blocks import TableWriter
from foldwell.inputs.importing.words import Writer

DO = re.compile(r"(?:please\s+)?(?:do|do['’]?s|dos)\W*", re.IGNORECASE)
DONT = re.compile(r"(?:please\s+)?(?:do\s+not|don['’]?ts?|don['’]t['’]?s|do\s+nots)\W*", re.IGNORECASE)
OUR_HEADINGS = re.compile(r"do\W*", re.IGNORECASE)
"""Matches a heading that the document prints by itself above what to do."""

NOT = re.compile(r"(?:please\s+)?(?:do\s+not|don['’]?t)\s+(?=\S)", re.IGNORECASE)
NEGATED = re.compile(r"(?:never|no|not|avoid)\b", re.IGNORECASE)


class ListWriter:
    """Writes lists."""

    def __init__(self, writer: Writer, tables: TableWriter) -> None:
        self._writer = writer
        self._tables = tables

    @staticmethod
    def are_steps(block: ItemList) -> bool:
        """Return whether a list is one of steps to take one after the other."""
        return block.numbered and block.start == 1 and 1 < len(block.items) <= MAX_STEPS

    def step(self, item: Sequence[Block]) -> str:
        """Return an item of a numbered list as the text of a step, with the short list in it, if any."""
        lines = [self._writer.prose(inner.words) for inner in item if isinstance(inner, Heading | Paragraph)]
        nested = [
            line
            for inner in item
            if isinstance(inner, ItemList)
            for line in self.lines_of(inner, bullets=True)
        ]
        nested += [
            f"- {text}"
            for inner in item
            if isinstance(inner, Table)
            for text in self._tables.row_lines(inner)
        ]
        return "\n\n".join((*filter(None, lines), *(["\n".join(nested)] if nested else [])))

    def lines_of(self, block: ItemList, depth: int = 0, bullets: bool = False) -> Iterator[str]:
        """Yield the lines of a list in CommonMark, of two levels at most; what is deeper joins the second."""
        bullets = bullets or bool(depth and any(isinstance(inner, ItemList) for inner in inner_blocks(block)))
        for number, item in enumerate(filter(_has_words, block.items), max(1, block.start)):
            mark = "-" if bullets or not block.numbered else f"{number}."
            indent = "   " if mark[-1] == "." else "  "
            words = [
                self._writer.prose(inner.words) for inner in item if isinstance(inner, Heading | Paragraph)
            ]
            words += [
                text
                for inner in item
                if isinstance(inner, Table) and depth
                for text in self._tables.row_lines(inner)
            ]
            yield f"{mark} {' '.join(filter(None, words)) or '...'}"
            nested = [inner for inner in item if isinstance(inner, ItemList)]
            for inner in nested:
                # Two numbered lists in a row would be read as one.
                lines = self.lines_of(inner, depth + 1, bullets or len(nested) > 1)
                yield from (f"{indent if not depth else ''}{line}" for line in lines)

    def do_or_dont(self, heading: str, block: ItemList) -> Entry | None:
        """Return what to do, or not to do, if a heading says that a list is that."""
        if DONT.fullmatch(heading):
            return self._dont(block) or None
        lines = self._lines(block) if DO.fullmatch(heading) else []
        if not lines:
            return None
        return {"do": lines} if OUR_HEADINGS.fullmatch(heading) else {"heading": heading, "do": lines}

    def all_negated(self, block: ItemList) -> Entry:
        """Return the block of what not to do that a list is whose every line says so by itself."""
        lines = self._lines(block)
        return self._dont(block) if len(lines) > 1 and all(map(NOT.match, lines)) else {}

    def _dont(self, block: ItemList) -> Entry:
        """Return what not to do; a line must not command the opposite when it is read alone."""
        lines = [NOT.sub("", line, count=1) for line in self._lines(block)]
        if not lines:
            return {}
        if any(map(NEGATED.match, lines)):
            whole = [line if NEGATED.match(line) else f"Do not {line}" for line in lines]
            return {"heading": "Do not", "dont": whole}
        return {"dont": lines}

    def _lines(self, block: ItemList) -> list[str]:
        """Return the items of a list as lines; none if one is no line, or there are too many."""
        lines = [
            " ".join(self._writer.prose(inner.words) for inner in item if isinstance(inner, Paragraph))
            for item in block.items
        ]
        whole = all(isinstance(inner, Paragraph | Picture) for inner in inner_blocks(block))
        fits = len(lines) <= MAX_LINES and all(0 < len(line) <= MAX_LINE for line in lines)
        return lines if whole and fits else []


def _has_words(item: Sequence[Block]) -> bool:
    return any(block_text(block) for block in item)
