"""Numbers to call: which of what people write are links, and that each calls what is printed there."""

from __future__ import annotations

from dataclasses import replace

import pytest
from support.combinations import marking
from support.project import EACH_PRACTICE

from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify
from foldwell.inputs.phone_link import dials, phone_link
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

TAGGED = ("leaflet-screen", "large-print", "card")

LINKS = {
    "01632 960101": ("GB", "01632 960101", "tel:+441632960101"),
    "01632960101": ("GB", "01632960101", "tel:+441632960101"),
    "+44 1632 960101": ("US", "+44 1632 960101", "tel:+441632960101"),
    "+44 (0)1632 960101": ("GB", "+44 (0)1632 960101", "tel:+441632960101"),
    "(+44) 1632 960101": ("GB", "(+44) 1632 960101", "tel:+441632960101"),
    "0044 1632 960101": ("GB", "0044 1632 960101", "tel:+441632960101"),
    "Tel: 01632 960101": ("GB", "01632 960101", "tel:+441632960101"),
    "24 hours: 01632 960101": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960101 (24 hours)": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960101 24 hours": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960101 – 24 hours": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960101 24/7": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960101 8am to 6.30pm": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960101 (08:00-18:30)": ("GB", "01632 960101", "tel:+441632960101"),
    "01632 960 101 option 2": ("GB", "01632 960 101", "tel:+441632960101"),
    "01632 960101 ext 4": ("GB", "01632 960101 ext 4", "tel:+441632960101;ext=4"),
    "01632 960101 extension 4 (mornings)": ("GB", "01632 960101 extension 4", "tel:+441632960101;ext=4"),
    "01632 960101, ext. 4021": ("GB", "01632 960101, ext. 4021", "tel:+441632960101;ext=4021"),
    "(555) 555-0100": ("US", "(555) 555-0100", "tel:+15555550100"),
    "(555)555-0100 x7": ("US", "(555)555-0100 x7", "tel:+15555550100;ext=7"),
    "1-800-555-0100": ("US", "1-800-555-0100", "tel:+18005550100"),
    "1-800-FLOWERS": ("US", "1-800-FLOWERS", "tel:+18003569377"),
    "011 44 1632 960101": ("US", "011 44 1632 960101", "tel:+441632960101"),
    "+353 1 234 5678": ("EU", "+353 1 234 5678", "tel:+35312345678"),
    "(01) 234 5678": ("IE", "(01) 234 5678", "tel:+35312345678"),
    "01.23.45.67.89": ("FR", "01.23.45.67.89", "tel:+33123456789"),
    "06 1234 5678": ("IT", "06 1234 5678", "tel:+390612345678"),
    "0711 960101-24": ("DE", "0711 960101-24", "tel:+4971196010124"),
    "116 123": ("GB", "116 123", "tel:116123"),
    "960101": ("GB", "960101", "tel:960101"),
    "999": ("GB", "999", "tel:999"),
}


@pytest.mark.parametrize(
    ("text", "country", "printed", "address"), [(text, *row) for text, row in LINKS.items()]
)
def test_a_number_as_people_write_it_has_a_link(text, country, printed, address):
    link = phone_link(text, country)
    assert link
    assert (link.text, link.address) == (printed, address)


UNSURE = {
    "two numbers": ("01632 960101 or 960102", "GB"),
    "another ending": ("01632 960101/2", "GB"),
    "another ending in words": ("01632 960101 or 2", "GB"),
    "two whole numbers": ("01632 960101, 01632 960102", "GB"),
    "a number and its letters": ("1-800-FLOWERS (1-800-356-9377)", "US"),
    "hours that may be digits": ("0711 960101 9-5", "DE"),
    "times like numbers": ("01632 960101 (0800 to 1800)", "GB"),
    "too many digits": ("01632 960101 960", "GB"),
    "too few digits": ("01632 9601", "GB"),
    "no area code": ("555-0100", "US"),
    "no country": ("01 234 5678", "EU"),
    "no number": ("ask at the desk", "GB"),
    "very many digits": ("1" * 59 + "a", "GB"),
}


@pytest.mark.parametrize(("text", "country"), UNSURE.values(), ids=UNSURE)
def test_what_may_not_be_one_possible_number_has_no_link(text, country):
    assert phone_link(text, country) is None


