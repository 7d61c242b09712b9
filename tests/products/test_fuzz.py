"""A few examples of each property in fuzz.py, the same each time; `make fuzz` tries others."""

from shutil import copytree

import pytest
from hypothesis import strategies as st
from support import fuzz
from support.project import ROOT

PROPERTIES = tuple(fuzz.properties(ROOT))


@pytest.mark.parametrize("name", PROPERTIES)
def test_whatever_is_typed_ends_in_a_document_or_in_words(tmp_path, name):
    for part in ("content", "templates"):
        copytree(ROOT / part, tmp_path / part)
    item = fuzz.properties(tmp_path, "card", "handout")[name]
    fuzz.held(item, 5, item.few)


def test_another_exception_is_found():
    def stumbles(text):
        raise ValueError(text)

    with pytest.raises(ValueError, match="0"):
        fuzz.held(fuzz.Property(st.just("0"), stumbles, 1), 5, 1)


def test_there_are_properties_of_every_kind_of_input():
    assert len(PROPERTIES) >= 11
