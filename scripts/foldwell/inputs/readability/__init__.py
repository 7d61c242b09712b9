"""Plain language: how hard an article is to read, and which of its sentences to look at again."""

from __future__ import annotations

from foldwell.inputs.readability.findings import GATES, LONGEST, Finding, Gate, findings, remarks
from foldwell.inputs.readability.scores import Score, english, scores

__all__ = ["GATES", "LONGEST", "Finding", "Gate", "Score", "english", "findings", "remarks", "scores"]
