"""The command as a receptionist meets it: what it prints, what it leaves behind, how it ends."""

import json
import re

import pytest
from support.project import UNASKED

from foldwell.documents.registry import DOCUMENTS
from foldwell.proofing import inspection


def built(project):
    """Every file in build/, with its bytes."""
    files = sorted(path for path in (project / "build").rglob("*") if path.is_file())
    return {str(path.relative_to(project / "build")): path.read_bytes() for path in files}


tight = pytest.mark.usefixtures("tight")

ARTICLE = "content/articles/restless-legs.yaml"
PRACTICE = "content/practices/riverside/practice.yaml"
BRAND = "content/practices/riverside/_brand.yml"
ARTICLE_ID = "restless-legs"
SECTIONS = (
    "overview",
    "causes",
    "blood-flow",
    "varicose-veins",
    "iron",
    "genes-and-medicines",
    "self-care",
    "get-help",
    "summary",
)
HANDOUT = ("handout.docx", "manifest.json")
PACK = sorted((*UNASKED, "manifest.json"))


@tight
def test_a_build_names_its_files_with_pages_and_size(run, project):
    code, out, err = run("build")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert lines[0] == "build/riverside/restless-legs"
    assert [line.split()[0] for line in lines[1:]] == UNASKED
    assert "2 pages" in next(line for line in lines if "leaflet.pdf" in line)
    large = project / "build/riverside/restless-legs/leaflet-large-print.pdf"
    pages = inspection.page_count(large.read_bytes())
    assert f" {pages} pages" in next(line for line in lines if large.name in line)
    assert "1 page " in next(line for line in lines if "card.pdf" in line)
    assert all(line.endswith("kB") for line in lines[1:])
    assert sorted(path.name for path in (project / "build/riverside/restless-legs").iterdir()) == PACK


@tight
def test_a_build_names_the_colours_that_it_had_to_change(run, edit):
    edit(BRAND, '"#0a5564"', '"#ffd400"')
    code, out, err = run("build", "--only", "handout")
    assert (code, err) == (0, "")
    assert out.splitlines()[2:] == [
        "  Note: content/practices/riverside/_brand.yml:25: color: 'primary' is too pale: #ffd400 on #f5e7e7"
        " has a contrast of 1.19:1, and 4.5:1 is needed (printed as #7e6800, the nearest shade that passes)"
    ]


@tight
def test_one_document_is_made_and_the_others_of_the_pack_stay(run, project):
    run("build", "--only", "handout", "--only", "card")
    before = built(project)
    assert len(before) == 3
    code, out, _ = run("build", "--only", "handout", "--force")
    assert code == 0
    assert "handout.docx" in out
    assert "card.pdf" not in out
    assert built(project) == before


@tight
def test_a_document_that_needs_another_makes_it_too(run, project):
    assert run("build", "--only", "leaflet")[0] == 0
    assert [name.split("/")[-1] for name in built(project)] == [
        "leaflet-screen.pdf",
        "leaflet.pdf",
        "manifest.json",
    ]


@tight
def test_all_packs_are_made_though_one_fails(run, project, edit):
    edit("content/practices/northgate/practice.yaml", "_northfield", "_northfeild")
    code, out, err = run("build", "--all", "--only", "handout")
    assert code == 1
    assert "2 of 3 packs made, 1 failed." in out
    assert "northgate/practice.yaml" in err
    assert err.splitlines()[-1] == "Not made: northgate/restless-legs"
    assert list(built(project)) == [
        f"{practice}/{ARTICLE_ID}/{name}" for practice in ("lakeshore", "riverside") for name in HANDOUT
    ]


