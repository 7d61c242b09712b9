"""Why a card cannot be made: by how many words or lines it is too full, and what of it is long."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from foldwell.documents.cards import points
from foldwell.documents.cards.candidates import atoms_with
from foldwell.documents.cards.content import word_count, words_on_card
from foldwell.documents.cards.estimates import CARE
from foldwell.documents.cards.pages import CardPages
from foldwell.documents.cards.size import (
    formats,
    is_folded,
    larger_card_hint,
    margins_of,
    size_name,
    text_width,
    word_limit,
)
from foldwell.documents.planning.planner import Atom
from foldwell.documents.type_settings import Setting
from foldwell.errors import Location, Problem
from foldwell.inputs import markdown
from foldwell.model import CareBox
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content
from foldwell.proofing.expectations import ExpectedText

CHARACTER_WIDTH = 0.17
"""The mean width of a character, in mm per pt of its size: 2 mm at 12 pt."""

MAX_NAMED = 3
"""The most parts that a message names."""


def no_room(pages: CardPages, shown: tuple[int, ...]) -> Problem:
    """Return why a card with the key points of these sections has no room, even at the tightest setting."""
    context = replace(pages.context, card_points=shown)
    if problem := _too_many_words(context):
        return problem
    strip = pages.strip(pages.settings[-1])
    if pages.is_front_full(strip):
        return _front_too_full(context, strip.front_end - margins_of(context).top - pages.room)
    panels = pages.panels(strip, formats(context)[-1], strip.setting)
    atoms = atoms_with(pages, strip, shown)
    room = max(panel.room for panel in panels)
    if too_high := [atom for atom in atoms if atom.height > room]:
        return _part_too_high(context, atoms, too_high[0], room, strip.setting.line)
    excess = atoms[-1].bottom - atoms[0].top - sum(panel.room for panel in panels)
    return _too_full(context, strip.setting, excess)


def _too_many_words(context: BuildContext) -> Problem | None:
    """Return the problem of a small card with too many words, counting all printed text."""
    sides = formats(context)[-1].sides
    limit, count = word_limit(context, sides), words_on_card(context)
    if limit is None or count <= limit:
        return None
    parts = {part: word_count(texts) for part, texts in _parts(context)}
    heading = word_count(passage.text for passage in article_content.card_heading(context))
    name = size_name(context).replace("-", " ").capitalize()
    excess, fixed = count - limit, count - heading - sum(parts.values())
    what = (
        f"the card has {count} words, {excess} too many:"
        f" both sides of {name} hold {limit}, and {fixed} are fixed"
    )
    longest = sorted(parts, key=lambda part: -parts[part])[:MAX_NAMED]
    named = ", ".join(f"{part} ({parts[part]} words)" for part in longest)
    hint = f"shorten them; the longest are {named}{_fewer_sections_hint(context)}"
    return Problem(_where(context), what, f"{hint}{larger_card_hint(context)}")


def _front_too_full(context: BuildContext, excess: float) -> Problem:
    what = f"the title and the numbers to call are {excess:.0f} mm too high for the front of the card"
    hint = f"give it a shorter title: card: {{heading: ...}}{larger_card_hint(context)}"
    return Problem(context.source.where(("card",)), what, hint)


def _part_too_high(
    context: BuildContext, atoms: Sequence[Atom], atom: Atom, room: float, line: float
) -> Problem:
    """Return the problem of what stands together and is higher than a page."""
    page = "panel" if is_folded(context) else "side"
    where, name = _named_part(context, atoms, atom)
    what = (
        f"{name} {atom.height:.0f} mm high in one piece, and a {page} of the card has room for {room:.0f} mm"
    )
    lines = math.ceil((atom.height - room) / line)
    hint = f"shorten it by about {lines} line{'s'[: lines > 1]}{larger_card_hint(context)}"
    return Problem(where, what, hint)


def _named_part(context: BuildContext, atoms: Sequence[Atom], atom: Atom) -> tuple[Location, str]:
    """Return where a part of a card is written, and its name: in a section, a care box, or what follows."""
    where = context.source.where
    for number, section in enumerate(context.article.sections):
        if section.id == atom.part:
            return where(("sections", number)), f"a part of section '{section.id}' is"
    care = [one for one in atoms if one.part == CARE]
    names = tuple(context.article.care.boxes)
    if atom not in care:
        return where(()), "what stands at the foot of the card is"
    if len(care) != len(names):
        return where(("care",)), "the care boxes are"
    name = names[care.index(atom)]
    return where(("care", name)), f"the {name.replace('_', '-')} box is"


def _too_full(context: BuildContext, setting: Setting, excess: float) -> Problem:
    """Return the problem of a card that is too full: by how many lines, and what to shorten.

    `excess` is in mm at the tightest setting.
    """
    lines = max(1, math.ceil(excess / setting.line))
    by = f"about {lines} line{'s'[: lines > 1]} ({max(excess, setting.line):.0f} mm)"
    where = f"on {formats(context)[-1].pages} panels" if is_folded(context) else "on both sides"
    what = f"the card is too full at {setting.size:g} pt by {by}, {where}"
    width = text_width(context) - margins_of(context).side
    characters = lines * int(width / (CHARACTER_WIDTH * setting.size))
    hint = f"{_shorter_hint(context, characters)}{_fewer_sections_hint(context)}"
    return Problem(_where(context), what, f"{hint}{larger_card_hint(context)}")


def _shorter_hint(context: BuildContext, characters: int) -> str:
    """Return what to shorten by so many characters: sections that are there whole, or else key points."""
    if whole := points.whole(context):
        sizes = {context.article.sections[number].id: _length(_section(context, number)) for number in whole}
        kind = "the sections on it"
    else:
        sizes = {part.id: len(markdown.plain_text(part.key_point or "")) for part in points.sections(context)}
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
    for number in points.whole(context):
        name = context.article.sections[number].id
        yield f"section '{name}'", [passage.text for passage in _section(context, number)]
    for part in points.sections(context):
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


def _where(context: BuildContext) -> Location:
    return context.source.where(("card",) if context.article.card.whole else ("sections",))
