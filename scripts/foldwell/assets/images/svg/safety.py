"""What no drawing may have, however it is printed: code, and anything from outside of its file."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator

from foldwell.assets.images.image import ADVICE
from foldwell.assets.images.raster import normalise, pixel_count
from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.findings import Finding, refuse_findings
from foldwell.errors import InputError, Problem

SCRIPTS = frozenset({"script", "handler", "listener"})
LINK_ATTRIBUTES = ("href", "xlink:href")
LINKS_OF_PAGES = frozenset({"a"})
"""Elements whose link is for a reader to follow, which paper cannot."""

MAX_PICTURE_PIXELS = 20_000_000
"""The pixels of all pictures inside a drawing."""

_URL = re.compile(r"url\(\s*['\"]?\s*([^#'\"\s][^)]*)?", re.IGNORECASE)
_DATA_URL = re.compile(r"data:image/(png|jpe?g);base64,(.*)", re.IGNORECASE | re.DOTALL)
_DATA_IMAGE = re.compile(r"data:image/([\w-]+)", re.IGNORECASE)


def unsafe_parts(root: Element, where: str) -> Iterator[Finding]:
    """Yield line, message and hint of each script, event attribute and reference to something outside."""
    pictures = PictureBudget(where)
    for element in root.self_and_descendants():
        if element.name in SCRIPTS:
            yield element.line, f"<{element.name}> is not allowed in a picture", ADVICE
        for key, value in element.attributes.items():
            if key.lower().startswith("on"):
                yield element.line, f"'{key}' on <{element.name}> is not allowed in a picture", ADVICE
            elif key in LINK_ATTRIBUTES and element.name not in LINKS_OF_PAGES:
                yield from _unsafe_link(element, value.strip(), pictures)
            elif _is_outside(value):
                yield element.line, _outside(key, value, element), ADVICE


def _is_outside(value: str) -> bool:
    """Return whether a value names an address that is not in the file; escapes could hide one."""
    return any(match[1] for match in _URL.finditer(value)) or ("url" in value.lower() and "\\" in value)


def _outside(key: str, value: str, element: Element) -> str:
    return f'{key}="{value[:40]}" on <{element.name}> refers to something outside of the file'


class PictureBudget:
    """Reads the pictures inside a drawing, until all of them together have too many pixels."""

    def __init__(self, where: str) -> None:
        self.where, self.pixels = where, 0

    def check(self, data: bytes, file_type: str) -> None:
        """Raise InputError for a picture that is damaged, or one too many."""
        self.pixels += pixel_count(data, file_type)
        if self.pixels > MAX_PICTURE_PIXELS:
            raise InputError(Problem(self.where, "too many pixels", "place smaller pictures"))
        normalise(data, file_type, self.where)


def _unsafe_link(element: Element, value: str, pictures: PictureBudget) -> Iterator[Finding]:
    """Yield the problem of a link that leads out of the file, or to a picture that cannot be read."""
    if value.startswith("#") or not value:
        return
    data = _DATA_URL.fullmatch(value) if element.name in ("image", "feImage") else None
    if not data:
        yield _unread_link(element, value)
        return
    file_type = "PNG" if data[1].lower() == "png" else "JPEG"
    try:
        pictures.check(base64.b64decode(data[2]), file_type)
    except (binascii.Error, InputError):
        what = f"the {file_type} inside the drawing is damaged or too large"
        yield element.line, what, "place the picture again, or save all of it as PNG"


def _unread_link(element: Element, value: str) -> Finding:
    """Return the finding of a picture of another kind inside the file, or of a link that leads out of it."""
    if inside := _DATA_IMAGE.match(value):
        what = f"the drawing has a picture inside it of the kind {inside[1].upper()}, which is not read there"
        return element.line, what, "place it as PNG or JPEG in the drawing program, or save all of it as PNG"
    return element.line, _outside("href", value, element), ADVICE


def refuse_unsafe(root: Element, where: str) -> None:
    """Raise InputError with each kind of unsafe part at its first line."""
    refuse_findings(unsafe_parts(root, where), where)
