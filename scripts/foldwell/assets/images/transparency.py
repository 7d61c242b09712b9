"""The colours behind transparency, which show at the edges of a picture that is scaled.

A PDF keeps colours and opacity apart (ISO 32000-1, 11.6.5.3), and readers scale each by itself: the black
that programs leave where nothing is drawn would become a dark line around each shape.
"""

from __future__ import annotations

from PIL import Image


def fill_transparent(image: Image.Image) -> Image.Image:
    """Return an image whose fully transparent pixels have the colours of those near them."""
    if image.mode != "RGBA" or image.getchannel("A").getextrema()[0]:
        return image
    filled = _nearby_colours(image)
    filled.putalpha(image.getchannel("A"))
    return filled


def _nearby_colours(image: Image.Image) -> Image.Image:
    """Return the colours of an image, those of transparent pixels taken from the image at half its size."""
    if max(image.size) == 1:
        return image.convert("RGB")
    # Not smoothed, because squares of one colour make a smaller file.
    colours = _nearby_colours(image.reduce(2)).resize(image.size, Image.Resampling.NEAREST)
    drawn = image.getchannel("A").point([255 * (opacity > 0) for opacity in range(256)])
    colours.paste(image, mask=drawn)
    return colours
