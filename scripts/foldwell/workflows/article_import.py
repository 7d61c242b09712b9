"""Make an article of an old leaflet: read it, write it as YAML, check that, and say what was left out."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from foldwell.assets import images
from foldwell.assets.images.file_types import SUFFIXES, content_type
from foldwell.errors import FoldwellError, InputError, LimitError, Problem, UsageError, unexpected_error
from foldwell.inputs import parsing, validation
from foldwell.inputs.importing.article_tree import ArticleMaker, Dates, ImportedArticle
from foldwell.inputs.importing.content import Leaflet, Picture, pictures_in
from foldwell.inputs.importing.inventory import addresses_left_out, signs_left_out, words_left_out
from foldwell.inputs.importing.phone_numbers import phone_numbers
from foldwell.inputs.importing.placeholders import COMMENTS
from foldwell.inputs.importing.reading import MAX_FILE_BYTES, read_leaflet
from foldwell.inputs.importing.yaml_text import yaml_text
from foldwell.inputs.reading_order import word_count
from foldwell.model import Article, Practice
from foldwell.project.paths import ARTICLES, COUNTRIES
from foldwell.workflows import article_kinds, scaffold
from foldwell.workflows.workers.pool import OneShotPool
from foldwell.workflows.workers.worker_process import FailureReason, ResourceLimits, TaskFailure

LIMITS = ResourceLimits()
MAX_PICTURES = 40
MAX_ADDRESS = 160
"""So many characters of an address are shown."""

STEPS = (
    "Write your words in the place of each placeholder, and see whether what was left out is missed.",
    *scaffold.ARTICLE.steps[1:],
)


@dataclass(frozen=True, slots=True)
class ImportResult:
    """An imported article: its files, how it was made, its placeholders, and what was left out.

    Paths are relative to the project. `phones` are the numbers to call that stay as they were typed.
    """

    path: str
    words: int
    pictures: tuple[str, ...]
    mapped: tuple[str, ...]
    placeholders: tuple[Problem, ...]
    left_out: tuple[str, ...]
    notes: tuple[str, ...]
    phones: tuple[str, ...]
    steps: tuple[str, ...]

    def data(self) -> dict[str, Any]:
        """Return the result as data for JSON."""
        placeholders = [{"line": problem.line, "message": problem.message} for problem in self.placeholders]
        lists = {
            name: list(getattr(self, name))
            for name in ("pictures", "mapped", "left_out", "notes", "phones", "steps")
        }
        return {"path": self.path, "words": self.words, "placeholders": placeholders, **lists}


@dataclass
class _Figures:
    """The pictures of a leaflet that are kept, their bytes by path in the folder, and why others are not."""

    names: dict[Picture, str] = field(default_factory=dict)
    files: dict[str, bytes] = field(default_factory=dict)
    lost: list[str] = field(default_factory=list)


def import_article(root: Path, file: Path, name: str, language: str, day: date) -> ImportResult:
    """Make an article of a leaflet anywhere on this machine, as a draft of that day; nothing is overwritten.

    Raises UsageError for a name that may not be or is taken, or a language without wording; InputError for a
    leaflet that cannot be read, or an article that would not be valid; LimitError for one that takes too much
    time or memory; OutputError when it cannot be written.
    In each case nothing is changed.
    """
    [(_, result)] = import_articles(root, [(file, name)], language, day)
    if isinstance(result, FoldwellError):
        raise result
    return result


def import_articles(
    root: Path, leaflets: Iterable[tuple[Path, str]], language: str, day: date, processes: int = 1
) -> Iterator[tuple[Path, ImportResult | FoldwellError]]:
    """Yield each leaflet, given with the name of its article, and what it became, as `import_article` does.

    One that cannot be imported costs none of the others. Raises UsageError for a language without wording.
    """
    article_kinds.check_language(root, language)
    todo = []
    for file, name in leaflets:
        try:
            scaffold.check_article_name(root, name)
        except UsageError as error:
            yield file, error
        else:
            todo.append((file, name))
    # In processes of their own: readers of foreign files may take more time and memory than one is worth.
    pool = OneShotPool(processes, LIMITS)
    for (file, name), outcome in pool.run(partial(_prepare, root, language, day), todo):
        yield file, _published(root, file, name, outcome)


def _published(
    root: Path,
    file: Path,
    name: str,
    outcome: tuple[ImportResult, dict[str, bytes]] | TaskFailure | BaseException,
) -> ImportResult | FoldwellError:
    """Return the result of a leaflet, published, or the error that kept it from being so."""
    if isinstance(outcome, TaskFailure):
        what: Mapping[FailureReason, str] = {
            "time": f"took more than {LIMITS.seconds} s to read, and was stopped",
            "memory": f"took more than {LIMITS.megabytes} MB to read, and was stopped",
            "ended": "cannot be read: the process that read it ended on its own",
        }
        hint = "save the part that is the leaflet in a file of its own"
        return LimitError(Problem(file.name, what[outcome.reason], hint))
    if isinstance(outcome, FoldwellError):
        return outcome
    if isinstance(outcome, Exception):
        return unexpected_error(outcome)
    if isinstance(outcome, BaseException):
        raise outcome
    result, files = outcome
    try:
        scaffold.publish_article(root, name, files)
    except FoldwellError as error:
        return error
    return result


def _prepare(
    root: Path, language: str, day: date, task: tuple[Path, str]
) -> tuple[ImportResult, dict[str, bytes]]:
    """Return an imported article, checked, and the files to publish by their paths in the folder."""
    file, name = task
    numbers = _numbers_by_digits(root, language)
    leaflet = read_leaflet(_read(file), file.name, lambda beside: _read_beside(file, beside))
    figures = _figures(leaflet, name)
    dates = Dates(day, scaffold.two_years_after(day))
    imported = ArticleMaker(numbers, figures.names).make(leaflet, language, dates)
    place = f"{ARTICLES}/{name}.yaml"
    heading = (
        article_kinds.editor_line(root),
        f"Imported from {_as_comment(file.name)}, which does not say what stands in [square brackets].",
        "The dates are those of the import. Draft: every document says that no clinician has reviewed it.",
    )
    text = yaml_text(imported.tree, heading, COMMENTS)
    source = parsing.parse(text, place, Article)
    article = validation.validate_article(source)
    result = ImportResult(
        path=place,
        words=sum(map(word_count, article.sections)),
        pictures=tuple(f"{ARTICLES}/{path}" for path in figures.files),
        mapped=imported.mapped,
        placeholders=validation.placeholder_notes(source),
        left_out=tuple(_left_out(leaflet, imported, source, figures, numbers)),
        notes=leaflet.notes,
        phones=phone_numbers(source.value, _country(language)),
        steps=tuple(step.format(name=name) for step in STEPS),
    )
    return result, {f"{name}.yaml": text.encode(), **figures.files}


def _read(file: Path) -> bytes:
    return parsing.read_bytes(file, str(file), MAX_FILE_BYTES + 1)


def _read_beside(file: Path, name: str) -> bytes | None:
    """Return a picture beside the leaflet, or below its folder; None if it is elsewhere or too large."""
    try:
        path = file.parent / name
        if not parsing.is_contained_file(path, file.parent):
            return None
        data = parsing.read_bytes(path, name, images.MAX_IMAGE_BYTES + 1)
    except (OSError, ValueError, InputError):
        return None
    return data if len(data) <= images.MAX_IMAGE_BYTES else None


def _country(language: str) -> str:
    return language.rpartition("-")[2]


def _numbers_by_digits(root: Path, language: str) -> dict[str, str]:
    """Return the names of the numbers to call of a language's country, by their digits."""
    place = f"{COUNTRIES}/{_country(language)}.yaml"
    if not (root / place).is_file():
        return {}
    tree = parsing.load(root / place, place, Practice).value
    numbers = tree.get("numbers", {}) if isinstance(tree, dict) else {}
    return {str(digits): name for name, digits in numbers.items()} if isinstance(numbers, dict) else {}


