"""A whole project with one thing wrong: the command says it in a line, ends with the code of its kind, and
leaves build/ byte for byte as it was; or it costs one document, whose last good file is withdrawn.
"""

import os
import shutil

import pytest
from support import letterheads

from foldwell.errors import UsageError
from foldwell.project import loading

ARTICLE = "content/articles/restless-legs.yaml"
OWN = "content/practices/riverside"
FACTS, LOOKS, LOGO = f"{OWN}/practice.yaml", f"{OWN}/_brand.yml", f"{OWN}/logo.svg"
FIGURE = "content/articles/figures/vein-valves.svg"
TODAY = "2026-12-01"


class Hand:
    """Somebody's hand in a project: writes, deletes and replaces files by their names in it."""

    def __init__(self, project):
        self.project = project

    def write(self, name, data=""):
        path = self.project / name
        self.gone(name)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data.encode() if isinstance(data, str) else data)

    def add(self, name, text):
        self.write(name, (self.project / name).read_bytes() + text.encode())

    def swap(self, name, old, new):
        text = (self.project / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not contain {old!r}"
        self.write(name, text.replace(old, new, 1))

    def gone(self, name):
        path = self.project / name
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)

    def pipe(self, name):
        self.gone(name)
        os.mkfifo(self.project / name)

    def folder(self, name):
        self.gone(name)
        (self.project / name).mkdir(parents=True)

    def link(self, name, to):
        self.gone(name)
        (self.project / name).parent.mkdir(parents=True, exist_ok=True)
        (self.project / name).symlink_to(to)

    def copy(self, name, to):
        shutil.copy(self.project / name, self.project / to)


def in_a_circle(hand):
    for name, base in (("riverside", "northgate"), ("northgate", "riverside")):
        facts = f"content/practices/{name}/practice.yaml"
        kept = (hand.project / facts).read_text(encoding="utf-8").splitlines()
        kept = [line for line in kept if not line.startswith("extends:")]
        hand.write(facts, "\n".join([f"extends: {base}", *kept]))


FONTS = "typography:\n  fonts:\n    - {family: Own, source: file, files: [own.ttf]}\n"

