"""Gather everything one pack is made of: article, practice, brand, wording, pictures, fonts, templates."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path
from typing import TypeVar

from foldwell import colours, fonts, letters, load, pictures, validate
from foldwell.errors import FoldwellError, InputError, Problem, UsageError
from foldwell.model import ID, Article, Brand, Font, Practice, Wording

T = TypeVar("T")

ARTICLES = "content/articles"
FIGURES = "content/articles/figures"
PRACTICES = "content/practices"
WORDING = "content/wording"
TEMPLATES = "templates"


@dataclass(frozen=True)
class Job:
    """Everything one pack is made of, read and checked; `source` knows the article's lines.

    The colours of `brand` are fit for their jobs; `shades` tell of each what the brand file gives.
    `overdue` says that the article is past its review date, so that every document must say it.
    """

    practice_id: str
    article_id: str
    article: Article
    practice: Practice
    brand: Brand
    shades: tuple[colours.Shade, ...]
    wording: Wording
    source: load.Source = field(repr=False)
    logo: pictures.Picture = field(repr=False)
    figures: Mapping[str, pictures.Picture] = field(repr=False)
    base: Font = field(repr=False)
    headings: Font = field(repr=False)
    templates: Mapping[str, str] = field(repr=False)
    overdue: bool = False

    @property
    def web(self) -> str:
        """The practice's web address as one says it: without https:// and a last slash."""
        return str(self.practice.web).removeprefix("https://").rstrip("/")


def articles(root: Path) -> tuple[str, ...]:
    """Return the ids of the articles of a project."""
    return tuple(sorted(path.stem for path in (root / ARTICLES).glob("*.yaml")))


def practices(root: Path) -> tuple[str, ...]:
    """Return the ids of the practices of a project; what a killed command left under a dot is none."""
    return tuple(sorted(path.parent.name for path in (root / PRACTICES).glob("[!.]*/practice.yaml")))


def gather(root: Path, practice: str, article: str) -> Job:
    """Read and check everything for a pack below the project folder `root`.

    Raises UsageError when there is no such practice or article, and InputError with every problem of every
    file.
    """
    if (
        (root / PRACTICES / practice).is_dir()
        and re.fullmatch(ID, practice)
        and practice not in practices(root)
    ):
        what, hint = "has no practice.yaml", "put it there; an ending such as .yml is not found"
        raise InputError(Problem(f"{PRACTICES}/{practice}", what, hint))
    _known(practice, practices(root), "practice", PRACTICES)
    _known(article, articles(root), "article", ARTICLES)
    return _Desk(root).job(practice, article)


def _known(name: str, there: tuple[str, ...], kind: str, folder: str) -> None:
    """Refuse an id that is not there with the list of those that are."""
    if re.fullmatch(ID, name) and name in there:
        return
    near = get_close_matches(name, there, n=1)
    advice = f"did you mean '{near[0]}'? " if near else ""
    listed = ", ".join(there) or "none yet"
    raise UsageError(Problem(folder, f"there is no {kind} '{name}'", f"{advice}there are: {listed}"))


def _unfit(look: load.Source, shade: colours.Shade) -> Problem:
    """Say what is wrong with a colour, and which shade of it would do."""
    where = look.where(("color", shade.role))
    hint = f'write "{shade.used}", the nearest shade that passes'
    return Problem(where, f"color: '{shade.role}' {shade.fault}", hint)


