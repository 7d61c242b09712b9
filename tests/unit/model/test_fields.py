"""Every field of a file has a label and a hint, in words that need no idea of how the file is written."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel, Field

from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.model import Article, Practice, ReportWords, Wording
from foldwell.model.fields import is_model, label, model_in

MODELS = (Article, Practice, BrandFile, Wording, ReportWords)
JARGON = re.compile(
    r"\b(?:keys?(?! point)|yaml|json|commonmark|strings?|lists? of|mappings?|null|booleans?|integers?)\b",
    re.IGNORECASE,
)
MAX_LABEL, MAX_HINT = 40, 110
"""The most letters of a label and of a hint, so that both have room beside a field."""


def fields(model: type[BaseModel]) -> Iterator[tuple[str, Any]]:
    """Yield every field of a model and of the models in it, by the name of its model and its own."""
    seen, waiting = set(), [model]
    while waiting:
        group = waiting.pop()
        if group in seen:
            continue
        seen.add(group)
        for name, field in group.model_fields.items():
            yield f"{group.__name__}.{name}", field
            waiting += filter(None, [model_in(field.annotation)])


def unclear(model: type[BaseModel]) -> list[str]:
    """The fields that have no label or no hint, or one that is long or speaks of how a file is written."""
    return [
        name
        for name, field in fields(model)
        for text, longest in ((field.title or "", MAX_LABEL), (field.description or "", MAX_HINT))
        if not text or len(text) > longest or "_" in (field.title or "") or JARGON.search(text)
    ]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_label_and_a_hint_in_plain_words(model):
    assert len(list(fields(model))) > 5
    assert unclear(model) == []


@pytest.mark.parametrize(
    "field",
    [
        Field(description="the first day"),
        Field(title="Day"),
        Field(title="Day", description=""),
        Field(title="Day", description="a string such as Monday"),
        Field(title="Day", description="a list of days"),
        Field(title="Day", description="the key of the day"),
        Field(title="Day", description="what YAML calls a mapping"),
        Field(title="Day", description="null for no day"),
        Field(title="review_by", description="the first day"),
        Field(title="The day on which all of the words are next reviewed", description="the first day"),
        Field(title="Day", description="the first day " * 9),
    ],
    ids=str,
)
def test_a_field_without_them_or_with_words_of_the_file_is_noticed(field):
    class Inner(BaseModel):
        day: str = field

    class Outer(BaseModel):
        days: dict[str, tuple[Inner, ...]] | None = Field(title="Days", description="the days")

    assert set(unclear(Outer)) == {"Inner.day"}


def test_a_field_in_plain_words_is_in_order():
    class Days(BaseModel):
        day: str = Field(title="Day", description="the key point of the first day")

    assert unclear(Days) == []


@pytest.mark.parametrize(
    ("model", "keys", "expected"),
    [
        (Practice, ("phone",), "Phone number"),
        (Practice, ("hours", 0, "days"), "Days"),
        (Practice, ("hours", 0), "Opening hours"),
        (Practice, ("numbers", "urgent"), "Number for urgent advice"),
        (Practice, ("words", "greeting"), "Words of your own"),
        (Article, ("care", "same_day", "when", 2), "Signs"),
        (Article, ("sections", 4, "claims", 0, "sources", 1), "Sources"),
        (Article, ("sections", 4, "figure", "alt"), "What it shows"),
        (Wording, ("care", "GB", "emergency_call"), "Emergency number"),
        (ReportWords, ("columns", 3), "Column headings"),
        (BrandFile, ("typography", "base", "line-height"), "Line height of the text"),
        (BrandFile, ("typography", "fonts", 0, "files", 1, "weight"), "Weight"),
        (BrandFile, ("color", "palette", "primary"), "Palette"),
        (BrandFile, ("logo", "images", "path"), "Logos"),
        (BrandFile, ("logo", "images", "path", "path"), "File of the logo"),
        (BrandFile, ("logo", "large", "light", "alt"), "What it says"),
    ],
)
def test_the_keys_of_a_value_lead_to_the_label_of_its_field(model, keys, expected):
    assert label(model, keys) == expected


@pytest.mark.parametrize("keys", [(), ("fax",), (0,), ("hours", 0, "fax"), ("numbers", "fax", "days")])
def test_keys_that_name_no_field_have_no_label(keys):
    assert label(Practice, keys) == ""


@pytest.mark.parametrize("annotation", [str, list[str], None])
def test_what_is_no_model_is_none(annotation):
    assert not is_model(annotation)
    assert model_in(annotation) is None
