"""Plain language: how hard an article is to read, and which of its sentences to revise."""

from __future__ import annotations

from foldwell.inputs.readability.findings import (
    GATES,
    MAX_SENTENCE_WORDS,
    Finding,
    Gate,
    readability_findings,
    remarks,
)
from foldwell.inputs.readability.scores import Score, is_english, readability_scores

__all__ = [
    "GATES",
    "MAX_SENTENCE_WORDS",
    "Finding",
    "Gate",
    "Score",
    "is_english",
    "readability_findings",
    "readability_scores",
    "remarks",
]
