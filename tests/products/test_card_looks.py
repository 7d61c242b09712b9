"""How cards look: room between their parts, boxes that match, what is largest, and what is on which side."""

from dataclasses import replace
from functools import cache
from itertools import pairwise

import pytest
from PIL import Image
from support.combinations import marking
from support.project import dressed
from support.sabotage import append

from foldwell.documents.cards import candidates, points
from foldwell.proofing import inspection
from foldwell.proofing.standing_content import care, emergency_call, numbers, practice_and_phone
from foldwell.workflows import build_pack

PX_PER_MM = 8
BARE, FILLED = 245, 230
"""The least grey of paper, for a tint is darker; and the share of 255 of a row that is filled."""

CLEAR = 2.2
"""The least room in mm between list, boxes and numbers."""

PRACTICES = {"classic": "riverside", "poster": "northgate", "journal": "lakeshore", "meadow": "riverside"}
LARGE, SMALL = ("a5", "half-letter"), ("a6", "quarter-letter")
EACH_LARGE, EACH_SMALL = (
    marking(
        [(design, size) for design in PRACTICES for size in sizes],
        *((design, size) for design in PRACTICES for size in sizes if (design, size) not in kept),
    )
    for sizes, kept in (
        (LARGE, (("classic", "a5"), ("journal", "half-letter"), ("poster", "a5"))),
        (SMALL, (("classic", "a6"), ("journal", "quarter-letter"))),
    )
)


class Card:
    """A finished card, and its context."""

    def __init__(self, context):
        self.context = build_pack.with_plans(context, ("card",))
        self.data = build_pack.build_documents(self.context, ("card",))["card"]
        self.words = inspection.read_pdf(self.data).words
        self.pixels = inspection.page_pixels(self.data, 1, 25.4 * PX_PER_MM).convert("L")

    def find(self, text, start=0):
        """The words of a text after the first so many words of the card."""
        sought = text.split()
        shown = [word.text for word in self.words]
        for at in range(start, len(shown)):
            if " ".join(shown[at : at + len(sought)]) == " ".join(sought):
                return self.words[at : at + len(sought)]
        raise AssertionError(f"{text!r} is not on the card")

    def filled(self, across, down):
        """The rows that are filled from side to side in an area of the first page, as mm from its top."""
        left, right, top, bottom = (round(edge * PX_PER_MM) for edge in (*across, *down))
        area = self.pixels.crop((left, top, right, bottom)).point(lambda level: 255 * (level < BARE))
        rows = area.resize((1, area.height), Image.Resampling.BOX).tobytes()
        return [down[0] + row / PX_PER_MM for row, share in enumerate(rows) if share >= FILLED]

    @property
    def headings(self):
        """The words of the heading of each care box."""
        return [self.find(box[0].text) for box in care(self.context)]

    @property
    def columns(self):
        """The left and right edges of the headings of both boxes, in mm."""
        return [(words[0].box.left, words[-1].box.right) for words in self.headings]

    @property
    def name_to_call(self):
        """The first word of the practice's name above its number."""
        return self.find(self.context.practice.name, self.words.index(self.headings[1][0]))[0]


def designed(contexts, design, size):
    context = dressed(contexts[PRACTICES[design]], design)
    return replace(context, practice=context.practice.model_copy(update={"card": size}))


@pytest.fixture(scope="module")
def cards(contexts):
    """The card in a design and a size, made once."""
    return cache(lambda design, size: Card(designed(contexts, design, size)))


def spoilt(contexts, rule, design="classic", size="a5"):
    """The card with one more rule of style."""
    context = designed(contexts, design, size)
    sheet = append(rule)(context.templates["card.css"])
    return Card(replace(context, templates={**context.templates, "card.css": sheet}))


def lines(words):
    """How many lines words stand on: each begins further left than the one before it ended."""
    return 1 + sum(after.box.left < before.box.left for before, after in pairwise(words))


@pytest.mark.parametrize(("design", "size"), [*EACH_LARGE, *EACH_SMALL])
def test_the_heading_of_no_care_box_wraps(cards, design, size):
    assert [lines(words) for words in cards(design, size).headings] == [1, 1]


def test_a_heading_that_wraps_is_seen(contexts):
    card = spoilt(contexts, ".emergency h2 { padding-right: 30mm !important }")
    assert [lines(words) for words in card.headings] == [1, 2]


def values(context):
    return [value.text for _, value in (practice_and_phone(context), *numbers(context))]


def largest_elsewhere(card):
    """The sizes of the smallest number to call, and of the largest word that is none and not in the title."""
    title = {id(word) for word in card.find(card.context.article.title)}
    start = card.words.index(card.headings[1][0]) + len(card.find(emergency_call(card.context)[1]))
    called = [word for text in values(card.context) for word in largest_of(card, text, start)]
    named = title | {id(word) for word in called}
    return min(word.size for word in called), max(word.size for word in card.words if id(word) not in named)


def largest_of(card, text, start):
    """The words of a number where it is set largest."""
    found = [card.find(text, start)]
    while True:
        try:
            found.append(card.find(text, card.words.index(found[-1][0]) + 1))
        except AssertionError:
            return max(found, key=lambda words: words[0].size)


