"""Mend what Word leaves in a letterhead: tracked changes, merge fields, pictures without alt text."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace

from docx.oxml.ns import qn
from lxml import etree

from foldwell.assets.ooxml.names import WP, A, W, local_name
from foldwell.assets.ooxml.package import Package
from foldwell.assets.ooxml.sections import HeaderFooter, elements
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.letterhead.content_checks import Finding, Findings
from foldwell.rendering.docx.letterhead.fields import PLACEHOLDER_FIELDS, field_kind, freeze_fields
from foldwell.rendering.docx.letterhead.floating import VML
from foldwell.rendering.docx.ooxml import remove

MAX_ALT = 250
DECORATIVE_EXTENSION = "{C183D7F6-B498-43B3-948B-1728B52AA6E4}"
DECORATIVE = "http://schemas.microsoft.com/office/drawing/2017/decorative"
VML_REFERENCES = ("src", "{urn:schemas-microsoft-com:office:office}href")
"""Where a drawing of the old kind can name a file besides that of its relation; Word reads the relation."""


def mend_stories(
    package: Package, stories: Sequence[HeaderFooter], name: str
) -> tuple[Package, tuple[HeaderFooter, ...], list[Finding]]:
    """Return the package and its headers and footers, mended, with what was done to them.

    `name` stands for pictures without alt text: whatever a letterhead shows, it says whose it is.
    """
    mended, findings = [], []
    for story in stories:
        copy = replace(story, root=deepcopy(story.root))
        findings += list(_mend(copy, name))
        mended.append(copy)
    roots: Mapping[str, Xml] = {**package.roots, **{story.part: story.root for story in mended}}
    return replace(package, roots=roots), tuple(mended), findings


def _mend(story: HeaderFooter, name: str) -> Findings:
    if accept_changes(story.root):
        what = f"{story.label} has tracked changes, which count as accepted"
        yield what, "in Word: Review, Accept, Accept All Changes and Stop Tracking"
    freeze_fields(story.root, lambda code: field_kind(code) in PLACEHOLDER_FIELDS)
    for picture in story.root.iter(f"{WP}docPr"):
        if not picture.get("descr", "").strip() and not is_decorative(picture):
            yield from _describe(picture, name, story.label)
    yield from _mend_old_drawings(story, name)


def _mend_old_drawings(story: HeaderFooter, name: str) -> Findings:
    """Give pictures of the old kind an alt text, and take every reference by name out of them."""
    for item in story.root.iter(f"{VML}*"):
        for reference in set(VML_REFERENCES) & set(item.attrib):
            del item.attrib[reference]
        if item.find("{*}imagedata") is not None and not item.get("alt", "").strip():
            item.set("alt", name)
            yield _alt_finding(story.label, name)


def _describe(picture: Xml, name: str, label: str) -> Findings:
    """Give a text box its own words, a picture the name, and mark a shape without words as decorative."""
    parent = picture.getparent()
    drawing = picture if parent is None else parent
    words = " ".join("".join(item.text or "" for item in drawing.iter(f"{W}t")).split())
    if words:
        picture.set("descr", words[:MAX_ALT])
    elif next(drawing.iter(f"{A}blip"), None) is not None:
        picture.set("descr", name)
        yield _alt_finding(label, name)
    else:
        mark_decorative(picture)


def _alt_finding(label: str, name: str) -> Finding:
    what = f"a picture in {label} has no alt text: readers who cannot see it hear '{name}'"
    return what, "for other words: in Word, click it with the right button, View Alt Text"


def mark_decorative(picture: Xml) -> None:
    """Mark a picture as decorative, as Word does."""
    extensions = picture.find(f"{A}extLst")
    if extensions is None:
        extensions = etree.SubElement(picture, f"{A}extLst")
    extension = etree.SubElement(extensions, f"{A}ext", uri=DECORATIVE_EXTENSION)
    etree.SubElement(extension, f"{{{DECORATIVE}}}decorative", {"val": "1"}, nsmap={"adec": DECORATIVE})


def is_decorative(picture: Xml) -> bool:
    """Return whether a picture is marked as decorative."""
    return any(
        local_name(item) == "decorative" and item.get("val") in ("1", "true") for item in elements(picture)
    )


def accept_changes(root: Xml) -> bool:
    """Accept insertions, deletions and changes of looks; return whether there were any."""
    deleted = [*root.iter(qn("w:del")), *_property_changes(root)]
    inserted = list(root.iter(qn("w:ins")))
    remove(deleted)
    for item in inserted:
        _unwrap(item)
    return bool(deleted or inserted)


def _property_changes(root: Xml) -> Iterator[Xml]:
    return (item for item in root.iter(f"{W}*") if local_name(item).endswith("PrChange"))


def _unwrap(element: Xml) -> None:
    """Put the children of an element into its place."""
    parent = element.getparent()
    if parent is not None:
        position = parent.index(element)
        parent[position : position + 1] = list(element)
