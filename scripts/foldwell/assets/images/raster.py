"""A PNG or JPEG made plain: upright, sRGB, eight bits, a PNG without metadata."""

from __future__ import annotations

import math
import warnings
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageCms, ImageFile, ImageOps

from foldwell.assets.images.image import PALEST_WHITE, PNG, Picture, nothing, shape
from foldwell.errors import InputError, Problem

MOST_PIXELS = 40_000_000
# The modes that a colour profile of each space can speak for, the one to convert from first.
PROFILED = MappingProxyType({"RGB": ("RGB", "RGBA", "P"), "GRAY": ("L", "LA"), "CMYK": ("CMYK",)})


def normalise(data: bytes, form: str, where: str) -> tuple[bytes, float]:
    """Return the picture as a PNG (the same bytes for the same `data`) and its width-to-height ratio.

    `form` is "PNG" or "JPEG". Raises InputError when it is damaged, too large, too slender or shows nothing.
    """
    try:
        plain = _plain(data, form, where)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise InputError(_too_large(where)) from error
    except InputError:
        raise
    except Exception as error:  # decoders raise anything, from SyntaxError to struct.error
        what = "the picture is damaged or cut short"
        raise InputError(Problem(where, what, "export it again, or ask for the file once more")) from error
    ratio = plain.width / plain.height
    problems = [*shape(ratio, where), *([] if _inked(plain) else [nothing(where)])]
    if problems:
        raise InputError(*problems)
    return _png(plain), ratio


def _plain(data: bytes, form: str, where: str) -> Image.Image:
    """Return the picture upright and in sRGB, with every warning of the decoder as an error."""
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing WeasyPrint sets it for the whole process
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(BytesIO(data), formats=[form]) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                raise InputError(_too_large(where))
            picture.load()
            return _srgb(ImageOps.exif_transpose(picture))


def _srgb(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB or RGBA in sRGB, by its own colour profile if it has one."""
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    plain = _by_profile(picture) or picture.convert("RGB")
    if picture.has_transparency_data:
        plain.putalpha(picture.convert("RGBA").getchannel("A"))
    return plain


def _by_profile(picture: Image.Image) -> Image.Image | None:
    """Return the picture as its colour profile reads it, or None if no profile speaks for it."""
    data = picture.info.get("icc_profile")
    if not data:
        return None
    profile = ImageCms.ImageCmsProfile(BytesIO(data))
    modes = PROFILED.get(profile.profile.xcolor_space.strip(), ())
    if picture.mode not in modes:
        return None
    ink = picture.convert(modes[0])
    return ImageCms.profileToProfile(ink, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")


def _inked(plain: Image.Image) -> bool:
    """Tell whether the picture shows on white paper."""
    paper = Image.new("RGB", plain.size, "white")
    paper.paste(plain, mask=plain.getchannel("A") if plain.mode == "RGBA" else None)
    return any(any(channel.histogram()[:PALEST_WHITE]) for channel in paper.split())


def _png(plain: Image.Image) -> bytes:
    """Return the picture as PNG bytes with nothing but its pixels."""
    plain.info.clear()
    out = BytesIO()
    plain.save(out, "PNG")
    return out.getvalue()


def _too_large(where: str) -> Problem:
    """Return the problem of more pixels than any leaflet can show."""
    what = f"the picture has more than {MOST_PIXELS // 1_000_000} million pixels"
    return Problem(where, what, "export it smaller, 1200 pixels wide is plenty")


def fineness(picture: Picture, width: float, height: float) -> float:
    """Return how many pixels an inch a picture has when it fills a room in mm; a drawing has no end."""
    if picture.mime != PNG:
        return math.inf
    with Image.open(BytesIO(picture.data), formats=["PNG"]) as pixels:
        return 25.4 * max(pixels.width / width, pixels.height / height)
