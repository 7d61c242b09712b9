"""Load everything a pack is built from: article, practice, brand, wording, pictures, fonts, templates."""

from __future__ import annotations

from pathlib import Path

from foldwell.inputs import parsing, validation
from foldwell.model import Practice, PrinterTestWords
from foldwell.project import inheritance
from foldwell.project.build_context import BuildContext
from foldwell.project.context_loader import ContextLoader
from foldwell.project.inheritance import PracticeLayers, with_country_defaults
from foldwell.project.lookup import refuse_unknown, require_practice
from foldwell.project.paths import (
    ARTICLES,
    BRAND_FILE,
    PRACTICE_FILE,
    PRACTICES,
    TEST_PAGE_WORDS,
    articles,
    practices,
)

__all__ = [
    "ARTICLES",
    "BRAND_FILE",
    "PRACTICES",
    "PRACTICE_FILE",
    "BuildContext",
    "PracticeLayers",
    "articles",
    "load_context",
    "practice_layers",
    "practices",
    "printer_test_words",
    "with_country_defaults",
]

DEFAULT_LANGUAGE = "en-GB"
"""The language of words for staff where a practice has none in its own."""


def practice_layers(root: Path, practice: str) -> PracticeLayers:
    """Return a practice with all its bases; raises UsageError or InputError as `load_context` does."""
    require_practice(root, practice)
    return inheritance.read_layers(root, practice)


def printer_test_words(root: Path, practice: Practice) -> PrinterTestWords:
    """Return the words of the test page in the first of a practice's languages that has them, or English.

    Raises InputError if they are not valid.
    """
    languages = (practice.language, *practice.other_languages, DEFAULT_LANGUAGE)
    names = [f"{TEST_PAGE_WORDS}/{language}.yaml" for language in languages]
    name = next((name for name in names if (root / name).is_file()), names[-1])
    return validation.validate_printer_test_words(parsing.load(root / name, name, PrinterTestWords))


def load_context(root: Path, practice: str, article: str) -> BuildContext:
    """Read and check everything for a pack below the project folder `root`.

    Raises UsageError when there is no such practice or article, and InputError with every problem of every
    file.
    """
    require_practice(root, practice)
    refuse_unknown(article, articles(root), "article", ARTICLES)
    return ContextLoader(root).load(practice, article)
