"""Accessibility problems of a finished Word file, as Word's own checker reports them."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from lxml import etree

from foldwell.assets.ooxml.names import ADEC, DC, WP, W, is_on, value
from foldwell.assets.ooxml.package import Package
from foldwell.proofing.inspection.docx.package_parts import DOCUMENT, stories
from foldwell.proofing.inspection.docx.style_resolution import Styles, inherited, styles
from foldwell.proofing.inspection.reading import heading_level_problems

CORE = "docProps/core.xml"
REFUSED = {
    f"{W}gridSpan": "merged cells",
    f"{W}vMerge": "merged cells",
    f"{W}hMerge": "merged cells",
    f"{W}txbxContent": "a text box",
    f"{WP}anchor": "a picture that does not stand in the text",
}
VISIBLE_ELEMENTS = (f"{W}t", f"{W}drawing", f"{W}fldSimple", f"{W}sectPr", f"{W}tab")
NEVER_EMPTY = (f"{W}tc", f"{W}hdr", f"{W}ftr")
"""Elements that must contain a paragraph, even an empty one."""

TYPED_BULLET = re.compile(r"^\s*[•◦▪‣·]\s")
"""A bullet typed as text, which leaves the list without structure."""

TYPED_DASH = re.compile(r"^\s*[*\u2013-]\s+[^\s\d]")
"""A dash that is not the minus of a number."""

TYPED_MARK = re.compile(r"^\s*(?:[•◦▪‣·*\u2013-]|[0-9]{1,2}[.)])\s")
"""What may be a typed list marker, but also a date, a temperature or the number of a heading."""

Check = Callable[[Package, Styles], Iterator[str]]


def accessibility_problems(parts: Package, our_parts: Collection[str]) -> Iterator[str]:
    """Yield the problems for users of screen readers, or of navigation by headings.

    Minor problems are reported only for `our_parts`, not for a letterhead.
    """
    look = styles(parts)
    for check in (_headings, _lists, _pictures, _tables, _author):
        yield from check(parts, look)
    for name in our_parts:
        yield from _refused(parts.roots[name])
        yield from _empty(parts.roots[name])


def _headings(parts: Package, styles: Styles) -> Iterator[str]:
    found = [inherited(styles, paragraph, "outlineLvl") for paragraph in _paragraphs(parts)]
    yield from heading_level_problems([int(value(level)) + 1 for level in found if level is not None])


def _lists(parts: Package, styles: Styles) -> Iterator[str]:
    for paragraph in _paragraphs(parts):
        name = value(paragraph.find(f"{W}pPr/{W}pStyle"))
        listed = name.startswith(("ListBullet", "ListNumber"))
        if (listed or _is_typed_item(paragraph, styles)) and inherited(styles, paragraph, "numPr") is None:
            yield f"has an item that belongs to no real list: {_text(paragraph)[:40]}"


def _is_typed_item(paragraph: etree._Element, styles: Styles) -> bool:
    """Return whether a paragraph looks like an item: a bullet, a mark its neighbour has, a dash at a list."""
    text = _text(paragraph)
    if not TYPED_MARK.match(text) or inherited(styles, paragraph, "outlineLvl") is not None:
        return False
    both = (paragraph.getprevious(), paragraph.getnext())
    neighbours = [
        near
        for near in both
        if near is not None and near.tag == f"{W}p" and inherited(styles, near, "outlineLvl") is None
    ]
    beside_list = any(inherited(styles, near, "numPr") is not None for near in neighbours)
    return (
        bool(TYPED_BULLET.match(text))
        or any(TYPED_MARK.match(_text(near)) for near in neighbours)
        or (beside_list and bool(TYPED_DASH.match(text)))
    )


def _text(paragraph: etree._Element) -> str:
    return "".join(run.text or "" for run in paragraph.iter(f"{W}t"))


def _pictures(parts: Package, _: Styles) -> Iterator[str]:
    for name in stories(parts):
        for picture in parts.roots[name].iter(f"{WP}docPr"):
            if not picture.get("descr", "").strip() and not is_decorative(picture):
                yield "has a picture without words that stand for it"


def _tables(parts: Package, _: Styles) -> Iterator[str]:
    for number, table in enumerate(_body(parts).iter(f"{W}tbl"), start=1):
        first = table.find(f"{W}tr")
        mark = first.find(f"{W}trPr/{W}tblHeader") if first is not None else None
        if not is_on(mark):
            yield f"table {number} does not mark its first row as its heading"


def is_decorative(picture: etree._Element) -> bool:
    """Return whether a picture is marked as decorative."""
    return any(mark.get("val") in ("1", "true") for mark in picture.iter(f"{ADEC}decorative"))


def _refused(story: etree._Element) -> Iterator[str]:
    yield from (f"has {REFUSED[str(element.tag)]}" for element in story.iter(*REFUSED))


def _empty(story: etree._Element) -> Iterator[str]:
    for paragraph in story.iter(f"{W}p"):
        parent = paragraph.getparent()
        only = parent is not None and parent.tag in NEVER_EMPTY and len(parent.findall(f"{W}p")) == 1
        if not (only or _parts_tables(paragraph)) and next(paragraph.iter(*VISIBLE_ELEMENTS), None) is None:
            yield "has an empty paragraph to make space"


def _parts_tables(paragraph: etree._Element) -> bool:
    """Return whether a paragraph follows a table and ends its part or keeps it from the next table."""
    before, after = paragraph.getprevious(), paragraph.getnext()
    return before is not None and before.tag == f"{W}tbl" and (after is None or after.tag != f"{W}p")


def _author(parts: Package, _: Styles) -> Iterator[str]:
    root = parts.roots.get(CORE, etree.Element("none"))
    if not root.findtext(f"{DC}creator", "").strip():
        yield "does not say its author in its properties"


def _body(parts: Package) -> etree._Element:
    return parts.roots.get(DOCUMENT, etree.Element("none"))


def _paragraphs(parts: Package) -> Iterator[etree._Element]:
    return _body(parts).iter(f"{W}p")
