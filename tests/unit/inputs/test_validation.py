import contextlib
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent, indent

import brand_yml
import pytest
from support.project import ROOT

from foldwell.errors import InputError
from foldwell.inputs import validation
from foldwell.inputs.parsing import load
from foldwell.inputs.validation import brand_file
from foldwell.model import Article, Brand, FrozenModel, Practice, Wording

DATA = ROOT / "tests" / "data"
VALID = sorted((DATA / "valid").glob("*.yaml"))
INVALID = sorted((DATA / "invalid").glob("*.yaml"))
READERS: dict[str, tuple[Callable[..., FrozenModel], type[FrozenModel]]] = {
    "article": (validation.validate_article, Article),
    "practice": (validation.validate_practice, Practice),
    "brand": (validation.validate_brand, Brand),
    "wording": (validation.validate_wording, Wording),
}


def read(path: Path) -> FrozenModel:
    reader, _ = READERS[path.name.split("-")[0]]
    return reader(load(path, path.name))


def altered(folder: Path, name: str, old: str, new: str) -> Path:
    """Return a copy of a valid file with one thing changed."""
    text = (DATA / "valid" / name).read_text(encoding="utf-8")
    assert old in text
    (folder / name).write_text(text.replace(old, new, 1), encoding="utf-8")
    return folder / name


def test_the_corpus_has_cases_of_every_kind_and_each_has_its_expected_lines():
    for cases in (VALID, INVALID):
        assert {path.name.split("-")[0] for path in cases} == set(READERS)
    assert len(INVALID) >= 45
    expected = {path.name.removesuffix(".expected.txt") for path in (DATA / "invalid").glob("*.txt")}
    assert expected == {path.stem for path in INVALID}


@pytest.mark.parametrize("path", VALID, ids=lambda path: path.stem)
def test_a_valid_file_is_read(path):
    assert type(read(path)) is READERS[path.name.split("-")[0]][1]


@pytest.mark.parametrize(
    ("folds", "message"),
    [
        ("[]", "'fold' names no fold"),
        ("[tri, auto]", "'fold' cannot be 'auto' and others"),
        ("[tri, [z]]", "'fold' cannot be '['z']'"),
        ("x" * 500, f"'fold' cannot be '{'x' * 60}'"),
        ("", "'fold' is empty"),
    ],
)
def test_what_names_no_fold_is_refused_in_few_words(tmp_path, folds, message):
    with pytest.raises(InputError) as caught:
        read(altered(tmp_path, "practice-everything.yaml", "fold: z", f"fold: {folds}"))
    assert str(caught.value).startswith(f"practice-everything.yaml:25: {message} (")


def test_a_list_of_folds_is_read(tmp_path):
    path = altered(tmp_path, "practice-everything.yaml", "fold: z", "fold: [none, tri]")
    assert validation.validate_practice(load(path, path.name)).fold == ("none", "tri")


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_an_invalid_file_gives_exactly_the_expected_lines(path):
    with pytest.raises(InputError) as caught:
        read(path)
    assert f"{caught.value}\n" == path.with_suffix(".expected.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", INVALID, ids=lambda path: path.stem)
def test_no_message_speaks_of_the_programs_inside(path):
    lines = path.with_suffix(".expected.txt").read_text(encoding="utf-8").splitlines()
    assert lines
    assert all(line.startswith(f"{path.name}:") for line in lines)
    assert not [
        line for line in lines if any(word in line for word in ("pydantic", "Traceback", "tuple", "str type"))
    ]


BODY = "    body: |\n      Rest at home and drink often.\n\n      Most fevers pass in 3 days.\n"
CHANCES = "- chances: {per: 100, of: people, items: [{what: Pain, number: 3}]}\n"


def noted(tmp_path, blocks):
    """Return the notes on an article whose first section has these blocks."""
    path = altered(tmp_path, "article-smallest.yaml", BODY, f"    blocks:\n{indent(blocks, ' ' * 6)}")
    source = load(path, path.name)
    return "\n".join(map(str, validation.article_notes(source, validation.validate_article(source))))


def test_an_entry_that_a_comma_cut_in_two_is_noted(tmp_path):
    said = noted(tmp_path, "- do: [Drink water, tea and juice]\n- do: [Walk, Swim]\n")
    assert "'do' 2 begins small: 'tea and juice' (if it belongs to the entry before" in said
    assert said.count("begins small") == 1


def test_a_picture_of_chances_that_are_words_is_refused(tmp_path):
    worded = CHANCES.replace("number: 3", "number: common, picture: yes")
    with pytest.raises(InputError, match=r"'picture' needs a number, or two with 'to' \(delete it\)"):
        noted(tmp_path, worded)


def test_chances_of_a_section_whose_facts_have_no_source_are_noted(tmp_path):
    assert noted(tmp_path, CHANCES) == ""
    other = f"  - id: more\n    heading: More\n    blocks:\n{indent(CHANCES, ' ' * 6)}care:\n  after: rest\n"
    path = altered(tmp_path, "article-smallest.yaml", "care:\n  after: rest\n", other)
    source = load(path, path.name)
    (said,) = validation.article_notes(source, validation.validate_article(source))
    assert "'chances' has numbers without a source (say under 'claims' where they come from)" in str(said)


def test_the_blocks_that_the_docs_show_are_valid_and_nothing_is_noted(tmp_path):
    page = (ROOT / "docs/writing-articles.md").read_text(encoding="utf-8")
    shown = [dedent(text) for text in re.findall(r"^    blocks:\n((?:      .*\n|\n)+)", page, re.MULTILINE)]
    assert {f"{kind}:" for kind in ("steps", "dont", "zones", "fields")} <= set(" ".join(shown).split())
    assert [noted(tmp_path, blocks) for blocks in shown] == [""] * len(shown)


