"""The reference tools: fetched once, asked about all that names a standard, and not believed when silent."""

from __future__ import annotations

import json
import shutil
import subprocess
from base64 import b64encode
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from docx.shared import Mm
from support.machine import machine, stand_in
from support.pages import laid
from support.project import ROOT

from conformance import __main__ as conformance
from conformance import browser as browsing
from conformance import second_reader, tools, word_pages
from conformance.specimen import build_specimen
from foldwell.assets import fonts, images
from foldwell.errors import ProofError
from foldwell.rendering.pdf import layout
from foldwell.rendering.rasterize import drawing_page
from foldwell.workflows import libreoffice

PACKAGES = ("pom.xml", "package.json", "package-lock.json")
SETUP = ("scripts/system.sh", *(f"scripts/conformance/{name}" for name in ("setup.sh", *PACKAGES)))
SOUND = {"passedRules": 106, "failedRules": 0, "ruleSummaries": []}
PAGE = '<html lang="en"><style>p { color: #1a1a1a }</style><img src="data:image/png;base64,iVBOR" alt="A">'
SKIPPED = {"clause": "7.4.2", "testNumber": 1, "description": "-", "checks": [{"errorMessage": "skipped"}]}
BROKEN = {"passedRules": 105, "failedRules": 1, "ruleSummaries": [SKIPPED]}


# What the tools say


def answers(monkeypatch, tmp_path: Path, name: str, message: str) -> None:
    """Let a tool give an answer."""
    (tmp_path / "said").write_text(message)
    tool = {name: f'cat "{tmp_path}/said"'}
    monkeypatch.setenv("PATH", machine(tmp_path / "machine", **tool))


def report(file: str, details: dict) -> dict:
    compliant = not details["failedRules"]
    return {"itemDetails": {"name": file}, "validationResult": [{"details": details, "compliant": compliant}]}


def test_a_failed_rule_is_reported_with_its_clause_and_the_rules_are_counted(monkeypatch, tmp_path):
    jobs = [report("/a.pdf", SOUND), report("/b.pdf", BROKEN)]
    answers(monkeypatch, tmp_path, "java", json.dumps({"report": {"jobs": jobs}}))
    faults = tools.run_verapdf(tmp_path, [Path("/a.pdf"), Path("/b.pdf")])
    assert faults[Path("/a.pdf")] == tools.Verdict("veraPDF", 106, ())
    assert faults[Path("/b.pdf")] == tools.Verdict("veraPDF", 106, ("7.4.2-1: skipped",))


def test_a_file_of_which_verapdf_says_nothing_or_that_it_cannot_read_has_failed(monkeypatch, tmp_path):
    unread = {"itemDetails": {"name": "/b.pdf"}, "taskException": {"exceptionMessage": "no PDF"}}
    answers(monkeypatch, tmp_path, "java", json.dumps({"report": {"jobs": [unread]}}))
    faults = tools.run_verapdf(tmp_path, [Path("/a.pdf"), Path("/b.pdf")])
    assert faults[Path("/a.pdf")].failures == ("says nothing of this file",)
    assert "no PDF" in faults[Path("/b.pdf")].failures[0]


def test_an_error_of_the_open_xml_sdk_is_reported(monkeypatch, tmp_path):
    error = {"id": "Sch_Unexpected", "description": "unexpected child"}
    answers(monkeypatch, tmp_path, "node", json.dumps({"ok": False, "errors": [error]}))
    faults = tools.run_ooxml_sdk(tmp_path, [Path("/a.docx")])
    assert faults[Path("/a.docx")].failures == ("Sch_Unexpected: unexpected child",)


@pytest.mark.parametrize(("name", "ask"), [("java", tools.run_verapdf), ("node", tools.run_ooxml_sdk)])
def test_a_tool_that_does_not_answer_is_no_approval(monkeypatch, tmp_path, name, ask):
    answers(monkeypatch, tmp_path, name, "out of memory")
    with pytest.raises(ProofError, match="gave no answer: out of memory"):
        ask(tmp_path, [Path("/a")])


