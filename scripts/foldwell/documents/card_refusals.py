"""Why a card cannot be made: by how many words or lines it is too full, and what of it is long."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

from foldwell.documents import card_points
from foldwell.documents.card_size import MARGIN, SMALL_CARD_WORDS, TOP, larger_card_hint, size_name, size_of
from foldwell.documents.type_settings import Setting
from foldwell.errors import Location, Problem
from foldwell.inputs import markdown
from foldwell.inputs.markdown.writing_marks import MARKS
from foldwell.model import CareBox
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.proofing.expectations import Expectation, ExpectedText

CHARACTER_WIDTH = 0.17
"""The mean width of a character, in mm per pt of its size: 2 mm at 12 pt."""

MAX_NAMED = 3
"""The most parts that a message names."""


def too_many_words(context: BuildContext, shown: Expectation) -> Problem | None:
    """Return the problem of a small card with too many words, counting all printed text."""
    limit = SMALL_CARD_WORDS.get(size_name(context), math.inf)
    count = _word_count(passage.text for group in (shown.ordered, *shown.unordered) for passage in group)
    if count <= limit:
        return None
    parts = {part: _word_count(texts) for part, texts in _parts(context)}
    heading = _word_count(passage.text for passage in article_content.card_heading(context))
    name = size_name(context).replace("-", " ").capitalize()
    excess, fixed = count - limit, count - heading - sum(parts.values())
    what = f"the card has {count} words, {excess} too many: {name} holds {limit}, and {fixed} are fixed"
    longest = sorted(parts, key=lambda part: -parts[part])[:MAX_NAMED]
    named = ", ".join(f"{part} ({parts[part]} words)" for part in longest)
    hint = f"shorten them; the longest are {named}{_fewer_sections_hint(context)}"
    return Problem(_where(context), what, f"{hint}{larger_card_hint(context)}")


def too_full(context: BuildContext, setting: Setting, depths: Sequence[float]) -> Problem:
    """Return the problem of a card that is too full: by how many lines, and what to shorten.

    `depths` are those of its pages at the tightest setting, in mm.
    """
    first, *others = depths
    width, height = size_of(context)
    excess = first + setting.section_gap + sum(depth - TOP for depth in others) - (height - TOP)
    lines = max(1, math.ceil(excess / setting.line))
    by = f"about {lines} line{'s'[: lines > 1]} ({excess:.0f} mm)"
    what = f"the card is too full at {setting.size:g} pt by {by}"
    characters = lines * int((width - 3 * MARGIN) / (CHARACTER_WIDTH * setting.size))
    hint = f"{_shorter_hint(context, characters)}{_fewer_sections_hint(context)}"
    return Problem(_where(context), what, f"{hint}{larger_card_hint(context)}")


def _shorter_hint(context: BuildContext, characters: int) -> str:
    """Return what to shorten by so many characters: sections that are there whole, or else key points."""
    if whole := card_points.whole(context):
        sizes = {context.article.sections[number].id: _length(_section(context, number)) for number in whole}
        kind = "the sections on it"
    else:
        points = card_points.sections(context)
        sizes = {part.id: len(markdown.plain_text(part.key_point or "")) for part in points}
        kind = "key points"
    longest = sorted(sizes, key=lambda name: -sizes[name])[:MAX_NAMED]
    names = ", ".join(f"'{name}' ({sizes[name]} characters)" for name in longest)
    verb = "are" if len(longest) > 1 else "is"
    return f"shorten {kind} by about {characters} characters in all; the longest {verb} {names}"


def _fewer_sections_hint(context: BuildContext) -> str:
    several = len(context.article.card.whole) > 1
    return "; or name fewer sections under 'whole'" if several else ""


def _parts(context: BuildContext) -> Iterator[tuple[str, list[str]]]:
    """Yield the name of each part of a card that its article can shorten, and its texts."""
    for number in card_points.whole(context):
        name = context.article.sections[number].id
        yield f"section '{name}'", [passage.text for passage in _section(context, number)]
    for part in card_points.sections(context):
        yield f"key point '{part.id}'", [part.key_point or ""]
    for name, box in context.article.care.boxes.items():
        yield f"{name.replace('_', '-')} signs", _article_texts(box)


def _section(context: BuildContext, number: int) -> tuple[ExpectedText, ...]:
    return tuple(article_content.section(context, number))


def _article_texts(box: CareBox) -> list[str]:
    """Return the article's texts in a care box."""
    return [text for text in (box.lead, *box.when, box.then) if text]


def _length(passages: Iterable[ExpectedText]) -> int:
    return sum(len(passage.text) for passage in passages)


def _word_count(texts: Iterable[str]) -> int:
    return sum(len(MARKS.sub(" ", text).split()) for text in texts)


def _where(context: BuildContext) -> Location:
    return context.source.where(("card",) if context.article.card.whole else ("sections",))
