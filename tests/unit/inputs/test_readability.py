"""Plain language: the figures are right, and each warning fires on the line that deserves it."""

import math
import socket
from pathlib import Path

import pytest
from support.project import ROOT

from foldwell.inputs import readability, validation
from foldwell.inputs.parsing import load
from foldwell.inputs.readability.passive_voice import passive_words
from foldwell.inputs.readability.scores import score_passage, syllables
from foldwell.inputs.readability.sentences import Sentence, running_text
from foldwell.model import Section

NAME = "content/articles/restless-legs.yaml"
SMALLEST = ROOT / "tests" / "data" / "valid" / "article-smallest.yaml"


def read(path):
    source = load(path, path.name)
    return validation.validate_article(source), source


def found(tmp_path, *changes, path=SMALLEST):
    """The findings of a valid article with words changed, one line each."""
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    changed = tmp_path / "fever.yaml"
    changed.write_text(text, encoding="utf-8")
    return [
        f"{item.level} {item.problem.where} {item.problem.advice}"
        for item in readability.readability_findings(*read(changed))
    ]


def said(*sentences):
    return score_passage("here", [Sentence((), text) for text in sentences])


def sentences_of(body):
    section = Section(id="one", heading="One", body=body, key_point="One.")
    article, _ = read(SMALLEST)
    return [item.text for item in running_text(article.model_copy(update={"sections": (section,)}), 0)]


def test_the_formulas_give_the_figures_worked_out_by_hand():
    simple = said("The cat sat on the mat.")
    assert math.isclose(simple.fkgl, 0.39 * 6 + 11.8 * 1 - 15.59)
    assert math.isclose(simple.fre, 206.835 - 1.015 * 6 - 84.6 * 1)
    assert math.isclose(simple.smog, 3.1291)
    harder = said("Antidepressants are common medicines.", "Ask first.")  # 5 + 1 + 2 + 3, 1 + 1 syllables
    assert (harder.words, harder.sentences, harder.mean, harder.longest) == (6, 2, 3, 4)
    assert math.isclose(harder.fkgl, 0.39 * 3 + 11.8 * 13 / 6 - 15.59)
    assert math.isclose(harder.fre, 206.835 - 1.015 * 3 - 84.6 * 13 / 6)
    assert math.isclose(harder.smog, 1.043 * math.sqrt(30 * 2 / 2) + 3.1291)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("iron", 2), ("medicines", 3), ("people", 2), ("starting", 2), ("movement", 2), ("ferritin", 3),
        ("transferrin", 3), ("varicose", 3), ("antipsychotics", 5), ("anti-sickness", 4), ("don't", 1),
        ("RLS", 3), ("GP", 2), ("UK", 2), ("1,566", 1), ("75", 1),
    ],
)  # fmt: skip
def test_syllables_are_counted_as_one_says_the_word(word, count):
    assert syllables(word) == count


def test_nothing_is_fetched_and_nothing_is_written_at_home(tmp_path, monkeypatch):
    def refused(*_):
        raise AssertionError("the network was asked")

    monkeypatch.setattr(socket.socket, "connect", refused)
    monkeypatch.setenv("HOME", str(tmp_path))
    syllables.cache_clear()
    assert readability.readability_scores(read(ROOT / NAME)[0])
    assert list(tmp_path.iterdir()) == []


def test_an_entry_of_a_list_is_a_sentence_and_a_number_does_not_end_one():
    assert sentences_of("Often so:\n\n- **Low iron** or\n  stress\n- Take 0.5 mg. Then rest.\n") == [
        "Often so:",
        "Low iron or stress",
        "Take 0.5 mg.",
        "Then rest.",
    ]


def test_headings_are_not_scored_but_details_are():
    article, _ = read(ROOT / NAME)
    iron = next(at for at, part in enumerate(article.sections) if part.id == "iron")
    texts = [item.text for item in running_text(article, iron)]
    assert "Low iron" not in texts
    assert any("micrograms" in text for text in texts)


def test_every_section_has_a_score_and_the_whole_comes_last():
    article, _ = read(ROOT / NAME)
    every = readability.readability_scores(article)
    assert [item.where for item in every] == [*(part.id for part in article.sections), "the whole article"]
    assert every[-1].words == sum(item.words for item in every[:-1])


