"""From text trees to frozen models: each file is checked once, here, and every problem is told at once."""

from __future__ import annotations

from foldwell.load import Source
from foldwell.model import Article, Brand, Practice, ReportWords, Wording
from foldwell.validate import articles, colours, practices
from foldwell.validate.brands import BrandFile, resolved
from foldwell.validate.door import admitted

__all__ = ["article", "brand", "practice", "report_words", "wording"]


def article(source: Source) -> Article:
    """Return the article; raises InputError with all problems of fields, claims, sources, dates and prose."""
    return admitted(Article, source, articles.CHECKS)


def practice(source: Source) -> Practice:
    """Return the practice; raises InputError with every problem of its fields and numbers."""
    return admitted(Practice, source, practices.CHECKS)


def brand(source: Source) -> Brand:
    """Return the brand of a brand.yml file, its names for colours and logos resolved; raises InputError."""
    return resolved(admitted(BrandFile, source, colours.CHECKS))


def wording(source: Source) -> Wording:
    """Return the fixed words of one language; raises InputError with every problem of its fields."""
    return admitted(Wording, source)


def report_words(source: Source) -> ReportWords:
    """Return the words of the check report; raises InputError with every problem of its fields."""
    return admitted(ReportWords, source)
