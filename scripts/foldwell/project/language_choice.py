"""Which language a pack is in, and whether its wording knows the practice's country: never a mixture."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foldwell.errors import Problem
from foldwell.inputs import parsing
from foldwell.model import Article, CareWords, Practice, Wording


@dataclass(frozen=True, slots=True)
class Choice:
    """The edition of an article that serves a practice, what is wrong with it, and what is worth a note."""

    source: parsing.Source
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def asked(facts: parsing.Source | None) -> tuple[str, ...]:
    """Return the languages that a practice asks for, the first one first, even if its facts have faults."""
    tree = facts.value if facts else ""
    said = [(keys[0], text.strip()) for keys, text in parsing.leaves(tree) if keys]
    both = [text for key in ("language", "other_languages") for name, text in said if name == key]
    return tuple(both)


def edition_for(wanted: Sequence[str], article_id: str, sources: Sequence[parsing.Source]) -> Choice:
    """Choose the edition in the first of the wanted languages that there is one in; `wanted` is not empty."""
    if twice := tuple(_twice(sources)):
        return Choice(sources[0], twice)
    by_language = {_language(source): source for source in sources}
    language = next((one for one in wanted if one in by_language), "")
    if not language:
        return Choice(sources[0], (_not_there(wanted, article_id, sources),))
    source, notes = by_language[language], ()
    if language != wanted[0]:
        what = f"{article_id} is not there in {wanted[0]}, so every document is in {language}"
        return Choice(source, notes=(Problem(source.where(("language",)), what),))
    return Choice(source, notes=notes)


def _not_there(wanted: Sequence[str], article_id: str, sources: Sequence[parsing.Source]) -> Problem:
    there = [_language(source) for source in sources]
    what = f"the article is in {', '.join(there)}, the practice asks for {' or '.join(wanted)}"
    hint = f"write it in that language as {article_id}.{wanted[0]}.yaml, or have the practice take the other:"
    where = sources[0].where(("language",))
    return Problem(where, what, f"{hint} other_languages: [{there[0]}]")


def _twice(sources: Sequence[parsing.Source]) -> Iterator[Problem]:
    """Yield a problem for each edition in a language that another has: either could be printed."""
    first: dict[str, parsing.Source] = {}
    for source in sources:
        other = first.setdefault(_language(source), source)
        if other is not source:
            what = f"'language' is {_language(source)}, and so it is in {other.name}"
            yield Problem(source.where(("language",)), what, "delete one of the two, or correct its language")


def _language(source: parsing.Source) -> str:
    """Return what an article says that its language is; nothing when it does not."""
    value = source.value.get("language") if isinstance(source.value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def unsaid(source: parsing.Source, wording: Wording, practice: Practice) -> Iterator[Problem]:
    """Yield what a wording does not say of the practice's country and of the numbers to call there."""
    words = wording.care.get(practice.country)
    if words:
        yield from _numbers_unsaid(source, words, practice)
        return
    what = f"'care' has no words for the country {practice.country}"
    yield Problem(source.where(("care",)), what, "add a group with them, as the other countries have")


def crisis_unknown(source: parsing.Source, article: Article, practice: Practice) -> Iterator[Problem]:
    """Yield that an article asks for the number for a crisis, if the practice has none."""
    if article.care.crisis_line and not practice.numbers.crisis:
        what = "care: 'crisis_line' is yes, and the practice has no number for a crisis"
        hint = "add it to practice.yaml, such as numbers: {crisis: 988}, or leave crisis_line out"
        yield Problem(source.where(("care", "crisis_line")), what, hint)


def _numbers_unsaid(source: parsing.Source, words: CareWords, practice: Practice) -> Iterator[Problem]:
    keys, numbers = ("care", practice.country), practice.numbers
    if "{urgent}" in words.same_day_action and not numbers.urgent:
        what = "'same_day_action' asks for {urgent}, and the practice has no such number"
        where = source.where((*keys, "same_day_action"))
        yield Problem(where, what, "write {phone} there, or add the number to the country")
    labels = {"urgent": words.urgent_call, "crisis": words.crisis_call}
    for name, label in labels.items():
        if getattr(numbers, name) and not label:
            what = f"'{name}_call' is missing, and the practice has that number: {getattr(numbers, name)}"
            yield Problem(source.where(keys), what, "add the words that stand beside it")
