"""References that lead out of a project, in every place of an input that can hold one: see sandbox.py."""

from __future__ import annotations

import json
import os
from base64 import b64encode
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from itertools import count, cycle
from pathlib import Path
from xml.sax.saxutils import quoteattr

import pikepdf

from foldwell.assets import fonts, images
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.model import Brand
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.rendering import docx, templating
from foldwell.rendering.pdf import layout
from foldwell.workflows import build_pack
from support import letterheads
from support.project import CLASSIC, ROOT

SECRET = "the-canary-sings"
UP = "../" * 12

REFERENCES: Mapping[str, str] = {
    "the web": "http://127.0.0.1:{port}/leak.svg",
    "a file": "file://{outside}/secret.svg",
    "dots": f"{UP}{{outside}}/secret.svg",
    "data": "data:image/svg+xml;base64,{nested}",
    "the web, encrypted": "https://127.0.0.1:{port}/leak.svg",
    "a redirect": "http://127.0.0.1:{port}/redirect?to=file://{outside}/secret.svg",
    "a name": "http://localhost:{port}/leak.svg",
    "a host that is not there": "https://leak.foldwell.invalid/x.svg",
    "no scheme": "//127.0.0.1:{port}/leak.svg",
    "ftp": "ftp://127.0.0.1:{port}/leak.svg",
    "gopher": "gopher://127.0.0.1:{port}/leak.svg",
    "a file in capitals": "FILE://{outside}/secret.svg",
    "a file on a host": "file://localhost{outside}/secret.svg",
    "a file with one stroke": "file:{outside}/secret.svg",
    "a path": "{outside}/secret.svg",
    "dots into the project": "../../../content/practices/riverside/practice.yaml",
    "encoded dots": f"{UP.replace('..', '%2e%2e')}{{outside}}/secret.svg",
    "doubly encoded dots": f"{UP.replace('..', '%252e%252e')}{{outside}}/secret.svg",
    "backslashes": "..\\..\\..\\..\\..\\..\\secret.svg",
    "a share": "\\\\127.0.0.1\\share\\secret.svg",
    "the environment": "file:///proc/self/environ",
    "the environment as a path": "/proc/self/environ",
    "our own address, and dots": f"https://foldwell.invalid/{UP}{{outside}}/secret.svg",
    "our own address, a file of the project": "https://foldwell.invalid/content/practices/riverside/logo.svg",
    "our own address as a user": "https://foldwell.invalid@127.0.0.1:{port}/leak.svg",
    "data in a stylesheet": "data:text/css,@import%20url(file://{outside}/secret.css)",
    "a script": "javascript:fetch('http://127.0.0.1:{port}/')",
    "an archive": "jar:file://{outside}/secret.docx!/a.xml",
    "a nought": "logo.svg%00/../../../{outside}/secret.svg",
}
FEW = tuple(REFERENCES)[:4]
"""For places that take long: one of each kind."""


@dataclass(frozen=True)
class Place:
    """A place that can hold a reference: how to try one there, and how one may begin that is left as text."""

    tried: Callable[[str], bytes | str]
    text: tuple[str, ...] = ()
    few: bool = False


Case = tuple[str, str, Place, str]
"""The names of the place and of the reference, the place, the reference itself."""


def cases(project: Path, outside: str, port: str, every: int = 1) -> Iterator[Case]:
    """Yield every place with every reference that is tried there, and every file that is none.

    Every third reference in the places of inputs, counted through all of them, still meets each place and
    each reference.
    """
    number = count()
    nested = f'<svg xmlns="http://www.w3.org/2000/svg"><image href="file://{outside}/secret.svg"/></svg>'
    facts = {"outside": outside, "port": port, "nested": b64encode(nested.encode()).decode()}
    texts = {name: form.format(**facts) for name, form in REFERENCES.items()}
    for kind, group in KINDS.items():
        for name, place in group(project).items():
            wanted = FEW if place.few else REFERENCES
            tried = [reference for reference in wanted if next(number) % every == 0]
            yield from ((f"{kind}, {name}", reference, place, texts[reference]) for reference in tried)
    for name, place in filed(project, outside).items():
        links = ("a link out",) if name in (*FOLDERS, "stray") else ("a link out", "a pipe")
        wanted = SEEMING if name in ("logo", "facts") else links
        yield from ((f"file, {name}", kind, place, kind) for kind in wanted)
    for name, place in whole(project).items():
        yield f"words, {name}", "all of them", place, " ".join(texts.values())


