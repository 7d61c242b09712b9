"""A problem carries its parts apart, and prints them on one line."""

import pickle
from dataclasses import asdict

import pytest

from foldwell.errors import InputError, Location, Problem, suggestion, unexpected_error

FIELD = Location("practice.yaml", 7, keys=("hours", 0, "days"), label="Days")


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        (Problem(FIELD, "is empty", "such as Monday"), "practice.yaml:7: is empty (such as Monday)"),
        (Problem(Location("card.pdf", page=2), "lost a word"), "card.pdf, page 2: lost a word"),
        (Problem("--only", "there is no\ndocument", ""), "--only: there is no document"),
        (Problem("", "is wrong"), ": is wrong"),
    ],
)
def test_a_problem_prints_its_place_its_message_and_its_hint(problem, line):
    assert str(problem) == line


def test_a_problem_carries_its_parts_apart():
    problem = Problem(FIELD, "is empty", "such as Monday")
    assert (problem.file, problem.line, problem.keys) == ("practice.yaml", 7, ("hours", 0, "days"))
    assert (problem.label, problem.message, problem.hint) == ("Days", "is empty", "such as Monday")
    other = Problem("card.pdf", "lost a word")
    assert (other.file, other.line, other.keys, other.label) == ("card.pdf", None, (), "")


def test_a_name_with_a_colon_and_a_number_is_not_taken_apart():
    problem = Problem("a.yaml:1", "is wrong")
    assert (problem.file, problem.line) == ("a.yaml:1", None)


def test_problems_that_print_the_same_are_reported_once():
    same = Problem(Location("practice.yaml", 7, keys=("footer", 1)), "is empty", "such as Monday")
    first = Problem(FIELD, "is empty", "such as Monday")
    assert [*dict.fromkeys([first, same])] == [first]
    assert first != Problem(FIELD, "is empty")
    assert first != Problem(Location("practice.yaml", 8), "is empty", "such as Monday")


def test_an_error_takes_every_part_of_its_problems_to_another_process():
    error = InputError(Problem(FIELD, "is empty", "such as Monday"), Problem("card.pdf", "lost a word"))
    arrived = pickle.loads(pickle.dumps(error))
    assert type(arrived) is InputError
    assert [asdict(problem) for problem in arrived.problems] == [asdict(one) for one in error.problems]
    assert str(arrived) == str(error)


def test_a_fault_of_ours_has_its_file_and_line_apart():
    try:
        raise ValueError("oops")
    except ValueError as caught:
        [problem] = unexpected_error(caught).problems
    assert problem.file == "test_errors.py"
    assert problem.line


NAMES = ("phone", "email", "web")


def test_a_slip_in_a_name_suggests_the_closest_one():
    assert suggestion("fone", NAMES, "known: all") == "did you mean 'phone'?"


def test_a_name_like_no_other_gives_the_other_hint_or_none():
    assert suggestion("postcode", NAMES, "known: all") == "known: all"
    assert suggestion("postcode", NAMES) == ""
    assert suggestion("fone", ()) == ""


def test_a_lower_cutoff_suggests_names_that_are_less_alike():
    assert suggestion("site", ["web site"]) == "did you mean 'web site'?"
    assert suggestion("we page", ["web"]) == ""
    assert suggestion("we page", ["web"], cutoff=0.4) == "did you mean 'web'?"