def test_declared_terms_are_left_out_of_the_second_figures_only():
    article, _ = read(ROOT / NAME)
    raw, bare = (
        readability.readability_scores(article)[-1],
        readability.readability_scores(article, without_terms=True)[-1],
    )
    assert bare.words < raw.words
    assert bare.fkgl < raw.fkgl
    undeclared = article.model_copy(update={"terms": ()})
    assert (
        readability.readability_scores(undeclared)[-1]
        == readability.readability_scores(undeclared, without_terms=True)[-1]
        == raw
    )


def test_our_article_is_as_plain_as_it_promises():
    article, source = read(ROOT / NAME)
    raw, bare = (
        readability.readability_scores(article)[-1],
        readability.readability_scores(article, without_terms=True)[-1],
    )
    assert bare.fkgl <= 6.5
    assert raw.mean <= 15
    assert max(item.longest for item in readability.readability_scores(article)) <= 25
    assert readability.readability_findings(article, source) == ()


def test_hard_words_fail_every_gate_and_name_the_section(tmp_path):
    hard = "Pharmacological administration necessitates individualised clinical evaluation."
    lines = found(tmp_path, ("Rest at home and drink often.", hard))
    for gate in readability.GATES[:3]:
        assert any(line.startswith("failure") and f"whole article: {gate.name}" in line for line in lines)
    assert any(line.startswith("warning fever.yaml:11 section 'rest'") for line in lines)


def test_a_figure_between_target_and_limit_is_a_warning():
    grade, ease = readability.GATES[0], readability.GATES[1]
    assert [grade.level(figure) for figure in (6, 6.1, 8, 8.1)] == [None, "warning", "warning", "failure"]
    assert [ease.level(figure) for figure in (70, 69, 60, 59)] == [None, "warning", "warning", "failure"]


def test_a_sentence_of_more_than_25_words_fails_on_its_line(tmp_path):
    words = " ".join(["rest"] * 24)
    assert not found(tmp_path, ("Most fevers pass in 3 days.", f"Rest. Rest. So {words}."))
    lines = found(tmp_path, ("Most fevers pass in 3 days.", f"Rest. Rest.\n      **So** {words} well."))
    assert [line.split(" (")[0] for line in lines] == [
        "failure fever.yaml:17 a sentence has 26 words: So rest rest rest rest rest ..."
    ]


def test_long_sentences_on_average_fail(tmp_path):
    long = " ".join(["rest"] * 20)
    lines = found(tmp_path, ("home and drink often.", long), ("in 3 days.", long))
    assert any(line.startswith("failure") and "mean length of a sentence" in line for line in lines)


@pytest.mark.parametrize(
    "text",
    [
        "It is often treated at home.", "They were given iron.", "It has not been fully proved.",
        "You may get bitten.", "Are you being told?",
    ],
)  # fmt: skip
def test_a_passive_is_seen(text):
    assert passive_words(text)


@pytest.mark.parametrize(
    "text", ["It is red.", "You are tired.", "You need rest.", "It is a bed.", "They treated it."]
)
def test_what_is_not_passive_is_left_alone(text):
    assert not passive_words(text)


def test_passives_are_reported_with_their_lines_once_there_are_too_many(tmp_path):
    lines = found(tmp_path, ("Most fevers pass in 3 days.", "Most fevers are\n      treated at home."))
    assert lines == [
        "warning fever.yaml:16 'are treated' is passive, and so are 1 of 2 sentences"
        " (say who does it; one in ten is enough)"
    ]
    few = " ".join(["Rest."] * 9)
    assert not found(tmp_path, ("Most fevers pass in 3 days.", f"{few} Most are treated at home."))


def declared(term, meaning=None):
    entry = f"{{term: {term}, meaning: {meaning}}}" if meaning else f"{{term: {term}}}"
    return "sections:\n  - id", f"terms:\n  - {entry}\nsections:\n  - id"


BODY = "Most fevers pass in 3 days."
USED = "the leaflet uses the medical term 'pyrexia' before it explains it"


@pytest.mark.parametrize(
    ("body", "meaning"),
    [
        ("Pyrexia (a high temperature) can pass.", None),
        ("A high temperature (pyrexia) can pass.", None),
        ("Pyrexia is a high temperature.", "a high temperature"),
        ("A **high\n      temperature** is normal. So is pyrexia.", "a high temperature"),
    ],
)
def test_a_term_is_explained_in_brackets_or_by_its_meaning(tmp_path, body, meaning):
    assert not found(tmp_path, declared("pyrexia", meaning), (BODY, body))


