"""The blocks of an article's section, made of the blocks of an old leaflet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from foldwell.inputs.importing.content import (
    Block,
    Entry,
    Heading,
    ItemList,
    Paragraph,
    Picture,
    Span,
    Table,
    Words,
    inner_blocks,
    pictures_in,
)
from foldwell.inputs.importing.limits import FILLED_TEXT, MAX_LINE, MAX_PROSE, MAX_SHORT
from foldwell.inputs.importing.list_blocks import ListWriter
from foldwell.inputs.importing.placeholders import placeholder
from foldwell.inputs.importing.table_blocks import TableWriter
from foldwell.inputs.importing.words import Writer, sound_text

LIST_LINE = re.compile(r"\s*(?:-|\d+\.)\s")

USELESS_ALT = re.compile(
    r"(?i)\.(?:png|jpe?g|gif|bmp|tiff?|wmf|emf|svg)$|^(?:image|picture|graphic|img|photo|logo|icon)?\W*\d*$"
    r"|automatically generated|^https?:"
)


class SectionWriter:
    """Writes the blocks of sections; `figures` has the file of each picture that is kept."""

    def __init__(self, writer: Writer, figures: Mapping[Picture, str]) -> None:
        self._writer = writer
        self._figures = figures
        self._tables = TableWriter(writer)
        self._lists = ListWriter(writer, self._tables)

    def entries(self, heading: str, blocks: Sequence[Block]) -> list[Entry]:
        """Return the blocks of a section as entries of its `blocks`, neighbouring texts joined.

        Its heading may say that the list below it is of what to do, or not to do.
        """
        found: list[Entry] = []
        first = blocks[0] if blocks else None
        if isinstance(first, ItemList) and (entry := self._lists.do_or_dont(heading, first)):
            found.append({key: value for key, value in entry.items() if key in ("do", "dont")})
            found.extend(self._pictures(first))
            blocks = blocks[1:]
        for entry in self._entries(list(blocks)):
            text, last = entry.get("text"), found[-1].get("text") if found else None
            if isinstance(text, str) and not text.strip():
                continue
            if isinstance(text, str) and isinstance(last, str) and _can_join(last, text):
                found[-1] = {"text": f"{last}\n\n{text}"}
            else:
                found.append(entry)
        return [whole for entry in found for whole in _sound_entries(entry)]

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
        if isinstance(following, ItemList) and (entry := self._lists.do_or_dont(text, following)):
            return [entry, *self._pictures(following)]
        if not isinstance(block, Heading) or not 0 < len(text) <= MAX_SHORT:
            return None
        inner = [*self._entry(following)]
        if inner and inner[0].keys() & {"steps", "fields"}:
            return [{"heading": text, **inner[0]}, *inner[1:]]
        if inner and isinstance(lines := inner[0].get("dont"), list) and "heading" not in inner[0]:
            # Below a heading of its own no line is printed with a "Do not" before it.
            return [{"heading": text, "dont": [f"Do not {line}" for line in lines]}, *inner[1:]]
        return None

    def _small_heading(self, words: Words, following: Block | None) -> str:
        """Return a heading within a text; one with nothing below it is bold words."""
        is_text = isinstance(following, Paragraph) or (
            isinstance(following, ItemList)
            and not self._lists.are_steps(following)
            and not self._lists.all_negated(following)
        )
        heading = (Span(self._writer.heading(words)),)
        if not heading[0].text:
            return ""
        if is_text or (isinstance(following, Table) and not self._tables.is_form(following)):
            return f"### {self._writer.prose(heading)}"
        return self._writer.prose((Span(heading[0].text, bold=True),))

    def _entry(self, block: Block) -> Iterator[Entry]:
        if isinstance(block, Picture):
            yield from self._figure(block)
        elif isinstance(block, ItemList):
            yield from self._list(block)
        elif isinstance(block, Table):
            yield from self._tables.entries(block)
            yield from self._pictures(block)
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

    def _list(self, block: ItemList) -> Iterator[Entry]:
        if self._lists.are_steps(block):
            steps = [self._step(item) for item in block.items]
            if kept := [step for step, _ in steps if step]:
                yield {"steps": kept}
            yield from (figure for _, others in steps for figure in others)
            return
        if negated := self._lists.all_negated(block):
            yield negated
        elif text := "\n".join(self._lists.lines_of(block)):
            yield {"text": text}
        yield from self._pictures(block)
        for inner in inner_blocks(block):
            if isinstance(inner, Table):
                yield from self._tables.entries(inner)

    def _step(self, item: tuple[Block, ...]) -> tuple[Entry | str, list[Entry]]:
        """Return an item of a numbered list as a step with its first picture, and its other pictures."""
        do = self._lists.step(item)
        figures = list(self._pictures(ItemList((item,))))
        if not figures:
            return do, []
        return {"do": do or placeholder("body"), **figures[0]}, figures[1:]


def _can_join(last: str, text: str) -> bool:
    """Return whether two texts can be one: not too long, and no two lists that would be read as one."""
    both_lists = LIST_LINE.match(last.rpartition("\n")[2]) and LIST_LINE.match(text)
    return len(last) + len(text) < FILLED_TEXT and not both_lists


def _sound_entries(entry: Entry) -> Iterator[Entry]:
    """Yield a block, a text as it can be printed: no heading at its end, and none longer than may be."""
    text = entry.get("text")
    if not isinstance(text, str):
        yield entry
        return
    chunks = text.split("\n\n")
    for number, chunk in enumerate(chunks):
        following = chunks[number + 1] if number + 1 < len(chunks) else "### "
        if chunk.startswith("### ") and following.startswith("### "):
            chunks[number] = f"**{chunk[4:].strip()}**"
    yield from ({"text": sound_text(part)} for part in _parts_of("\n\n".join(chunks)))


def _parts_of(text: str) -> Iterator[str]:
    """Yield a text in parts of a length that a block may have, parted where a line or a word ends."""
    while len(text) > MAX_PROSE:
        end = (
            max(text.rfind("\n", 0, FILLED_TEXT), 0) or max(text.rfind(" ", 0, FILLED_TEXT), 0) or FILLED_TEXT
        )
        yield text[:end].strip()
        text = text[end:].strip()
    if text:
        yield text
