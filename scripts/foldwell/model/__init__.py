"""The data models: articles, practices, brands and wordings, frozen and complete. No input, no output.

The models are the single source of the rules: `inputs.validation` reports violations with file and line, and
`foldwell schema` writes the JSON Schemas for editors. A field's title is its label for people, its
description the hint of its error.
"""

from __future__ import annotations

from foldwell.model.article import Article, Diary, Reference, Term
from foldwell.model.article_format import DocumentChoice
from foldwell.model.block_parts import Chance, Chances, Day, Figure, FormField, Highlight, Step, Zone
from foldwell.model.blocks import Block
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
from foldwell.model.care import Care, CareBox
from foldwell.model.care_words import CareWords, VetCareWords
from foldwell.model.design import (
    PLAIN_DESIGN,
    BannerBoxDesign,
    BoxDesign,
    Design,
    DesignName,
    TextDesign,
)
from foldwell.model.field_types import (
    ID_PATTERN,
    MAX_PATH,
    FileName,
    FolderPath,
    FrozenModel,
    Line,
    Short,
    WebUrl,
    matching,
    normalise_path,
    path_problem,
)
from foldwell.model.paper import (
    CARDS,
    MIN_CONTENTS_PAGES,
    PAPERS,
    Card,
    CardFormat,
    Edge,
    Fold,
    FoldChoice,
    FoldName,
    LeafletFormat,
    Paper,
    Size,
)
from foldwell.model.practice import Hours, Numbers, Practice, Press, Printer
from foldwell.model.printing_words import JobTicketWords, PrinterTestWords, PrintingWords
from foldwell.model.report_words import CheckWords, FigureWords, ReportWords
from foldwell.model.section import Claim, Evidence, Section
from foldwell.model.wording import EvidenceWords, Wording

__all__ = [
    "BOLD",
    "BOLD_FROM",
    "CARDS",
    "ID_PATTERN",
    "LOGO_SIZES",
    "MAX_PATH",
    "MIN_CONTENTS_PAGES",
    "PAPERS",
    "PLAIN_DESIGN",
    "REGULAR",
    "Article",
    "BannerBoxDesign",
    "Block",
    "BoxDesign",
    "Brand",
    "Card",
    "CardFormat",
    "Care",
    "CareBox",
    "CareWords",
    "Chance",
    "Chances",
    "CheckWords",
    "Claim",
    "Colours",
    "Contrast",
    "Day",
    "Design",
    "DesignName",
    "Diary",
    "DocumentChoice",
    "Edge",
    "Evidence",
    "EvidenceWords",
    "Family",
    "Figure",
    "FigureWords",
    "FileName",
    "Fold",
    "FoldChoice",
    "FoldName",
    "FolderPath",
    "Font",
    "FontFile",
    "FormField",
    "FrozenModel",
    "Highlight",
    "Hours",
    "JobTicketWords",
    "LeafletFormat",
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
    "Step",
    "Term",
    "TextDesign",
    "Typeface",
    "VetCareWords",
    "WebUrl",
    "Wording",
    "Zone",
    "matching",
    "normalise_path",
    "path_problem",
]
