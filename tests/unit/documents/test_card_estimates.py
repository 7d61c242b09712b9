"""How high a card will be at another setting, and without some points."""

from foldwell.documents.cards.estimates import are_alike, resized, without
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
    assert edges(resized(strip(5, 5), TIGHT, LOOSE, 0)) == edges(strip(5, 5, setting=LOOSE))
    assert edges(resized(strip(5, 5, setting=LOOSE), LOOSE, TIGHT, 0)) == edges(strip(5, 5))


def test_the_gaps_in_a_box_are_part_of_its_height():
    (box,) = resized(strip(40), TIGHT, LOOSE, 2)
    assert box.height == 40 + 2 * (LOOSE.gap - TIGHT.gap)


def test_larger_type_takes_more_room_and_a_picture_does_not():
    larger = CARDS[2]
    assert not are_alike(larger, TIGHT)
    (line,) = resized(strip(5), TIGHT, larger, 0)
    assert line.height > 5
    picture = Atom(0, 30, Break.FIGURE, picture=30)
    (shown,) = resized((picture,), TIGHT, larger, 0)
    assert shown.height == 30


def test_text_that_came_out_higher_than_expected_is_expected_higher():
    (line,) = resized(strip(5), TIGHT, TIGHT, 0, 1.1)
    assert line.height == 5 * 1.1
