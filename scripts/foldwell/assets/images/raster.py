"""Normalise a PNG, JPEG, WebP or GIF: upright, sRGB, eight bits, a PNG without metadata."""

from __future__ import annotations

import math
import warnings
from io import BytesIO
from types import MappingProxyType

from PIL import Image, ImageCms, ImageFile, ImageOps

from foldwell.assets.images.image import (
    PNG,
    STILL_HINT,
    WHITE_THRESHOLD,
    Picture,
    blank_image,
    shape_problems,
)
from foldwell.assets.images.paper import content_box, margin_note, pale_notes
from foldwell.assets.images.transparency import fill_transparent
from foldwell.errors import Diagnostics, InputError, Problem
from foldwell.model.units import MM_PER_INCH

MAX_PIXELS = MappingProxyType({"PNG": 40_000_000, "JPEG": 40_000_000, "GIF": 40_000_000, "WEBP": 12_000_000})
"""The pixels of a picture that can be read: a decoder of WebP needs twenty bytes for each."""

MAX_KEPT_PIXELS = 10_000_000
"""The pixels that are kept, 300 an inch on a page of A4: more take memory, and no printer shows them."""

BAND_ROWS = 64
"""The rows of a band in which a picture is reduced."""

WIDEST = 500.0
"""The width in mm that no picture exceeds."""

# The image modes to which a profile of each colour space applies, the mode to convert from first.
PROFILE_MODES = MappingProxyType({"RGB": ("RGB", "RGBA", "P"), "GRAY": ("L", "LA"), "CMYK": ("CMYK",)})


def normalise(data: bytes, file_type: str, where: str) -> tuple[bytes, float, Diagnostics]:
    """Return the picture as a PNG (the same bytes for the same `data`) and its width-to-height ratio.

    `file_type` is "PNG", "JPEG", "WEBP" or "GIF". Raises InputError if the image is damaged, too large,
    too slender or blank.
    """
    try:
        image, moves = _decode_upright(data, file_type, where)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError) as error:
        raise InputError(_too_large(file_type, where)) from error
    except InputError:
        raise
    except Exception as error:  # decoders raise anything, from SyntaxError to struct.error
        what = "the picture is damaged or cut short"
        raise InputError(Problem(where, what, "export it again, or ask for the file once more")) from error
    moving = Problem(where, "the picture moves, and is printed as it stands at first", STILL_HINT)
    notes = [moving] if moves else []
    if box := content_box(image):
        image = image.crop(box)
        notes.append(margin_note(where))
    ratio = image.width / image.height
    problems = [*shape_problems(ratio, where), *([] if _has_ink(image) else [blank_image(where)])]
    if problems:
        raise InputError(*problems)
    notes += pale_notes(image, where)
    return _encode_png(fill_transparent(image)), ratio, Diagnostics(notes=tuple(notes))


def _decode_upright(data: bytes, file_type: str, where: str) -> tuple[Image.Image, bool]:
    """Return the picture upright and in sRGB, with every warning of the decoder as an error.

    The second value is whether it moves; the picture is the first of its frames.
    """
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # importing WeasyPrint sets it for the whole process
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        with Image.open(BytesIO(data), formats=[file_type]) as picture:
            if picture.width * picture.height > MAX_PIXELS[file_type]:
                raise InputError(_too_large(file_type, where))
            picture.draft(None, _kept_size(picture))
            picture.load()
            moves = bool(getattr(picture, "is_animated", False))
            reduced = _reduced(picture)
        # The picture in its full size is let go before the conversions, each of which copies its argument.
        del picture
        return _to_srgb(ImageOps.exif_transpose(reduced)), moves


def _factor(picture: Image.Image) -> int:
    """Return by how much both sides of a picture have to become shorter, in whole numbers."""
    return math.ceil(math.sqrt(picture.width * picture.height / MAX_KEPT_PIXELS))


