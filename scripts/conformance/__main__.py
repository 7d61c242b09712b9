"""Ask the reference tools about every finished document that names a standard: make conformance."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from rich.text import Text

from conformance.browser import run_axe
from conformance.sabotage import HTML, PDF, WORD, Sabotage
from conformance.second_reader import run_poppler
from conformance.specimen import build_specimen
from conformance.tools import Verdict, Verdicts, run_ooxml_sdk, run_verapdf
from conformance.word_pages import run_libreoffice
from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import FoldwellError, ProofError
from foldwell.project import loading
from foldwell.workflows import batch, build_pack, quality_report
from foldwell.workflows.practice_languages import LanguageMatch

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".venv/conformance"
REPORT = "WCAG 2.2"
"""The standard of the check report, which is no document of a pack."""

OTHER_PDF = "PDF"
"""The standard of a PDF that names none."""

WAYS: Mapping[str, Mapping[str, Sabotage]] = {"PDF/UA-1": PDF, "Office Open XML": WORD, REPORT: HTML}
CHECKERS: Mapping[str, Sequence[Callable[[Path, Sequence[Path]], Verdicts]]] = {
    "PDF/UA-1": (run_verapdf, run_poppler),
    OTHER_PDF: (run_poppler,),
    "Office Open XML": (run_ooxml_sdk, run_libreoffice),
    REPORT: (run_axe,),
}
"""Who is asked about each standard."""

WIDEST = 110
"""Columns of text that a line may have where the terminal does not say how wide it is."""

Claims = Mapping[Path, str]
"""Files, and the standard that each names."""


def main() -> None:
    """Print what the tools say of every document; exit with 4 if one objects, or misses what is broken."""
    try:
        with TemporaryDirectory() as folder:
            sound = check_documents(Path(folder))
    except FoldwellError as error:
        Console(stderr=True, highlight=False, soft_wrap=True).print(str(error), markup=False)
        sys.exit(error.exit_code)
    sys.exit(0 if sound else ProofError.exit_code)


def check_documents(folder: Path) -> bool:
    """Print what the tools say of all that is made in `folder`; return whether it is as it should be."""
    real = build_files(folder)
    broken = dict(damage_copies(real, folder))
    verdicts = ask_tools({**real, **{file: standard for file, (standard, _) in broken.items()}})
    missed = [
        f"{way.tool} was not noticed in {file.name}"
        for file, (_, way) in broken.items()
        if not any(failure.startswith(way.tool) for failure in verdicts[file].failures)
    ]
    noticed = f"{len(broken) - len(missed)} of {len(broken)} files broken on purpose were noticed"
    print_verdicts({file.relative_to(folder): verdicts[file] for file in real}, noticed, *missed)
    return not missed and not any(verdicts[file].failures for file in real)


def build_files(folder: Path) -> Claims:
    """Make every pack and the specimen in `folder`; return what names a standard, and every other PDF."""
    languages = LanguageMatch(ROOT)
    orders = [
        build_pack.BuildRequest(practice, article, today=date.min)
        for practice in loading.practices(ROOT)
        for article in loading.articles(ROOT)
        if languages.is_there(practice, article)
    ]
    packs = [batch.publish(build_pack.prove(ROOT, order), folder / order.pack).folder for order in orders]
    reports = [pack / "report.html" for pack in packs]
    for order, report in zip(orders, reports, strict=True):
        report.write_text(quality_report.check(ROOT, order, {}).html(), encoding="utf-8")
    page = folder / "specimen.pdf"
    page.write_bytes(build_specimen(loading.load_context(ROOT, orders[0].practice, orders[0].article)))
    rows = [row for row in DOCUMENTS.values() if row.standard]
    documents = {pack / row.file: row.standard for pack in packs for row in rows}
    pages = dict.fromkeys((file for pack in packs for file in sorted(pack.glob("*.pdf"))), OTHER_PDF)
    return {page: "PDF/UA-1", **pages, **documents, **dict.fromkeys(reports, REPORT)}


def damage_copies(real: Claims, folder: Path) -> Iterator[tuple[Path, tuple[str, Sabotage]]]:
    """Break a copy of the first file of each standard in every way that its tool should notice."""
    for standard, ways in WAYS.items():
        source = next(file for file, named in real.items() if named == standard)
        for number, way in enumerate(way for way in ways.values() if way.tool):
            file = folder / f"broken-{number}{source.suffix}"
            file.write_bytes(way.damage(source.read_bytes()))
            yield file, (standard, way)


def ask_tools(claims: Claims) -> Verdicts:
    """Ask the tools of each standard about all its files at once."""
    verdicts: Verdicts = {}
    for standard, checkers in CHECKERS.items():
        files = [file for file, named in claims.items() if named == standard]
        for ask in checkers:
            for file, verdict in ask(TOOLS, files).items():
                verdicts[file] = verdicts[file].joined(verdict) if file in verdicts else verdict
    return verdicts


def print_verdicts(verdicts: Mapping[Path, Verdict], *lines: str) -> None:
    """Print a line for each document, and further lines."""
    screen = Console(highlight=False, markup=False)
    screen.width = max(screen.width, WIDEST)
    table = Table("document", "checker", "rules", "failures", "the first ones", box=None, pad_edge=False)
    for file, verdict in verdicts.items():
        count, first = str(len(verdict.failures)), "\n".join(verdict.failures[:3])
        table.add_row(Text(str(file)), verdict.checker, str(verdict.rules or "all"), count, Text(first))
    screen.print(table, *lines, sep="\n")


if __name__ == "__main__":
    main()
