"""Check the pictures of a finished document: those of article and practice, complete, in brand colours."""

from __future__ import annotations

from collections.abc import Iterator

from foldwell.assets.images import Picture, text_labels
from foldwell.errors import Problem
from foldwell.project import pictograms
from foldwell.project.loading import BuildContext
from foldwell.proofing.checks.proof import Proof
from foldwell.proofing.image_match import image_difference, images_match
from foldwell.proofing.image_reference import corner_radius
from foldwell.proofing.inspection import ShownFigure
from foldwell.proofing.inspection.lettering import printed_size
from foldwell.proofing.pictogram_match import shows_pictogram

SIZE_TOLERANCE = 0.5
"""The tolerance between the lettering of a figure and the text, in pt."""

OTHER_IMAGE_HINT = "the template shows another file, or crops or stretches it"


def figures(proof: Proof) -> Iterator[Problem]:
    """Logo and figures are present, have their alt text, and look as expected."""
    for alt in proof.expectation.figures:
        shown = [figure for figure in proof.contents.figures if _normalised(figure.alt) == _normalised(alt)]
        if not shown:
            yield proof.problem(f"a picture is missing: {alt}")
        for figure in shown:
            yield from _image_problems(proof, figure, alt)


def lettering_size(proof: Proof) -> Iterator[Problem]:
    """No figure has lettering, the smallest if sizes differ, that is larger or smaller than the text."""
    text = proof.text_size
    drawings = {figure.alt: figure.file for _, figure in proof.context.shown_figures}
    for alt, file in drawings.items():
        for figure in (
            candidate
            for candidate in proof.contents.figures
            if _normalised(candidate.alt) == _normalised(alt)
        ):
            size = _letter_size(proof, figure, proof.context.figures[file])
            if size and text and abs(size - text) > SIZE_TOLERANCE:
                what = f"the letters of a picture are {size:.1f} pt, and the text is {text:g} pt: {alt}"
                hint = "the template makes the picture wider or narrower than its letters ask for"
                yield proof.problem(what, proof.template_hint(hint), figure.page)


def unexpected_images(proof: Proof) -> Iterator[Problem]:
    """No picture is shown that is not from the article or the practice."""
    known = {_normalised(alt) for alt in proof.expectation.figures}
    for figure in proof.contents.figures if known else ():
        if _normalised(figure.alt) not in known:
            yield proof.problem(f"a picture that no input has: {figure.alt}", page=figure.page)


def untagged_images(proof: Proof) -> Iterator[Problem]:
    """No picture but the cover drawing, the logo or a pictogram is shown without alt text."""
    context = proof.context
    cover = [context.figures[context.article.cover]] if context.article.cover else []
    known = list(dict.fromkeys((picture, 0.0) for picture in (*cover, *context.logos.values())))
    # A design may round the corners of the cover's drawing.
    part = context.design.cover.drawing_radius / 100
    known += [(one, radius) for one in cover if (radius := corner_radius(one, context.base, part))]
    icons = tuple(pictograms.shown(context)) if proof.contents.untagged_images else ()
    for image in proof.contents.untagged_images:
        if (
            image.has_ink
            and image.image
            and not shows_pictogram(image.image, *icons)
            and not any(images_match(image.image, one, context.base, radius) for one, radius in known)
        ):
            what = "a background picture is neither the article's cover nor the logo, or not all of it"
            yield proof.problem(what, proof.template_hint(OTHER_IMAGE_HINT), image.page)


def _image_problems(proof: Proof, figure: ShownFigure, alt: str) -> Iterator[Problem]:
    expected = _pictures(proof.context, alt)
    if not figure.has_ink or figure.image is None:
        yield proof.problem(f"a picture cannot be seen: {alt}", page=figure.page)
        return
    font = proof.context.base
    if expected and not any(images_match(figure.image, picture, font) for picture in expected):
        difference = image_difference(figure.image, expected[0], font)
        what = f"a picture is not what it should be, {difference}: {alt}"
        yield proof.problem(what, proof.template_hint(OTHER_IMAGE_HINT), figure.page)


def _letter_size(proof: Proof, figure: ShownFigure, drawing: Picture) -> float:
    """Return the size in pt of a figure's smallest lettering; in Word, where it is pixels, by its width."""
    if not figure.page:
        return printed_size(drawing, proof.context.base, figure.box.right - figure.box.left)
    left, top, right, bottom = figure.box
    label_words = {word for label in text_labels(drawing) for word in label.split()}
    inside = (
        word.size
        for word in proof.contents.words
        if word.page == figure.page
        and word.text in label_words
        and left <= (word.box.left + word.box.right) / 2 <= right
        and top <= (word.box.top + word.box.bottom) / 2 <= bottom
    )
    return min(inside, default=0.0)


def _pictures(context: BuildContext, alt: str) -> list[Picture]:
    """Return the different pictures of the context with an alt text."""
    drawings = [(figure.alt, context.figures[figure.file]) for _, figure in context.shown_figures]
    logos = [(context.brand.logo_alt(size), logo) for size, logo in context.logos.items()]
    # The sizes of a logo are often one file.
    named_so = (picture for words, picture in (*drawings, *logos) if _normalised(words) == _normalised(alt))
    return list(dict.fromkeys(named_so))


def _normalised(alt: str) -> str:
    return " ".join(alt.split())
