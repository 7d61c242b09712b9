"""One claim for many documents, folds, papers, practices or fonts: `make test` runs a representative of them.

The others are marked `matrix`, for `make test-matrix`. Another fault is no further combination.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest

MARK = "matrix"
COLLECTED = pytest.StashKey[list[pytest.Item]]()


def representative(values: Iterable[Any], *kept: Any) -> list[Any]:
    """Return the values as parameters, in their order: all are marked but those kept, or the first of them.

    A row of values may be named by the first of its row.
    """
    found = list(values)
    names = kept or found[:1]
    check_known(found, names)
    return [value if is_named(value, names) else further(value) for value in found]


def marking(values: Iterable[Any], *marked: Any) -> list[Any]:
    """Return the values as parameters, in their order: those named are marked."""
    found = list(values)
    check_known(found, marked)
    return [further(value) if is_named(value, marked) else value for value in found]


def is_named(value: Any, names: Iterable[Any]) -> bool:
    """Return whether a value, or the first of a row of them, is among names."""
    return value in names or (isinstance(value, tuple) and value[0] in names)


def check_known(values: list[Any], names: Iterable[Any]) -> None:
    """Stop the collection of tests where a name is that of none of the values: nothing would be marked."""
    unknown = [name for name in names if not any(is_named(value, (name,)) for value in values)]
    assert not unknown, f"{unknown} not among {values}"


def further(value: Any) -> Any:
    """Return a value, or a row of them in a tuple, as a marked parameter."""
    return pytest.param(*(value if isinstance(value, tuple) else (value,)), marks=getattr(pytest.mark, MARK))


def without_representative(items: Iterable[pytest.Item]) -> list[str]:
    """Return the tests of which every variant is marked, so that `make test` runs none."""
    marked: dict[str, bool] = {}
    for item in items:
        name = item.nodeid.partition("[")[0]
        marked[name] = marked.get(name, True) and item.get_closest_marker(MARK) is not None
    return [name for name, is_marked in marked.items() if is_marked]
