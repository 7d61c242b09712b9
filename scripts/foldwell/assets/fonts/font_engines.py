"""Whether the libraries that draw and embed text take a font: each reads tables that the others do not."""

from __future__ import annotations

from io import BytesIO

from PIL import ImageFont

CHECKED_SIZE = 12


def check_engines(data: bytes) -> None:
    """Raise an error of any kind for a TrueType file that FreeType does not load or HarfBuzz not subset."""
    import uharfbuzz  # noqa: PLC0415  only a practice's own font needs it

    ImageFont.truetype(BytesIO(data), CHECKED_SIZE)
    request = uharfbuzz.SubsetInput()
    request.keep_everything()
    uharfbuzz.subset(uharfbuzz.Face(data), request)
