"""The tables of an old leaflet in an article: as tables of CommonMark, or as the fields of a form."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from foldwell.inputs import markdown
from foldwell.inputs.importing.content import (
    Block,
    Entry,
    Heading,
    Paragraph,
    Span,
    Table,
    Words,
    inner_blocks,
    plain,
)
from foldwell.inputs.importing.limits import FILLED_TEXT, MAX_FIELDS, MAX_LINE, MAX_SHORT
from foldwell.inputs.importing.words import Writer


class TableWriter:
    """Writes tables."""

    def __init__(self, writer: Writer) -> None:
        self._writer = writer

    def is_form(self, table: Table) -> bool:
        """Return whether a table has two columns without a heading: of labels, and of what they are."""
        if table.has_heading or {len(row) for row in table.rows} != {2}:
            return False
        labels = [self._writer.heading(_cell_words(row[0])) for row in table.rows]
        values = [self._cell(row[1]) for row in table.rows]
        return all(0 < len(label) <= MAX_SHORT for label in labels) and all(
            len(value) <= MAX_LINE for value in values
        )

    def entries(self, table: Table) -> Iterator[Entry]:
        """Yield a table as the fields of a form, or as text; its pictures are left out."""
        if self.is_form(table):
            fields = [self._field(row) for row in table.rows]
            for start in range(0, len(fields), MAX_FIELDS):
                yield {"fields": list(fields[start : start + MAX_FIELDS])}
        else:
            yield from ({"text": text} for text in self._pipe_tables(table))

    def _field(self, row: Sequence[Sequence[Block]]) -> Entry:
        label = self._writer.heading(_cell_words(row[0])).rstrip(":").strip()
        value = self._cell(row[1])
        return (
            {"label": label}
            if not markdown.without_marks(markdown.set_marks(value))
            else {"label": label, "value": value}
        )

    def _pipe_tables(self, table: Table) -> Iterator[str]:
        """Yield a table in CommonMark; in parts, each with the heading, if it is too long for a text."""
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

    def row_lines(self, table: Table) -> Iterator[str]:
        """Yield each row of a table as a line, its cells parted by semicolons."""
        for row in table.rows:
            if text := "; ".join(filter(None, map(self._cell, row))):
                yield text

    def _cell(self, cell: Sequence[Block]) -> str:
        """Return a cell as a line of CommonMark; the items of a list in it are parted by semicolons."""
        return self._writer.prose(_cell_words(cell), in_table=True)


def _cell_words(cell: Sequence[Block]) -> Words:
    found: Words = ()
    for part in (part for block in cell for part in _parts(block)):
        if found:
            mark = " " if plain(found)[-1:] in (*".:;,!?", "") else "; "
            last = found[-1]
            found = (*found[:-1], Span(last.text + mark, last.bold, last.address), *part)
        else:
            found = part
    return found


def _parts(block: Block) -> Iterator[Words]:
    if isinstance(block, Heading | Paragraph):
        yield block.words
    for inner in inner_blocks(block):
        yield from _parts(inner)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"
