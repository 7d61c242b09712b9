"""What can go wrong, as values: a problem says where, what and what to do."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing that is wrong: `where` (file:line or document), `what`, and a `hint` of what to do."""

    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        """Return the problem on one line: `where: what (hint)`."""
        line = f"{self.where}: {self.what}" + (f" ({self.hint})" if self.hint else "")
        return " ".join(line.split())


class FoldwellError(Exception):
    """All the problems that stopped the work, and the exit code that tells their kind."""

    exit_code = 70

    def __init__(self, *problems: Problem) -> None:
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class UsageError(FoldwellError):
    """The command was given something that does not exist or is not allowed."""

    exit_code = 2


class InputError(FoldwellError):
    """A file in content/ or templates/ needs an edit."""

    exit_code = 3


class ProofError(FoldwellError):
    """A finished document did not show what it promises, and was refused."""

    exit_code = 4


class OverdueError(FoldwellError):
    """The article is past its review date, and nobody said that it may be made all the same."""

    exit_code = 4


class OutputError(FoldwellError):
    """The pack could not be written; the one that was there before is untouched."""

    exit_code = 6
