"""What is wrong with a drawing, each kind once."""

from __future__ import annotations

from collections.abc import Iterable

from foldwell.errors import InputError, Location, Problem

Finding = tuple[int, str, str]
"""Line, message and hint."""


def refuse_findings(findings: Iterable[Finding], where: str) -> None:
    """Raise InputError with each kind of finding at the first of its lines, if there are any."""
    problems: dict[str, Problem] = {}
    for line, what, hint in findings:
        problems.setdefault(what, Problem(Location(where, line), what, hint))
    if problems:
        raise InputError(*problems.values())
