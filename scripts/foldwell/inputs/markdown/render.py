"""Render checked CommonMark as XHTML, and as the plain text that a reader sees."""

from __future__ import annotations

import html as escaping
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType
from typing import NamedTuple

from markdown_it.tree import SyntaxTreeNode as Node

from foldwell.inputs.markdown.addresses import MAX_UNBROKEN, breakable, link_suffix
from foldwell.inputs.markdown.allowed_syntax import (
    line_problems,
    node_text,
    parse,
    parse_line,
    syntax_problems,
)
from foldwell.inputs.markdown.no_break_spaces import bind_no_break

CACHE_SIZE = 1024
"""Number of cached texts: the search for a setting fills the same template many times."""

TAGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "heading": ("<h3>", "</h3>"),
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

CELL_MAX_UNBROKEN = 12
"""The longest part of an address, in characters, that is never broken over lines in a table cell."""

CELLS = ("th", "td")


class InlineText(NamedTuple):
    """The remaining characters of a line; address parts longer than `max_unbroken` may be broken."""

    characters: Iterator[str]
    max_unbroken: int

    def escaped(self, text: str) -> str:
        """Return the next characters of the line, escaped for XML."""
        return escaping.escape(breakable(text, self.max_unbroken), quote=False)


@lru_cache(maxsize=CACHE_SIZE)
def to_html(text: str) -> str:
    """Return the text as a well-formed XML fragment of p, strong, ul, ol, li, a and table elements, bound.

    A link whose text does not state its address is followed by a span with the address, of class `whole` if
    no line may break it, else `address`. A list item contains p elements only if it has several paragraphs.
    Raises ValueError for text that `syntax_problems` refuses.
    """
    for _, what in syntax_problems(text):
        raise ValueError(f"the text {what}")
    return "\n".join(map(_render_block, parse(text).children))


@lru_cache(maxsize=CACHE_SIZE)
def plain_text(text: str) -> str:
    """Return the text without markup and headings, a line for each paragraph, list item or table cell."""
    return _block_lines(text, node_text, with_headings=False)


@lru_cache(maxsize=CACHE_SIZE)
def printed_text(text: str) -> str:
    """Return the text as printed: as `plain_text`, with its headings and the address after each link."""
    return _block_lines(text, _printed_text)


@lru_cache(maxsize=CACHE_SIZE)
def line_html(text: str) -> str:
    """Return one line of bold words and links as XHTML, bound; raises ValueError as `line_problems` does."""
    for what in line_problems(text):
        raise ValueError(f"the line {what}")
    return _render_block(parse_line(text))


@lru_cache(maxsize=CACHE_SIZE)
def printed_line(text: str) -> str:
    """Return one line of bold words and links as printed on paper, with the address after each link."""
    return _printed_text(parse_line(text))


@lru_cache(maxsize=CACHE_SIZE)
def line_targets(text: str) -> tuple[str, ...]:
    """Return the targets of the links in one line."""
    return tuple(_link_address(node) for node in parse_line(text).walk() if node.type == "link")


@lru_cache(maxsize=CACHE_SIZE)
def link_targets(text: str) -> tuple[str, ...]:
    """Return the targets of the links in a text."""
    return tuple(_link_address(node) for node in parse(text).walk() if node.type == "link")


@lru_cache(maxsize=CACHE_SIZE)
def table_rows(text: str) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], ...]:
    """Return the rows of each table, the heading row first: the line (from 0) and the words of each cell."""
    tables = (block for block in parse(text).children if block.type == "table")
    return tuple(tuple(_row_cells(node) for node in table.walk() if node.type == "tr") for table in tables)


@lru_cache(maxsize=CACHE_SIZE)
def highest_number(text: str) -> int:
    """Return the highest number of an entry of the numbered lists in a text; 0 without one."""
    lists = (node for node in parse(text).walk() if node.type == "ordered_list")
    return max((list_start(node) + len(node.children) - 1 for node in lists), default=0)


def list_start(node: Node) -> int:
    """Return the number of the first entry of a numbered list."""
    return int(node.children[0].info)


def _row_cells(node: Node) -> tuple[int, tuple[str, ...]]:
    return node.map[0] if node.map else 0, tuple(map(_printed_text, node.children))


def _block_lines(text: str, text_of: Callable[[Node], str], with_headings: bool = True) -> str:
    blocks = (node for node in parse(text).walk() if node.type == "inline")
    lines = (text_of(node) for node in blocks if with_headings or not _is_heading(node))
    return "\n".join(line for line in lines if line)


def _is_heading(node: Node) -> bool:
    return node.parent is not None and node.parent.type == "heading"


def _printed_text(node: Node) -> str:
    """Return the text of an inline node as `printed_text` does."""
    if not node.children:
        return node_text(node)
    shown = link_suffix(node_text(node), _link_address(node)) if node.type == "link" else ""
    return "".join(map(_printed_text, node.children)) + f" {shown}" * bool(shown)


def _link_address(link: Node) -> str:
    return str(link.attrs["href"])


def _render_block(node: Node) -> str:
    if node.type == "inline":
        narrow = node.parent is not None and node.parent.type in CELLS
        line = InlineText(iter(bind_no_break(node_text(node))), CELL_MAX_UNBROKEN if narrow else MAX_UNBROKEN)
        return "".join(_render_inline(child, line) for child in node.children)
    inner = "".join(map(_render_block, node.children))
    if node.type == "ordered_list" and list_start(node) != 1:
        return f'<ol start="{list_start(node)}">{inner}</ol>'
    if _is_row_heading(node):
        return inner.join(('<th scope="row">', "</th>"))
    return inner if _is_only_paragraph(node) else inner.join(TAGS[node.type])


def _is_row_heading(node: Node) -> bool:
    """Return whether this is the first cell of a row below the heading row, and has words."""
    row = node.parent
    return (
        node.type == "td"
        and row is not None
        and row.children[0] is node
        and bool(_printed_text(node.children[0]).strip())
    )


def _is_only_paragraph(node: Node) -> bool:
    """Return whether this is the only paragraph of a list item, which then needs no <p>."""
    entry = node.parent
    if node.type != "paragraph" or entry is None or entry.type != "list_item":
        return False
    return sum(child.type == "paragraph" for child in entry.children) == 1


def _render_inline(node: Node, line: InlineText) -> str:
    """Render an inline node with the characters of the line, whose no-break spaces were set as a whole."""
    if not node.children:
        return line.escaped("".join(islice(line.characters, len(node_text(node)))))
    inner = "".join(_render_inline(child, line) for child in node.children)
    if node.type != "link":
        return inner.join(TAGS[node.type])
    shown = link_suffix(node_text(node), _link_address(node))
    kind = "whole" if len(shown) <= line.max_unbroken else "address"
    link = f'<a href="{escaping.escape(_link_address(node))}">{inner}</a>'
    return f'{link} <span class="{kind}">{line.escaped(shown)}</span>' if shown else link
