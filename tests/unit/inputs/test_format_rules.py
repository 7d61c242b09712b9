"""What an article says of its format and its card: what is refused, and in which words."""

import pytest
from support.project import ROOT

from foldwell.errors import InputError
from foldwell.inputs import parsing, validation

SMALLEST = (ROOT / "tests/data/valid/article-smallest.yaml").read_text(encoding="utf-8")


@pytest.fixture
def article(tmp_path):
    """An article with some lines more, validated."""

    def read(lines):
        (tmp_path / "a.yaml").write_text(SMALLEST.replace("sections:\n", f"{lines}\nsections:\n"), "utf-8")
        return validation.validate_article(parsing.load(tmp_path / "a.yaml", "a.yaml"))

    return read


def refused(article, lines):
    """What is said of these lines, without file and line."""
    with pytest.raises(InputError) as caught:
        article(lines)
    return [str(problem).split(": ", 1)[1] for problem in caught.value.problems]


def test_documents_are_read_in_any_order(article):
    assert article("format: {documents: [card, leaflet, web]}").format.documents == ("card", "leaflet", "web")
    assert article("format: {fold: tri}").format.documents == ()


@pytest.mark.parametrize(
    ("documents", "message"),
    [
        ("[leaflett]", "format: 'documents' 1 cannot be 'leaflett' (did you mean 'leaflet'?)"),
        (
            "[poster]",
            "format: 'documents' 1 cannot be 'poster'"
            " (what is made, and nothing else: leaflet, large-print, handout, card, web)",
        ),
        ("[card, card]", "format: 'documents' 2 names 'card' a second time (leave one of them out)"),
        (
            "[web]",
            "format: 'documents' asks for 'web' alone, which is not made yet"
            " (name leaflet, large-print, handout or card too)",
        ),
        (
            "[]",
            "format: 'documents' must have 1 or more entries, not 0"
            " (what is made, and nothing else: leaflet, large-print, handout, card, web)",
        ),
    ],
)
def test_documents_that_cannot_be_made_are_refused(article, documents, message):
    assert refused(article, f"format: {{documents: {documents}}}") == [message]


def test_a_card_has_sections_whole_and_key_points_of_others(article):
    card = article("card: {heading: Keep me, size: a6, whole: [rest]}").card
    assert (card.heading, card.size, card.whole, card.points) == ("Keep me", "a6", ("rest",), ())


@pytest.mark.parametrize(
    ("card", "message"),
    [
        ("whole: [rst]", "card: 'whole' 1 is 'rst', which is not the id of a section (did you mean 'rest'?)"),
        ("whole: [rest, rest]", "card: 'whole' 2 names 'rest' a second time (leave one of them out)"),
        (
            "whole: [rest], points: [rest]",
            "card: 'points' 1 is 'rest', a section that is on the card whole"
            " (leave it out here, or under 'whole')",
        ),
        ("size: a66", "card: 'size' cannot be 'a66' (did you mean 'a6'?)"),
        (
            "heading: 'I take {practice}'",
            "card: 'heading' has {practice}, which cannot stand here (name it in the text of a section)",
        ),
    ],
)
def test_a_card_that_cannot_be_made_is_refused(article, card, message):
    assert refused(article, f"card: {{{card}}}") == [message]


def test_half_a_sheet_has_one_side(article):
    assert article("format: {fold: single, sheet: half}").format.ordered == "half-sheet"
    assert article("format: {fold: single}").format.ordered == "single"
    assert article("kinds: [gp]").format.ordered is None


@pytest.mark.parametrize("other", ["sheet: half", "fold: tri, sheet: half", "fold: auto, sheet: half"])
def test_half_a_sheet_is_refused_for_any_other_fold(article, other):
    message = "format: 'sheet' is 'half', which goes with 'fold: single' (write both, or leave this out)"
    assert refused(article, f"format: {{{other}}}") == [message]
