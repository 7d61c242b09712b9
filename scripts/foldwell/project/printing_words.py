"""Find the words about printing in a language of a practice."""

from __future__ import annotations

from pathlib import Path

from foldwell.inputs import parsing, validation
from foldwell.model import Practice, PrintingWords
from foldwell.project.paths import PRINTING_WORDS

DEFAULT_LANGUAGE = "en-GB"


def printing_words(root: Path, practice: Practice) -> PrintingWords:
    """Return the words in the first of a practice's languages that has them, or in English.

    Raises InputError if they are not valid.
    """
    languages = (practice.language, *practice.other_languages, DEFAULT_LANGUAGE)
    names = [f"{PRINTING_WORDS}/{language}.yaml" for language in languages]
    name = next((name for name in names if (root / name).is_file()), names[-1])
    return validation.validate_printing_words(parsing.load(root / name, name, PrintingWords))