# --- YAML --------------------------------------------------------------------------------------------------

ANY = ("",)
"""Whatever stands there stays text: it is printed, or nothing of it is."""

WEB = ("https://", "http://")
ARTICLE = {
    "cover": ("keywords:", "cover: {}\nkeywords:", ()),
    "figure": ("    key_point:", "    figure: {{file: {}, alt: A, caption: B.}}\n    key_point:", ()),
    "link": ("in 3 days.", "in [3 days]({}).", WEB),
    "picture": ("in 3 days.", "in ![picture]({}) 3 days.", ()),
    "angle brackets": ("in 3 days.", "in <{}> 3 days.", ANY),
    "HTML": ("in 3 days.", 'in <img src="{}"> 3 days.', ()),
    "source": ("    short:", "    url: {}\n    short:", WEB),
    "title": ("title: Fever", "title: {}", ANY),
}
BRAND = {
    "logo": ("path: logo.svg", "path: {}", ()),
    "colour": ('primary: "#0a5564"', "primary: {}", ()),
    "family": ("base: Lato", "base: {}", ()),
    "font": ("base: Lato", "base: Lato, fonts: [{{family: Lato, source: file, files: [{}]}}]", (*WEB, "//")),
}
PRACTICE = {
    "web": ("web: https://", "web: {} #", WEB),
    "page of an article": ("country:", "article_page: {}\ncountry:", ()),
    "country": ("country: GB", "country: {}", ()),
    "language": ("country:", "language: {}\ncountry:", ()),
    "extends": ("country:", "extends: {}\ncountry:", ()),
    "words": ("country:", "words: {{own: {}}}\ncountry:", ANY),
}


def written(kind: str, table: Mapping[str, tuple[str, str, tuple[str, ...]]]) -> dict[str, Place]:
    """Places in a YAML file that is read and checked."""

    given = (ROOT / f"tests/data/valid/{kind}-smallest.yaml").read_text(encoding="utf-8")

    def place(old: str, new: str, text: tuple[str, ...]) -> Place:
        assert old in given, old

        def tried(reference: str) -> str:
            value = reference if "(" in new or '"' in new or "<" in new else json.dumps(reference)
            source = parsing.parse(given.replace(old, new.format(value), 1), f"{kind}.yaml")
            return repr(getattr(validation, f"validate_{kind}")(source))

        return Place(tried, text)

    return {name: place(*row) for name, row in table.items()}


def extended(project: Path) -> dict[str, Place]:
    """What a practice extends, and its country, on the disk."""

    facts = project / "content/practices/riverside/practice.yaml"

    def place(key: str) -> Place:
        def tried(reference: str) -> str:
            kept = [line for line in facts.read_text("utf-8").splitlines() if not line.startswith(f"{key}:")]
            with instead(facts, "\n".join([*kept, f"{key}: {json.dumps(reference)}"])):
                return repr(loading.practice_layers(project, "riverside"))

        return Place(tried)

    return {"extends": place("extends"), "country": Place(place("country").tried, ANY)}


# --- drawings ----------------------------------------------------------------------------------------------

