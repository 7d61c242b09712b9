"""The desk where the inputs of a pack are read one after the other, and every problem is kept."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from foldwell.assets import colour, fonts, images
from foldwell.errors import FoldwellError, InputError, Problem
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation import glyph_coverage
from foldwell.model import Article, Brand, Font, Practice, Wording
from foldwell.project import brand_assets, inheritance
from foldwell.project.build_context import Job
from foldwell.project.language_choice import asked, crisis_unknown, edition_for, unsaid
from foldwell.project.letterhead_file import letterhead
from foldwell.project.paths import FIGURES, WORDING, editions

T = TypeVar("T")


class Desk:
    """Reads the inputs one after the other and keeps every problem, so that all are told at once."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []

    def job(self, practice_id: str, article_id: str) -> Job:
        """Return the job; raises InputError with every problem of every input."""
        chain = self.attempt(lambda: inheritance.read(self.root, practice_id))
        facts, look = (chain.facts, chain.looks) if chain else (None, None)
        practice = self.checked(facts, validation.validate_practice)
        if facts and practice:
            self.attempt(partial(validation.check_article_page, facts, practice, article_id))
            self.notes.extend(validation.practice_notes(facts, practice))
        source = self.edition(article_id, facts)
        article = self.checked(source, validation.validate_article)
        if source and article and practice:
            self.problems.extend(crisis_unknown(source, article, practice))
        brand, shades = self.brand(look)
        if look and brand and practice:
            self.notes.extend(validation.brand_notes(look, practice))
        wording = self.wording(article, practice)
        faces = self.faces(look, brand)
        self.letters(faces, source, facts)
        logos = self.logos(look, brand)
        drawings = self.figures(source, article, brand)
        templates = self.attempt(lambda: inheritance.templates(self.root, chain.folders if chain else ()))
        paper = self.attempt(lambda: letterhead(chain, practice)) if chain and practice else None
        if self.problems or not (
            chain and source and article and practice and brand and wording and logos and faces and templates
        ):
            raise InputError(*dict.fromkeys(self.problems))
        base = brand.base.model_copy(update={"least": fonts.minimum_size(faces[0])})
        return Job(
            practice_id=practice_id,
            article_id=article_id,
            article=article,
            practice=practice,
            brand=brand.model_copy(update={"base": base}),
            shades=shades,
            wording=wording,
            source=source,
            logos=logos,
            figures=drawings,
            base=faces[0],
            headings=faces[1],
            templates=templates,
            folders=chain.folders,
            notes=tuple(dict.fromkeys(self.notes)),
            letterhead=paper,
        )

    def attempt(self, work: Callable[[], T]) -> T | None:
        """Do some work; keep its problems instead of stopping at them."""
        try:
            return work()
        except FoldwellError as error:
            self.problems.extend(error.problems)
            return None

    def source(self, name: str) -> parsing.Source | None:
        """Return a file's tree, if it can be read."""
        return self.attempt(lambda: parsing.load(self.root / name, name))

    def checked(self, source: parsing.Source | None, check: Callable[[parsing.Source], T]) -> T | None:
        """Return what a tree stands for, if nothing in it is wrong."""
        return self.attempt(lambda: check(source)) if source else None

    def brand(self, look: parsing.Source | None) -> tuple[Brand | None, tuple[colour.AdjustedColour, ...]]:
        """Return the brand in colours fit for their jobs; a strict one may not need other shades."""
        given = self.checked(look, validation.validate_brand)
        if not (look and given):
            return None, ()
        fit, shades = colour.adjust_colours(given.colours)
        if given.contrast == "strict":
            self.problems.extend(brand_assets.unfit(look, shades))
        return given.model_copy(update={"colours": fit}), shades

    def edition(self, article_id: str, facts: parsing.Source | None) -> parsing.Source | None:
        """Return the article in a language that the practice asks for; any edition if that is not known."""
        found = [self.source(name) for name in editions(self.root, article_id)]
        sources = [source for source in found if source]
        wanted = asked(facts)
        if not wanted or len(sources) < len(found):
            return next(iter(sources), None)
        choice = edition_for(wanted, article_id, sources)
        self.problems.extend(choice.problems)
        self.notes.extend(choice.notes)
        return choice.source

    def wording(self, article: Article | None, practice: Practice | None) -> Wording | None:
        """Return the wording in the article's language, which must know the practice's country."""
        if not (article and practice and article.language in (practice.language, *practice.other_languages)):
            return None
        source = self.source(f"{WORDING}/{article.language}.yaml")
        wording = self.checked(source, validation.validate_wording)
        if source and wording:
            self.problems.extend(unsaid(source, wording, practice))
        return wording

    def faces(self, look: parsing.Source | None, brand: Brand | None) -> tuple[Font, Font] | None:
        """Return the base and headings fonts; one that is neither there nor supplied is a problem."""
        if not (look and brand):
            return None
        faces, told = brand_assets.faces(self.root, look, brand)
        self.keep(told)
        return faces

    def keep(self, told: brand_assets.Told) -> None:
        """Keep problems and notes."""
        self.problems.extend(told.problems)
        self.notes.extend(told.notes)

    def letters(self, faces: tuple[Font, Font] | None, *sources: parsing.Source | None) -> None:
        """Find what the fonts cannot draw in the words of an article and a practice."""
        if faces:
            self.problems.extend(
                problem
                for source in sources
                if source
                for problem in glyph_coverage.uncovered_characters(source, *faces)
            )

    def logos(self, look: parsing.Source | None, brand: Brand | None) -> brand_assets.Logos:
        """Return the logo of each size, if all are there."""
        if not (look and brand):
            return {}
        found = brand_assets.logos(look, brand, self.picture)
        self.keep(brand_assets.soft(look, found))
        return found

    def figures(
        self, source: parsing.Source | None, article: Article | None, brand: Brand | None
    ) -> dict[str, images.Picture]:
        """Return the article's drawings in the brand's colours, by file name."""
        if not (source and article and brand):
            return {}
        wanted: dict[str, parsing.Keys] = {
            part.figure.file: ("sections", at, "figure")
            for at, part in enumerate(article.sections)
            if part.figure
        }
        if article.cover:
            wanted[article.cover] = ("cover",)
        drawn = {name: self.picture(f"{FIGURES}/{name}", source.where(keys)) for name, keys in wanted.items()}
        return {
            name: images.recoloured(drawing, brand, brand.base.family)
            for name, drawing in drawn.items()
            if drawing
        }

    def picture(self, name: str, named_in: str) -> images.Picture | None:
        """Return a picture from a regular file in its folder; `named_in` is the line that asks for it."""
        path = self.root / name
        if not parsing.is_contained_file(path):
            there = path.exists() or path.is_symlink()
            what = "is no file, or a link to one elsewhere" if there else "is not there"
            hint = "put the picture itself there" if there else "put the file there or correct its name"
            self.problems.append(Problem(named_in, f"the picture {name} {what}", hint))
            return None
        return self.attempt(lambda: images.read_image(path.read_bytes(), path.name, name))
