"""The check report: what it says, what it shows, what it leaves alone, how it ends."""

import json
import re
from datetime import date
from functools import partial
from html.parser import HTMLParser
from itertools import pairwise

import pytest
from support.project import ROOT, UNASKED

from foldwell.documents.registry import DOCUMENTS
from foldwell.workflows import build_pack, quality_report

PACK = "build/riverside/restless-legs"


@pytest.fixture(scope="module")
def report(packs):
    """The report on a pack that was just made."""
    files = {DOCUMENTS[name].file: data for name, data in packs["riverside"].items()}
    order = build_pack.BuildRequest("riverside", "restless-legs", today=date(2026, 11, 22))
    return quality_report.check(ROOT, order, files)


@pytest.fixture
def checked(run, tight, monkeypatch):
    """Run `foldwell check` on a copy of the project without LibreOffice; return exit code, output, errors."""
    monkeypatch.setenv("PATH", "")
    return partial(run, "check", "--today=2026-11-22")


class Page(HTMLParser):
    """What is in an HTML page: its tags with their attributes."""

    def __init__(self, html):
        super().__init__()
        self.tags = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def all(self, tag):
        return [attrs for name, attrs in self.tags if name == tag]


def test_every_document_has_its_row_and_our_article_passes(report):
    proven = {row.where for row in report.rows if row.check == "proof"}
    assert proven == set(UNASKED)
    assert report.count("failed") == 0


def test_the_page_needs_no_other_file(report):
    page = Page(report.html())
    addresses = [attrs.get("src") or attrs.get("href") for _, attrs in page.tags]
    assert all(address.startswith("data:image/png;base64,") for address in addresses if address)
    assert not page.all("script")
    assert "url(" not in report.html()


def test_the_proof_sheet_shows_every_page_in_the_order_of_the_table(report):
    shown = {document.file: len(document.pages) for document in report.sheet}
    assert list(shown) == UNASKED
    assert shown["leaflet.pdf"] == 2
    assert shown["leaflet-screen.pdf"] == 6
    assert shown["card.pdf"] == 1
    pictures = Page(report.html()).all("img")
    assert len(pictures) == sum(shown.values())
    assert len({picture["alt"] for picture in pictures}) == len(pictures)


def test_the_page_has_a_language_a_title_and_headings_in_order(report):
    page = Page(report.html())
    assert page.all("html")[0]["lang"] == "en-GB"
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_words_from_an_article_cannot_break_out_of_the_page(report):
    hostile = report.rows[0].__class__("proof", "failed", "<script>alert(1)</script>", "<img src=x>")
    page = Page(quality_report.Report(report.context, report.words, (hostile,), ()).html())
    assert not page.all("script")
    assert not page.all("img")


def test_a_check_changes_no_document_and_leaves_its_report(checked, project):
    folder = project / PACK
    folder.mkdir(parents=True)
    (folder / "card.pdf").write_bytes(b"the card that was published")
    code, out, err = checked()
    assert (code, err) == (0, "")
    assert sorted(path.name for path in folder.iterdir()) == ["card.pdf", "report.html"]
    assert (folder / "card.pdf").read_bytes() == b"the card that was published"
    assert out.splitlines()[-1] == f"{PACK}/report.html"
    assert "[ ] " in out
    # There is no LibreOffice.
    assert "handout.docx cannot be shown here" in (folder / "report.html").read_text(encoding="utf-8")


def test_programs_get_json_and_a_file_in_the_pack_that_is_not_what_is_made_now_is_pointed_out(
    checked, project
):
    folder = project / PACK
    folder.mkdir(parents=True)
    (folder / "card.pdf").write_bytes(b"the card of another practice")
    code, out, _ = checked("--json")
    data = json.loads(out)
    assert code == 0
    assert data["failed"] == 0
    assert {"check", "state", "figure", "where"} == set(data["checks"][0])
    assert len(data["questions"]) > 5
    rows = {row["where"]: row for row in data["checks"] if row["check"] == "published"}
    assert rows["card.pdf"]["state"] == "warning"
    assert rows["card.pdf"]["figure"] == "not what is made now, so make it again"
    assert rows["leaflet.pdf"]["figure"] == "not made yet"


def test_every_source_of_ours_can_be_found(report):
    rows = [row for row in report.rows if row.check == "sources"]
    assert [(row.state, row.figure) for row in rows] == [
        ("passed", f"{len(report.context.article.sources)} sources")
    ]


def test_a_source_without_a_way_to_find_it_is_pointed_out_with_its_line(checked, project, edit):
    article = "content/articles/restless-legs.yaml"
    for way in (
        "    url: https://www.nice.org.uk/guidance/cg168\n",
        "    url: https://pubmed.ncbi.nlm.nih.gov/29425576/\n",
    ):
        edit(article, way, "")
    lines = (project / article).read_text(encoding="utf-8").splitlines()
    code, out, _ = checked("--json")
    rows = [row for row in json.loads(out)["checks"] if row["check"] == "sources"]
    assert code == 0
    assert [(row["state"], row["figure"], row["where"]) for row in rows] == [
        (
            "warning",
            f"no way to find '{name}': add a url, or a DOI or PMID as its locator",
            f"restless-legs.yaml:{lines.index(f'  - id: {name}') + 1}",
        )
        for name in ("irlssg-2018", "nice-cg168-2013")
    ]


def test_a_pack_that_was_just_made_is_up_to_date(report):
    rows = [row for row in report.rows if row.check == "published"]
    assert [row.state for row in rows] == ["passed"] * len(UNASKED)
    assert [row.where for row in rows] == UNASKED


def test_a_document_that_loses_a_section_fails_with_4_and_says_where(checked, project):
    template = project / "templates" / "card.html.j2"
    text = template.read_text(encoding="utf-8")
    template.write_text(text.replace("in card_sections", "in card_sections[1:]"), encoding="utf-8")
    code, out, _ = checked()
    assert code == 4
    assert "Fail" in out
    assert "failed." in out
    assert "[An urge to move" in (project / PACK / "report.html").read_text(encoding="utf-8")


def test_a_document_that_cannot_be_made_is_a_failed_check_and_the_others_are_reported(checked, edit):
    edit("templates/card.html.j2", "{{ practice.name | bind }}", "{{ practice.short_name }}")
    code, out, err = checked("--json")
    assert (code, err) == (4, "")
    rows = [row for row in json.loads(out)["checks"] if row["check"] == "proof"]
    [failed] = [row for row in rows if row["state"] == "failed"]
    assert failed["where"] == "templates/card.html.j2:50"
    assert failed["figure"].startswith(
        "'practice' has no attribute 'short_name' (unless you changed that file"
    )
    assert {row["where"] for row in rows if row["state"] == "passed"} == set(UNASKED) - {
        "card.pdf",
        "card-sheet.pdf",
    }
