"""What somebody may type: articles and practices as the models allow them, and files with slips in them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin

from annotated_types import Ge, Le, MaxLen, MinLen
from hypothesis import strategies as st
from pydantic import StringConstraints

from foldwell.inputs.validation.messages import ONE_LINE
from foldwell.model import Article, Block, FrozenModel, Practice
from foldwell.model.blocks import KINDS

LETTERS = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZéäøñßÉ0123456789"
SIGNS = " '\u2019\"“”-\u2013.,:;!?()[]{}<>&#%*_/\\|@+=~`^$£€°\u00a0\u00ad"
ODD = "\u200b\u200d\u0301\u0308\u05d0\u0627\ufe0f\U0001f600\t"
"""What a copy from elsewhere may bring along: widths of nothing, accents alone, other scripts."""

Typed = st.SearchStrategy[Any]


def words(most: int) -> Typed:
    """Text of at most so many letters: mostly plain words, now and then anything a keyboard has."""
    plain = st.text(LETTERS, min_size=1, max_size=12)
    odd = st.text(LETTERS + SIGNS, min_size=1, max_size=30) | st.text(SIGNS + ODD, min_size=1, max_size=4)
    many = max(1, most // 9)
    some = st.lists(plain, min_size=1, max_size=many) | st.lists(plain | odd, min_size=1, max_size=many)
    return st.one_of(*[st.lists(plain, min_size=1, max_size=many)] * 80, some).map(
        lambda found: " ".join(found)[:most]
    )


BLOCKS = st.one_of(
    words(300),
    words(300),
    st.lists(words(60), min_size=1, max_size=5).map(lambda items: "\n".join(f"- {item}" for item in items)),
    st.lists(words(40), min_size=1, max_size=4).map(lambda items: "\n".join(f"1. {item}" for item in items)),
    words(40).map(lambda cell: f"A table:\n\n| a | b |\n|---|---|\n| {cell} | {cell} |"),
    words(40).map(lambda text: f"**{text}** and [{text}](https://example.org/{text.split()[0]})"),
)
PROSE = st.lists(BLOCKS, min_size=1, max_size=4).map("\n\n".join)
FIGURES = st.sampled_from(("vein-valves.svg", "restless-legs-cover.svg"))
NAMES = st.from_regex(r"[a-z0-9]([a-z0-9-]{0,20}[a-z0-9])?", fullmatch=True)

CALL = st.from_regex("[0-9]{3,6}", fullmatch=True)
PHONE = st.tuples(words(20) | st.just(""), st.from_regex("01632 960[0-9]{3}", fullmatch=True)).map(" ".join)

# What a rule of the whole, not of the field, decides; or what has to be there on the disk.
OWN: Mapping[str, Typed] = {
    "language": st.just("en-GB"),
    "other_languages": st.just([]),
    "published": st.just("2026-11-22"),
    "review_by": st.sampled_from(("2028-11-22", "2029-11-22", "2026-12-01")),
    "phone": PHONE.map(str.strip),
    "year": st.integers(1900, 2100).map(str),
    "numbers": st.fixed_dictionaries({}, optional={"urgent": CALL, "emergency": CALL}),
    "country": st.sampled_from(("GB", "IE")),
    "when_closed": st.sampled_from(("urgent", "practice", "emergency")),
    "call": st.sampled_from(("urgent", "practice")),
    "extends": st.just("_northfield"),
    "date": st.sampled_from(("{day} {month} {year}", "{month} {day}, {year}")),
    "web": NAMES.map(lambda name: f"https://example.org/{name}"),
    "article_page": NAMES.map(lambda name: f"https://example.org/{name}/{{article}}"),
    "url": NAMES.map(lambda name: f"https://example.org/{name}"),
    "file": FIGURES,
    "cover": FIGURES,
    "body": PROSE,
    "text": PROSE,
    "blocks": st.deferred(lambda: st.lists(tree(Block), min_size=1, max_size=3)),
    "detail": PROSE,
    "id": NAMES,
}


def tree(model: type[FrozenModel]) -> Typed:
    """A model as it is typed: every required field, and some of the others."""
    fields = {
        name: OWN[name] if name in OWN else typed(field.annotation, field.metadata)
        for name, field in model.model_fields.items()
    }
    required = {name for name, field in model.model_fields.items() if field.is_required()}
    return st.fixed_dictionaries(
        {name: one for name, one in fields.items() if name in required},
        optional={name: one for name, one in fields.items() if name not in required},
    )


def typed(kind: Any, rules: list[Any]) -> Typed:
    """A value of a field as it is typed, within what the field allows."""
    if hasattr(kind, "__metadata__"):
        return typed(kind.__origin__, list(kind.__metadata__))
    if isinstance(kind, type) and issubclass(kind, FrozenModel):
        return tree(kind)
    inner, (least, most) = get_args(kind), bounds(rules, 0, 4)
    table: Mapping[Any, Callable[[], Typed]] = {
        Union: lambda: typed(inner[0], rules),
        UnionType: lambda: typed(inner[0], rules),
        Literal: lambda: st.sampled_from(inner),
        tuple: lambda: st.lists(typed(inner[0], []), min_size=least, max_size=max(least, min(most, 6))),
        dict: lambda: st.dictionaries(NAMES, typed(inner[1], []), max_size=3),
    }
    return table.get(get_origin(kind), lambda: scalar(kind, rules))()


def scalar(kind: type, rules: list[Any]) -> Typed:
    """A text, a number or a yes, as it is typed."""
    if kind is bool:
        return st.sampled_from(("yes", "no"))
    if kind is int:
        least = next((rule.ge for rule in rules if isinstance(rule, Ge)), 0)
        most = next((rule.le for rule in rules if isinstance(rule, Le)), 100)
        return st.integers(least, most).map(str)
    text = next(rule for rule in rules if isinstance(rule, StringConstraints))
    if text.pattern and text.pattern != ONE_LINE:
        return st.from_regex(str(text.pattern).removesuffix("$").removeprefix("^"), fullmatch=True)
    return words(text.max_length or 60)


def bounds(rules: list[Any], least: int, most: int) -> tuple[int, int]:
    """The fewest and the most entries of a list."""
    for rule in rules:
        least = rule.min_length if isinstance(rule, MinLen) else least
        most = rule.max_length if isinstance(rule, MaxLen) else most
    return least, most


def whole(article: dict[str, Any]) -> dict[str, Any]:
    """An article whose parts agree: ids and headings differ, sources are used, care has boxes or why not."""
    sections, sources = article["sections"], article["sources"]
    for at, part in enumerate(sections):
        part |= {"id": f"{part['id']}-{at}"[-60:].strip("-"), "heading": f"{part['heading'][:50]} {at}"}
        part.pop("claims", None)
        said_once(part)
    for at, source in enumerate(sources):
        source["id"] = f"{source['id']}-{at}"
    if sources:
        used = [source["id"] for source in sources]
        sections[0]["claims"] = [{"id": "C1", "fact": "a fact", "sources": used}]
    boxes = {name: box for name, box in article["care"].items() if name in ("same_day", "emergency")}
    after = {"after": sections[len(sections) // 2]["id"]}
    article["care"] = {**boxes, **after} if boxes else {"none": "a reason"}
    article["sources"] = sources or "none"
    # Those of another country each practice would have to give itself.
    article.pop("country", None)
    for contact in article.get("contacts", {}).values():
        contact.setdefault("phone", "01632 960777")
    if "lead" in (same_day := article["care"].get("same_day", {})):
        same_day.pop("call", None)
    return one_line_numbers(article)


def one_line_numbers(tree: dict[str, Any]) -> dict[str, Any]:
    """An article or a practice whose contacts have a number for messages, where others have a text."""
    for contact in tree.get("contacts", {}).values():
        if "text" in contact:
            contact["text"] = "07700 900123"
    return tree


def said_once(section: dict[str, Any]) -> None:
    """Leave a section either its body or its blocks, and each block one kind."""
    if "blocks" not in section:
        section.setdefault("body", "A body.")
        return
    for key in ("body", "highlight", "figure"):
        section.pop(key, None)
    for block in section["blocks"]:
        kinds = [kind for kind in KINDS if kind in block]
        for key in (*kinds[1:], *(key for key in ("heading", "tick") if key in block)):
            del block[key]
        if not kinds:
            block["text"] = "A text."


ARTICLES = tree(Article).map(whole)
PRACTICES = tree(Practice).map(one_line_numbers)

# --- slips -------------------------------------------------------------------------------------------------

TOKENS = (
    *("[" * 40, "{a: " * 40, "- " * 40, "&a [*a, *a]", "<<: *a", "!!python/object:os.system x", "? x"),
    *("1e308", "-1e999", "NaN", "9" * 400, "0x7fffffff", "\x00", "\ufeff", "\u202e", "\U0010ffff"),
    *('"\\UFFFFFFFF"', '"\\ud800"', "'", '"', "|", ">", "\t", "\r", "#", ": ", "~", "null", "{}", "[]"),
    *("<svg>", "</svg>", "<g>" * 40, "<!DOCTYPE a [<!ENTITY b 'c'>]>", "&a;", "<![CDATA[", "<?x?>"),
    *("url(#a)", "{{", "{%", "%YAML 9", "---"),
)


@st.composite
def slipped(draw: Any, data: bytes) -> bytes:
    """A file with some slips in it: bytes flipped, lines doubled, lost or moved, something strange put in."""
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(len(data) - 1, 0)))
        end = min(len(data), at + draw(st.integers(1, 80)))
        kind = draw(st.sampled_from(("flip", "lose", "double", "cut", "put", "line")))
        if kind == "flip" and data:
            data = data[:at] + bytes([data[at] ^ draw(st.integers(1, 255))]) + data[at + 1 :]
        elif kind == "lose":
            data = data[:at] + data[end:]
        elif kind == "double":
            data = data[:end] + data[at:end] * draw(st.integers(1, 3)) + data[end:]
        elif kind == "cut" and draw(st.booleans()):
            data = data[:at]
        elif kind == "put":
            data = data[:at] + draw(st.sampled_from(TOKENS)).encode("utf-8", "replace") + data[at:]
        elif kind == "line":
            lines = data.split(b"\n")
            lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(lines)))
            data = b"\n".join(lines)
    return data
