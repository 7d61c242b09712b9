"""What there is: articles, practices, brands and wordings, frozen and complete. No input, no output.

The models are the single source of the rules: `validate` reports their violations with file and line, and
`foldwell schema` writes them as JSON Schemas for editors. A field's description is what its error advises.
"""

from __future__ import annotations

from foldwell.model.article import (
    Article,
    Care,
    CareBox,
    Claim,
    Diary,
    Evidence,
    Figure,
    Highlight,
    Reference,
    Section,
    Term,
)
from foldwell.model.paper import CARDS, PAPERS, Card, Fold, Paper, Size
from foldwell.model.practice import Brand, Colours, Contrast, Font, Hours, Logo, Numbers, Practice, Typeface
from foldwell.model.types import ID, FileName, Frozen, Line, Short, Web
from foldwell.model.wording import CareWords, CheckWords, EvidenceWords, FigureWords, ReportWords, Wording

__all__ = [
    "CARDS",
    "ID",
    "PAPERS",
    "Article",
    "Brand",
    "Card",
    "Care",
    "CareBox",
    "CareWords",
    "CheckWords",
    "Claim",
    "Colours",
    "Contrast",
    "Diary",
    "Evidence",
    "EvidenceWords",
    "Figure",
    "FigureWords",
    "FileName",
    "Fold",
    "Font",
    "Frozen",
    "Highlight",
    "Hours",
    "Line",
    "Logo",
    "Numbers",
    "Paper",
    "Practice",
    "Reference",
    "ReportWords",
    "Section",
    "Short",
    "Size",
    "Term",
    "Typeface",
    "Web",
    "Wording",
]