@pytest.mark.parametrize(
    ("body", "meaning"),
    [
        ("Pyrexia can pass.", None),
        ("Pyrexia (39) can pass.", None),
        ("Pyrexia can pass. It is a high temperature.", "a high temperature"),
    ],
)
def test_a_term_that_comes_before_its_explanation_is_reported_with_its_line(tmp_path, body, meaning):
    lines = found(tmp_path, declared("pyrexia", meaning), (BODY, f"Rest.\n      {body}"))
    assert [line.split(" (")[0] for line in lines] == [f"warning fever.yaml:19 {USED}"]


def test_the_card_must_explain_its_terms_itself(tmp_path):
    changes = (
        (BODY, "A high temperature (pyrexia) can pass."),
        ("Rest, and drink often.", "Rest with pyrexia."),
    )
    lines = found(tmp_path, declared("pyrexia"), *changes)
    assert [line.split(" (")[0] for line in lines] == [
        "warning fever.yaml:19 the card uses the medical term 'pyrexia' before it explains it"
    ]


def test_what_only_a_detail_explains_is_not_explained_on_the_leaflet(tmp_path):
    changes = [
        (BODY, BODY + "\n    detail: A high temperature (pyrexia) can pass."),
        (
            "    key_point: Rest",
            "    evidence: {level: strong, note: Most pyrexia is mild.}\n    key_point: Rest",
        ),
    ]
    lines = found(tmp_path, declared("pyrexia"), *changes)
    assert [line.split(" (")[0] for line in lines] == [f"warning fever.yaml:20 {USED}"]


def test_a_term_that_the_text_never_uses_is_reported(tmp_path):
    assert found(tmp_path, declared("pyrexia")) == [
        "warning fever.yaml:11 the text never uses the term 'pyrexia' (correct or delete it)"
    ]


def test_an_abbreviation_is_spelled_out_where_it_stands_first(tmp_path):
    spelled = (BODY, "Magnetic resonance imaging (MRI) is a scan. MRI helps.")
    assert not [line for line in found(tmp_path, spelled) if "MRI" in line]
    lines = found(tmp_path, (BODY, "An MRI helps."))
    assert lines == [
        "warning fever.yaml:16 the leaflet does not spell out 'MRI' where it stands first"
        " (write the words and then the abbreviation in brackets)"
    ]
    assert not found(tmp_path, (BODY, "Ask your GP or go to A&E in the UK."))


def test_a_language_that_the_formulas_do_not_know_is_not_scored():
    article, source = read(ROOT / "tests" / "data" / "valid" / "article-everything.yaml")
    assert readability.readability_scores(article) == ()
    findings = readability.readability_findings(article, source)
    assert [(item.level, str(item.problem.where)) for item in findings] == [
        ("warning", f"{Path(source.name).name}:2")
    ]


CARE = """\
  after: rest
  same_day:
    when: [A fever for more than 3 days]
  emergency:
    when: [A stiff neck and a rash]
"""
NO_CARE = (CARE, "  none: A notice about MMRV.\n")
EXPLAINED = ("Rest at home", "Rest at home after NSTEMI (a heart attack)")
LONE = ("[A fever for more than 3 days]", "[A fever for more than 3 days with NSTEMI]")


def test_the_terms_of_a_card_are_looked_for_only_where_there_is_a_card(tmp_path):
    assert any("the card does not spell out 'NSTEMI'" in line for line in found(tmp_path, EXPLAINED, LONE))
    lines = found(tmp_path, EXPLAINED, LONE, ("    key_point: Rest, and drink often.\n", ""))
    assert [line for line in lines if "NSTEMI" in line] == []


def test_boxes_that_name_no_section_are_read_after_the_last_one(tmp_path):
    lines = found(tmp_path, LONE, ("  after: rest\n", ""))
    assert any("the leaflet does not spell out 'NSTEMI'" in line for line in lines)


def test_the_reason_for_no_care_box_is_not_read_as_text_for_patients(tmp_path):
    assert [line for line in found(tmp_path, NO_CARE) if "MMRV" in line] == []


def test_the_terms_of_a_section_that_is_whole_on_the_card_are_looked_for_there(tmp_path):
    body = ("Most fevers pass in 3 days.", "Magnetic resonance imaging (MRI) can help.")
    point = ("    key_point: Rest, and drink often.\n", "")
    again = ("care:\n", "  - {id: plan, heading: My plan, body: Ask about MRI.}\ncare:\n")
    whole = ("author: Practice nurse\n", "author: Practice nurse\ncard: {whole: [plan]}\n")
    (said,) = (line for line in found(tmp_path, again, body, point, whole) if "MRI" in line)
    assert "the card does not spell out 'MRI' where it stands first" in said