MISTAKES = {
    "an unknown practice": (
        lambda edit: None,
        ("--practice", "riversid"),
        2,
        "content/practices: there is no practice 'riversid'"
        " (did you mean 'riverside'? there are: lakeshore, northgate, riverside)",
    ),
    "an unknown article": (
        lambda edit: None,
        ("--article", "gout"),
        2,
        "content/articles: there is no article 'gout' (there are: restless-legs)",
    ),
    "a path for a practice": (
        lambda edit: None,
        ("--practice", "../practices/riverside"),
        2,
        "there is no practice '../practices/riverside'",
    ),
    "an unknown document": (
        lambda edit: None,
        ("--only", "cart"),
        2,
        f"--only: there is no document 'cart' (did you mean 'card'? there are: {', '.join(DOCUMENTS)})",
    ),
    "an unknown option": (lambda edit: None, ("--practise", "riverside"), 2, "No such option '--practise'"),
    "a misspelt key": (
        lambda edit: edit(PRACTICE, "phone:", "fone:"),
        (),
        3,
        f"{PRACTICE}:17: 'fone' is not a known name (did you mean 'phone'?)",
    ),
    "a logo that is not there": (
        lambda edit: edit(BRAND, "path: logo.svg", "path: logo.png"),
        (),
        3,
        f"{BRAND}:12: the picture content/practices/riverside/logo.png is not there"
        " (put the file there or correct its name: there is 'logo.svg')",
    ),
    "a font family that is not supplied, for a strict brand": (
        lambda edit: (
            edit(BRAND, "base:\n    family: Source Sans 3", "base:\n    family: Sauce Sans 3"),
            edit(BRAND, "color:\n", "defaults: {foldwell: {strict: yes}}\ncolor:\n"),
        ),
        (),
        3,
        "there is no font family 'Sauce Sans 3', so 'Source Sans 3' is used (write it as 'Source Sans 3')",
    ),
    "a colour without quotes": (
        lambda edit: edit(BRAND, 'deep-water: "#0a5564"', "deep-water: #0a5564"),
        (),
        3,
        'put quotes round it: "#0a5564"',
    ),
    "a colour that is not in the palette": (
        lambda edit: edit(BRAND, "primary: deep-water", "primary: deepwater"),
        (),
        3,
        "deep-water",
    ),
    "a letter that the font does not have": (
        lambda edit: edit(ARTICLE, "heading: Low iron", "heading: Low iron \N{RUNIC LETTER FEHU FEOH FE F}"),
        (),
        3,
        "\N{RUNIC LETTER FEHU FEOH FE F} (U+16A0 runic letter fehu feoh fe f)",
    ),
}


@pytest.mark.parametrize(("mistake", "words", "code", "message"), MISTAKES.values(), ids=MISTAKES)
def test_a_mistake_is_reported_in_plain_lines_and_changes_nothing(
    run, project, edit, mistake, words, code, message
):
    folder = project / "build" / "riverside" / "restless-legs"
    folder.mkdir(parents=True)
    (folder / "card.pdf").write_bytes(b"the old card")
    mistake(edit)
    found, out, err = run("build", *words, *(() if "--only" in words else ("--only", "card")))
    assert found == code
    assert message in err
    assert "Traceback" not in err
    assert out == ""
    assert built(project) == {"riverside/restless-legs/card.pdf": b"the old card"}


SPOILED = {
    "a template that asks for something unknown": (
        lambda edit: edit(
            "templates/care.html.j2", "article.care.same_day.when", "article.care.sameday.when"
        ),
        ("card", "handout"),
        ("card.pdf",),
        3,
        "templates/care.html.j2:19: 'care' has no attribute 'sameday'",
    ),
    "a template with a slip": (
        lambda edit: edit("templates/card.html.j2", "{% endblock %}", "{% endblok %}"),
        ("card-sheet", "handout"),
        ("card.pdf", "card-sheet.pdf"),
        3,
        "templates/card.html.j2:",
    ),
    "a card that is too full": (
        lambda edit: edit(
            ARTICLE, "\nsections:\n", f"\ncard:\n  whole: [{', '.join(SECTIONS)}]\nsections:\n"
        ),
        ("card", "card-sheet", "handout"),
        ("card.pdf", "card-sheet.pdf"),
        3,
        "the card is too full at 12 pt by about ",
    ),
    "a leaflet that is too full": (
        lambda edit: (
            edit(PRACTICE, "fold: tri", "fold: [tri]")
            or edit(ARTICLE, "Varicose veins are common.", "Varicose veins are common. " * 40)
        ),
        ("leaflet", "handout"),
        ("leaflet-screen.pdf", "leaflet.pdf"),
        3,
        "the text is too long for the leaflet at 12 pt, by ",
    ),
    "a leaflet that loses sections": (
        lambda edit: edit("templates/leaflet.html.j2", "in article.sections", "in article.sections[:3]"),
        ("leaflet", "handout"),
        ("leaflet-screen.pdf", "leaflet.pdf"),
        4,
        f"leaflet-screen.pdf: words of {ARTICLE}:",
    ),
    "a back panel that is too full": (
        lambda edit: (
            edit(PRACTICE, "fold: tri", "fold: [tri]")
            or edit("templates/contact.html.j2", "{{ practice.name | bind }}", "{{ practice.name }} " * 30)
        ),
        ("leaflet", "handout"),
        ("leaflet-screen.pdf", "leaflet.pdf"),
        3,
        "the back panel is too full by ",
    ),
    "a template that loses a section": (
        lambda edit: edit("templates/card.html.j2", "in card_sections", "in card_sections[1:]"),
        ("card", "handout"),
        ("card.pdf",),
        4,
        f"card.pdf: words of {ARTICLE}:",
    ),
}


