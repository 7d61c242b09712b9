"""A practice that extends another: what it says holds, and the rest comes from below, with its place."""

import shutil

import pytest
from support.project import refused

from foldwell.errors import UsageError
from foldwell.inputs import parsing
from foldwell.project import effective_settings, loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

NETWORK = """\
country: GB
phone: "01632 960500"
web: https://southfield.example.org
hours:
  - days: Monday to Friday
    times: 8am to 6pm
  - days: Saturday
    times: 9am to noon
footer:
  - Part of the Southfield network.
"""
OAKWOOD = """\
extends: _southfield
name: Oakwood Surgery
address: [1 Oak Street, Sampleford]
phone: "01632 960501"
"""


@pytest.fixture
def network(project):
    """A project with a network's base, with its logo and looks, and a practice that extends it."""
    base, oakwood = (project / "content/practices" / name for name in ("_southfield", "oakwood"))
    shutil.copytree(project / "content/practices/riverside", base)
    (base / "practice.yaml").write_text(NETWORK)
    oakwood.mkdir()
    (oakwood / "practice.yaml").write_text(OAKWOOD)
    return project


def facts(network, text):
    (network / "content/practices/oakwood/practice.yaml").write_text(text)


def test_a_practice_overrides_what_differs_and_takes_the_rest(network):
    found = loading.load_context(network, "oakwood", "restless-legs")
    assert (found.practice.name, found.practice.phone) == ("Oakwood Surgery", "01632 960501")
    assert str(found.practice.web) == "https://southfield.example.org/"
    assert found.practice.footer == ("Part of the Southfield network.",)
    assert found.practice.numbers.emergency == "999"
    riverside = loading.load_context(network, "riverside", "restless-legs")
    assert (found.brand, found.logo) == (riverside.brand, riverside.logo)


def test_documents_carry_what_both_practices_set(network):
    found = loading.load_context(network, "oakwood", "restless-legs")
    words = " ".join(inspection.read_pdf(build_pack.build_documents(found, ("card",))["card"]).text)
    assert "Oakwood Surgery" in words
    assert "southfield.example.org" in words


def test_one_value_of_a_brand_can_be_changed_alone(network):
    looks = network / "content/practices/oakwood/_brand.yml"
    looks.write_text("meta: {name: Oakwood Surgery}\ncolor: {primary: '#224466'}\n")
    found = loading.load_context(network, "oakwood", "restless-legs").brand
    riverside = loading.load_context(network, "riverside", "restless-legs").brand
    assert (found.name, found.colours.primary) == ("Oakwood Surgery", "#224466")
    assert found.colours.secondary == riverside.colours.secondary


def test_a_list_replaces_the_whole_list_below(network):
    facts(network, f"{OAKWOOD}hours: [{{days: Monday, times: 9am to noon}}]\n")
    found = loading.load_context(network, "oakwood", "restless-legs").practice
    assert [row.days for row in found.hours] == ["Monday"]


def test_a_logo_is_looked_for_beside_the_brand_file_that_names_it(network):
    folder = network / "content/practices/oakwood"
    shutil.copy(network / "content/practices/northgate/logo.svg", folder / "logo.svg")
    logo = loading.load_context(network, "oakwood", "restless-legs").logo
    assert logo == loading.load_context(network, "riverside", "restless-legs").logo
    (folder / "_brand.yml").write_text("logo: {path: logo.svg, alt: Oakwood Surgery}\n")
    assert loading.load_context(network, "oakwood", "restless-legs").logo != logo


def test_a_slip_is_reported_with_the_file_that_it_stands_in(network):
    base = network / "content/practices/_southfield/practice.yaml"
    base.write_text(NETWORK.replace("phone:", "fone:").replace("8am to 6pm", ""))
    message = refused(network, "oakwood").splitlines()
    assert message[1:] == [
        "content/practices/_southfield/practice.yaml:6: hours 1: 'times' is empty (such as 8am to 6.30pm)",
    ]
    assert message[0].startswith("content/practices/_southfield/practice.yaml:2: 'fone' is not a known name")


