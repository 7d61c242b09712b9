"""Whatever is typed ends in a proven document or in words: never in another exception.

Run as a program, it tries for a while with new examples each time: `fuzz.py SECONDS`.
"""

from __future__ import annotations

import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from datetime import date
from itertools import count
from pathlib import Path
from random import SystemRandom
from shutil import copytree, rmtree
from typing import Any

from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st
from lxml import etree

from foldwell.assets import fonts, images
from foldwell.errors import FoldwellError
from foldwell.inputs import markdown, parsing, validation
from foldwell.inputs.markdown.addresses import BREAK_POINT
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering import docx
from foldwell.rendering.pdf import layout
from foldwell.workflows import build_pack, scaffold
from foldwell.workflows.incremental import input_patterns, manifest
from support import letterheads
from support.brand_strategies import (
    BRANDS,
    ENCODED,
    EXPORTED,
    SLIPPED_PICTURES,
    practice_files,
    slipped_fonts,
)
from support.project import CLASSIC, ROOT
from support.references import SHORT_HANDOUT
from support.strategies import ARTICLES, PRACTICES, PROSE, slipped

VALID = ROOT / "tests/data/valid"
FACES, LETTERS = layout.font_faces(fonts.bundled_font("Lato"))
ORDER = build_pack.BuildRequest("riverside", "restless-legs", today=date(2026, 12, 1))
NAMES = st.text(max_size=400) | st.sampled_from(
    ["Riverside", "_northfield", "..", "con", " riverside", "a" * 300]
)
STARTS = (b"", b"PK\x03\x04", b"\xff\xfe", b"%PDF", b"name: ", b"<svg xmlns='http://www.w3.org/2000/svg'>")
BYTES = st.tuples(
    st.sampled_from(STARTS),
    st.binary(max_size=200) | st.text(max_size=200).map(lambda text: text.encode("utf-16", "surrogatepass")),
).map(b"".join)
FILES = ("practice.yaml", "_brand.yml", "logo.svg", "letterhead.docx")
IN_THE_WAY: dict[str, Callable[[Path], object]] = {
    "a folder": lambda path: path.mkdir(),
    "nothing": lambda path: None,
    "an empty file": lambda path: path.touch(),
    "a pipe": os.mkfifo,
    "a link to itself": lambda path: path.symlink_to(path.name),
    "a link to nowhere": lambda path: path.symlink_to("nowhere"),
    "a link out": lambda path: path.symlink_to(ROOT / "LICENSE"),
}
OWN_FONT = b"""logo: logo.svg
typography: {fonts: [{family: Oak Sans, source: file, files: [own.ttf]}], base: Oak Sans}"""
PAGE = f"<!DOCTYPE html><html lang=en><title>T</title><style>{FACES}</style><img src=a.svg alt=a>"


@dataclass(frozen=True)
class Property:
    """Examples, and what is done with each; how many are enough in the tests."""

    examples: st.SearchStrategy[Any]
    tried: Callable[[Any], object]
    few: int


def properties(project: Path, *only: str) -> dict[str, Property]:
    """What must hold of every example; packs, or `only` some documents, are made of a copy of the project."""
    article = project / "content/articles/restless-legs.yaml"
    facts = project / "content/practices/riverside/practice.yaml"
    brand = facts.with_name("_brand.yml")
    yaml = {
        f"a slip in a file: {kind}": Property(slipped(path.read_bytes()), reader(kind), 50)
        for path in sorted(VALID.glob("*-everything.yaml"))
        if (kind := path.stem.split("-")[0])
    }
    return {
        **yaml,
        "prose": Property(PROSE, shown, 60),
        "a slip in a drawing": Property(slipped(drawing()), printed, 60),
        "a slip in an exported drawing": Property(st.just(EXPORTED) | slipped(EXPORTED), printed, 30),
        "a slip in a picture": Property(SLIPPED_PICTURES, pictured, 60),
        "a slip in a font": Property(slipped_fonts(), lettered(project), 15),
        "a brand": Property(BRANDS, branded(project), 25),
        "text in an encoding": Property(ENCODED, stored(project), 5),
        "what is no file": Property(st.sampled_from(tuple(IN_THE_WAY)), in_the_way(project), 8),
        "a slip in a letterhead": Property(
            slipped_letterheads(), lambda data: docx.read_letterhead(data, "a", letterheads.A4), 20
        ),
        "a name on the command line": Property(NAMES, called(project), 60),
        "bytes for a file": Property(BYTES, stored(project), 20),
        "a handout on a letterhead with a slip": Property(slipped_letterheads(), written, 8),
        "a pack in a brand": Property(BRANDS, made(project, brand, only), 2),
        "an article": Property(ARTICLES, made(project, article, only), 3),
        "a practice": Property(PRACTICES, made(project, facts, only), 2),
    }


