"""The services that an article names, with what the practice says of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from foldwell.errors import Diagnostics, KeyPath, Location, Problem, closest
from foldwell.inputs.parsing import Source
from foldwell.inputs.phone_link import phone_link
from foldwell.inputs.validation.contact_rules import CIRCLE_HINT, find_circles
from foldwell.model import Article, Practice
from foldwell.model.contacts import OUT_OF_HOURS, RESERVED, Contact

NO_CONTACTS: Mapping[str, Contact] = MappingProxyType({})


def merged_contacts(article: Article, practice: Practice) -> dict[str, Contact]:
    """Return the contacts of an article, each with what its practice says of it in place of the article.

    Those that only the practice has follow, if they are to be called when another is closed, or by the owner
    of an animal.
    """
    # A number for messages is of no use in another country.
    foreign = {"text": None} if article.phone_country != practice.country else {}
    found = {
        name: contact.model_copy(update=foreign | stated_fields(practice, name))
        for name, contact in article.contacts.items()
    }
    if practice.kind == "vet" and article.care.boxes:
        _add(found, practice, OUT_OF_HOURS)
    waiting = [*found]
    for name in waiting:
        following = found[name].when_closed
        if following and following not in found and _add(found, practice, following):
            waiting.append(following)
    return found


def _add(found: dict[str, Contact], practice: Practice, name: str) -> bool:
    """Add a contact of the practice; return whether it has one of that id, with a name."""
    stated = stated_fields(practice, name)
    if name not in found and "name" in stated:
        found[name] = Contact.model_validate(stated)
    return name in found


def stated_fields(practice: Practice, name: str) -> dict[str, object]:
    """Return what a practice says of a contact, by field."""
    override = practice.contacts.get(name)
    return {key: value for key, value in override or () if value is not None}


def where_stated(source: Source, facts: Source, keys: KeyPath) -> Location:
    """Return the place of a value of a contact: where the practice states it, or else the article."""
    return (facts if facts.has_key(keys) else source).where(keys)


@dataclass(frozen=True, slots=True)
class _Inputs:
    """An article and a practice, with the sources that know the place of each value, and merged contacts."""

    source: Source
    article: Article
    facts: Source
    practice: Practice
    contacts: Mapping[str, Contact]

    def where(self, name: str, field: str) -> Location:
        """Return the place of a field of a contact: where the practice says it, or else the article."""
        return where_stated(self.source, self.facts, ("contacts", name, field))


def contact_diagnostics(source: Source, article: Article, facts: Source, practice: Practice) -> Diagnostics:
    """Return what is wrong with the contacts of an article for a practice, and what is worth knowing."""
    inputs = _Inputs(source, article, facts, practice, merged_contacts(article, practice))
    problems = (*_nameless(inputs), *_missing_phones(inputs), *_unknown_followers(inputs), *_circles(inputs))
    notes = (*_without_links(inputs), *_left_out_messages(inputs), *_misspelt_ids(inputs))
    return Diagnostics(problems, notes=notes)


def _nameless(inputs: _Inputs) -> Iterator[Problem]:
    """Yield the contact of a vet that its care boxes would leave out for want of a name."""
    is_called = inputs.practice.kind == "vet" and inputs.article.care.boxes
    if is_called and OUT_OF_HOURS in inputs.practice.contacts and OUT_OF_HOURS not in inputs.contacts:
        what = (
            f"'name' of the contact '{OUT_OF_HOURS}' is missing, which your care boxes give after your phone"
        )
        where = inputs.facts.where(("contacts", OUT_OF_HOURS))
        yield Problem(where, what, "add what it is called, such as name: Night vet")


def _missing_phones(inputs: _Inputs) -> Iterator[Problem]:
    """Yield the contacts whose number the practice has to give."""
    country = inputs.article.phone_country
    for name, contact in inputs.contacts.items():
        if "phone" in stated_fields(inputs.practice, name):
            continue
        number = contact.phone
        if number and country == inputs.practice.country:
            continue
        if number and not country:
            what = f"'country' is missing, and the contact '{name}' has the number {number}"
            yield Problem(
                inputs.source.where(("language",)), what, "say whose number it is, such as country: GB"
            )
            continue
        reason = f"its number there, {number}, is one of {country}" if number else "it has no number there"
        needed_by = (
            inputs.source.where(("contacts", name)) if name in inputs.article.contacts else "care boxes"
        )
        what = f"'phone' of the contact '{name}' is missing, which {needed_by} needs: {reason}"
        misspelt = closest(name, _unused(inputs))
        hint = f"add it here: contacts: {{{name}: {{phone: ...}}}}"
        near = f"'{misspelt}' here may be meant for it: write '{name}'"
        yield Problem(inputs.facts.where(("contacts", misspelt or name)), what, near if misspelt else hint)


def _unknown_followers(inputs: _Inputs) -> Iterator[Problem]:
    """Yield whom a practice says to call when a contact is closed, if that is no contact of this article."""
    known = (*inputs.contacts, *RESERVED)
    for name, contact in inputs.contacts.items():
        following = contact.when_closed
        if following and following not in known:
            what = f"'when_closed' of the contact '{name}' is '{following}', which {inputs.source.name} lacks"
            hint = f"give '{following}' a name and a phone here too, or name one of: {', '.join(known)}"
            yield Problem(inputs.where(name, "when_closed"), what, hint)


def _circles(inputs: _Inputs) -> Iterator[Problem]:
    """Yield the contacts that lead back to one of them, with what the practice says of them."""
    following = {name: contact.when_closed or "" for name, contact in inputs.contacts.items()}
    for name, what in find_circles(following):
        where = inputs.where(name, "when_closed")
        yield Problem(where, f"'when_closed' of the contact '{name}' {what}", CIRCLE_HINT)


def _without_links(inputs: _Inputs) -> Iterator[Problem]:
    """Yield a note on each number that no link calls."""
    for name, contact in inputs.contacts.items():
        if contact.phone and not phone_link(contact.phone, inputs.practice.country):
            what = f"'phone' of the contact '{name}' is printed as '{contact.phone}', and no link calls it"
            hint = "write one number with its area code, or with + and the code of its country"
            yield Problem(inputs.where(name, "phone"), what, hint)


def _left_out_messages(inputs: _Inputs) -> Iterator[Problem]:
    """Yield a note on each number for messages that is one of another country."""
    for name, contact in inputs.article.contacts.items():
        if contact.text and not inputs.contacts[name].text:
            what = (
                f"'text' of the contact '{name}' is left out: {contact.text} is not of the practice's country"
            )
            hint = f"to print one, give it in practice.yaml: contacts: {{{name}: {{text: ...}}}}"
            yield Problem(inputs.source.where(("contacts", name, "text")), what, hint)


def _misspelt_ids(inputs: _Inputs) -> Iterator[Problem]:
    """Yield a note on each contact of a practice whose id is nearly that of one which it says nothing of."""
    silent = [name for name in inputs.article.contacts if name not in inputs.practice.contacts]
    for name in _unused(inputs):
        if meant := closest(name, silent):
            what = f"the contact '{name}' is not in {inputs.source.name}, which has '{meant}'"
            hint = f"write '{meant}' if it is meant by it"
            yield Problem(inputs.facts.where(("contacts", name)), what, hint)


def _unused(inputs: _Inputs) -> Iterable[str]:
    return (name for name in inputs.practice.contacts if name not in inputs.contacts)
