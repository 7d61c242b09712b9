"""Defects of a Word file that Word would report, or repair silently.

The Open XML SDK does not see an unknown style, a cell without a last paragraph or an open bookmark.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from foldwell.assets.ooxml.names import WP, R, W, value
from foldwell.assets.ooxml.package import Package
from foldwell.assets.ooxml.styles import styles_by_id
from foldwell.proofing.inspection.docx.package_parts import DOCUMENT, STYLES

STYLED = ("pStyle", "rStyle", "tblStyle", "basedOn", "next", "link")


def faults(parts: Package) -> Iterator[str]:
    """Yield all defects of a file, each with its part."""
    yield from (f"{part.name} is damaged: {part.detail}" for part in parts.damaged)
    if DOCUMENT not in parts.data:
        yield f"{DOCUMENT} is missing"
    for check in (
        missing_targets,
        missing_relations,
        unknown_styles,
        unterminated_cells,
        unbalanced_bookmarks,
        duplicate_picture_ids,
    ):
        yield from check(parts)


def missing_targets(parts: Package) -> Iterator[str]:
    """Yield the relations whose target is missing."""
    for name in parts.data:
        for relation in parts.relations(name).values():
            if not relation.external and relation.target not in parts.data:
                yield f"{name} refers to {relation.target}, which is missing"


def missing_relations(parts: Package) -> Iterator[str]:
    """Yield the references to a relation that the part does not define."""
    for name, root in parts.roots.items():
        known = parts.relations(name)
        for element in root.iter():
            for key, used in element.items():
                if str(key).startswith(R) and str(used) not in known:
                    yield f"{name} uses the relation {used!r}, which is not defined"


def unknown_styles(parts: Package) -> Iterator[str]:
    """Yield the styles that are used and do not exist: Word shows such text as plain."""
    known = set(styles_by_id(parts.roots.get(STYLES)))
    for name, part in parts.roots.items():
        used = {value(element) for tag in STYLED for element in part.iter(f"{W}{tag}")}
        yield from (
            f"{name} uses the style {style!r}, which does not exist" for style in sorted(used - known)
        )


def unterminated_cells(parts: Package) -> Iterator[str]:
    """Yield the table cells that do not end with a paragraph: Word refuses the file (MS-OI29500, 2.1.168)."""
    for name, root in parts.roots.items():
        for number, cell in enumerate(root.iter(f"{W}tc"), start=1):
            if not len(cell) or cell[-1].tag != f"{W}p":
                yield f"{name}: table cell {number} does not end with a paragraph"


def unbalanced_bookmarks(parts: Package) -> Iterator[str]:
    """Yield the bookmarks without a start or an end."""
    for name, root in parts.roots.items():
        started = {value(mark, "id") for mark in root.iter(f"{W}bookmarkStart")}
        ended = {value(mark, "id") for mark in root.iter(f"{W}bookmarkEnd")}
        yield from (f"{name}: bookmark {id_} is not closed" for id_ in sorted(started - ended))
        yield from (f"{name}: bookmark {id_} is closed but never opened" for id_ in sorted(ended - started))


def duplicate_picture_ids(parts: Package) -> Iterator[str]:
    """Yield the picture ids that are used more than once."""
    pictures = (picture for root in parts.roots.values() for picture in root.iter(f"{WP}docPr"))
    numbers = Counter(picture.get("id", "") for picture in pictures)
    yield from (f"{count} pictures have the id {id_}" for id_, count in sorted(numbers.items()) if count > 1)
