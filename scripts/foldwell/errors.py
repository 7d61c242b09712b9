"""Problems and errors: each problem has a place, a description and a hint."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import NamedTuple

LIKENESS = 0.6
"""How alike two names must be, from 0 to 1, for one to be taken for a slip in the other."""

KeyPath = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Location:
    """What a problem is about: a file, a document or an option, and the place in it as far as it is known.

    `keys` lead to the value in a YAML file, and `label` is the name of its field for people. Locations that
    print the same are equal, so that nobody is told the same thing twice.
    """

    file: str
    line: int | None = None
    page: int | None = None
    keys: KeyPath = field(default=(), compare=False)
    label: str = field(default="", compare=False)

    def __str__(self) -> str:
        """Return the place on one line: `file:line`, or `file, page 2`."""
        line = "" if self.line is None else f":{self.line}"
        return f"{self.file}{line}" + ("" if self.page is None else f", page {self.page}")


Where = Location | str


@dataclass(frozen=True, slots=True, init=False)
class Problem:
    """One problem: where it is, a message that says what is wrong, and a hint of what to do."""

    where: Location
    message: str
    hint: str

    def __init__(self, where: Where, message: str, hint: str = "") -> None:
        """Text as `where` is the name of a file, a document or an option, without a place in it."""
        location = where if isinstance(where, Location) else Location(where)
        # A frozen dataclass can be filled in no other way.
        for name, value in (("where", location), ("message", message), ("hint", hint)):
            object.__setattr__(self, name, value)

    @property
    def file(self) -> str:
        """The path of the file as it is printed, or the name of a document or an option."""
        return self.where.file

    @property
    def line(self) -> int | None:
        """The line in the file, from 1, if it is known."""
        return self.where.line

    @property
    def keys(self) -> KeyPath:
        """The keys that lead to the value in a YAML file; none if it is about something else."""
        return self.where.keys

    @property
    def label(self) -> str:
        """The name of the field for people, such as "Phone number"; "" if it is about something else."""
        return self.where.label

    @property
    def advice(self) -> str:
        """The message, with the hint in brackets."""
        return f"{self.message} ({self.hint})" if self.hint else self.message

    def __str__(self) -> str:
        """Return the problem on one line: `where: message (hint)`."""
        return " ".join(f"{self.where}: {self.advice}".split())


class Diagnostics(NamedTuple):
    """What reading an input found.

    Problems stop the build. Corrections are what was mended in an input that could not be printed as it is: a
    strict brand refuses them, any other gets them as notes. Notes are not wrong, but worth knowing.
    """

    problems: tuple[Problem, ...] = ()
    corrections: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()


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
    where = (
        Location(Path(trace.tb_frame.f_code.co_filename).name, trace.tb_lineno)
        if trace
        else Location("foldwell")
    )
    what = f"this is a fault of foldwell, not yours: {type(caught).__name__}: {caught}"
    hint = "report it with this line and the command"
    return FoldwellError(Problem(where, what, hint))


def closest(name: str, names: Iterable[str], cutoff: float = LIKENESS) -> str:
    """Return the closest match for `name` among `names`, or ""."""
    return next(iter(get_close_matches(name, list(names), n=1, cutoff=cutoff)), "")


def suggestion(name: str, names: Iterable[str], otherwise: str = "", cutoff: float = LIKENESS) -> str:
    """Return the hint for an unknown name: the closest of `names`, or `otherwise` if none is close."""
    meant = closest(name, names, cutoff)
    return f"did you mean '{meant}'?" if meant else otherwise
