"""Services to call that are not the practice: in the boxes, the panel, the card and the words, and proven."""

import pytest
from support.combinations import marking, representative
from support.project import ROOT
from support.sabotage import complaints, refusal, swap

from foldwell.documents.planning import refusals
from foldwell.documents.planning.layout_plan import TIGHT_BACK
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import InputError
from foldwell.model.contacts import Contact
from foldwell.project import loading
from foldwell.project.numbers_to_call import numbers_to_call
from foldwell.workflows import build_pack, quality_checks

pytestmark = pytest.mark.usefixtures("tight")

CONTACTS = """\
contacts:
  unit:
    name: Endoscopy unit
    phone: "01632 960777 option 2"
    hours: Monday to Friday, 8am to 5pm
    when_closed: ward
    email: unit@hospital.example.org
    web: https://hospital.example.org/unit
    place: Level 2, east wing
    text: 07700 900123
  ward: {name: Ward 12, phone: "01632 960712", hours: 24 hours a day}
"""
NOTICE = (ROOT / "tests/data/valid/article-notice.yaml").read_text(encoding="utf-8")
NO_CARE = "care: {none: A notice. It asks people to call us.}\n"
CALL = "care:\n  same_day: {call: unit, when: [a fever for 3 days]}\n  emergency: {when: [a stiff neck]}\n"
POINT = "  - {id: more, heading: More, body: 'Ask us, on {unit}.', key_point: Two doses protect you.}\n"
ARTICLE = NOTICE.replace(NO_CARE, POINT + CONTACTS + CALL)
PANEL = (
    *("Endoscopy unit", "01632 960777 option 2", "Monday to Friday, 8am to 5pm"),
    *("When it is closed, call Ward 12 on 01632 960712.", "Level 2, east wing"),
    *("Text messages only: 07700 900123", "unit@hospital.example.org", "hospital.example.org/unit"),
    *("Ward 12", "01632 960712", "24 hours a day"),
)
FULL = ("leaflet-screen", "large-print", "handout")
SHOWN = (*FULL, "card")


@pytest.fixture
def context(written):
    return written(ARTICLE, fold="none")


@pytest.fixture
def loaded(project, edit):
    """The context of an article for Riverside, whose practice.yaml ends with more lines."""

    def load(text, facts="", practice="riverside"):
        (project / loading.ARTICLES / "case.yaml").write_text(text, encoding="utf-8")
        file = project / loading.PRACTICES / practice / "practice.yaml"
        file.write_text(file.read_text(encoding="utf-8") + facts, encoding="utf-8")
        return loading.load_context(project, practice, "case")

    return load


def shown(context, name, made):
    text = " ".join(DOCUMENTS[name].read(made[name], context).text)
    return " ".join(text.replace("\u2022", "").split())


@pytest.mark.parametrize("name", marking(SHOWN, "large-print"))
def test_the_same_day_box_names_whom_to_call_and_whom_when_closed(context, name):
    made = build_pack.build_documents(context, (name,))
    assert complaints(context, made) == ""
    text = shown(context, name, made)
    sentence = (
        "Call Endoscopy unit on 01632 960777 (Monday to Friday, 8am to 5pm) today for: a fever for 3 days"
    )
    closed = "When Endoscopy unit is closed, call Ward 12 on 01632 960712 (24 hours a day)."
    assert f"Get help the same day {sentence} {closed} Emergency: call 999" in text
    assert "Call your GP" not in text
    calls = {call.address for call in DOCUMENTS[name].read(made[name], context).phone_links}
    assert {"tel:+441632960777", "tel:+441632960712", "tel:+441632960101"} <= calls
    if name != "card":
        panel = " ".join(PANEL)
        assert f"How to reach us {panel} Riverside Surgery" in text
        assert "Ask us, on 01632 960777." in text


def test_the_card_has_the_contacts_above_the_practice(context):
    made = build_pack.build_documents(context, ("card",))
    numbers = "Endoscopy unit 01632 960777 option 2 Ward 12 01632 960712 Riverside Surgery 01632 960101"
    assert numbers in shown(context, "card", made)