DRAWING = (
    '{before}<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"'
    ' xmlns:xi="http://www.w3.org/2001/XInclude" viewBox="0 0 9 9"><rect width="9" height="9"/>{inside}</svg>'
)
INSIDE = {
    "image": "<image href={}/>",
    "image, xlink": '<image xlink:href={} width="9" height="9"/>',
    "use": "<use href={}/>",
    "use, xlink": "<use xlink:href={}/>",
    "link": "<a href={}><rect/></a>",
    "stylesheet": "<style>@import url({})</style>",
    "style": '<rect style="fill:url({})"/>',
    "fill": '<rect fill="url({})"/>',
    "filter": '<rect filter="url({})"/>',
    "mask": '<rect mask="url({})"/>',
    "filter's picture": "<filter><feImage href={}/></filter>",
    "pattern": "<pattern href={}/>",
    "gradient": "<linearGradient href={}/>",
    "script": "<script href={}/>",
    "frame": "<foreignObject><iframe src={}/></foreignObject>",
    "drawing in a drawing": '<svg viewBox="0 0 1 1"><image href={}/></svg>',
    "path of a text": '<text class="label"><textPath href={}>a</textPath></text>',
    "font": "<font-face><font-face-src><font-face-uri href={}/></font-face-src></font-face>",
    "animation": "<animate href={}/>",
    "XInclude": "<xi:include href={}/>",
    "base": '<g xml:base={}><rect fill="url(#a)"/></g>',
}
BEFORE = {
    "stylesheet of the file": "<?xml-stylesheet href={}?>",
    "DOCTYPE": "<!DOCTYPE svg SYSTEM {}>",
    "entity": "<!DOCTYPE svg [<!ENTITY a SYSTEM {}>]>",
    "entity of the DOCTYPE": "<!DOCTYPE svg [<!ENTITY % a SYSTEM {}> %a;]>",
}

DROPPED = (INSIDE["link"], INSIDE["XInclude"], BEFORE["DOCTYPE"])
"""What drawing programs write and no printed picture has: it is left out, with what it leads to."""


def drawn(_project: Path) -> dict[str, Place]:
    """Places in a drawing, be it a logo or a figure."""

    def place(form: str, at: str) -> Place:
        def tried(reference: str) -> bytes:
            value = quoteattr(reference)
            text = form.format(value if "={}" in form or "SYSTEM" in form else value[1:-1])
            parts = {"before": "", "inside": "", at: text}
            data = images.read_image(DRAWING.format(**parts).encode(), "logo.svg", "logo.svg").data
            if form not in DROPPED:
                return data
            return SECRET.encode() if value[1:-1].encode() in data else b""

        return Place(tried, ("",) if form in DROPPED else ())

    inner = {name: place(form, "inside") for name, form in INSIDE.items()}
    return inner | {name: place(form, "before") for name, form in BEFORE.items()}


# --- templates and stylesheets -----------------------------------------------------------------------------

HTML = {
    "picture": ("<img src={} alt=a>", ()),
    "picture of several": ("<img srcset={} alt=a><p>a</p>", ANY),
    "stylesheet": ("<link rel=stylesheet href={}>", ()),
    "attachment": ("<link rel=attachment href={}>", ()),
    "attachment of a link": ("<p><a rel=attachment href={}>a</a></p>", ()),
    "icon": ("<link rel=icon href={}>", ANY),
    "object": ("<object data={}>a</object>", ()),
    "embedded": ("<embed src={}>", ()),
    "frame": ("<iframe src={}></iframe>", ANY),
    "script": ("<script src={}></script>", ANY),
    "next page": ("<meta http-equiv=refresh content={}>", ANY),
    "button": ("<input type=image src={} alt=a>", ANY),
    "film": ("<video poster={}></video>", ANY),
    "ground": ("<body background={}><p>a</p></body>", ANY),
    "drawing": ("<svg viewBox='0 0 9 9' width=9 height=9><image href={} width=9 height=9 /></svg>", ANY),
    "drawing's copy": ("<svg viewBox='0 0 9 9' width=9 height=9><use href={} /></svg>", ANY),
}
CSS = {
    "ground": "p {{ background: url({}) }}",
    "import": "@import {};",
    "import of an address": "@import url({}) print;",
    "mark of a list": "p {{ display: list-item; list-style-image: url({}) }}",
    "words": "p::before {{ content: url({}) }}",
    "frame": "p {{ border: 1px solid; border-image: url({}) 1 }}",
    "font": "@font-face {{ font-family: Own; src: url({}) }} p {{ font-family: Own }}",
    "page": "@page {{ background: url({}) }}",
}
CALLS = {
    "include": "{{% include {} %}}",
    "extends": "{{% extends {} %}}",
    "import": "{{% import {} as a %}}",
    "from": "{{% from {} import a %}}",
}
PAGE = "<!DOCTYPE html><html lang=en><head><title>T</title><style>{}</style>{}</head>{}</html>"


