"""Validate text trees into frozen models: each file is checked once, all problems are reported together."""

from __future__ import annotations

from foldwell.errors import Diagnostics, Problem
from foldwell.inputs.parsing import Keys, Source
from foldwell.inputs.validation import (
    article_rules,
    block_rules,
    brand_colours,
    brand_file,
    brand_logos,
    brand_measures,
    brand_warnings,
    contact_rules,
    format_rules,
    practice_rules,
    text_rules,
)
from foldwell.inputs.validation.article_url import check_article_page
from foldwell.inputs.validation.block_notes import block_notes
from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.inputs.validation.findings import to_problems
from foldwell.inputs.validation.model_validation import partial_problems, validate_model
from foldwell.inputs.validation.placeholders import placeholder_findings
from foldwell.model import Article, Brand, Design, LogoSize, Practice, PrintingWords, ReportWords, Wording

__all__ = [
    "article_notes",
    "brand_diagnostics",
    "check_article_page",
    "colour_keys",
    "example_facts",
    "logo_keys",
    "measure_corrections",
    "partial_practice_problems",
    "placeholder_notes",
    "practice_notes",
    "resolve_brand",
    "validate_article",
    "validate_brand",
    "validate_brand_file",
    "validate_design",
    "validate_practice",
    "validate_printing_words",
    "validate_report_words",
    "validate_wording",
]


ARTICLE_CHECKS = (
    *format_rules.CHECKS,
    *article_rules.CHECKS,
    *text_rules.CHECKS,
    *block_rules.CHECKS,
    *contact_rules.ARTICLE_CHECKS,
)
"""The cross-field rules of an article."""


def validate_article(source: Source) -> Article:
    """Return the article; raises InputError with all problems of fields, claims, sources, dates and prose."""
    return validate_model(Article, source, ARTICLE_CHECKS)


def article_notes(source: Source, article: Article) -> tuple[Problem, ...]:
    """Return notes on a valid article that may say something else than was meant."""
    return to_problems(source, block_notes(source, article))


def placeholder_notes(source: Source) -> tuple[Problem, ...]:
    """Return a note on each placeholder of an imported leaflet that still stands in an article."""
    return to_problems(source, placeholder_findings(source.value))


def validate_practice(source: Source) -> Practice:
    """Return the practice; raises InputError with every problem of its fields and numbers."""
    return validate_model(Practice, source, practice_rules.CHECKS)


def practice_notes(source: Source, practice: Practice) -> tuple[Problem, ...]:
    """Return notes on valid facts of a practice that may have an unexpected effect."""
    return to_problems(source, practice_rules.practice_notes(practice))


def example_facts(source: Source) -> tuple[Problem, ...]:
    """Return a note on each fact of a practice that is still the example that a new practice begins with."""
    return to_problems(source, practice_rules.example_facts(source.value))


def partial_practice_problems(source: Source) -> tuple[Problem, ...]:
    """Return the problems of the facts of a practice while its bases are not read yet."""
    return partial_problems(Practice, source, practice_rules.CHECKS)


def validate_brand(source: Source, practice: str = "the practice") -> Brand:
    """Return the brand of a brand.yml file, its names for colours and logos resolved; raises InputError.

    A brand without a name has that of the practice.
    """
    return resolve_brand(source, validate_brand_file(source), practice)


def validate_brand_file(source: Source) -> BrandFile:
    """Return what a brand.yml file says, used or not; raises InputError with every problem of it."""
    return validate_model(BrandFile, source, brand_file.CHECKS)


def resolve_brand(source: Source, file: BrandFile, practice: str) -> Brand:
    """Return the brand of a checked brand.yml file, or the practice's name where it has none."""
    return brand_file.resolve_brand(file, source.value, practice)


def brand_diagnostics(source: Source, file: BrandFile, practice: Practice) -> Diagnostics:
    """Return what documents of the practice mend in a checked brand file, and notes on what none uses."""
    return Diagnostics(
        corrections=to_problems(source, brand_colours.mends(source.value)),
        notes=(
            *to_problems(source, brand_warnings.print_notes(file, source.value, practice)),
            *to_problems(source, brand_warnings.comments(source)),
        ),
    )


def measure_corrections(source: Source) -> tuple[Problem, ...]:
    """Return what a checked brand file asks of letters and print does not allow, with what is printed."""
    return to_problems(source, brand_measures.corrected_measures(source.value))


def colour_keys(source: Source, role: str) -> Keys:
    """Return the keys to the value in a brand file that gives a role its colour."""
    return brand_colours.role_keys(source.value, role)


def logo_keys(source: Source, size: LogoSize) -> Keys:
    """Return the keys to the file name of the logo that a checked brand file shows at a size."""
    return brand_logos.chosen_logos(source.value)[size].keys


def validate_wording(source: Source) -> Wording:
    """Return the fixed words of one language; raises InputError with every problem of its fields."""
    return validate_model(Wording, source)


def validate_design(source: Source) -> Design:
    """Return a design; raises InputError with every problem of its fields."""
    return validate_model(Design, source)


def validate_report_words(source: Source) -> ReportWords:
    """Return the words of the check report; raises InputError with every problem of its fields."""
    return validate_model(ReportWords, source)


def validate_printing_words(source: Source) -> PrintingWords:
    """Return the words about printing; raises InputError with every problem of their fields."""
    return validate_model(PrintingWords, source)