SWAPPED = {
    "contact.html.j2": swap("contact.name | bind", "call_words.contacts[-loop.index].name | bind"),
    "service-lines.html.j2": swap(
        "contact.phone | bind | dial(calls[contact.id])", "practice.phone | bind | dial(calls.practice)"
    ),
    "handout.html.j2": swap("contact.name | bind", "call_words.contacts[-loop.index].name | bind"),
    "card.html.j2": swap("contact.phone | bind | dial(calls[contact.id])", "practice.phone"),
    "care.html.j2": swap(
        "call_words.same_day | bind", "call_words.same_day | replace('960777', '960712') | bind"
    ),
}
TWINS = (
    *(("contact.html.j2", name) for name in ("leaflet-screen", "large-print")),
    *(("service-lines.html.j2", name) for name in FULL),
    ("handout.html.j2", "handout"),
    ("card.html.j2", "card"),
    *(("care.html.j2", name) for name in ("leaflet-screen", "card")),
)
LIKE = (
    ("contact.html.j2", "large-print"),
    *(("service-lines.html.j2", name) for name in ("leaflet-screen", "large-print")),
    ("care.html.j2", "leaflet-screen"),
)
"""Those of which another document shows the same template at less cost."""


@pytest.mark.parametrize(("file", "name"), marking(TWINS, *LIKE))
def test_a_number_under_another_name_is_found(context, file, name):
    assert "what belongs together does not stand together, from " in refusal(
        context, name, {file: SWAPPED[file]}
    )


@pytest.mark.parametrize("name", representative(FULL, "handout"))
def test_a_panel_that_does_not_say_whom_to_call_when_closed_is_found(context, name):
    said = refusal(context, name, {"service-lines.html.j2": swap("contact.closed, ", "")})
    assert "does not stand together, from 'Endoscopy unit' to 'hospital.example.org/unit'" in said


@pytest.mark.parametrize(("file", "name"), [("care.html.j2", "card"), ("handout.html.j2", "handout")])
def test_a_box_that_does_not_say_whom_to_call_when_closed_is_found(context, file, name):
    said = refusal(context, name, {file: swap("in call_words.same_day_closed", "in ()")})
    assert "does not stand together, from 'Get help the same day'" in said


def test_a_link_that_calls_another_contact_is_found(context):
    linked = "{{ contact.phone | bind | dial(calls[contact.id]) }}"
    wrong = swap(linked, '<a href="{{ calls.ward.address }}">{{ contact.phone }}</a>')
    said = refusal(context, "large-print", {"service-lines.html.j2": wrong})
    assert "a link calls tel:+441632960712, and what is printed there is '01632 960777 option 2" in said


def test_a_contact_that_is_broken_over_pages_is_found(context):
    css = "\n.service .phone { break-after: page }\n"
    said = refusal(context, "large-print", {"large-print.css": lambda text: text + css})
    assert "what belongs together is not in one piece: Endoscopy unit" in said


def test_a_contact_that_may_break_in_word_is_found(context):
    said = refusal(context, "handout", {"handout.html.j2": swap('<div class="service">', "<div>")})
    assert "what belongs together is not in one piece: Endoscopy unit" in said


def test_one_that_follows_two_or_never_closes_is_named_once(loaded):
    open_ward = ", when_closed: night}\n  night: {name: Night team, phone: '01632 960002', hours: 24/7}\n"
    text = ARTICLE.replace("hours: 24 hours a day}\n", f"hours: 24 hours a day{open_ward}")
    context = loaded(text)
    assert [contact.id for contact in context.call_words.called] == ["unit", "ward"]
    assert len(context.call_words.same_day_closed) == 1
    # The twin: where the ward closes, both lead to it, and it to the night team.
    clinic = "  clinic: {name: Clinic, phone: '01632 960003', hours: 9am to 5pm, when_closed: ward}\n"
    text = text.replace("24 hours a day", "6am to 9pm").replace("call: unit", "call: [unit, clinic]")
    words = loaded(text.replace("contacts:\n", f"contacts:\n{clinic}")).call_words
    assert [contact.id for contact in words.called] == ["unit", "clinic", "ward", "night"]
    assert [sentence.split(" is closed")[0] for sentence in words.same_day_closed] == [
        "When Endoscopy unit",
        "When Clinic",
        "When Ward 12",
    ]


