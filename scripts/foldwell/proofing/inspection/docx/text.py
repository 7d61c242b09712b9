"""The text of a Word file: every run of every paragraph, in tables too, and how it looks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import accumulate

from lxml import etree

from foldwell.assets.colour import WHITE, contrast
from foldwell.proofing.inspection.docx.package_parts import W
from foldwell.proofing.inspection.docx.style_resolution import AUTO, OFF, Look, Styles, said, shade, value
from foldwell.proofing.inspection.pdf.legibility import readable
from foldwell.proofing.inspection.reading import Box, Word, plain

MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
NOWHERE = Box(0.0, 0.0, 0.0, 0.0)
# Half points, for text of which neither a style nor a default says its size (ECMA-376-1, 17.3.2.38).
UNSAID = "20"
HIDING = ("vanish", "webHidden")
STRIKING = ("strike", "dstrike")
# What may lie behind text, the uppermost first.
LAYERS = ("highlight", "shade", "ground", "cell")
SMALLEST = 4.0
"""Points; smaller text is not meant to be seen."""

# What is not shown: what was deleted, what fields are made of, and a second form of what is there already.
UNREAD = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{MC}Fallback"})
SIGNS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word and the looks that parts of it have."""

    word: Word
    looks: tuple[Look, ...]

    @property
    def seen(self) -> bool:
        """Return whether all of it can be seen and read."""
        return all(map(visible, self.looks))

    @property
    def crossed(self) -> bool:
        """Return whether any of it is struck out."""
        return any(look.get(way, "0") not in OFF for look in self.looks for way in STRIKING)


@dataclass(frozen=True, slots=True)
class Story:
    """The text of one part, to be read with the styles of its file."""

    root: etree._Element
    styles: Styles

    def tokens(self) -> Iterator[Token]:
        """Yield the words in order."""
        stretches = list(self._inside(self.root, {}))
        ends = list(accumulate(len(text) for text, _ in stretches))
        for found in re.finditer(r"\S+", "".join(text for text, _ in stretches)):
            text = plain(found[0])
            if text:
                span = range(bisect_right(ends, found.start()), bisect_left(ends, found.end()) + 1)
                looks = tuple(stretches[at][1] for at in span if stretches[at][0])
                yield Token(Word(text, 0, NOWHERE, points(looks[0])), looks)

    def _inside(self, element: etree._Element, look: Look) -> Iterator[tuple[str, Look]]:
        for child in element:
            tag = str(child.tag)
            if tag in SIGNS or tag == f"{W}t":
                yield SIGNS.get(tag, child.text or ""), look
            elif tag not in UNREAD:
                yield from self._inside(child, self._look(child, look))
                if tag == f"{W}p":
                    yield "\n", look

    def _look(self, element: etree._Element, look: Look) -> Look:
        match str(element.tag).removeprefix(W):
            case "p":
                style = value(element.find(f"{W}pPr/{W}pStyle")) or self.styles.paragraph
                ground = element.find(f"{W}pPr/{W}shd")
                own = {} if ground is None else {"ground": shade(ground)}
                return {**look, **self.styles.plain, **self.styles.look(style), **own}
            case "r":
                style = value(element.find(f"{W}rPr/{W}rStyle"))
                return {**look, **self.styles.look(style), **said(element.find(f"{W}rPr"))}
            case "tc":
                return {**look, "cell": shade(element.find(f"{W}tcPr/{W}shd"))}
            case _:
                return look


def visible(look: Look) -> bool:
    """Return whether text of a look is shown, large enough, and stands out from what lies behind it."""
    if any(look.get(way, "0") not in OFF for way in HIDING) or points(look) < SMALLEST:
        return False
    colour = look.get("colour", AUTO)
    papers = [look[layer] for layer in LAYERS if look.get(layer, AUTO) != AUTO]
    if colour == AUTO:
        return True
    return readable(contrasts(colour, papers[0] if papers else WHITE), points(look))


@lru_cache(maxsize=256)
def contrasts(colour: str, paper: str) -> float:
    """Return the contrast of two colours; kept, for a document has few and thousands of words."""
    return contrast(colour, paper)


def points(look: Look) -> float:
    """Return the size of letters in points, which a Word file gives in halves."""
    return float(look.get("size", UNSAID)) / 2
