"""A new practice and a new article: they build at once, say what comes next, and leave what is there."""

import re
import shutil
from datetime import date

import brand_yml
import pytest
from support.combinations import representative
from support.project import ARTICLE, EACH_BRITISH, PRACTICES, UNASKED

from foldwell.assets import images
from foldwell.documents.registry import DOCUMENTS
from foldwell.errors import InputError, UsageError
from foldwell.inputs.importing.placeholders import PLACEHOLDER
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack, scaffold
from foldwell.workflows.build_pack import BuildRequest
from foldwell.workflows.publishing import atomic_publish

DAY = date(2026, 11, 22)
FILES = ["_brand.yml", "logo.svg", "practice.yaml"]


def built(project, practice, article, *only):
    """The names of the documents of a pack, or only of some, that passed their proof."""
    return set(build_pack.prove(project, BuildRequest(practice, article, only, today=DAY)).files)


def files_of(only):
    """The names of some documents, or of all that a pack has where none is named."""
    return {DOCUMENTS[name].file for name in only} or set(UNASKED)


def everything(project):
    """Every path below content/, hidden ones too, with its bytes."""
    paths = sorted((project / "content").rglob("*"))
    return {str(path): path.read_bytes() if path.is_file() else b"" for path in paths}


def uncommented(text):
    """The lines with a value that no comment explains: none above them, none above their group."""
    inside, missing = False, []
    for line in text.splitlines():
        bare = line.strip()
        if bare.startswith("#"):
            inside = True
        elif not bare or bare.endswith(":"):
            inside = inside and bool(bare)
        elif not inside:
            missing.append(bare)
    return missing


# --- a practice --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("only", representative([["handout", "card"], []]))
def test_a_new_practice_passes_the_proof_at_once(project, only):
    scaffold.practice(project, "oakwood")
    assert sorted(path.name for path in (project / "content/practices/oakwood").iterdir()) == FILES
    assert built(project, "oakwood", ARTICLE, *only) == files_of(only)
    assert "oakwood" in loading.practices(project)


def test_a_new_practice_needs_no_colour_changed_and_has_a_valid_brand_file(project):
    scaffold.practice(project, "oakwood")
    assert [
        shade for shade in loading.load_context(project, "oakwood", ARTICLE).adjusted_colours if shade.changed
    ] == []
    brand = brand_yml.Brand.from_yaml(project / "content/practices/oakwood/_brand.yml")
    assert brand.meta.name.full == "Oakwood"


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("oakwood", "Oakwood"),
        ("mill-road", "Mill Road"),
        ("2nd--street", "2nd Street"),
        ("no", "No"),
        ("7", "7"),
    ],
)
def test_the_name_of_a_new_practice_comes_from_its_id(project, name, message):
    scaffold.practice(project, name)
    begun = loading.load_context(project, name, ARTICLE)
    assert (begun.practice.name, begun.brand.name, begun.brand.logo.alt) == (message, message, message)


def test_the_facts_of_a_new_practice_are_plainly_placeholders(project):
    scaffold.practice(project, "oakwood")
    practice = loading.load_context(project, "oakwood", ARTICLE).practice
    assert re.fullmatch(r"01632 960\d{3}", practice.phone)
    assert practice.email.endswith("example.org")
    assert str(practice.web).endswith("example.org/")
    assert practice.address[0] == "1 Placeholder Street"


@pytest.mark.usefixtures("tight")
@pytest.mark.parametrize("only", representative([["leaflet-screen", "card"], []]))
def test_a_long_name_builds_too(project, only):
    longest = "saint-bartholomew-and-mary-health-centre"
    assert len(longest) == 40
    scaffold.practice(project, longest)
    assert built(project, longest, ARTICLE, *only) == files_of(only)


@pytest.mark.parametrize("name", ["oakwood", "mill-road", "the-www-mill-road", "a-b-c-d-e", "1"])
def test_the_logo_of_a_new_practice_is_accepted_and_drawn_as_paths_in_the_brands_colour(project, name):
    scaffold.practice(project, name)
    data = (project / f"content/practices/{name}/logo.svg").read_bytes()
    picture = images.read_image(data, "logo.svg", "logo.svg")
    assert b"<text" not in data
    assert 1 <= picture.ratio <= 3
    assert loading.load_context(project, name, ARTICLE).brand.colours.primary.encode() in data


