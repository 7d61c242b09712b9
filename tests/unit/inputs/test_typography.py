"""What is typed comes out as a printer sets it, and what a machine reads stays as it is."""

import pytest

from foldwell.inputs.markdown.small_characters import full_size, set_small, unknown_small
from foldwell.inputs.typography import set_text, set_texts
from foldwell.model import Figure

ENGLISH = [
    ('"Hello," she said.', "“Hello,” she said."),
    ("It's John's.", "It’s John’s."),
    ("the patients' rights", "the patients’ rights"),
    ("He said \"'Yes' is fine\".", "He said “‘Yes’ is fine”."),
    ("the '90s, rock 'n' roll", "the ’90s, rock ’n’ roll"),
    ('**"Bold"** and ["link"](https://example.org)', "**“Bold”** and [“link”](https://example.org)"),
    ("one - two -- three, a--b", "one – two – three, a—b"),
    ("wait...", "wait…"),
    ("H~2~O and cm^2^, 10^-9^, the 1^st^", "H₂O and cm², 10⁻⁹, the 1ˢᵗ"),
]
UNCHANGED = [
    '5\' 10" tall, 3" wide',
    "https://example.org/it's~2~--x...",
    "[us](https://example.org/~2~/it's)",
    "<a'b@example.org>",
    "| a | - |\n|---|---|\n| - | b |",
    "- item\n  - item",
    "- 5 °C",
    "restless-legs, 2026-11-29, 5-10 mg",
    "~5 mg, 3 ^ 2",
    "☎ 01632-960100",
]


@pytest.mark.parametrize(("typed", "shown"), ENGLISH)
def test_quotes_dashes_and_small_characters_are_set(typed, shown):
    assert set_text(typed, "en-GB") == shown
    assert set_text(shown, "en-GB") == shown


@pytest.mark.parametrize("typed", UNCHANGED)
def test_measures_addresses_and_tables_stay_as_typed(typed):
    assert set_text(typed, "en-GB") == typed


@pytest.mark.parametrize(
    ("language", "shown"),
    [
        ("es", "«Sí, “eso”», it’s"),
        ("es-US", "“Sí, ‘eso’”, it’s"),
        ("de-DE", "„Sí, ‚eso‘“, it’s"),
        ("xx", "“Sí, ‘eso’”, it’s"),
    ],
)
def test_each_language_has_its_own_quotation_marks(language, shown):
    assert set_text("\"Sí, 'eso'\", it's", language) == shown


def test_a_quotation_ends_with_its_paragraph_or_entry():
    assert set_text('- a "b\n- c "d"', "en") == "- a “b\n- c “d”"


def test_texts_of_a_model_are_set_and_its_names_are_not():
    figure = Figure(file="a--b.svg", alt="It's H~2~O", caption='"Two" - one')
    shown = set_texts(figure, "en-GB", frozenset(map(ord, "’“”–Two oneItsH2O")))
    assert (shown.file, shown.alt, shown.caption) == ("a--b.svg", "It’s H₂O", "“Two” – one")


def test_a_mark_that_the_font_lacks_stays_as_typed():
    figure = Figure(file="a.svg", alt="It's", caption='"Two"')
    assert set_texts(figure, "en-GB", frozenset(map(ord, "’"))).caption == '"Two"'


def test_only_characters_that_unicode_knows_are_set_low_or_high():
    assert set_small("~foo~ ^Q^ ~~2~~") == "~foo~ ^Q^ ~~2~~"
    assert unknown_small("~foo~ ^Q^ ~2~ ^2^") == ("~foo~", "^Q^")
    assert full_size("H₂O cm² 10⁻⁹") == "H2O cm2 10−9"
