"""Where the imprint of a card stands: on a line below its QR code, or else beside the code."""

from __future__ import annotations

from typing import Literal

from foldwell.assets import fonts
from foldwell.documents.cards.size import is_folded, text_width
from foldwell.model.units import MM_PER_PT
from foldwell.project.loading import BuildContext
from foldwell.proofing import standing_content

ImprintLine = Literal["all", "dates", ""]
"""What has room on one line as wide as the card: version and dates, the dates alone, or neither."""

SHOWN = ("the version", "the date", "the next review")


def imprint_line(context: BuildContext, size: float) -> ImprintLine:
    """Return what of the imprint stands on one line below the QR code, at a size in pt."""
    if is_folded(context):
        return ""
    words = {passages[0].where: passages[0].text for passages in standing_content.review(context)}
    version, *dates = (f"{words[name]}." for name in SHOWN)
    room = text_width(context) / MM_PER_PT / size
    lines: dict[ImprintLine, str] = {"all": " ".join((version, *dates)), "dates": " ".join(dates)}
    fitting = (
        name for name, line in lines.items() if fonts.text_width(context.base, line, bold=False) < room
    )
    return next(fitting, "")