def _figures(leaflet: Leaflet, name: str) -> _Figures:
    """Return the files of the pictures of a leaflet that can be printed, each once."""
    found = _Figures()
    for picture in pictures_in(leaflet.blocks):
        if picture in found.names:
            continue
        if len(found.files) >= MAX_PICTURES:
            found.lost.append(f"{picture.name}: more than {MAX_PICTURES} pictures")
            continue
        try:
            suffix = SUFFIXES[content_type(picture.data, picture.name)][0]
            file = f"{name}-{len(found.files) + 1}{suffix}"
            images.read_image(picture.data, file, picture.name)
        except FoldwellError as error:
            found.lost.append(f"{picture.name}: {error.problems[0].message}")
        else:
            found.names[picture], found.files[f"figures/{file}"] = file, picture.data
    return found


def _left_out(
    leaflet: Leaflet,
    imported: ImportedArticle,
    source: parsing.Source,
    figures: _Figures,
    numbers: Mapping[str, str],
) -> Iterator[str]:
    """Yield what the file has and the article has not, the words of its body first."""
    for text in words_left_out(leaflet.texts, source.value, imported.headings, numbers):
        yield f"{text.part or 'the text'}: '{text.text}'"
    yield from dict.fromkeys((*figures.lost, *leaflet.lost))
    for words, address in addresses_left_out(leaflet.blocks, source.value):
        yield f"the address of the link '{words}': {address[:MAX_ADDRESS]}"
    if signs := signs_left_out(leaflet.texts):
        yield f"signs that are no letters: {' '.join(signs)}"


def _as_comment(name: str) -> str:
    return "".join(character if character.isprintable() else "?" for character in name)
