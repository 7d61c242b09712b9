"""The card: one page to keep, with key points or sections of the article, and whom to call."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from weakref import WeakKeyDictionary

from foldwell.assets import qr_code
from foldwell.documents import article_link, card_points, figure_widths, type_fitting, type_settings
from foldwell.documents.card_refusals import too_full, too_many_words
from foldwell.documents.card_size import MARGIN, TOP, is_small, size_of
from foldwell.documents.print_layout import PagedDocument, one_line, settings
from foldwell.errors import InputError, Problem
from foldwell.project.loading import BuildContext
from foldwell.proofing import article_content, standing_content
from foldwell.proofing.document_content import Content, expect_content
from foldwell.proofing.expectations import Expectation, ExpectedTexts
from foldwell.rendering.pdf import layout

FILE = "card.pdf"
TEMPLATE = "card.html.j2"

SHOWS: frozenset[Content] = frozenset({"key points", "care boxes", "review", "numbers"})

MAX_FIGURE_SHARE = 0.4
"""The part of a card's height that a figure without lettering may take."""

MAX_TITLE_SIZE, MAX_SMALL_TITLE_SIZE = 20.0, 17.0
"""The maximum size of the title on a card and on a small one, in pt."""

MAX_NAME_AT_FOOT = 32
"""The most characters of a name that takes no more room at the foot of a card than a logo."""

START_INDEX = 9
"""The index of the setting that the search starts with."""

MIN_SQUARE_GAIN = 0.05
"""The minimum gain in the width of a QR square, in mm, that is worth a layout."""


_FITS: WeakKeyDictionary[BuildContext, type_fitting.Fit[layout.LayoutResult]] = WeakKeyDictionary()
"""The fit of each context's card, which is searched before the card is made: to see what has room."""


def make(context: BuildContext, _: Mapping[str, bytes]) -> bytes:
    """Return the card as one tagged PDF page.

    Raises InputError when there is nothing for it, and with the excess if it is too full.
    """
    if problem := card_points.no_points(context) or _too_many_words(context) or _too_small_figure(context):
        raise InputError(problem)
    chosen = _best_fit(context)
    if not chosen.fits:
        raise InputError(too_full(context, chosen.setting, chosen.result.depths))
    card = document(context)
    # A generator: the first square that fits is the last layout.
    squares = _possible_squares(context, chosen.result)
    larger = (_lay_out(card, chosen.setting, square) for square in squares)
    return layout.write(next(filter(_fits, larger), chosen.result), TEMPLATE)


def has_room(context: BuildContext) -> bool:
    """Return whether what is to be on a card has room there."""
    return not _too_many_words(context) and _best_fit(context).fits


def _best_fit(context: BuildContext) -> type_fitting.Fit[layout.LayoutResult]:
    """Return the most generous setting at which a card has room, searched once for each context."""
    if context not in _FITS:
        height = size_of(context)[1] - 2 * TOP
        probe = type_fitting.LayoutProbe(
            partial(_lay_out, document(context)), _fits, partial(_used_share, height)
        )
        _FITS[context] = type_fitting.fit(_allowed_settings(context), probe, START_INDEX)
    return _FITS[context]


def _allowed_settings(context: BuildContext) -> tuple[type_settings.Setting, ...]:
    """Return our settings as far as fonts and figures allow; one at least."""
    found, whole = settings(context, type_settings.CARDS), card_points.whole(context)
    return figure_widths.settings_with_room(context, found, _text_width(context), whole)


def _too_many_words(context: BuildContext) -> Problem | None:
    return too_many_words(context, expect_content(expectation(context), SHOWS, context))


def _too_small_figure(context: BuildContext) -> Problem | None:
    size = settings(context, type_settings.CARDS)[-1].size
    return figure_widths.too_small_problem(context, size, _text_width(context), card_points.whole(context))


def _text_width(context: BuildContext) -> float:
    return size_of(context)[0] - 2 * MARGIN


def expectation(context: BuildContext) -> Expectation:
    """Return what is expected: whole sections and key points in order, and the web address."""
    whole = card_points.whole(context)
    figures = (figure.alt for _, figure in article_content.figures(context, whole))
    return Expectation(
        ordered=(
            *article_content.card_heading(context),
            *(passage for number in whole for passage in article_content.section(context, number)),
            *article_content.key_points(context, card_points.numbers(context)),
        ),
        unordered=(_web(context), *_wordmark(context)),
        tables=article_content.tables(context, sections=whole),
        unbroken=article_content.unbroken_groups(context, sections=whole),
        links=standing_content.links(context) | article_link.links(context),
        required_links=article_content.required_links(context, sections=whole),
        figures=(*standing_content.logo(context, "small"), *figures, *article_link.figures(context)),
        sizes=(size_of(context),),
    )


def check(context: BuildContext, built: Mapping[str, bytes]) -> Iterator[Problem]:
    """Yield the problems of the card's QR code."""
    yield from article_link.check(context, FILE, built["card"])


def document(context: BuildContext) -> PagedDocument:
    """Return the card as it is laid out."""
    return PagedDocument(
        context,
        TEMPLATE,
        "card.css",
        (size_of(context),),
        logo="small",
        figures=figure_widths.widths(context, card_points.whole(context)),
        max_figure_height=MAX_FIGURE_SHARE * size_of(context)[1],
        table_room=_text_width(context),
    )


def _wordmark(context: BuildContext) -> Iterator[ExpectedTexts]:
    """Yield the practice's name at the foot of a card without a logo, besides that with its number."""
    if _has_name_at_foot(context):
        practice = context.practice
        yield standing_content.practice_texts(context, (practice.name, practice.phone, practice.name))


def _has_name_at_foot(context: BuildContext) -> bool:
    """Return whether the practice's name stands where the logo would: on a large card, if it has the room.

    Elsewhere it stands above the practice's number alone, and stands out there.
    """
    return not (context.logos or is_small(context)) and len(context.practice.name) <= MAX_NAME_AT_FOOT


def _web(context: BuildContext) -> ExpectedTexts:
    """Return the web address of the article, or else that of the practice."""
    found = article_link.expected_texts(context, label=not is_small(context))
    return found[0] if found else standing_content.practice_texts(context, (context.web,))


def _lay_out(
    card: PagedDocument, setting: type_settings.Setting, square: float = qr_code.MIN_SQUARE_MM
) -> layout.LayoutResult:
    context, small = card.context, is_small(card.context)
    max_title = (MAX_SMALL_TITLE_SIZE if small else MAX_TITLE_SIZE) * context.brand.headings.scale
    (heading,) = article_content.card_heading(context)
    title = one_line(context, max_title, _text_width(context), heading.text)
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
        whole_sections=card_points.whole_sections(context),
        with_detail=False,
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
