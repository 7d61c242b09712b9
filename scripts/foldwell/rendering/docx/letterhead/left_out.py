"""What stands in a letterhead file and does not come into a handout, in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from foldwell.assets.ooxml.names import OFF_VALUES, W, value
from foldwell.assets.ooxml.package import Package
from foldwell.assets.ooxml.sections import elements, sections
from foldwell.assets.xml_reader import Xml
from foldwell.rendering.docx.letterhead.content_checks import Findings

MACROS = frozenset({"vbaProject", "wordVbaData"})
TEMPLATE_HINT = (
    "in Word: File, Options, Add-ins, Manage: Templates, Go; empty the field 'Document template', then save"
)
MAX_QUOTED = 60


def left_out(package: Package, section: Xml) -> Findings:
    """Yield what of a file is left out; `section` is the one that is used."""
    for check in CHECKS:
        yield from check(package)
    if len(found := sections(package)) > 1:
        number = found.index(section) + 1
        what = f"has {len(found)} sections: header and footer of number {number} are used"
        yield what, "delete the section breaks; for another first page, use 'Different First Page'"
    columns = section.find(f"{W}cols")
    if value(columns, "num") not in ("", "0", "1"):
        yield "its text stands in columns: the handout has one", "in Word: Layout, Columns, One"


def _words(package: Package) -> Findings:
    """Yield words between header and footer, which are those of a sample letter."""
    body = package.roots[package.main].find(f"{W}body")
    texts: Iterable[str] = (item.text or "" for item in elements(body) if item.tag == f"{W}t")
    if words := " ".join(" ".join(texts).split()):
        quoted = words if len(words) <= MAX_QUOTED else f"{words[:MAX_QUOTED].rstrip()} ..."
        what = f"the words between its header and its footer are left out: {quoted}"
        yield what, "if they belong to the letterhead, move them into its header or footer"


def _macros(package: Package) -> Findings:
    relations = (item.kind for name in package.data for item in package.relations(name).values())
    if "macroEnabled" in package.content_type(package.main) or MACROS.intersection(relations):
        yield "has macros, which are left out", "to be rid of this note, save it as Word Document (*.docx)"


def _attached_template(package: Package) -> Findings:
    settings = next(package.related_parts("settings"), "")
    if any(
        item.kind == "attachedTemplate" and item.external for item in package.relations(settings).values()
    ):
        yield "is tied to another template file, which is left out", TEMPLATE_HINT


def _comments(package: Package) -> Findings:
    comments = package.root("comments")
    if comments is not None and len(comments):
        yield "has comments, which are left out", "in Word: Review, Delete, Delete All Comments"


def _protection(package: Package) -> Findings:
    settings = package.root("settings")
    for tag in ("documentProtection", "writeProtection"):
        found = None if settings is None else settings.find(f"{W}{tag}")
        if found is not None and found.get(f"{W}enforcement", "1") not in OFF_VALUES:
            yield (
                "is protected against changes: the handout is not",
                "in Word: Review, Restrict Editing, Stop Protection",
            )


CHECKS: tuple[Callable[[Package], Findings], ...] = (
    _words, _macros, _attached_template, _comments, _protection,
)  # fmt: skip
