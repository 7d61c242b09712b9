"""Keep what was planned for a context: it is asked for when a document is made, and when it is proven."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar
from weakref import WeakKeyDictionary

from foldwell.errors import InputError
from foldwell.project.loading import BuildContext

Plan = TypeVar("Plan")


class PlannedOnce(Generic[Plan]):
    """The plan of each context, found once by `find`, or why there is none."""

    def __init__(self, find: Callable[[BuildContext], Plan]) -> None:
        self._find = find
        self._known: WeakKeyDictionary[BuildContext, Plan | InputError] = WeakKeyDictionary()

    def __call__(self, context: BuildContext) -> Plan:
        """Return the plan of a context; raises InputError as `find` does, at each call."""
        if context not in self._known:
            try:
                self._known[context] = self._find(context)
            except InputError as error:
                self._known[context] = error
        found = self._known[context]
        if isinstance(found, InputError):
            raise found
        return found

    def __contains__(self, context: BuildContext) -> bool:
        """Return whether it is known what the plan of a context is, or why there is none."""
        return context in self._known

    def keep(self, context: BuildContext, plan: Plan) -> BuildContext:
        """Return a context whose plan this is."""
        self._known[context] = plan
        return context

    def pass_on(self, context: BuildContext, other: BuildContext) -> BuildContext:
        """Return a context whose plan is that of another one, where that is known."""
        if context in self._known:
            self._known[other] = self._known[context]
        return other

    def clear(self) -> None:
        """Forget all plans."""
        self._known.clear()
