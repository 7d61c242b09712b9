"""The blocks of an HTML tree: of a web page, of a Word file that was converted, of Markdown."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from foldwell.inputs.importing.content import (
    BREAK,
    TITLE_LEVEL,
    Block,
    Heading,
    ItemList,
    Paragraph,
    Picture,
    Span,
    Table,
    trim,
)
from foldwell.inputs.importing.html_elements import (
    BOLD,
    HEADINGS,
    INLINE,
    LISTS,
    MEDIA,
    Element,
    is_skipped,
    number_of,
    parent_tag,
    small_characters,
    span_of,
)

FindPicture = Callable[[str, str], "Picture | str"]
"""Returns the picture at an address, whose alt text is given too; or why it was not kept."""

MAX_CELLS = 4_000
"""The most cells of a table up to which merged ones are repeated; what a cell says itself is always kept."""


class HtmlReader:
    """Reads the blocks of an HTML tree; afterwards `lost` says what is no words and was not kept."""

    def __init__(self, find_picture: FindPicture) -> None:
        self._find_picture = find_picture
        self.lost: list[str] = []

    def blocks(self, element: Element) -> tuple[Block, ...]:
        """Return the blocks inside of an element."""
        flow = _Flow()
        self._read_children(element, flow, bold=False, address="")
        return flow.finished()

    def _read_children(self, element: Element, flow: _Flow, bold: bool, address: str) -> None:
        flow.add(element.text, bold, address)
        for child in element:
            if isinstance(child.tag, str):
                self._read_element(child, flow, bold, address)
            flow.add(child.tail, bold, address)

    def _read_element(self, element: Element, flow: _Flow, bold: bool, address: str) -> None:
        tag = str(element.tag).lower()
        if is_skipped(element):
            if tag in MEDIA:
                self.lost.append(MEDIA[tag])
        elif tag in INLINE:
            self._read_inline(tag, element, flow, bold, address)
        elif tag in ("br", "img", "input", "textarea", "hr"):
            self._read_void(tag, element, flow)
        else:
            flow.end_paragraph()
            flow.blocks.extend(self._block(tag, element, bold))

    def _read_inline(self, tag: str, element: Element, flow: _Flow, bold: bool, address: str) -> None:
        if tag in ("sub", "sup") and (small := small_characters(tag, element)):
            flow.add(small, bold, address)
            return
        target = (element.get("href") or "").strip() if tag == "a" else ""
        self._read_children(element, flow, bold or tag in BOLD, target or address)

    def _read_void(self, tag: str, element: Element, flow: _Flow) -> None:
        if tag == "br":
            flow.add_break()
        elif tag == "hr":
            flow.end_paragraph()
        elif tag == "img":
            found = self._find_picture(element.get("src") or "", " ".join((element.get("alt") or "").split()))
            if isinstance(found, str):
                self.lost.append(found)
            else:
                flow.pictures.append(found)
        elif (kind := element.get("type", "text")) in ("checkbox", "radio"):
            flow.add("☐ ", False, "")
            if element.get("checked") is not None:
                self.lost.append("a tick in a box, which is empty now")
        elif tag == "textarea" or kind in ("text", "email", "tel", "date", "number"):
            flow.add(" ____ ", False, "")

    def _block(self, tag: str, element: Element, bold: bool) -> tuple[Block, ...]:
        if tag in HEADINGS:
            return self._heading(element, HEADINGS[tag])
        if tag in LISTS:
            return (self._list(element, tag == "ol"),)
        if tag == "table":
            return self._table(element)
        if tag == "dl":
            return (Table(tuple(self._terms(element))),)
        flow = _Flow(keeps_lines=tag == "pre")
        self._read_children(element, flow, bold or tag in ("th", "dt"), "")
        return flow.finished()

    def _heading(self, element: Element, level: int) -> tuple[Block, ...]:
        inner = self.blocks(element)
        words = trim([span for block in inner if isinstance(block, Paragraph) for span in _spaced(block)])
        others = tuple(block for block in inner if not isinstance(block, Paragraph))
        level = TITLE_LEVEL if "title" in (element.get("class") or "").split() else level
        plain_words = trim([Span(span.text.replace(BREAK, " "), False, span.address) for span in words])
        return (*([Heading(plain_words, level)] if plain_words else []), *others)

    def _list(self, element: Element, numbered: bool) -> ItemList:
        items: list[tuple[Block, ...]] = []
        for child in element:
            tag = str(child.tag).lower() if isinstance(child.tag, str) else ""
            if not tag or is_skipped(child):
                continue
            if tag in LISTS and items:
                items[-1] = (*items[-1], self._list(child, tag == "ol"))
            else:
                items.append(self._block("div", child, bold=False) if tag == "li" else self.blocks(child))
        return ItemList(tuple(filter(None, items)), numbered, number_of(element, "start"))

    def _terms(self, element: Element) -> Iterator[tuple[tuple[Block, ...], ...]]:
        """Yield a row for each term of a list of descriptions, with all that is said about it."""
        term: tuple[Block, ...] = ()
        values: list[Block] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                if term or values:
                    yield term, tuple(values)
                term, values = self.blocks(child), []
            else:
                values.extend(self.blocks(child))
        if term or values:
            yield term, tuple(values)

    def _table(self, element: Element) -> tuple[Block, ...]:
        caption = [block for found in element.findall("caption") for block in self.blocks(found)]
        rows = [row for row in element.iter("tr") if next(row.iterancestors("table")) is element]
        grid = self._grid(rows)
        heads = [child.tag for child in rows[0]] if rows else []
        in_head = bool(rows) and rows[0].getparent() is not None and parent_tag(rows[0]) == "thead"
        has_heading = in_head or (bool(heads) and set(heads) == {"th"})
        return (*caption, *([Table(grid, has_heading)] if grid else []))

    def _grid(self, rows: list[Element]) -> tuple[tuple[tuple[Block, ...], ...], ...]:
        """Return the cells of rows, one that is merged repeated in each row and column that it covers."""
        cells: dict[tuple[int, int], tuple[Block, ...]] = {}
        for line, row in enumerate(rows):
            column = 0
            for cell in row.iterchildren("td", "th"):
                while (line, column) in cells:
                    column += 1
                content = self.blocks(cell)
                across, down = span_of(cell, "colspan"), span_of(cell, "rowspan")
                for key in ((line + y, column + x) for y in range(down) for x in range(across)):
                    if key == (line, column) or (key[0] < len(rows) and len(cells) < MAX_CELLS):
                        cells.setdefault(key, content)
                column += across
        width = max((column for _, column in cells), default=-1) + 1
        return tuple(tuple(cells.get((line, x), ()) for x in range(width)) for line in range(len(rows)))


class _Flow:
    """Collects inline content into paragraphs, with the pictures of a paragraph after it."""

    def __init__(self, keeps_lines: bool = False) -> None:
        self.blocks: list[Block] = []
        self.pictures: list[Picture] = []
        self._spans: list[Span] = []
        self._keeps_lines = keeps_lines

    def add(self, text: str | None, bold: bool, address: str) -> None:
        if text:
            text = text if self._keeps_lines else text.replace("\n", " ").replace("\r", " ")
            self._spans.append(Span(text, bold, address))

    def add_break(self) -> None:
        self._spans.append(Span(BREAK))

    def end_paragraph(self) -> None:
        if words := trim(self._spans):
            self.blocks.append(Paragraph(words))
        self.blocks.extend(self.pictures)
        self._spans, self.pictures = [], []

    def finished(self) -> tuple[Block, ...]:
        self.end_paragraph()
        return tuple(self.blocks)


def _spaced(paragraph: Paragraph) -> tuple[Span, ...]:
    return (*paragraph.words, Span(" "))
