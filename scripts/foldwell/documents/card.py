"""The card: one page to keep, with the key point of every section and whom to call."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from types import MappingProxyType
from weakref import WeakKeyDictionary

from foldwell.assets import qr_code
from foldwell.documents import article_link, card_points, type_fitting, type_settings
from foldwell.documents.print_layout import PagedDocument, one_line, settings
from foldwell.errors import InputError, Problem
from foldwell.inputs import markdown
from foldwell.model import CARDS, Card, CareBox, Size
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.document_content import Content, expect_content
from foldwell.proofing.expectations import Expectation, ExpectedTexts
from foldwell.rendering.pdf import layout

FILE = "card.pdf"
TEMPLATE = "card.html.j2"

SHOWS: frozenset[Content] = frozenset({"key points", "care boxes", "review", "numbers"})

MARGIN, TOP = 8.0, 7.0
"""The margins beside the words of a card, and above and below them, in mm.

Where a card ends at its sheet's edge, no office printer prints nearer than 7 mm.
"""

SMALL_CARD_WORDS: Mapping[Card, int] = MappingProxyType({"a6": 120, "quarter-letter": 120})
"""The maximum number of words on small cards."""

LARGER_CARD: Mapping[Card, Card] = MappingProxyType({"a6": "a5", "quarter-letter": "half-letter"})
"""The larger card to suggest for each small one."""

MAX_TITLE_SIZE, MAX_SMALL_TITLE_SIZE = 20.0, 17.0
"""The maximum size of the title on a card and on a small one, in pt."""

MAX_NAME_AT_FOOT = 32
"""The most characters of a name that takes no more room at the foot of a card than a logo."""

START_INDEX = 9
"""The index of the setting that the search starts with."""

MIN_SQUARE_GAIN = 0.05
"""The minimum gain in the width of a QR square, in mm, that is worth a layout."""

CHARACTER_WIDTH = 0.17
"""The mean width of a character, in mm per pt of its size: 2 mm at 12 pt."""


def size_of(context: BuildContext) -> Size:
    """Return the width and height in mm of the practice's card."""
    return CARDS[context.practice.card]


_FITS: WeakKeyDictionary[BuildContext, type_fitting.Fit[layout.LayoutResult]] = WeakKeyDictionary()
"""The fit of each context's card, which is searched before the card is made: to see what has room."""


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the card as one tagged PDF page.

    Raises InputError when there is nothing for it, and with the excess if it is too full.
    """
    if problem := card_points.no_points(context) or _too_many_words(context):
        raise InputError(problem)
    chosen = _best_fit(context)
    if not chosen.fits:
        raise InputError(_too_full(context, chosen))
    card = document(context)
    # A generator: the first square that fits is the last layout.
    squares = _possible_squares(context, chosen.result)
    larger = (_lay_out(card, chosen.setting, square) for square in squares)
    return layout.write(next(filter(_fits, larger), chosen.result), TEMPLATE)


def has_room(context: BuildContext) -> bool:
    """Return whether the key points of a card have room on it."""
    return not _too_many_words(context) and _best_fit(context).fits


def _best_fit(context: BuildContext) -> type_fitting.Fit[layout.LayoutResult]:
    """Return the most generous setting at which a card has room, searched once for each context."""
    if context not in _FITS:
        height = size_of(context)[1] - 2 * TOP
        probe = type_fitting.LayoutProbe(
            partial(_lay_out, document(context)), _fits, partial(_used_share, height)
        )
        _FITS[context] = type_fitting.fit(settings(context, type_settings.CARDS), probe, START_INDEX)
    return _FITS[context]


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: every key point in order, and the web address."""
    points = article_content.key_points(context, card_points.numbers(context))
    return Expectation(
        ordered=(*article_content.title(context), *points),
        unordered=(_web(context), *_wordmark(context)),
        links=standing_content.links(context) | article_link.links(context),
        figures=(*standing_content.logo(context, "small"), *article_link.figures(context)),
        sizes=(size_of(context),),
    )


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of the card's QR code."""
    yield from article_link.check(context, FILE, built["card"])


def document(context: BuildContext) -> PagedDocument:
    """Return the card as it is laid out."""
    return PagedDocument(context, TEMPLATE, "card.css", (size_of(context),), logo="small")


def _wordmark(context: BuildContext) -> Iterator[ExpectedTexts]:
    """Yield the practice's name at the foot of a card without a logo, besides that with its number."""
    if _has_name_at_foot(context):
        practice = context.practice
        yield standing_content.practice_texts(context, (practice.name, practice.phone, practice.name))


def _has_name_at_foot(context: BuildContext) -> bool:
    """Return whether the practice's name stands where the logo would: on a large card, if it has the room.

    Elsewhere it stands above the practice's number alone, and stands out there.
    """
    practice = context.practice
    return (
        not context.logos and practice.card not in SMALL_CARD_WORDS and len(practice.name) <= MAX_NAME_AT_FOOT
    )


def _web(context: BuildContext) -> ExpectedTexts:
    """Return the web address of the article, or else that of the practice."""
    found = article_link.expected_texts(context, label=context.practice.card not in SMALL_CARD_WORDS)
    return found[0] if found else standing_content.practice_texts(context, (context.web,))


