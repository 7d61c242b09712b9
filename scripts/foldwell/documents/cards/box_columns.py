"""How wide the care boxes of a large card are beside each other: no heading wraps, and both end early."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from foldwell.assets import fonts
from foldwell.documents.style_properties import SECTION_HEADING
from foldwell.documents.type_settings import Setting
from foldwell.model import BannerBoxDesign, Font
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.proofing import standing_content

BETWEEN = 3.2
"""The width in mm between the boxes."""

PADDING = 2.2
"""The width in mm of the padding on either side of a box that has a ground, or a rule there."""

INDENT = 4.8
"""The width in mm beside a sign of a list."""

PICTOGRAM = 1.35
"""The width of a pictogram and the space after it, as a multiple of the size of its heading."""

FRAME, HEADING_LINE = 5.0, 1.25
"""The height in mm of rules and padding of a box, besides two gaps, and of its heading by its size."""

SHARES = tuple(sorted((step / 100 for step in range(40, 61)), key=lambda share: abs(share - 0.5)))
"""The parts of the width that the first box may have, those that are more even first."""

TRACKING = -0.01
"""What is added to the width of each letter of a heading, as a multiple of its size; see card.css."""


class Passage(NamedTuple):
    """A paragraph of a box, or a sign: the widths of its words and of a space, and its indent, in mm."""

    words: tuple[float, ...]
    space: float
    indent: float

    def wrapped(self, width: float) -> tuple[int, bool]:
        """Return how many lines it takes in so much room, and whether a word stands alone on the last."""
        count, used, room, alone = 1, -self.space, width - self.indent, False
        for word in self.words:
            used, alone = used + self.space + word, False
            if used > room:
                count, used, alone = count + 1, word, True
        return count, alone


def emergency_heading(context: BuildContext, setting: Setting) -> float:
    """Return the size in pt of the heading of the emergency box on a large card."""
    return max(setting.size * SECTION_HEADING * context.brand.headings.scale, _box_heading(context, setting))


def _box_heading(context: BuildContext, setting: Setting) -> float:
    return max(setting.size, fonts.minimum_size(context.headings))


def has_pair(context: BuildContext) -> bool:
    """Return whether an article has both care boxes."""
    return len(context.article.care.boxes) > 1


def first_column(context: BuildContext, setting: Setting, width: float) -> float | None:
    """Return the width in mm of the first of two care boxes beside each other on `width` mm.

    The boxes are as low as they can be, then with few words alone on a line, and then as equal. None where a
    heading would wrap.
    """
    columns, (first, second) = width - BETWEEN, _insets(context)
    least_first, least_second = _heading_widths(context, setting)
    widths = ((share * columns - first, (1 - share) * columns - second) for share in SHARES)
    fitting = [pair for pair in widths if pair[0] >= least_first and pair[1] >= least_second]
    if not fitting:
        return None
    boxes = tuple(_passages(context, setting))
    return first + min(fitting, key=lambda pair: _badness(boxes, pair))[0]


def stacked_height(context: BuildContext, setting: Setting, width: float) -> float:
    """Return about how high the two boxes are in mm, one above the other on `width` mm."""
    room = (width - inset for inset in _insets(context))
    lines = sum(map(_lines, _passages(context, setting), room))
    headings = (_box_heading(context, setting) + emergency_heading(context, setting)) * HEADING_LINE
    frames = 2 * (FRAME + 2 * setting.gap) + setting.section_gap
    return lines * setting.line + headings * MM_PER_PT + frames


def paddings(context: BuildContext) -> tuple[float, float]:
    """Return the padding in mm on either side of the words of each box; none between two rules."""
    first, second = (0.0 if _is_open(box) else PADDING for box in _designs(context))
    return first, second


def _designs(context: BuildContext) -> tuple[BannerBoxDesign, BannerBoxDesign]:
    return context.design.same_day, context.design.emergency


def _is_open(box: BannerBoxDesign) -> bool:
    return box.ground == "paper" and not box.banner and "left" not in box.sides


def _insets(context: BuildContext) -> tuple[float, float]:
    """Return the width in mm that padding and rules at its sides take of each box."""
    first, second = (
        2 * padding + box.edge * len({"left", "right"} & box.sides)
        for box, padding in zip(_designs(context), paddings(context), strict=True)
    )
    return first, second


def _heading_widths(context: BuildContext, setting: Setting) -> tuple[float, float]:
    """Return the widths in mm that hold the headings of both boxes on one line."""
    sizes = _box_heading(context, setting), emergency_heading(context, setting)
    texts = (box[0].text for box in standing_content.care(context))
    first, second = (
        (fonts.text_width(context.headings, text) + TRACKING * len(text) + PICTOGRAM) * size * MM_PER_PT
        for text, size in zip(texts, sizes, strict=True)
    )
    return first, second


def _lines(box: tuple[Passage, ...], width: float) -> int:
    return sum(passage.wrapped(width)[0] for passage in box)


def _badness(boxes: tuple[tuple[Passage, ...], ...], widths: tuple[float, float]) -> tuple[int, int]:
    """Return the lines of the higher of both boxes, and how many words stand alone on a line."""
    pairs = tuple(zip(boxes, widths, strict=True))
    alone = sum(passage.wrapped(width)[1] for box, width in pairs for passage in box)
    return max(_lines(box, width) for box, width in pairs), alone


def _passages(context: BuildContext, setting: Setting) -> Iterator[tuple[Passage, ...]]:
    """Yield what stands below the heading of each box."""
    written = context.article.care.boxes.values()
    for (_, *others), box in zip(standing_content.care(context), written, strict=True):
        plain = {box.lead, box.then, *box.when}
        yield tuple(
            _passage(context.base, one.text, setting, one.text not in plain, one.text in box.when)
            for one in others
        )


def _passage(font: Font, text: str, setting: Setting, bold: bool, in_list: bool) -> Passage:
    unit = setting.size * MM_PER_PT
    words = tuple(fonts.text_width(font, word, bold) * unit for word in text.split())
    return Passage(words, fonts.text_width(font, " ", bold) * unit, INDENT if in_list else 0.0)
