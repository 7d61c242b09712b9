"""The numbers to call that the words of an article name, and those that they type."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from foldwell.errors import Diagnostics, KeyPath, Problem
from foldwell.inputs import markdown
from foldwell.inputs.markdown.call_numbers import ALONE, names_in, set_numbers
from foldwell.inputs.parsing import Source, leaves
from foldwell.inputs.phone_link import phone_link
from foldwell.inputs.validation.text_rules import UNMARKED, UNREAD
from foldwell.model import Article, Practice
from foldwell.model.contacts import RESERVED, Contact
from foldwell.model.fields import change_texts
from foldwell.project.contacts import NO_CONTACTS, merged_contacts

EMERGENCY_NUMBERS = ("999", "911")
"""Numbers for emergencies that ring nowhere in most other countries."""

SEPARATOR = "[ \N{NO-BREAK SPACE}().-]{0,3}"
"""Matches what may stand between the digits of a number that is written in another way."""

Check = Callable[[str, Mapping[str, str]], Iterator[tuple[str, str]]]


def numbers_to_call(practice: Practice, contacts: Mapping[str, Contact] = NO_CONTACTS) -> Mapping[str, str]:
    """Return the number to print for each name, where contacts, the practice and its country have one.

    The practice's own stands for that for urgent advice in a country without one, and a vet's own for all
    numbers for people.
    """
    own = printed_number(practice.phone, practice.country)
    numbers, is_vet = practice.numbers, practice.kind == "vet"
    found = {
        "practice": own,
        "emergency": own if is_vet else numbers.emergency,
        "urgent": own if is_vet else numbers.urgent or own,
        "crisis": None if is_vet else numbers.crisis,
    }
    of_contacts = {
        name: printed_number(contact.phone, practice.country)
        for name, contact in contacts.items()
        if contact.phone
    }
    return {name: number for name, number in (found | of_contacts).items() if number}


def printed_number(phone: str, country: str) -> str:
    """Return the number in a text as people write it, or all of the text if that is not sure."""
    link = phone_link(phone, country)
    return link.text if link else phone


def set_article(article: Article, practice: Practice) -> Article:
    """Return an article with the numbers that it names, its places to write and its boxes in its texts.

    Its contacts are those of the practice, each with a phone.
    """
    contacts = merged_contacts(article, practice)
    numbers = numbers_to_call(practice, contacts)
    changed = change_texts(article, lambda text: set_numbers(markdown.set_marks(text), numbers))
    return changed.model_copy(update={"contacts": contacts})


def number_diagnostics(source: Source, article: Article, practice: Practice) -> Diagnostics:
    """Return what is wrong with the numbers in the words of an article, and those that need not be typed."""
    numbers = numbers_to_call(practice, merged_contacts(article, practice))

    def found(check: Check, left_out: frozenset[str] = UNREAD) -> tuple[Problem, ...]:
        return tuple(
            Problem(source.where(keys, line), f"'{_field(keys)}' {what}", hint)
            for keys, line, words in _lines(source, left_out)
            for what, hint in check(words, numbers)
        )

    # A note says to write a name, which cannot stand in a heading.
    return Diagnostics((*found(_missing), *found(_foreign)), notes=found(_typed, UNREAD | UNMARKED))


def _lines(source: Source, left_out: frozenset[str]) -> Iterator[tuple[KeyPath, int, str]]:
    """Yield each line of the article's own texts, with its keys and its number (from 0)."""
    for keys, text in leaves(source.value):
        if keys[:1] != ("sources",) and not left_out & {*keys}:
            yield from ((keys, line, words) for line, words in enumerate(text.split("\n")))


def _field(keys: KeyPath) -> str:
    return next(key for key in reversed(keys) if isinstance(key, str))


def _missing(words: str, numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the names in words for which neither the practice nor its country has a number."""
    for name in names_in(words):
        if name in RESERVED and name not in numbers:
            what = f"has {{{name}}}, and the practice has no such number"
            yield what, f"add it to practice.yaml, under numbers, as {name}, or name another number"


def _foreign(words: str, numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with an emergency number in words that is not that of the practice's country."""
    for number in EMERGENCY_NUMBERS:
        if number not in numbers.values() and re.search(ALONE.format(number), words):
            own = numbers["emergency"]
            yield f"has {number}, and where the practice is, one calls {own}", "write {emergency}"


def _typed(words: str, numbers: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the numbers of the practice or its country that are typed in words."""
    # The first of several names with one number.
    names = {number: name for name, number in reversed(tuple(numbers.items()))}
    for number, name in names.items():
        spaced = SEPARATOR.join(filter(str.isdigit, number))
        if re.search(ALONE.format(spaced), words):
            yield f"has the number {number}", f"write {{{name}}}, which prints that of each practice"
