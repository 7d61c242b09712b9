"""What someone meets who types make: the list of targets, and values taken as they are."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from support.machine import machine
from support.project import ROOT

MAKE = shutil.which("make") or "make"
PYTEST = ["pytest", "--numprocesses", "logical", "--dist", "worksteal"]
STRANGE = (
    "two words",
    "x; touch owned",
    "$(touch owned)",
    "$(shell touch owned)",
    "`touch owned`",
    "$$",
    "a$b",
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a checkout that is set up, where each tool prints its name and its arguments, one a line."""
    folder = tmp_path / "my checkout"
    names = ("foldwell", "pytest", "ruff", "mypy", "lint-imports", "python")
    tools = [folder / f".venv/bin/{name}" for name in names]
    for path in (*tools, folder / "scripts/setup.sh", folder / "scripts/conformance/setup.sh"):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text('#!/bin/sh\nprintf "%s\\n" "${0##*/}" "$@"\n')
        path.chmod(0o755)
    for name in ("Makefile", "scripts/variables.sh"):
        shutil.copy2(ROOT / name, folder / name)
    machine(tmp_path / "machine")
    return folder


def make(checkout: Path, *words: str, **more: str) -> list[str]:
    env = {"PATH": str(checkout.parent / "machine"), **more}
    done = subprocess.run([MAKE, *words], cwd=checkout, env=env, capture_output=True, text=True, check=True)
    return done.stdout.splitlines()


def built(checkout: Path, value: str) -> list[str]:
    return make(checkout, "leaflet", f"PRACTICE={value}", f"ARTICLE={value}")[2:]


def refused(checkout: Path, *words: str) -> str:
    """What make says of variables that it does not take; nothing is set up or built."""
    with pytest.raises(subprocess.CalledProcessError) as failure:
        make(checkout, *words)
    assert failure.value.stdout == ""
    return str(failure.value.stderr)


def edit(checkout: Path, old: str, new: str) -> None:
    makefile = checkout / "Makefile"
    assert old in makefile.read_text()
    makefile.write_text(makefile.read_text().replace(old, new))


def unlisted(checkout: Path) -> set[str]:
    targets = set(re.findall(r"^([\w-]+):(?!=)", (checkout / "Makefile").read_text(), re.MULTILINE))
    assert {"leaflet", "test", "help"} <= targets
    return targets - {line.split()[1] for line in make(checkout, "help") if len(line.split()) > 2}


def test_help_lists_every_target_and_says_what_it_does(checkout: Path) -> None:
    assert unlisted(checkout) == set()


def test_a_target_without_its_comment_is_noticed(checkout: Path) -> None:
    edit(checkout, "card: ## the card only", "card:")
    assert unlisted(checkout) == {"card"}


def test_make_alone_is_help_and_sets_nothing_up(checkout: Path) -> None:
    assert make(checkout) == make(checkout, "help") != []
    assert "setup.sh" not in make(checkout)


@pytest.mark.parametrize(
    ("target", "command"),
    [
        ("leaflet", ["foldwell", "build", "--practice=riverside", "--article=restless-legs"]),
        (
            "handout",
            ["foldwell", "build", "--practice=riverside", "--article=restless-legs", "--only", "handout"],
        ),
        ("card", ["foldwell", "build", "--practice=riverside", "--article=restless-legs", "--only", "card"]),
        ("watch", ["foldwell", "watch", "--practice=riverside", "--article=restless-legs"]),
        ("leaflets", ["foldwell", "build", "--all"]),
        ("schema", ["foldwell", "schema"]),
        ("practice", ["foldwell", "new", "practice", "--", ""]),
        ("article", ["foldwell", "new", "article", "--", ""]),
    ],
)
def test_a_target_is_one_command_after_set_up(checkout: Path, target: str, command: list[str]) -> None:
    assert make(checkout, target) == ["setup.sh", "requirements.lock", *command]


def test_the_kind_of_a_new_article_is_handed_on(checkout: Path) -> None:
    made = make(checkout, "article", "NAME=hip", "KIND=procedure")
    assert made[2:] == ["foldwell", "new", "article", "--kind=procedure", "--", "hip"]


def test_an_old_leaflet_and_a_kind_together_are_refused(checkout: Path) -> None:
    said = refused(checkout, "article", "NAME=hip", "KIND=procedure", "FROM=old.docx")
    assert said.splitlines()[0] == "write KIND= or FROM=, not both: an old leaflet says itself what it is"


@pytest.mark.parametrize(
    ("target", "commands"),
    [
        ("test", [*PYTEST, "-m", "not matrix", "--every-problem"]),
        ("test-matrix", [*PYTEST, "-m", "matrix"]),
        ("test-fast", [*PYTEST, "-m", "not matrix", "tests/unit", "tests/cli"]),
        ("types", ["mypy"]),
        ("lint", ["ruff", "check", "ruff", "format", "--check", "lint-imports", "--no-cache"]),
    ],
)
def test_the_tools_of_the_tests_come_only_when_needed(
    checkout: Path, target: str, commands: list[str]
) -> None:
    extras = ["requirements-press.lock", "requirements-test.lock", "requirements-audit.lock"]
    assert make(checkout, target) == ["setup.sh", "requirements.lock", *extras, *commands]


