"""The text of a Word file: every run of every paragraph, in tables too, with its properties."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import accumulate, count, pairwise

from lxml import etree

from foldwell.assets.colour import WHITE, contrast
from foldwell.assets.ooxml.names import MC, OFF_VALUES, W, is_on, value
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.proofing.inspection.docx.form_controls import field_mark
from foldwell.proofing.inspection.docx.style_resolution import (
    AUTO,
    Styles,
    TextProperties,
    inherited,
    shading_colour,
    text_properties,
)
from foldwell.proofing.inspection.pdf.light_levels import has_readable_contrast
from foldwell.proofing.inspection.reading import SMALL_SHARE, Box, Word, normalised

NO_BOX = Box(0.0, 0.0, 0.0, 0.0)
# Half-points, for text whose size is set neither by a style nor by a default (ECMA-376-1, 17.3.2.38).
DEFAULT_HALF_POINTS = "20"
HIDDEN_PROPERTIES = ("vanish", "webHidden")
STRIKE_PROPERTIES = ("strike", "dstrike")
# The possible backgrounds of text, the uppermost first.
BACKGROUND_LAYERS = ("highlight", "shade", "ground", "cell")
BASELINE = "baseline"
WORD_SMALL_SHARE = 0.65
"""The size at which Word draws low and high characters, as a share of the size that is stated."""

MIN_VISIBLE_SIZE = 4.0
"""The minimum size of visible text, in points."""

# Elements that are not shown: deleted text, field codes, and fallbacks for content that is present already.
SKIPPED_ELEMENTS = frozenset({f"{W}del", f"{W}moveFrom", f"{W}instrText", f"{W}delText", f"{MC}Fallback"})
SPECIAL_CHARACTERS = {f"{W}tab": " ", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}


@dataclass(frozen=True, slots=True)
class Token:
    """A word and the properties of its parts."""

    word: Word
    properties: tuple[TextProperties, ...]

    @property
    def is_visible(self) -> bool:
        """Return whether the whole word is visible and readable."""
        return all(map(visible, self.properties))

    @property
    def is_struck_out(self) -> bool:
        """Return whether any of it is struck out."""
        return any(
            properties.get(name, "0") not in OFF_VALUES
            for properties in self.properties
            for name in STRIKE_PROPERTIES
        )


@dataclass(frozen=True, slots=True)
class Story:
    """The text of one part, to be read with the styles of its file."""

    root: etree._Element
    styles: Styles
    numbers: Iterator[int] = field(default_factory=count)
    """Numbers that tell paragraphs and rows apart."""

    def tokens(self) -> Iterator[Token]:
        """Yield the words in order."""
        stretches = list(self._inside(self.root, {}))
        ends = list(accumulate(len(text) for text, _ in stretches))
        for found in re.finditer(r"\S+", "".join(text for text, _ in stretches)):
            text = found[0] if MARKS.fullmatch(found[0]) else normalised(found[0])
            if text:
                span = range(bisect_right(ends, found.start()), bisect_left(ends, found.end()) + 1)
                properties = tuple(stretches[index][1] for index in span if stretches[index][0])
                yield Token(Word(text, 0, NO_BOX, min(map(points, properties))), properties)

    def _inside(
        self, element: etree._Element, inherited: TextProperties
    ) -> Iterator[tuple[str, TextProperties]]:
        after_unbound: TextProperties = {}
        for child in element:
            tag = str(child.tag)
            if mark := field_mark(child):
                yield f" {mark} ", inherited
            elif tag in SPECIAL_CHARACTERS or tag == f"{W}t":
                yield SPECIAL_CHARACTERS.get(tag, child.text or ""), inherited
            elif tag == f"{W}p":
                properties = {**self._properties(child, inherited), **after_unbound}
                texts = list(self._inside(child, properties))
                # A page may also begin after a paragraph without words, such as a picture.
                is_wordless = not any(text.strip() for text, _ in texts)
                is_unbound = is_wordless and not (properties["keepNext"] and not after_unbound)
                after_unbound = {"after_unbound": "1"} if is_unbound else {}
                yield from (*texts, ("\n", inherited))
            elif tag not in SKIPPED_ELEMENTS:
                yield from self._inside(child, self._properties(child, inherited))

    def _properties(self, element: etree._Element, inherited: TextProperties) -> TextProperties:
        match str(element.tag).removeprefix(W):
            case "p":
                style = value(element.find(f"{W}pPr/{W}pStyle")) or self.styles.paragraph
                shading = element.find(f"{W}pPr/{W}shd")
                background = {} if shading is None else {"ground": shading_colour(shading)}
                text = {**self.styles.plain, **self.styles.properties(style), **background}
                return {**inherited, **text, **self._binding(element)}
            case "tr":
                whole = is_on(element.find(f"{W}trPr/{W}cantSplit"))
                return {**inherited, "row": str(next(self.numbers))} if whole else inherited
            case "r":
                style = value(element.find(f"{W}rPr/{W}rStyle"))
                return {
                    **inherited,
                    **self.styles.properties(style),
                    **text_properties(element.find(f"{W}rPr")),
                }
            case "tc":
                return {**inherited, "cell": shading_colour(element.find(f"{W}tcPr/{W}shd"))}
            case _:
                return inherited

    def _binding(self, paragraph: etree._Element) -> TextProperties:
        """Return what tells a paragraph from others, and what binds its lines and the next one."""
        bound = {
            key: key for key in ("keepLines", "keepNext") if is_on(inherited(self.styles, paragraph, key))
        }
        return {"keepLines": "", "keepNext": "", **bound, "paragraph": str(next(self.numbers))}


def breakable_places(tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the index of each word after which Word may begin a page."""
    for index, (word, following) in enumerate(pairwise(tokens)):
        before, after = word.properties[-1], following.properties[0]
        if before.get("row") and before.get("row") == after.get("row"):
            continue
        is_same = before.get("paragraph") == after.get("paragraph")
        if not before.get("keepLines" if is_same else "keepNext") or (
            not is_same and after.get("after_unbound")
        ):
            yield index


def visible(properties: TextProperties) -> bool:
    """Return whether text with these properties is shown, large enough, and contrasts with its background."""
    if (
        any(properties.get(name, "0") not in OFF_VALUES for name in HIDDEN_PROPERTIES)
        or points(properties) < MIN_VISIBLE_SIZE
    ):
        return False
    colour = properties.get("colour", AUTO)
    papers = [properties[layer] for layer in BACKGROUND_LAYERS if properties.get(layer, AUTO) != AUTO]
    # Word draws it black or white, whichever can be read there (ECMA-376-1, 17.3.2.6).
    if colour == AUTO:
        return True
    return has_readable_contrast(colour_contrast(colour, papers[0] if papers else WHITE), points(properties))


@lru_cache(maxsize=256)
def colour_contrast(colour: str, paper: str) -> float:
    """Return the contrast of two colours; cached, because a document has few colours and many words."""
    return contrast(colour, paper)


def points(properties: TextProperties) -> float:
    """Return the type size in points; a Word file states it in half-points.

    Low and high characters count as large as the text that they may stand in (`SMALL_SHARE`).
    """
    stated = float(properties.get("size", DEFAULT_HALF_POINTS)) / 2
    small = properties.get("vertical", BASELINE) != BASELINE
    return round(stated * WORD_SMALL_SHARE / SMALL_SHARE, 2) if small else stated
