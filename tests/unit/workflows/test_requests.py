"""A request for a pack that cannot be met is refused before anything is laid out."""

from __future__ import annotations

from datetime import date

import pytest
from support.project import ARTICLE, ROOT

from foldwell.errors import FoldwellError, OverdueError, UsageError
from foldwell.workflows import build_pack
from foldwell.workflows.request import BuildRequest


@pytest.mark.parametrize(
    ("document", "day", "kind", "message"),
    [
        ("handuot", date(2026, 11, 22), UsageError, "--only: there is no document 'handuot' (did you mean"),
        ("card", date(2030, 1, 1), OverdueError, "restless-legs.yaml:9: the article was to be reviewed by"),
    ],
)
def test_a_request_says_what_to_change_in_it(
    document: str, day: date, kind: type[FoldwellError], message: str
) -> None:
    with pytest.raises(kind) as caught:
        build_pack.prove(ROOT, BuildRequest("riverside", ARTICLE, (document,), today=day))
    assert message in str(caught.value)
    assert all(problem.hint for problem in caught.value.problems)
