"""Give the form fields of a PDF file fonts that every viewer has, and leave their look to what is drawn.

No letter of the file is set in these fonts: a viewer takes them for what someone types, so that PDF/UA does
not ask for them to be embedded (ISO 14289-1, 7.21.4.1).
"""

from __future__ import annotations

import re

import pikepdf
from pikepdf import Dictionary, Name, String

TEXT_FONT, TICK_FONT = "Helv", "ZaDb"
"""The names that viewers know these fonts by (ISO 32000-1, 12.7.3.3)."""

CHECK_MARK = "4"
"""The check mark in the font of ticks."""

SIZE = re.compile(r"([\d.]+) Tf")
COLOUR = re.compile(r"[\d.]+ [\d.]+ [\d.]+ rg")


def set_fields(pdf: pikepdf.Pdf) -> None:
    """Set the fonts of all form fields of a file; one without any stays as it is."""
    form = pdf.Root.get("/AcroForm")
    if form is None:
        return
    text = Dictionary(BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
    tick = Dictionary(BaseFont=Name.ZapfDingbats)
    fonts = {f"/{TEXT_FONT}": _font(pdf, text), f"/{TICK_FONT}": _font(pdf, tick)}
    form.DR = Dictionary(Font=Dictionary(fonts))
    form.DA = String(f"/{TEXT_FONT} 0 Tf 0 g")
    for field in form.Fields:
        if Name.Btn == field.FT:
            # The box is drawn on the page; a border here would be a second one.
            field.MK = Dictionary(CA=String(CHECK_MARK))
            field.DA = String(f"/{TICK_FONT} 0 Tf 0 g")
        else:
            asked = str(field.DA)
            size, colour = SIZE.search(asked), COLOUR.search(asked)
            shown = f"/{TEXT_FONT} {size[1] if size else 0} Tf {colour[0] if colour else '0 g'}"
            field.DA = String(shown)


def _font(pdf: pikepdf.Pdf, font: Dictionary) -> pikepdf.Object:
    font.Type, font.Subtype = Name.Font, Name.Type1
    return pdf.make_indirect(font)
