"""Which articles are there in a language of which practices, found before anything is validated."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from foldwell.project import paths
from foldwell.workflows.plain_texts import plain_text, practice_texts

LANGUAGE_LINE = re.compile(r"^[\"']?language[\"']?:\s*[\"']?([\w-]+)", re.MULTILINE)
COUNTRY_LINE = re.compile(r"^[\"']?country[\"']?:\s*[\"']?([A-Z]{2})\b", re.MULTILINE)
OTHERS = re.compile(r"^[\"']?other_languages[\"']?:(.*(?:\n(?:[ \t-].*)?)*)", re.MULTILINE)
CODE = re.compile(r"\b[a-z]{2}(?:-[A-Z]{2})?\b")


class LanguageMatch:
    """Knows which articles of a project its practices can have in a language of theirs."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.languages_of = cache(self._languages_of)
        self.versions_of = cache(self._versions_of)

    def is_there(self, practice: str, article: str) -> bool:
        """Return whether a practice can have an article; True in doubt, for its build to report.

        A language that no other article has, or no other practice asks for, is in doubt: it may be a slip.
        """
        asked, found = self.languages_of(practice), self.versions_of(article)
        if not asked or not found or asked & found:
            return True
        others = any(self.languages_of(name) & found for name in paths.practices(self.root))
        return not (others and any(self.versions_of(name) & asked for name in paths.articles(self.root)))

    def _languages_of(self, practice: str) -> frozenset[str]:
        """Return the languages that a practice asks for, as far as its files say so plainly."""
        texts = tuple(practice_texts(self.root, practice))
        country = _first(COUNTRY_LINE, texts)
        facts = (*texts, plain_text(self.root / paths.COUNTRIES / f"{country}.yaml")) if country else texts
        language = _first(LANGUAGE_LINE, facts)
        return frozenset((language, *CODE.findall(_first(OTHERS, facts)))) if language else frozenset()

    def _versions_of(self, article: str) -> frozenset[str]:
        """Return the languages that an article is there in; none if one of its files does not say."""
        files = paths.language_versions(self.root, article)
        found = [_first(LANGUAGE_LINE, (plain_text(self.root / name),)) for name in files]
        return frozenset(found) if all(found) else frozenset()


def _first(pattern: re.Pattern[str], texts: tuple[str, ...]) -> str:
    """Return what a pattern finds in the first of some texts that has it, or ""."""
    return next((found[1] for text in texts if (found := pattern.search(text))), "")