def browser(monkeypatch, tmp_path: Path, faults: str) -> tools.Verdict:
    """What is understood of a page in which a browser finds what is told."""
    (tmp_path / browsing.AXE).parent.mkdir(parents=True)
    (tmp_path / browsing.AXE).write_text("")
    (tmp_path / "page.html").write_text(PAGE)
    answers(monkeypatch, tmp_path, "chromium", faults)
    return browsing.run_axe(tmp_path, [tmp_path / "page.html"])[tmp_path / "page.html"]


def test_what_axe_finds_in_a_page_is_reported(monkeypatch, tmp_path):
    found = b64encode(json.dumps({"passed": 30, "rules": ["image-alt: no words"]}).encode()).decode()
    verdict = browser(monkeypatch, tmp_path, f"<html><title>axe:{found}:axe</title>")
    assert verdict == tools.Verdict("axe-core", 31, ("image-alt: no words",))


def test_a_browser_that_does_not_answer_is_no_approval(monkeypatch, tmp_path):
    with pytest.raises(ProofError, match="chromium gave no answer: <html>"):
        browser(monkeypatch, tmp_path, "<html><title>Check</title>")


# The second reader

needs_poppler = pytest.mark.skipif(not shutil.which("pdftoppm"), reason="poppler is not installed")


@needs_poppler
def test_pages_that_both_readers_draw_alike_are_no_failure_and_others_are(packs, tmp_path):
    sound, broken = tmp_path / "card.pdf", tmp_path / "broken.pdf"
    sound.write_bytes(packs["riverside"]["card"])
    broken.write_bytes(conformance.PDF["fonts left out"].damage(packs["riverside"]["card"]))
    verdicts = second_reader.run_poppler(tmp_path, [sound, broken])
    assert verdicts[sound] == tools.Verdict("poppler", 0, ())
    assert "poppler: page 1 differs by " in verdicts[broken].failures[0]


@needs_poppler
def test_a_gradient_of_which_one_reader_draws_nothing_is_found(tmp_path):
    stops = '<stop stop-color="red"/><stop offset="1" stop-color="red" stop-opacity="0"/>'
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 10">'
        f'<linearGradient id="a">{stops}</linearGradient><path d="M0 0h30v10H0z" fill="url(#a)"/></svg>'
    )
    lato = fonts.bundled_font("Lato")
    picture = images.Picture("a.svg", images.SVG, drawing.encode(), 3)
    file = tmp_path / "hole.pdf"
    file.write_bytes(drawing_page(picture, lato))
    assert second_reader.run_poppler(tmp_path, [file])[file].failures
    file.write_bytes(drawing_page(images.read_image(drawing.encode(), "a.svg", "a.svg"), lato))
    assert second_reader.run_poppler(tmp_path, [file])[file].failures == ()


def test_a_file_of_which_poppler_draws_nothing_has_failed(monkeypatch, packs, tmp_path):
    answers(monkeypatch, tmp_path, "pdftoppm", "")
    file = tmp_path / "card.pdf"
    file.write_bytes(packs["riverside"]["card"])
    assert second_reader.run_poppler(tmp_path, [file])[file].failures == ("poppler draws 0 of 1 pages",)


