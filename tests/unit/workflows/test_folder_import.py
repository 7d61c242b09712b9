"""A folder of old leaflets comes in: each becomes an article or says why not, and nothing is overwritten."""

import csv
from datetime import date
from pathlib import Path

import pytest
from support import old_leaflets as old

from foldwell.errors import UsageError
from foldwell.project.loading import articles
from foldwell.workflows import folder_import
from foldwell.workflows.folder_import import ImportedFile, article_names, leaflets_in

DAY = date(2026, 11, 22)
MARKDOWN = "# Knee pain\n\nRest it.\n\n## What helps\n\n- A cold pack\n"


@pytest.fixture
def folder(tmp_path_factory):
    """Leaflets of several kinds, one of them damaged, and files that are none."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "wards").mkdir()
    (folder / "Old Ankle.docx").write_bytes(old.word_leaflet())
    (folder / "wards/knee.md").write_text(MARKDOWN)
    (folder / "wards/Knee!.md").write_text(MARKDOWN)
    (folder / "broken.docx").write_bytes(b"PK\x03\x04 cut short")
    (folder / "junk.docx").write_text("no Word file")
    (folder / "~$ld Ankle.docx").write_bytes(b"a lock file")
    (folder / ".hidden.md").write_text(MARKDOWN)
    (folder / "photo.heic").write_bytes(b"a picture")
    return folder


def imported(project, folder):
    rows = folder_import.import_folder(project, folder, "en-GB", DAY, 2)
    return {row.file: row for row in rows}


def test_each_leaflet_becomes_an_article_and_a_damaged_one_costs_only_itself(project, folder):
    rows = imported(project, folder)
    assert {file: (row.article.rpartition("/")[2], row.state) for file, row in rows.items()} == {
        "Old Ankle.docx": ("old-ankle.yaml", "imported"),
        "broken.docx": ("broken.yaml", "not imported"),
        "junk.docx": ("junk.yaml", "not imported"),
        "wards/Knee!.md": ("knee.yaml", "imported"),
        "wards/knee.md": ("knee-2.yaml", "imported"),
    }
    assert {"old-ankle", "knee", "knee-2"} <= set(articles(project))
    assert rows["junk.docx"].problems[0].message == "is damaged, or no docx file, whatever its name says"
    assert rows["wards/knee.md"].result.words == 5


def test_a_second_run_imports_only_what_is_new(project, folder):
    imported(project, folder)
    file = project / "content/articles/knee.yaml"
    file.write_text("changed: by hand\n")
    (folder / "new.txt").write_text("Gout\n\nDrink water.\n")
    states = {name: row.state for name, row in imported(project, folder).items()}
    assert [name for name, state in states.items() if state == "imported"] == ["new.txt"]
    assert states["wards/Knee!.md"] == states["wards/knee.md"] == "there already"
    assert file.read_text() == "changed: by hand\n"


def test_the_report_has_every_file_and_nothing_that_a_spreadsheet_calculates(project, folder):
    (folder / "=1+1.md").write_text(MARKDOWN)
    text = folder_import.report(list(imported(project, folder).values()))
    heading, *rows = csv.reader(text.splitlines())
    assert heading == list(folder_import.COLUMNS)
    assert rows[0][0] == "'=1+1.md"
    assert len(rows) == 6
    (broken,) = (row for row in rows if row[0] == "broken.docx")
    assert broken[2] == "not imported"
    assert "save it as .docx" in broken[-1]


def test_a_cell_as_it_is_would_be_calculated():
    row = ImportedFile("=1+1.md", "content/articles/1-1.yaml", "there already")
    assert row.cells()[0] != row.file


def test_a_folder_without_leaflets_is_a_wrong_command(project, tmp_path_factory):
    empty = tmp_path_factory.mktemp("empty")
    with pytest.raises(UsageError, match=r"has no file that may be a leaflet .*\.docx"):
        imported(project, empty)


def test_names_are_those_of_the_files_in_small_letters_without_accents():
    files = [Path("Ménière's disease.docx"), Path("con.txt"), Path("___.md"), Path("x" * 90 + ".md")]
    assert list(article_names(files).values()) == ["meniere-s-disease", "con-leaflet", "leaflet", "x" * 36]


def test_files_are_found_below_the_folder_in_order(folder):
    names = [path.name for path in leaflets_in(folder)]
    assert names == ["Old Ankle.docx", "broken.docx", "junk.docx", "Knee!.md", "knee.md"]
