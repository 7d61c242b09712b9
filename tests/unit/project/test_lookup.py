"""A practice or article that cannot be found under its name: what was meant is said."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from foldwell.errors import FoldwellError
from foldwell.project.lookup import require_article, require_practice
from foldwell.project.paths import ARTICLES, PRACTICES

CASES = {
    "practice.yaml under another name": (
        f"{PRACTICES}/oakwood/practice.yaml.txt",
        lambda root: require_practice(root, "oakwood"),
        f"{PRACTICES}/oakwood/practice.yaml.txt: is not read under this name (rename it to practice.yaml)",
    ),
    "a folder without practice.yaml": (
        f"{PRACTICES}/oakwood/logo.svg",
        lambda root: require_practice(root, "oakwood"),
        f"{PRACTICES}/oakwood: has no practice.yaml (put it there; make practice begins one)",
    ),
    "a practice with capitals": (
        f"{PRACTICES}/Oakwood/practice.yaml",
        lambda root: require_practice(root, "Oakwood"),
        f"{PRACTICES}: the practice cannot be called 'Oakwood'"
        " (small letters, digits and hyphens are allowed)",
    ),
    "what practices extend": (
        f"{PRACTICES}/_oak/practice.yaml",
        lambda root: require_practice(root, "_oak"),
        f"{PRACTICES}: '_oak' is what practices extend, and gives no leaflets itself (there are: )",
    ),
    "an article under another name": (
        f"{ARTICLES}/gout.yml",
        lambda root: require_article(root, "gout"),
        f"{ARTICLES}/gout.yml: is not read under this name (rename it to gout.yaml)",
    ),
    "an article that is not there": (
        f"{ARTICLES}/gout.yaml",
        lambda root: require_article(root, "Gout.docx"),
        f"{ARTICLES}: there is no article 'Gout.docx' (did you mean 'gout'? there are: gout)",
    ),
}


@pytest.mark.parametrize(("file", "require", "message"), CASES.values(), ids=CASES)
def test_what_is_asked_for_under_a_wrong_name_is_said(
    tmp_path: Path, file: str, require: Callable[[Path], None], message: str
) -> None:
    path = tmp_path / file
    path.parent.mkdir(parents=True)
    path.touch()
    with pytest.raises(FoldwellError) as caught:
        require(tmp_path)
    assert str(caught.value) == message
