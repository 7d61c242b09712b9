"""From text trees to frozen models: each file is checked once, here, and every problem is told at once."""

from __future__ import annotations

from foldwell.errors import Problem
from foldwell.inputs.parsing import Keys, Source
from foldwell.inputs.validation import (
    article_rules,
    brand_colours,
    brand_file,
    brand_logos,
    brand_warnings,
    practice_rules,
)
from foldwell.inputs.validation.article_url import article_page
from foldwell.inputs.validation.findings import told
from foldwell.inputs.validation.model_validation import admitted, wrong
from foldwell.model import Article, Brand, LogoSize, Practice, ReportWords, Wording

__all__ = [
    "article",
    "article_page",
    "brand",
    "brand_notes",
    "colour_keys",
    "logo_keys",
    "practice",
    "practice_notes",
    "practice_so_far",
    "report_words",
    "wording",
]


def article(source: Source) -> Article:
    """Return the article; raises InputError with all problems of fields, claims, sources, dates and prose."""
    return admitted(Article, source, article_rules.CHECKS)


def practice(source: Source) -> Practice:
    """Return the practice; raises InputError with every problem of its fields and numbers."""
    return admitted(Practice, source, practice_rules.CHECKS)


def practice_notes(source: Source, practice: Practice) -> tuple[Problem, ...]:
    """Return what a practice should know of its facts, though nothing is wrong with them."""
    return told(source, practice_rules.notes(practice))


def practice_so_far(source: Source) -> tuple[Problem, ...]:
    """Return what is wrong with facts of a practice of which some are not read yet."""
    return wrong(Practice, source, practice_rules.CHECKS)


def brand(source: Source) -> Brand:
    """Return the brand of a brand.yml file, its names for colours and logos resolved; raises InputError."""
    return brand_file.resolved(admitted(brand_file.BrandFile, source, brand_file.CHECKS), source.value)


def brand_notes(source: Source, practice: Practice) -> tuple[Problem, ...]:
    """Return what a brand file says and no document of its practice shows; raises InputError."""
    file = admitted(brand_file.BrandFile, source, brand_file.CHECKS)
    return told(source, brand_warnings.notes(file, source.value, practice.name))


def colour_keys(source: Source, role: str) -> Keys:
    """Return the keys to the value in a brand file that gives a role its colour."""
    return brand_colours.keys_of(source.value, role)


def logo_keys(source: Source, size: LogoSize) -> Keys:
    """Return the keys to the file name of the logo that a checked brand file shows at a size."""
    return brand_logos.shown(source.value)[size].keys


def wording(source: Source) -> Wording:
    """Return the fixed words of one language; raises InputError with every problem of its fields."""
    return admitted(Wording, source)


def report_words(source: Source) -> ReportWords:
    """Return the words of the check report; raises InputError with every problem of its fields."""
    return admitted(ReportWords, source)
