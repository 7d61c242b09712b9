"""Read an old leaflet from a file of any kind that offices have, by what is in it rather than by its name."""

from __future__ import annotations

import re

from foldwell.errors import InputError, Problem
from foldwell.inputs.importing.content import Leaflet
from foldwell.inputs.importing.markdown_file import read_markdown
from foldwell.inputs.importing.pdf_text import read_pdf
from foldwell.inputs.importing.text_lines import read_plain_text
from foldwell.inputs.importing.web_page import ReadBeside, read_web_page
from foldwell.inputs.importing.word_file import is_word, read_word

MAX_FILE_BYTES = 40_000_000
MAX_TEXT_BYTES = 5_000_000
"""The largest text file, most of which may be pictures inside of a page."""

SAVE_AS = "open it in Word or LibreOffice and save it as .docx"
UNREADABLE = (
    (b"\xd0\xcf\x11\xe0", "is an old Word file (.doc), or one with a password", SAVE_AS),
    (b"{\\rtf", "is an RTF file", SAVE_AS),
    (b"PK\x03\x04", "is an archive, but no Word file, or a damaged one", SAVE_AS),
    (b"\x89PNG", "is a picture", "make its words text first, with a program for OCR"),
    (b"\xff\xd8\xff", "is a picture", "make its words text first, with a program for OCR"),
)
"""How files begin that cannot be read, what they are, and what to do."""

OTHER_SUFFIXES = (".docx", ".docm", ".doc", ".rtf", ".odt", ".pdf", ".pages")
"""The endings of files that are no plain text, unless they are damaged or cut short."""

MARKDOWN_SUFFIXES = (".md", ".markdown", ".mdown")
LOOKS_LIKE_HTML = re.compile(
    r"\s*(?:<!doctype html|<html|<head|<body|<\?xml[^>]*>\s*<!doctype html)", re.IGNORECASE
)
CHARSET = re.compile(rb"charset=[\"']?\s*([\w-]+)", re.IGNORECASE)
HEAD_BYTES = 2_000


def read_leaflet(data: bytes, name: str, read_beside: ReadBeside) -> Leaflet:
    """Return the leaflet in the bytes of a file; messages call it `name`.

    `read_beside` returns the files beside it that it shows as pictures. Raises InputError for a file that is
    damaged, unsafe, too large, without words, or of another kind.
    """
    if len(data) > MAX_FILE_BYTES:
        raise InputError(Problem(name, f"is larger than {MAX_FILE_BYTES // 1_000_000} MB", SAVE_AS))
    try:
        leaflet = _read(data, name, read_beside)
    except RecursionError as error:
        what = "has parts inside of parts, more than can be read"
        raise InputError(Problem(name, what, "copy its text into a new file")) from error
    if not leaflet.blocks:
        raise InputError(Problem(name, "has no words to read", "check that it is the right file"))
    return leaflet


def _read(data: bytes, name: str, read_beside: ReadBeside) -> Leaflet:
    if is_word(data):
        return read_word(data, name)
    if data.startswith(b"%PDF"):
        return read_pdf(data, name)
    for start, what, hint in UNREADABLE:
        if data.startswith(start):
            raise InputError(Problem(name, what, hint))
    if len(data) > MAX_TEXT_BYTES:
        raise InputError(Problem(name, f"is larger than {MAX_TEXT_BYTES // 1_000_000} MB", SAVE_AS))
    return _read_text(decode(data, name), name, read_beside)


def _read_text(text: str, name: str, read_beside: ReadBeside) -> Leaflet:
    if name.lower().endswith((".html", ".htm", ".xhtml")) or LOOKS_LIKE_HTML.match(text):
        return read_web_page(text, read_beside)
    if name.lower().endswith(MARKDOWN_SUFFIXES):
        return read_markdown(text, read_beside)
    if name.lower().endswith(OTHER_SUFFIXES):
        what = f"is damaged, or no {name.rpartition('.')[2]} file, whatever its name says"
        raise InputError(Problem(name, what, SAVE_AS))
    return read_plain_text(text)


def decode(data: bytes, name: str) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, what a page says, or that of old Windows."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        stated = CHARSET.search(data[:HEAD_BYTES])
        encodings = ["utf-8-sig", *([stated[1].decode("ascii")] if stated else []), "cp1252"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except (UnicodeError, LookupError):
            continue
        if "\x00" not in text:
            return text.replace("\r\n", "\n").replace("\r", "\n")
    raise InputError(
        Problem(name, "is no text", f"a leaflet as Word, HTML, Markdown, text or PDF; {SAVE_AS}")
    )
