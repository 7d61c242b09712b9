"""Draw the lettering of a drawing without a transparency group, in which PDFium may cut the first letter.

WeasyPrint draws text with another anchor than its start in a group of its own (ISO 32000-1, 11.6.6). Letters that
do not overlap are the same without one.
"""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Object

BEGINS_TEXT = re.compile(rb"^BT$", re.MULTILINE)
PAINTS_ELSE = re.compile(rb"(?:^|\s)(?:f\*?|F|B\*?|b\*?|S|s|sh|Do|BI)$", re.MULTILINE)
"""Matches the operators that paint a path, a shading, a form or an image (ISO 32000-1, table 51)."""


def remove_text_groups(pdf: pikepdf.Pdf) -> None:
    """Remove the transparency groups of all forms that paint text and nothing else."""
    for form in pdf.objects:
        if isinstance(form, pikepdf.Stream) and "/Group" in form and _paints_text_alone(form):
            del form["/Group"]


def _paints_text_alone(form: Object) -> bool:
    content = form.read_bytes()
    return bool(BEGINS_TEXT.search(content)) and not PAINTS_ELSE.search(content)
