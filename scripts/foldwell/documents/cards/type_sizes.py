"""The sizes of what is large on a card, its title and the numbers to call, and of its small print."""

from __future__ import annotations

import math

from foldwell.assets import fonts
from foldwell.documents.cards.size import is_folded, is_small, text_width
from foldwell.documents.print_layout import one_line, title_size
from foldwell.documents.style_properties import SECTION_HEADING
from foldwell.documents.type_settings import Setting
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content

LARGEST, LARGEST_SMALL = 20.0, 17.0
"""The size of title and numbers on a card and on a small one, in pt."""

FOLDED_TITLE, USUAL_FOLDED_TITLE = (13.0, 16.0), 24
"""The size of the title of a folded card in pt, and the most characters of one that is set largest."""

FOLDED_NUMBER = 15.0
"""The size of the numbers on a card that is folded, in pt."""

FOLDED_HEADING = 1.1
"""The ratio of a section heading to the text on a card that is folded."""

LOUDER = 1.03
"""The least ratio of a number to call to the heading of the emergency box."""

CALL_INSET = 6.0
"""The width in mm of the padding of whom to call, and of the space between a name and its number."""

BETWEEN_NUMBERS = 5.5
"""The least space in mm between numbers beside each other."""

WIDEST_NAME = 66.0
"""The width in mm at which a name above its number wraps; see card.css."""

STEP = 3
"""The sizes of numbers that are tried differ by so many tenths of a point."""

BAND_INSET = 3.0
"""The width in mm on either side of a title on a ground of its own."""


def section_heading(context: BuildContext, setting: Setting) -> float:
    """Return the size of the headings of sections, in pt."""
    ratio = FOLDED_HEADING if is_folded(context) else SECTION_HEADING
    return setting.size * ratio * context.brand.headings.scale


def small_print(context: BuildContext, setting: Setting) -> float:
    """Return the size of names beside numbers and of the imprint, in pt: the smallest that can be read."""
    return min(setting.size, context.brand.base.minimum_size)


def has_band(context: BuildContext) -> bool:
    """Return whether the title stands on a ground of its own, as it does on the cover of a leaflet."""
    return not is_small(context) and context.design.cover.title.ground != "paper"


def title(context: BuildContext, setting: Setting) -> float:
    """Return the size of the title in pt."""
    (heading,) = article_content.card_heading(context)
    width = text_width(context) - 2 * BAND_INSET * has_band(context)
    if not is_folded(context):
        return one_line(context, _largest(context, setting), width, heading.text)
    smallest, largest = FOLDED_TITLE
    length = len(heading.text)
    size = max(smallest, min(largest, largest * math.sqrt(USUAL_FOLDED_TITLE / length)))
    # On one line, a long title of a folded card would be smaller than its text.
    fitted = title_size if length > USUAL_FOLDED_TITLE else one_line
    return fitted(context, size * context.brand.headings.scale, width, heading.text)


def number(context: BuildContext, setting: Setting) -> float:
    """Return the size of the numbers to call in pt: that of the largest title, where they have the room."""
    if is_folded(context):
        return FOLDED_NUMBER
    largest, least = _largest(context, setting), section_heading(context, setting) * LOUDER
    steps = range(math.floor(largest * 10), math.ceil(least * 10) - 1, -STEP)
    sizes = (largest, *(step / 10 for step in steps))
    # Where numbers that are larger than any heading have no room in a row, they take another.
    return next((size for size in sizes if _fit(context, setting, size)), largest)


def _fit(context: BuildContext, setting: Setting, size: float) -> bool:
    """Return whether numbers of a size in pt stand beside their names, or on a large card each other."""
    room = text_width(context) - CALL_INSET
    calls = (standing_content.practice_and_phone(context), *standing_content.numbers(context))
    unit = small_print(context, setting) * MM_PER_PT
    widths = [
        (
            fonts.text_width(context.base, name.text, bold=False) * unit,
            fonts.text_width(context.headings, value.text) * size * MM_PER_PT,
        )
        for name, value in calls
    ]
    if is_small(context):
        return all(name + value <= room for name, value in widths)
    taken = sum(max(min(name, WIDEST_NAME), value) for name, value in widths)
    return taken + BETWEEN_NUMBERS * (len(calls) - 1) <= room


def _largest(context: BuildContext, setting: Setting) -> float:
    """Return the size of the largest words of a card that is not folded, in pt."""
    usual = LARGEST_SMALL if is_small(context) else LARGEST
    return max(usual * context.brand.headings.scale, section_heading(context, setting) * LOUDER)
