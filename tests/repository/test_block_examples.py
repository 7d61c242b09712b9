"""Each kind of block is shown in docs/writing-articles.md, by an example that builds and its picture."""

import pytest
from support.project import ROOT

from docs.block_examples import EXAMPLE, PAGE, examples
from foldwell.inputs import parsing, validation
from foldwell.model.blocks import KINDS

SHOWN = examples()
PICTURES = ROOT / ".github" / "pictures"
MAX_BYTES = 400_000


def article_of(name):
    return validation.validate_article(parsing.parse(SHOWN[name], f"{name}.yaml"))


def test_every_kind_of_block_is_shown():
    shown = {block.kind for name in SHOWN for _, block in article_of(name).sections[0].content}
    assert shown == set(KINDS)


def test_every_picture_of_a_block_has_its_example_before_it():
    assert PAGE.read_text("utf-8").count("/block-") == len(SHOWN) > 0
    assert {path.stem for path in PICTURES.glob("block-*.png")} == set(SHOWN)


def test_an_example_that_is_not_one_of_blocks_is_not_taken_for_one():
    assert not EXAMPLE.search("    body: x\n\n![A picture](../.github/pictures/block-x.png)\n")


@pytest.mark.parametrize("name", SHOWN)
def test_an_example_is_valid_and_its_drawings_are_there(name):
    article = article_of(name)
    assert all((ROOT / "content/articles/figures" / figure.file).is_file() for _, figure in article.figures)


def test_the_pictures_are_small():
    files = [PICTURES / f"{name}.png" for name in SHOWN]
    assert all(file.read_bytes().startswith(b"\x89PNG") for file in files)
    assert sum(file.stat().st_size for file in files) < MAX_BYTES
