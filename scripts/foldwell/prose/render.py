"""Checked prose as a fragment of XHTML, and as the plain words that a reader sees."""

from __future__ import annotations

import html as escaping
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import islice
from types import MappingProxyType

from markdown_it.tree import SyntaxTreeNode as Node

from foldwell.prose.binding import bind
from foldwell.prose.grammar import parsed, problems, words

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


@lru_cache(maxsize=SHELF)
def html(text: str) -> str:
    """Return the text as a well-formed XML fragment of p, strong, ul, ol, li, a and table elements, bound.

    An entry of a list holds p elements only if it has more than one paragraph. Raises ValueError for text
    that `problems` refuses.
    """
    for _, what in problems(text):
        raise ValueError(f"the text {what}")
    return "\n".join(map(_block, parsed(text).children))


@lru_cache(maxsize=SHELF)
def plain(text: str) -> str:
    """Return the words a reader sees, a paragraph, list entry or table cell a line; of links their text."""
    lines = (words(node) for node in parsed(text).walk() if node.type == "inline")
    return "\n".join(line for line in lines if line)


@lru_cache(maxsize=SHELF)
def links(text: str) -> tuple[str, ...]:
    """Return the addresses that the links of a text lead to."""
    return tuple(str(node.attrs["href"]) for node in parsed(text).walk() if node.type == "link")


@lru_cache(maxsize=SHELF)
def rows(text: str) -> tuple[tuple[tuple[int, tuple[str, ...]], ...], ...]:
    """Return the rows of each table, the heading row first: the line (from 0) and the words of each cell."""
    tables = (block for block in parsed(text).children if block.type == "table")
    return tuple(tuple(_row(node) for node in table.walk() if node.type == "tr") for table in tables)


def _row(node: Node) -> tuple[int, tuple[str, ...]]:
    return node.map[0] if node.map else 0, tuple(map(words, node.children))


def _block(node: Node) -> str:
    if node.type == "inline":
        letters = iter(bind(words(node)))
        return "".join(_piece(child, letters) for child in node.children)
    inner = "".join(map(_block, node.children))
    return inner if _alone(node) else inner.join(TAGS[node.type])


def _alone(node: Node) -> bool:
    """Return whether this is the only paragraph of a list entry, which then needs no element of its own."""
    entry = node.parent
    if node.type != "paragraph" or entry is None or entry.type != "list_item":
        return False
    return sum(child.type == "paragraph" for child in entry.children) == 1


def _piece(node: Node, letters: Iterator[str]) -> str:
    """Return a piece of a line, taking its letters from the line that was bound as a whole."""
    if not node.children:
        return escaping.escape("".join(islice(letters, len(words(node)))), quote=False)
    inner = "".join(_piece(child, letters) for child in node.children)
    if node.type == "link":
        return f'<a href="{escaping.escape(str(node.attrs["href"]))}">{inner}</a>'
    return inner.join(TAGS[node.type])
