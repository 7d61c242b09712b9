"""The documents of an imported leaflet: drafts while a placeholder stands, whoever reviewed it."""

from datetime import date

from support import old_leaflets as old

from foldwell.proofing import inspection
from foldwell.workflows import article_import, build_pack
from foldwell.workflows.build_pack import BuildRequest

DAY = date(2026, 11, 22)


def test_an_imported_leaflet_is_printed_as_a_draft_with_all_its_words(project, tmp_path):
    (tmp_path / "old.docx").write_bytes(old.word_leaflet())
    article_import.import_article(project, tmp_path / "old.docx", "ankle", "en-GB", DAY)
    path = project / "content/articles/ankle.yaml"
    text = path.read_text("utf-8").replace(
        "\nsections:", "\nclinical_reviewer: Dr A Example, GP\n\nsections:"
    )
    path.write_text(text, "utf-8")
    pack = build_pack.prove(project, BuildRequest("riverside", "ankle", ("handout",), today=DAY))
    words = " ".join(inspection.read_docx(pack.files["handout.docx"]).text)
    assert "Draft - not clinically reviewed" in words
    assert "Dr A Example" not in words
    assert all(step in words for step in ("Rest the foot.", "Cool it for ten minutes.", "Raise it."))