FAULTS = {
    "bases in a circle": (
        in_a_circle,
        3,
        "content/practices/northgate/practice.yaml:1: 'extends' goes round in a circle: "
        "riverside, northgate, riverside (one of them must stand on its own)",
    ),
    "a base that is not there": (
        lambda hand: hand.add(FACTS, "\nextends: _riversyde\n"),
        3,
        f"{OWN}/practice.yaml:38: 'extends' is '_riversyde', and there is no folder "
        "content/practices/_riversyde (did you mean 'riverside'?)",
    ),
    "a base that is a path": (
        lambda hand: hand.add(FACTS, "\nextends: ../riverside\n"),
        3,
        f"{OWN}/practice.yaml:38: 'extends' cannot be '../riverside' (the name of a folder in "
        "content/practices/)",
    ),
    "no facts": (
        lambda hand: hand.gone(FACTS),
        3,
        f"{OWN}: has no practice.yaml (put it there; make practice begins one)",
    ),
    "no looks": (
        lambda hand: hand.gone(LOOKS),
        3,
        f"{OWN}/_brand.yml: is not there (check the name and the folder)",
    ),
    "an unknown country": (
        lambda hand: hand.swap(FACTS, "country: GB", "country: ZZ"),
        3,
        f"{OWN}/practice.yaml:8: 'country' is 'ZZ', and there is no file content/countries/ZZ.yaml "
        "(one of: EU, GB, IE, US)",
    ),
    "a country whose words nobody wrote": (
        lambda hand: (
            hand.copy("content/countries/GB.yaml", "content/countries/FR.yaml"),
            hand.swap(FACTS, "country: GB", "country: FR"),
        ),
        3,
        "content/wording/en-GB.yaml:11: 'care' has no words for the country FR (add a group with "
        "them, as the other countries have)",
    ),
    "a language without words": (
        lambda hand: hand.gone("content/wording/en-GB.yaml"),
        3,
        "content/wording/en-GB.yaml: is not there (check the name and the folder)",
    ),
    "an article in another language": (
        lambda hand: hand.swap(ARTICLE, "language: en-GB", "language: cy-GB"),
        3,
        "content/articles/restless-legs.en-US.yaml:2: the article is in en-US, cy-GB, the "
        "practice asks for en-GB (write it in that language as restless-legs.en-GB.yaml, or have "
        "the practice take the other: other_languages: [en-US])",
    ),
    "two editions in one language": (
        lambda hand: hand.copy(ARTICLE, "content/articles/restless-legs.cy.yaml"),
        3,
        f"{ARTICLE}:2: 'language' is en-GB, and so it is in "
        "content/articles/restless-legs.cy.yaml (delete one of the two, or correct its language)",
    ),
    "a font that is damaged": (
        lambda hand: (
            hand.write(f"{OWN}/own.ttf", b"\0\1\0\0" + bytes(99)),
            hand.swap(LOOKS, "typography:\n", FONTS),
            hand.swap(LOOKS, "family: Source Sans 3", "family: Own"),
        ),
        3,
        f"{OWN}/own.ttf: the font is damaged or cut short (fetch it anew, or put a .ttf, .otf or "
        ".woff2 file of each weight there)",
    ),
    "a font that is not there": (
        lambda hand: (
            hand.swap(LOOKS, "typography:\n", FONTS),
            hand.swap(LOOKS, "family: Source Sans 3", "family: Own"),
        ),
        3,
        f"{OWN}/_brand.yml:33: the font {OWN}/own.ttf is not there (put the file there or correct its name)",
    ),
    "a logo that is a pipe": (
        lambda hand: hand.pipe(LOGO),
        3,
        f"{OWN}/_brand.yml:12: the picture {OWN}/logo.svg is no file, or a link to one elsewhere "
        "(put the picture itself there)",
    ),
    "a logo that is a folder": (
        lambda hand: hand.folder(LOGO),
        3,
        f"{OWN}/_brand.yml:12: the picture {OWN}/logo.svg is no file, or a link to one elsewhere "
        "(put the picture itself there)",
    ),
    "a logo that is a link out": (
        lambda hand: hand.link(LOGO, "/etc/hostname"),
        3,
        f"{OWN}/_brand.yml:12: the picture {OWN}/logo.svg is no file, or a link to one elsewhere "
        "(put the picture itself there)",
    ),
    "a logo that links to itself": (
        lambda hand: hand.link(LOGO, "logo.svg"),
        3,
        f"{OWN}/_brand.yml:12: the picture {OWN}/logo.svg is no file, or a link to one elsewhere "
        "(put the picture itself there)",
    ),
    "a logo of another kind": (
        lambda hand: hand.write(LOGO, b"GIF89a"),
        3,
        f"{OWN}/logo.svg: the picture is GIF, but its name ends in '.svg' "
        "(rename it to logo.gif, and wherever it is named)",
    ),
    "a logo that acts": (
        lambda hand: hand.swap(LOGO, "</svg>", "<script/></svg>"),
        3,
        f"{OWN}/logo.svg:8: <script> is not allowed in a picture (export the drawing as plain "
        "SVG, or use PNG or JPEG)",
    ),
    "a logo that is empty": (
        lambda hand: hand.write(LOGO),
        3,
        f"{OWN}/logo.svg: is an empty file (save it as SVG, PNG or JPEG)",
    ),
    "a figure elsewhere": (
        lambda hand: hand.swap(ARTICLE, "file: vein-valves.svg", "file: ../vein-valves.svg"),
        3,
        f"{ARTICLE}:96: sections 4 (varicose-veins), figure: 'file' cannot be "
        "'../vein-valves.svg' (the drawing's file name in content/articles/figures/)",
    ),
    "a figure that is not there": (
        lambda hand: hand.gone(FIGURE),
        3,
        f"{ARTICLE}:95: the picture {FIGURE} is not there (put the file there or correct its name)",
    ),
    "a figure cut short": (
        lambda hand: hand.write(FIGURE, (hand.project / FIGURE).read_bytes()[:200]),
        3,
        f"{FIGURE}:4: the drawing is damaged: unclosed token (export the drawing as plain SVG, or "
        "use PNG or JPEG)",
    ),
    "a letterhead with an object": (
        lambda hand: hand.write(
            f"{OWN}/letterhead.docx",
            letterheads.related("word/header1.xml", "oleObject", "embeddings/a.bin", external=False),
        ),
        3,
        f"{OWN}/letterhead.docx: the header holds an embedded object (delete it, or paste it as a picture)",
    ),
    "a letterhead that is a pipe": (
        lambda hand: hand.pipe(f"{OWN}/letterhead.docx"),
        3,
        f"{OWN}/letterhead.docx: is not a file (put the Word file itself there, not a link)",
    ),
    "two letterheads": (
        lambda hand: [
            hand.write(f"{OWN}/letterhead.{kind}", letterheads.letterhead()) for kind in ("docx", "dotx")
        ],
        3,
        f"{OWN}/letterhead.docx: stands beside letterhead.dotx (keep one of the two)",
    ),
    "a template outside its blocks": (
        lambda hand: hand.write(f"{OWN}/templates/card.html.j2", "\n<p>Hello</p>"),
        3,
        f"{OWN}/templates/card.html.j2:2: this stands outside a block, so it would not be printed "
        "(put it into one of: call, care, foot, points, top, whole)",
    ),
    "a template that no other is under": (
        lambda hand: hand.write(f"{OWN}/templates/cart.html.j2", ""),
        3,
        f"{OWN}/templates/cart.html.j2: there is no template 'cart.html.j2' to extend (did you "
        "mean 'care.html.j2'?)",
    ),
    "an article that is not UTF-8": (
        lambda hand: (
            hand.add(ARTICLE, "")
            or hand.write(
                ARTICLE,
                (hand.project / ARTICLE)
                .read_text("utf-8")
                .replace("Low iron", "Caf\xe9")
                .encode("latin-1", "replace"),
            )
        ),
        3,
        f"{ARTICLE}:59: has a letter that is not saved as UTF-8, probably é (save the file as UTF-8: "
        "in Notepad, File, Save As, Encoding)",
    ),
    "an article that is a pipe": (
        lambda hand: hand.pipe(ARTICLE),
        3,
        f"{ARTICLE}: is not a file (put a text file in its place)",
    ),
    "an article of more than 1 MB": (
        lambda hand: hand.add(ARTICLE, "#" * 1_000_000),
        3,
        f"{ARTICLE}: is larger than 1 MB (keep only the text in it)",
    ),
    "an article with a capital in its name": (
        lambda hand: hand.copy(ARTICLE, "content/articles/Legs.yaml"),
        2,
        "content/articles: the article cannot be called 'Legs' (small letters, digits and "
        "hyphens are allowed)",
    ),
    "a page with a long address": (
        lambda hand: hand.swap(FACTS, "article_page: https://", f"article_page: https://{'a' * 50}."),
        3,
        f"{OWN}/practice.yaml:22: 'article_page' makes an address of 94 letters for "
        "restless-legs, 32 more than a QR code holds (ask for a shorter one, of at most 62 with "
        "https://)",
    ),
    "a strict brand in a pale colour": (
        lambda hand: (
            hand.swap(LOOKS, '"#0a5564"', '"#ffd400"'),
            hand.add(LOOKS, "\ndefaults: {foldwell: {contrast: strict}}\n"),
        ),
        3,
        f"{OWN}/_brand.yml:25: color: 'primary' is too pale: #ffd400 on #f5e7e7 has a contrast of "
        '1.19:1, and 4.5:1 is needed (write "#7e6800", the nearest shade that passes)',
    ),
    "a folder of templates elsewhere": (
        lambda hand: hand.link(f"{OWN}/templates", "/etc"),
        3,
        f"{OWN}/templates: is a link (put the folder itself there)",
    ),
    "an overdue article": (
        lambda hand: hand.swap(ARTICLE, "review_by: 2028-11-22", "review_by: 2026-11-30"),
        4,
        f"{ARTICLE}:9: the article was to be reviewed by 2026-11-30, and that date is past (have "
        "it reviewed and change 'review_by'; --allow-overdue makes documents that say they are "
        "late)",
    ),
    "a pack that is a file": (
        lambda hand: hand.write("build/riverside/restless-legs"),
        6,
        "build/riverside/restless-legs: should be a folder but is something else (move it away, "
        "then build again)",
    ),
    "a pack that is a link": (
        lambda hand: hand.link("build/riverside/restless-legs", "/tmp"),
        6,
        "build/riverside/restless-legs: should be a folder but is a link (move it away, then build again)",
    ),
    "a document that is a link": (
        lambda hand: hand.link("build/riverside/restless-legs/card.pdf", "/etc/hostname"),
        6,
        "build/riverside/restless-legs/card.pdf: should be a file but is a link (move it away, "
        "then build again)",
    ),
}