@tight
@pytest.mark.parametrize(("mistake", "only", "missing", "code", "message"), SPOILED.values(), ids=SPOILED)
def test_a_document_that_is_spoiled_costs_nobody_the_others(
    run, project, edit, mistake, only, missing, code, message
):
    folder = project / "build" / "riverside" / "restless-legs"
    folder.mkdir(parents=True)
    for name in (*missing, "handout.docx"):
        (folder / name).write_bytes(b"old")
    mistake(edit)
    words = [word for name in only for word in ("--only", name)]
    found, out, err = run("build", *words)
    assert found == code
    assert message in err
    assert "Traceback" not in err
    assert err.splitlines()[-1] == f"Not made: {', '.join(missing)}"
    assert "handout.docx" in out
    files = {name.removeprefix("riverside/restless-legs/"): data for name, data in built(project).items()}
    assert files.keys() == {"handout.docx", "manifest.json", *(f"withdrawn/{name}" for name in missing)}
    assert files["handout.docx"].startswith(b"PK")
    assert {files[f"withdrawn/{name}"] for name in missing} == {b"old"}
    # Nothing has changed, so nothing is made; but what is missing is said again.
    again, out, errors = run("build", *words)
    assert (again, errors) == (found, err)
    assert out.startswith("build/riverside/restless-legs, unchanged: handout.docx (--force makes it anew)")


@tight
def test_a_good_document_takes_the_place_of_the_one_that_was_withdrawn(run, project, edit):
    folder = project / "build" / "riverside" / "restless-legs"
    order = ("build", "--only", "handout", "--only", "card")
    assert run(*order)[0] == 0
    last_good = (folder / "handout.docx").read_bytes()
    edit("templates/handout.html.j2", "in article.sections", "in article.sections[1:]")
    code, _, err = run(*order)
    assert code == 4
    assert err.splitlines()[-1] == (
        "Not made: handout.docx"
        " (do not hand out the last good ones, in build/riverside/restless-legs/withdrawn/)"
    )
    assert (folder / "withdrawn" / "handout.docx").read_bytes() == last_good
    assert not (folder / "handout.docx").exists()
    (folder / "withdrawn" / "ours.txt").write_text("staff put it there")
    edit("templates/handout.html.j2", "in article.sections[1:]", "in article.sections")
    assert run(*order)[0] == 0
    assert (folder / "handout.docx").read_bytes() == last_good
    assert [path.name for path in (folder / "withdrawn").iterdir()] == ["ours.txt"]


@tight
def test_what_was_made_before_stays_when_another_document_alone_is_spoiled(run, project, edit):
    folder = project / "build" / "riverside" / "restless-legs"
    assert run("build", "--only", "handout")[0] == 0
    edit("templates/card.html.j2", "in card_sections", "in card_sections[1:]")
    code, out, err = run("build", "--only", "card")
    assert (code, out) == (4, "build/riverside/restless-legs\n")
    assert err.splitlines()[-1] == "Not made: card.pdf"
    assert sorted(path.name for path in folder.iterdir()) == ["handout.docx", "manifest.json"]
    code, out, _ = run("build", "--only", "handout")
    assert (code, "handout.docx" in out) == (0, True)


