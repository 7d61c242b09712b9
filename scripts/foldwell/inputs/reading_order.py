"""The texts of a section in the order in which every document shows them, each with its keys."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from foldwell.errors import KeyPath
from foldwell.inputs import markdown
from foldwell.inputs.block_markdown import block_texts
from foldwell.inputs.chance_pictures import chance_figures
from foldwell.model import Block, Section, Wording

RUNNING = frozenset({"text", "steps", "do", "dont", "zones", "detail"})
"""The parts of a section that are running text, whose size is that of the text."""


class Passage(NamedTuple):
    """A text of a section: its keys there, the part that it belongs to, and a line of CommonMark.

    `part` is the key or the kind of block: "heading", "text", "steps", "detail", "figure" and so on. A label
    names what follows it, and is no sentence. Passages of one `group`, counted from 1, are shown in one
    piece. With `is_prose`, the text may have paragraphs, lists and tables.
    """

    keys: KeyPath
    part: str
    text: str
    is_label: bool = False
    group: int = 0
    is_prose: bool = False

    @property
    def printed_texts(self) -> list[str]:
        """What is printed of it: a text for each paragraph, list item or table cell."""
        printed = markdown.printed_text if self.is_prose else markdown.printed_line
        return printed(self.text).splitlines()

    @property
    def plain_text(self) -> str:
        """The text without markup, a line for each paragraph, list item or table cell."""
        return markdown.plain_text(self.text) if self.is_prose else markdown.printed_line(self.text)

    @property
    def link_targets(self) -> tuple[str, ...]:
        """The targets of its links."""
        return markdown.link_targets(self.text) if self.is_prose else markdown.line_targets(self.text)

    @property
    def table_rows(self) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], ...]:
        """The rows of its tables, as `markdown.table_rows` returns them."""
        return markdown.table_rows(self.text) if self.is_prose else ()


def section_passages(section: Section, wording: Wording | None, detail: bool = False) -> Iterator[Passage]:
    """Yield every text of a section; that of its `detail` too if asked for.

    Without a wording, its fixed words are left out: the name of a level of evidence, 'do not' before a line.
    """
    yield Passage(("heading",), "heading", section.heading, is_label=True)
    groups = 0
    for keys, block in section.content:
        passages = tuple(_block_passages(section, keys, block, wording))
        yield from (
            passage._replace(group=passage.group + groups) if passage.group else passage
            for passage in passages
        )
        groups += max((passage.group for passage in passages), default=0)
    if detail and section.detail:
        yield Passage(("detail",), "detail", section.detail, is_prose=True)
    if section.evidence:
        if wording:
            level = wording.evidence.word(section.evidence.level)
            yield Passage(("evidence", "level"), "evidence", level, is_label=True)
        yield Passage(("evidence", "note"), "evidence", section.evidence.note)
    if section.figure and section.figure.caption:
        yield Passage(("figure", "caption"), "figure", section.figure.caption)


def word_count(section: Section) -> int:
    """Return the number of words of a section in the leaflet, without headings and labels."""
    passages = section_passages(section, wording=None)
    return sum(len(passage.plain_text.split()) for passage in passages if not passage.is_label)


def _block_passages(
    section: Section, keys: KeyPath, block: Block, wording: Wording | None
) -> Iterator[Passage]:
    if heading := section.block_heading(keys, wording):
        place = (*keys[:-1], "heading")
        yield Passage(place, block.kind, heading, is_label=True, group=_list_group(block))
    yield from BLOCK_PASSAGES[block.kind](keys, block, wording)


def _text(keys: KeyPath, block: Block, _: Wording | None) -> Iterator[Passage]:
    yield Passage(keys, "text", block.text or "", is_prose=True)


def _steps(keys: KeyPath, block: Block, _: Wording | None) -> Iterator[Passage]:
    for index, step in enumerate(block.steps or ()):
        texts = {"name": step.name, "do": step.do, "repeat": step.repeat}
        for key, text in texts.items():
            if text:
                is_prose = key == "do"
                place = (*keys, index, key)
                shown = block.ticked(text) if is_prose else text
                yield Passage(place, "steps", shown, not is_prose, group=index + 1, is_prose=is_prose)
        if step.figure and step.figure.caption:
            yield Passage((*keys, index, "figure", "caption"), "steps", step.figure.caption)


def _list(keys: KeyPath, block: Block, wording: Wording | None) -> Iterator[Passage]:
    for index, line in enumerate(block.listed(wording)):
        yield Passage((*keys, index), block.kind, line, group=_list_group(block))


def _list_group(block: Block) -> int:
    # Below a heading of its own, a line without it would ask for what must not be done.
    return int(block.kind == "dont" and bool(block.heading))


def _zones(keys: KeyPath, block: Block, wording: Wording | None) -> Iterator[Passage]:
    for index, zone in enumerate(block.zones or ()):
        heading = wording.zone_heading(zone) if wording else zone.name
        yield Passage((*keys, index, "name"), "zones", heading, is_label=True, group=index + 1)
        for number, line in enumerate(zone.when):
            yield Passage((*keys, index, "when", number), "zones", line, group=index + 1)
        if wording:
            yield Passage((*keys, index), "zones", wording.what_to_do, is_label=True, group=index + 1)
        key = "do" if zone.do else "steps"
        for number, line in enumerate(zone.do or zone.steps or ()):
            yield Passage((*keys, index, key, number), "zones", line, group=index + 1)


def _written(keys: KeyPath, block: Block, wording: Wording | None) -> Iterator[Passage]:
    # Without a wording, these have no sentences: they are cells and labels.
    for index, text in enumerate(block_texts(block, wording) if wording else ()):
        place = keys if block.kind == "chances" else (*keys, index)
        group = index + 1 if block.kind == "fields" else 0
        yield Passage(place, block.kind, text, is_label=True, group=group, is_prose=True)
    for inner, _, figure in chance_figures(block, wording) if wording else ():
        yield Passage((*keys, *inner), "figure", figure.caption or "", is_label=True)


def _figure(keys: KeyPath, block: Block, _: Wording | None) -> Iterator[Passage]:
    if block.figure and block.figure.caption:
        yield Passage((*keys, "caption"), "figure", block.figure.caption)


def _highlight(keys: KeyPath, block: Block, _: Wording | None) -> Iterator[Passage]:
    if block.highlight:
        yield Passage((*keys, "heading"), "highlight", block.highlight.heading, is_label=True)
        for index, item in enumerate(block.highlight.items):
            yield Passage((*keys, "items", index), "highlight", item)


BLOCK_PASSAGES: Mapping[str, Callable[[KeyPath, Block, Wording | None], Iterator[Passage]]] = (
    MappingProxyType(
        {
            "text": _text,
            "steps": _steps,
            "do": _list,
            "dont": _list,
            "schedule": _written,
            "zones": _zones,
            "chances": _written,
            "fields": _written,
            "figure": _figure,
            "highlight": _highlight,
        }
    )
)
"""The texts of each kind of block."""