FAULTS_OF_A_DOCUMENT = {
    "a template that is gone": (
        lambda hand: hand.gone("templates/card.html.j2"),
        3,
        "templates/card.html.j2: there is no template 'card.html.j2' (unless you changed that file, this is "
        "a fault of foldwell, not yours: report this line, and send the article and the logo along)",
    ),
    "a stylesheet that is gone": (
        lambda hand: hand.gone("templates/card.css"),
        3,
        "templates/card.html.j2: card.css is not part of the document and was not fetched (unless you "
        "changed that file, this is a fault of foldwell, not yours: report this line, "
        "and send the article and the logo along)",
    ),
    "a stylesheet that fetches": (
        lambda hand: hand.write(
            f"{OWN}/templates/card.css", "h1 { background: url(https://example.org/a.png) }"
        ),
        3,
        "templates/card.html.j2: https://example.org/a.png is not part of the document and was not fetched"
        " (refer only to stylesheets in templates/, logos, pictograms, and figures of the article)",
    ),
    "a card that loses a section": (
        lambda hand: hand.swap("templates/card.html.j2", "in card_sections", "in card_sections[1:]"),
        4,
        f"card.pdf: words of {ARTICLE}:45 are missing: [An urge to move your legs at rest, ... at "
        "night, may be restless legs syndrome (RLS).] (this is a fault of foldwell, not "
        "yours: report this line, and send the article and the logo along)",
    ),
}