def test_the_colour_profile_comes_only_when_a_press_is_asked_for(checkout: Path) -> None:
    command = ["build", "--practice=riverside", "--article=restless-legs", "--only", "press"]
    command += ["--only", "press-ticket"]
    locks = ["requirements.lock", "requirements-press.lock"]
    assert make(checkout, "press") == ["setup.sh", *locks, "foldwell", *command]


def test_what_foldwell_is_measured_beside_comes_only_when_needed(checkout: Path) -> None:
    locks = ["requirements.lock", "requirements-bench.lock"]
    assert make(checkout, "bench") == ["setup.sh", *locks, "python", "-m", "bench", "full"]
    assert make(checkout, "bench-quick") == ["setup.sh", *locks, "python", "-m", "bench", "quick"]
    assert make(checkout, "fault-injection") == [
        "setup.sh",
        "requirements.lock",
        "python",
        "-m",
        "fault_injection",
    ]


def test_the_tables_of_the_docs_are_written_though_there_is_a_folder_of_that_name(checkout: Path) -> None:
    (checkout / "docs").mkdir()
    assert make(checkout, "docs") == ["setup.sh", "requirements.lock", "python", "-m", "docs"]


@pytest.mark.parametrize("target", ["audit", "sbom"])
def test_the_tools_of_the_audit_come_only_when_needed(checkout: Path, target: str) -> None:
    locks = ["requirements.lock", "requirements-audit.lock"]
    assert make(checkout, target) == ["setup.sh", *locks, "python", f"scripts/{target}.py"]


def test_the_reference_tools_are_fetched_before_they_are_asked(checkout: Path) -> None:
    first, *rest = make(checkout, "conformance")
    assert (first, rest) == ("setup.sh", ["requirements.lock", "setup.sh", "python", "-m", "conformance"])


def test_nothing_is_made_when_set_up_fails(checkout: Path) -> None:
    (checkout / "scripts/setup.sh").write_text("exit 1\n")
    with pytest.raises(subprocess.CalledProcessError) as failure:
        make(checkout, "leaflet")
    assert failure.value.stdout == ""


def test_make_never_says_up_to_date(checkout: Path) -> None:
    for name in ("leaflet", "build", "test"):
        (checkout / name).touch()
    assert "foldwell" in make(checkout, "leaflet")
    assert "pytest" in make(checkout, "test")


@pytest.mark.parametrize("value", [*STRANGE, "it's", '"', "--all", ""])
def test_a_value_reaches_foldwell_as_it_was_typed(checkout: Path, value: str) -> None:
    assert built(checkout, value) == ["foldwell", "build", f"--practice={value}", f"--article={value}"]
    assert not (checkout / "owned").exists()


@pytest.mark.parametrize("value", [*STRANGE, "it's", '"', "--help"])
@pytest.mark.parametrize("target", ["practice", "article"])
def test_a_new_name_reaches_foldwell_as_it_was_typed(checkout: Path, target: str, value: str) -> None:
    assert make(checkout, target, f"NAME={value}")[2:] == ["foldwell", "new", target, "--", value]
    assert not (checkout / "owned").exists()


@pytest.mark.parametrize("value", [*STRANGE, "it's", '"', "a folder/_brand.yml"])
def test_a_brand_reaches_foldwell_as_it_was_typed(checkout: Path, value: str) -> None:
    said = make(checkout, "practice", "NAME=oakwood", f"BRAND={value}")[2:]
    assert said == ["foldwell", "new", "practice", f"--brand={value}", "--", "oakwood"]
    assert not (checkout / "owned").exists()
    assert make(checkout, "practice", "NAME=oakwood", BRAND=value)[2:] == said[:3] + said[4:]


@pytest.mark.parametrize("value", STRANGE)
def test_an_old_leaflet_is_named_as_it_is_typed(checkout: Path, value: str) -> None:
    said = make(checkout, "article", "NAME=gout", f"FROM={value}")[2:]
    assert said == ["foldwell", "import", "--as=gout", "--", value]
    assert make(checkout, "article", "NAME=gout", FROM=value)[2:] == [
        "foldwell",
        "new",
        "article",
        "--",
        "gout",
    ]


FROM_ELSEWHERE = {"practice": "NAME", "leaflet": "PRACTICE", "check": "ARTICLE", "fuzz": "SECONDS"}


@pytest.mark.parametrize(("target", "name"), FROM_ELSEWHERE.items())
def test_what_the_environment_says_chooses_nothing(checkout: Path, target: str, name: str) -> None:
    assert make(checkout, target, **{name: "desktop"}) == make(checkout, target)
    edit(checkout, "$(filter $(1),$(TYPED))", "always")
    assert "desktop" in " ".join(make(checkout, target, **{name: "desktop"}))


