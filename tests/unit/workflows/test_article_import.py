"""An old leaflet comes into the project: what is written, what is told, what stays as it is."""

from datetime import date

import pytest
from support import old_leaflets as old
from support.letterheads import members, zipped

from foldwell.errors import InputError, LimitError, UsageError
from foldwell.project import loading
from foldwell.workflows import article_import
from foldwell.workflows.workers.worker_process import ResourceLimits

DAY = date(2026, 11, 22)


@pytest.fixture
def leaflet(tmp_path_factory):
    """A Word file with a header and a picture, outside of the project."""
    path = tmp_path_factory.mktemp("office") / "old ankle.docx"
    path.write_bytes(old.word_leaflet(old.with_header, old.with_picture))
    return path


def imported(project, file, name="ankle", language="en-GB"):
    return article_import.import_article(project, file, name, language, DAY)


def everything(project):
    paths = sorted((project / "content").rglob("*"))
    return {str(path): path.read_bytes() for path in paths if path.is_file()}


def test_an_old_leaflet_becomes_an_article_that_loads_as_a_draft(project, leaflet):
    result = imported(project, leaflet)
    context = loading.load_context(project, "riverside", "ankle")
    assert (result.path, context.article.title) == ("content/articles/ankle.yaml", "Sprained ankle")
    assert context.article.clinical_reviewer is None
    assert context.notes[: len(result.placeholders)] == result.placeholders


def test_pictures_are_written_beside_those_that_are_there(project, leaflet):
    before = everything(project)
    result = imported(project, leaflet)
    after = everything(project)
    assert result.pictures == ("content/articles/figures/ankle-1.png",)
    assert (project / result.pictures[0]).read_bytes() == old.drawing()
    assert {path: after[path] for path in before} == before


def test_what_was_left_out_is_told(project, leaflet):
    result = imported(project, leaflet)
    assert result.left_out == ("a header: 'Fracture clinic 01632 960444'",)
    assert result.phones == ("01632 960101",)
    assert result.mapped[0].startswith(
        "the list below 'Call {emergency} if:' became the care box 'emergency'"
    )


def test_a_picture_that_cannot_be_printed_is_told_and_left_out(project, tmp_path):
    (tmp_path / "old.md").write_text("# A\n\n## B\n\nC.\n\n![x](x.png) ![y](../y.png)\n", "utf-8")
    (tmp_path / "x.png").write_bytes(b"\x01\x00\x00\x00 EMF")
    result = imported(project, tmp_path / "old.md")
    assert result.left_out == (
        "x.png: is not a picture",
        "the picture '../y.png', which is not beside the file",
    )
    assert result.pictures == ()


def test_nothing_is_ever_overwritten(project, leaflet):
    imported(project, leaflet)
    before = everything(project)
    with pytest.raises(UsageError, match="is there already"):
        imported(project, leaflet)
    (project / "content/articles/ankle.yaml").unlink()
    with pytest.raises(UsageError, match=r"ankle-1\.png: is there already"):
        imported(project, leaflet)
    del before[str(project / "content/articles/ankle.yaml")]
    assert everything(project) == before


def test_a_leaflet_that_cannot_be_read_changes_nothing(project, tmp_path):
    before = everything(project)
    (tmp_path / "old.docx").write_bytes(old.with_doctype(old.word_leaflet()))
    with pytest.raises(InputError, match="has a DOCTYPE inside"):
        imported(project, tmp_path / "old.docx")
    assert everything(project) == before


def test_a_leaflet_that_takes_too_long_is_stopped_and_changes_nothing(project, leaflet, monkeypatch):
    before = everything(project)
    monkeypatch.setattr(article_import, "LIMITS", ResourceLimits(seconds=1))
    data = members(leaflet.read_bytes())
    text = data["word/document.xml"].decode()
    words = "<w:p><w:r><w:t>word</w:t></w:r></w:p>" * 60_000
    leaflet.write_bytes(
        zipped({**data, "word/document.xml": text.replace("<w:body>", f"<w:body>{words}").encode()})
    )
    with pytest.raises(LimitError, match=r"old ankle\.docx: took more than 1 s"):
        imported(project, leaflet)
    assert everything(project) == before


def test_a_language_without_documents_is_refused_by_those_there_are(project, leaflet):
    with pytest.raises(UsageError, match=r"no documents in 'fr-FR' \(one of: en-GB, en-US"):
        imported(project, leaflet, language="fr-FR")


def test_an_article_with_a_placeholder_is_a_draft_whoever_reviewed_it(project, leaflet):
    imported(project, leaflet)
    path = project / "content/articles/ankle.yaml"
    text = path.read_text("utf-8").replace(
        "\nsections:", "\nclinical_reviewer: Dr A Example, GP\n\nsections:"
    )
    path.write_text(text, "utf-8")
    assert loading.load_context(project, "riverside", "ankle").article.clinical_reviewer is None
    filled = "\n".join(
        line.replace("[", "(").replace("]", ")") for line in text.split("\n") if "source-1]" not in line
    )
    path.write_text(filled.replace("fact:", "sources: [source-1]\n        fact:"), "utf-8")
    context = loading.load_context(project, "riverside", "ankle")
    assert context.article.clinical_reviewer == "Dr A Example, GP"
