"""The hints that errors carry."""

from foldwell.errors import suggestion

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
