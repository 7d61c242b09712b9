"""Load the inputs of a pack and collect all their problems."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

from foldwell.assets import colour, fonts, images
from foldwell.assets.icc_profile import PressProfile
from foldwell.errors import Diagnostics, FoldwellError, InputError, Location, Problem
from foldwell.inputs import parsing, validation
from foldwell.inputs.typography import set_texts
from foldwell.inputs.validation import glyph_coverage
from foldwell.model import Article, Brand, FrozenModel, Practice, Wording
from foldwell.project import brand_assets, brand_fonts, inheritance, paths
from foldwell.project.build_context import BuildContext
from foldwell.project.language_choice import (
    choose_version,
    missing_crisis_number,
    missing_wording,
    requested_languages,
)
from foldwell.project.letterhead_file import find_letterhead
from foldwell.project.paths import FIGURES, WORDING, language_versions
from foldwell.project.picture_file import picture_file_problem
from foldwell.project.press_profile import press_profile
from foldwell.project.printing_words import printing_words

T = TypeVar("T")

NAMELESS = "the practice"
"""What a practice is called whose own facts could not be read."""


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
        examples = validation.example_facts(facts) if facts else ()
        source, article = self.load_article(article_id, facts, practice)
        brand, adjustments = self.load_brand(brand_source, practice)
        wording = self.load_wording(article, practice)
        printing = self.collect_problems(lambda: printing_words(self.root, practice)) if practice else None
        faces = self.load_fonts(brand_source, brand, (source, facts), wording)
        if brand and faces:
            brand = brand_fonts.set_in(brand, faces.fonts)
        logos = self.load_logos(brand_source, brand)
        drawings = self.load_figures(source, article, brand)
        templates = self.load_templates(layers)
        letterhead = self.load_letterhead(layers, practice)
        profile = self.load_press_profile(layers, practice)
        self.settle_corrections(brand)
        if self.problems or not (
            layers
            and source
            and article
            and practice
            and brand
            and wording
            and printing
            and faces
            and templates
        ):
            raise InputError(*dict.fromkeys(self.problems))
        language = article.language
        drawable = fonts.characters(faces.fonts[0]) & fonts.characters(faces.fonts[1])
        return BuildContext(
            practice_id=practice_id,
            article_id=article_id,
            article=set_texts(article, language, drawable),
            practice=set_texts(practice, language, drawable),
            brand=brand,
            adjusted_colours=adjustments,
            wording=wording,
            printing=printing,
            source=source,
            logos=logos,
            figures=drawings,
            base=faces.fonts[0],
            headings=faces.fonts[1],
            word_fonts=faces.word_fonts if faces.word_fonts != faces.fonts else None,
            templates=templates,
            folders=layers.folders,
            # First, because nothing else matters in a pack that must not be handed out.
            notes=tuple(dict.fromkeys((*examples, *self.notes))),
            has_examples=bool(examples),
            letterhead=letterhead,
            press_profile=profile,
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
        if source:
            self.corrections.extend(source.notes)
        if facts:
            self.corrections.extend(facts.notes)
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
            self.add_diagnostics(validation.brand_diagnostics(brand_source, file, practice))
        self.corrections.extend(validation.measure_corrections(brand_source))
        brand = validation.resolve_brand(brand_source, file, practice.name if practice else NAMELESS)
        adjusted, adjustments = colour.adjust_colours(brand.colours)
        strict = brand.contrast == "strict"
        unfit = brand_assets.contrast_problems(brand_source, adjustments, strict)
        (self.problems if strict else self.corrections).extend(unfit)
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

    def load_press_profile(
        self, layers: inheritance.PracticeLayers | None, practice: Practice | None
    ) -> PressProfile | None:
        """Return the colour profile of the practice's print shop, if it names one."""
        if not (layers and practice):
            return None
        return self.collect_problems(lambda: press_profile(layers, practice))

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
        self,
        brand_source: parsing.Source | None,
        brand: Brand | None,
        sources: Iterable[parsing.Source | None],
        wording: Wording | None,
    ) -> brand_fonts.FontSets | None:
        """Return the fonts of the brand, and others for characters of the sources that they lack."""
        if not (brand_source and brand):
            return None
        chosen = brand_fonts.choose_fonts(self.root, brand_source, brand)
        self.add_diagnostics(chosen.diagnostics)
        if not (chosen.fonts and chosen.word_fonts):
            return None
        printed = [source for source in sources if source]
        found = brand_fonts.with_fallbacks(chosen.fonts, printed, wording)
        self.add_diagnostics(glyph_coverage.uncovered_characters(printed, *found))
        return brand_fonts.FontSets(found, brand_fonts.with_fallbacks(chosen.word_fonts, printed, wording))

    def add_diagnostics(self, diagnostics: Diagnostics) -> None:
        """Collect problems, corrections and notes."""
        self.problems.extend(diagnostics.problems)
        self.corrections.extend(diagnostics.corrections)
        self.notes.extend(diagnostics.notes)

    def settle_corrections(self, brand: Brand | None) -> None:
        """Make the corrections problems of a strict brand, and notes of any other."""
        (self.problems if brand and brand.strict else self.notes).extend(self.corrections)

    def load_logos(self, brand_source: parsing.Source | None, brand: Brand | None) -> brand_assets.Logos:
        """Return the logo of each size, if all are there; none for a brand without a logo."""
        if not (brand_source and brand):
            return {}
        if not brand.logo:
            return {}
        found = brand_assets.logos(brand_source, brand, self.read_logo)
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

    def read_logo(self, name: str, named_in: Location) -> images.Picture | None:
        """Return a logo from anywhere in the practice's folder, however its accents are stored there."""
        folder = self.root / paths.practice_folder(named_in.file)
        return self.read_picture(paths.stored_name(self.root, name), named_in, folder)

    def read_picture(
        self, name: str, named_in: Location, within: Path | None = None
    ) -> images.Picture | None:
        """Return a picture from a regular file within a folder, its own if none is given.

        `named_in` is the line that asks for it.
        """
        path = self.root / name
        if problem := picture_file_problem(path, name, named_in, within):
            self.problems.append(problem)
            return None
        picture = self.collect_problems(
            lambda: images.read_image(parsing.read_bytes(path, name), path.name, name)
        )
        if picture:
            self.add_diagnostics(picture.diagnostics)
        return picture
