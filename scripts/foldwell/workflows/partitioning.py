"""Build one pack in several processes: each builds a set of dependent documents."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from functools import cache

from foldwell.errors import FoldwellError, LimitError
from foldwell.workflows.batch import BuildTask, PackExecutor, PackResult, Work, preload
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.manifest import Manifest
from foldwell.workflows.request import VerifiedPack
from foldwell.workflows.workers.worker_process import ResourceLimits, TaskFailure, limit_error

Partition = tuple[str, ...]

NO_DOCUMENT: Partition = ("",)
"""A partition without documents: it returns only the manifest, with all inputs of the pack."""


@dataclass(frozen=True, slots=True)
class PartitionedExecutor:
    """An Executor that splits each pack into partitions, runs them on another one, and merges them.

    If a partition hits a limit, each of its documents is retried in its own process, so that only those at
    fault are missing. If the partitions do not fit together because a file was saved meanwhile, the pack is
    built again in one process.
    """

    executor: PackExecutor
    limits: ResourceLimits

    def run(
        self, work: Work, tasks: Iterable[BuildTask]
    ) -> Generator[tuple[BuildTask, PackResult], None, None]:
        """Yield each pack as it is made."""
        for task in tasks:
            yield task, self.pack(work, task, partition(task.request.only))

    def pack(self, work: Work, task: BuildTask, parts: Sequence[Partition]) -> PackResult:
        """Return the pack merged from its partitions, or the error of the whole pack."""
        results = self._results(work, task, parts)
        if failed := [part for part in _failed_partitions(results) if len(part) > 1]:
            finished = {part: result for part, result in results.items() if part not in failed}
            results = finished | self._results(work, task, _one_document_each(failed))
        # The manifest comes from a partition that ended well, and there is none.
        if len(_failed_partitions(results)) == len(results):
            results |= self._results(work, task, [NO_DOCUMENT])
        pack = merge_results(list(results.values()), task.request.only)
        if pack is None:
            [(_, pack)] = self.executor.run(work, [task])
        elif isinstance(pack, VerifiedPack) and (failed_documents := _failed_partitions(results)):
            names = {part[0]: result for part, result in failed_documents.items()}
            return _with_missing(pack, names, task.request.only, self.limits)
        return pack

    def _results(
        self, work: Work, task: BuildTask, parts: Sequence[Partition]
    ) -> dict[Partition, PackResult]:
        """Return the result of each partition, in their order."""
        tasks = {part: replace(task, request=replace(task.request, part=part)) for part in parts}
        results = dict(self.executor.run(work, tasks.values()))
        return {part: results[task] for part, task in tasks.items()}


@dataclass(frozen=True, slots=True)
class RetryingExecutor:
    """An Executor that runs packs on another one, and finally retries those that hit a limit.

    Then each of their documents is built in its own process, so that only those at fault are missing.
    """

    executor: PackExecutor
    limits: ResourceLimits

    def run(
        self, work: Work, tasks: Iterable[BuildTask]
    ) -> Generator[tuple[BuildTask, PackResult], None, None]:
        """Yield each pack as it is made."""
        retries = []
        with closing(self.executor.run(work, tasks)) as results:
            for task, result in results:
                if isinstance(result, TaskFailure):
                    retries.append(task)
                else:
                    yield task, result
        for task in retries:
            yield (
                task,
                PartitionedExecutor(self.executor, self.limits).pack(
                    work, task, _one_document_each(partition(task.request.only))
                ),
            )


@cache
def partitions() -> tuple[Partition, ...]:
    """Return the independent sets of documents, each with those it needs; the largest, and slowest, first."""
    # With garbage collection off, as the workers would have it: they are forked from this process.
    preload()
    from foldwell.documents.registry import DOCUMENTS  # noqa: PLC0415  not needed when everything is up to date

    found: dict[str, list[str]] = {}
    for name, document in DOCUMENTS.items():
        part = [name, *(other for need in document.needs for other in found[need] if other != name)]
        found |= dict.fromkeys(part, part)
    parts = dict.fromkeys(tuple(name for name in DOCUMENTS if name in part) for part in found.values())
    return tuple(sorted(parts, key=len, reverse=True))


def partition(only: Partition) -> tuple[Partition, ...]:
    """Return the requested documents by partition; a single partition for unknown names."""
    parts = partitions()
    if not {name for part in parts for name in part}.issuperset(only):
        return ((),)
    if not only:
        return parts
    chosen = (tuple(name for name in part if name in only) for part in parts)
    return tuple(part for part in chosen if part)


def _one_document_each(parts: Iterable[Partition]) -> list[Partition]:
    """Return a partition for each document."""
    return [(name,) for part in parts for name in part]


def _failed_partitions(results: Mapping[Partition, PackResult]) -> dict[Partition, TaskFailure]:
    """Return the partitions that failed."""
    return {part: result for part, result in results.items() if isinstance(result, TaskFailure)}


def merge_results(results: Sequence[PackResult], only: Partition = ()) -> PackResult | None:
    """Merge the results of the partitions of a pack; None if they do not fit together.

    Partitions that hit a limit are left out, unless all of them did.
    """
    proven = [result for result in results if isinstance(result, VerifiedPack)]
    errors = [result for result in results if isinstance(result, FoldwellError)]
    others = [
        result for result in results if not isinstance(result, VerifiedPack | FoldwellError | TaskFailure)
    ]
    if others:
        return others[0]
    if errors:
        return type(errors[0])(*dict.fromkeys(problem for error in errors for problem in error.problems))
    if not proven:
        return results[0]
    merged_manifest = _merge_manifests([manifest.parse_manifest(part.manifest) for part in proven])
    if merged_manifest is None or (len(proven) == len(results) and not merged_manifest.select(only)):
        return None
    return VerifiedPack(
        {name: data for part in proven for name, data in part.files.items()}, merged_manifest.dump()
    )


def _merge_manifests(parts: Sequence[Manifest | None]) -> Manifest | None:
    """Return the merged manifest, if all partitions had the same inputs."""
    first, *others = parts
    assert first is not None  # noqa: S101  serialised just before
    documents = {name: document for part in parts if part for name, document in part.documents.items()}
    missing = {name: document for part in parts if part for name, document in part.missing.items()}
    prints = {document.input_fingerprint for document in documents.values()} | {
        document.inputs for document in missing.values()
    }
    if prints - {first.fingerprint} or any(part is None or part.notes != first.notes for part in others):
        return None
    # A document built only on request is not part of the complete pack.
    names = dict.fromkeys((*first.all_documents, *documents, *missing))
    return replace(
        first,
        documents={name: documents[name] for name in names if name in documents},
        missing={name: missing[name] for name in names if name in missing},
    )


def _with_missing(
    pack: VerifiedPack, failures: Mapping[str, TaskFailure], only: Partition, limits: ResourceLimits
) -> VerifiedPack:
    """Return a pack whose manifest lists the documents that hit a limit as missing."""
    from foldwell.documents.registry import DOCUMENTS  # noqa: PLC0415  rarely needed
    from foldwell.workflows.build_pack import missing_document, missing_source  # noqa: PLC0415

    merged = manifest.parse_manifest(pack.manifest)
    assert merged is not None  # noqa: S101  serialised just before
    missing = dict(merged.missing)
    for name, failure in failures.items():
        if name in (only or merged.all_documents):
            source = missing_source(name, failures)
            error = limit_error(DOCUMENTS[name].file, failure, limits) if not source else LimitError()
            missing[name] = missing_document(name, error, source, merged.fingerprint)
    return replace(pack, manifest=replace(merged, missing=missing).dump())