@pytest.mark.parametrize("name", ["KILLS", "PYTHON"])
def test_only_what_was_typed_reaches_a_tool_through_its_environment(checkout: Path, name: str) -> None:
    script = f'#!/bin/sh\necho "{name}=${name}"\n'
    (checkout / ".venv/bin/python").write_text(script)
    assert make(checkout, "fault-injection", **{name: "7"})[-1] == f"{name}="
    assert make(checkout, "fault-injection", f"{name}=8", **{name: "7"})[-1] == f"{name}=8"


MISTYPED = {
    "practice": "write PRACTICE= in capitals, not practice=",
    "Article": "write ARTICLE= in capitals, not Article=",
    "PRATICE": "there is no variable PRATICE= (did you mean PRACTICE=?)",
    "naem": "there is no variable naem= (did you mean NAME=?)",
    "COLOUR": "there is no variable COLOUR= (there are PRACTICE, ARTICLE, NAME,",
    "it's": "there is no variable it's= (there are",
    "`touch_owned`": "there is no variable `touch_owned`= (there are",
}


@pytest.mark.parametrize(("name", "message"), MISTYPED.items(), ids=MISTYPED)
@pytest.mark.parametrize("target", ["leaflet", "leaflets"])
def test_a_variable_that_make_does_not_know_is_named_and_nothing_is_built(
    checkout: Path, target: str, name: str, message: str
) -> None:
    assert message in refused(checkout, target, f"{name}=northgate")
    assert not (checkout / "owned").exists()


def test_all_variables_that_make_does_not_know_are_named_at_once(checkout: Path) -> None:
    message = refused(checkout, "leaflet", "practice=northgate", "ARTICLE=asthma", "article:=two words")
    assert "write PRACTICE= in capitals, not practice=" in message
    assert "write ARTICLE= in capitals, not article=" in message


def test_a_value_that_holds_an_equals_sign_is_no_variable(checkout: Path) -> None:
    assert built(checkout, "x practice=y")[-1] == "--article=x practice=y"


def test_every_variable_that_readme_and_help_speak_of_is_known(checkout: Path) -> None:
    (known,) = re.findall(r"^VARIABLES := (.+)$", (checkout / "Makefile").read_text(), re.MULTILINE)
    script = "\n".join((*make(checkout, "help"), *re.findall("`(.+?)`", (ROOT / "README.md").read_text())))
    named = set(re.findall(r"\b([A-Z]{3,})=", script))
    assert {"PRACTICE", "ARTICLE", "NAME"} <= named <= set(known.split())


@pytest.mark.parametrize(
    ("guard", "run", "value"),
    [
        ('"$$PRACTICE"', "$(PRACTICE)", "x; touch owned;"),
        ("$(value $(1))", "$($(1))", "$(shell touch owned)"),
    ],
)
def test_a_value_that_is_run_is_noticed(checkout: Path, guard: str, run: str, value: str) -> None:
    edit(checkout, guard, run)
    with pytest.raises((subprocess.CalledProcessError, AssertionError)):
        test_a_value_reaches_foldwell_as_it_was_typed(checkout, value)
    assert (checkout / "owned").exists()


MISNAMED = {
    "leafet": "there is no make leafet (did you mean make leaflet?)",
    "Leaflet": "there is no make Leaflet (did you mean make leaflet?)",
    "handouts": "did you mean make handout?",
    "northgate": "there is no make northgate (make help lists what there is)",
    "it's": "there is no make it's (make help lists what there is)",
}


@pytest.mark.parametrize(("name", "message"), MISNAMED.items(), ids=MISNAMED)
def test_a_target_that_there_is_not_is_named_before_anything_is_made(
    checkout: Path, name: str, message: str
) -> None:
    assert message in refused(checkout, "leaflet", name)


def test_a_practice_typed_without_its_variable_is_never_that_of_another(checkout: Path) -> None:
    facts = checkout / "content/practices/northgate/practice.yaml"
    facts.parent.mkdir(parents=True)
    facts.touch()
    assert "write PRACTICE=northgate, such as make leaflet PRACTICE=northgate" in refused(
        checkout, "leaflet", "northgate"
    )


def test_help_keeps_printing_and_developing_apart(checkout: Path) -> None:
    lines = make(checkout, "help")
    heading = {}
    for line in lines:
        if line and not line.startswith(" "):
            title = line
        elif line:
            heading[line.split()[1]] = title
    assert heading["leaflet"] == heading["check"] != heading["test"] == heading["docs"]
    assert heading["practice"] == heading["article"] not in (heading["leaflet"], heading["test"])


def test_clean_empties_build_and_nothing_else(checkout: Path) -> None:
    build = checkout / "build"
    (build / "my practice" / "fever").mkdir(parents=True)
    (build / ".gitignore").write_text("*\n")
    make(checkout, "clean")
    assert [path.name for path in build.iterdir()] == [".gitignore"]
    assert (checkout / "Makefile").exists()