def content(path):
    """Return where a link leads, or what is in a file; a folder has nothing of its own."""
    if path.is_symlink():
        return path.readlink()
    return path.read_bytes() if path.is_file() else None


def built(project):
    """Everything in build/ by its name."""
    return {path.relative_to(project): content(path) for path in (project / "build").rglob("*")}


@pytest.mark.parametrize(("wrong", "code", "message"), FAULTS.values(), ids=FAULTS)
def test_a_fault_is_reported_in_a_line_and_leaves_what_was_built(project, run, wrong, code, message):
    hand = Hand(project)
    hand.write("build/riverside/restless-legs/card.pdf", "the old card")
    wrong(hand)
    before = built(project)
    article = "Legs" if code == UsageError.exit_code else "restless-legs"
    ended, out, err = run("build", "--only", "card", "--today", TODAY, "--article", article)
    assert (ended, out, err.replace(f"{project}/", "")) == (code, "", f"{message}\n")
    assert built(project) == before


@pytest.mark.parametrize(
    ("wrong", "code", "message"), FAULTS_OF_A_DOCUMENT.values(), ids=FAULTS_OF_A_DOCUMENT
)
def test_a_fault_of_a_document_is_reported_in_a_line_and_withdraws_its_last_good_file(
    project, run, wrong, code, message
):
    hand = Hand(project)
    hand.write("build/riverside/restless-legs/card.pdf", "the old card")
    wrong(hand)
    ended, _, err = run("build", "--only", "card", "--today", TODAY)
    assert (ended, err) == (code, f"{message}\nNot made: card.pdf\n")
    files = {path.name: data for path, data in built(project).items() if data is not None}
    assert files.keys() == {"card.pdf", "manifest.json"}
    assert files["card.pdf"] == (project / "build/riverside/restless-legs/withdrawn/card.pdf").read_bytes()
    assert files["card.pdf"] == b"the old card"


def test_nothing_is_reported_of_a_project_without_a_fault(project):
    assert loading.load_context(project, "riverside", "restless-legs").notes == ()


def test_every_kind_of_refusal_is_among_them():
    every = {**FAULTS, **FAULTS_OF_A_DOCUMENT}
    assert {code for _, code, _ in every.values()} == {2, 3, 4, 6}
    assert len(every) >= 40
