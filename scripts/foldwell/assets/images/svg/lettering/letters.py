"""The letters of a `<text>` one by one, each with the place that the drawing gives it (SVG 2, 11.4)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from foldwell.assets.images.svg.element import Element
from foldwell.assets.images.svg.lettering.text_style import TextStyle, TextStyles, length

PLACES = ("x", "y", "dx", "dy", "rotate")
LINE_BREAKS = str.maketrans("\n\r\t", "   ")


@dataclass(frozen=True, slots=True)
class Letter:
    """A character, the element it stands in, its style, and its place where the drawing states one."""

    character: str
    element: Element
    style: TextStyle
    x: float | None = None
    y: float | None = None
    dx: float | None = None
    dy: float | None = None
    rotate: float | None = None
    stretch: float = 1

    @property
    def is_placed(self) -> bool:
        """Whether it begins a chunk of text: it has a place of its own."""
        return self.x is not None or self.y is not None


@dataclass(slots=True)
class _Level:
    """The lists of places of an element, and how many letters have been met in it."""

    lists: dict[str, list[float]]
    met: int = 0


@dataclass(slots=True)
class _Walk:
    styles: TextStyles
    page: tuple[float, float]
    levels: list[_Level] = field(default_factory=list)
    after_space: bool = True


def letters_of(text: Element, styles: TextStyles, page: tuple[float, float]) -> list[Letter]:
    """Return the letters of a text without the spaces that are not drawn; `page` has its width and height."""
    walk = _Walk(styles, page)
    letters = list(_letters(text, walk))
    while letters and letters[-1].character == " " and not letters[-1].style.keeps_space:
        letters.pop()
    return letters


def _letters(element: Element, walk: _Walk) -> Iterator[Letter]:
    style = walk.styles.of(element)
    walk.levels.append(_Level(_lists(element, style, walk.page)))
    for child in element.children:
        if isinstance(child, Element):
            yield from _letters(child, walk)
        else:
            yield from _placed(child.translate(LINE_BREAKS), element, style, walk)
    walk.levels.pop()


def _placed(text: str, element: Element, style: TextStyle, walk: _Walk) -> Iterator[Letter]:
    for character in text:
        is_space = character == " "
        if is_space and walk.after_space and not style.keeps_space:
            continue
        letter = replace(Letter(character, element, style), **_place(walk.levels))
        yield from _transformed(letter, begins_word=walk.after_space)
        walk.after_space = is_space


def _place(levels: list[_Level]) -> dict[str, Any]:
    """Return the place of the next letter: that of the innermost element which has one for it."""
    place: dict[str, Any] = {}
    for level in levels:
        for name, values in level.lists.items():
            if level.met < len(values):
                place[name] = values[level.met]
            elif name == "rotate":
                place[name] = values[-1]
        level.met += 1
    return place


def _transformed(letter: Letter, begins_word: bool) -> Iterator[Letter]:
    """Yield a letter in the case that its style asks for, which may be two, such as those of an eszett."""
    character = letter.character
    cases = {
        "uppercase": character.upper(),
        "lowercase": character.lower(),
        "capitalize": character.title() if begins_word else character,
    }
    first, *rest = list(cases.get(letter.style.transform, character))
    yield replace(letter, character=first)
    yield from (Letter(one, letter.element, letter.style) for one in rest)


def _lists(element: Element, style: TextStyle, page: tuple[float, float]) -> dict[str, list[float]]:
    found = {}
    for name in PLACES:
        whole = page[1] if name.endswith("y") else page[0]
        texts = element.attributes.get(name, "").replace(",", " ").split()
        values = [value for text in texts if (value := length(text, style.size, whole)) is not None]
        if values:
            found[name] = values
    return found
