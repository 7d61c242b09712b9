"""The subset of CommonMark that is accepted: paragraphs, bold, lists, links and simple tables."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

BREAKS = ("softbreak", "hardbreak")
LISTS = ("bullet_list", "ordered_list")
ADDRESS = re.compile(
    r"https?://[\w.-]+\.\w+(?::[0-9]+)?(?:[/?#]\S*)?"
    r"|mailto:[^\s@?]+@[^\s@?]+"
    r"|tel:\+?[0-9][0-9().-]*",
    re.IGNORECASE,
)

REFUSED: Mapping[str, str] = MappingProxyType(
    {
        "heading": "has a heading, or --- or === under a line (a heading needs a section of its own)",
        "hr": "has a dividing line (delete it)",
        "blockquote": "has a quotation that starts with > (delete the >)",
        "code_block": "has a line indented by four spaces or more (start it further left)",
        "fence": "has a block between ``` (delete the ```)",
        "html_block": "has HTML in angle brackets (write plain text, or **bold**)",
        "html_inline": "has HTML in angle brackets (write plain text, or **bold**)",
        "image": "has a picture (use 'figure' in the section instead)",
        "code_inline": "has `backticks` (delete them)",
        "em": "has italics, which are hard to read (use **bold**, or no stars at all)",
        "hardbreak": "has a line that ends in two spaces or a backslash (delete them)",
    }
)
UNPAIRED_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\*\*"), "has ** without its partner (write **bold**, no space inside the stars)"),
    (
        re.compile(r"\]\("),
        "has a link that is not complete (write [words](https://address), no spaces in it)",
    ),
    (
        re.compile(r"\|\s*:?-{3,}"),
        "has a table with unequal columns (give the first two lines the same number)",
    ),
)


def parse(text: str) -> Node:
    """Parse CommonMark with tables into a node tree; HTML is parsed too, so that it can be refused."""
    return Node(PARSER.parse(text))


def syntax_problems(text: str) -> tuple[tuple[int, str], ...]:
    """Return the problems of the text: the line (from 0), what is wrong and what to do."""
    lines = [*text.split("\n"), ""]
    return tuple(
        dict.fromkeys(found for block in parse(text).children for found in _node_problems(block, 0, lines))
    )


def block_starts(text: str) -> tuple[tuple[int, bool], ...]:
    """Return the first line (from 0) of every block of the text, and whether the block is a table."""
    return tuple((block.map[0] if block.map else 0, block.type == "table") for block in parse(text).children)


def node_text(node: Node) -> str:
    """Return the visible text of an inline node."""
    if node.type in BREAKS:
        return " "
    return "".join(map(node_text, node.children)) if node.children else node.content


def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").disable(["reference", "entity"])
    # The parser would print links that it distrusts as text; accept all of them here and check them below.
    parser.validateLink = lambda url: True  # type: ignore[method-assign]
    return parser


def _node_problems(node: Node, line: int, lines: list[str]) -> Iterator[tuple[int, str]]:
    line = node.map[0] if node.map else line
    if node.type in REFUSED:
        yield line, REFUSED[node.type]
    for what in CHECKS.get(node.type, _no_problems)(node, lines[line]):
        yield line, what
    for child in node.children:
        yield from _node_problems(child, line, lines)
        line += sum(inline.type in BREAKS for inline in child.walk())


def _no_problems(node: Node, line: str) -> Iterator[str]:
    yield from ()


def _check_link(node: Node, line: str) -> Iterator[str]:
    address = str(node.attrs.get("href", ""))
    if not ADDRESS.fullmatch(address):
        yield f"has a link to '{address[:60]}' (links start with https://, http://, mailto: or tel:)"
    if "title" in node.attrs:
        yield "has a link with words in quotes after its address (delete them)"
    if not node_text(node).strip():
        yield "has a link without words (write [words](https://address))"


def _check_row(node: Node, line: str) -> Iterator[str]:
    cells = re.split(r"(?<!\\)\|", line.strip())
    cell_count, expected = len(cells) - (cells[0] == "") - (cells[-1] == ""), len(node.children)
    if cell_count != expected and node.level == ROW_LEVEL:
        advice = f"make it {expected}; leave a line empty after a table"
        yield f"has a table row of {cell_count}, not {expected} ({advice})"


def _check_table(node: Node, line: str) -> Iterator[str]:
    if node.level:
        yield "has a table inside a list (put the table after the list)"


def _check_list(node: Node, line: str) -> Iterator[str]:
    if node.level > MAX_LIST_DEPTH:
        yield "has lists inside lists inside lists (use two levels at most)"


def _check_item(node: Node, line: str) -> Iterator[str]:
    if not node.children:
        yield "has an empty entry in a list (write it or delete it)"
    if node.info and int(node.info) not in (1, _list_position(node)):
        yield f"has the number {node.info} in a list that counts 1, 2, 3 (fix it, or put a word before it)"


def _list_position(node: Node) -> int:
    siblings = node.parent.children if node.parent else [node]
    return siblings.index(node) + 1


def _check_text(node: Node, line: str) -> Iterator[str]:
    yield from (what for pattern, what in UNPAIRED_MARKS if pattern.search(node.content))
    codes = re.findall(r"&#?\w+;", node.content)
    yield from (
        f"has the code {code} (type the character itself)" for code in codes if html.unescape(code) != code
    )


ROW_LEVEL = 2  # table, then head or body: a row any deeper is refused with the table it is in
MAX_LIST_DEPTH = 2  # a list nested in a list item is two levels deeper in the tree
CHECKS: Mapping[str, Callable[[Node, str], Iterator[str]]] = MappingProxyType(
    {
        "link": _check_link,
        "table": _check_table,
        "tr": _check_row,
        "bullet_list": _check_list,
        "ordered_list": _check_list,
        "list_item": _check_item,
        "text": _check_text,
    }
)
PARSER = _parser()
