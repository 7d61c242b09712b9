"""Plain language: how hard an article is to read, and which of its sentences to look at again."""

from __future__ import annotations

from foldwell.plain.findings import GATES, Finding, Gate, findings
from foldwell.plain.scores import Score, scores

__all__ = ["GATES", "Finding", "Gate", "Score", "findings", "scores"]
