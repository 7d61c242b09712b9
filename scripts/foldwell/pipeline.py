"""The whole road for one practice and one article: gather, make, stage, read back, publish."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from foldwell import job as jobs
from foldwell import readback, stage
from foldwell.colours import Shade
from foldwell.documents import DOCUMENTS
from foldwell.errors import OverdueError, Problem, ProofError, UsageError
from foldwell.job import Job
from foldwell.verify import verify


@dataclass(frozen=True, slots=True)
class File:
    """A published file: its name, its pages (0 where it has none of its own) and its size in bytes."""

    name: str
    pages: int
    size: int


@dataclass(frozen=True, slots=True)
class Pack:
    """A published pack: its folder and files, how the brand's colours were found, what is worth a note."""

    folder: Path
    files: tuple[File, ...]
    shades: tuple[Shade, ...]
    notes: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for: a practice, an article, and the documents to make; none named is all.

    An article whose review date is before `today` is made only with `allow_overdue`, and says so.
    """

    practice: str
    article: str
    only: tuple[str, ...] = ()
    today: date = field(kw_only=True)
    allow_overdue: bool = False


def make_pack(root: Path, order: Order, target: Path) -> Pack:
    """Make, prove and publish a pack of the project `root` in `target`/<practice>/<article>/.

    Raises UsageError, InputError, OverdueError, ProofError or OutputError; then the pack that was there is
    untouched.
    """
    names = _wanted(order.only)
    job = in_time(jobs.gather(root, order.practice, order.article), order)
    made = make(job, names)
    folder = target / order.practice / order.article
    stage.publish({DOCUMENTS[name].file: data for name, data in made.items()}, folder, _proof(job))
    return Pack(folder, tuple(_file(name, data) for name, data in made.items()), job.shades, job.notes)


def in_time(job: Job, order: Order) -> Job:
    """Return the job, marked as overdue if it is and the order allows it; OverdueError if it does not."""
    due = job.article.review_by
    if order.today <= due:
        return job
    if not order.allow_overdue:
        what = f"the article was to be reviewed by {due}, and that date is past"
        hint = (
            "have it reviewed and change 'review_by'; --allow-overdue makes documents that say they are late"
        )
        raise OverdueError(Problem(job.source.where(("review_by",)), what, hint))
    return replace(job, overdue=True)


def _proof(job: Job) -> Callable[[Mapping[str, bytes]], None]:
    """Return the check that published files must pass, once they are read from the disk again."""
    names = {document.file: name for name, document in DOCUMENTS.items()}

    def check(files: Mapping[str, bytes]) -> None:
        problems = verify(job, {names[file]: data for file, data in files.items()})
        if problems:
            raise ProofError(*problems)

    return check


def _file(name: str, data: bytes) -> File:
    """Describe a proven file."""
    file = DOCUMENTS[name].file
    return File(file, readback.page_count(data) if file.endswith(".pdf") else 0, len(data))


def make(job: Job, names: tuple[str, ...]) -> dict[str, bytes]:
    """Return the named documents of a job, and those they need, as bytes by name."""
    made: dict[str, bytes] = {}
    for name, document in DOCUMENTS.items():
        if name in names:
            made[name] = document.make(job, made)
    return made


def _wanted(only: tuple[str, ...]) -> tuple[str, ...]:
    """Return the names of the documents to make, with those they need; UsageError for one there is not."""
    for name in only:
        if name not in DOCUMENTS:
            near = get_close_matches(name, DOCUMENTS, n=1)
            advice = f"did you mean '{near[0]}'? " if near else ""
            raise UsageError(
                Problem(
                    "--only", f"there is no document '{name}'", f"{advice}there are: {', '.join(DOCUMENTS)}"
                )
            )
    chosen = only or tuple(DOCUMENTS)
    needed = [need for name in chosen for need in DOCUMENTS[name].needs]
    return tuple(name for name in DOCUMENTS if name in (*chosen, *needed))