def test_two_may_be_called(written):
    context = written(ARTICLE.replace("call: unit", "call: [urgent, practice]"), fold="none")
    sentence = context.call_words.same_day.translate({0x2066: None, 0x2069: None, 0xA0: " "})
    assert sentence == "Call 111 or Riverside Surgery on 01632 960101 today for:"
    made = build_pack.build_documents(context, ("card",))
    assert complaints(context, made) == ""


LEAD = "lead: 'Call the helpline on 01632 960999 if you have:', "
CASE_10 = ARTICLE.replace("call: unit, ", LEAD)


@pytest.mark.parametrize("name", ["card", "handout"])
def test_a_lead_with_a_number_is_the_only_instruction_whom_to_call(written, name):
    context = written(CASE_10, fold="none")
    made = build_pack.build_documents(context, (name,))
    assert complaints(context, made) == ""
    text = shown(context, name, made)
    assert "Get help the same day Call the helpline on 01632 960999 if you have: a fever" in text
    assert "Call your GP" not in text
    assert any("'lead' has a number to call, so it alone says whom" in str(note) for note in context.notes)
    # The twin: a template that goes on to say something else.
    file = "care.html.j2" if name == "card" else "handout.html.j2"
    said = refusal(context, name, {file: swap("{% elif not call_words.lead_calls %}", "{% else %}")})
    assert "Call your GP" in said


def test_a_lead_that_names_a_contact_says_whom_to_call_when_it_is_closed(written):
    context = written(ARTICLE.replace("call: unit", "lead: 'Ring {unit} for:'"), fold="none")
    assert context.call_words.lead_calls
    assert [contact.id for contact in context.call_words.called] == ["unit", "ward"]
    assert len(context.call_words.same_day_closed) == 1


@pytest.mark.parametrize("lead", ["within 120 days, or of 38.5 degrees", "you took 10 to 20 tablets"])
def test_a_lead_with_other_numbers_keeps_the_standing_sentence(written, lead):
    context = written(ARTICLE.replace("call: unit", f"call: unit, lead: '{lead}'"), fold="none")
    assert not context.call_words.lead_calls


CLOSES = ARTICLE.replace("    when_closed: ward\n", "")
DAYS = ARTICLE.replace("24 hours a day", "'24 hours a day, Monday to Friday'")
NO_PHONE = ARTICLE.replace(', phone: "01632 960712"', "")
IRISH = ARTICLE.replace("language: en-GB", "language: en-GB\ncountry: IE")
OF_VETS = ARTICLE.replace("title:", "kinds: [vet]\ntitle:")

REFUSED_ARTICLES = {
    ARTICLE.replace("call: unit,", f"call: unit, {LEAD}"): "keep one: delete 'call'",
    CLOSES: "case.yaml:18: the contact 'unit' has hours, 'Monday to Friday, 8am to 5pm', and not "
    "whom to call",
    DAYS: "the contact 'ward' has hours",
    ARTICLE.replace("call: unit", "call: crisis"): "{crisis} is to be called, and the practice has no such "
    "number (add it to practice.yaml",
    ARTICLE.replace(
        "language: en-GB", "language: en"
    ): "'country' is missing, and the contact 'unit' has the "
    "number 01632 960777 option 2 (say whose number it is, such as country: GB)",
    NO_PHONE: "practice.yaml:5: 'phone' of the contact 'ward' is missing, which content/articles/"
    "case.yaml:24 needs",
}
REFUSED = {
    "a phone under a misspelt id": (
        NO_PHONE,
        'wards: {phone: "01632 960713"}',
        "practice.yaml:38: 'phone' of the contact 'ward' is missing",
    ),
    "another country": (
        IRISH,
        'unit: {phone: "01632 960001"}',
        "'phone' of the contact 'ward' is missing, which content/articles/case.yaml:25 needs: "
        "its number there, 01632 960712, is one of IE (add it here: contacts: {ward: {phone: ...}})",
    ),
    "a circle by the practice": (
        ARTICLE,
        "ward: {hours: 9am to 5pm, when_closed: unit}",
        "'when_closed' of the contact 'unit' goes round in a circle: unit, ward, unit",
    ),
    "another that the article lacks": (
        ARTICLE,
        "unit: {when_closed: night}",
        "practice.yaml:38: 'when_closed' of the contact 'unit' is 'night', which content/articles/case.yaml",
    ),
}


