"""The quality report: measurements, and questions that only a person can answer."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Any

from foldwell.documents.registry import DOCUMENTS
from foldwell.inputs import parsing, validation
from foldwell.model import ReportWords
from foldwell.project import loading
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.rendering import templating
from foldwell.workflows import build_pack, libreoffice
from foldwell.workflows.quality_checks import CHECKS, CheckRow, ReportInputs, State

WORDS = "content/report"
THUMBNAIL = 50
"""The resolution of the pages in the report, in pixels per inch."""

STATES: tuple[State, ...] = ("passed", "warning", "failed")


@dataclass(frozen=True, slots=True)
class DocumentPages:
    """A finished document to look at: its pages as data URLs."""

    file: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Report:
    """All checks of one pack, and its pages."""

    context: BuildContext
    words: ReportWords
    rows: tuple[CheckRow, ...]
    sheet: tuple[DocumentPages, ...]

    def count(self, state: State) -> int:
        """Return the number of checks with a result."""
        return sum(row.state == state for row in self.rows)

    @property
    def summary(self) -> str:
        """The numbers of checks that passed, are to be looked at, and failed, as a sentence."""
        passed, warnings, failed = (self.count(state) for state in STATES)
        return self.words.summary.format(passed=passed, warnings=warnings, failed=failed)

    def data(self) -> dict[str, Any]:
        """Return the report as plain values, for JSON."""
        return {
            "practice": self.context.practice_id,
            "article": self.context.article_id,
            "passed": self.count("passed"),
            "warnings": self.count("warning"),
            "failed": self.count("failed"),
            "checks": [asdict(row) for row in self.rows],
            "questions": list(self.words.questions),
        }

    def html(self) -> str:
        """Return the report as one HTML page that needs no other file."""
        values = {
            "report": self,
            "wording": self.context.wording,
            "words": self.words,
            "context": self.context,
        }
        return templating.fill(self.context.templates, "report.html.j2", values)


def check(root: Path, request: build_pack.BuildRequest, published: Mapping[str, bytes]) -> Report:
    """Build a pack without publishing it, and report on it and on the files `published` in its folder.

    A document that cannot be built or verified is a failed check. Raises UsageError or InputError if an input
    is invalid, so that there is nothing to report on.
    """
    # An article past its date is a failed check, not an error without a report.
    late = replace(request, allow_overdue=True)
    context = build_pack.check_review_date(
        loading.load_context(root, request.practice, request.article), late
    )
    documents = build_pack.build_and_verify(context, build_pack.documents_to_build(context))
    built = documents.built
    name = f"{WORDS}/{context.article.language}.yaml"
    words = validation.validate_report_words(parsing.load(root / name, name, ReportWords))
    inputs = ReportInputs(context, built, documents.failures, published, words.figures)
    rows = tuple(row for rows in CHECKS for row in rows(inputs))
    return Report(context, words, rows, tuple(_document_pages(name, built[name]) for name in built))


def _document_pages(name: str, data: bytes) -> DocumentPages:
    """Return the pages of a document; those of a Word file only where LibreOffice is installed."""
    file = DOCUMENTS[name].file
    pages = data if file.endswith(".pdf") else libreoffice.pages(data)
    if pages is None:
        return DocumentPages(file, ())
    return DocumentPages(
        file, tuple(_picture(pages, page) for page in range(1, inspection.read_pdf(pages).pages + 1))
    )


def _picture(data: bytes, page: int) -> str:
    out = BytesIO()
    inspection.page_pixels(data, page, THUMBNAIL).quantize(64).save(out, format="PNG", optimize=True)
    return "data:image/png;base64," + b64encode(out.getvalue()).decode("ascii")
