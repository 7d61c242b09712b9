"""The blocks of an article's section, made of the blocks of an old leaflet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeAlias

from foldwell.inputs import markdown
from foldwell.inputs.importing.content import (
    Block,
    Heading,
    ItemList,
    Paragraph,
    Picture,
    Table,
    Words,
    block_text,
    inner_blocks,
    pictures_in,
    plain,
)
from foldwell.inputs.importing.placeholders import placeholder
from foldwell.inputs.importing.words import Writer

Value: TypeAlias = "str | list[Value] | dict[str, Value]"
Entry: TypeAlias = "dict[str, Value]"

MAX_SHORT, MAX_LINE, MAX_PROSE = 60, 200, 6000
"""The longest heading, line and text of an article, in characters."""

MAX_STEPS, MAX_LINES, MAX_FIELDS = 20, 16, 20
FILLED_TEXT = 5000
"""A text that is longer than this begins a new one, so that none is too long for a block."""

DO = re.compile(r"(?:please\s+)?(?:do|do['’]?s|dos)\W*", re.IGNORECASE)
DONT = re.compile(r"(?:please\s+)?(?:do\s+not|don['’]?ts?|don['’]t['’]?s|do\s+nots)\W*", re.IGNORECASE)
OUR_HEADINGS = re.compile(r"(?:do|do\s+not|don['’]?t)\W*", re.IGNORECASE)
"""Matches a heading that the document prints by itself above what to do and what not to do."""

NOT = re.compile(r"(?:please\s+)?(?:do\s+not|don['’]?t)\s+(?=\S)", re.IGNORECASE)
NEGATED = re.compile(r"(?:never|no|not|avoid)\b", re.IGNORECASE)
USELESS_ALT = re.compile(
    r"(?i)\.(?:png|jpe?g|gif|bmp|tiff?|wmf|emf|svg)$|^(?:image|picture|graphic|img|photo|logo|icon)?\W*\d*$"
    r"|automatically generated|^https?:"
)


class SectionWriter:
    """Writes the blocks of sections; `figures` has the file of each picture that is kept."""

    def __init__(self, writer: Writer, figures: Mapping[Picture, str]) -> None:
        self._writer = writer
        self._figures = figures

    def entries(self, blocks: Sequence[Block]) -> list[Entry]:
        """Return the blocks of a section as entries of its `blocks`, neighbouring texts joined."""
        found: list[Entry] = []
        for entry in self._entries(list(blocks)):
            text, last = entry.get("text"), found[-1].get("text") if found else None
            if isinstance(text, str) and isinstance(last, str) and len(last) + len(text) < FILLED_TEXT:
                found[-1] = {"text": f"{last}\n\n{text}"}
            else:
                found.append(entry)
        return found

    def _entries(self, blocks: list[Block]) -> Iterator[Entry]:
        number = 0
        while number < len(blocks):
            block = blocks[number]
            following = blocks[number + 1] if number + 1 < len(blocks) else None
            number += 1
            heading = block.words if isinstance(block, Heading | Paragraph) else ()
            if heading and following and (under := self._with_heading(block, heading, following)):
                yield from under
                number += 1
            elif isinstance(block, Heading):
                yield {"text": self._small_heading(block.words, following)}
            else:
                yield from self._entry(block)

    def _with_heading(self, block: Block, heading: Words, following: Block) -> list[Entry] | None:
        """Return the entries of a heading and what follows, if that is a block that has it as its own."""
        text = self._writer.heading(heading).rstrip(":").strip()
        if isinstance(following, ItemList) and (entry := self._do_or_dont(text, following)):
            return [entry, *self._pictures(following)]
        if not isinstance(block, Heading) or not 0 < len(text) <= MAX_SHORT:
            return None
        inner = [*self._entry(following)]
        if inner and inner[0].keys() & {"steps", "fields"}:
            return [{"heading": text, **inner[0]}, *inner[1:]]
        return None

    def _small_heading(self, words: Words, following: Block | None) -> str:
        """Return a heading within a text; one with nothing below it is bold words."""
        heading = self._writer.heading(words)
        is_text = isinstance(following, Paragraph) or (
            isinstance(following, ItemList) and not self._are_steps(following)
        )
        if is_text or (isinstance(following, Table) and not self._is_form(following)):
            return f"### {heading}"
        return f"**{heading}**" if heading else ""

    def _entry(self, block: Block) -> Iterator[Entry]:
        if isinstance(block, Picture):
            yield from self._figure(block)
        elif isinstance(block, ItemList):
            yield from self._list(block)
        elif isinstance(block, Table):
            yield from self._table(block)
        elif text := self._writer.prose(block.words):
            yield {"text": text}

    def _figure(self, picture: Picture) -> Iterator[Entry]:
        if picture in self._figures:
            yield {"figure": {"file": self._figures[picture], "alt": self._alt(picture)}}

    def _alt(self, picture: Picture) -> str:
        alt = " ".join(self._writer.clean(picture.alt).split())
        return placeholder("alt") if USELESS_ALT.search(alt) or len(alt) > MAX_LINE else alt

    def _pictures(self, block: Block) -> Iterator[Entry]:
        for picture in pictures_in((block,)):
            yield from self._figure(picture)

    # --- lists ---------------------------------------------------------------------------------------------

    def _are_steps(self, block: ItemList) -> bool:
        return block.numbered and block.start == 1 and 1 < len(block.items) <= MAX_STEPS

    def _list(self, block: ItemList) -> Iterator[Entry]:
        if self._are_steps(block):
            yield {"steps": [self._step(item) for item in block.items]}
            return
        if negated := self._all_negated(block):
            yield negated
        elif text := "\n".join(self._list_lines(block)):
            yield {"text": text}
        yield from self._pictures(block)
        for inner in (inner for item in block.items for inner in item if isinstance(inner, Table)):
            yield from self._table(inner)

    def _step(self, item: Sequence[Block]) -> Value:
        """Return an item of a numbered list as a step, with the first of its pictures beside it."""
        lines = [self._writer.prose(inner.words) for inner in item if isinstance(inner, Heading | Paragraph)]
        nested = [
            line
            for inner in item
            if isinstance(inner, ItemList)
            for line in self._list_lines(inner, bullets=True)
        ]
        nested += [
            f"- {text}" for inner in item if isinstance(inner, Table) for text in self._row_lines(inner)
        ]
        do = "\n\n".join((*filter(None, lines), *(["\n".join(nested)] if nested else [])))
        pictures = [entry["figure"] for entry in self._pictures(ItemList((tuple(item),)))]
        return {"do": do, "figure": pictures[0]} if pictures else do

    def _list_lines(self, block: ItemList, depth: int = 0, bullets: bool = False) -> Iterator[str]:
        """Yield the lines of a list in CommonMark, of two levels at most; what is deeper joins the second."""
        for number, item in enumerate(filter(_has_words, block.items), block.start):
            mark = "-" if bullets or not block.numbered else f"{number}."
            indent = "   " if mark[-1] == "." else "  "
            words = [
                self._writer.prose(inner.words) for inner in item if isinstance(inner, Heading | Paragraph)
            ]
            words += [
                text
                for inner in item
                if isinstance(inner, Table) and depth
                for text in self._row_lines(inner)
            ]
            yield f"{mark} {' '.join(filter(None, words)) or '...'}"
            for inner in item:
                if isinstance(inner, ItemList):
                    lines = self._list_lines(inner, depth + 1, bullets)
                    yield from (f"{indent if not depth else ''}{line}" for line in lines)

    def _do_or_dont(self, heading: str, block: ItemList) -> Entry | None:
        """Return what to do, or not to do, if a heading says that a list is that."""
        if DO.fullmatch(heading):
            lines = self._lines(block)
            entry: Entry = {"do": list(lines)} if lines else {}
        elif DONT.fullmatch(heading):
            entry = self._dont(block)
        else:
            return None
        if entry and not OUR_HEADINGS.fullmatch(heading) and "heading" not in entry:
            return {"heading": heading, **entry} if "do" in entry else None
        return entry or None

    def _all_negated(self, block: ItemList) -> Entry:
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
            return {"heading": "Do not", "dont": list(whole)}
        return {"dont": list(lines)}

    def _lines(self, block: ItemList) -> list[str]:
        """Return the items of a list as lines; none if one is no line, or there are too many."""
        lines = [
            " ".join(self._writer.prose(inner.words) for inner in item if isinstance(inner, Paragraph))
            for item in block.items
        ]
        whole = all(isinstance(inner, Paragraph | Picture) for inner in inner_blocks(block))
        fits = len(lines) <= MAX_LINES and all(0 < len(line) <= MAX_LINE for line in lines)
        return lines if whole and fits else []

    # --- tables --------------------------------------------------------------------------------------------

    def _is_form(self, table: Table) -> bool:
        """Return whether a table has two columns without a heading: of labels, and of what they are."""
        if table.has_heading or {len(row) for row in table.rows} != {2}:
            return False
        labels = [self._writer.heading(_cell_words(row[0])) for row in table.rows]
        values = [self._cell(row[1]) for row in table.rows]
        return all(0 < len(label) <= MAX_SHORT for label in labels) and all(
            len(value) <= MAX_LINE for value in values
        )

    def _table(self, table: Table) -> Iterator[Entry]:
        if self._is_form(table):
            fields = [self._field(row) for row in table.rows]
            for start in range(0, len(fields), MAX_FIELDS):
                yield {"fields": list(fields[start : start + MAX_FIELDS])}
        else:
            yield from ({"text": text} for text in self._pipe_tables(table))
        yield from self._pictures(table)

    def _field(self, row: Sequence[Sequence[Block]]) -> Entry:
        label = self._writer.heading(_cell_words(row[0])).rstrip(":").strip()
        value = self._cell(row[1])
        return (
            {"label": label}
            if not markdown.without_marks(markdown.set_marks(value))
            else {"label": label, "value": value}
        )

    def _pipe_tables(self, table: Table) -> Iterator[str]:
        """Yield a table in CommonMark, in parts with the heading repeated if it is longer than a text may be."""
        heading = [self._writer.heading(_cell_words(cell)) for cell in table.rows[0]]
        head = [_row(heading), _row(["---"] * len(heading))]
        lines = list(head)
        for row in table.rows[1:]:
            line = _row([self._cell(cell) for cell in row])
            if sum(map(len, lines)) + len(line) > FILLED_TEXT:
                yield "\n".join(lines)
                lines = list(head)
            lines.append(line)
        yield "\n".join(lines)

    def _row_lines(self, table: Table) -> Iterator[str]:
        for row in table.rows:
            if text := "; ".join(filter(None, map(self._cell, row))):
                yield text

    def _cell(self, cell: Sequence[Block]) -> str:
        """Return a cell as a line of CommonMark; the items of a list in it are parted by semicolons."""
        return self._writer.prose(_cell_words(cell), in_table=True)


def _cell_words(cell: Sequence[Block]) -> Words:
    words: list[Words] = [part for block in cell for part in _parts(block)]
    found: Words = ()
    for part in words:
        if found:
            mark = " " if plain(found)[-1:] in (*".:;,!?", "") else "; "
            last = found[-1]
            found = (*found[:-1], type(last)(last.text + mark, last.bold, last.address), *part)
        else:
            found = part
    return found


def _parts(block: Block) -> Iterator[Words]:
    if isinstance(block, Heading | Paragraph):
        yield block.words
    for inner in inner_blocks(block):
        yield from _parts(inner)


def _has_words(item: Sequence[Block]) -> bool:
    return any(block_text(block) for block in item)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
