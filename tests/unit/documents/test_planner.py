"""Packing what is never broken on panels: nothing is lost, nothing overflows, nothing cheaper is missed."""

import math
from itertools import combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from foldwell.documents.planning.page_flow import pack_pages
from foldwell.documents.planning.planner import Atom, Panel, pack, scaled
from foldwell.documents.planning.weights import (
    EMPTY_PANEL,
    MAX_SQUEEZE,
    NOTES_PANEL,
    PAGE_PRICES,
    PRICES,
    SQUEEZE,
    Break,
    Price,
)

KINDS = [kind for kind in Break if kind is not Break.NEVER]


def stacked(rows):
    """Atoms one under the other, from (height, gap above, kind of the break before, repeated head)."""
    atoms, top = [], 0.0
    for number, (height, gap, kind, repeated) in enumerate(rows):
        top += gap if number else 0.0
        atoms.append(Atom(top, top + height, kind, f"#a{number}", repeated=repeated))
        top += height
    return tuple(atoms)


ROWS = st.lists(
    st.tuples(
        st.integers(1, 30),
        st.integers(0, 10),
        st.sampled_from([*KINDS, Break.NEVER]),
        st.sampled_from([0.0, 0.0, 5.0]),
    ),
    min_size=1,
    max_size=7,
)
PANELS = st.lists(st.builds(Panel, st.integers(20, 90), st.booleans()), min_size=1, max_size=4)


def lengths_with_parted_boxes():
    """The lengths of a text at which two boxes after it stand on two pages, though one page holds them."""
    parted = []
    for lines in range(1, 60):
        text = [(9, 1, Break.BLOCK, 0.0)] * lines
        boxes = [(100, 5, Break.BLOCK, 0.0), (110, 5, Break.BOXES, 0.0), (60, 14, Break.SECTION, 0.0)]
        packing = pack_pages(stacked([*text, *boxes]), 240)
        parted += [lines] if lines + 1 in packing.starts else []
    return parted


def test_boxes_that_one_page_holds_never_part_on_pages(monkeypatch):
    assert lengths_with_parted_boxes() == []
    cheap = {**PAGE_PRICES, Break.BOXES: PAGE_PRICES[Break.BLOCK]}
    monkeypatch.setattr("foldwell.documents.planning.page_flow.PAGE_PRICES", cheap)
    assert lengths_with_parted_boxes() != []


def torn_lists(entries):
    """The lengths of a text at which a list after it is torn, and how many entries stand before each tear."""
    torn = {}
    for lines in range(1, 60):
        text = [(9, 1, Break.BLOCK, 0.0)] * lines
        kinds = [Break.NEVER, Break.LONE_ITEM, *[Break.ITEM] * (entries - 3), Break.LONE_ITEM]
        listed = [(9, 3, kind, 0.0) for kind in kinds]
        section = [(14, 14, Break.SECTION, 0.0), *listed, (60, 14, Break.SECTION, 0.0)]
        packing = pack_pages(stacked([*text, *section]), 240)
        inside = [start - lines - 1 for start in packing.starts if lines + 1 < start <= lines + entries]
        if inside:
            torn[lines] = inside
    return torn


def test_a_list_that_one_page_holds_is_on_one_page(monkeypatch):
    assert torn_lists(12) == {}
    cheap = {**PAGE_PRICES, Break.ITEM: PAGE_PRICES[Break.SOURCE]}
    monkeypatch.setattr("foldwell.documents.planning.page_flow.PAGE_PRICES", cheap)
    assert torn_lists(12) != {}


def test_a_list_that_no_page_holds_is_parted_with_two_entries_or_more_on_either_side():
    found = torn_lists(30)
    assert len(found) == 59
    assert all(2 <= entries <= 28 for parted in found.values() for entries in parted)


def hollow_texts():
    """The lengths of a text before a short section of which a page is less than a quarter full."""
    found = []
    for lines in range(10, 60):
        section = [(9, 14, Break.SECTION, 0.0), *[(9, 1, Break.BLOCK, 0.0)] * 3]
        packing = pack_pages(stacked([*[(9, 1, Break.BLOCK, 0.0)] * lines, *section]), 240)
        found += [lines] if min(packing.used) < 60 else []
    return found


def test_no_page_is_under_a_quarter_full_where_others_can_give(monkeypatch):
    dear = {**PAGE_PRICES, Break.BLOCK: Price(12, 12)}
    monkeypatch.setattr("foldwell.documents.planning.page_flow.PAGE_PRICES", dear)
    assert hollow_texts() == []
    monkeypatch.setattr("foldwell.documents.planning.page_flow.HOLLOW_PAGE", ())
    assert hollow_texts() != []


def test_a_page_under_a_quarter_full_costs_more_than_one_under_half():
    page, plain = Panel(240, hollow=((1 / 4, 100), (1 / 2, 2))), Panel(240)
    more = [round(page.emptiness(used) - plain.emptiness(used), 6) for used in (59, 60, 119, 120)]
    assert more == [102, 2, 2, 0]