OVERDUE = (
    f"{ARTICLE}:9: the article was to be reviewed by 2028-11-22, and that date is past (have it reviewed and"
    " change 'review_by'; --allow-overdue makes documents that say they are late)"
)


def test_an_article_past_its_review_date_is_refused_and_the_old_pack_stays(run, project):
    folder = project / "build" / "riverside" / "restless-legs"
    folder.mkdir(parents=True)
    (folder / "card.pdf").write_bytes(b"the old card")
    code, out, err = run("build", "--only", "card", "--today", "2028-11-23")
    assert (code, out, err.strip()) == (4, "", OVERDUE)
    assert built(project) == {"riverside/restless-legs/card.pdf": b"the old card"}


@tight
def test_an_overdue_article_is_built_when_that_is_allowed(run, project):
    assert run("build", "--only", "handout", "--today", "2028-11-22")[0] == 0
    in_date = built(project)
    assert run("build", "--only", "handout", "--today", "2028-11-23", "--allow-overdue")[0] == 0
    assert built(project) != in_date


@tight
def test_each_overdue_pack_of_many_is_refused(run, project):
    code, out, err = run("build", "--all", "--only", "handout", "--today", "2030-01-01")
    assert code == 1
    assert "0 of 3 packs made, 3 failed." in out
    assert err.count(OVERDUE) == 2
    assert f"In 2 packs: {OVERDUE}" in err
    assert built(project) == {}
    assert run("build", "--all", "--only", "handout", "--today", "2030-01-01", "--allow-overdue")[0] == 0


def test_a_date_that_is_none_is_a_wrong_command(run):
    code, _, err = run("build", "--today", "tomorrow")
    assert code == 2
    assert "'tomorrow' does not match the format '%Y-%m-%d'" in err


def test_problems_of_several_files_are_reported_at_once(run, edit):
    edit(PRACTICE, "phone:", "fone:")
    edit(BRAND, "primary: deep-water", "primary: deepwater")
    edit(ARTICLE, "key_point: Do not stop a medicine on your own. Ask first.", "key_point:")
    _, _, err = run("build", "--only", "card")
    for name in (PRACTICE, BRAND, ARTICLE):
        assert f"{name}:" in err


@tight
def test_a_folder_where_a_file_belongs_is_reported(run, project):
    target = project / "build" / "riverside"
    target.mkdir(parents=True)
    (target / "restless-legs").write_text("a file")
    code, _, err = run("build", "--only", "card")
    assert code == 6
    assert "restless-legs" in err
    assert (target / "restless-legs").read_text() == "a file"


def test_a_fault_of_our_own_says_how_to_report_it(run, monkeypatch):
    monkeypatch.setattr("foldwell.workflows.build_pack.build_and_verify", lambda *_: {}["not there"])
    code, _, err = run("build", "--only", "card")
    assert code == 70
    assert "fault of foldwell, not yours" in err
    assert "Traceback" not in err