def test_the_logo_has_the_initials_of_three_words_at_most(project):
    def letters(name):
        scaffold.practice(project, name)
        text = (project / f"content/practices/{name}/logo.svg").read_text("utf-8")
        return re.search(r' d="(.+)"', text)[1]

    assert letters("mill-road") == letters("my-roof") != letters("mill-zoo")
    assert letters("the-old-mill") == letters("the-old-mill-road") != letters("the-old")


def test_every_value_of_a_new_practice_has_a_comment(project):
    scaffold.practice(project, "oakwood")
    for name in ("practice.yaml", "_brand.yml"):
        assert uncommented((project / "content/practices/oakwood" / name).read_text("utf-8")) == []


def test_a_value_without_a_comment_is_noticed():
    assert uncommented("# The name.\nname: x\n\nphone: 1\n") == ["phone: 1"]


def test_the_next_three_steps_are_printed(run, project):
    code, out, err = run("new", "practice", "oakwood")
    assert (code, err) == (0, "")
    place, *steps = out.splitlines()
    assert (project / place).is_dir()
    assert [step.split()[0] for step in steps] == ["1.", "2.", "3."]
    assert steps[-1].endswith("make leaflet PRACTICE=oakwood")


# --- an article --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("practice", EACH_BRITISH)
@pytest.mark.parametrize("only", representative([["leaflet-screen", "handout"], []]))
def test_a_new_article_passes_the_proof_for_every_practice(project, practice, only):
    scaffold.article(project, "asthma", DAY)
    assert built(project, practice, "asthma", *only) == files_of(only)


def test_a_new_article_is_built_for_a_new_practice(project):
    scaffold.practice(project, "oakwood")
    scaffold.article(project, "asthma", DAY)
    assert built(project, "oakwood", "asthma", "handout", "card") == {"handout.docx", "card.pdf"}


def test_a_new_article_has_every_part_and_says_that_it_is_a_draft_of_placeholders(project):
    scaffold.article(project, "back-pain", DAY)
    article = loading.load_context(project, "riverside", "back-pain").article
    left_out = {name for name, value in article if value in (None, ())}
    assert left_out == {"clinical_reviewer", "department", "code", "rights", "kinds", "country", "icon"}
    for part in ("detail", "highlight", "evidence", "figure", "claims"):
        assert any(getattr(section, part) for section in article.sections), part
    assert article.title == "Back pain"
    assert PLACEHOLDER.search(article.audience)
    for section in article.sections:
        assert PLACEHOLDER.search(section.body)
        assert PLACEHOLDER.search(section.key_point)
    made = build_pack.build_documents(loading.load_context(project, "riverside", "back-pain"), ("card",))
    assert "Draft - not clinically reviewed" in " ".join(inspection.read_pdf(made["card"]).text)


@pytest.mark.parametrize(
    ("day", "due"), [("2026-11-22", "2028-11-22"), ("2028-02-29", "2030-02-28"), ("2027-02-28", "2029-02-28")]
)
def test_a_new_article_is_published_on_the_given_day_and_reviewed_two_years_later(run, project, day, due):
    assert run("new", "article", "asthma", "--today", day)[0] == 0
    article = loading.load_context(project, "riverside", "asthma").article
    assert (str(article.published), str(article.review_by)) == (day, due)


def test_the_steps_after_an_article_are_printed(run, project):
    code, out, err = run("new", "article", "asthma")
    assert (code, err) == (0, "")
    place, *steps = out.splitlines()
    assert (project / place).is_file()
    assert steps[-1] == "  3. Look at the pages: make leaflet ARTICLE=asthma"


def test_the_other_articles_stay_as_they_are(project):
    before = everything(project)
    scaffold.article(project, "asthma", DAY)
    after = everything(project)
    assert {path: data for path, data in after.items() if path in before} == before
    assert len(after) == len(before) + 1


# --- what is refused ---------------------------------------------------------------------------------------

REFUSED = {
    "no name": (
        (),
        "NAME: the new practice has no name (write it after the command: make practice NAME=oakwood)",
    ),
    "capitals": (("Mill-Road",), "'Mill-Road' cannot be the name of a file or folder"),
    "a space": (("mill road",), "such as mill-road"),
    "a path": (("../oakwood",), "cannot be the name"),
    "a line end": (("oakwood\n",), "cannot be the name"),
    "a hyphen first": (("--", "-oakwood"), "cannot be the name"),
    "an option": (("--", "--help"), "cannot be the name"),
    "other letters": (("m\N{LATIN SMALL LETTER U WITH DIAERESIS}hle",), "cannot be the name"),
    "too long": (("a" * 41,), "up to 40 small letters and digits"),
    "kept by Windows": (("con",), "Windows keeps for itself (choose another, such as con-practice)"),
    "a port of Windows": (("lpt1",), "Windows keeps for itself"),
    "taken": (("riverside",), "content/practices/riverside: is there already, and stays as it is"),
}


