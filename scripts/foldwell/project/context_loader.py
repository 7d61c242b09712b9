"""Load the inputs of a pack and collect all their problems."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from foldwell.assets import colour, fonts, images
from foldwell.errors import Diagnostics, FoldwellError, InputError, Location, Problem
from foldwell.inputs import parsing, validation
from foldwell.inputs.validation import glyph_coverage
from foldwell.model import Article, Brand, Font, FrozenModel, Practice, Wording
from foldwell.project import brand_assets, inheritance
from foldwell.project.build_context import BuildContext
from foldwell.project.language_choice import (
    choose_version,
    missing_crisis_number,
    missing_wording,
    requested_languages,
)
from foldwell.project.letterhead_file import find_letterhead
from foldwell.project.paths import FIGURES, WORDING, language_versions

T = TypeVar("T")


class ContextLoader:
    """Loads the inputs of a pack and collects every problem, so that all are reported together."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.problems: list[Problem] = []
        self.corrections: list[Problem] = []
        self.notes: list[Problem] = []

    def load(self, practice_id: str, article_id: str) -> BuildContext:
        """Return the build context; raises InputError with every problem of every input."""
        layers = self.collect_problems(lambda: inheritance.read_layers(self.root, practice_id))
        facts, brand_source = (layers.facts, layers.brand_source) if layers else (None, None)
        practice = self.load_practice(facts, article_id)
        source, article = self.load_article(article_id, facts, practice)
        brand, adjustments = self.load_brand(brand_source, practice)
        wording = self.load_wording(article, practice)
        faces = self.load_fonts(brand_source, brand)
        self.check_glyph_coverage(faces, source, facts)
        logos = self.load_logos(brand_source, brand)
        drawings = self.load_figures(source, article, brand)
        templates = self.load_templates(layers)
        letterhead = self.load_letterhead(layers, practice)
        self.settle_corrections(brand)
        if self.problems or not (
            layers and source and article and practice and brand and wording and logos and faces and templates
        ):
            raise InputError(*dict.fromkeys(self.problems))
        base = brand.base.model_copy(update={"minimum_size": fonts.minimum_size(faces[0])})
        return BuildContext(
            practice_id=practice_id,
            article_id=article_id,
            article=article,
            practice=practice,
            brand=brand.model_copy(update={"base": base}),
            adjusted_colours=adjustments,
            wording=wording,
            source=source,
            logos=logos,
            figures=drawings,
            base=faces[0],
            headings=faces[1],
            templates=templates,
            folders=layers.folders,
            notes=tuple(dict.fromkeys(self.notes)),
            letterhead=letterhead,
        )

    def collect_problems(self, work: Callable[[], T]) -> T | None:
        """Call `work` and return its result; if it raises, collect its problems and return None."""
        try:
            return work()
        except FoldwellError as error:
            self.problems.extend(error.problems)
            return None

    def read_source(self, name: str, model: type[FrozenModel]) -> parsing.Source | None:
        """Return the tree of a file that describes a model, if it can be read."""
        return self.collect_problems(lambda: parsing.load(self.root / name, name, model))

    def validated(self, source: parsing.Source | None, check: Callable[[parsing.Source], T]) -> T | None:
        """Return the validated model of a tree, or None."""
        return self.collect_problems(lambda: check(source)) if source else None

    def load_practice(self, facts: parsing.Source | None, article_id: str) -> Practice | None:
        """Return the practice, whose page of the article must have an address."""
        practice = self.validated(facts, validation.validate_practice)
        if facts and practice:
            self.collect_problems(partial(validation.check_article_page, facts, practice, article_id))
            self.notes.extend(validation.practice_notes(facts, practice))
        return practice

    def load_article(
        self, article_id: str, facts: parsing.Source | None, practice: Practice | None
    ) -> tuple[parsing.Source | None, Article | None]:
        """Return the article and its tree; it must not need a number that the practice lacks."""
        source = self.language_version(article_id, facts)
        article = self.validated(source, validation.validate_article)
        if source and article and practice:
            self.problems.extend(missing_crisis_number(source, article, practice))
        return source, article

    def load_brand(
        self, brand_source: parsing.Source | None, practice: Practice | None
    ) -> tuple[Brand | None, tuple[colour.AdjustedColour, ...]]:
        """Return the brand with adjusted colours; a strict brand must not need any adjustment."""
        file = self.validated(brand_source, validation.validate_brand_file)
        if not (brand_source and file):
            return None, ()
        if practice:
            self.notes.extend(validation.brand_notes(brand_source, file, practice))
        brand = validation.resolve_brand(brand_source, file)
        adjusted, adjustments = colour.adjust_colours(brand.colours)
        if brand.contrast == "strict":
            self.problems.extend(brand_assets.contrast_problems(brand_source, adjustments))
        return brand.model_copy(update={"colours": adjusted}), adjustments

    def load_templates(self, layers: inheritance.PracticeLayers | None) -> Mapping[str, str] | None:
        """Return the templates by file name, those of the practice and of what it extends among them."""
        folders = layers.folders if layers else ()
        return self.collect_problems(lambda: inheritance.templates(self.root, folders))

    def load_letterhead(
        self, layers: inheritance.PracticeLayers | None, practice: Practice | None
    ) -> bytes | None:
        """Return the letterhead, if the practice has one."""
        if not (layers and practice):
            return None
        found = self.collect_problems(lambda: find_letterhead(layers, practice))
        if found is None:
            return None
        self.add_diagnostics(found.diagnostics)
        return found.data

    def language_version(self, article_id: str, facts: parsing.Source | None) -> parsing.Source | None:
        """Return the article in a requested language, or in any if the practice could not be read."""
        found = [self.read_source(name, Article) for name in language_versions(self.root, article_id)]
        sources = [source for source in found if source]
        languages = requested_languages(facts)
        if not languages or len(sources) < len(found):
            return next(iter(sources), None)
        choice = choose_version(languages, article_id, sources)
        self.problems.extend(choice.problems)
        self.notes.extend(choice.notes)
        return choice.source

    def load_wording(self, article: Article | None, practice: Practice | None) -> Wording | None:
        """Return the wording in the article's language, which must know the practice's country."""
        if not (article and practice and article.language in (practice.language, *practice.other_languages)):
            return None
        source = self.read_source(f"{WORDING}/{article.language}.yaml", Wording)
        wording = self.validated(source, validation.validate_wording)
        if source and wording:
            self.problems.extend(missing_wording(source, wording, practice))
        return wording

    def load_fonts(
        self, brand_source: parsing.Source | None, brand: Brand | None
    ) -> tuple[Font, Font] | None:
        """Return the base and headings fonts; a missing one that is not bundled is a problem."""
        if not (brand_source and brand):
            return None
        fonts, diagnostics = brand_assets.load_fonts(self.root, brand_source, brand)
        self.add_diagnostics(diagnostics)
        return fonts

    def add_diagnostics(self, diagnostics: Diagnostics) -> None:
        """Collect problems, corrections and notes."""
        self.problems.extend(diagnostics.problems)
        self.corrections.extend(diagnostics.corrections)
        self.notes.extend(diagnostics.notes)

    def settle_corrections(self, brand: Brand | None) -> None:
        """Make the corrections problems of a strict brand, and notes of any other."""
        (self.problems if brand and brand.strict else self.notes).extend(self.corrections)

    def check_glyph_coverage(self, fonts: tuple[Font, Font] | None, *sources: parsing.Source | None) -> None:
        """Collect the characters of article and practice that the fonts cannot draw."""
        if fonts:
            self.problems.extend(
                problem
                for source in sources
                if source
                for problem in glyph_coverage.uncovered_characters(source, *fonts)
            )

    def load_logos(self, brand_source: parsing.Source | None, brand: Brand | None) -> brand_assets.Logos:
        """Return the logo of each size, if all are there."""
        if not (brand_source and brand):
            return {}
        found = brand_assets.logos(brand_source, brand, self.read_picture)
        self.add_diagnostics(brand_assets.low_resolution_logos(brand_source, found))
        return found

    def load_figures(
        self, source: parsing.Source | None, article: Article | None, brand: Brand | None
    ) -> dict[str, images.Picture]:
        """Return the article's drawings in the brand's colours, by file name."""
        if not (source and article and brand):
            return {}
        names: dict[str, parsing.Keys] = {
            part.figure.file: ("sections", index, "figure")
            for index, part in enumerate(article.sections)
            if part.figure
        }
        if article.cover:
            names[article.cover] = ("cover",)
        pictures = {
            name: self.read_picture(f"{FIGURES}/{name}", source.where(keys)) for name, keys in names.items()
        }
        return {
            name: images.recoloured(drawing, brand, brand.base.family)
            for name, drawing in pictures.items()
            if drawing
        }

    def read_picture(self, name: str, named_in: Location) -> images.Picture | None:
        """Return a picture from a regular file in its folder; `named_in` is the line that asks for it."""
        path = self.root / name
        if not parsing.is_contained_file(path):
            exists = path.exists() or path.is_symlink()
            what = "is no file, or a link to one elsewhere" if exists else "is not there"
            hint = "put the picture itself there" if exists else "put the file there or correct its name"
            self.problems.append(Problem(named_in, f"the picture {name} {what}", hint))
            return None
        picture = self.collect_problems(
            lambda: images.read_image(parsing.read_bytes(path, name), path.name, name)
        )
        if picture:
            self.add_diagnostics(picture.diagnostics)
        return picture
