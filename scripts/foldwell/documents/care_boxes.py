"""Whether one page holds both care boxes, by the widths of their words, before anything is laid out."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from foldwell.assets import fonts
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.proofing import standing_content
from foldwell.proofing.expectations import ExpectedTexts

INSET = 16.0
"""The width in mm that frame, padding and bullets take of the measure."""

FRAME_LINES = 1.5
"""The height of the frame of a box, the padding in it and the space above it, in lines of text."""

GAP_LINES = 0.25
"""The space below a paragraph or an entry, in lines of text."""

HEADING_SCALE = 1.45
"""The size of the headings, as a multiple of that of the text."""

FULL = 0.95
"""The part of a page that may be full: the estimate is of bold letters, but not of what stands above."""


class PageText(NamedTuple):
    """The text of a page: its size and its leading in points, and the width and height of its area in mm."""

    size: float
    leading: float
    width: float
    height: float


def kept_boxes(context: BuildContext, page: PageText) -> tuple[ExpectedTexts, ...]:
    """Return the words of both care boxes as one group that a page holds whole; nothing if none does."""
    boxes = standing_content.care(context)
    is_pair = context.article.care.same_day and context.article.care.emergency
    if is_pair and sum(_height(context, box, page) for box in boxes) <= FULL * page.height:
        return (tuple(text for box in boxes for text in box),)
    return ()


def _height(context: BuildContext, box: ExpectedTexts, page: PageText) -> float:
    """Return about how high a box is, in mm."""
    return (FRAME_LINES + sum(_lines(context, box, page))) * page.leading * MM_PER_PT


def _lines(context: BuildContext, box: ExpectedTexts, page: PageText) -> Iterator[float]:
    for index, passage in enumerate(box):
        font, scale = (context.base, 1.0) if index else (context.headings, HEADING_SCALE)
        width = fonts.text_width(font, passage.text) * page.size * scale * MM_PER_PT
        yield math.ceil(width / (page.width - INSET)) * scale + GAP_LINES
