"""Draw places to write and boxes to tick as form fields, each named by the words of its line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import escape, unescape
from textwrap import shorten

from foldwell.inputs.markdown.addresses import BREAK_POINT
from foldwell.inputs.markdown.writing_marks import BLANK, BOX, MARKS, without_marks
from foldwell.model import Wording

TOKEN = re.compile(r"<(title|style)\b.*?</\1>|<!--.*?-->|<[^>]*>|[^<]+|<", re.DOTALL)
INLINE = re.compile(r"</?(?:strong|b|em|i|a|span|sub|sup|br)\b")
"""Matches a tag inside a line; any other begins or ends one."""

TAG = re.compile(r"<(/?)(\w+)")
TICKED = "ticked"
"""The class of an entry of a list whose box stands in place of its bullet."""

MAX_LINE, MAX_NAME = 44, 64
"""The most characters of a line that its marks are named by, and of a name, as Word allows."""

ELLIPSIS = "\N{HORIZONTAL ELLIPSIS}"

NAME_END = ":;,. \N{NO-BREAK SPACE}"
"""Characters that the words of a line may end with, and its name does not."""


def draw_marks(html: str, wording: Wording) -> str:
    """Return HTML in which each place to write and each box is an `input` element with its name as title.

    Those of a document are numbered in its order: their `name` is unique in it.
    """
    return _Marker(wording).draw(html) if MARKS.search(html) else html


def fill_line(html: str) -> str:
    """Return the HTML of a paragraph whose last place to write is an element of class `rest`.

    It takes what is left of the line as an item of a flexible box (CSS), and so each part is an element:
    loose words would be tagged as a paragraph in the paragraph.
    """
    *_, last = (mark for mark in MARKS.finditer(html) if mark[0] != BOX)
    unit, end, after = html[last.end() :].partition("</p>")
    shown = f"<span>{unit.strip()}</span>" if unit.strip() else ""
    return f'{html[: last.start()]}<span class="rest">{last[0]}</span>{shown}{end}{after}'


def name_marks(line: str, context: str, wording: Wording) -> Iterator[str]:
    """Yield the name of each mark of a line; one without words is named by those of its `context`.

    A box among several is named by the words after it, up to the next mark.
    """
    marks = list(MARKS.finditer(line))
    blanks = [mark for mark in marks if mark[0] != BOX]
    words = _trimmed(without_marks(line)) or _trimmed(context)
    ends = [mark.start() for mark in marks[1:]] + [len(line)]
    lone_box = len(marks) - len(blanks) == 1
    for mark, end in zip(marks, ends, strict=True):
        if mark[0] == BOX:
            after = _trimmed(line[mark.end() : end])
            yield wording.tick_box.format(line=words if lone_box or not after else after)
        elif len(blanks) == 1:
            yield wording.blank.format(line=words)
        else:
            number = blanks.index(mark) + 1
            yield wording.blank_of.format(line=words, number=number, count=len(blanks))


def _trimmed(words: str) -> str:
    """Return words as part of a name: of a long line the first."""
    return shorten(words, MAX_LINE, placeholder=ELLIPSIS).rstrip(NAME_END)


@dataclass
class _Marker:
    """Goes through a page line by line; knows what stands before, above and left of a line."""

    wording: Wording
    count: int = 0
    before: str = ""
    lists: list[str] = field(default_factory=list)
    headings: list[str] = field(default_factory=list)
    cells: list[str] = field(default_factory=list)

    def draw(self, html: str) -> str:
        done: list[str] = []
        line: list[str] = []
        for found in TOKEN.finditer(html):
            token = found[0]
            if token.startswith("<") and not INLINE.match(token):
                self._end_line(done, line)
                line = []
                done.append(token)
                self._follow(token)
            else:
                line.append(token)
        self._end_line(done, line)
        return "".join(done)

    def _follow(self, token: str) -> None:
        """Follow the lists and tables that a tag opens or closes."""
        end, tag = found.groups() if (found := TAG.match(token)) else ("", "")
        if tag in ("ul", "ol"):
            self.lists = self.lists[:-1] if end else [*self.lists, tag]
        elif tag == "table":
            self.headings, self.cells = [], []
        elif tag == "thead" and end:
            self.headings = self.cells
        elif tag == "tr" and not end:
            self.cells = []
        elif tag in ("th", "td") and not end:
            self.cells = [*self.cells, ""]
        elif tag in ("th", "td"):
            self.before = ""

    def _end_line(self, done: list[str], tokens: list[str]) -> None:
        """Add a line to what is done, with its marks drawn."""
        text = "".join(token for token in tokens if not token.startswith("<"))
        if not text.strip():
            done += tokens
            return
        words = unescape(text).replace(BREAK_POINT, "")
        if MARKS.search(text):
            if words.lstrip().startswith(BOX) and self.lists[-1:] == ["ul"]:
                _mark_entry(done)
            names = self._names(words)
            alone = not without_marks(words) and len(MARKS.findall(words)) == 1
            tokens = [
                token if token.startswith("<") else self._drawn(token, names, alone) for token in tokens
            ]
        own = without_marks(words)
        self.before = own or self.before
        if self.cells:
            self.cells[-1] = f"{self.cells[-1]} {own}".strip()
        done += tokens

    def _names(self, line: str) -> Iterator[str]:
        """Yield the name of each mark of a line; one in a cell says its row and its column first."""
        context = self._context()
        in_cell = bool(self.cells) and bool(without_marks(line))
        for name in name_marks(line, context, self.wording):
            room = max(0, MAX_NAME - len(name) - len(", "))
            before = shorten(context, room, placeholder=ELLIPSIS) if in_cell and room > 1 else ""
            yield f"{before}, {name}" if before else name

    def _context(self) -> str:
        """Return the words that a line without words belongs to: its row and column, or what is before it."""
        if not self.cells:
            return self.before
        heading = self.headings[len(self.cells) - 1] if len(self.cells) <= len(self.headings) else ""
        return ", ".join(filter(None, dict.fromkeys((self.cells[0], heading)))) or self.before

    def _drawn(self, text: str, names: Iterator[str], alone: bool) -> str:
        return MARKS.sub(lambda found: self._element(found[0], next(names), alone), text)

    def _element(self, mark: str, name: str, alone: bool) -> str:
        self.count += 1
        title = escape(name)
        if mark == BOX:
            return f'<input type="checkbox" class="tick" name="box-{self.count}" title="{title}"/>'
        named = f'name="blank-{self.count}" title="{title}"'
        if alone or not mark.startswith(BLANK):
            return f'<input type="text" class="blank line" {named}/>'
        size = len(mark)
        return f'<input type="text" class="blank" {named} size="{size}" style="--size: {size}"/>'


def _mark_entry(done: list[str]) -> None:
    """Give the entry of a list that was just begun the class of one with a box."""
    for index in range(len(done) - 1, max(len(done) - 4, -1), -1):
        token = done[index]
        if token.startswith("<li"):
            with_class = token.replace('class="', f'class="{TICKED} ', 1)
            done[index] = with_class if with_class != token else f'{token[:-1]} class="{TICKED}">'
            return
        if token.strip() and not token.startswith("<p"):
            return
