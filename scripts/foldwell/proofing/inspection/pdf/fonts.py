"""The fonts of a PDF file, and the text that they have no glyphs for."""

from __future__ import annotations

import re
import sys
from array import array
from collections.abc import Iterator
from dataclasses import dataclass

import pikepdf

from foldwell.proofing.inspection.reading import MissingGlyph

# The tag of a subset (ISO 32000-1, 9.6.4).
SUBSET = re.compile(r"^/?(?:[A-Z]{6}\+)?")
PAIRS_OF = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]{4})>\s*<([0-9A-Fa-f]+)>")
CIDS_OF = re.compile(rb"begincidchar(.*?)endcidchar", re.DOTALL)
NOTDEF = re.compile(rb"<([0-9A-Fa-f]{4})>\s*0\b")
CODES = re.compile(rb"<((?:[0-9A-Fa-f]{4})*)>")
FILES = ("/FontFile", "/FontFile2", "/FontFile3")


@dataclass(frozen=True, slots=True)
class ContentStream:
    """A stream that paints on a page (the page itself or a form on it), with the fonts it may use."""

    page: int
    stream: pikepdf.Object
    fonts: dict[str, pikepdf.Object]


def content_streams(pdf: pikepdf.Pdf) -> Iterator[ContentStream]:
    """Yield the pages of a file, counted from 1, and the forms that they draw."""
    for number, page in enumerate(pdf.pages, start=1):
        yield from with_forms(ContentStream(number, page.obj, fonts_of(page.obj)), set())


def with_forms(outer: ContentStream, visited: set[tuple[int, int]]) -> Iterator[ContentStream]:
    """Yield a stream and, once each, the forms among its resources."""
    yield outer
    for form in dict(resources(outer.stream).get("/XObject", {})).values():
        if form.get("/Subtype") == "/Form" and form.objgen not in visited:
            visited.add(form.objgen)
            yield from with_forms(ContentStream(outer.page, form, {**outer.fonts, **fonts_of(form)}), visited)


def resources(stream: pikepdf.Object) -> pikepdf.Object:
    """Return the resources of a page, its own or inherited, or of a form."""
    while "/Resources" not in stream and "/Parent" in stream:
        stream = stream["/Parent"]
    return stream.get("/Resources", pikepdf.Dictionary())


def fonts_of(stream: pikepdf.Object) -> dict[str, pikepdf.Object]:
    """Return the fonts among the resources of a stream, by the names its operators use."""
    return dict(resources(stream).get("/Font", {}))


def descendant_font(font: pikepdf.Object) -> pikepdf.Object:
    """Return the dictionary of the font itself: of a composite font, that of its descendant."""
    return font["/DescendantFonts"][0] if "/DescendantFonts" in font else font


def family(font: pikepdf.Object) -> str:
    """Return the family that a font belongs to, or its name without subset prefix when it does not say."""
    descriptor = descendant_font(font).get("/FontDescriptor", pikepdf.Dictionary())
    return str(descriptor.get("/FontFamily", "")) or SUBSET.sub("", str(font.get("/BaseFont", "")))


def embedded(font: pikepdf.Object) -> bool:
    """Return whether a font is embedded."""
    descriptor = descendant_font(font).get("/FontDescriptor", pikepdf.Dictionary())
    return font.get("/Subtype") == "/Type3" or any(file in descriptor for file in FILES)


def missing_glyphs(part: ContentStream) -> Iterator[MissingGlyph]:
    """Yield each string drawn, in part, as glyph 0 of a composite font (.notdef; ISO 32000-1, 9.7.6.3)."""
    without_shape = {name: codes_without_glyph(font) for name, font in part.fonts.items()}
    if all_have_glyphs(part.stream, frozenset().union(*without_shape.values())):
        return
    for name, shown in strings(part.stream):
        if not without_shape.get(name, frozenset()).isdisjoint(shown):
            yield MissingGlyph(part.page, unicode_text(part.fonts[name], shown))


def all_have_glyphs(stream: pikepdf.Object, without: frozenset[int]) -> bool:
    """Return whether a quick check proves that no drawn code is `without` a glyph in any font.

    A quick check, which works if all strings are hexadecimal with four digits per code, as WeasyPrint writes
    them.
    """
    drawing = content(stream)
    digits = CODES.findall(drawing)
    if b"(" in drawing or len(digits) != drawing.count(b"<") - 2 * drawing.count(b"<<"):
        return False
    shown = array("H", bytes.fromhex(b"".join(digits).decode()))
    if sys.byteorder == "little":
        shown.byteswap()
    return without.isdisjoint(shown)


def content(stream: pikepdf.Object) -> bytes:
    """Return the content stream of a page or a form."""
    parts = stream if isinstance(stream, pikepdf.Stream) else stream.get("/Contents", pikepdf.Array())
    # Parted, because each stream ends with a token (ISO 32000-1, 7.8.2).
    return b"\n".join(part.read_bytes() for part in (parts if isinstance(parts, pikepdf.Array) else [parts]))


def strings(stream: pikepdf.Object) -> Iterator[tuple[str, list[int]]]:
    """Yield the strings that a stream draws: the name of the font, and the codes of two bytes."""
    font, saved = "", [""]
    for drawing in pikepdf.parse_content_stream(stream, "q Q Tf Tj TJ ' \""):
        operands = drawing.operands
        match str(drawing.operator):
            case "q":
                saved.append(font)
            case "Q":
                font = saved.pop() if saved else ""
            case "Tf":
                font = str(operands[0])
            case _:
                yield font, codes(operands[-1])


def codes(shown: pikepdf.Object) -> list[int]:
    """Return the codes of two bytes in a string, or in an array of strings and distances."""
    parts = shown if isinstance(shown, pikepdf.Array) else [shown]
    raw = b"".join(bytes(part) for part in parts if isinstance(part, pikepdf.String))
    return [int.from_bytes(raw[index : index + 2]) for index in range(0, len(raw) - 1, 2)]


def codes_without_glyph(font: pikepdf.Object) -> frozenset[int]:
    """Return the codes that a composite font shows as glyph 0; a simple font has none."""
    if font.get("/Subtype") != "/Type0":
        return frozenset()
    encoding = font.get("/Encoding")
    table = encoding.read_bytes() if isinstance(encoding, pikepdf.Stream) else b""
    mapped = [int(code, 16) for block in CIDS_OF.findall(table) for code in NOTDEF.findall(block)]
    return frozenset({0, *mapped})


def unicode_text(font: pikepdf.Object, shown: list[int]) -> str:
    """Return the Unicode text of the codes by the ToUnicode table; U+FFFD for codes that it lacks."""
    table = font["/ToUnicode"].read_bytes() if "/ToUnicode" in font else b""
    pairs = [pair for block in PAIRS_OF.findall(table) for pair in PAIR.findall(block)]
    characters = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace") for code, text in pairs
    }
    return "".join(characters.get(code, "\ufffd") for code in shown)
