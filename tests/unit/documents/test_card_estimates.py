"""How high a card will be at another setting, and without some points."""

from dataclasses import replace

import pytest

from foldwell.documents.cards.estimates import (
    CALL,
    CARE,
    FOOT,
    are_alike,
    in_order,
    resized,
    space_inside,
    with_height,
    without,
)
from foldwell.documents.planning.planner import Atom
from foldwell.documents.planning.weights import Break
from foldwell.documents.type_settings import CARDS

LOOSE, TIGHT = CARDS[7], CARDS[13]


def strip(*heights, setting=TIGHT, top=20.0):
    """Atoms of some heights, each of a part of its own, with the gap of paragraphs between them."""
    atoms = []
    for number, height in enumerate(heights):
        atoms.append(Atom(top, top + height, Break.ITEM, part=f"part-{number}"))
        top += height + setting.gap
    return tuple(atoms)


def edges(atoms):
    return [(round(atom.top, 3), round(atom.bottom, 3)) for atom in atoms]


def test_what_follows_a_part_that_is_left_out_moves_up():
    atoms = strip(5, 6, 7)
    assert edges(without(atoms, {"part-1"})) == edges(strip(5, 7))
    assert edges(without(atoms, {"part-1", "part-2"})) == edges(strip(5))
    assert without(atoms, ()) == atoms


def test_the_end_of_a_paragraph_moves_with_it():
    after = Atom(60, 65, Break.NEVER, lines=(1, 3), paragraph_end=75)
    kept = without((*strip(5, 6), after), {"part-1"})
    assert kept[-1].paragraph_end - kept[-1].bottom == after.paragraph_end - after.bottom


def test_at_a_setting_of_the_same_size_only_gaps_differ():
    assert are_alike(LOOSE, TIGHT)
    assert edges(resized(strip(5, 5), TIGHT, LOOSE)) == edges(strip(5, 5, setting=LOOSE))
    assert edges(resized(strip(5, 5, setting=LOOSE), LOOSE, TIGHT)) == edges(strip(5, 5))


def test_the_gaps_in_a_box_are_part_of_its_height():
    care, foot = (replace(atom, part=part) for atom, part in zip(strip(40, 40), (CARE, FOOT), strict=True))
    assert resized((care,), TIGHT, LOOSE)[0].height == 40 + 2 * (LOOSE.gap - TIGHT.gap)
    assert resized((foot,), TIGHT, LOOSE)[0].height == 40
    assert space_inside((care, foot), TIGHT.gap) == pytest.approx(3 * TIGHT.gap)


def card(*parts):
    """Atoms of these parts, each 10 mm high, from the top."""
    return tuple(replace(atom, part=part) for atom, part in zip(strip(*10 * [10]), parts, strict=False))


def test_a_part_with_another_height_moves_what_follows():
    atoms = with_height(card("", CARE, FOOT), CARE, 25)
    assert [atom.height for atom in atoms] == pytest.approx([10, 25, 10])
    assert atoms[2].top - atoms[1].bottom == pytest.approx(TIGHT.gap)


def test_the_foot_ends_what_stands_before_the_boxes_and_is_not_torn_from_it():
    atoms = card("iron", CARE, CALL, FOOT)
    moved = in_order(atoms, foot_first=True)
    assert [atom.part for atom in moved] == ["iron", FOOT, CARE, CALL]
    assert edges(moved) == edges(atoms)
    assert moved[1].kind is Break.NEVER
    assert [atom.part for atom in in_order(atoms, foot_first=False)] == ["iron", CARE, CALL, FOOT]


def test_whom_to_call_stays_with_the_boxes_and_a_foot_alone_does_not_come_first():
    kept = in_order(card("iron", CARE, CALL, FOOT), foot_first=False)
    assert [atom.kind for atom in kept] == [Break.ITEM, Break.ITEM, Break.BOXES, Break.ITEM]
    assert [atom.part for atom in in_order(card(CARE, CALL, FOOT), foot_first=True)] == [CARE, CALL, FOOT]


def test_larger_type_takes_more_room_and_a_picture_does_not():
    larger = CARDS[2]
    assert not are_alike(larger, TIGHT)
    (line,) = resized(strip(5), TIGHT, larger)
    assert line.height > 5
    picture = Atom(0, 30, Break.FIGURE, picture=30)
    (shown,) = resized((picture,), TIGHT, larger)
    assert shown.height == 30


def test_text_that_came_out_higher_than_expected_is_expected_higher():
    (line,) = resized(strip(5), TIGHT, TIGHT, 1.1)
    assert line.height == 5 * 1.1