def paged(_project: Path) -> dict[str, Place]:
    """Places in the HTML of a template that is laid out."""

    def place(form: str, text: tuple[str, ...]) -> Place:
        def tried(reference: str) -> str:
            return printed(PAGE.format("", "", form.format(quoteattr(reference))))

        return Place(tried, text, few=form != HTML["picture"][0])

    return {name: place(*row) for name, row in HTML.items()}


def styled(_project: Path) -> dict[str, Place]:
    """Places in a style, or in a stylesheet that a practice adds."""

    def place(form: str) -> Place:
        def tried(reference: str) -> str:
            return printed(PAGE.format(form.format(json.dumps(reference)), "", "<p>a</p>"))

        return Place(tried, few=form != CSS["ground"])

    def linked(form: str) -> Place:
        def tried(reference: str) -> str:
            sheet = form.format(json.dumps(reference))
            if found := list(
                templating.override_problems({"card.css": "", "own/card.css": sheet}, "templates/")
            ):
                raise InputError(*found)
            page = PAGE.format("", '<link rel="stylesheet" href="own/card.css">', "<p>a</p>")
            return printed(page, {"own/card.css": sheet.encode()})

        return Place(tried, few=True)

    own_sheets = {f"{name} in a stylesheet": linked(CSS[name]) for name in ("ground", "import", "font")}
    return {name: place(form) for name, form in CSS.items()} | own_sheets


def printed(html: str, files: Mapping[str, bytes] | None = None) -> str:
    """Lay out and write a page, and return what is in the file: words, links, attachments."""

    faces, letters = layout.font_faces(fonts.bundled_font("Lato"))
    html = html.replace("<style>", f"<style>{faces} html {{ font-family: Lato }}", 1)
    data = layout.write(layout.lay_out(html, "page.html.j2", {**letters, **(files or {})}), "page.html.j2")
    with pikepdf.open(BytesIO(data)) as file:
        attached = list(file.attachments)
    reading = inspection.read_pdf(data)
    assert not attached, attached
    return repr(reading.text)


def called(_project: Path) -> dict[str, Place]:
    """Places where a template names another."""

    def place(form: str) -> Place:
        def tried(reference: str) -> str:
            return templating.fill({"page.html.j2": form.format(json.dumps(reference))}, "page.html.j2", {})

        return Place(tried)

    return {name: place(form) for name, form in CALLS.items()}


WORD = {
    "picture": ("<p><img src={} alt='a' width='20'/></p>", ()),
    "link": ("<p><a href={}>a</a></p>", ANY),
    "stylesheet": ("<link rel='stylesheet' href={}/>", ()),
    "frame": ("<iframe src={}/>", ()),
}
"""A link is written as it stands, and no machine follows it: the proof refuses one that no input has."""

SHORT_HANDOUT = (
    '<html lang="en-GB"><head><title>T</title>'
    + "".join(
        f'<meta name="{name}" content="2026-11-22"/>'
        for name in ("author", "subject", "keywords", "date", "identifier", "version")
    )
    + "</head><body><h1>T</h1><p>T</p><footer><p>F</p></footer></body></html>"
)


def smallest_brand() -> Brand:
    """The brand that says no more than it must."""
    source = parsing.load(ROOT / "tests/data/valid/brand-smallest.yaml", "brand.yaml")
    return validation.validate_brand(source)


def handout(_project: Path) -> dict[str, Place]:
    """Places in the template of the Word file."""

    brand = smallest_brand()
    head = SHORT_HANDOUT.replace("<h1>T</h1>", "<h1>T</h1>{}")

    def place(html: str, text: tuple[str, ...]) -> Place:
        def tried(reference: str) -> str:
            return repr(
                docx.write(html.format(quoteattr(reference)), docx.BrandDesign(brand, CLASSIC), {}, ())
            )

        return Place(tried, text, few=bool(text))

    entity = "<!DOCTYPE html [<!ENTITY a SYSTEM {}>]>" + head.format("<p>&a;</p>")
    bodies = {name: place(head.format(form), text) for name, (form, text) in WORD.items()}
    return bodies | {"entity": place(entity, ())}


