"""Bind what no end of a page may part, once all is written: short lists, single lines, the last words.

Word breaks pages by itself, so nothing here says where a page begins, but only where none may.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from docx.oxml.ns import qn

from foldwell.assets.ooxml.names import local_name
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.block_measure import BlockMeasure, style_of
from foldwell.rendering.docx.formatting import keep_in_one_piece, keep_with_next
from foldwell.rendering.docx.writer_context import HandoutContext

SHORT_ITEMS, SHORT_LINES = 6, 7
"""A list of at most so many items that fill at most so many lines stands on one page."""

ONE_LINE = 1.1
"""A paragraph that fills less than this is one line: the estimate is of bold letters, which are wider."""

PLAIN = frozenset({"BodyText", "Evidence"})
"""The styles of text that may stand between headings and lists."""

MIN_END = 0.35
"""The part of a page that the last words before a new page fill: a third, as estimates are high."""


def bind_blocks(body: Xml, handout: HandoutContext) -> None:
    """Bind the blocks of a body that stand on one page, such as a list and the words that lead to it."""
    blocks, measure = list(body), BlockMeasure(handout)
    for items in _lists(blocks):
        _bind_list(items, measure)
    is_line = [_is_plain(block) and measure.lines(block) < ONE_LINE for block in blocks]
    for index in range(1, len(blocks) - 1):
        # Of many single lines below each other, the first and the last do not stand alone, as in a list.
        if is_line[index] and not (is_line[index - 1] and is_line[index + 1]):
            _bind_line(*blocks[index - 1 : index + 2])
    for end in _ends(blocks):
        _bind_end(end, MIN_END * handout.page.text_height, measure)


def _lists(blocks: Sequence[Xml]) -> Iterator[list[Xml]]:
    for is_list, group in groupby(blocks, _is_of_list):
        if is_list:
            yield list(group)


def _bind_list(items: Sequence[Xml], measure: BlockMeasure) -> None:
    """Keep a short list in one piece, and any list below the words that lead to it."""
    count = sum(1 for item in items if style_of(item) in ("ListBullet", "ListNumber"))
    if count <= SHORT_ITEMS and sum(map(measure.lines, items)) <= SHORT_LINES:
        keep_in_one_piece(items)
    before = items[0].getprevious()
    if before is not None and _is_plain(before):
        keep_with_next(before)


def _bind_line(before: Xml, line: Xml, after: Xml) -> None:
    """Keep a single line below the text that it follows, or under its heading above the text that follows.

    One that leads to a list or a table may begin a page with it.
    """
    if _is_heading(before):
        if not _is_heading(after):
            keep_with_next(line)
    elif not (_is_frame(before) or _is_led_to(after)):
        keep_with_next(before)


def _ends(blocks: Sequence[Xml]) -> Iterator[Sequence[Xml]]:
    """Yield the blocks before each page that is asked for, and before the end of the document."""
    starts = [0, *(index for index, block in enumerate(blocks) if _begins_page(block)), len(blocks)]
    for start, end in pairwise(starts):
        yield blocks[start:end]


def _bind_end(blocks: Sequence[Xml], wanted: float, measure: BlockMeasure) -> None:
    """Bind the last blocks to each other until they are so high: fewer would leave a page nearly empty.

    Not beyond a table, which has rules of its own about its rows.
    """
    height = 0.0
    for block, after in pairwise(reversed(blocks)):
        height += measure.height(block)
        if height >= wanted or "tbl" in (local_name(block), local_name(after)):
            return
        keep_with_next(after)


def _begins_page(block: Xml) -> bool:
    return block.find(f"{qn('w:pPr')}/{qn('w:pageBreakBefore')}") is not None


def _is_of_list(block: Xml) -> bool:
    return local_name(block) == "p" and style_of(block).startswith("List")


def _is_plain(block: Xml) -> bool:
    return local_name(block) == "p" and style_of(block) in PLAIN


def _is_frame(block: Xml) -> bool:
    """Return whether a block is the frame of a box, which only a box after it may have parted in two rows."""
    return local_name(block) == "tbl" and len(block[1].findall(qn("w:gridCol"))) == 1


def _is_led_to(block: Xml) -> bool:
    return local_name(block) == "tbl" or _is_of_list(block)


def _is_heading(block: Xml) -> bool:
    return local_name(block) == "p" and "Heading" in style_of(block)
