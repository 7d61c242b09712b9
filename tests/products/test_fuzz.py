"""A few examples of each property in fuzz.py, the same each time; `make fuzz` tries others."""

from math import ceil
from shutil import copytree

import pytest
from hypothesis import strategies as st
from support import fuzz
from support.combinations import representative
from support.project import ROOT

from foldwell.errors import InputError

PROPERTIES = tuple(fuzz.properties(ROOT))


@pytest.mark.parametrize("share", representative([4, 1]), ids=["some", "all"])
@pytest.mark.parametrize("name", PROPERTIES)
def test_whatever_is_typed_ends_in_a_document_or_in_words(tmp_path, name, share):
    for part in ("content", "templates"):
        copytree(ROOT / part, tmp_path / part)
    item = fuzz.properties(tmp_path, "card", "handout")[name]
    # Where all were refused, nothing was seen of what is done with one that is not.
    assert fuzz.held(item, 1, ceil(item.few / share))


def test_examples_that_are_all_refused_are_noticed():
    def refuses(text):
        raise InputError(text)

    assert fuzz.held(fuzz.Property(st.just("0"), refuses, 1), 5, 1) == 0


def test_another_exception_is_found():
    def stumbles(text):
        raise ValueError(text)

    with pytest.raises(ValueError, match="0"):
        fuzz.held(fuzz.Property(st.just("0"), stumbles, 1), 5, 1)


KINDS = ("article", "practice", "brand", "wording", "prose", "drawing", "picture", "font", "letterhead")


@pytest.mark.parametrize("kind", KINDS)
def test_there_are_properties_of_every_kind_of_input(kind):
    assert [name for name in PROPERTIES if kind in name]
