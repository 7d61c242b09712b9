"""The file of a font: its size, its format, and what its tables unpack to, before any of it is parsed."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

from fontTools.ttLib import TTFont

from foldwell.errors import InputError, Problem

MAX_FONT_BYTES = 10_000_000
MAX_UNPACKED_BYTES = 40_000_000
"""The most that a compressed font may unpack to."""

TRUETYPE = (b"\x00\x01\x00\x00", b"true")
CFF_OUTLINES = b"OTTO"
WOFF, WOFF2 = b"wOFF", b"wOF2"
READABLE = (*TRUETYPE, CFF_OUTLINES, WOFF, WOFF2)
COLLECTION = b"ttcf"
FONT_SUFFIXES = frozenset({".ttf", ".otf", ".woff", ".woff2"})
FONT_HINT = "put a .ttf, .otf or .woff2 file of each weight there"
COLLECTION_HINT = "put the fonts of the collection there, a .ttf or .otf file of each weight"

MAX_CHARACTERS = 400_000
"""The most characters that the tables of a font may map; Unicode has 160,000."""


WOFF_ENTRY = struct.Struct(">4s4I")
WOFF_HEADER, WOFF2_HEADER = 44, 48
WOFF2_COMPRESSED_SIZE = struct.Struct(">I")


def check_container(data: bytes, where: str) -> None:
    """Raise InputError for a font that is too large, of another format, or unpacks to too much."""
    if len(data) > MAX_FONT_BYTES:
        what = f"the font is larger than {MAX_FONT_BYTES // 1_000_000} MB"
        raise InputError(Problem(where, what, FONT_HINT))
    if data[:4] == COLLECTION:
        raise InputError(Problem(where, "the file holds several fonts", COLLECTION_HINT))
    if data[:4] not in READABLE:
        raise InputError(Problem(where, "the file is not a font", FONT_HINT))
    if unpacks_to_more(data, MAX_UNPACKED_BYTES):
        what = f"the font unpacks to more than {MAX_UNPACKED_BYTES // 1_000_000} MB"
        raise InputError(Problem(where, what, FONT_HINT))


def unpacks_to_more(data: bytes, limit: int) -> bool:
    """Return whether the compressed tables of a font hold more than `limit` bytes; no more are unpacked."""
    if data[:4] == WOFF2:
        return _brotli_exceeds(data, limit)
    return data[:4] == WOFF and _zlib_exceeds(data, limit)


def _brotli_exceeds(data: bytes, limit: int) -> bool:
    import brotli  # noqa: PLC0415  only a font made for the web needs it

    decompressor, size, chunk = brotli.Decompressor(), 0, 1 << 20
    # The tables come after a directory whose size is not stated, and the compressed size is.
    (packed,) = WOFF2_COMPRESSED_SIZE.unpack_from(data, 20)
    piece = data[_woff2_tables(data) :][:packed]
    while size <= limit:
        found = decompressor.process(piece, output_buffer_limit=chunk)
        size, piece = size + len(found), b""
        if not found or decompressor.is_finished():
            break
    return size > limit


def _woff2_tables(data: bytes) -> int:
    """Return where the compressed tables begin: after the directory (WOFF 2.0, 4.1)."""
    from fontTools.ttLib.woff2 import WOFF2DirectoryEntry  # noqa: PLC0415  it imports brotli

    stream, count = BytesIO(data), struct.unpack_from(">H", data, 12)[0]
    stream.seek(WOFF2_HEADER)
    for _ in range(count):
        WOFF2DirectoryEntry().fromFile(stream)
    return stream.tell()


def _zlib_exceeds(data: bytes, limit: int) -> bool:
    size = 0
    for index in range(struct.unpack_from(">H", data, 12)[0]):
        _, start, packed, stated, _ = WOFF_ENTRY.unpack_from(data, WOFF_HEADER + index * WOFF_ENTRY.size)
        if packed < stated:
            unpacker = zlib.decompressobj()
            stated = len(unpacker.decompress(data[start : start + packed], limit + 1))
        size += stated
        if size > limit:
            return True
    return False


def open_font(data: bytes) -> TTFont:
    """Return a font, its tables parsed as they are asked for; its date stays as it is when it is saved."""
    return TTFont(BytesIO(data), lazy=True, recalcTimestamp=False)


def maps_too_much(font: TTFont) -> bool:
    """Return whether the character maps name more characters than there are, which would fill the memory."""
    table = font.reader["cmap"]
    (count,) = struct.unpack_from(">H", table, 2)
    starts = {struct.unpack_from(">I", table, 8 + 8 * index)[0] for index in range(count)}
    return sum(_mapped_characters(table[start:]) for start in starts) > MAX_CHARACTERS


def _mapped_characters(table: bytes) -> int:
    """Return how many characters a character map names, counted without listing them."""
    (form,) = struct.unpack_from(">H", table)
    if form == 4:  # noqa: PLR2004  the number of the format
        return _mapped_by_segments(table)
    if form not in (12, 13):
        return 0
    (count,) = struct.unpack_from(">I", table, 12)
    groups = struct.iter_unpack(">III", table[16 : 16 + 12 * count])
    return sum(max(0, last - first + 1) for first, last, _ in groups)


def _mapped_by_segments(table: bytes) -> int:
    """Return how many characters a map of format 4 names, in segments that may overlap."""
    count = struct.unpack_from(">H", table, 6)[0] // 2
    lasts = struct.unpack_from(f">{count}H", table, 14)
    firsts = struct.unpack_from(f">{count}H", table, 16 + 2 * count)
    return sum(max(0, last - first + 1) for first, last in zip(firsts, lasts, strict=True))