WRONG = {
    "a digit changed": ("01632 960102", "tel:+441632960101"),
    "a digit lost": ("01632 96010", "tel:+441632960101"),
    "another country": ("+1 632 960101", "tel:+441632960101"),
    "a zero kept behind the country": ("+44 (0)1632 960101", "tel:+4401632960101"),
    "digits of the hours": ("01632 960101", "tel:+44163296010124"),
    "a country before a short number": ("999", "tel:+44999"),
    "an extension left out": ("01632 960101 ext 4", "tel:+441632960101"),
    "another extension": ("01632 960101 ext 4", "tel:+441632960101;ext=5"),
    "an extension put in": ("01632 960101", "tel:+441632960101;ext=4"),
    "no number at all": ("Call us", "tel:+441632960101"),
}


@pytest.mark.parametrize(("printed", "address"), WRONG.values(), ids=WRONG)
def test_an_address_of_other_digits_than_are_printed_is_seen(printed, address):
    assert not dials(printed, address, "GB")


def with_phone(context, phone):
    return replace(context, practice=context.practice.model_copy(update={"phone": phone}))


@pytest.mark.parametrize("practice", EACH_PRACTICE)
@pytest.mark.parametrize("name", TAGGED)
def test_every_number_to_call_is_a_link_that_calls_it(packs, contexts, practice, name):
    facts = contexts[practice].practice
    found = {(call.text, call.address) for call in inspection.read_pdf(packs[practice][name]).phone_links}
    short = {number for number in (facts.numbers.urgent, facts.numbers.emergency) if number}
    assert found >= {(number, f"tel:{number}") for number in short}
    code = "+1" if practice == "lakeshore" else "+44"
    national = "".join(filter(str.isdecimal, facts.phone)).removeprefix("0")
    assert (facts.phone, f"tel:{code}{national}") in found


@pytest.mark.usefixtures("tight")
def test_only_the_number_is_linked_and_all_that_was_written_is_printed(contexts):
    context = with_phone(contexts["riverside"], "Tel: 01632 960101 ext 4 (24 hours)")
    built = build_pack.build_documents(context, ("leaflet-screen", "handout"))
    assert verify(context, built) == ()
    for name in built:
        (call,) = [
            item for item in DOCUMENTS[name].read(built[name], context).phone_links if len(item.text) > 3
        ]
        assert call.text.replace("\N{NO-BREAK SPACE}", " ") == "01632 960101 ext 4"
        assert call.address == "tel:+441632960101;ext=4"


@pytest.mark.usefixtures("tight")
def test_a_number_that_is_not_sure_is_printed_without_a_link(contexts):
    context = with_phone(contexts["riverside"], "01632 960101 or 960102")
    built = build_pack.build_documents(context, ("card", "handout"))
    assert verify(context, built) == ()
    for name in built:
        seen = DOCUMENTS[name].read(built[name], context)
        assert "960102" in seen.text
        assert {call.address for call in seen.phone_links} <= {"tel:111", "tel:999"}


ELSEWHERE = {
    "leaflet-screen": ("contact.html.j2", "dial(calls.practice)"),
    "card": ("card.html.j2", "dial(calls.emergency)"),
    "handout": ("handout.html.j2", "dial(calls.practice)"),
}


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize(
    ("name", "file", "link"), marking(((name, *row) for name, row in ELSEWHERE.items()), "leaflet-screen")
)
def test_a_link_that_calls_another_number_than_is_printed_is_noticed(contexts, name, file, link):
    context = contexts["riverside"]
    shown = "practice.numbers.emergency" if name == "card" else "practice.phone"
    sound = f"{{{{ {shown} | bind | {link} }}}}"
    assert sound in context.templates[file]
    wrong = f'<a href="{{{{ calls.urgent.address }}}}">{{{{ {shown} }}}}</a>'
    text = context.templates[file].replace(sound, wrong)
    built = build_pack.build_documents(replace(context, templates={**context.templates, file: text}), (name,))
    message = "\n".join(map(str, verify(context, built)))
    printed = "999" if name == "card" else "01632 960101"
    assert f"a link calls tel:111, and what is printed there is '{printed}'" in message


def test_a_number_without_a_link_is_reported(run, edit):
    edit("content/practices/riverside/practice.yaml", '"01632 960101"', '"01632 960101 or 960102"')
    code, out, _ = run("build", "--practice=riverside", "--article=restless-legs", "--only=card")
    assert code == 0
    note = "practice.yaml:17: 'phone' is printed as '01632 960101 or 960102', and no link calls it (write one"
    assert f"Note: content/practices/riverside/{note}" in " ".join(out.split())
