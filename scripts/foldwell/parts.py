"""One pack in several processes at once: in each of them documents that need each other."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from foldwell import manifest
from foldwell.errors import FoldwellError
from foldwell.manifest import Manifest
from foldwell.order import Proven
from foldwell.pool import Executor

Part = tuple[str, ...]

PARTS: tuple[Part, ...] = (
    ("leaflet-screen", "leaflet", "press"),
    ("large-print",),
    ("card", "card-sheet"),
    ("handout",),
)
"""What need not wait for one another, the slowest first: their table is loaded only where they are drawn."""


@dataclass(frozen=True, slots=True)
class Parts:
    """An Executor that has each pack made in parts by another one, and yields it whole.

    Parts that do not go together, as a file was saved meanwhile, give way to the pack made in one.
    """

    executor: Executor

    def run(self, work: Callable[[Any], Any], tasks: Iterable[Any]) -> Generator[tuple[Any, Any], None, None]:
        """Yield each pack as it is made."""
        for task in tasks:
            order = task.order
            parts = [replace(task, order=replace(order, part=part)) for part in parted(order.only)]
            if len(parts) == 1:
                yield from self.executor.run(work, [task])
                continue
            # In the order of the parts, whichever came first: the problems of a pack are told in one order.
            made = dict(self.executor.run(work, parts))
            whole = merged([made[part] for part in parts], order.only)
            if whole is None:
                yield from self.executor.run(work, [task])
            else:
                yield task, whole


def parted(only: Part) -> tuple[Part, ...]:
    """Return the parts that have something of what is asked for; one for all if that is unknown."""
    if not {name for part in PARTS for name in part}.issuperset(only):
        return ((),)
    return tuple(part for part in PARTS if not only or not set(part).isdisjoint(only))


def merged(parts: Sequence[Any], only: Part = ()) -> Any:
    """Return what came of a pack whose parts these are; none if they do not go together."""
    failed = [part for part in parts if not isinstance(part, Proven)]
    if failed and all(isinstance(part, FoldwellError) for part in failed):
        return type(failed[0])(*dict.fromkeys(problem for error in failed for problem in error.problems))
    if failed:
        return next(part for part in failed if not isinstance(part, FoldwellError))
    whole = _one([manifest.loaded(part.manifest) for part in parts])
    if whole is None or not whole.asked(only):
        return None
    return Proven({name: data for part in parts for name, data in part.files.items()}, whole.dump())


def _one(parts: Sequence[Manifest | None]) -> Manifest | None:
    """Return the manifest of all parts, if everything that went into any of them is the same."""
    first, *others = parts
    assert first is not None  # noqa: S101  it was dumped a moment ago
    documents = {name: one for part in parts if part for name, one in part.documents.items()}
    print_of = {one.of for one in documents.values()}
    if print_of != {first.fingerprint} or any(part is None or part.notes != first.notes for part in others):
        return None
    # One that is made on request is no part of the whole.
    ordered = {
        name: documents[name] for name in dict.fromkeys((*first.whole, *documents)) if name in documents
    }
    return replace(first, documents=ordered)