@pytest.mark.parametrize(("words", "message"), REFUSED.values(), ids=REFUSED)
def test_a_name_that_may_not_be_is_refused_and_nothing_is_changed(run, project, words, message):
    before = everything(project)
    code, out, err = run("new", "practice", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert len(err.splitlines()) == 1
    assert everything(project) == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((), "the new article has no name (write it after the command: make article NAME=asthma)"),
        ((ARTICLE,), f"content/articles/{ARTICLE}.yaml: is there already"),
        (("Asthma",), "'Asthma' cannot be the name"),
    ],
)
def test_a_name_of_an_article_is_held_to_the_same_rules(run, project, words, message):
    before = everything(project)
    code, out, err = run("new", "article", *words)
    assert (code, out) == (2, "")
    assert message in err
    assert everything(project) == before


def test_names_that_differ_only_by_case_cannot_arise(project):
    shutil.move(project / "content/practices/northgate", project / "content/practices/Oakwood")
    with pytest.raises(UsageError, match="content/practices/Oakwood: is there already"):
        scaffold.practice(project, "oakwood")


def test_a_name_that_is_taken_meanwhile_is_left_alone(project, monkeypatch):
    theirs = project / "content/practices/oakwood/practice.yaml"
    publish = atomic_publish.publish

    def overtaken(*given):
        theirs.parent.mkdir()
        theirs.write_text("theirs")
        publish(*given)

    monkeypatch.setattr(atomic_publish, "publish", overtaken)
    with pytest.raises(UsageError, match="is there already"):
        scaffold.practice(project, "oakwood")
    assert theirs.read_text() == "theirs"
    assert [path.name for path in theirs.parent.iterdir()] == ["practice.yaml"]


def test_a_practice_is_lost_without_a_second_look_at_its_name(project, monkeypatch):
    monkeypatch.setattr(scaffold, "_check_not_taken", lambda *_: None)
    scaffold.practice(project, "riverside")
    assert loading.load_context(project, "riverside", ARTICLE).practice.phone == "01632 960999"


SLIPS = {
    "practice.yaml.j2": (
        "phone:",
        "fone:",
        "content/skeletons/practice.yaml.j2:23: 'fone' is not a known name",
    ),
    "_brand.yml.j2": ("primary: ink-blue", "primary: ink", "content/skeletons/_brand.yml.j2:"),
    "logo.svg.j2": ("<rect", "<image", "content/skeletons/logo.svg.j2:4: the drawing has a picture inside"),
    "articles/_head.yaml.j2": (
        "{{ title }}",
        "{{ titel }}",
        "content/skeletons/articles/_head.yaml.j2:8: 'titel' is undefined",
    ),
    "articles/condition.yaml.j2": (
        "heading: What causes it?",
        "headline: What causes it?",
        "a new article of the kind 'condition':",
    ),
}


@pytest.mark.parametrize("name", SLIPS)
def test_a_slip_in_a_skeleton_is_reported_with_its_line_and_nothing_is_made(project, name):
    old, new, message = SLIPS[name]
    path = project / "content/skeletons" / name
    path.write_text(path.read_text("utf-8").replace(old, new), "utf-8")
    before = everything(project)
    with pytest.raises(InputError, match=re.escape(message)):
        scaffold.article(project, "asthma", DAY) if name.startswith("article") else scaffold.practice(
            project, "oakwood"
        )
    assert everything(project) == before


def test_what_a_killed_command_left_is_no_practice(project):
    shutil.copytree(project / "content/practices/riverside", project / "content/practices/.oakwood.new")
    assert loading.practices(project) == PRACTICES
    scaffold.practice(project, "oakwood")
    assert not (project / "content/practices/.oakwood.new").exists()


def test_help_is_printed(run):
    for words in (("new",), ("new", "practice"), ("new", "article")):
        code, out, _ = run(*words, "--help")
        assert code == 0
        assert "Usage" in out