def test_an_interruption_ends_with_130(run, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("foldwell.workflows.build_pack.build_and_verify", interrupted)
    code, _, err = run("build", "--only", "card")
    assert code == 130
    assert "Interrupted" in err


def test_schemas_are_written_where_editors_look(run, project):
    schema = project / "content" / "schemas" / "article.schema.json"
    before = schema.read_bytes()
    schema.write_text("{}")
    assert run("schema")[0] == 0
    assert schema.read_bytes() == before


@pytest.mark.parametrize("words", [("--help",), ("build", "--help"), ("schema", "--help"), ("--version",)])
def test_help_is_printed(run, words):
    code, out, _ = run(*words)
    assert code == 0
    assert "foldwell" in out.lower()


def test_a_folder_that_is_not_a_project_is_reported(tmp_path, run, monkeypatch):
    empty = tmp_path / "empty"
    empty.mkdir()
    code, _, err = run("--project", str(empty), "build")
    assert code == 2
    assert "there is no folder content/ here (go to the project's folder, or name it with --project)" in err


def test_a_line_number_stays_a_number(run, project, edit):
    edit(ARTICLE, "\ntitle: Restless", "\n" * 98 + "titel: Restless")
    _, _, err = run("build", "--only", "card")
    assert f"{ARTICLE}:100: 'titel' is not a known name" in err


def test_what_holds_for_a_practice_is_shown_with_its_place(run):
    code, out, err = run("show", "practice", "northgate")
    lines = [" ".join(line.split()) for line in out.splitlines()]
    assert (code, err) == (0, "")
    assert "phone 01632 960244 content/practices/northgate/practice.yaml:18" in lines
    assert "color primary plum content/practices/_northfield/_brand.yml:14" in lines
    assert "numbers emergency 999 content/countries/GB.yaml:7" in lines
    assert lines[0] == "practice.yaml"


def test_effective_settings_are_printed_as_json_too(run):
    rows = json.loads(run("show", "practice", "northgate", "--json")[1])
    assert {
        "file": "practice.yaml",
        "name": "name",
        "value": "Northgate Medical Centre",
        "where": "content/practices/northgate/practice.yaml:5",
    } in rows


def test_a_practice_that_is_not_there_cannot_be_shown(run):
    code, _, err = run("show", "practice", "northgat")
    assert code == 2
    assert "there is no practice 'northgat' (did you mean 'northgate'?" in err


def test_pictograms_are_found_by_a_word_of_their_names(run):
    code, out, err = run("icons", "warning")
    assert (code, err) == (0, "")
    assert out == "  triangle-exclamation   (also exclamation-triangle, warning)\n"
    found = json.loads(run("icons", "heart", "--json")[1])
    assert (found["word"], found["found"], found["more"]) == ("heart", True, 0)
    assert {"name": "heart-pulse", "also": ["heartbeat"]} in found["names"]


def test_a_long_list_of_pictograms_ends(run):
    lines = run("icons", "arrow")[1].splitlines()
    assert len(lines) == 21
    assert re.fullmatch(r"  and \d+ more; another word makes them fewer", lines[-1])


def test_the_closest_pictograms_are_named_for_a_word_that_none_has(run):
    code, out, _ = run("icons", "pils")
    assert code == 0
    assert out.splitlines()[:2] == ["No pictogram has 'pils' in its name. The closest:", "  pills"]
    assert run("icons", "zzqq")[1].startswith("No pictogram has a name like 'zzqq'. Try another word")
    assert json.loads(run("icons", "zzqq", "--json")[1])["names"] == []


@tight
def test_a_test_page_is_made_for_the_printer_of_a_practice(run, project):
    code, out, _ = run("test-page", "--practice", "lakeshore")
    assert (code, out) == (0, "build/lakeshore/_printer/test-page.pdf\n")
    (width, height), _ = inspection.read_pdf((project / out.strip()).read_bytes()).sizes
    assert (round(width), round(height)) == (279, 216)


def test_a_test_page_is_in_english_for_a_practice_whose_language_has_no_words(run, project, edit):
    edit("content/practices/riverside/practice.yaml", "country: GB", "country: GB\nlanguage: cy")
    code, out, _ = run("test-page")
    assert code == 0
    assert "Test page" in " ".join(inspection.read_pdf((project / out.strip()).read_bytes()).text)


def test_a_test_page_for_a_practice_that_is_not_there_is_refused(run):
    code, _, err = run("test-page", "--practice", "riversid")
    assert code == 2
    assert "riverside" in err


def test_a_note_is_reported_with_the_pack(run, edit):
    edit(PRACTICE, "country: GB", "country: GB\nlanguage: cy-GB\nother_languages: [en-GB]")
    code, out, _ = run("build", "--only", "handout")
    assert code == 0
    assert "Note: content/articles/restless-legs.yaml:2: restless-legs is not there in cy-GB" in out


def test_how_a_leaflet_is_planned_is_shown_panel_by_panel(run):
    code, out, err = run("show", "article", ARTICLE_ID)
    assert (code, err) == (0, "")
    lines = out.splitlines()
    assert re.fullmatch(rf"{ARTICLE}: \d{{3}} words", lines[0])
    assert re.fullmatch(r"  fold tri, 6 pages; 12[\d.]* pt, leading 1\.\d+", lines[1])
    panels = [re.fullmatch(r"  (panel \d): (\d+) % full, ends (.+)", line) for line in lines[2:6]]
    assert [panel[1] for panel in panels] == ["panel 2", "panel 3", "panel 4", "panel 5"]
    assert all(25 < int(panel[2]) <= 100 for panel in panels)
    assert panels[-1][3] == "with the last words"
    _, out, _ = run("show", "article", ARTICLE_ID, "--json")
    plan = json.loads(out)
    assert [row["name"] for row in plan["panels"]] == [panel[1] for panel in panels]
    assert plan["layouts"] <= 13


@tight
def test_a_leaflet_that_is_folded_otherwise_than_before_is_told(run, edit):
    run("build", "--only", "leaflet")
    _, out, _ = run("build", "--only", "leaflet", "--force")
    assert "Note" not in out
    edit(PRACTICE, "fold: tri", "fold: none")
    # The sheets of before are still in the pack.
    _, out, _ = run("build", "--only", "leaflet-screen")
    assert "Note" not in out
    _, out, _ = run("build", "--only", "leaflet")
    what = "leaflet.pdf: it is now 'none' with 2 sides, was 'tri' with 2 sides"
    assert out.splitlines()[-1] == f"  Note: {what} (tell those who print and fold it)"


def test_an_old_leaflet_is_imported_and_told_in_lists(run, project, tmp_path_factory):
    old = tmp_path_factory.mktemp("office") / "old.md"
    old.write_text("# Flu\n\n## What to do\n\nCall 999 or 01632 960101.\n\n![A](a.png)\n", "utf-8")
    code, out, err = run("import", str(old), "--as", "flu", "--today", "2026-11-22")
    lines = out.splitlines()
    assert (code, err, lines[0]) == (0, "", "content/articles/flu.yaml")
    number = next(line.split(":")[1] for line in lines if "'author' is still a placeholder" in line)
    text = (project / "content/articles/flu.yaml").read_text("utf-8")
    assert "[Author:" in text.splitlines()[int(number) - 1]
    assert "Call {emergency} or 01632 960101." in text
    after = lines[lines.index("  In the file, but left out:") + 1]
    assert after == "    - the picture 'a.png', which is not beside the file"


def test_an_import_is_told_as_json_too(run, tmp_path_factory):
    old = tmp_path_factory.mktemp("office") / "old.txt"
    old.write_text("Flu\n\nRest at home, and drink.\n", "utf-8")
    code, out, err = run("import", str(old), "--as", "flu", "--json")
    told = json.loads(out)
    assert (code, err, told["path"], told["left_out"]) == (0, "", "content/articles/flu.yaml", [])
    assert {"line", "message"} == told["placeholders"][0].keys()


def test_a_file_that_is_no_leaflet_is_refused_with_what_to_do(run, project, tmp_path_factory):
    old = tmp_path_factory.mktemp("office") / "old.doc"
    old.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(600))
    code, out, err = run("import", str(old), "--as", "flu")
    assert (code, out) == (3, "")
    assert err.startswith("old.doc: is an old Word file (.doc), or one with a password (open it in Word")
    assert not (project / "content/articles/flu.yaml").exists()


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        ([], 2, "NAME: the new article has no name (make article NAME=gout FROM=..., or foldwell import"),
        (
            ["--report", "{folder}/gone/report.csv"],
            6,
            "the report cannot be written: No such file or directory (name another",
        ),
    ],
)
def test_an_import_that_cannot_be_named_or_reported_says_what_to_do(
    run, tmp_path_factory, words, code, message
):
    folder = tmp_path_factory.mktemp("old")
    (folder / "flu.md").write_text("# Flu\n\n## Rest\n\nStay in bed.\n")
    source = folder if words else folder / "flu.md"
    found, _, err = run("import", str(source), *(word.format(folder=folder) for word in words))
    assert (found, message in err) == (code, True), err
