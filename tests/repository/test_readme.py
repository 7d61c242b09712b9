"""README is true: its commands exist, its files are made, its pictures are there."""

import re

import pytest
from support.combinations import representative
from support.project import ROOT, UNASKED

from foldwell.documents.registry import DOCUMENTS

README = (ROOT / "README.md").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
NAMED = set(re.findall(r"(?:^    |`)make ([a-z-]+)", README, re.MULTILINE))
PICTURES = re.findall(r"!\[(.+?)\]\((.+?)\)", README)


def test_make_leaflet_and_make_test_are_the_first_two_commands():
    commands = re.findall(r"^    (make .+)$", README, re.MULTILINE)
    assert commands[:2] == ["make leaflet", "make test"]


@pytest.mark.parametrize("target", sorted(NAMED))
def test_every_make_command_in_readme_exists(target):
    assert target in TARGETS


def test_the_table_of_files_names_every_document_and_no_other():
    rows = re.findall(r"^\| `([a-z-]+\.(?:pdf|docx))` \|", README, re.MULTILINE)
    assert sorted(rows) == sorted(document.file for document in DOCUMENTS.values())


def test_there_are_pictures_of_leaflet_handout_and_card_with_their_words():
    assert [path.split("/")[-1] for _, path in PICTURES][:3] == ["leaflet.png", "handout.png", "card.png"]
    for words, path in PICTURES:
        assert (ROOT / path).read_bytes().startswith(b"\x89PNG")
        assert len(words) > 10


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("only", representative([["leaflet", "card"], []]))
def test_the_steps_to_a_practice_of_ones_own_lead_to_a_pack(project, monkeypatch, capsys, only):
    from foldwell import cli  # noqa: PLC0415

    begun, place = re.search(r"`make practice NAME=(\S+)` makes the folder `(\S+)/`", README).groups()
    named = re.search(r"`make leaflet PRACTICE=(\S+)`", README).group(1)
    some = [word for name in only for word in ("--only", name)]
    for words in (["new", "practice", begun], ["build", "--practice", named, *some]):
        monkeypatch.setattr("sys.argv", ["foldwell", "--project", str(project), *words])
        cli.main()
    for name in re.findall(r"^\d\. `(\S+)` has the", README, re.MULTILINE):
        assert (project / place / name).is_file()
    files = sorted(path.name for path in (project / "build" / named / "restless-legs").iterdir())
    made = ["leaflet-screen.pdf", *(DOCUMENTS[name].file for name in only)] if only else UNASKED
    assert files == sorted(["manifest.json", *made])
    assert "leaflet.pdf" in capsys.readouterr().out


def test_the_error_that_readme_shows_is_the_one_that_is_printed(project, monkeypatch, capsys):
    from foldwell import cli  # noqa: PLC0415

    path = project / "content/practices/riverside/practice.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("phone:", "fone:"), encoding="utf-8")
    monkeypatch.setattr("sys.argv", ["foldwell", "--project", str(project), "build"])
    with pytest.raises(SystemExit) as end:
        cli.main()
    assert end.value.code == 3
    assert capsys.readouterr().err.strip() in README
