"""What a letterhead must not hold in its headers and footers, and how to fix it in Word.

Only headers and footers, with their pictures, theme and fonts, are copied into a handout: what stands
elsewhere in the file cannot get into one.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from types import MappingProxyType

from foldwell.assets.ooxml.names import W, local_name
from foldwell.assets.ooxml.package import Package, Relation
from foldwell.assets.ooxml.sections import HeaderFooter, elements, shows_anything
from foldwell.rendering.docx.letterhead.fields import field_kind, fields
from foldwell.rendering.docx.letterhead.measures import has_damaged_measures
from foldwell.rendering.docx.letterhead.picture_checks import picture_faults

Finding = tuple[str, str]
"""What is wrong, and what to do."""
Findings = Iterator[Finding]

LINKS = ("https://", "http://", "mailto:", "tel:")
STATIC_FIELDS = frozenset({"PAGE", "NUMPAGES", "SECTIONPAGES", "HYPERLINK", "TITLE"})
"""Fields whose result does not depend on the day, the computer or another file."""
PICTURE_HINT = "delete it, or paste it as a picture"
EMBEDDED: Mapping[str, Finding] = MappingProxyType(
    {
        "oleObject": ("holds an embedded object", PICTURE_HINT),
        "package": ("holds an embedded file", PICTURE_HINT),
        "control": ("holds an ActiveX control", "delete it"),
        "aFChunk": ("holds another document", "delete it"),
        "subDocument": ("holds another document", "delete it"),
    }
)
"""Relations to what is no part of a page."""
ACTIVE: Mapping[str, Finding] = MappingProxyType(
    {
        "object": EMBEDDED["oleObject"],
        "OLEObject": EMBEDDED["oleObject"],
        "control": EMBEDDED["control"],
        "altChunk": EMBEDDED["aFChunk"],
    }
)
MOVED_TEXT = frozenset(f"{W}{name}" for name in ("moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"))
"""Tracked changes that cannot be accepted one by one: a move and a cell have two ends."""
PICTURES = frozenset({"drawing", "pict", "object", "altChunk"})


def content_problems(package: Package, stories: Sequence[HeaderFooter]) -> Findings:
    """Yield everything in the headers and footers that is not allowed, and pictures that are elsewhere."""
    for story in stories:
        for check in STORY_CHECKS:
            yield from check(package, story)
    yield from _theme(package)
    yield from _damaged_measures(package, stories)
    yield from _page(package, stories)


def _references(package: Package, story: HeaderFooter) -> Findings:
    """Yield external references and active content."""
    for item in package.relations(story.part).values():
        if item.kind in EMBEDDED:
            what, hint = EMBEDDED[item.kind]
            yield f"{story.label} {what}", hint
        elif item.external:
            yield from _outside(item, story.label)
        elif item.kind not in ("image", "hyperlink"):
            yield f"{story.label} holds a {item.kind}", PICTURE_HINT


def _outside(item: Relation, label: str) -> Findings:
    if item.kind == "hyperlink":
        if not item.target.startswith(LINKS):
            what = f"{label} has a link to {item.target}, which is outside the file"
            yield what, "in Word, click it with the right button, Remove Hyperlink"
        return
    noun = "a picture" if item.kind == "image" else f"a {item.kind}"
    what = f"{label} shows {noun} from {item.target}, which is outside the file"
    yield what, "put the picture itself into the file: in Word, Insert, Pictures"


def _active(_: Package, story: HeaderFooter) -> Findings:
    for item in elements(story.root):
        if local_name(item) in ACTIVE:
            what, hint = ACTIVE[local_name(item)]
            yield f"{story.label} {what}", hint


def _fields(_: Package, story: HeaderFooter) -> Findings:
    for code in fields(story.root):
        kind = field_kind(code)
        if kind not in STATIC_FIELDS:
            what = f"{story.label} holds a field of the kind {kind}, which changes by itself"
            yield what, "click it and press Ctrl+Shift+F9 to make it plain text, or delete it"
        address = re.search(r'"([^"]*)"', code)
        if kind == "HYPERLINK" and not (address and address[1].startswith(LINKS)):
            what = f"{story.label} holds a link that does not lead to a web page, an e-mail or a phone"
            yield what, "in Word, click it with the right button, Remove Hyperlink"


def _pictures(package: Package, story: HeaderFooter) -> Findings:
    for item in package.relations(story.part).values():
        if item.kind == "image" and not item.external:
            yield from picture_faults(item.target, package.data.get(item.target), story.label)


def _moved(_: Package, story: HeaderFooter) -> Findings:
    if any(item.tag in MOVED_TEXT for item in elements(story.root)):
        what = f"{story.label} has tracked changes that move text or cells"
        yield what, "in Word: Review, Accept, Accept All Changes and Stop Tracking"


def _lists(_: Package, story: HeaderFooter) -> Findings:
    if any(local_name(item) == "numPr" for item in elements(story.root)):
        yield f"{story.label} holds a list", "type its marks as words"


def _theme(package: Package) -> Findings:
    """Yield external references of the theme, whose background pictures may lead anywhere."""
    for name in package.related_parts("theme"):
        for item in package.relations(name).values():
            if item.external:
                what = f"its theme refers to {item.target}, which is outside the file"
                yield what, "in Word: Design, Themes, and choose another"


def _damaged_measures(package: Package, stories: Sequence[HeaderFooter]) -> Findings:
    """Yield type sizes, margins and sizes of paper that are no measures."""
    roots = (package.root("styles"), package.roots[package.main], *(story.root for story in stories))
    if any(map(has_damaged_measures, roots)):
        yield "holds a size that is no number", "open it in Word and save it again"


def _page(package: Package, stories: Sequence[HeaderFooter]) -> Findings:
    """Yield pictures between header and footer, and a header and footer without anything."""
    body = package.roots[package.main].find(f"{W}body")
    pictured = any(local_name(item) in PICTURES for item in elements(body))
    if any(shows_anything(story.root) for story in stories):
        if pictured:
            yield (
                "a picture, a drawing or a text box stands between its header and its footer",
                "in Word, cut it, click twice at the top of the page and paste it there; or delete it",
            )
    elif pictured or shows_anything(package.roots[package.main]):
        yield (
            "everything stands on the page itself, nothing in its header or footer",
            "in Word, select what belongs to the letterhead, cut it, click twice at the top of the page and "
            "paste it there",
        )
    else:
        hint = "in Word, click twice at the top of the page and put the letterhead there"
        yield "has nothing in its header or footer", hint


STORY_CHECKS: tuple[Callable[[Package, HeaderFooter], Findings], ...] = (
    _references, _active, _fields, _pictures, _moved, _lists,
)  # fmt: skip
