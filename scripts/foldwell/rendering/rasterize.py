"""Drawings as pixels: for Word, which cannot show SVG everywhere, and for the proof to compare with.

The engine that prints them draws them here too.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import lru_cache
from io import BytesIO

import pypdfium2
from PIL import Image, ImageColor

from foldwell.assets.images import PNG, Picture
from foldwell.model import Font
from foldwell.rendering.pdf import layout

PPI = 300
"""Pixels per inch at the size of printing (DOMAIN: pictures 300 ppi at size)."""

WIDE = 120.0
"""The width in mm that a drawing is laid out for, once; its pixels are taken at any size."""

PAGE = (
    "<!DOCTYPE html><html lang=en><title>-</title><style>{faces}"
    "@page{{size:{width}mm {height}mm;margin:0}}"
    "body{{margin:0}}img{{display:block;width:{width}mm}}</style><img src=drawing.svg alt=->"
)

Wanted = Mapping[str, tuple[Picture, float]]


class Rasters(Mapping[str, bytes]):
    """PNG bytes of pictures, by path; one is drawn when it is asked for, as a template may leave it out."""

    def __init__(self, wanted: Wanted, font: Font) -> None:
        self.wanted, self.font = wanted, font

    def __getitem__(self, path: str) -> bytes:
        picture, width = self.wanted[path]
        return raster(picture, width, self.font)

    def __contains__(self, path: object) -> bool:
        return path in self.wanted

    def __iter__(self) -> Iterator[str]:
        return iter(self.wanted)

    def __len__(self) -> int:
        return len(self.wanted)


@lru_cache(maxsize=16)
def raster(drawing: Picture, width: float, font: Font) -> bytes:
    """Return a picture as PNG bytes; a drawing at 300 ppi for `width` mm, its labels set in `font`.

    Equal ones are drawn once a process: the articles of a practice share its logo.
    """
    if drawing.mime == PNG:
        return drawing.data
    out = BytesIO()
    # To look for the smallest file takes four times as long and saves a thirtieth.
    drawn(drawing, width, font, PPI).save(out, format="PNG", dpi=(PPI, PPI))
    return out.getvalue()


def drawn(picture: Picture, width: float, font: Font, ppi: float, ground: str = "#ffffff") -> Image.Image:
    """Return a picture, `width` mm wide, as pixels on a ground of one colour."""
    if picture.mime == PNG:
        with Image.open(BytesIO(picture.data)) as opened:
            image = opened.convert("RGBA")
        return Image.alpha_composite(Image.new("RGBA", image.size, ground), image).convert("RGB")
    behind = (*ImageColor.getrgb(ground)[:3], 255)
    with pypdfium2.PdfDocument(page(picture, font)) as document:
        rendered = document[0].render(scale=ppi / 72 * width / WIDE, fill_color=behind)
        pixels: Image.Image = rendered.to_pil()
    return pixels


@lru_cache(maxsize=32)
def page(drawing: Picture, font: Font) -> bytes:
    """Return a drawing, not a PNG, as a PDF page `WIDE` mm wide with nothing behind it."""
    faces, files = layout.font_faces(font)
    html = PAGE.format(faces=faces, width=WIDE, height=WIDE / drawing.ratio)
    laid = layout.lay_out(html, drawing.name, {**files, "drawing.svg": drawing.data})
    return layout.write(laid, drawing.name)