@pytest.mark.parametrize(("design", "size"), [*EACH_LARGE, *EACH_SMALL])
def test_nothing_is_as_large_as_the_numbers_but_the_title(cards, design, size):
    number, others = largest_elsewhere(cards(design, size))
    assert number > others


@pytest.mark.parametrize("design", marking(PRACTICES, "poster", "meadow"))
def test_numbers_on_a_large_card_are_as_large_as_its_title(cards, design):
    card = cards(design, "a5")
    assert largest_elsewhere(card)[0] >= card.find(card.context.article.title)[0].size - 0.05


def test_numbers_that_are_smaller_than_a_heading_are_seen(contexts):
    number, others = largest_elsewhere(spoilt(contexts, ".call .number { font-size: 13pt }"))
    assert number < others


def below_boxes(card, column):
    """Where the box in a column ends, and where whom to call begins, in mm from the top."""
    sign = card.find(care(card.context)[1][-1].text)
    rows = card.filled(column, (max(word.box.bottom for word in sign), card.name_to_call.box.top))
    return next((end, begin) for end, begin in pairwise(rows) if begin - end > 0.5)


def room_around(card):
    """The white in mm above the boxes, and between them and whom to call, in the column with less of it."""
    last = card.find(card.context.article.sections[-1].key_point)
    above = max(word.box.bottom for word in last)
    tops = [min(card.filled(column, (above, above + 30))) for column in card.columns]
    edges = [below_boxes(card, column) for column in card.columns]
    return min(tops) - above, min(begin - end for end, begin in edges)


@pytest.mark.parametrize(("design", "size"), EACH_LARGE)
def test_boxes_keep_clear_of_the_list_above_and_the_numbers_below(cards, design, size):
    assert min(room_around(cards(design, size))) >= CLEAR


def test_boxes_that_touch_the_list_or_the_numbers_are_seen(contexts):
    above, below = room_around(spoilt(contexts, ".boxes { margin-top: 0 } .call { margin-top: 1.2mm }"))
    assert above < CLEAR
    assert below < CLEAR


def ends(card):
    return [below_boxes(card, column)[0] for column in card.columns]


def first_lines(card):
    """How far down the capitals stand that the words below the headings of both boxes begin with."""
    return [card.find(box[1].text)[0].box.top for box in care(card.context)]


@pytest.mark.parametrize(("design", "size"), EACH_LARGE)
def test_two_boxes_side_by_side_begin_and_end_on_one_line(cards, design, size):
    card = cards(design, size)
    assert ends(card)[0] == pytest.approx(ends(card)[1], abs=0.3)
    first, second = first_lines(card)
    assert first == pytest.approx(second, abs=0.2)


def test_boxes_that_begin_or_end_apart_are_seen(contexts):
    rule = ".same-day { margin-bottom: 2mm } .beside .same-day > h2 { line-height: 1.7 !important }"
    card = spoilt(contexts, rule)
    assert ends(card)[0] < ends(card)[1] - 1
    first, second = first_lines(card)
    assert first > second + 0.3


def depth(card):
    return max(word.box.bottom for word in card.words)


@pytest.mark.parametrize("design", marking(PRACTICES, "poster", "journal", "meadow"))
def test_what_is_left_of_a_card_is_given_to_its_gaps(cards, design):
    card = cards(design, "a5")
    assert 203 - 3.5 < depth(card) < 203.5


def test_a_card_whose_gaps_do_not_grow_ends_higher(contexts, cards, monkeypatch):
    monkeypatch.setattr(candidates, "MAX_SPREAD", 1.0)
    monkeypatch.setattr(candidates, "WIDE", 0.0)
    monkeypatch.setattr(candidates, "_square", lambda *_: 0.5)
    assert depth(Card(designed(contexts, "classic", "a5"))) < depth(cards("classic", "a5")) - 1


def test_version_and_dates_stand_on_one_line_where_it_holds_them(cards):
    card = cards("classic", "a5")
    assert lines(card.find("Version 0.1. Published 22 November 2026. Review by 22 November 2028.")) == 1
    small = cards("classic", "a6")
    assert (
        lines(small.find("Published 22 November 2026."))
        == lines(small.find("Review by 22 November 2028."))
        == 1
    )


def sides(card):
    """The pages on which the points stand, and those on which when to get help and whom to call do."""
    sections, shown = card.context.article.sections, points.numbers(card.context)
    pages = {word.page for at in shown for word in card.find(sections[at].key_point)}
    return pages, {card.name_to_call.page, *(word.page for words in card.headings for word in words)}


@pytest.mark.parametrize(("design", "size"), EACH_SMALL)
def test_a_small_card_has_its_points_on_the_front_and_when_and_whom_to_call_on_the_back(cards, design, size):
    assert sides(cards(design, size)) == ({1}, {2})


def test_a_box_that_strays_to_the_front_is_seen(contexts, monkeypatch):
    monkeypatch.setattr(candidates, "in_order", lambda atoms, foot_first: tuple(atoms))
    assert sides(Card(designed(contexts, "journal", "quarter-letter"))) != ({1}, {2})
