"""The words of a document that say whom to call: in the care boxes, beside the contacts, on the card."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from foldwell.inputs.markdown.call_numbers import marked
from foldwell.model import Article, CareWords, Practice, VetCareWords, Wording
from foldwell.model.contacts import OUT_OF_HOURS
from foldwell.project.numbers_to_call import numbers_to_call
from foldwell.project.whom_to_call import called_contacts, called_names, lead_names_number, with_followers


@dataclass(frozen=True, slots=True)
class ShownContact:
    """A contact as documents show it; "" stands for what it lacks.

    `closed` says whom to call when it is closed, `messages` a number for text messages only; `web` is the
    printed address and `url` the one of its link.
    """

    id: str
    name: str
    phone: str
    hours: str
    closed: str
    place: str
    messages: str
    email: str
    web: str
    url: str

    @property
    def lines(self) -> tuple[str, ...]:
        """What is printed of it, in order."""
        lines = self.name, self.phone, self.hours, self.closed, self.place, self.messages
        return tuple(filter(None, (*lines, self.email, self.web)))


@dataclass(frozen=True, slots=True)
class CallWords:
    """Whom an article, whose numbers are those of its practice, says to call."""

    article: Article
    practice: Practice
    wording: Wording
    care_words: CareWords | VetCareWords

    @property
    def lead_calls(self) -> bool:
        """Whether the lead of the same-day box says whom to call, in place of our own sentence."""
        return lead_names_number(self.article, self.practice)

    @property
    def same_day(self) -> str:
        """The sentence that says whom to call the same day; "" where that is as in the country."""
        if self.lead_calls or not self._called:
            return ""
        first, *second = (self._phrase(name) for name in self._called)
        either = self.wording.contacts.either
        contact = either.format(first=first, second=second[0]) if second else first
        return self.care_words.contact_action.format(contact=contact)

    @property
    def same_day_closed(self) -> tuple[str, ...]:
        """Whom to call when one that the same-day box names is closed."""
        closed = tuple(self._closed(self._called))
        return closed if self._called or self.lead_calls else self.emergency_closed

    @property
    def emergency_closed(self) -> tuple[str, ...]:
        """Whom the owner of an animal calls when the vet is closed."""
        if self.practice.kind != "vet" or OUT_OF_HOURS not in self.article.contacts:
            return ()
        words, contact = self.wording.contacts.when_closed, self._phrase(OUT_OF_HOURS)
        first = words.format(name=self.practice.name, contact=contact)
        return (first, *self._closed((OUT_OF_HOURS,)))

    @property
    def contacts(self) -> tuple[ShownContact, ...]:
        """The contacts in the article's order."""
        return tuple(self._shown(name) for name in self.article.contacts)

    @property
    def called(self) -> tuple[ShownContact, ...]:
        """The contacts that the care boxes name, the first to call first."""
        return tuple(map(self._shown, called_contacts(self.article, self.practice)))

    @property
    def _called(self) -> tuple[str, ...]:
        return called_names(self.article, self.practice)

    @property
    def _numbers(self) -> Mapping[str, str]:
        return numbers_to_call(self.practice, self.article.contacts)

    def _phrase(self, name: str, with_hours: bool = True) -> str:
        """Return whom to call under a name: a contact with its number and hours, or a number alone."""
        words, contact = self.wording.contacts, self.article.contacts.get(name)
        number = self._numbers[name]
        if contact is None:
            # Where a country has no number for urgent advice, that is the practice's own.
            is_own = number == self._numbers["practice"]
            shown = words.numbered.format(name=self.practice.name, phone=marked(number))
            return shown if is_own else marked(number)
        shown = words.numbered.format(name=contact.name, phone=marked(number))
        hours = contact.hours if with_hours else None
        return words.with_hours.format(contact=shown, hours=hours) if hours else shown

    def _closed(self, names: Iterable[str]) -> Iterator[str]:
        """Yield whom to call when one of some contacts is closed, and when the one to call then is."""
        for name in with_followers(names, self.article.contacts):
            contact = self.article.contacts[name]
            if contact.follower:
                phrase = self._phrase(contact.follower)
                yield self.wording.contacts.when_closed.format(name=contact.name, contact=phrase)

    def _shown(self, name: str) -> ShownContact:
        contact, words = self.article.contacts[name], self.wording.contacts
        following = contact.follower
        url = str(contact.web or "")
        return ShownContact(
            id=name,
            name=contact.name,
            phone=contact.phone or "",
            hours=contact.hours or "",
            closed=words.closed.format(contact=self._phrase(following, with_hours=False))
            if following
            else "",
            place=contact.place or "",
            messages=words.text.format(phone=contact.text) if contact.text else "",
            email=contact.email or "",
            web=url.removeprefix("https://").rstrip("/"),
            url=url,
        )