def reference_cost(atoms, panels, starts, even):
    """What a packing costs by the table of prices, or infinity where it does not fit."""
    cost = (EMPTY_PANEL if even else NOTES_PANEL) * (len(panels) - len(starts))
    for number, (start, stop) in enumerate(pairwise((*starts, len(atoms)))):
        room, repeated = panels[number].room, atoms[start].repeated if start else 0.0
        used = atoms[stop - 1].bottom - atoms[start].top + repeated
        solid = sum(atom.height for atom in atoms[start:stop]) + repeated
        give = MAX_SQUEEZE * (used - solid)
        if used - give > room or solid > room:
            return math.inf
        cost += SQUEEZE * (used - room) / give if used > room else 0.0
        emptiness = EMPTY_PANEL * (1 - min(1, used / room)) ** 2
        last = stop == len(atoms)
        cost += emptiness if not last or even else 0.0
        if not last:
            price, pair = PRICES[atoms[stop].kind], atoms[stop].bottom - atoms[stop - 1].top
            if atoms[stop].kind is Break.LONE_ROW and pair <= room:
                return math.inf
            cost += price.over_sides if panels[number].turned_after else price.over_panels
    return cost


def test_nothing_has_no_packing():
    assert pack((), [Panel(50)]) is None


@pytest.mark.parametrize(("row", "starts"), [(20, None), (60, (0, 1, 2))])
def test_a_row_stands_alone_only_where_a_panel_has_no_room_for_two(row, starts):
    kinds = (Break.NEVER, Break.LONE_ROW, Break.LONE_ROW)
    found = pack(stacked([(row, 0, kind, 0.0) for kind in kinds]), [Panel(max(row, 50))] * 3)
    assert (found and found.starts) == (starts if starts else None)


@settings(max_examples=300, deadline=None)
@given(ROWS, PANELS, st.booleans())
def test_no_way_to_break_is_cheaper_than_the_one_that_is_found(rows, panels, even):
    atoms = stacked(rows)
    ways = [
        (0, *breaks) for count in range(len(panels)) for breaks in combinations(range(1, len(atoms)), count)
    ]
    cheapest = min(reference_cost(atoms, panels, way, even) for way in ways)
    found = pack(atoms, panels, even=even)
    if found is None:
        assert cheapest == math.inf
    else:
        assert found.cost == pytest.approx(cheapest)
        assert reference_cost(atoms, panels, found.starts, even) == pytest.approx(found.cost)


@settings(max_examples=200, deadline=None)
@given(ROWS, PANELS)
def test_each_atom_stands_on_one_panel_in_order_and_no_panel_is_fuller_than_it_is(rows, panels):
    atoms = stacked(rows)
    found = pack(atoms, panels)
    if found:
        assert found.starts[0] == 0
        assert list(found.starts) == sorted(set(found.starts))
        assert len(found.starts) == len(found.used) == len(found.spacing) <= len(panels)
        assert all(used <= panel.room for used, panel in zip(found.used, panels, strict=False))
        assert not any(atoms[start].kind is Break.NEVER for start in found.starts[1:])
        assert found == pack(atoms, panels)


def test_the_space_between_blocks_gives_way_before_a_block_moves():
    atoms = stacked([(40, 0, Break.NEVER, 0), (40, 10, Break.BLOCK, 0), (30, 0, Break.SECTION, 0)])
    found = pack(atoms, [Panel(88), Panel(88)])
    assert found.starts == (0, 2)
    assert found.spacing[0] == pytest.approx(1 - 2 / 10 - 0.01)


def test_a_break_at_the_turn_of_the_paper_is_taken_only_where_it_costs_less():
    rows = [(30, 0, Break.NEVER, 0), (30, 0, Break.SENTENCE, 0), (30, 0, Break.SECTION, 0)]
    assert pack(stacked(rows), [Panel(65), Panel(65)]).starts == (0, 2)
    assert pack(stacked(rows), [Panel(45), Panel(65)]).starts == (0, 1)
    assert pack(stacked(rows), [Panel(45, turned_after=True), Panel(65)]) is None


def test_a_paragraph_is_not_broken_where_the_rest_of_it_has_room():
    def lines(count):
        return tuple(
            Atom(
                10.0 * at,
                10.0 * at + 10,
                Break.SENTENCE if at else Break.NEVER,
                "p",
                (at, count),
                10.0 * count,
            )
            for at in range(count)
        )

    assert pack(lines(4), [Panel(40), Panel(40)]).starts == (0,)
    assert pack(lines(6), [Panel(40), Panel(40)]).starts == (0, 4)


def test_a_heading_row_takes_its_room_again_where_it_is_repeated():
    rows = [(20, 0, Break.NEVER, 0), (20, 0, Break.NEVER, 0), (20, 0, Break.ROW, 20), (20, 0, Break.ROW, 20)]
    assert pack(stacked(rows), [Panel(60), Panel(40)]).starts == (0, 3)
    assert pack(stacked(rows), [Panel(60), Panel(39)]) is None


def test_words_and_pictures_grow_each_by_their_own_factor():
    atoms = (Atom(0, 10, Break.NEVER), Atom(12, 42, Break.FIGURE, picture=20.0), Atom(44, 54, Break.BLOCK))
    tops = [(round(atom.top, 6), round(atom.bottom, 6)) for atom in scaled(atoms, 2.0, 0.5)]
    assert tops == [(0, 20), (24, 54), (58, 78)]


def test_a_panel_without_room_holds_nothing():
    assert pack(stacked([(0, 0, Break.NEVER, 0)]), [Panel(0.0)]) is None
