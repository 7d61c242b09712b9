"""README and docs/ are true: their tables are those of the code, and commands, links and paths exist."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from pathlib import Path

import click
import pytest
from support.project import ROOT

from bench import figure
from docs import brand, fields, templates
from docs.__main__ import find_pages
from docs.regions import END, RegionError, find_regions, regenerate, write_measured
from docs.tables import TABLES
from foldwell.cli import commands
from foldwell.inputs.validation.brand_file import BrandFile
from foldwell.model import Practice

TEXTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in find_pages(ROOT)}
CURRENT = {page: text for page, text in TEXTS.items() if page != "CHANGELOG.md"}
"""All but the page that speaks of what was."""

INDEXES = ("README.md", "docs/README.md")
EXAMPLES = {"mill-road", "oakwood", "asthma"}
"""Names of practices and articles that nobody has made."""

MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
TARGETS = set(re.findall(r"^([a-z-]+):(?!=)", MAKEFILE, re.MULTILINE))
VARIABLES = set(re.findall(r"^VARIABLES := (.+)$", MAKEFILE, re.MULTILINE)[0].split())
PLACES = re.compile(r"(?:content|templates|scripts|tests|docs|\.github|\.ci)/[\w./*-]*")
FENCED = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)


def unfenced(text: str) -> str:
    return FENCED.sub("", text)


def blocks_of_code(text: str) -> list[str]:
    """The lines of code blocks, indented or between fences."""
    fenced = [line for block in FENCED.findall(text) for line in block.splitlines()[1:-1]]
    return [*fenced, *(line.strip() for line in re.findall(r"^    (\S.*)$", unfenced(text), re.MULTILINE))]


def inline_code(text: str) -> list[str]:
    plain = re.sub(r"\\.", "", unfenced(text))
    return [" ".join(found.split()) for found in re.findall(r"(?<!`)`([^`]+)`(?!`)", plain)]


# Generated tables


@pytest.mark.parametrize("page", TEXTS)
def test_each_table_is_the_one_that_the_code_gives(page: str) -> None:
    assert regenerate(TEXTS[page], TABLES) == TEXTS[page], "run: make docs"


def test_a_stale_table_is_noticed() -> None:
    page = "docs/commands.md"
    stale = TEXTS[page].replace("| `130` |", "| `131` |")
    assert stale != TEXTS[page]
    assert regenerate(stale, TABLES) != stale


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\n<!-- generated: nothing -->\n<!-- end -->\n", "2: there is no table 'nothing'"),
        ("<!-- generated: blocks -->\n", "1: 'blocks' has no <!-- end -->"),
    ],
)
def test_a_region_that_cannot_be_filled_is_named_with_its_line(text: str, said: str) -> None:
    with pytest.raises(RegionError) as caught:
        regenerate(text, TABLES)
    assert str(caught.value) == said


def test_a_template_that_nobody_has_described_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    described = {name: text for name, text in templates.HOLDS.items() if name != "card"}
    monkeypatch.setattr(templates, "HOLDS", described)
    with pytest.raises(RegionError, match=r"say in HOLDS .* what card\.html\.j2 holds"):
        list(templates.tabulate_blocks())


def test_every_table_stands_on_one_page() -> None:
    assert sorted(name for text in TEXTS.values() for name in find_regions(text)) == sorted(TABLES)


def test_the_table_of_blocks_names_every_block_of_every_template_and_no_other() -> None:
    rows = re.findall(
        r"^\| `([a-z-]+\.html\.j2)` \|[^|]+\| (.+?) \|", TEXTS["docs/templates.md"], re.MULTILINE
    )
    listed = {name: set(re.findall(r"`([a-z]+)`", blocks)) for name, blocks in rows}
    existing = {
        path.name: set(re.findall(r"{% block (\w+)", path.read_text("utf-8")))
        for path in (ROOT / "templates").glob("*.html.j2")
    }
    assert listed == {name: blocks for name, blocks in existing.items() if blocks}


def test_the_table_of_settings_has_every_setting() -> None:
    rows = set(re.findall(r"^\| `([a-z_]+)` \|", TEXTS["docs/your-practice.md"], re.MULTILINE))
    assert rows == set(Practice.model_fields)


@pytest.mark.parametrize(
    ("page", "head"),
    [
        ("docs/performance.md", figure.HEAD),
        ("docs/robustness.md", ("fault", "rounds", "too late", "packs old", "packs new", "swept", "broken")),
    ],
)
def test_a_measured_table_has_the_columns_that_are_printed(page: str, head: tuple[str, ...]) -> None:
    assert f"| {' | '.join(head)} |" in TEXTS[page]
    if page == "docs/robustness.md":
        source = (ROOT / "scripts/fault_injection/__main__.py").read_text(encoding="utf-8")
        quoted = ", ".join(f'"{column}"' for column in head)
        assert f"HEAD = {quoted}" in source


MEASURED = "# Page\n\n<!-- measured: bench -->\n\n| old |\n\n<!-- end -->\n\nMore.\n"


def test_what_is_measured_is_written_between_its_marks(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(MEASURED, encoding="utf-8")
    write_measured(page, "bench", ["| new |"])
    assert page.read_text(encoding="utf-8") == MEASURED.replace("old", "new")


@pytest.mark.parametrize("lost", ["<!-- measured: bench -->\n", "<!-- end -->"])
def test_a_page_without_a_place_for_what_is_measured_is_named_and_left_as_it_is(
    tmp_path: Path, lost: str
) -> None:
    page = tmp_path / "page.md"
    page.write_text(MEASURED.replace(lost, ""), encoding="utf-8")
    with pytest.raises(RegionError, match=r"page\.md has no place for what was measured: 'bench'"):
        write_measured(page, "bench", ["| new |"])
    assert page.read_text(encoding="utf-8") == MEASURED.replace(lost, "")


@pytest.mark.parametrize(
    ("page", "name"), [("docs/performance.md", "bench"), ("docs/robustness.md", "fault-injection")]
)
def test_each_measured_page_has_a_place_for_its_table(page: str, name: str) -> None:
    _, found, rest = TEXTS[page].partition(f"<!-- measured: {name} -->\n")
    region, end, _ = rest.partition(END)
    assert found
    assert end
    assert re.search(r"^\| .* \|$", region, re.MULTILINE)


def test_each_fault_of_the_measured_table_is_one_that_is_tried() -> None:
    source = "\n".join(
        path.read_text("utf-8") for path in sorted((ROOT / "scripts/fault_injection").glob("*.py"))
    )
    rows = re.findall(r"^\| ([^|`]+?) \| \d", TEXTS["docs/robustness.md"], re.MULTILINE)
    assert len(rows) > 10
    parts = [re.split(r" \(| where it should|, ", row)[0] for row in rows]
    assert [part for part in parts if part not in source] == []


# Commands


def shown_commands(text: str) -> Iterator[str]:
    """The commands of ours that a page shows."""
    for code in (*blocks_of_code(text), *inline_code(text)):
        if re.match(r"(?:make|\.venv/bin/foldwell|foldwell) [^=]", code):
            yield code


def fault(command: str) -> str:
    """What of a command does not exist; nothing if all of it does."""
    program, *words = shlex.split(command)
    return fault_of_make(words) if program == "make" else fault_of_foldwell(words)


def fault_of_make(words: list[str]) -> str:
    for word in words:
        name, equals, _ = word.partition("=")
        if name not in (VARIABLES if equals else TARGETS):
            return f"make knows no {word}"
    return ""


def fault_of_foldwell(words: list[str]) -> str:
    command: click.Command = commands
    rest = iter(words)
    for word in rest:
        name, _, value = word.partition("=")
        if name.startswith("-"):
            option = next((one for one in command.params if name in one.opts), None)
            if option is None and name not in ("-h", "--help"):
                return f"{command.name} has no option {name}"
            if isinstance(option, click.Option) and not (option.is_flag or value):
                next(rest, None)
        elif isinstance(command, click.Group):
            if word not in command.commands:
                return f"{command.name} has no command {word}"
            command = command.commands[word]
        elif not any(isinstance(one, click.Argument) for one in command.params):
            return f"{command.name} takes no {word}"
    return ""


def every_option() -> set[str]:
    def below(command: click.Command) -> Iterator[str]:
        yield from (name for one in command.params if isinstance(one, click.Option) for name in one.opts)
        for inner in command.commands.values() if isinstance(command, click.Group) else ():
            yield from below(inner)

    return {*below(commands), "--help"}


@pytest.mark.parametrize("page", CURRENT)
def test_every_command_that_is_shown_exists(page: str) -> None:
    assert [found for found in map(fault, shown_commands(CURRENT[page])) if found] == []


def lost_options(text: str) -> set[str]:
    """The options that a page names alone, and that no command and no stylesheet has."""
    named = {code.split()[0].partition("=")[0] for code in inline_code(text) if code.startswith("--")}
    return named - every_option() - set(inline_code("\n".join(TABLES["template-values"]())))


@pytest.mark.parametrize("page", CURRENT)
def test_every_option_that_is_named_alone_exists(page: str) -> None:
    assert lost_options(CURRENT[page]) == set()


def test_an_option_that_does_not_exist_is_noticed() -> None:
    assert lost_options("`--force`, `--primary`, `--al`, `--primery`") == {"--al", "--primery"}


def test_commands_are_found_on_the_pages() -> None:
    found = [command for text in CURRENT.values() for command in shown_commands(text)]
    assert {"make leaflet", "make test", "make docs"} <= set(found)
    assert any("foldwell build" in command for command in found)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Type `make leafelt`.", "make knows no leafelt"),
        ("    make leaflet PRATICE=x\n", "make knows no PRATICE=x"),
        ("```\nmake bake\n```", "make knows no bake"),
        ("`.venv/bin/foldwell bild`", "foldwell has no command bild"),
        ("`foldwell build --al`", "build has no option --al"),
        ("`foldwell build riverside`", "build takes no riverside"),
        ("`foldwell show leaflet x`", "show has no command leaflet"),
    ],
)
def test_a_command_that_does_not_exist_is_noticed(text: str, said: str) -> None:
    assert [fault(command).replace("commands", "foldwell") for command in shown_commands(text)] == [said]


@pytest.mark.parametrize("page", CURRENT)
def test_every_variable_of_make_that_is_named_is_known(page: str) -> None:
    assert set(re.findall(r"\b([A-Z]{3,})=", " ".join(inline_code(CURRENT[page])))) <= VARIABLES


# Links


def anchors(text: str) -> set[str]:
    """The anchors of a page's headings, as Git hosts make them."""
    headings = re.findall(r"^#+ (.+)$", unfenced(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def dead_links(page: str, texts: Mapping[str, str]) -> list[str]:
    """The links of a page that lead nowhere in the project."""
    dead = []
    for target in re.findall(r"\[[^]]*\]\(([^)\s]+)\)", unfenced(texts[page])):
        if "://" in target or target.startswith("mailto:"):
            continue
        path, _, anchor = target.partition("#")
        file = (ROOT / page).parent / path if path else ROOT / page
        name = file.resolve().relative_to(ROOT).as_posix()
        if not file.exists() or (anchor and anchor not in anchors(texts.get(name, ""))):
            dead.append(target)
    return dead


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_inside_the_project_leads_somewhere(page: str) -> None:
    assert dead_links(page, TEXTS) == []


def test_a_link_to_a_page_or_heading_that_is_not_there_is_noticed() -> None:
    text = "[a](printing.md) [b](printng.md) [c](#here) [d](#nowhere) [e](printing.md#no-such) \n\n## Here\n"
    found = dead_links("docs/commands.md", {**TEXTS, "docs/commands.md": text})
    assert found == ["printng.md", "#nowhere", "printing.md#no-such"]


def unlinked(texts: Mapping[str, str]) -> list[str]:
    """The pages in docs/ that neither README nor the index of docs/ links to."""
    linked = {
        ((ROOT / index).parent / target.partition("#")[0]).resolve()
        for index in INDEXES
        for target in re.findall(r"\]\(([^)\s:]+)\)", texts[index])
    }
    own = [page for page in texts if page.startswith("docs/") and page not in INDEXES]
    return [page for page in own if ROOT / page not in linked]


def test_every_page_of_docs_is_linked_from_readme_or_the_index() -> None:
    assert unlinked(TEXTS) == []


def test_a_page_that_nobody_links_to_is_noticed() -> None:
    assert unlinked({**TEXTS, "docs/forgotten.md": "# Forgotten\n"}) == ["docs/forgotten.md"]


# Paths


def lost_paths(text: str) -> list[str]:
    """The paths of the project that a page names and that are not there."""
    named = [code for code in inline_code(text) if PLACES.fullmatch(code)]
    ours = [path for path in named if not EXAMPLES.intersection(re.split(r"[/._]", path))]
    return [path for path in ours if not any(ROOT.glob(path.rstrip("/")))]


@pytest.mark.parametrize("page", CURRENT)
def test_every_path_that_is_named_exists(page: str) -> None:
    assert lost_paths(CURRENT[page]) == []


def test_a_path_that_is_not_there_is_noticed() -> None:
    text = "`content/articles/`, `content/artikles/`, `templates/*.css`, `templates/*.scss`, `docs/x.md`"
    assert lost_paths(text) == ["content/artikles/", "templates/*.scss", "docs/x.md"]


def test_readme_is_short() -> None:
    assert len(TEXTS["README.md"].splitlines()) <= 150


# Names in the architecture page


PARTS = (
    "errors",
    "model",
    "assets",
    "inputs",
    "rendering",
    "project",
    "proofing",
    "documents",
    "workflows",
    "cli",
)
MODULE = re.compile(rf"(?:{'|'.join(PARTS)})(?:/[a-z_]+)*")
TYPE = re.compile(r"[A-Z][a-z]+(?:[A-Z][a-z]+)*|[A-Z]{5,}")
CODE = ROOT / "scripts" / "foldwell"


def lost_names(text: str) -> list[str]:
    """The modules and types that a page names and that the package does not have."""
    source = "\n".join(path.read_text(encoding="utf-8") for path in sorted(CODE.rglob("*.py")))
    lost = []
    for name in dict.fromkeys(re.match(r"[\w/]*", code)[0] for code in inline_code(text)):
        if MODULE.fullmatch(name):
            exists = (CODE / f"{name}.py").is_file() or (CODE / name).is_dir()
        else:
            exists = not TYPE.fullmatch(name) or bool(
                re.search(rf"^(?:class )?{name}\b", source, re.MULTILINE)
            )
        lost += [] if exists else [name]
    return lost


def test_every_module_and_type_in_the_architecture_exists() -> None:
    assert lost_names(TEXTS["docs/architecture.md"]) == []


def test_a_module_or_type_that_does_not_exist_is_noticed() -> None:
    assert lost_names("`model/article` `model/artikle` `Article` `Artikle` `Article.title`") == [
        "model/artikle",
        "Artikle",
    ]


def test_every_row_on_what_becomes_of_a_brand_key_is_one_of_a_real_key() -> None:
    known = {".".join(path) for path, _ in fields.find_fields(BrandFile)}
    aliases = {"logo.medium", "logo.large", "logo.light.alt", "logo.images.alt"}
    assert set(brand.OUTCOMES) - aliases <= known
    assert {path.partition(".")[0] for path in known} <= set(brand.OUTCOMES)


def test_the_table_of_brand_keys_says_of_each_what_becomes_of_it() -> None:
    rows = [line.split(" | ") for line in brand.tabulate_keys()][2:]
    assert len(rows) > 60
    assert all(len(row) == 5 and row[3].strip() and row[4].strip(" |") for row in rows)
    noted = {row[0].strip("| `") for row in rows if row[3] == "noted"}
    assert {"color.tertiary", "typography.monospace", "logo.dark"} <= noted
    assert not {"color.primary", "logo.path", "typography.base.family"} & noted