def reader(kind: str) -> Callable[[bytes], object]:
    """Read a YAML file of a kind, as from the disk."""

    def tried(data: bytes) -> object:
        source = parsing.parse(data.decode("utf-8", "replace"), f"{kind}.yaml")
        return getattr(validation, f"validate_{kind}")(source)

    return tried


def shown(text: str) -> None:
    """Show prose, if it is allowed: well-formed, with the words it has and the addresses of its links."""
    if not markdown.syntax_problems(text):
        found = etree.fromstring(f"<div>{markdown.to_html(text)}</div>")
        texts = "".join(found.itertext()), markdown.printed_text(text)
        a, b = ("".join(words.replace(BREAK_POINT, "").split()) for words in texts)
        assert a == b


def drawing() -> bytes:
    """A drawing with something of everything that one may have."""
    return b"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 60" width="90mm" height="60mm">
<defs><linearGradient id="a" x1="0" x2="1"><stop offset="10%" stop-color="#0a5564"/></linearGradient></defs>
<g transform="translate(3 4) rotate(9)" fill="url(#a)"><rect x="1" y="2" width="30" height="20" rx="3"/>
<path d="M10 10 C 20 20, 40 20, 50 10 A 6 4 10 1 0 14 10 Z" stroke="#000" stroke-width="0.5"/></g>
<circle cx="60" cy="30" r="9" class="primary" opacity="0.5"/>
<polyline points="1,2 3,4 5,6" stroke-dasharray="1 2"/>
<text class="label" x="5" y="50" font-size="6">One <tspan font-weight="bold">two</tspan></text></svg>"""


def printed(data: bytes) -> None:
    """Print a drawing, if it is let in, or say what is wrong with it."""
    picture = images.read_image(data, "a.svg", "a.svg")
    images.text_labels(picture)
    layout.write(layout.lay_out(PAGE, "page.html.j2", {**LETTERS, "a.svg": picture.data}), "page.html.j2")


def pictured(example: tuple[str, bytes]) -> None:
    """Print a picture, if it is let in, as it was prepared."""
    name, data = example
    picture = images.read_image(data, name, name)
    page = PAGE.replace("a.svg", name)
    layout.write(layout.lay_out(page, "page.html.j2", {**LETTERS, name: picture.data}), "page.html.j2")


def lettered(project: Path) -> Callable[[bytes], object]:
    """Print words in a font of a practice's own, if it is let in."""
    folder = project / "content/practices/riverside"

    def tried(data: bytes) -> object:
        (folder / "own.ttf").write_bytes(data)
        with replaced(folder / "_brand.yml", OWN_FONT):
            context = loading.load_context(project, "riverside", "restless-legs")
        rules, files = layout.font_faces(context.base, context.headings)
        page = f"<!DOCTYPE html><html lang=en><title>T</title><style>{rules}</style><p>xHo<b>xHo</b>"
        styled = page.replace("<p>", f"<p style='font: 12pt {layout.font_family(context.base)}'>")
        return layout.write(layout.lay_out(styled, "page.html.j2", files), "page.html.j2")

    return tried


@contextmanager
def replaced(path: Path, data: bytes | None) -> Iterator[None]:
    """Put other bytes, or nothing, in the place of a file for a while."""
    kept = path.read_bytes() if path.exists() else None
    path.unlink(missing_ok=True)
    try:
        if data is not None:
            path.write_bytes(data)
        yield
    finally:
        path.rmdir() if path.is_dir() and not path.is_symlink() else path.unlink(missing_ok=True)
        if kept is not None:
            path.write_bytes(kept)