# --- letterheads -------------------------------------------------------------------------------------------


VML_PICTURE = (
    '</w:p><w:p><w:r><w:pict><v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="A" style="width:1pt">'
    "<v:imagedata src={}/></v:shape></w:pict></w:r></w:p>"
)
"""A picture of the old kind, which names a file beside its relation."""


def lettered(_project: Path) -> dict[str, Place]:
    """Places in a practice's Word paper."""

    source, brand = letterheads.letterhead(), smallest_brand()

    def place(built: Callable[[str], bytes], text: tuple[str, ...] = ()) -> Place:
        def tried(reference: str) -> str:
            docx.read_letterhead(built(reference), "letterhead.docx", letterheads.A4)
            return ""

        return Place(tried, text, few=True)

    def left_out(built: Callable[[str], bytes]) -> Place:
        """What a letterhead may have, and a handout never gets."""

        def tried(reference: str) -> str:
            base = docx.read_letterhead(built(reference), "letterhead.docx", letterheads.A4)
            made = docx.write(SHORT_HANDOUT, docx.BrandDesign(brand, CLASSIC), {}, (), base)
            parts = b"".join(letterheads.members(made).values()).decode("utf-8", "replace")
            return SECRET if reference in parts else ""

        return Place(tried, ("",), few=True)

    def relation(part: str, kind: str) -> Callable[[str], bytes]:
        return lambda reference: letterheads.related(part, kind, quoteattr(reference)[1:-1], data=source)

    def part(name: str, form: str) -> Callable[[str], bytes]:
        return lambda reference: letterheads.zipped(
            {**letterheads.members(source), name: form.format(quoteattr(reference)).encode()}
        )

    header, settings = "word/header1.xml", "word/settings.xml"
    field = '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{} {}</w:instrText></w:r></w:p>'
    fields = {
        f"field {code}": place(
            lambda reference, code=code: letterheads.respelt(
                header, "</w:p>", field.format(code, quoteattr(reference)).replace("\\", "/"), source
            )
        )
        for code in ("INCLUDEPICTURE", "INCLUDETEXT", "DDEAUTO")
    }
    return {
        "picture": place(relation(header, "image")),
        "template": left_out(relation(settings, "attachedTemplate")),
        "link": place(relation(header, "hyperlink"), WEB),
        "link on the page": left_out(relation("word/document.xml", "hyperlink")),
        "object on the page": left_out(relation("word/document.xml", "oleObject")),
        "old drawing": left_out(
            lambda reference: letterheads.respelt(
                header, "</w:p>", VML_PICTURE.format(quoteattr(reference)).replace("\\", "/"), source
            )
        ),
        "theme": place(relation("word/theme/theme1.xml", "image")),
        "object": place(relation(header, "oleObject")),
        "document": left_out(relation("word/document.xml", "aFChunk")),
        "entity": place(part(settings, "<!DOCTYPE a [<!ENTITY b SYSTEM {}>]><a>&b;</a>")),
        "drawing": place(
            lambda reference: letterheads.with_picture(
                "svg", f"<svg><image href={quoteattr(reference)}/></svg>".encode()
            )
        ),
        **fields,
    }


# --- files that are not what they seem ---------------------------------------------------------------------

OWN = "content/practices/riverside"
FILES = {
    "logo": f"{OWN}/logo.svg",
    "looks": f"{OWN}/_brand.yml",
    "facts": f"{OWN}/practice.yaml",
    "article": "content/articles/restless-legs.yaml",
    "figure": "content/articles/figures/vein-valves.svg",
    "wording": "content/wording/en-GB.yaml",
    "country": "content/countries/GB.yaml",
    "template": "templates/card.html.j2",
    "stylesheet": "templates/card.css",
    "letterhead": f"{OWN}/letterhead.docx",
    "template of a practice": f"{OWN}/templates/card.html.j2",
    "stylesheet of a practice": f"{OWN}/templates/card.css",
    "stray": f"{OWN}/secret.docx",
}
STRAY = f"{OWN}/secret.docx"
"""A file that nothing asks for."""

