"""The type of an image file: detected from its content, which its name has to match."""

from __future__ import annotations

from pathlib import PurePath
from types import MappingProxyType

from foldwell.errors import InputError, Problem

SUFFIXES = MappingProxyType(
    {
        "SVG": (".svg",),
        "PNG": (".png",),
        "JPEG": (".jpg", ".jpeg"),
        "WEBP": (".webp",),
        "GIF": (".gif",),
    }
)
SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"GIF8", "GIF"),
    (b"RIFF", "WEBP"),
    (b"8BPS", "Photoshop"),
    (b"\xc5\xd0\xd3\xc6", "EPS"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"%PDF", "PDF"),
    (b"%!PS", "EPS"),
    (b"\x1f\x8b", "compressed SVG"),
    (b"<", "SVG"),
)
ADVICE = "save it as SVG, PNG or JPEG"
CURES = MappingProxyType(
    {
        "PDF": "open it in Inkscape or Illustrator, and export the logo as SVG; a .ai file is one too",
        "EPS": "open it in Inkscape or Illustrator, and export the logo as SVG",
        "Photoshop": "export it as PNG with a see-through background",
        "HEIC": "a telephone's photograph: share or export it as JPEG",
        "AVIF": "export it as PNG",
        "compressed SVG": "unpack it, or save it as SVG instead of SVGZ",
    }
)


def detect_file_type(data: bytes, name: str, where: str) -> str:
    """Return "SVG", "PNG", "JPEG", "WEBP" or "GIF"; raises InputError for others, or if the name differs."""
    found = content_type(data, where)
    path = PurePath(name)
    if path.suffix.lower() in SUFFIXES[found]:
        return found
    what = f"the picture is {found}, but its name ends in '{path.suffix}'"
    hint = f"rename it to {path.stem}{SUFFIXES[found][0]}, and wherever it is named"
    raise InputError(Problem(where, what, hint))


def content_type(data: bytes, where: str) -> str:
    """Return the type of a picture whatever its name is; raises InputError for others."""
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip() or data
    kinds = (kind for signature, kind in SIGNATURES if start.startswith(signature))
    found = next(kinds, _iso_media(start))
    if found is None:
        raise InputError(Problem(where, "is not a picture" if data else "is an empty file", ADVICE))
    if found not in SUFFIXES:
        raise InputError(Problem(where, f"is a {found} file", CURES.get(found, ADVICE)))
    return found


def _iso_media(start: bytes) -> str | None:
    """Return the kind of a picture in the container of a film (ISO 14496-12), by its brand."""
    if start[4:8] != b"ftyp":
        return None
    return "AVIF" if start[8:12] in (b"avif", b"avis") else "HEIC"
