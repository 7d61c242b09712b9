"""All words that a Word file has, part by part, whether a converter keeps them or not (ECMA-376-1, 17)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from types import MappingProxyType

from foldwell.assets.ooxml.names import MC, A, W, is_on, local_name
from foldwell.assets.ooxml.package import Package
from foldwell.assets.xml_reader import Xml
from foldwell.inputs.importing.content import SourceText

PARTS = MappingProxyType(
    {
        "header": "a header",
        "footer": "a footer",
        "footnotes": "a footnote",
        "endnotes": "an endnote",
        "comments": "a comment",
        "chart": "a chart",
        "diagramData": "a diagram",
    }
)
"""The kinds of parts that have words beside the body, in words."""

DELETED, MOVED, FORMULA = "words deleted with tracking", "words moved with tracking", "a formula"
TEXT_BOX = "a text box"
INSERTED = frozenset({f"{W}ins", f"{W}moveTo"})
BREAKS = MappingProxyType({f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n"})
MATHS = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
SHAPE = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}wsp"
MACROS = ("vbaProject.bin", "vbaData.xml")
MAX_SHOWN = 60


def word_texts(package: Package) -> Iterator[SourceText]:
    """Yield the words of a Word file: those of the body first, then those of each other part."""
    yield from _part_texts(package.roots[package.main], "")
    for kind, label in PARTS.items():
        seen: set[str] = set()
        for name in package.related_parts(kind):
            for text in _part_texts(package.roots[name], label):
                # The header of the first page often repeats that of the others.
                if text.text not in seen:
                    seen.add(text.text)
                    yield text


def tracked_notes(package: Package) -> Iterator[str]:
    """Yield what somebody has to know about words that were tracked or hidden and are kept."""
    body = package.roots[package.main]
    inserted = [_text_of(item) for tag in sorted(INSERTED) for item in body.iter(tag)]
    if any(inserted):
        words = " ".join(filter(None, inserted))
        yield f"words inserted with tracking are kept: '{_shortened(words)}'"
    hidden = [_text_of(run) for run in body.iter(f"{W}r") if is_on(run.find(f"{W}rPr/{W}vanish"))]
    if any(hidden):
        words = " ".join(filter(None, hidden))
        yield f"words that Word hides are kept, and can be read now: '{_shortened(words)}'"


def lost_objects(package: Package) -> Iterator[str]:
    """Yield what a Word file has besides words and pictures, none of which is kept."""
    if any(name.endswith(MACROS) for name in package.data):
        yield "macros, which were not run"
    kinds = Counter(relation.kind for relation in package.relations(package.main).values())
    for kind, label in (
        ("chart", "a chart"),
        ("diagramData", "a diagram"),
        ("oleObject", "an embedded file"),
    ):
        yield from [label] * kinds[kind]
    body = package.roots[package.main]
    shapes = sum(shape.tag == SHAPE and next(shape.iter(f"{W}t"), None) is None for shape in _shown(body))
    if shapes:
        yield f"{shapes} drawn shape{'s' * (shapes > 1)}, such as lines and arrows"


def _shown(element: Xml) -> Iterator[Xml]:
    """Yield every element below one, but for what stands in for another that Word shows (mc:Fallback)."""
    stack = list(reversed(element))
    while stack:
        item = stack.pop()
        if item.tag != f"{MC}Fallback" and isinstance(item.tag, str):
            yield item
            stack.extend(reversed(item))


def _part_texts(root: Xml, label: str) -> Iterator[SourceText]:
    """Yield the words of each paragraph in a part: those shown, deleted, moved, and of formulas, apart."""
    if not any(True for _ in root.iter(f"{W}p")):
        labels = [item.text or "" for item in root.iter(f"{A}t")]
        yield from (SourceText(text, label) for text in labels if text.strip())
        return
    for paragraph in _shown(root):
        if paragraph.tag == f"{W}p":
            in_box = any(local_name(above) == "txbxContent" for above in paragraph.iterancestors())
            place = f"{TEXT_BOX}{f' in {label}' if label else ''}" if in_box else label
            for kind, text in _paragraph_texts(paragraph):
                lines = (" ".join(line.split()) for line in text.split("\n"))
                yield from (SourceText(line, kind or place) for line in lines if line)


def _paragraph_texts(paragraph: Xml) -> Iterator[tuple[str, str]]:
    """Yield the words of a paragraph by kind, without those of the text boxes in it."""
    found: dict[str, list[str]] = {}
    stack: list[tuple[Xml, str]] = [(item, "") for item in reversed(paragraph)]
    while stack:
        item, kind = stack.pop()
        if item.tag in (f"{MC}Fallback", f"{W}p", f"{W}rPr", f"{W}pPr"):
            continue
        if item.tag == f"{W}moveFrom":
            kind = MOVED
        if item.tag in (f"{W}t", f"{W}delText", f"{MATHS}t"):
            key = {f"{W}delText": DELETED, f"{MATHS}t": FORMULA}.get(str(item.tag), kind)
            found.setdefault(key, []).append(item.text or "")
        elif item.tag in BREAKS:
            found.setdefault(kind, []).append(BREAKS[str(item.tag)])
        stack.extend((child, kind) for child in reversed(item))
    yield from ((kind, "".join(pieces)) for kind, pieces in found.items())


def _text_of(element: Xml) -> str:
    return " ".join("".join(item.text or "" for item in element.iter(f"{W}t")).split())


def _shortened(words: str) -> str:
    return words if len(words) <= MAX_SHOWN else f"{words[:MAX_SHOWN]}..."
