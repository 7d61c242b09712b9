"""The data models: articles, practices, brands and wordings, frozen and complete. No input, no output.

The models are the single source of the rules: `inputs.validation` reports violations with file and line, and
`foldwell schema` writes the JSON Schemas for editors. A field's title is its label for people, its
description the hint of its error.
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
from foldwell.model.brand import (
    BOLD,
    BOLD_FROM,
    LOGO_SIZES,
    REGULAR,
    Brand,
    Colours,
    Contrast,
    Family,
    Font,
    FontFile,
    Link,
    Logo,
    LogoSize,
    RequestedFamily,
    Typeface,
)
from foldwell.model.field_types import (
    ID_PATTERN,
    FileName,
    FolderPath,
    FrozenModel,
    Line,
    Short,
    WebUrl,
    matching,
    path_problem,
)
from foldwell.model.paper import CARDS, PAPERS, Card, Edge, Fold, Paper, Size
from foldwell.model.practice import Hours, Numbers, Practice, Press, Printer
from foldwell.model.printing_words import JobTicketWords, PrinterTestWords, PrintingWords
from foldwell.model.wording import CareWords, CheckWords, EvidenceWords, FigureWords, ReportWords, Wording

__all__ = [
    "BOLD",
    "BOLD_FROM",
    "CARDS",
    "ID_PATTERN",
    "LOGO_SIZES",
    "PAPERS",
    "REGULAR",
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
    "Edge",
    "Evidence",
    "EvidenceWords",
    "Family",
    "Figure",
    "FigureWords",
    "FileName",
    "Fold",
    "FolderPath",
    "Font",
    "FontFile",
    "FrozenModel",
    "Highlight",
    "Hours",
    "JobTicketWords",
    "Line",
    "Link",
    "Logo",
    "LogoSize",
    "Numbers",
    "Paper",
    "Practice",
    "Press",
    "Printer",
    "PrinterTestWords",
    "PrintingWords",
    "Reference",
    "ReportWords",
    "RequestedFamily",
    "Section",
    "Short",
    "Size",
    "Term",
    "Typeface",
    "WebUrl",
    "Wording",
    "matching",
    "path_problem",
]
