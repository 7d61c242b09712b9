"""Checked prose as a fragment of XHTML, and as the plain words that a reader sees."""

from __future__ import annotations

import html as escaping
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode as Node

from foldwell.inputs.markdown.addresses import WHOLE, breakable, link_suffix
from foldwell.inputs.markdown.allowed_syntax import parsed, problems, words
from foldwell.inputs.markdown.no_break_spaces import bind

SHELF = 1024
"""So many texts are kept, for the search for a setting fills a template again and again."""

TAGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "paragraph": ("<p>", "</p>"),
        "bullet_list": ("<ul>", "</ul>"),
        "ordered_list": ("<ol>", "</ol>"),
        "list_item": ("<li>", "</li>"),
        "table": ("<table>", "</table>"),
        "thead": ("<thead>", "</thead>"),
        "tbody": ("<tbody>", "</tbody>"),
        "tr": ("<tr>", "</tr>"),
        "th": ('<th scope="col">', "</th>"),
        "td": ("<td>", "</td>"),
        "strong": ("<strong>", "</strong>"),
    }
)

CELL = 12
"""A part of an address of so many letters is not broken over a line in the cell of a table."""

CELLS = ("th", "td")


class InlineText(NamedTuple):
    """The letters of a line that are still to come; parts of addresses longer than `whole` may be broken."""

    letters: Iterator[str]
    whole: int

    def escaped(self, text: str) -> str:
        """Return words of the line for XML."""
        return escaping.escape(breakable(text, self.whole), quote=False)


@lru_cache(maxsize=SHELF)
def html(text: str) -> str:
    """Return the text as a well-formed XML fragment of p, strong, ul, ol, li, a and table elements, bound.

    A link whose words do not say its address is followed by a span that does, of class `whole` if no line is
    to break it, else `address`. An entry of a list holds p elements only if it has more than one paragraph.
    Raises ValueError for text that `problems` refuses.
    """
    for _, what in problems(text):
        raise ValueError(f"the text {what}")
    return "\n".join(map(_block, parsed(text).children))


@lru_cache(maxsize=SHELF)
def plain(text: str) -> str:
    """Return the words of a text, a paragraph, list entry or table cell a line; of links their text."""
    return _lines(text, words)


@lru_cache(maxsize=SHELF)
def printed(text: str) -> str:
    """Return the words that a reader of paper sees, as `plain` does; behind those of a link its address."""
    return _lines(text, _shown)


@lru_cache(maxsize=SHELF)
def links(text: str) -> tuple[str, ...]:
    """Return the addresses that the links of a text lead to."""
    return tuple(_address(node) for node in parsed(text).walk() if node.type == "link")


@lru_cache(maxsize=SHELF)
def rows(text: str) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], ...]:
    """Return the rows of each table, the heading row first: the line (from 0) and the words of each cell."""
    tables = (block for block in parsed(text).children if block.type == "table")
    return tuple(tuple(_row(node) for node in table.walk() if node.type == "tr") for table in tables)


def _row(node: Node) -> tuple[int, tuple[str, ...]]:
    return node.map[0] if node.map else 0, tuple(map(_shown, node.children))


def _lines(text: str, said: Callable[[Node], str]) -> str:
    lines = (said(node) for node in parsed(text).walk() if node.type == "inline")
    return "\n".join(line for line in lines if line)


def _shown(node: Node) -> str:
    """Return the words of a piece of a line as `printed` does."""
    if not node.children:
        return words(node)
    shown = link_suffix(words(node), _address(node)) if node.type == "link" else ""
    return "".join(map(_shown, node.children)) + f" {shown}" * bool(shown)


def _address(link: Node) -> str:
    return str(link.attrs["href"])


def _block(node: Node) -> str:
    if node.type == "inline":
        narrow = node.parent is not None and node.parent.type in CELLS
        line = InlineText(iter(bind(words(node))), CELL if narrow else WHOLE)
        return "".join(_piece(child, line) for child in node.children)
    inner = "".join(map(_block, node.children))
    return inner if _alone(node) else inner.join(TAGS[node.type])


def _alone(node: Node) -> bool:
    """Return whether this is the only paragraph of a list entry, which then needs no element of its own."""
    entry = node.parent
    if node.type != "paragraph" or entry is None or entry.type != "list_item":
        return False
    return sum(child.type == "paragraph" for child in entry.children) == 1


def _piece(node: Node, line: InlineText) -> str:
    """Return a piece of a line, taking its letters from the line that was bound as a whole."""
    if not node.children:
        return line.escaped("".join(islice(line.letters, len(words(node)))))
    inner = "".join(_piece(child, line) for child in node.children)
    if node.type != "link":
        return inner.join(TAGS[node.type])
    shown = link_suffix(words(node), _address(node))
    kind = "whole" if len(shown) <= line.whole else "address"
    link = f'<a href="{escaping.escape(_address(node))}">{inner}</a>'
    return f'{link} <span class="{kind}">{line.escaped(shown)}</span>' if shown else link
