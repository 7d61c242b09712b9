"""Problems and errors: each problem has a place, a description and a hint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One problem: `where` (file:line or document), `what` is wrong, and a `hint` of what to do."""

    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the problem on one line: `where: what (hint)`."""
        line = f"{self.where}: {self.what}" + (f" ({self.hint})" if self.hint else "")
        return " ".join(line.split())


class FoldwellError(Exception):
    """The problems that stopped the work, with the exit code of their kind."""

    exit_code = 70

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems

    def __reduce__(self) -> tuple[Callable[..., FoldwellError], tuple[Problem, ...]]:
        """Pickle the problems, not the message made of them."""
        return type(self), self.problems


class UsageError(FoldwellError):
    """The command was given something that does not exist or is not allowed."""

    exit_code = 2


class InputError(FoldwellError):
    """A file in content/ or templates/ needs an edit."""

    exit_code = 3


class ProofError(FoldwellError):
    """A finished document is not as expected, and was refused."""

    exit_code = 4


class OverdueError(FoldwellError):
    """The article is past its review date, and --allow-overdue was not given."""

    exit_code = 4


class LimitError(FoldwellError):
    """Building a pack exceeded a time or memory limit, or its process was killed."""

    exit_code = 5


class OutputError(FoldwellError):
    """The pack could not be written; the previous one is untouched."""

    exit_code = 6


class DiskError(OutputError):
    """The disk is full or read-only, so no other pack can be written either."""


def unexpected_error(caught: Exception) -> FoldwellError:
    """Return the error for an unexpected exception: its place in our code, and how to report it."""
    trace = caught.__traceback__
    while trace and trace.tb_next:
        trace = trace.tb_next
    where = f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}" if trace else "foldwell"
    what = f"this is a fault of foldwell, not yours: {type(caught).__name__}: {caught}"
    hint = "report it with this line and the command"
    return FoldwellError(Problem(where, what, hint))
