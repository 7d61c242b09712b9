"""Leaflets as Word files: checked as a package first, then converted by mammoth."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from foldwell.assets.ooxml.package import Fault, Package, PackageError, read_package
from foldwell.errors import InputError, Problem
from foldwell.inputs.importing.content import Leaflet, Picture
from foldwell.inputs.importing.html_blocks import HtmlReader
from foldwell.inputs.importing.web_page import parse_html
from foldwell.inputs.importing.word_texts import lost_objects, tracked_notes, word_texts

MAX_XML_BYTES = 12_000_000
"""The size of all XML in a package: a book has less, and each byte costs fifty more to read."""

STYLES = """
p[style-name='Title'] => h1.title:fresh
p[style-name='Subtitle'] => p.subtitle:fresh
u => u
strike => s
"""
SAVE_AGAIN = "open it in Word and save it again as .docx"
FAULTS = {
    Fault.NOT_AN_ARCHIVE: ("is no Word file, or is damaged", SAVE_AGAIN),
    Fault.ENCRYPTED: ("has a password", "open it in Word and save it without one"),
    Fault.TOO_LARGE: ("unpacks to far more than a leaflet has", "save it with smaller pictures"),
    Fault.UNUSUAL: ("is not packed as Word does it", SAVE_AGAIN),
    Fault.DAMAGED: ("is damaged inside", SAVE_AGAIN),
    Fault.DOCTYPE: ("has a DOCTYPE inside, which no Word file needs", SAVE_AGAIN),
}


def read_word(data: bytes, name: str) -> Leaflet:
    """Return the leaflet of a Word file; raises InputError for one that is damaged or unsafe to unpack.

    Macros are never run, no embedded style map is followed, and no file or address that it names is opened.
    """
    package = _checked_package(data, name)
    html, pictures = _convert(data, name)
    reader = HtmlReader(lambda address, alt: _picture(pictures, address, alt))
    blocks = reader.blocks(parse_html(html))
    lost = (*reader.lost, *lost_objects(package))
    return Leaflet(blocks, tuple(word_texts(package)), lost, tuple(tracked_notes(package)))


def _checked_package(data: bytes, name: str) -> Package:
    try:
        package = read_package(data)
    except PackageError as error:
        what, hint = FAULTS[error.fault]
        raise InputError(Problem(name, what, hint)) from error
    for part in package.damaged:
        what, hint = FAULTS[part.fault]
        raise InputError(Problem(name, f"{what} ({part.name})", hint))
    if package.main not in package.roots:
        raise InputError(Problem(name, "has no text of Word in it", SAVE_AGAIN))
    if sum(len(package.data[part]) for part in package.roots) > MAX_XML_BYTES:
        raise InputError(
            Problem(name, "has far more words than a leaflet", "save the part that is the leaflet")
        )
    return package


def _convert(data: bytes, name: str) -> tuple[str, list[tuple[str, bytes]]]:
    """Return the HTML of a file, and the pictures that it refers to by their numbers."""
    # Imported here, because no build needs it.
    import mammoth  # noqa: PLC0415

    pictures: list[tuple[str, bytes]] = []

    def keep(image: Any) -> dict[str, str]:
        with image.open() as file:
            pictures.append((str(image.content_type), file.read()))
        return {"src": f"picture:{len(pictures) - 1}"}

    try:
        result = mammoth.convert_to_html(
            BytesIO(data),
            style_map=STYLES,
            include_embedded_style_map=False,
            external_file_access=False,
            convert_image=mammoth.images.img_element(keep),
        )
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # whatever a damaged file makes the converter raise
        what, hint = FAULTS[Fault.DAMAGED]
        raise InputError(Problem(name, what, hint)) from error
    return str(result.value), pictures


def _picture(pictures: list[tuple[str, bytes]], address: str, alt: str) -> Picture | str:
    number = address.removeprefix("picture:")
    if not number.isdecimal() or int(number) >= len(pictures):
        return "a picture that the file only refers to"
    kind, data = pictures[int(number)]
    return Picture(f"picture {int(number) + 1} ({kind.removeprefix('image/')})", data, alt)


def is_word(data: bytes) -> bool:
    """Return whether data is a package with a text of Word."""
    return data.startswith(b"PK\x03\x04") and b"word/" in data
