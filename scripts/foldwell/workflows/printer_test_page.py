"""Make the test page for a practice's printer, check it and publish it."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from foldwell.documents import printer_test_page
from foldwell.errors import ProofError
from foldwell.inputs import validation
from foldwell.model import PLAIN_DESIGN
from foldwell.project import inheritance, loading
from foldwell.project.printing_words import printing_words
from foldwell.workflows.publishing import atomic_publish

FOLDER = "_printer"
"""The folder below that of a practice's packs; no article can have its name."""


def publish(root: Path, practice_id: str, target: Path) -> Path:
    """Publish the test page of a practice below `target` and return its path.

    Raises UsageError or InputError if the practice or the words cannot be read, ProofError if the finished
    page is not as it should be. A practice without words in its languages gets them in English.
    """
    practice = validation.validate_practice(loading.practice_layers(root, practice_id).facts)
    words = printing_words(root, practice)
    data = printer_test_page.make(practice, words, inheritance.templates(root, PLAIN_DESIGN, ()))
    folder = target / practice_id / FOLDER

    def refuse(stored: Mapping[str, bytes]) -> None:
        if problems := list(printer_test_page.check(stored[printer_test_page.FILE], practice, words)):
            raise ProofError(*problems)

    atomic_publish.publish({printer_test_page.FILE: data}, folder, refuse)
    return folder / printer_test_page.FILE