def refused(load, *inputs):
    with pytest.raises(InputError) as caught:
        load(*inputs)
    return str(caught.value)


@pytest.mark.parametrize(
    ("text", "message"),
    REFUSED_ARTICLES.items(),
    ids=[
        "a lead and a call",
        "hours that end",
        "hours of the one to call then",
        "no number",
        "no country",
        "no phone",
    ],
)
def test_an_article_that_would_leave_a_reader_without_a_number_is_refused(loaded, text, message):
    assert message in refused(loaded, text)


@pytest.mark.parametrize(("text", "contact", "message"), REFUSED.values(), ids=REFUSED)
def test_a_contact_of_a_practice_that_would_do_so_is_refused(loaded, text, contact, message):
    assert message in refused(loaded, text, f"contacts:\n  {contact}\n")


def test_a_contact_of_a_vet_without_a_name_is_refused(loaded):
    facts = "kind: vet\ncontacts:\n  out-of-hours: {phone: '01632 960888'}\n"
    message = "practice.yaml:39: 'name' of the contact 'out-of-hours' is missing"
    assert message in refused(loaded, OF_VETS, facts)


OVERRIDES = """\
contacts:
  unit: {phone: "01632 960001", when_closed: night}
  night: {name: Night team, phone: "01632 960002", hours: 8pm to 8am, when_closed: practice}
"""


def test_a_practice_overrides_a_contact_field_by_field(loaded):
    context = loaded(ARTICLE, OVERRIDES)
    unit = context.article.contacts["unit"]
    assert (unit.name, unit.phone, unit.when_closed) == ("Endoscopy unit", "01632 960001", "night")
    assert [contact.id for contact in context.call_words.called] == ["unit", "night"]
    (row, *_) = list(quality_checks.contacts(inputs_of(context)))
    assert row.figure == "unit, phone: 01632 960001 (in the article: 01632 960777 option 2)"
    assert (row.state, row.where) == ("warning", "content/practices/riverside/practice.yaml:38")


def inputs_of(context):
    phrases = quality_checks.FigureWords.model_construct(
        override="{contact}, {field}: {value} (in the article: {article})"
    )
    return quality_checks.ReportInputs(context, {}, {}, {}, phrases)


def test_a_network_gives_the_contacts_of_its_practices(project, loaded, run):
    base = project / loading.PRACTICES / "_northfield/practice.yaml"
    base.write_text(base.read_text(encoding="utf-8") + OVERRIDES, encoding="utf-8")
    context = loaded(ARTICLE, 'contacts: {unit: {phone: "01632 960003"}}\n', "northgate")
    unit = context.article.contacts["unit"]
    assert (unit.phone, unit.when_closed) == ("01632 960003", "night")
    code, out, _ = run("show", "practice", "northgate")
    rows = [" ".join(line.split()) for line in out.splitlines() if "contacts" in line]
    assert code == 0
    assert "contacts unit phone 01632 960003 content/practices/northgate/practice.yaml:38" in rows
    assert "contacts unit when_closed night content/practices/_northfield/practice.yaml:8" in rows


def test_what_is_worth_knowing_of_contacts_is_noted(loaded):
    text = CLOSES.replace("call: unit, ", "").replace("{unit}", "us")
    facts = 'contacts:\n  ward: {phone: "01632 960001 or 960002"}\n  units: {hours: 9am to 5pm}\n'
    notes = "\n".join(map(str, loaded(text, facts).notes))
    assert "practice.yaml:38: 'phone' of the contact 'ward' is printed as '01632 960001 or 960002'" in notes
    assert (
        "practice.yaml:39: the contact 'units' is not in content/articles/case.yaml, which has 'unit'"
        in notes
    )
    assert "the contact 'unit' has hours" in notes


