"""Choose the language of a pack, and check that its wording covers the practice's country."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from foldwell.errors import Problem
from foldwell.inputs import parsing
from foldwell.model import Article, CareWords, Practice, Wording


@dataclass(frozen=True, slots=True)
class LanguageChoice:
    """The language version of an article chosen for a practice, with its problems and notes."""

    source: parsing.Source
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


def requested_languages(facts: parsing.Source | None) -> tuple[str, ...]:
    """Return the languages that a practice requests in order, even if its facts have problems."""
    tree = facts.value if facts else ""
    entries = [(keys[0], text.strip()) for keys, text in parsing.leaves(tree) if keys]
    languages = [text for key in ("language", "other_languages") for name, text in entries if name == key]
    return tuple(languages)


def choose_version(
    languages: Sequence[str], article_id: str, sources: Sequence[parsing.Source]
) -> LanguageChoice:
    """Choose the version in the first of the languages that exists; `languages` is not empty."""
    if duplicates := tuple(_duplicate_languages(sources)):
        return LanguageChoice(sources[0], duplicates)
    by_language = {_language(source): source for source in sources}
    language = next((candidate for candidate in languages if candidate in by_language), "")
    if not language:
        return LanguageChoice(sources[0], (_no_version_problem(languages, article_id, sources),))
    source, notes = by_language[language], ()
    if language != languages[0]:
        what = f"{article_id} is not there in {languages[0]}, so every document is in {language}"
        hint = f"write {article_id}.{languages[0]}.yaml to have it in that language"
        return LanguageChoice(source, notes=(Problem(source.where(("language",)), what, hint),))
    return LanguageChoice(source, notes=notes)


def _no_version_problem(
    languages: Sequence[str], article_id: str, sources: Sequence[parsing.Source]
) -> Problem:
    available = [_language(source) for source in sources]
    what = f"the article is in {', '.join(available)}, the practice asks for {' or '.join(languages)}"
    hint = (
        f"write it in that language as {article_id}.{languages[0]}.yaml, or have the practice take the other:"
    )
    where = sources[0].where(("language",))
    return Problem(where, what, f"{hint} other_languages: [{available[0]}]")


def _duplicate_languages(sources: Sequence[parsing.Source]) -> Iterator[Problem]:
    """Yield a problem for each version in the same language as another, because the choice is ambiguous."""
    first: dict[str, parsing.Source] = {}
    for source in sources:
        earlier = first.setdefault(_language(source), source)
        if earlier is not source:
            what = f"'language' is {_language(source)}, and so it is in {earlier.name}"
            yield Problem(source.where(("language",)), what, "delete one of the two, or correct its language")


def _language(source: parsing.Source) -> str:
    """Return the language stated by an article, or ""."""
    value = source.value.get("language") if isinstance(source.value, dict) else None
    return value.strip() if isinstance(value, str) else ""


def missing_wording(source: parsing.Source, wording: Wording, practice: Practice) -> Iterator[Problem]:
    """Yield the words that a wording lacks for the practice's country and its numbers to call."""
    words = wording.care.get(practice.country)
    if words and practice.kind == "vet":
        # Else it would send the owner of an animal to a doctor, and to the numbers for people.
        if not words.vet:
            what = f"'care' has no words for a vet in the country {practice.country}"
            where = source.where(("care", practice.country))
            yield Problem(where, what, "add a group 'vet' with them, as other countries have")
        return
    if words:
        yield from _missing_number_words(source, words, practice)
        return
    what = f"'care' has no words for the country {practice.country}"
    yield Problem(source.where(("care",)), what, "add a group with them, as the other countries have")


def missing_crisis_number(source: parsing.Source, article: Article, practice: Practice) -> Iterator[Problem]:
    """Yield a problem if an article prints the crisis number and the practice has none."""
    if article.care.crisis_line and (practice.kind == "vet" or not practice.numbers.crisis):
        what = "care: 'crisis_line' is yes, and the practice has no number for a crisis"
        hint = "add it to practice.yaml, such as numbers: {crisis: 988}, or leave crisis_line out"
        yield Problem(source.where(("care", "crisis_line")), what, hint)


def _missing_number_words(source: parsing.Source, words: CareWords, practice: Practice) -> Iterator[Problem]:
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
