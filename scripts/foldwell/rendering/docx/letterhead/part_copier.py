"""Copy a letterhead into an empty handout: headers and footers with their pictures, theme and page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from posixpath import splitext

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part, XmlPart
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.parts.styles import StylesPart
from lxml import etree

from foldwell.assets.ooxml.names import local_name, value
from foldwell.assets.ooxml.package import Relation
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.letterhead.letterhead import Letterhead
from foldwell.rendering.docx.letterhead.style_merge import STYLE_REFERENCES, remap_styles
from foldwell.rendering.docx.ooxml import child, mm, remove, w

KEPT_PAGE_ELEMENTS = ("pgMar", "paperSrc", "pgBorders", "pgNumType", "titlePg")
"""The page settings copied from the letterhead besides headers and footers; others concern the text."""

EMBEDDED_FACES = frozenset({"embedRegular", "embedBold", "embedItalic", "embedBoldItalic"})
SETTINGS = {
    "embedTrueTypeFonts": "mirrorMargins",
    "autoHyphenation": "evenAndOddHeaders",
    "themeFontLang": "clrSchemeMapping",
}
"""The setting of ours after which each copied setting of the letterhead is inserted."""

RELATIONSHIP_TYPES = {"header": RELATIONSHIP_TYPE.HEADER, "footer": RELATIONSHIP_TYPE.FOOTER}


def used_style_ids(letterhead: Letterhead) -> frozenset[str]:
    """Return the ids of the styles that the letterhead's headers and footers name."""
    return frozenset(
        value(item)
        for story in letterhead.stories
        for tag in STYLE_REFERENCES
        for item in story.root.iter(qn(f"w:{tag}"))
    )


def copy_parts(document: WordDocument, letterhead: Letterhead, renamed: Mapping[str, str]) -> int:
    """Put the letterhead into a document and return how many pictures it has; they are numbered from 1.

    `renamed` maps each of its style ids to the new id. Empty footers are left out.
    """
    copier = _PartCopier(document, letterhead, renamed)
    section = document.part.element.body.sectPr
    remove(section)
    section.attrib.clear()
    section.extend(copier.section())
    for name in letterhead.package.related_parts("theme"):
        document.part.relate_to(copier.copy(name, "/word/theme/theme1.xml"), RELATIONSHIP_TYPE.THEME)
    _copy_settings(document.settings.element, letterhead)
    return copier.pictures


def adopt_styles(document: WordDocument, letterhead: Letterhead) -> Xml:
    """Let a document have the letterhead's styles instead of its own, and return them."""
    for identity in [
        key for key, item in document.part.rels.items() if item.reltype == RELATIONSHIP_TYPE.STYLES
    ]:
        del document.part.rels[identity]
    element = parse_xml(letterhead.package.data[next(letterhead.package.related_parts("styles"))])
    part = StylesPart(PackURI("/word/styles.xml"), CONTENT_TYPE.WML_STYLES, element, document.part.package)
    document.part.relate_to(part, RELATIONSHIP_TYPE.STYLES)
    adopted: Xml = part.element
    return adopted


def copy_fonts(document: WordDocument, letterhead: Letterhead, table: XmlPart) -> None:
    """Add the fonts that the letterhead carries in itself to the font table."""
    package = letterhead.package
    source = next(package.related_parts("fontTable"), "")
    known = {item.get(qn("w:name")) for item in table.element}
    copier = _PartCopier(document, letterhead, {})
    for entry in package.roots[source].iter(qn("w:font")) if source else ():
        copy = copier.font(deepcopy(entry), package.relations(source), table)
        if entry.get(qn("w:name")) not in known and any(local_name(item) in EMBEDDED_FACES for item in copy):
            table.element.append(copy)


def _copy_settings(settings: Xml, letterhead: Letterhead) -> None:
    """Keep what headers, margins and colours of the theme depend on, in its place."""
    for successor, name in SETTINGS.items():
        existing = letterhead.setting(name)
        if existing is not None:
            child(settings, successor).addnext(deepcopy(existing))


class _PartCopier:
    """Copies the parts of one letterhead into one document, each part once."""

    def __init__(self, document: WordDocument, letterhead: Letterhead, renamed: Mapping[str, str]) -> None:
        self.document, self.letterhead, self.renamed = document, letterhead, renamed
        self.package = letterhead.package
        self.copies: dict[str, Part] = {}
        self.pictures = 0

    def section(self) -> Iterator[Xml]:
        """Yield what the section says, its references led to the copies, its paper as the practice's."""
        page = self.letterhead.page
        for story in self.letterhead.stories:
            if story.kind == "header" or self.letterhead.has_footer:
                copied = self.story(story.kind, story.part)
                identity = self.document.part.relate_to(copied, RELATIONSHIP_TYPES[story.kind])
                reference = w(f"{story.kind}Reference", type=story.pages)
                reference.set(qn("r:id"), identity)
                yield reference
        yield w("pgSz", w=mm(page.paper[0]), h=mm(page.paper[1]))
        for item in self.letterhead.section:
            if local_name(item) in KEPT_PAGE_ELEMENTS:
                kept = deepcopy(item)
                if local_name(item) == "pgMar":
                    kept.set(qn("w:top"), mm(page.top))
                    kept.set(qn("w:bottom"), mm(page.bottom))
                    kept.set(qn("w:footer"), mm(page.footer))
                yield kept

    def story(self, kind: str, name: str) -> Part:
        """Return the copy of a header or footer, in which every reference leads to what was copied."""
        if name in self.copies:
            return self.copies[name]
        root = deepcopy(self.package.roots[name])
        remap_styles(root, self.renamed)
        remove(root.iter(qn("w:dataBinding")))
        for picture in root.iter(qn("wp:docPr")):
            self.pictures += 1
            picture.set("id", str(self.pictures))
        text = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
        return self.copy(name, f"/word/{kind}{self.count(kind)}.xml", text)

    def copy(self, name: str, new: str, text: bytes | None = None) -> Part:
        """Return the copy of a part under a new name, with the parts that it refers to."""
        if name not in self.copies:
            data = self.package.data[name] if text is None else text
            part_copy = Part(PackURI(new), self.package.content_type(name), data, self.document.part.package)
            self.copies[name] = part_copy
            for identity, item in self.package.relations(name).items():
                target = item.target if item.external else self.picture(item.target)
                part_copy.rels.add_relationship(item.type, target, identity, item.external)
        return self.copies[name]

    def font(self, entry: Xml, relations: Mapping[str, Relation], table: Part) -> Xml:
        """Return the entry of a font, its faces led to copies; a face that is not there is left out."""
        remove(entry.iter(qn("w:charset")))  # Writer spells it differently from the schema
        for face in [item for item in entry if local_name(item) in EMBEDDED_FACES]:
            relation = relations.get(face.get(qn("r:id"), ""))
            if relation is None or relation.external or relation.target not in self.package.data:
                entry.remove(face)
                continue
            copy = self.copy(relation.target, f"/word/fonts/letterhead{self.count('fonts/')}.odttf")
            face.set(qn("r:id"), table.relate_to(copy, RELATIONSHIP_TYPE.FONT))
        return entry

    def picture(self, name: str) -> Part:
        extension = splitext(name)[1].lower()
        return self.copy(name, f"/word/media/letterhead{self.count('media/')}{extension}")

    def count(self, kind: str) -> int:
        """Return the number of the next copy of a kind."""
        return 1 + sum(1 for part in self.copies.values() if part.partname.startswith(f"/word/{kind}"))