def branded(project: Path) -> Callable[[Any], object]:
    """Read a practice with a brand file, and begin one with it."""
    folder = project / "content/practices/riverside"

    def tried(tree: Any) -> object:
        for name, data in practice_files().items():
            (folder / name).parent.mkdir(exist_ok=True)
            (folder / name).write_bytes(data)
        path = folder / "_brand.yml"
        with replaced(path, json.dumps(tree, ensure_ascii=False, indent=1).encode("utf-8", "replace")):
            try:
                with suppress(FoldwellError):
                    scaffold.practice(project, "oakwood", path)
                return loading.load_context(project, "riverside", "restless-legs")
            finally:
                rmtree(project / "content/practices/oakwood", ignore_errors=True)

    return tried


def in_the_way(project: Path) -> Callable[[str], object]:
    """Put what is no file in the place of each file of a practice in turn, and read everything."""
    folder = project / "content/practices/riverside"

    def tried(kind: str) -> object:
        for name in FILES:
            with replaced(folder / name, None), suppress(FoldwellError):
                IN_THE_WAY[kind](folder / name)
                loading.load_context(project, "riverside", "restless-legs")
        return None

    return tried


def slipped_letterheads() -> st.SearchStrategy[bytes]:
    """Letterheads with slips in one of their parts, or in the archive."""
    parts = letterheads.members(whole := letterheads.letterhead())

    def one(name: str) -> st.SearchStrategy[bytes]:
        return slipped(parts[name]).map(lambda data: letterheads.zipped({**parts, name: data}))

    named = st.sampled_from([name for name in parts if name.endswith((".xml", ".rels"))])
    return st.just(whole) | named.flatmap(one) | slipped(whole)


def called(project: Path) -> Callable[[str], object]:
    """Ask for a practice and an article by a name that somebody typed."""

    def tried(name: str) -> object:
        for practice, article in ((name, "restless-legs"), ("riverside", name)):
            with suppress(FoldwellError):
                loading.require_pack(project, practice, article)
            list(input_patterns.input_patterns(project, replace(ORDER, practice=practice, article=article)))
        return None

    return tried


def stored(project: Path) -> Callable[[bytes], object]:
    """Put any bytes in the place of each file of a practice in turn, and read everything."""
    folder = project / "content/practices/riverside"

    def tried(data: bytes) -> object:
        for name in FILES:
            with replaced(folder / name, data), suppress(FoldwellError):
                loading.load_context(project, "riverside", "restless-legs")
        return None

    return tried


def written(data: bytes) -> None:
    """Write a short handout on a letterhead, if it is let in, and read it as its reader does."""
    source = parsing.load(VALID / "brand-smallest.yaml", "brand.yaml")
    base = docx.read_letterhead(data, "letterhead.docx", letterheads.A4)
    made = docx.write(
        SHORT_HANDOUT, docx.BrandDesign(validation.validate_brand(source), CLASSIC), {}, (), base
    )
    inspection.read_docx(made)
    inspection.header_footer(made)
    inspection.header_footer(data)


def made(project: Path, file: Path, only: tuple[str, ...]) -> Callable[[Any], object]:
    """Write a tree to a file of the project, and make and prove documents of it."""

    order = build_pack.BuildRequest("riverside", "restless-legs", only, today=date(2026, 12, 1))

    def tried(tree: Any) -> object:
        kept = file.read_bytes()
        file.write_text(json.dumps(tree, ensure_ascii=False, indent=1), encoding="utf-8")
        try:
            pack = build_pack.prove(project, order)
        finally:
            file.write_bytes(kept)
        missing = manifest.parse_manifest(pack.manifest).missing.values()
        assert FoldwellError.exit_code not in {document.exit_code for document in missing}, missing
        return pack

    return tried


def held(item: Property, number: int, examples: int) -> int:
    """Try so many examples of a property, and return how many were not refused.

    A number makes them the same each time.
    """
    taken = []

    @seed(number)
    @settings(max_examples=examples, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(item.examples)
    def tried(example: Any) -> None:
        with suppress(FoldwellError):
            item.tried(example)
            taken.append(example)

    tried()
    return len(taken)


def main() -> None:
    """Try every property in turn until the time is up; the number of a round gives its examples back."""
    until = time.monotonic() + float(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        for part in ("content", "templates"):
            copytree(ROOT / part, Path(folder) / part)
        every = properties(Path(folder))
        for number in count(int(sys.argv[2]) if sys.argv[2:] else SystemRandom().randrange(10**6)):
            for name, item in every.items():
                if time.monotonic() > until:
                    return
                sys.stdout.write(f"round {number}: {name}\n")
                sys.stdout.flush()
                held(item, number, 5 * item.few)


if __name__ == "__main__":
    main()
