"""Embed the brand's fonts in the file, so that it looks the same on a computer without them.

Fonts are obfuscated as ECMA-376 part 4 (2.8.1) asks. Word embeds TrueType outlines only, and no others are
supplied.
"""

from __future__ import annotations

from collections.abc import Collection
from hashlib import sha256
from uuid import UUID

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from foldwell.assets.xml_reader import Xml
from foldwell.model import Font
from foldwell.rendering.docx.ooxml import w

OBFUSCATED = "application/vnd.openxmlformats-officedocument.obfuscatedFont"
OBFUSCATED_BYTES = 32
"""The number of bytes at the start of a font file that are obfuscated."""
SUBSTITUTE = "Arial"
"""A readable font that every office computer has."""


def embed_fonts(document: WordDocument, fonts: Collection[Font]) -> XmlPart:
    """Add and return the font table, and in it the regular and bold face of every family and fallback."""
    name = PackURI("/word/fontTable.xml")
    table = XmlPart(
        name, CONTENT_TYPE.WML_FONT_TABLE, parse_xml(f"<w:fonts {nsdecls('w', 'r')}/>"), document.part.package
    )
    document.part.relate_to(table, RELATIONSHIP_TYPE.FONT_TABLE)
    unique = {one.family: one for font in fonts for one in font.chain}
    for _, font in sorted(unique.items()):
        faces = {"embedRegular": font.regular, "embedBold": font.bold}
        entry = _entry(font.family)
        entry.extend(_face(table, tag, face) for tag, face in faces.items())
        table.element.append(entry)
    return table


def _entry(family: str) -> Xml:
    """Return the family's entry, with its substitute."""
    return w(
        "font",
        w("altName", val=SUBSTITUTE),
        w("charset", val="00"),
        w("family", val="swiss"),
        w("pitch", val="variable"),
        name=family,
    )


def _face(table: Part, tag: str, face: bytes) -> Xml:
    """Add one face as a part; its key is derived from its bytes, so that it is always the same."""
    key = UUID(bytes=sha256(face).digest()[:16])
    number = len(table.rels) + 1
    name = PackURI(f"/word/fonts/font{number}.odttf")
    part = Part(name, OBFUSCATED, obfuscated(face, key), table.package)
    # The schema allows capitals only (ST_Guid).
    element = w(tag, fontKey=f"{{{str(key).upper()}}}")
    element.set(qn("r:id"), table.relate_to(part, RELATIONSHIP_TYPE.FONT))
    return element


def obfuscated(face: bytes, key: UUID) -> bytes:
    """Return the font with its first 32 bytes masked by the reversed key; twice gives it back."""
    mask = key.bytes[::-1] * 2
    return bytes(a ^ b for a, b in zip(face[:OBFUSCATED_BYTES], mask, strict=True)) + face[OBFUSCATED_BYTES:]
