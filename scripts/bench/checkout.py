"""A checkout of very many packs that are up to date: one is made, the others are links to it."""

from __future__ import annotations

import os
import subprocess
from dataclasses import replace
from pathlib import Path

from bench.project import ARTICLE, build_command, create_project, practice_id
from foldwell.workflows.incremental.input_hashes import InputHashes
from foldwell.workflows.incremental.manifest import FILE_NAME, Manifest, read


def create_checkout(folder: Path, count: int) -> Path:
    """Make a project in which the packs of so many practices are there, each with a manifest that is true.

    The practices differ; the documents, which nobody reads here, do not.
    """
    root = create_project(folder, count)
    first = build_command(root, "--practice", practice_id(0), "--article", ARTICLE)
    subprocess.run(first, check=True, stdout=subprocess.DEVNULL)  # noqa: S603  our own
    original = root / "build" / practice_id(0) / ARTICLE
    record, shelf = read(original), InputHashes(root)
    assert record is not None  # noqa: S101  it was written a moment ago
    for number in range(1, count):
        practice = practice_id(number)
        pack = root / "build" / practice / ARTICLE
        pack.mkdir(parents=True)
        for file in record.files:
            os.link(original / file, pack / file)
        (pack / FILE_NAME).write_bytes(_adapt_manifest(record, practice, shelf).dump())
    return root


def _adapt_manifest(record: Manifest, practice: str, shelf: InputHashes) -> Manifest:
    """Return the manifest as it would be had the pack been made for another practice."""
    places = tuple(place.replace(f"/{record.practice}/", f"/{practice}/") for place in record.input_patterns)
    moved = replace(record, practice=practice, input_patterns=places, inputs=shelf.inputs(places))
    documents = {
        name: replace(document, input_fingerprint=moved.fingerprint)
        for name, document in record.documents.items()
    }
    return replace(moved, documents=documents)
