"""Images: SVG, PNG, JPEG, WebP and GIF, checked and normalised once for all documents.

`read_image` accepts an image or reports all its problems; `recoloured` applies the colours of a brand to a
drawing.
"""

from __future__ import annotations

from foldwell.assets.fonts import LetteringFonts
from foldwell.assets.images.file_types import SUFFIXES, detect_file_type
from foldwell.assets.images.image import PNG, SVG, Picture
from foldwell.assets.images.raster import normalise, resolution, widest
from foldwell.assets.images.recolour import recoloured
from foldwell.assets.images.svg import read_svg
from foldwell.assets.images.svg.labels import text_labels
from foldwell.errors import InputError, Problem

__all__ = [
    "FILE_SUFFIXES",
    "MAX_IMAGE_BYTES",
    "PNG",
    "SVG",
    "Picture",
    "read_image",
    "recoloured",
    "resolution",
    "text_labels",
    "widest",
]

FILE_SUFFIXES = tuple(suffix for suffixes in SUFFIXES.values() for suffix in suffixes)
"""How the names of the files end that `read_image` takes."""

MAX_IMAGE_BYTES = 20_000_000


def read_image(data: bytes, name: str, where: str, fonts: LetteringFonts | None = None) -> Picture:
    """Return the normalised image in `data`: a checked SVG without comments, or an sRGB PNG without metadata.

    `name` is the file's name, kept even when a JPEG becomes PNG; `where` is its place in messages.
    `fonts` are those for the lettering of a drawing; without them it is refused.
    Raises InputError with every problem when the file is none of these, or not fit to print.
    """
    if len(data) > MAX_IMAGE_BYTES:
        hint = "export it smaller, 1200 pixels wide is plenty"
        raise InputError(
            Problem(where, f"the picture is larger than {MAX_IMAGE_BYTES // 1_000_000} MB", hint)
        )
    file_type = detect_file_type(data, name, where)
    if file_type == "SVG":
        return read_svg(data, name, where, fonts)
    normalised, ratio, diagnostics = normalise(data, file_type, where)
    return Picture(name, PNG, normalised, ratio, diagnostics)
