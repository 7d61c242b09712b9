"""What a picture in a letterhead must not be: damaged, unbounded, or a program.

Word decodes these pictures, not we; so what could harm the reader of a handout is refused here.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Iterator
from io import BytesIO
from posixpath import splitext

from PIL import Image

MAX_PIXELS = 40_000_000
RASTERS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".gif": "GIF", ".bmp": "BMP", ".tif": "TIFF",
           ".tiff": "TIFF"}  # fmt: skip
PNG_HINT = "in Word, cut it, and paste it as a picture (PNG)"
AGAIN_HINT = "delete it in Word and insert the picture again"

ACTIVE_SVG_ELEMENTS = frozenset({"script", "foreignObject", "image", "use"})
EXTERNAL_REFERENCE = re.compile(
    r"""(?:href\s*=\s*["']|url\()\s*(?!["']?#)|\son\w+\s*=|@import|<!DOCTYPE|<!ENTITY""", re.IGNORECASE
)
"""External references and scripts in a drawing."""

RECORD_HEAD = 8
"""The bytes of a record's kind and length."""
EMF_HEADER, EMF_SIGNATURE_OFFSET, EMF_END = 1, 40, 14
EMF_ESCAPES = frozenset({105, 106, 110})
"""Records of an EMF that hand data to a printer driver ([MS-EMF] 2.3.6)."""


def picture_faults(name: str, data: bytes | None, label: str) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a picture, and what to do; `data` is None if it is not in the file."""
    ending = splitext(name)[1].lower()
    if data is None:
        yield f"a picture in {label} is missing in the file", AGAIN_HINT
    elif ending == ".svg":
        text = data.decode("utf-8", "replace")
        if _tags(text) & ACTIVE_SVG_ELEMENTS or EXTERNAL_REFERENCE.search(text):
            yield f"a drawing in {label} is not plain shapes alone", "put it in as a PNG picture"
    elif ending == ".emf":
        if not is_plain_emf(data):
            yield f"an EMF drawing in {label} is damaged, or not plain shapes alone", PNG_HINT
    elif ending not in RASTERS:
        kind = ending.removeprefix(".").upper() or "unknown"
        yield f"a picture in {label} is of the kind {kind}, which not every program shows", PNG_HINT
    elif fault := _raster_fault(data, RASTERS[ending]):
        yield f"a picture in {label} {fault}", AGAIN_HINT


def _tags(text: str) -> set[str]:
    return set(re.findall(r"<(?:\w+:)?(\w+)", text))


def _raster_fault(data: bytes, kind: str) -> str:
    """Return what is wrong with a picture, "" if nothing; only its head is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(data), formats=[*dict.fromkeys((kind, "PNG", "JPEG", "GIF"))]) as picture:
                size = picture.width * picture.height
    except Image.DecompressionBombError:
        size = MAX_PIXELS + 1
    except Exception:  # decoders raise anything, from SyntaxError to struct.error
        return "is damaged"
    return "has more than 40 million pixels" if size > MAX_PIXELS else ""


def is_plain_emf(data: bytes) -> bool:
    """Return whether an EMF drawing is whole, and hands nothing to a driver ([MS-EMF] 2.3)."""
    if data[EMF_SIGNATURE_OFFSET : EMF_SIGNATURE_OFFSET + 4] != b" EMF":
        return False
    offset, kind = 0, EMF_HEADER
    while offset + RECORD_HEAD <= len(data):
        kind, size = struct.unpack_from("<II", data, offset)
        if size < RECORD_HEAD or size % 4 or kind in EMF_ESCAPES:
            return False
        offset += size
        if kind == EMF_END:
            return bool(offset <= len(data))
    return False