def test_small_entries_on_lines_of_their_own_are_in_order(tmp_path):
    assert noted(tmp_path, "- do:\n    - Drink water\n    - tea and juice\n- dont: [drive, swim]\n") == ""


def test_problems_come_in_the_order_of_lines():
    numbers = [
        [int(line.split(":")[1]) for line in path.read_text(encoding="utf-8").splitlines()]
        for path in (DATA / "invalid").glob("*.txt")
    ]
    assert all(lines == sorted(lines) for lines in numbers)
    assert max(map(len, numbers)) >= 5


def test_an_empty_field_is_reported_as_the_design_shows(tmp_path):
    path = altered(tmp_path, "article-smallest.yaml", "key_point: Rest, and drink often.", "key_point:")
    with pytest.raises(InputError) as caught:
        validation.validate_article(load(path, "content/articles/fever.yaml"))
    assert str(caught.value) == (
        "content/articles/fever.yaml:17: sections 1 (rest): 'key_point' is empty"
        " (one sentence of at most 110 characters, for the card; leave it out if there is none)"
    )


def test_a_date_and_a_version_are_read_as_they_were_typed():
    article = read(DATA / "valid" / "article-smallest.yaml")
    assert (article.version, article.published.isoformat(), article.clinical_reviewer) == (
        "1.0",
        "2026-11-22",
        None,
    )


def test_review_is_due_after_36_months_to_the_day(tmp_path):
    old = "review_by: 2029-11-22"
    assert read(altered(tmp_path, "article-smallest.yaml", old, old))
    with pytest.raises(InputError, match="more than 36 months"):
        read(altered(tmp_path, "article-smallest.yaml", old, "review_by: 2029-11-23"))


def test_a_brand_is_read_with_every_name_followed():
    brand = read(DATA / "valid" / "brand-everything.yaml")
    assert brand.model_dump(exclude_defaults=True) == {
        "name": "Oakwood Surgery",
        "logo": {"path": "logo.svg", "alt": "Oakwood Surgery"},
        "logos": {
            "small": {"path": "mark.png", "alt": "Oakwood Surgery"},
            "large": {"path": "large.svg", "alt": "Oakwood Surgery, with the oak"},
        },
        "colours": {
            "primary": "#0a5564",
            "secondary": "#2f8f8a",
            "foreground": "#18262b",
            "background": "#F4EFE6",
            "danger": "#9c1313",
            "headings": "#0a5564",
            "link": "#0a5564",
        },
        "base": {
            "family": "Lato",
            "weight": 400,
            "size": 13.5,
            "leading": 1.4,
            "requested": ({"name": "Lato"},),
        },
        "headings": {
            "family": "Oak Serif",
            "weight": 600,
            "leading": 1.2,
            "requested": (
                {
                    "name": "Oak Serif",
                    "files": ({"path": "oak-regular.ttf"}, {"path": "oak-bold.ttf", "weight": 700}),
                },
            ),
        },
        "link": {"weight": 700, "underline": True},
        "contrast": "strict",
    }


def test_a_brand_without_headings_uses_the_family_of_its_text():
    assert read(DATA / "valid" / "brand-smallest.yaml").headings.family == "Lato"


@pytest.mark.parametrize("kind", ["smallest", "everything"])
def test_a_valid_brand_is_valid_brand_yml_too(kind):
    text = (DATA / "valid" / f"brand-{kind}.yaml").read_text(encoding="utf-8")
    standard = brand_yml.Brand.from_yaml_str(text)
    assert standard.color.primary.lower() == read(DATA / "valid" / f"brand-{kind}.yaml").colours.primary


@pytest.mark.parametrize(
    "value", ["red}@import url(x)", "url(x)", "#ff00000", "#fffffg", "#ff0000\\n", "var(--x)"]
)
def test_nothing_but_six_digits_reaches_the_looks(tmp_path, value):
    path = altered(tmp_path, "brand-smallest.yaml", '"#0a5564"', f'"{value}"')
    if value == "#ff0000\\n":
        assert read(path).colours.primary == "#ff0000"
        return
    with pytest.raises(InputError, match="'primary'"):
        read(path)


def test_an_id_with_a_line_end_is_trimmed_and_not_kept(tmp_path):
    path = altered(tmp_path, "article-smallest.yaml", "- id: rest", '- id: "rest\\n"')
    assert read(path).sections[0].id == "rest"


def trees(paths: list[Path], kind: str) -> list[object]:
    """Return the text trees of those files of one kind that are plain YAML."""
    found = []
    for path in paths:
        with contextlib.suppress(InputError):
            found += [load(path, path.name).value] if path.name.startswith(kind) else []
    return found


CROSS_CHECKS = [("article", check) for check in validation.ARTICLE_CHECKS] + [
    ("brand", check) for check in brand_file.CHECKS
]


@pytest.mark.parametrize(("kind", "check"), CROSS_CHECKS, ids=lambda value: getattr(value, "__name__", value))
def test_every_cross_check_fires_on_a_broken_file_and_on_no_valid_one(kind, check):
    assert any(list(check(tree)) for tree in trees(INVALID, kind))
    assert not any(list(check(tree)) for tree in trees(VALID, kind))


@pytest.mark.parametrize(
    "tree", ["", [], {}, [[]], {"sections": "x", "color": [], "logo": ["x"], "care": {"after": {}}}]
)
def test_a_cross_check_never_stumbles_over_a_wrong_shape(tree):
    for _, check in CROSS_CHECKS:
        assert all(finding.what for finding in check(tree))
