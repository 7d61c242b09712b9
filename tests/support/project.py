"""The shipped project: what is in it, and variants of a context to build from."""

from dataclasses import replace
from pathlib import Path

import pytest

from foldwell.assets import fonts, images
from foldwell.documents import registry
from foldwell.errors import InputError
from foldwell.project import design_file, inheritance, loading
from support.combinations import representative

ROOT = Path(__file__).resolve().parents[2]


ARTICLE = "restless-legs"


PRACTICES = ("lakeshore", "northgate", "riverside")
"""Those that we ship; a clinic's checkout has practices and articles of its own beside them."""


BRITISH = PRACTICES[1:]
"""Those of A4 paper that take an article in British English."""


CLASSIC = design_file.load_design(ROOT, "classic", "")
"""The design of a brand that asks for none."""


USUAL = ("lakeshore", "riverside")
"""Those whose packs every run of all tests has: one with Letter paper in America, one with A4 in Britain."""


EACH_PRACTICE, EACH_BRITISH = (representative(names, "riverside") for names in (PRACTICES, BRITISH))
"""The same, as parameters."""


def dressed(context, design, root=ROOT):
    """A context of a brand that asks for a design."""
    return replace(
        context,
        brand=context.brand.model_copy(update={"design": design}),
        design=design_file.load_design(root, design, ""),
        templates=inheritance.templates(root, design, context.folders),
    )


UNASKED = [row.file for name, row in registry.DOCUMENTS.items() if name not in ("press", "press-ticket")]
"""The files of a pack for a practice that asks for nothing more, in the order of the table."""


def gathered(project, practice="riverside"):
    """The context of the shipped article for a practice of a project."""
    return loading.load_context(project, practice, ARTICLE)


def refused(project, practice="riverside"):
    """What is said when the inputs of that context are refused."""
    with pytest.raises(InputError) as caught:
        gathered(project, practice)
    return str(caught.value)


def sized(context, fold, paper="A4", **settings):
    """A context with another fold and paper, and other settings of its practice."""
    practice = context.practice.model_copy(update={"fold": fold, "paper": paper, **settings})
    return replace(context, practice=practice)


def ordered(context, fold):
    """A context whose article orders a fold, whatever its practice wishes."""
    layout_format = context.article.format.model_copy(update={"fold": fold})
    return replace(context, article=context.article.model_copy(update={"format": layout_format}))


def lengthened(context, words):
    """A context with so many words more in the first section of its article."""
    first, *others = context.article.sections
    longer = first.model_copy(update={"body": f"{first.body}\n\n{' '.join(['word'] * words)}."})
    return replace(context, article=context.article.model_copy(update={"sections": (longer, *others)}))


def shortened(context, *sections):
    """A context with some sections of its article alone, for tests to which the others make no difference."""
    kept = tuple(part for part in context.article.sections if part.id in sections)
    assert len(kept) == len(sections)
    return replace(context, article=context.article.model_copy(update={"sections": kept}))


def terse(context):
    """A context whose article names three sources, and says in its care boxes only when to get help."""
    article = context.article
    same_day = article.care.same_day.model_copy(update={"lead": None})
    update = {
        "sources": article.sources[:3],
        "care": article.care.model_copy(update={"same_day": same_day}),
    }
    return replace(context, article=article.model_copy(update=update))


def in_family(context, family):
    """A context with text and headings in another family."""
    font = fonts.bundled_font(family)
    base = context.brand.base.model_copy(update={"family": family, "least": fonts.minimum_size(font)})
    headings = context.brand.headings.model_copy(update={"family": family})
    brand = context.brand.model_copy(update={"base": base, "headings": headings})
    drawings = {name: images.recoloured(one, brand, family) for name, one in context.figures.items()}
    return replace(context, base=font, headings=font, brand=brand, figures=drawings)


LEAFLETS = ("leaflet-screen", "leaflet")


FOLDED = {
    "z": ("riverside", "z", "A4", ("fold_ticks",), LEAFLETS),
    "z Letter": ("lakeshore", "z", "Letter", (), LEAFLETS[:1]),
    "tri Letter": ("northgate", "tri", "Letter", (), LEAFLETS),
    "half": ("northgate", "half", "A4", (), (*LEAFLETS, "press")),
    "half Letter": ("riverside", "half", "Letter", (), LEAFLETS[:1]),
    "none": ("lakeshore", "none", "A4", (), LEAFLETS[:1]),
    "none Letter": ("northgate", "none", "Letter", ("fold_ticks",), (*LEAFLETS, "press")),
}
"""The shipped leaflet in folds and on paper that its packs do not have: practice, fold, paper, what is
switched on, documents."""


EACH_FOLDED = representative(FOLDED, "z", "half", "none Letter")
"""The names of those leaflets, as parameters: one of each way in which the paper is folded."""