ORDER = build_pack.BuildRequest("riverside", "restless-legs", ("card",), today=date(2026, 12, 1))

FOLDERS = {"templates of a practice": f"{OWN}/templates", "practice": OWN}


SEEMING: Mapping[str, Callable[[Path, str], None]] = {
    "a link out": lambda at, outside: at.symlink_to(f"{outside}/secret{at.suffix}"),
    "a link to a device": lambda at, _: at.symlink_to("/dev/zero"),
    "a link to itself": lambda at, _: at.symlink_to(at),
    "a pipe": lambda at, _: os.mkfifo(at),
    "a folder": lambda at, _: at.mkdir(),
}
"""What can stand in the place of a file; each gets the path where it is to be, and a folder outside."""


def filed(project: Path, outside: str) -> dict[str, Place]:
    """Files and folders that are something else; what is tried is the kind, not a text."""

    def place(name: str, put: Callable[[Path, str], None] | None = None) -> Place:
        def tried(kind: str) -> str:
            with instead(project / name, lambda at: (put or SEEMING[kind])(at, outside)):
                return repr(build_pack.prove(project, ORDER))

        return Place(tried, ANY if name == STRAY else ())

    files = {name: place(path) for name, path in FILES.items()}
    return files | {
        name: place(path, lambda at, outside: at.symlink_to(f"{outside}/{at.name}"))
        for name, path in FOLDERS.items()
    }


PRINTED = ("key_point", "alt", "caption", "author", "audience", "summary", "organisation", "keywords")


def filled(tree: parsing.Tree, words: Iterator[str], key: str = "") -> parsing.Tree:
    """Return an article with other words in the places that are printed as they are."""
    if isinstance(tree, dict):
        return {name: filled(value, words, name) for name, value in tree.items()}
    if isinstance(tree, list):
        return [filled(value, words, key) for value in tree]
    return next(words)[:60] if key in PRINTED else tree


def whole(project: Path) -> dict[str, Place]:
    """Documents whose words are full of references: they are printed, and nothing else."""
    article = project / "content/articles/restless-legs.yaml"
    source = parsing.load(article, article.name).value

    def place(name: str) -> Place:
        def tried(references: str) -> str:
            with instead(article, json.dumps(filled(source, cycle(references.split())))):
                job_ = loading.load_context(project, "riverside", "restless-legs")
            built = build_pack.build_documents(job_, (name,))
            problems = verify(job_, built)
            assert not problems, problems
            read = inspection.read_docx if name == "handout" else inspection.read_pdf
            return repr(read(built[name]).text)

        return Place(tried, ANY)

    return {name: place(name) for name in ("card", "handout")}


KINDS: Mapping[str, Callable[[Path], dict[str, Place]]] = {
    "article": lambda _: written("article", ARTICLE),
    "brand": lambda _: written("brand", BRAND),
    "practice": lambda _: written("practice", PRACTICE),
    "layers": extended,
    "drawing": drawn,
    "template": called,
    "page": paged,
    "style": styled,
    "handout": handout,
    "letterhead": lettered,
}


@contextmanager
def instead(path: Path, put: str | Callable[[Path], None]) -> Iterator[None]:
    """Put something in the place of a file or folder, and put it back."""
    kept, built = path.with_name(f".{path.name}.kept"), not path.parent.exists()
    path.parent.mkdir(exist_ok=True)
    if path.exists():
        path.rename(kept)
    try:
        if isinstance(put, str):
            path.write_text(put, encoding="utf-8")
        else:
            put(path)
        yield
    finally:
        if path.is_dir() and not path.is_symlink():
            path.rmdir()
        else:
            path.unlink()
        if kept.exists():
            kept.rename(path)
        if built:
            path.parent.rmdir()
