"""One pack in several processes at once: in each of them documents that need each other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from typing import Any

from foldwell.errors import FoldwellError, LimitError
from foldwell.workflows.incremental import manifest
from foldwell.workflows.incremental.manifest import Manifest
from foldwell.workflows.request import Proven
from foldwell.workflows.workers.pool import Executor
from foldwell.workflows.workers.worker_process import Limits, Lost, limit_error

Part = tuple[str, ...]

PARTS: tuple[Part, ...] = (
    ("leaflet-screen", "leaflet", "press"),
    ("large-print",),
    ("card", "card-sheet"),
    ("handout",),
)
"""What need not wait for one another, the slowest first: their table is loaded only where they are drawn."""

INPUTS_ONLY: Part = ("",)
"""A part with no document: of it comes a manifest, with all that the pack would be made of."""


@dataclass(frozen=True, slots=True)
class Parts:
    """An Executor that has each pack made in parts by another one, and yields it whole.

    A part that hits a limit is made again, each of its documents in a process of its own, so that only those
    at fault are missing. Parts that do not go together, as a file was saved meanwhile, give way to the pack
    made in one.
    """

    executor: Executor
    limits: Limits

    def run(self, work: Callable[[Any], Any], tasks: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """Yield each pack as it is made."""
        for task in tasks:
            yield task, self.pack(work, task, parted(task.order.only))

    def pack(self, work: Callable[[Any], Any], task: Any, parts: Sequence[Part]) -> Any:
        """Return the pack that comes of its parts, or what went wrong with all of it."""
        results = self._results(work, task, parts)
        if lost := [part for part in _lost(results) if len(part) > 1]:
            finished = {part: result for part, result in results.items() if part not in lost}
            results = finished | self._results(work, task, _alone(lost))
        if len(_lost(results)) == len(results):
            results |= self._results(work, task, [INPUTS_ONLY])
        pack = merged(list(results.values()), task.order.only)
        if pack is None:
            [(_, pack)] = self.executor.run(work, [task])
        elif isinstance(pack, Proven) and (lost_documents := _lost(results)):
            names = {part[0]: result for part, result in lost_documents.items()}
            return _without(pack, names, task.order.only, self.limits)
        return pack

    def _results(self, work: Callable[[Any], Any], task: Any, parts: Sequence[Part]) -> dict[Part, Any]:
        """Return what came of each part, in the order of the parts, whichever came first."""
        tasks = {part: replace(task, order=replace(task.order, part=part)) for part in parts}
        made = dict(self.executor.run(work, tasks.values()))
        return {part: made[task] for part, task in tasks.items()}


@dataclass(frozen=True, slots=True)
class RetryingExecutor:
    """An Executor that has packs made by another one, and at the end makes those once more that hit a limit.

    Then each of their documents is made in a process of its own, so that only those at fault are missing.
    """

    executor: Executor
    limits: Limits

    def run(self, work: Callable[[Any], Any], tasks: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """Yield each pack as it is made."""
        again = []
        with closing(self.executor.run(work, tasks)) as results:
            for task, result in results:
                if isinstance(result, Lost):
                    again.append(task)
                else:
                    yield task, result
        for task in again:
            yield task, Parts(self.executor, self.limits).pack(work, task, _alone(parted(task.order.only)))


def parted(only: Part) -> tuple[Part, ...]:
    """Return what is asked for of each part that has something of it; one for all if that is unknown."""
    if not {name for part in PARTS for name in part}.issuperset(only):
        return ((),)
    if not only:
        return PARTS
    chosen = (tuple(name for name in part if name in only) for part in PARTS)
    return tuple(part for part in chosen if part)


def _alone(parts: Iterable[Part]) -> list[Part]:
    """Return each document of some parts as a part of its own."""
    return [(name,) for part in parts for name in part]


def _lost(results: Mapping[Part, Any]) -> dict[Part, Lost]:
    """Return the parts that have no result."""
    return {part: result for part, result in results.items() if isinstance(result, Lost)}


def merged(results: Sequence[Any], only: Part = ()) -> Any:
    """Return what came of a pack whose parts these are; none if they do not go together.

    Parts that hit a limit are left out, unless all of them did.
    """
    proven = [result for result in results if isinstance(result, Proven)]
    errors = [result for result in results if isinstance(result, FoldwellError)]
    others = [result for result in results if not isinstance(result, Proven | FoldwellError | Lost)]
    if others:
        return others[0]
    if errors:
        return type(errors[0])(*dict.fromkeys(problem for error in errors for problem in error.problems))
    if not proven:
        return results[0]
    whole = _one([manifest.loaded(part.manifest) for part in proven])
    if whole is None or (len(proven) == len(results) and not whole.select(only)):
        return None
    return Proven({name: data for part in proven for name, data in part.files.items()}, whole.dump())


def _one(parts: Sequence[Manifest | None]) -> Manifest | None:
    """Return the manifest of all parts, if everything that went into any of them is the same."""
    first, *others = parts
    assert first is not None  # noqa: S101  it was dumped a moment ago
    documents = {name: one for part in parts if part for name, one in part.documents.items()}
    missing = {name: one for part in parts if part for name, one in part.missing.items()}
    prints = {one.of for one in documents.values()} | {one.inputs for one in missing.values()}
    if prints - {first.fingerprint} or any(part is None or part.notes != first.notes for part in others):
        return None
    # One that is made on request is no part of the whole.
    names = dict.fromkeys((*first.whole, *documents, *missing))
    return replace(
        first,
        documents={name: documents[name] for name in names if name in documents},
        missing={name: missing[name] for name in names if name in missing},
    )


def _without(pack: Proven, lost: Mapping[str, Lost], only: Part, limits: Limits) -> Proven:
    """Return a pack whose manifest says which documents are missing because they hit a limit."""
    from foldwell.documents.registry import DOCUMENTS  # noqa: PLC0415  hardly ever does a document hit a limit
    from foldwell.workflows.build_pack import missing_document, missing_source  # noqa: PLC0415

    made = manifest.loaded(pack.manifest)
    assert made is not None  # noqa: S101  it was dumped a moment ago
    missing = dict(made.missing)
    for name, failure in lost.items():
        if name in (only or made.whole):
            source = missing_source(name, lost)
            error = limit_error(DOCUMENTS[name].file, failure, limits) if not source else LimitError()
            missing[name] = missing_document(name, error, source, made.fingerprint)
    return replace(pack, manifest=replace(made, missing=missing).dump())