class _Desk:
    """Reads the inputs one after the other and keeps every problem, so that all are told at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []

    def job(self, practice_id: str, article_id: str) -> Job:
        folder = f"{PRACTICES}/{practice_id}"
        source = self.source(f"{ARTICLES}/{article_id}.yaml")
        article = self.checked(source, validate.article)
        facts = self.source(f"{folder}/practice.yaml")
        practice = self.checked(facts, validate.practice)
        look = self.source(f"{folder}/_brand.yml")
        brand, shades = self.brand(look)
        wording = self.wording(source, article, practice)
        faces = self.faces(look, brand)
        self.letters(faces, source, facts)
        logo = self.logo(look, brand, folder)
        drawings = self.figures(source, article, brand)
        templates = self.templates()
        if self.problems or not (source and article and practice and brand and wording and logo and faces):
            raise InputError(*dict.fromkeys(self.problems))
        return Job(
            practice_id=practice_id,
            article_id=article_id,
            article=article,
            practice=practice,
            brand=brand,
            shades=shades,
            wording=wording,
            source=source,
            logo=logo,
            figures=drawings,
            base=faces[0],
            headings=faces[1],
            templates=templates,
        )

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do some work; keep its problems instead of stopping at them."""
        try:
            return work()
        except FoldwellError as error:
            self.problems.extend(error.problems)
            return None

    def source(self, name: str) -> load.Source | None:
        return self.attempt(lambda: load.load(self.root / name, name))

    def checked(self, source: load.Source | None, check: Callable[[load.Source], T]) -> T | None:
        return self.attempt(lambda: check(source)) if source else None

    def brand(self, look: load.Source | None) -> tuple[Brand | None, tuple[colours.Shade, ...]]:
        """Return the brand in colours fit for their jobs; a strict one may not need other shades."""
        given = self.checked(look, validate.brand)
        if not (look and given):
            return None, ()
        fit, shades = colours.adjusted(given.colours)
        if given.contrast == "strict":
            by_line = sorted(shades, key=lambda shade: look.line(("color", shade.role)))
            self.problems.extend(_unfit(look, shade) for shade in by_line if shade.changed)
        return given.model_copy(update={"colours": fit}), shades

    def wording(
        self, source: load.Source | None, article: Article | None, practice: Practice | None
    ) -> Wording | None:
        """Return the wording in the article's language, which must be the practice's too: never a mixture."""
        if not (source and article and practice):
            return None
        if article.language != practice.language:
            what = f"the article is in {article.language}, the practice asks for {practice.language}"
            self.problems.append(Problem(source.where(("language",)), what, "use an article in its language"))
            return None
        return self.checked(self.source(f"{WORDING}/{article.language}.yaml"), validate.wording)

    def faces(self, look: load.Source | None, brand: Brand | None) -> tuple[Font, Font] | None:
        """Return the base and headings fonts; a family that is not supplied is a problem."""
        if not (look and brand):
            return None
        wanted = {"base": brand.base.family, "headings": brand.headings.family}
        unknown = [
            fonts.unknown(family, look.where(("typography", role)))
            for role, family in wanted.items()
            if family not in fonts.families()
        ]
        self.problems.extend(unknown)
        return None if unknown else (fonts.font(wanted["base"]), fonts.font(wanted["headings"]))

    def letters(self, faces: tuple[Font, Font] | None, *sources: load.Source | None) -> None:
        """Find what the fonts cannot draw in the words of an article and a practice."""
        if faces:
            families = [face.family for face in faces]
            self.problems.extend(
                problem for source in sources if source for problem in letters.undrawable(source, *families)
            )

    def logo(self, look: load.Source | None, brand: Brand | None, folder: str) -> pictures.Picture | None:
        if not (look and brand):
            return None
        logo = self.picture(f"{folder}/{brand.logo.path}", look.where(("logo", "path")))
        return pictures.recolour(logo, brand, brand.base.family) if logo else None

    def figures(
        self, source: load.Source | None, article: Article | None, brand: Brand | None
    ) -> dict[str, pictures.Picture]:
        """Return the article's drawings in the brand's colours, by file name."""
        if not (source and article and brand):
            return {}
        wanted: dict[str, load.Keys] = {
            part.figure.file: ("sections", at, "figure")
            for at, part in enumerate(article.sections)
            if part.figure
        }
        if article.cover:
            wanted[article.cover] = ("cover",)
        drawn = {name: self.picture(f"{FIGURES}/{name}", source.where(keys)) for name, keys in wanted.items()}
        return {
            name: pictures.recolour(drawing, brand, brand.base.family)
            for name, drawing in drawn.items()
            if drawing
        }

    def picture(self, name: str, named_in: str) -> pictures.Picture | None:
        """Return a picture from a regular file in its folder; `named_in` is the line that asks for it."""
        path = self.root / name
        inside = path.resolve().is_relative_to(path.parent.resolve())
        if not (inside and path.is_file()):
            what = f"the picture {name} is not there"
            self.problems.append(Problem(named_in, what, "put the file there or correct its name"))
            return None
        return self.attempt(lambda: pictures.read(path.read_bytes(), path.name, name))

    def templates(self) -> dict[str, str]:
        """Return the text of every template and stylesheet, by file name."""
        return dict(self._templates())

    def _templates(self) -> Iterator[tuple[str, str]]:
        for path in sorted((self.root / TEMPLATES).iterdir()):
            if path.suffix in (".j2", ".css") and path.is_file() and not path.is_symlink():
                yield path.name, path.read_text(encoding="utf-8")