def _lay_out(
    card: PagedDocument, setting: type_settings.Setting, square: float = qr_code.MIN_SQUARE_MM
) -> layout.LayoutResult:
    context = card.context
    small = context.practice.card in SMALL_CARD_WORDS
    max_title = (MAX_SMALL_TITLE_SIZE if small else MAX_TITLE_SIZE) * context.brand.headings.scale
    title = one_line(context, max_title, size_of(context)[0] - 2 * MARGIN)
    properties = {
        "title-size": f"{title:g}pt",
        "page-margin": f"{TOP:g}mm",
        "page-side": f"{MARGIN:g}mm",
        **article_link.properties(context, square),
    }
    return card.lay_out(
        setting,
        properties=properties,
        small=small,
        name_at_foot=_has_name_at_foot(context),
        card_sections=card_points.sections(context),
    )


def _fits(result: layout.LayoutResult) -> bool:
    return len(result.sizes) == 1


def _possible_squares(context: BuildContext, result: layout.LayoutResult) -> tuple[float, ...]:
    """Return the possible widths of a QR square in mm, the widest first; each is worth a layout.

    The smallest square has text next to it, which leaves half of the space below that text.
    """
    found, code, end = (
        article_link.find_article_link(context),
        result.anchors.get("_code"),
        result.anchors["_end"],
    )
    if not found or not code:
        return ()
    space_beside = 2 * (end.y - code.y - qr_code.MIN_SQUARE_MM * found.code.side)
    widest = article_link.square_width(
        context, qr_code.MIN_SQUARE_MM, space_beside + size_of(context)[1] - TOP - end.y
    )
    # The text next to a wider QR code may need another line, and then only a width in between fits.
    return tuple(
        width
        for width in (widest, (widest + qr_code.MIN_SQUARE_MM) / 2)
        if width >= qr_code.MIN_SQUARE_MM + MIN_SQUARE_GAIN
    )


def _used_share(height: float, result: layout.LayoutResult) -> float:
    """Return the fraction of a card's height, `height` mm, that its text takes."""
    return sum(depth - TOP for depth in result.depths) / height


def _word_count(texts: Iterable[str]) -> int:
    return sum(len(text.split()) for text in texts)


def _too_many_words(context: BuildContext) -> Problem | None:
    """Return the problem of a small card with too many words, counting all printed text."""
    limit = SMALL_CARD_WORDS.get(context.practice.card, math.inf)
    shown = expect_content(expectation(context), SHOWS, context)
    count = _word_count(passage.text for group in (shown.ordered, *shown.unordered) for passage in group)
    if count <= limit:
        return None
    article = context.article
    parts = {f"key point '{part.id}'": [part.key_point or ""] for part in card_points.sections(context)}
    boxes = article.care.boxes.items()
    parts |= {f"{name.replace('_', '-')} signs": _article_texts(box) for name, box in boxes}
    article_words = _word_count([article.title, *(text for texts in parts.values() for text in texts)])
    name = context.practice.card.replace("-", " ").capitalize()
    excess, fixed = count - limit, count - article_words
    what = f"the card has {count} words, {excess} too many: {name} holds {limit}, and {fixed} are fixed"
    longest = sorted(parts, key=lambda part: -_word_count(parts[part]))[:3]
    named = ", ".join(f"{part} ({_word_count(parts[part])} words)" for part in longest)
    hint = f"shorten them; the longest are {named}"
    return Problem(context.source.where(("sections",)), what, f"{hint}{_larger_card_hint(context)}")


def _article_texts(box: CareBox) -> list[str]:
    """Return the article's texts in a care box."""
    return [text for text in (box.lead, *box.when, box.then) if text]


def _too_full(context: BuildContext, tightest: type_fitting.Fit[layout.LayoutResult]) -> Problem:
    """Return the problem of a card that is too full: by how many lines, and which key points to shorten."""
    setting, (first, *others) = tightest.setting, tightest.result.depths
    width, height = size_of(context)
    excess = first + setting.section_gap + sum(depth - TOP for depth in others) - (height - TOP)
    lines = max(1, math.ceil(excess / setting.line))
    characters = int((width - 3 * MARGIN) / (CHARACTER_WIDTH * setting.size))
    points = {part.id: part.key_point or "" for part in card_points.sections(context)}
    longest = sorted(points, key=lambda name: -len(markdown.plain_text(points[name])))[:3]
    names = ", ".join(f"'{name}' ({len(points[name])} characters)" for name in longest)
    by = f"about {lines} line{'s'[: lines > 1]} ({excess:.0f} mm)"
    what = f"the card is too full at {setting.size:g} pt by {by}"
    hint = f"shorten key points by about {lines * characters} characters in all; the longest are {names}"
    return Problem(context.source.where(("sections",)), what, f"{hint}{_larger_card_hint(context)}")


def _larger_card_hint(context: BuildContext) -> str:
    larger = LARGER_CARD.get(context.practice.card)
    return f"; or use 'card: {larger}' in practice.yaml" if larger else ""
