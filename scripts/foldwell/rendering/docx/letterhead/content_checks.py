"""What a letterhead must not hold: each thing in words, and what to do about it in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from foldwell.rendering.docx.letterhead.fields import fields
from foldwell.rendering.docx.letterhead.package_reader import OFF, Archive, W
from foldwell.rendering.docx.ooxml import Xml, local

Found = Iterator[tuple[str, str]]
"""What is wrong, and what to do."""

LINKS = ("https://", "http://", "mailto:", "tel:")
STANDING = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "TITLE"})
"""Fields that say nothing which changes with the day, the computer or another file."""
AS_PICTURE = "delete it, or paste it as a picture"
NO_MACROS = "save it as Word Document (*.docx), which holds none"
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "vbaProject": ("holds macros", NO_MACROS),
        "wordVbaData": ("holds macros", NO_MACROS),
        "oleObject": ("holds an embedded object", AS_PICTURE),
        "package": ("holds an embedded file", AS_PICTURE),
        "control": ("holds an ActiveX control", "delete it"),
        "activeXControlBinary": ("holds an ActiveX control", "delete it"),
        "aFChunk": ("holds another document", "delete it"),
        "subDocument": ("holds another document", "delete it"),
    }
)
ACTIVE = {
    **dict.fromkeys(("object", "OLEObject"), ("holds an embedded object", AS_PICTURE)),
    "control": ("holds an ActiveX control", "delete it"),
    "altChunk": ("holds another document", "delete it"),
}
IN_FURNITURE = frozenset({"image", "hyperlink"})
TEMPLATE = (
    "in Word: File, Options, Add-ins, Manage: Templates, Go; empty the field 'Document template', then save"
)
TRACKED = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
INK = frozenset({"drawing", "pict", "object", "tbl", "sym"})
HARMFUL = frozenset({"script", "foreignObject", "image", "use"})
LEADING_OUT = re.compile(
    r"""(?:href\s*=\s*["']|url\()\s*(?!["']?#)|\son\w+\s*=|@import|<!DOCTYPE|<!ENTITY""", re.IGNORECASE
)
"""What in a drawing leads out of it, or acts."""


def refusals(archive: Archive) -> Found:
    """Yield everything that a letterhead holds and must not."""
    for check in CHECKS:
        yield from check(archive)


def _related(archive: Archive) -> Found:
    """Yield what stands outside the file, and what in it could act."""
    for name in archive.roots:
        if name.endswith(".rels"):
            part = name.replace("_rels/", "", 1).removesuffix(".rels")
            for item in archive.relations(part).values():
                if item.kind in KINDS:
                    yield KINDS[item.kind]
                elif item.external and item.kind == "attachedTemplate":
                    yield f"is tied to the template {item.target}", TEMPLATE
                elif item.external and not (item.kind == "hyperlink" and item.target.startswith(LINKS)):
                    hint = "put the picture itself into the file; a link leads to https://, mailto: or tel:"
                    yield f"refers to {item.target}, which is outside the file", hint


def _active(archive: Archive) -> Found:
    for name in _shown(archive):
        yield from (ACTIVE[local(item)] for item in _elements(archive.roots[name]) if local(item) in ACTIVE)
    for name in archive.furniture():
        others = {item.kind for item in archive.relations(name).values()} - IN_FURNITURE - set(KINDS)
        yield from (
            (f"its {_side(name)} holds a {kind}", "delete it, or paste it as a picture")
            for kind in sorted(others)
        )


def _fields(archive: Archive) -> Found:
    for name in archive.furniture():
        for code in fields(archive.roots[name]):
            kind = code.split()[0].upper() if code.split() else ""
            if kind not in STANDING:
                hint = "click it and press Ctrl+Shift+F9 to make it plain text, or delete it"
                yield f"its {_side(name)} holds a field of the kind {kind}, which changes by itself", hint
            address = re.search(r'"([^"]*)"', code)
            if kind == "HYPERLINK" and not (address and address[1].startswith(LINKS)):
                yield (
                    f"its {_side(name)} holds a link that does not lead to a web page, an e-mail or a phone",
                    "delete it",
                )


def _drawings(archive: Archive) -> Found:
    """Yield the SVG pictures that could act or lead out of the file."""
    for name, data in archive.data.items():
        if name.lower().endswith(".svg"):
            text = data.decode("utf-8", "replace")
            tags = set(re.findall(r"<(?:\w+:)?(\w+)", text))
            if tags & HARMFUL or LEADING_OUT.search(text):
                yield f"its drawing {name} is not plain shapes alone", "put it in as a PNG picture"


def _unfinished(archive: Archive) -> Found:
    """Yield what others have still to decide, and what keeps them from it."""
    for name in _shown(archive):
        tags = {local(item) for item in _elements(archive.roots[name])}
        if tags & TRACKED or any(tag.endswith("PrChange") for tag in tags):
            yield "has tracked changes", "in Word: Review, Accept, Accept All Changes and Stop Tracking"
    comments = archive.root("comments")
    if comments is not None and len(comments):
        yield "has comments", "in Word: Review, Delete, Delete All Comments"
    settings = archive.root("settings")
    for tag in ("documentProtection", "writeProtection"):
        found = None if settings is None else settings.find(f"{W}{tag}")
        if found is not None and found.get(f"{W}enforcement", "1") not in OFF:
            yield "is protected against changes", "in Word: Review, Restrict Editing, Stop Protection"


def _body(archive: Archive) -> Found:
    """Yield what would be lost, because the handout stands where it was."""
    body = archive.roots[archive.main].find(f"{W}body")
    words = "".join(item.text or "" for item in _elements(body) if item.tag == f"{W}t").split()
    if words:
        what = f"its page holds words: {' '.join(words)[:60]}"
        yield what, "a letterhead holds only its header and footer: delete the words between, or move them"
    if any(local(item) in INK for item in _elements(body)):
        yield "its page holds a picture, a table or a text box", "move it into the header or the footer"


def _empty(archive: Archive) -> Found:
    if not any(map(has_ink, (archive.roots[name] for name in archive.furniture()))):
        yield (
            "has nothing in its header or footer",
            "in Word, click twice at the top of the page and put the letterhead there",
        )


def _silent(archive: Archive) -> Found:
    """Yield the pictures for which no words stand; one marked as decorative needs none."""
    for name in archive.furniture():
        for item in _elements(archive.roots[name]):
            picture = local(item) == "docPr" and not item.get("descr", "").strip() and not decorative(item)
            old = (
                local(item) == "shape"
                and item.find("{*}imagedata") is not None
                and not item.get("alt", "").strip()
            )
            if picture or old:
                what = f"a picture in its {_side(name)} has no words that stand for it"
                yield what, "in Word, click it with the right button, View Alt Text, and say what it shows"


def _lists(archive: Archive) -> Found:
    for name in archive.furniture():
        if any(local(item) == "numPr" for item in _elements(archive.roots[name])):
            yield f"its {_side(name)} holds a list", "type its marks as words"


def has_ink(root: Xml) -> bool:
    """Return whether a header or footer shows anything."""
    return any(
        (item.tag == f"{W}t" and (item.text or "").strip()) or local(item) in {*INK, "fldSimple", "instrText"}
        for item in _elements(root)
    )


def decorative(picture: Xml) -> bool:
    """Return whether a picture is marked as one that says nothing."""
    return any(local(item) == "decorative" and item.get("val") in ("1", "true") for item in picture.iter())


def _shown(archive: Archive) -> tuple[str, ...]:
    return archive.main, *archive.furniture()


def _side(name: str) -> str:
    return "footer" if "footer" in name else "header"


def _elements(root: Xml | None) -> Iterator[Xml]:
    yield from (item for item in root.iter() if isinstance(item.tag, str)) if root is not None else ()


CHECKS: tuple[Callable[[Archive], Found], ...] = (
    _related, _active, _fields, _drawings, _unfinished, _body, _empty, _silent, _lists,
)  # fmt: skip