def test_without_poppler_the_check_says_what_to_install(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", machine(tmp_path / "machine"))
    with pytest.raises(ProofError, match="poppler-utils"):
        second_reader.run_poppler(tmp_path, [tmp_path / "a.pdf"])


def test_what_two_tools_say_of_a_file_is_put_together(monkeypatch, tmp_path):
    file, other = tmp_path / "a.pdf", tmp_path / "b.pdf"

    def says(name, *failures):
        return lambda _, files: {one: tools.Verdict(name, 1, failures) for one in files}

    checkers = {"PDF/UA-1": (says("one", "bad"), says("two", "worse")), conformance.OTHER_PDF: (says("two"),)}
    monkeypatch.setattr(conformance, "CHECKERS", checkers)
    verdicts = conformance.ask_tools({file: "PDF/UA-1", other: conformance.OTHER_PDF})
    assert verdicts[file] == tools.Verdict("one, two", 2, ("bad", "worse"))
    assert verdicts[other] == tools.Verdict("two", 1, ())


# The whole


@pytest.fixture
def small(monkeypatch, contexts, packs):
    """The check with one file of each standard, where each tool says what the test has it say."""

    def made(folder: Path) -> dict[Path, str]:
        (folder / "specimen.pdf").write_bytes(build_specimen(contexts["riverside"]))
        (folder / "handout.docx").write_bytes(packs["riverside"]["handout"])
        (folder / "report.html").write_text(PAGE)
        return {
            folder / "specimen.pdf": "PDF/UA-1",
            folder / "handout.docx": "Office Open XML",
            folder / "report.html": conformance.REPORT,
        }

    monkeypatch.setattr(conformance, "build_files", made)

    def says(failures):
        def check(_, files):
            return {file: tools.Verdict("stand-in", 1, failures(file)) for file in files}

        monkeypatch.setattr(conformance, "CHECKERS", dict.fromkeys(conformance.CHECKERS, (check,)))
        with pytest.raises(SystemExit) as left:
            conformance.main()
        return left.value.code

    return says


def everything(file: Path) -> tuple[str, ...]:
    """What a good tool says of a file broken on purpose: here, all at once."""
    ways = [way.tool for ways in conformance.WAYS.values() for way in ways.values() if way.tool]
    return tuple(ways) if file.name.startswith("broken") else ()


def test_all_is_well_when_the_tools_object_to_what_is_broken_and_to_nothing_else(small, capsys):
    assert small(everything) == 0
    message = capsys.readouterr().out
    assert "17 of 17 files broken on purpose were noticed" in message
    assert [line.split()[0] for line in message.splitlines()[1:4]] == [
        "specimen.pdf",
        "handout.docx",
        "report.html",
    ]


def test_one_failure_in_one_document_fails_the_check_and_is_reported(small, capsys):
    assert small(lambda file: everything(file) or ("7.1-9: no title",) * (file.name == "specimen.pdf")) == 4
    assert "7.1-9: no title" in capsys.readouterr().out


def test_a_tool_that_objects_to_nothing_is_found_out(small, capsys):
    assert small(lambda _: ()) == 4
    assert "0 of 17 files broken on purpose were noticed" in capsys.readouterr().out


# The set-up

PROGRAMS = {
    "java": '[ ! -e "$machine/bare" ]',
    "node": '[ ! -e "$machine/bare" ]',
    "mvn": "",
    "npm": '[ ! -e "$machine/offline" ] || { echo "no network"; exit 1; }',
    "id": 'cat "$machine/user"',
    "sudo": "exit 1",
    "apt-get": 'rm -f "$machine/bare"',
    "chromium": "",
    "pdftoppm": "",
    "soffice": "",
}


class Desk:
    """A checkout on a machine of stand-ins, each of which writes down what it was asked."""

    def __init__(self, folder: Path) -> None:
        self.checkout, self.machine = folder / "my checkout", folder / "machine"
        self.path = machine(self.machine)
        (self.machine / "user").write_text("1000")
        for name in SETUP:
            target = self.checkout / name
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target)
        for name, text in PROGRAMS.items():
            log = f'machine=\'{self.machine}\'; echo "${{0##*/}} $*" >>"$machine/log"'
            stand_in(self.machine, name, f"{log}\n{text}")

    def set_up(self) -> tuple[int, str]:
        script = self.checkout / "scripts/conformance/setup.sh"
        env = {"PATH": self.path}
        done = subprocess.run(["sh", script], env=env, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr

    def work(self, *names: str) -> list[str]:
        log = self.machine / "log"
        lines = log.read_text().splitlines() if log.exists() else []
        log.unlink(missing_ok=True)
        return [line for line in lines if line.split()[0] in names]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def test_the_tools_are_fetched_once_and_again_when_their_versions_change(desk: Desk) -> None:
    code, message = desk.set_up()
    assert (code, len(message.splitlines())) == (0, 1)
    maven, npm = desk.work("mvn", "npm")
    assert "dependency:copy-dependencies" in maven
    assert npm.startswith("npm install")
    assert desk.set_up() == (0, "")
    assert desk.work("mvn", "npm") == []
    with (desk.checkout / "scripts/conformance/pom.xml").open("a") as pom:
        pom.write("<!-- newer -->\n")
    assert desk.set_up()[0] == 0
    assert len(desk.work("mvn", "npm")) == 2


def test_without_the_right_to_install_one_message_gives_the_command_for_each_system(desk: Desk) -> None:
    (desk.machine / "bare").touch()
    code, message = desk.set_up()
    assert code != 0
    for command in ("sudo apt-get install -y default-jre-headless", "sudo dnf install -y", "brew install"):
        assert message.count(command) == 1
    assert desk.work("mvn", "npm", "apt-get") == []


def test_root_gets_what_is_missing_without_a_question(desk: Desk) -> None:
    (desk.machine / "bare").touch()
    (desk.machine / "user").write_text("0")
    assert desk.set_up()[0] == 0
    (asked,) = desk.work("apt-get")
    assert asked.endswith("install default-jre-headless")


def test_a_fetch_that_fails_says_why_and_is_done_again(desk: Desk) -> None:
    (desk.machine / "offline").touch()
    code, message = desk.set_up()
    assert code != 0
    assert "no network" in message
    assert "run the same command again" in message
    (desk.machine / "offline").unlink()
    desk.work()
    assert desk.set_up()[0] == 0
    assert len(desk.work("mvn", "npm")) == 2


def test_no_file_names_where_packages_come_from() -> None:
    for name in PACKAGES:
        text = (ROOT / "scripts/conformance" / name).read_text()
        assert "resolved" not in text
        assert "<repositor" not in text
        assert "http" not in text.replace('xmlns="http://maven.apache.org/POM/4.0.0"', "")


# The pages of Word files


def word_table(*cells: str) -> bytes:
    """Return a Word file with a table of one row."""
    document = Document()
    row = document.add_table(rows=1, cols=len(cells)).rows[0]
    for cell, text in zip(row.cells, cells, strict=True):
        cell.text = text
    return saved(document)


def saved(document) -> bytes:
    """Return a Word file on the paper of the pages below."""
    section = document.sections[0]
    section.page_height, section.top_margin, section.bottom_margin = Mm(100), Mm(15), Mm(15)
    out = BytesIO()
    document.save(out)
    return out.getvalue()


def laid_out(monkeypatch, *pages: str) -> None:
    """Let LibreOffice lay a Word file out as these pages, each of some paragraphs."""
    body = '<hr style="break-after: page">'.join(
        "".join(f"<p>{line}</p>" for line in page.split("\n")) for page in pages
    )
    monkeypatch.setattr(libreoffice, "pages", lambda _: layout.write(laid(body, style=PAPER), "pages"))


PAPER = "@page { size: 210mm 100mm; margin: 15mm } p { margin: 2mm 0 }"
FULL_PAGE = "one\ntwo\nthree\nfour\nAlpha\nBeta"


def test_a_row_on_one_page_of_a_word_file_is_in_order(monkeypatch):
    laid_out(monkeypatch, FULL_PAGE, "six\nseven\neight\nnine\nten")
    assert list(word_pages.page_problems(word_table("Alpha", "Beta"))) == []


def test_a_row_torn_over_two_pages_of_a_word_file_is_reported(monkeypatch):
    laid_out(monkeypatch, "one\ntwo\nthree\nfour\nAlpha", "Beta\nsix\nseven\neight\nnine")
    (said,) = word_pages.page_problems(word_table("Alpha", "Beta"))
    assert said == "LibreOffice: a row is torn over two pages: Alpha Beta"


def word_paragraphs(*texts: str, bound: bool) -> bytes:
    """Return a Word file of numbered paragraphs, each bound to the next one or not."""
    document = Document()
    for text in texts:
        document.add_paragraph(text, style="List Number").paragraph_format.keep_with_next = bound
    return saved(document)


NUMBERED_APART = ("1. Alpha\none\ntwo\n2. Beta", "3. Gamma\n4. Delta\nthree\nfour")


def test_paragraphs_that_are_kept_together_and_stand_on_two_pages_are_reported(monkeypatch):
    laid_out(monkeypatch, *NUMBERED_APART)
    (found,) = word_pages.page_problems(word_paragraphs("Alpha", "Beta", "Gamma", "Delta", bound=True))
    assert found == "LibreOffice: what is kept together stands on two pages: Alpha Beta Gamma Delta"


def test_paragraphs_that_nothing_keeps_together_may_stand_on_two_pages(monkeypatch):
    laid_out(monkeypatch, *NUMBERED_APART)
    handout = word_paragraphs("Alpha", "Beta", "Gamma", "Delta", bound=False)
    assert list(word_pages.page_problems(handout)) == []


def test_a_page_of_a_few_lines_in_a_word_file_is_reported_without_its_header_and_footer(monkeypatch):
    laid_out(monkeypatch, f"Header\n{FULL_PAGE}\nPage 1", "Header\nleft over\nPage 2")
    (said,) = word_pages.page_problems(word_table("Alpha", "Beta"))
    assert said == "LibreOffice: page 2 has 1 lines: left over"


def test_the_last_line_of_a_page_without_a_footer_is_a_line_of_it(monkeypatch):
    laid_out(monkeypatch, FULL_PAGE, "six\nseven\neight\nnine")
    assert list(word_pages.page_problems(word_table("Alpha", "Beta"))) == []


LOW_PAGE, LOWER_PAGE = "six\nseven\neight", "nine\nten\neleven"


def test_two_pages_filled_to_less_than_a_third_are_reported(monkeypatch):
    """Each is long enough for the count of lines, which is of pages with a line or two."""
    monkeypatch.setattr(word_pages, "MIN_LINES", 3)
    laid_out(monkeypatch, FULL_PAGE, LOW_PAGE, LOWER_PAGE)
    (said,) = word_pages.page_problems(word_table("Alpha", "Beta"))
    assert said == (
        "LibreOffice: more than one page is filled to less than a third: page 2 to 30%, page 3 to 29%"
    )


def test_one_page_may_be_filled_to_less_than_a_third(monkeypatch):
    monkeypatch.setattr(word_pages, "MIN_LINES", 3)
    laid_out(monkeypatch, FULL_PAGE, LOW_PAGE)
    assert list(word_pages.page_problems(word_table("Alpha", "Beta"))) == []


def test_words_that_are_gone_once_a_word_file_was_saved_are_reported(monkeypatch):
    laid_out(monkeypatch, FULL_PAGE)
    monkeypatch.setattr(libreoffice, "saved_again", lambda data: data)
    assert list(word_pages.saving_problems(word_table("Alpha", "Beta"))) == []
    (said,) = word_pages.saving_problems(word_table("Alpha", "Gamma"))
    assert said == "LibreOffice: saved again, it lacks 1 words: Gamma"


@pytest.mark.parametrize("pages", [None, b"%PDF-1.7 torn"])
def test_without_pages_from_libreoffice_nothing_is_approved(monkeypatch, pages):
    monkeypatch.setattr(libreoffice, "pages", lambda _: pages)
    with pytest.raises(ProofError, match="install LibreOffice"):
        list(word_pages.page_problems(word_table("Alpha")))