def test_a_number_for_messages_in_another_country_is_left_out_and_noted(loaded):
    phones = 'contacts:\n  unit: {phone: "01632 960001"}\n  ward: {phone: "01632 960002"}\n'
    context = loaded(IRISH, phones)
    assert [contact.messages for contact in context.call_words.contacts] == ["", ""]
    (note,) = [str(note) for note in context.notes if "'text' of the contact" in str(note)]
    assert "'unit' is left out: 07700 900123 is not of the practice's country" in note
    assert context.phone_links["unit"].address == "tel:+441632960001"


def test_a_typed_number_of_a_contact_is_noted(loaded):
    notes = "\n".join(map(str, loaded(ARTICLE.replace("{unit}", "01632 960712")).notes))
    assert "'body' has the number 01632 960712 (write {ward}, which prints" in notes


OPEN = [
    "24 hours a day",
    "24 hours",
    "24/7",
    "24 hours a day, 7 days a week",
    "24h/24, 7j/7",
    "24 Stunden am Tag",
]
CLOSED = [
    "8am to 5pm",
    "24 hours a day, Monday to Friday",
    "Monday to Friday, 24 hours",
    "24 hours Monday to Friday",
]


@pytest.mark.parametrize(
    ("hours", "closes"), [*((text, False) for text in OPEN), *((text, True) for text in CLOSED)]
)
def test_hours_that_never_end_are_known(hours, closes):
    assert Contact(name="Ward", hours=hours).closes is closes


def test_the_contact_of_flat_sheets_stands_on_a_page_that_no_text_reaches(context):
    made = build_pack.build_documents(context, ("leaflet-screen",))
    words = DOCUMENTS["leaflet-screen"].read(made["leaflet-screen"], context).words
    assert {word.page for word in words} == {1, 2}
    reach = next(word for word in words if word.text == "reach")
    assert reach.page == 2
    assert "Emergency:" not in {word.text for word in words if word.page == 2}


VET = "  out-of-hours: {name: Night vet, phone: '01632 960888', hours: 6pm to 8am}\n"


def test_a_vets_boxes_name_its_own_phone_and_then_its_contact_out_of_hours(loaded):
    text = OF_VETS.replace("call: unit, ", "")
    context = loaded(text, f"kind: vet\ncontacts:\n{VET}")
    made = build_pack.build_documents(context, ("card",))
    assert complaints(context, made) == ""
    words = shown(context, "card", made)
    closed = "When Riverside Surgery is closed, call Night vet on 01632 960888 (6pm to 8am)."
    assert f"Call 01632 960101 today for: a fever for 3 days {closed}" in words
    assert f"Emergency: call 01632 960101 Call 01632 960101 now for: {closed}" in words
    numbers = numbers_to_call(context.practice, context.article.contacts)
    assert {numbers[name] for name in ("practice", "emergency", "urgent")} == {"01632 960101"}
    assert "crisis" not in numbers
    said = refusal(context, "card", {"care.html.j2": swap("in call_words.emergency_closed", "in ()")})
    assert "does not stand together, from 'Emergency: call 01632 960101'" in said


def test_contacts_without_room_on_the_back_are_refused_by_name(written):
    more = "".join(f"  more-{n}: {{name: Clinic {n}, phone: '01632 96050{n}'}}\n" for n in range(6))
    context = written(ARTICLE.replace(CONTACTS, CONTACTS + more), fold="tri")
    pages = LeafletPages(context, "tri")
    strip = pages.strip(pages.settings[-1], TIGHT_BACK)
    problem = refusals._crowded_back(pages, strip)
    assert "the back panel is too full by " in problem.message
    assert "leave out the contacts that the text does not name: more-0, more-1" in problem.hint
    assert problem.where.line == 14
    # The twin: all are named, and then lines of them are to go.
    text = ARTICLE.replace("{unit}", ", ".join(f"{{more-{n}}}" for n in range(6)))
    named = LeafletPages(written(text.replace(CONTACTS, CONTACTS + more), fold="tri"), "tri")
    hint = refusals._crowded_back(named, strip).hint
    assert hint.startswith("leave out lines of contacts, such as place and web, or name fewer contacts")
