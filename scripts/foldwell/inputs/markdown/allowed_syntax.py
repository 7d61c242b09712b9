"""The subset of CommonMark that is accepted: paragraphs, bold, lists, links and simple tables."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode as Node

from foldwell.inputs.markdown.addresses import names_another
from foldwell.inputs.markdown.call_numbers import names_in
from foldwell.inputs.markdown.other_notations import RUN_ON, notation_problems, run_on_list
from foldwell.inputs.markdown.writing_marks import MARKS, set_marks

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
        "hr": "has a dividing line (delete it)",
        "blockquote": "has a line that starts with > (write 'more than', or delete it)",
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
PLAIN_TEXT_MARKS: Mapping[str, str] = MappingProxyType(
    {
        "strong": "has **, which is printed as typed here (delete the stars)",
        "em": "has * or _ round words, which is printed as typed here (delete them)",
        "code_inline": "has `, which is printed as typed here (delete it)",
        "link": "has a link, which is not possible here (put it into the text of a section)",
        "image": "has a picture, which is not possible here (use 'figure' in a section)",
        "html_inline": "has HTML in angle brackets (write plain text)",
    }
)
LONE_NUMBER = re.compile(r"^(\s*(?:[-*+]\s+)*[0-9]{1,9})([.)])(?=\s|$)")
LONE_MINUS = re.compile(r"^(\s*(?:(?:[-*+]|[0-9]{1,9}[.)])\s+)*)([-*+])(?=\s+[0-9])")
UNPAIRED_MARKS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("`"), "has ` without its partner (delete it, or write ' for an apostrophe)"),
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
    """Parse CommonMark with tables into a node tree; HTML is parsed too, so that it can be refused.

    A number or a minus that begins a paragraph, as in '2. January' or '- 5 degrees', is text, not a list.
    Underscores of a place to write are neither a dividing line nor italics.
    """
    text = set_marks(text)
    tree = Node(PARSER.parse(text))
    lines = text.split("\n")
    for line in _lone_marks(tree):
        mark = LONE_NUMBER if LONE_NUMBER.match(lines[line]) else LONE_MINUS
        lines[line] = mark.sub(r"\1\\\2", lines[line])
    changed = "\n".join(lines)
    return tree if changed == text else parse(changed)


def parse_line(text: str) -> Node:
    """Parse one line of CommonMark, in which nothing begins a block, into its inline node."""
    return Node(PARSER.parseInline(set_marks(text))).children[0]


def _lone_marks(tree: Node) -> Iterator[int]:
    """Yield the first line (from 0) of every list that is none: of one entry, without anything inside."""
    for node in tree.walk():
        nested = node.parent is not None and node.parent.type == "list_item"
        if node.type not in LISTS or (nested and node.parent and node.parent.children[0] is not node):
            continue
        is_text = len(node.children) == 1 and all(
            part.type == "paragraph" for part in node.children[0].children
        )
        if is_text and node.map and len(node.children[0].children) <= 1:
            words = "".join(map(node_text, node.children[0].walk()))
            if node.type == "ordered_list" or words[:1].isdigit():
                yield node.map[0]


def syntax_problems(text: str) -> tuple[tuple[int, str], ...]:
    """Return the problems of the text: the line (from 0), what is wrong and what to do."""
    lines = [*text.split("\n"), ""]
    tree = parse(text)
    found = (found for block in tree.children for found in _node_problems(block, 0, lines))
    return tuple(dict.fromkeys((*found, *notation_problems(text), *_run_on_lists(tree))))


def line_problems(text: str) -> tuple[str, ...]:
    """Return what is wrong with one line of CommonMark: anything but bold, links, blanks and boxes."""
    found = (what for _, what in (*_node_problems(parse_line(text), 0, [text]), *notation_problems(text)))
    return tuple(dict.fromkeys(found))


def plain_text_problems(text: str) -> tuple[str, ...]:
    """Return what is wrong with one line of plain text: marks that would be printed as typed."""
    marks = (PLAIN_TEXT_MARKS[node.type] for node in parse_line(text).walk() if node.type in PLAIN_TEXT_MARKS)
    return tuple(dict.fromkeys((*marks, *(what for _, what in notation_problems(text)))))


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


def _check_heading(node: Node, line: str) -> Iterator[str]:
    if node.markup != SMALL_HEADING or node.level:
        hint = "a heading needs a section of its own, a smaller one in the text begins with ###"
        yield f"has a heading, or --- or === under a line ({hint})"
    elif node.next_sibling is None or node.next_sibling.type == "heading":
        yield "has a heading with nothing below it (write what it is about, or delete it)"


def _check_link(node: Node, line: str) -> Iterator[str]:
    address = str(node.attrs.get("href", ""))
    if not ADDRESS.fullmatch(address):
        yield f"has a link to '{address[:60]}' (links start with https://, http://, mailto: or tel:)"
    if MARKS.search(node_text(node)):
        yield "has a place to write or a box inside the words of a link (put it before or after the link)"
    for name in names_in(node_text(node)):
        yield f"has {{{name}}} inside the words of a link (it is a link itself: write it alone)"
    if "title" in node.attrs:
        yield "has a link with words in quotes after its address (delete them)"
    if names_another(node_text(node), address):
        yield f"has a link whose words name another address than '{address[:60]}' (make them the same)"
    if not node_text(node).strip():
        yield "has a link without words (write [words](https://address))"


def _check_heading_cell(node: Node, line: str) -> Iterator[str]:
    if any(MARKS.search(child.content) for child in node.children):
        yield "has a place to write or a box in the heading of a column (put it in a row below)"


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
    siblings = node.parent.children if node.parent else [node]
    start, position = (int(siblings[0].info), siblings.index(node)) if node.info else (1, 0)
    if node.info and not (int(node.info) == start + position or int(node.info) == start == 1):
        expected = start + position
        yield f"has the number {node.info} where {expected} comes next (fix it, or put a word before it)"
    if start + position > MAX_NUMBER:
        yield f"has the number {node.info} in a list (put a word before it)"


def _run_on_lists(tree: Node) -> Iterator[tuple[int, str]]:
    """Yield line and problem of every paragraph that has a list in the middle."""
    for node in tree.walk():
        if node.type == "inline" and node.map:
            index = run_on_list([line.strip() for line in node.content.split("\n")])
            if index is not None:
                yield node.map[0] + index, RUN_ON


def _check_text(node: Node, line: str) -> Iterator[str]:
    yield from (what for pattern, what in UNPAIRED_MARKS if pattern.search(node.content))
    codes = re.findall(r"&#?\w+;", node.content)
    yield from (
        f"has the code {code} (type the character itself)" for code in codes if html.unescape(code) != code
    )


SMALL_HEADING = "###"
ROW_LEVEL = 2  # table, then head or body: a row any deeper is refused with the table it is in
MAX_NUMBER = 9999  # of a list: Word has room for four digits
MAX_LIST_DEPTH = 2  # a list nested in a list item is two levels deeper in the tree
CHECKS: Mapping[str, Callable[[Node, str], Iterator[str]]] = MappingProxyType(
    {
        "heading": _check_heading,
        "link": _check_link,
        "table": _check_table,
        "tr": _check_row,
        "th": _check_heading_cell,
        "bullet_list": _check_list,
        "ordered_list": _check_list,
        "list_item": _check_item,
        "text": _check_text,
    }
)
PARSER = _parser()
