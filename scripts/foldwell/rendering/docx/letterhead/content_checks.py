"""What a letterhead must not contain, and how to fix it in Word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType

from foldwell.assets.ooxml.names import OFF_VALUES, W, local_name
from foldwell.assets.ooxml.package import Package
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.letterhead.fields import fields

ContentProblems = Iterator[tuple[str, str]]
"""What is wrong, and what to do."""

LINKS = ("https://", "http://", "mailto:", "tel:")
STATIC_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "TITLE"})
"""Fields whose result does not depend on the day, the computer or another file."""
PICTURE_HINT = "delete it, or paste it as a picture"
NO_MACROS_HINT = "save it as Word Document (*.docx), which holds none"
KINDS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "vbaProject": ("holds macros", NO_MACROS_HINT),
        "wordVbaData": ("holds macros", NO_MACROS_HINT),
        "oleObject": ("holds an embedded object", PICTURE_HINT),
        "package": ("holds an embedded file", PICTURE_HINT),
        "control": ("holds an ActiveX control", "delete it"),
        "activeXControlBinary": ("holds an ActiveX control", "delete it"),
        "aFChunk": ("holds another document", "delete it"),
        "subDocument": ("holds another document", "delete it"),
    }
)
ACTIVE = {
    **dict.fromkeys(("object", "OLEObject"), ("holds an embedded object", PICTURE_HINT)),
    "control": ("holds an ActiveX control", "delete it"),
    "altChunk": ("holds another document", "delete it"),
}
HEADER_FOOTER_RELATIONS = frozenset({"image", "hyperlink"})
TEMPLATE_HINT = (
    "in Word: File, Options, Add-ins, Manage: Templates, Go; empty the field 'Document template', then save"
)
TRACKED_CHANGES = frozenset({"ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"})
VISIBLE_ELEMENTS = frozenset({"drawing", "pict", "object", "tbl", "sym"})
ACTIVE_SVG_ELEMENTS = frozenset({"script", "foreignObject", "image", "use"})
EXTERNAL_REFERENCE = re.compile(
    r"""(?:href\s*=\s*["']|url\()\s*(?!["']?#)|\son\w+\s*=|@import|<!DOCTYPE|<!ENTITY""", re.IGNORECASE
)
"""External references and scripts in a drawing."""


def content_problems(package: Package) -> ContentProblems:
    """Yield everything in a letterhead that is not allowed."""
    for check in CHECKS:
        yield from check(package)


def _related(package: Package) -> ContentProblems:
    """Yield external references and active content."""
    for name in package.roots:
        if name.endswith(".rels"):
            part = name.replace("_rels/", "", 1).removesuffix(".rels")
            for item in package.relations(part).values():
                if item.kind in KINDS:
                    yield KINDS[item.kind]
                elif item.external and item.kind == "attachedTemplate":
                    yield f"is tied to the template {item.target}", TEMPLATE_HINT
                elif item.external and not (item.kind == "hyperlink" and item.target.startswith(LINKS)):
                    hint = "put the picture itself into the file; a link leads to https://, mailto: or tel:"
                    yield f"refers to {item.target}, which is outside the file", hint


def _active(package: Package) -> ContentProblems:
    for name in _shown(package):
        yield from (
            ACTIVE[local_name(item)] for item in _elements(package.roots[name]) if local_name(item) in ACTIVE
        )
    for name in package.headers_and_footers():
        others = (
            {item.kind for item in package.relations(name).values()} - HEADER_FOOTER_RELATIONS - set(KINDS)
        )
        yield from (
            (f"its {_side(name)} holds a {kind}", "delete it, or paste it as a picture")
            for kind in sorted(others)
        )


def _fields(package: Package) -> ContentProblems:
    for name in package.headers_and_footers():
        for code in fields(package.roots[name]):
            kind = code.split()[0].upper() if code.split() else ""
            if kind not in STATIC_FIELDS:
                hint = "click it and press Ctrl+Shift+F9 to make it plain text, or delete it"
                yield f"its {_side(name)} holds a field of the kind {kind}, which changes by itself", hint
            address = re.search(r'"([^"]*)"', code)
            if kind == "HYPERLINK" and not (address and address[1].startswith(LINKS)):
                yield (
                    f"its {_side(name)} holds a link that does not lead to a web page, an e-mail or a phone",
                    "delete it",
                )


def _drawings(package: Package) -> ContentProblems:
    """Yield the SVG pictures with scripts or external references."""
    for name, data in package.data.items():
        if name.lower().endswith(".svg"):
            text = data.decode("utf-8", "replace")
            tags = set(re.findall(r"<(?:\w+:)?(\w+)", text))
            if tags & ACTIVE_SVG_ELEMENTS or EXTERNAL_REFERENCE.search(text):
                yield f"its drawing {name} is not plain shapes alone", "put it in as a PNG picture"


def _unfinished(package: Package) -> ContentProblems:
    """Yield tracked changes, comments and document protection."""
    for name in _shown(package):
        tags = {local_name(item) for item in _elements(package.roots[name])}
        if tags & TRACKED_CHANGES or any(tag.endswith("PrChange") for tag in tags):
            yield "has tracked changes", "in Word: Review, Accept, Accept All Changes and Stop Tracking"
    comments = package.root("comments")
    if comments is not None and len(comments):
        yield "has comments", "in Word: Review, Delete, Delete All Comments"
    settings = package.root("settings")
    for tag in ("documentProtection", "writeProtection"):
        found = None if settings is None else settings.find(f"{W}{tag}")
        if found is not None and found.get(f"{W}enforcement", "1") not in OFF_VALUES:
            yield "is protected against changes", "in Word: Review, Restrict Editing, Stop Protection"


def _body(package: Package) -> ContentProblems:
    """Yield body content, which the handout would replace."""
    body = package.roots[package.main].find(f"{W}body")
    words = "".join(item.text or "" for item in _elements(body) if item.tag == f"{W}t").split()
    if words:
        what = f"its page holds words: {' '.join(words)[:60]}"
        yield what, "a letterhead holds only its header and footer: delete the words between, or move them"
    if any(local_name(item) in VISIBLE_ELEMENTS for item in _elements(body)):
        yield "its page holds a picture, a table or a text box", "move it into the header or the footer"


def _empty(package: Package) -> ContentProblems:
    if not any(map(shows_anything, (package.roots[name] for name in package.headers_and_footers()))):
        yield (
            "has nothing in its header or footer",
            "in Word, click twice at the top of the page and put the letterhead there",
        )


def _pictures_without_alt(package: Package) -> ContentProblems:
    """Yield the pictures without alt text that are not marked as decorative."""
    for name in package.headers_and_footers():
        for item in _elements(package.roots[name]):
            picture = (
                local_name(item) == "docPr" and not item.get("descr", "").strip() and not is_decorative(item)
            )
            old = (
                local_name(item) == "shape"
                and item.find("{*}imagedata") is not None
                and not item.get("alt", "").strip()
            )
            if picture or old:
                what = f"a picture in its {_side(name)} has no words that stand for it"
                yield what, "in Word, click it with the right button, View Alt Text, and say what it shows"


def _lists(package: Package) -> ContentProblems:
    for name in package.headers_and_footers():
        if any(local_name(item) == "numPr" for item in _elements(package.roots[name])):
            yield f"its {_side(name)} holds a list", "type its marks as words"


def shows_anything(root: Xml) -> bool:
    """Return whether a header or footer shows anything."""
    return any(
        (item.tag == f"{W}t" and (item.text or "").strip())
        or local_name(item) in {*VISIBLE_ELEMENTS, "fldSimple", "instrText"}
        for item in _elements(root)
    )


def is_decorative(picture: Xml) -> bool:
    """Return whether a picture is marked as decorative."""
    return any(
        local_name(item) == "decorative" and item.get("val") in ("1", "true") for item in picture.iter()
    )


def _shown(package: Package) -> tuple[str, ...]:
    return package.main, *package.headers_and_footers()


def _side(name: str) -> str:
    return "footer" if "footer" in name else "header"


def _elements(root: Xml | None) -> Iterator[Xml]:
    yield from (item for item in root.iter() if isinstance(item.tag, str)) if root is not None else ()


CHECKS: tuple[Callable[[Package], ContentProblems], ...] = (
    _related, _active, _fields, _drawings, _unfinished, _body, _empty, _pictures_without_alt, _lists,
)  # fmt: skip