def test_what_a_list_lacks_is_not_reported_of_the_list_below(network):
    facts(network, f"{OAKWOOD}hours: [{{days: Monday}}]\n")
    assert refused(network, "oakwood") == (
        "content/practices/oakwood/practice.yaml:5: hours 1: 'times' is missing (such as 8am to 6.30pm)"
    )


@pytest.mark.parametrize(
    ("base", "message"),
    [
        ("_southfeld", "there is no folder content/practices/_southfeld (did you mean '_southfield'?)"),
        ("../riverside", "'extends' cannot be '../riverside'"),
        ("oakwood", "'extends' goes round in a circle: oakwood, oakwood"),
    ],
)
def test_a_base_that_cannot_be_is_refused(network, base, message):
    facts(network, OAKWOOD.replace("_southfield", base))
    assert f"content/practices/oakwood/practice.yaml:1: {message}" in refused(network, "oakwood").replace(
        f"'extends' is '{base}', and ", ""
    )


@pytest.mark.parametrize(
    ("good", "bad"), [("_southfield", "_southfeld"), ("country: GB", "country: ZZ")], ids=("base", "country")
)
def test_what_else_is_wrong_is_reported_beside_a_base_or_country_that_is_not_there(network, good, bad):
    whole = f"{OAKWOOD}country: GB\n"
    assert good in whole
    facts(network, whole.replace(good, bad).replace("phone:", "phon:"))
    message = refused(network, "oakwood")
    assert bad.removeprefix("country: ") in message
    assert "'phon' is not a known name" in message
    assert "is missing" not in message


def test_a_longer_circle_is_refused_with_its_members(network):
    (network / "content/practices/_southfield/practice.yaml").write_text("extends: oakwood\n")
    assert "_southfield/practice.yaml:1: 'extends' goes round in a circle: oakwood, _southfield, oakwood" in (
        refused(network, "oakwood")
    )


def test_a_chain_is_followed_to_its_end(network):
    lower = network / "content/practices/_health-group"
    lower.mkdir()
    (lower / "practice.yaml").write_text("email: hello@group.example.org\nphone: 01632 960999\n")
    base = network / "content/practices/_southfield/practice.yaml"
    base.write_text(f"extends: _health-group\n{NETWORK}")
    found = loading.load_context(network, "oakwood", "restless-legs").practice
    assert (found.email, found.phone) == ("hello@group.example.org", "01632 960501")


def test_a_base_is_no_practice_of_its_own(network):
    assert "_southfield" not in loading.practices(network)
    with pytest.raises(UsageError):
        loading.load_context(network, "_southfield", "restless-legs")


def test_what_holds_is_shown_with_the_file_and_line_that_says_so(network):
    rows = {
        (row.file, row.name): (row.value, row.where)
        for row in effective_settings.practice_settings(network, "oakwood")
    }
    oakwood, base = "content/practices/oakwood", "content/practices/_southfield"
    assert rows["practice.yaml", "phone"] == ("01632 960501", f"{oakwood}/practice.yaml:4")
    assert rows["practice.yaml", "hours 2 days"] == ("Saturday", f"{base}/practice.yaml:7")
    assert rows["practice.yaml", "numbers urgent"] == ("111", "content/countries/GB.yaml:8")
    assert rows["practice.yaml", "fold_ticks"] == ("no", "foldwell's own")
    assert rows["_brand.yml", "logo path"] == ("logo.svg", f"{base}/_brand.yml:12")
    assert rows["files", "logo.svg"] == ("", f"{base}/logo.svg")


def test_joining_two_files_leaves_each_value_its_line():
    low = parsing.parse("a: 1\nb: {c: 2, d: 3}\n", "low.yaml")
    high = parsing.parse("\nb:\n  d: 4\n", "high.yaml")
    both = high.layered_over(low)
    assert both.value == {"b": {"d": "4", "c": "2"}, "a": "1"}
    assert [str(both.where(keys)) for keys in (("a",), ("b", "c"), ("b", "d"), ("b",), ("x",))] == [
        "low.yaml:1",
        "low.yaml:2",
        "high.yaml:3",
        "high.yaml:2",
        "high.yaml:2",
    ]
