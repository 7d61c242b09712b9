"""Where words come from: every word of a document is part of a passage, and passages stay whole."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from itertools import product

import pytest

from foldwell.proofing.inspection import Word
from foldwell.proofing.inspection.reading import Box
from foldwell.proofing.text_match.ordered_search import fragments_of, joined_words, missing, word_key
from foldwell.proofing.text_match.provenance import TextProvenance

PASSAGES = (
    "Low iron",
    "Low iron can make it worse.",
    "Do not stop a medicine on your own.",
    "Ask for a blood test before you take any tablets.",
    "Call us on 01632 960100.",
    "Healthy vein",
    "Page 1 of 2",
)


def words(text: str, page: int = 1, top: float = 0.0) -> list[Word]:
    return [Word(part, page, Box(0.0, top, 1.0, top + 1), 12.0) for part in text.split()]


def told(shown: Iterable[Word], passages: Sequence[str] = PASSAGES) -> list[tuple[str, str]]:
    """What is not as it should be: its kind, and its words."""
    found = TextProvenance(tuple(passages), tuple(shown)).text_runs
    return [(part.kind, " ".join(word.text for word in part.words)) for part in found if part.kind != "part"]


def test_passages_may_stand_in_any_order_and_more_than_once() -> None:
    for order in product(PASSAGES, repeat=2):
        assert told(words(" ".join(order))) == []


def test_signs_between_passages_do_not_matter() -> None:
    shown = words(
        "Low iron \u2022 Low iron can make it worse \u2014 Call us on 01632\u00a0960100; Healthy vein:"
    )
    assert told(shown) == []


STRANGE = {
    "Stop all your medicines.": "Stop all your medicines.",
    "Do stop": "Do stop",
    "Page 2 of 2": "Page 2 of 2",
    "Call us on 01632 960999.": "960999.",
}


@pytest.mark.parametrize(("text", "strange"), STRANGE.items())
def test_words_that_stand_in_no_passage_are_strange(text: str, strange: str) -> None:
    shown = words(f"Low iron {text} Healthy vein")
    assert ("unexpected", strange) in told(shown)


PIECES = (
    "stop a medicine on your own.",
    "Do not stop a medicine",
    "Ask for a blood test before",
    "you take any tablets.",
)


@pytest.mark.parametrize("piece", PIECES)
def test_a_piece_of_a_passage_does_not_stand_for_itself(piece: str) -> None:
    assert told(words(f"Low iron {piece} Healthy vein")) == [("fragment", piece)]


def test_every_single_word_put_between_two_others_is_found() -> None:
    text = " ".join(PASSAGES).split()
    for at in range(1, len(text)):
        shown = " ".join([*text[:at], "never", *text[at:]])
        assert any("never" in found for _, found in told(words(shown))), shown


def test_a_passage_goes_on_where_a_page_or_a_panel_ended() -> None:
    first, rest = "Ask for a blood test", "before you take any tablets."
    for after in (words(rest, page=2), words(rest, top=-100)):
        assert told([*words(first), *words("Healthy vein", top=-50), *after]) == []
        assert told([*words(first), *after]) == []
    assert told([*words(first), *words("Healthy vein"), *words(rest)])


def test_a_passage_that_does_not_go_on_is_a_piece() -> None:
    begun = words("Ask for a blood test")
    assert told([*begun, *words("Low iron", page=2)]) == [("fragment", "Ask for a blood test")]
    again = [*words("Ask for a blood test", page=2), *words("before you take any tablets.", page=3)]
    assert told([*begun, *again]) == [("fragment", "Ask for a blood test")]


def test_passages_are_there_in_their_order_or_not_at_all() -> None:
    found = TextProvenance(PASSAGES, tuple(words("Low iron Healthy vein Low iron can make it worse.")))
    assert found.in_order(["Low iron", "Healthy vein", "Low iron can make it worse."])
    assert found.in_order(["Healthy vein"])
    assert not found.in_order(["Healthy vein", "Low iron"])
    assert not found.in_order(["Low iron", "Low iron"])
    assert found.in_order(["Low iron", "-", "Healthy vein", "______"]), "a dash says nothing"


def test_passages_stand_together_only_when_nothing_is_between_them() -> None:
    found = TextProvenance(
        PASSAGES, tuple(words("Page 1 of 2 Low iron Healthy vein Call us on 01632 960100."))
    )
    assert found.contiguous(["Low iron", "Healthy vein", "Call us on 01632 960100."])
    assert not found.contiguous(["Page 1 of 2", "Healthy vein"])
    assert not found.contiguous(["Healthy vein", "Low iron"])


ALIKE = (
    "Say in one line what this is about.",
    "Say in one line what this is about and why.",
    "Say in one line whom this is for.",
    "Say it.",
    "In one line",
    "Page 1 of 2",
)


def test_phrases_that_are_nearly_alike_are_told_apart_however_often_they_come() -> None:
    mistaken = 0
    for seed in range(150):
        chance = random.Random(seed)
        promised = [chance.choice(ALIKE) for _ in range(chance.randint(2, 30))]
        shown = [
            text for item in promised for text in (item, *chance.choices(ALIKE, k=chance.random() < 0.2))
        ]
        found = TextProvenance(ALIKE, tuple(words(" ".join(shown))))
        assert found.in_order(promised)
        assert all(part.kind == "part" for part in found.text_runs)
        mistaken += bool(missing(promised, " ".join(shown).split()).missing)
    assert mistaken, "aligning words alone would do as well here"


@pytest.mark.parametrize("corpus", [PASSAGES, STRANGE, PIECES, ALIKE])
def test_no_corpus_is_empty(corpus: Sequence[object]) -> None:
    assert len(corpus) >= 3


def test_a_bullet_or_a_dash_after_a_word_is_no_fragment_of_it() -> None:
    wanted = frozenset({"milk", "wellbeing"})
    assert fragments_of(["milk.", "\u2022", "bread"], wanted) == 1
    assert fragments_of(["well-", "being", "\u2013", "bread"], wanted) == 2


def test_a_bullet_before_a_word_is_no_fragment_of_it() -> None:
    wanted = frozenset({"bread", "wellbeing"})
    assert fragments_of(["\u2022", "\u2022", "bread"], wanted) == 1
    assert fragments_of(["\u2022", "well-", "being"], wanted) == 1


def test_a_mark_is_never_taken_for_part_of_the_word_after_it():
    assert list(joined_words(["Begun:", "\uff3f", "Name"], 0, frozenset({"Begun", "Name"}))) == [
        ("Begun", 1),
        (word_key("\uff3f\uff3f"), 2),
        ("Name", 3),
    ]


def test_a_sign_between_numbers_joins_none_of_them():
    wanted = frozenset({"1", "2", "12"})
    assert [key for key, _ in joined_words(["1", "|", "1", "2", "12"], 0, wanted)] == ["1", "1", "2", "12"]


@pytest.mark.parametrize("shown", ["signs\u2014 such as", "signs \u2014such as"])
def test_a_line_may_break_on_either_side_of_a_long_dash(shown):
    wanted = frozenset({"signs", "such", "signssuch", "as"})
    assert [key for key, _ in joined_words(shown.split(), 0, wanted)] == ["signssuch", "as"]


def test_a_hyphen_before_a_space_may_end_a_line():
    text = "Pre- and post-operative care"
    shown = tuple(words("Pre-and post-operative care"))
    assert TextProvenance((text,), shown).in_order([text])
    assert not missing(text, [word.text for word in shown]).missing


@pytest.mark.parametrize(("text", "shown"), [("2 10 tablets", "2-10 tablets"), ("not well", "note-well")])
def test_words_that_a_hyphen_changes_are_not_taken_apart(text, shown):
    assert not TextProvenance((text,), tuple(words(shown))).in_order([text])


def test_a_word_of_two_passages_in_one_is_traced_to_both():
    runs = TextProvenance(("One well", "being two"), tuple(words("One well-being two"))).text_runs
    assert [run.words[-1].text for run in runs] == ["well-being", "two"]
