"""The type of an image file: detected from its content, which its name has to match."""

from __future__ import annotations

from pathlib import PurePath
from types import MappingProxyType

from foldwell.errors import InputError, Problem

SUFFIXES = MappingProxyType({"SVG": (".svg",), "PNG": (".png",), "JPEG": (".jpg", ".jpeg")})
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WebP"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\x1f\x8b", "compressed SVG"),
    (b"<", "SVG"),
)
ADVICE = "save it as SVG, PNG or JPEG"


def detect_file_type(data: bytes, name: str, where: str) -> str:
    """Return "SVG", "PNG" or "JPEG"; raises InputError for other content or a name that says otherwise."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip() or data
    found = next((kind for signature, kind in SIGNATURES if start.startswith(signature)), None)
    if found is None:
        raise InputError(Problem(where, "is not a picture" if data else "is an empty file", ADVICE))
    if found not in SUFFIXES:
        raise InputError(Problem(where, f"is a {found} file", ADVICE))
    path = PurePath(name)
    if path.suffix.lower() in SUFFIXES[found]:
        return found
    what = f"the picture is {found}, but its name ends in '{path.suffix}'"
    hint = f"rename it to {path.stem}{SUFFIXES[found][0]}, and wherever it is named"
    raise InputError(Problem(where, what, hint))
