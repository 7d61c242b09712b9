"""What `make test-matrix` runs are further combinations of tests that `make test` runs too."""

import pytest
from support.combinations import COLLECTED, MARK, marking, representative, without_representative


@pytest.mark.parametrize("document", representative(["card", "handout"]))
def test_a_test_with_a_further_combination_has_a_representative(request, document):
    collected = request.config.stash[COLLECTED]
    assert any(item.get_closest_marker(MARK) for item in collected)
    assert without_representative(collected) == []
    assert document


class Item:
    """A variant of a test, as it is collected."""

    def __init__(self, nodeid, *marks):
        self.nodeid, self.marks = nodeid, marks

    def get_closest_marker(self, name):
        return name if name in self.marks else None


def test_a_test_of_which_every_variant_is_left_out_is_noticed():
    card, handout, alone = Item("a.py::b[card]", MARK), Item("a.py::b[handout]", MARK), Item("a.py::c", MARK)
    assert without_representative([card, handout, alone]) == ["a.py::b", "a.py::c"]
    assert without_representative([card, Item("a.py::b[handout]"), Item("a.py::c")]) == []


def marked(values):
    """Of each value whether it is marked."""
    return [bool(getattr(value, "marks", ())) for value in values]


def test_the_first_or_what_is_named_is_kept():
    rows = [("tri", "A4"), ("half", "A4"), ("tri", "Letter")]
    assert marked(representative("abc")) == [False, True, True]
    assert marked(representative("abc", "b", "c")) == [True, False, False]
    assert marked(representative(rows, "half")) == [True, False, True]
    assert marked(marking(rows, ("tri", "A4"))) == [True, False, False]
    assert representative(rows)[1].values == ("half", "A4")


def test_a_name_that_none_of_the_values_has_is_noticed():
    with pytest.raises(AssertionError, match=r"\['d'\] not among \['a', 'b'\]"):
        representative("ab", "d")
    with pytest.raises(AssertionError, match=r"\['d'\] not among \['a', 'b'\]"):
        marking("ab", "d")
