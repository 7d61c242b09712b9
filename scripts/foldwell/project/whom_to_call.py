"""Whom the care boxes of an article say to call, and what is wrong with that.

All functions take an article whose numbers and contacts are those of its practice (`numbers_to_call`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from foldwell.errors import Diagnostics, Problem
from foldwell.inputs.markdown.call_numbers import as_printed, printed_numbers
from foldwell.inputs.parsing import Source
from foldwell.inputs.phone_link import has_long_number
from foldwell.model import Article, Practice
from foldwell.model.contacts import OUT_OF_HOURS, Contact
from foldwell.project.contacts import where_stated
from foldwell.project.numbers_to_call import numbers_to_call, set_article

LEAD = ("care", "same_day", "lead")


def lead_names_number(article: Article, practice: Practice) -> bool:
    """Return whether the sentence before the signs of the same-day box says whom to call."""
    lead = _lead(article)
    return bool(printed_numbers(lead)) or has_long_number(lead, practice.country)


def called_names(article: Article, practice: Practice) -> tuple[str, ...]:
    """Return the names of whom the same-day box says to call, by `call` or in its lead."""
    box = article.care.same_day
    if not (box and lead_names_number(article, practice)):
        return box.call if box else ()
    shown, numbers = printed_numbers(_lead(article)), numbers_to_call(practice, article.contacts)
    return tuple(name for name in article.contacts if as_printed(numbers[name]) in shown)


def called_contacts(article: Article, practice: Practice) -> tuple[str, ...]:
    """Return the ids of the contacts that the care boxes name, those to call when one is closed after it."""
    of_vet = (OUT_OF_HOURS,) if practice.kind == "vet" else ()
    return with_followers((*called_names(article, practice), *of_vet), article.contacts)


def with_followers(names: Iterable[str], contacts: Mapping[str, Contact]) -> tuple[str, ...]:
    """Return the ids of contacts among names, then of those to call when one is closed, each once."""
    waiting, found = [*names], dict[str, None]()
    for name in waiting:
        if name in contacts and name not in found:
            found[name] = None
            waiting.append(contacts[name].follower)
    return tuple(found)


def _lead(article: Article) -> str:
    return (article.care.same_day and article.care.same_day.lead) or ""


def call_diagnostics(source: Source, article: Article, facts: Source, practice: Practice) -> Diagnostics:
    """Return what is wrong with whom an article asks to call, and what is worth knowing of it."""
    ready = set_article(article, practice)
    closing = tuple(_without_follower(ready, source, facts))
    called = called_contacts(ready, practice)
    return Diagnostics(
        (
            *_numbers_missing(ready, source, facts, practice),
            *_two_instructions(ready, source, practice),
            *(problem for name, problem in closing if name in called),
        ),
        notes=(
            *_lead_instead(ready, source, practice),
            *(problem for name, problem in closing if name not in called),
        ),
    )


def _numbers_missing(
    article: Article, source: Source, facts: Source, practice: Practice
) -> Iterator[Problem]:
    """Yield whom to call by a number that neither the practice nor its country has."""
    numbers = numbers_to_call(practice, article.contacts)
    call = article.care.same_day.call if article.care.same_day else ()
    places = {name: source.where(("care", "same_day", "call")) for name in call}
    for name, contact in article.contacts.items():
        if contact.when_closed:
            places[contact.when_closed] = where_stated(source, facts, ("contacts", name, "when_closed"))
    for name, where in places.items():
        if name not in numbers and name not in article.contacts:
            what = f"{{{name}}} is to be called, and the practice has no such number"
            yield Problem(where, what, f"add it to practice.yaml, under numbers, as {name}, or name another")


def _two_instructions(article: Article, source: Source, practice: Practice) -> Iterator[Problem]:
    """Yield a box that would say twice whom to call, and perhaps not the same."""
    if lead_names_number(article, practice) and article.care.same_day and article.care.same_day.call:
        what = "care, same_day: 'lead' has a number to call, and 'call' names whom to call"
        yield Problem(source.where(LEAD), what, "keep one: delete 'call', or take the number out of 'lead'")


def _lead_instead(article: Article, source: Source, practice: Practice) -> Iterator[Problem]:
    if lead_names_number(article, practice):
        what = "care, same_day: 'lead' has a number to call, so it alone says whom to call"
        hint = "to have our own sentence, name a contact as 'call' and take the number out of 'lead'"
        yield Problem(source.where(LEAD), what, hint)


def _without_follower(article: Article, source: Source, facts: Source) -> Iterator[tuple[str, Problem]]:
    """Yield each contact that closes and does not say whom to call then."""
    for name, contact in article.contacts.items():
        # Out of hours is when the vet is closed: its hours leave no gap.
        if contact.closes and not contact.when_closed and name != OUT_OF_HOURS:
            what = f"the contact '{name}' has hours, '{contact.hours}', and not whom to call outside them"
            hint = "add when_closed: with urgent, practice or another contact; or hours: 24 hours a day"
            yield name, Problem(where_stated(source, facts, ("contacts", name, "hours")), what, hint)