def _kept_size(picture: Image.Image) -> tuple[int, int]:
    """Return the least size at which a picture is decoded, if its kind of file can be in a smaller one."""
    factor = _factor(picture)
    return picture.width // factor, picture.height // factor


def _reduced(picture: Image.Image) -> Image.Image:
    """Return the picture, its palette as colours, with no more pixels than are kept."""
    if picture.mode in ("P", "PA"):
        # "Save for web" and pngquant give each colour of the palette an opacity.
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    if picture.mode.startswith("I"):
        picture = picture.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    factor = _factor(picture)
    if factor == 1:
        return picture
    reduced = _reduced_in_bands(picture.convert("L") if picture.mode == "1" else picture, factor)
    reduced.info = picture.info
    return reduced


def _reduced_in_bands(picture: Image.Image, factor: int) -> Image.Image:
    """Return a picture reduced; Pillow copies all of a see-through one for that, so it gets bands of it."""
    reduced = Image.new(picture.mode, (-(-picture.width // factor), -(-picture.height // factor)))
    step = factor * BAND_ROWS
    for top in range(0, picture.height, step):
        band = picture.crop((0, top, picture.width, min(top + step, picture.height)))
        reduced.paste(band.reduce(factor), (0, top // factor))
    return reduced


def _to_srgb(picture: Image.Image) -> Image.Image:
    """Return the picture as RGB or RGBA in sRGB, by its own colour profile if it has one."""
    converted = _convert_by_profile(picture) or picture.convert("RGB")
    if picture.has_transparency_data:
        converted.putalpha(picture.convert("RGBA").getchannel("A"))
    return converted


def _convert_by_profile(picture: Image.Image) -> Image.Image | None:
    """Return the picture converted by its colour profile, or None if it has none that applies."""
    data = picture.info.get("icc_profile")
    if not data:
        return None
    profile = ImageCms.ImageCmsProfile(BytesIO(data))
    modes = PROFILE_MODES.get(profile.profile.xcolor_space.strip(), ())
    if picture.mode not in modes:
        return None
    colour_space = picture.convert(modes[0])
    return ImageCms.profileToProfile(colour_space, profile, ImageCms.createProfile("sRGB"), outputMode="RGB")


def _has_ink(image: Image.Image) -> bool:
    """Return whether the picture shows on white paper."""
    paper = Image.new("RGB", image.size, "white")
    paper.paste(image, mask=image.getchannel("A") if image.mode == "RGBA" else None)
    return any(any(channel.histogram()[:WHITE_THRESHOLD]) for channel in paper.split())


def _encode_png(image: Image.Image) -> bytes:
    """Return the picture as PNG bytes with nothing but its pixels."""
    image.info.clear()
    out = BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def _too_large(file_type: str, where: str) -> Problem:
    """Return the problem of more pixels than any leaflet can show."""
    what = f"the picture has more than {MAX_PIXELS[file_type] // 1_000_000} million pixels"
    return Problem(where, what, "export it smaller, 1200 pixels wide is plenty")


def pixel_count(data: bytes, file_type: str) -> int:
    """Return the pixels of a picture as its header states them; 0 for a file that cannot be read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[file_type]) as picture:
                return picture.width * picture.height
    except Exception:  # what is wrong is said by whoever decodes it
        return 0


def resolution(picture: Picture, width: float, height: float) -> float:
    """Return the pixels per inch of a picture fitted into a box in mm; infinite for a drawing."""
    if picture.mime != PNG:
        return math.inf
    with Image.open(BytesIO(picture.data), formats=["PNG"]) as pixels:
        return MM_PER_INCH * max(pixels.width / width, pixels.height / height)


def widest(picture: Picture, ppi: float) -> float:
    """Return the width in mm at which a picture has so many pixels per inch, at most `WIDEST`."""
    return min(WIDEST, WIDEST * resolution(picture, WIDEST, WIDEST / picture.ratio) / ppi)
