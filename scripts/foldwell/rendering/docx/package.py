"""The package of a Word document: only our own content, and the same bytes every time."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.package import OpcPackage
from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.opc.rel import Relationships

from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.ooxml import pt, w

KEPT_RELATIONSHIPS = frozenset(
    {RELATIONSHIP_TYPE.STYLES, RELATIONSHIP_TYPE.NUMBERING, RELATIONSHIP_TYPE.SETTINGS}
)
KEPT_PACKAGE_RELATIONSHIPS = frozenset({RELATIONSHIP_TYPE.OFFICE_DOCUMENT, RELATIONSHIP_TYPE.CORE_PROPERTIES})
WORD = "http://schemas.microsoft.com/office/word"
# Without it, Word opens the file in the compatibility mode of Word 2007 (MS-DOCX, 2.3.5).
WORD_2013 = "15"
FEATURES = (
    "overrideTableStyleFontSizeAndJustification",
    "enableOpenTypeFeatures",
    "doNotFlipMirrorIndents",
    "differentiateMultirowTableHeaders",
)
ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)


def empty_document(language: str) -> WordDocument:
    """Return an empty document in `language`: no theme, no thumbnail, no custom XML."""
    document = Document()
    _keep_only(document.part.rels, KEPT_RELATIONSHIPS)
    _keep_only(document.part.package.rels, KEPT_PACKAGE_RELATIONSHIPS)
    _replace_settings(document.settings.element, language)
    return document


def _keep_only(relations: Relationships, kinds: frozenset[str]) -> None:
    for identity in [key for key, relation in relations.items() if relation.reltype not in kinds]:
        del relations[identity]


def _replace_settings(settings: Xml, language: str) -> None:
    """Replace the settings: no hyphenation, the layout of Word 2013 and later."""
    for old in list(settings):
        settings.remove(old)
    versions = {"compatibilityMode": WORD_2013, **dict.fromkeys(FEATURES, "1")}
    compat = (w("compatSetting", name=name, uri=WORD, val=value) for name, value in versions.items())
    # In the order of the schema (ECMA-376-1, 17.15.1.78).
    settings.append(w("zoom", percent="100"))
    # Otherwise the first save in Word drops the embedded fonts (ECMA-376-1, 17.8.3.8).
    settings.append(w("embedTrueTypeFonts"))
    settings.append(w("defaultTabStop", val=pt(36)))
    settings.append(w("autoHyphenation", val="0"))
    settings.append(w("characterSpacingControl", val="doNotCompress"))
    settings.append(w("compat", *compat))
    settings.append(w("themeFontLang", val=language))
    settings.append(w("decimalSymbol", val="."))
    settings.append(w("listSeparator", val=","))


def to_bytes(document: WordDocument) -> bytes:
    """Return the document's bytes: entries sorted, dated 1980, made on no particular system."""
    result = BytesIO()
    with ZipFile(result, "w") as target:
        for name, data in sorted(_entries(document.part.package)):
            entry = ZipInfo(name, ZIP_EPOCH)
            entry.compress_type, entry.create_system, entry.external_attr = ZIP_DEFLATED, 0, 0
            target.writestr(entry, data)
    return result.getvalue()


def _entries(package: OpcPackage) -> Iterator[tuple[str, bytes]]:
    """Yield name and bytes of every entry (ECMA-376, part 2).

    The package's own save uses the current time, and fails if that is before 1980
    (python-openxml/python-docx#1042).
    """
    parts = list(package.iter_parts())
    types = _ContentTypesItem.from_parts(parts)  # type: ignore[no-untyped-call]  # it has no types
    yield CONTENT_TYPES_URI.membername, types.blob
    yield PACKAGE_URI.rels_uri.membername, package.rels.xml
    for part in parts:
        yield part.partname.membername, part.blob
        if part.rels:
            yield part.partname.rels_uri.membername, part.rels.xml
