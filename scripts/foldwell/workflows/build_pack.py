"""Build one pack in memory: load the inputs, then build and verify each document."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from foldwell.documents import leaflet
from foldwell.documents.asked_documents import absent_documents, not_made_yet
from foldwell.documents.cards import plan
from foldwell.documents.registry import DOCUMENTS
from foldwell.documents.verification import verify_document
from foldwell.errors import (
    FoldwellError,
    InputError,
    OverdueError,
    Problem,
    ProofError,
    UsageError,
    suggestion,
    unexpected_error,
)
from foldwell.project import loading
from foldwell.project.loading import BuildContext
from foldwell.proofing import inspection
from foldwell.proofing.checks.proof import REPORT_HINT
from foldwell.rendering import templating
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.input_hashes import InputHashes, digest
from foldwell.workflows.incremental.input_patterns import input_patterns, input_patterns_of
from foldwell.workflows.incremental.manifest import Manifest
from foldwell.workflows.incremental.toolchain import versions
from foldwell.workflows.request import BuildRequest, MissingDocument, VerifiedPack

__all__ = [
    "BuildRequest",
    "BuiltPack",
    "absent_documents",
    "build_and_verify",
    "build_documents",
    "check_review_date",
    "documents_to_build",
    "prove",
]

LEAFLET, CARD = "leaflet-screen", "card"
"""The documents that are planned; the others of the leaflet share its plan."""

SHEETS = "leaflet"
"""The document that somebody folds."""

TEMPLATE_HINT = f"unless you changed that file, {REPORT_HINT}"
"""What a practice without templates of its own is told about a fault in one of ours."""


@dataclass(frozen=True, slots=True)
class BuiltPack:
    """The verified documents of a context as bytes, and the error of each other one; both by name."""

    built: Mapping[str, bytes]
    failures: Mapping[str, FoldwellError]


def prove(root: Path, request: BuildRequest) -> VerifiedPack:
    """Build and verify the documents of a pack of the project `root`; nothing is written.

    A document that cannot be built or verified is left out, and the manifest says why. Raises UsageError,
    InputError or OverdueError for problems found before anything is laid out.
    """
    _check_document_names(request.only)
    # Computed before anything is read, so that a file that changes later makes the pack out of date, never
    # fresh.
    before = InputHashes(root).inputs(input_patterns(root, request))
    context = check_review_date(loading.load_context(root, request.practice, request.article), request)
    names = documents_to_build(context, request.only, request.part)
    if not request.only:
        # The same in each part of a pack that is built in parts.
        reasons = tuple(dict.fromkeys(absent_documents(context).values()))
        if not documents_to_build(context):
            raise InputError(*reasons)
        context = replace(context, notes=(*context.notes, *reasons, *not_made_yet(context)))
    context = with_plans(context, names)
    documents = build_and_verify(context, names)
    files = {DOCUMENTS[name].file: data for name, data in documents.built.items()}
    return VerifiedPack(files, _manifest(root, context, documents, before).dump())


def build_and_verify(context: BuildContext, names: tuple[str, ...]) -> BuiltPack:
    """Build and verify the named documents and those they need, each on its own.

    A failed document takes with it only those made from it, whose error has no problems of its own.
    """
    built: dict[str, bytes] = {}
    failures: dict[str, FoldwellError] = {}
    # In the order of the table, so that what a document needs was built before it.
    for name in (name for name in DOCUMENTS if name in names):
        try:
            built[name] = _build_and_verify(context, name, built, failures)
        except FoldwellError as error:
            failures[name] = error
    return BuiltPack(built, failures)


def _build_and_verify(
    context: BuildContext, name: str, built: Mapping[str, bytes], failures: Mapping[str, FoldwellError]
) -> bytes:
    """Return a document, built and verified; any error, even an unexpected one, becomes a FoldwellError."""
    if source := missing_source(name, failures):
        raise type(failures[source])()
    if reason := absent_documents(context).get(name):
        raise InputError(reason)
    try:
        data = DOCUMENTS[name].make(context, built)
        problems = verify_document(context, name, {**built, name: data})
    except InputError as error:
        if context.has_own_templates:
            raise
        raise InputError(*map(_with_report_hint, error.problems)) from error
    # The worker reports a MemoryError as the limit that was hit, not as a fault of ours.
    except (FoldwellError, MemoryError):
        raise
    except Exception as error:
        raise unexpected_error(error) from error
    if problems:
        raise ProofError(*problems)
    return data


def _with_report_hint(problem: Problem) -> Problem:
    """Return a problem; one in a template or stylesheet of ours with a hint for someone who has none."""
    is_ours = problem.file.startswith(templating.FOLDER)
    return Problem(problem.where, problem.message, TEMPLATE_HINT) if is_ours else problem


def missing_source(name: str, failures: Collection[str]) -> str:
    """Return the name of a failed document that this one is made from, or ""."""
    return next((need for need in DOCUMENTS[name].needs if need in failures), "")


def _manifest(root: Path, context: BuildContext, documents: BuiltPack, before: Mapping[str, str]) -> Manifest:
    """Return the manifest; documents get no fingerprint if an input changed during the build."""
    patterns = tuple(input_patterns_of(context))
    inputs = InputHashes(root).inputs(patterns)
    new_manifest = Manifest(
        practice=context.practice_id,
        article=context.article_id,
        review_by=context.article.review_by.isoformat(),
        overdue=context.overdue,
        versions=versions(),
        input_patterns=patterns,
        inputs=inputs,
        all_documents=documents_to_build(context),
        absent=tuple(absent_documents(context)),
        documents={},
        notes=context.notes,
    )
    fingerprint = new_manifest.fingerprint if inputs.items() <= before.items() else ""
    failures = documents.failures
    return replace(
        new_manifest,
        documents={
            name: _document_record(name, data, fingerprint, context.fold if name == SHEETS else "")
            for name, data in documents.built.items()
        },
        missing={
            name: missing_document(name, error, missing_source(name, failures), fingerprint)
            for name, error in failures.items()
        },
    )


def missing_document(name: str, error: FoldwellError, source: str, inputs: str) -> MissingDocument:
    """Return the record of a document that failed, by itself or because of its `source`."""
    return MissingDocument(DOCUMENTS[name].file, error.exit_code, error.problems, source, inputs)


def _document_record(name: str, data: bytes, fingerprint: str, fold: str) -> manifest.DocumentRecord:
    document = DOCUMENTS[name]
    pages = inspection.page_count(data) if document.file.endswith(".pdf") else 0
    return manifest.DocumentRecord(
        document.file, pages, len(data), digest(data), document.needs, fingerprint, fold
    )


def check_review_date(context: BuildContext, request: BuildRequest) -> BuildContext:
    """Return the context, marked as overdue if the request allows it; raises OverdueError if it does not."""
    due = context.article.review_by
    if request.today <= due:
        return context
    if not request.allow_overdue:
        what = f"the article was to be reviewed by {due}, and that date is past"
        hint = (
            "have it reviewed and change 'review_by'; --allow-overdue makes documents that say they are late"
        )
        raise OverdueError(Problem(context.source.where(("review_by",)), what, hint))
    return replace(context, overdue=True)


def with_plans(context: BuildContext, names: Collection[str]) -> BuildContext:
    """Return the context with what is planned of the documents to build, and notes of what has no room.

    That is points and pages of its card, and fold and pages of its leaflet.
    """
    names = set(names).difference(absent_documents(context))
    if CARD in names:
        context = plan.with_plan(context)
    if LEAFLET not in names:
        return context
    # Plans are kept by their context.
    return plan.planned.pass_on(context, leaflet.with_format(context))


def build_documents(context: BuildContext, names: tuple[str, ...]) -> dict[str, bytes]:
    """Return the named documents of a context, and those they need, as bytes by name, without verification.

    Raises the error of the first document that cannot be built.
    """
    context, built = with_plans(context, names), dict[str, bytes]()
    for name, document in DOCUMENTS.items():
        if name in names:
            built[name] = document.make(context, built)
    return built


def documents_to_build(
    context: BuildContext, only: tuple[str, ...] = (), part: tuple[str, ...] = ()
) -> tuple[str, ...]:
    """Return the documents to build, with those they need: the named ones, or else the context's defaults.

    If a part is named, only its documents are returned.
    """
    absent = absent_documents(context)
    requested = only or tuple(
        name for name, document in DOCUMENTS.items() if document.is_wanted(context) and name not in absent
    )
    chosen = [name for name in requested if name in part] if part else requested
    needed = [need for name in chosen for need in DOCUMENTS[name].needs]
    return tuple(name for name in DOCUMENTS if name in (*chosen, *needed))


def _check_document_names(only: tuple[str, ...]) -> None:
    """Raise UsageError for an unknown document."""
    for name in only:
        if name not in DOCUMENTS:
            hint = f"{suggestion(name, DOCUMENTS)} there are: {', '.join(DOCUMENTS)}".lstrip()
            raise UsageError(Problem("--only", f"there is no document '{name}'", hint))
