"""Write a table that has no room in columns as entries: for each row its values, each behind its label."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy

from lxml import etree

from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.formatting import add_rule_above, add_space
from foldwell.rendering.docx.html_parser import words
from foldwell.rendering.docx.tables.fit import SETTINGS, Rows, TableFit
from foldwell.rendering.docx.writer_context import WriterContext

MANY_COLUMNS = 5
"""From so many columns on, a table is stacked unless it fits at the size of the text."""

FULL_SIZE = SETTINGS[:2]
"""The settings in which the cells are as large as the text."""


def is_stackable(rows: Rows) -> bool:
    """Return whether a table has headings, and no rows to be filled in."""
    heading, *others = rows
    return any(map(_has_content, heading)) and all(any(map(_has_content, list(row)[1:])) for row in others)


def is_better_stacked(rows: Rows, fit: TableFit) -> bool:
    """Return whether a table of many columns would be set small, or reach into the margins."""
    return len(rows[0]) >= MANY_COLUMNS and fit.setting not in FULL_SIZE


def write_stacked(rows: Rows, context: WriterContext) -> None:
    """Write a table as entries, each kept on one page; a column without any value is one to be written in."""
    heading, *others = rows
    is_blank = [not any(map(_has_content, column)) for column in zip(*others, strict=True)]
    tables = list(heading.getroottree().iter("table"))
    number = tables.index(next(heading.iterancestors("table")))
    for index, row in enumerate(others):
        entry = etree.Element("div", {"class": "unbroken"})
        for column, (label, cell) in enumerate(zip(heading, row, strict=True)):
            if is_blank[column]:
                name = f"entry-{number}-{index}-{column}"
                field = etree.Element("input", type="text", name=name, title=words(label), size="20")
                entry.append(_labelled(label, field))
            elif _has_content(cell):
                entry.extend(_with_label(label, cell))
        start = len(context.target)
        context.write(entry)
        _set_apart(list(context.target)[start:])


def _set_apart(paragraphs: Sequence[Xml]) -> None:
    """Draw a rule above an entry, and leave out the space between its lines."""
    add_rule_above(paragraphs[0])
    for before in paragraphs[:-1]:
        add_space(before, "after", 0)


def _with_label(label: etree._Element, cell: etree._Element) -> list[etree._Element]:
    """Return the content of a cell, its first paragraph begun with a label."""
    first, *others = map(deepcopy, cell)
    if first.tag != "p":
        return [_labelled(label), first, *others]
    if words(label):
        strong = _strong(label)
        strong.tail, first.text = f" {first.text or ''}", None
        first.insert(0, strong)
    return [first, *others]


def _labelled(label: etree._Element, *content: etree._Element) -> etree._Element:
    line = etree.Element("p")
    line.append(_strong(label))
    line[0].tail = " "
    line.extend(content)
    return line


def _strong(label: etree._Element) -> etree._Element:
    strong = etree.Element("strong")
    strong.text = f"{words(label)}:"
    return strong


def _has_content(cell: etree._Element) -> bool:
    return bool(words(cell).strip()) or next(cell.iter("input"), None) is not None
