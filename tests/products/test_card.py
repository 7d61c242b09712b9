"""Cards of four sizes: what each holds, what a small one refuses, and that nothing is printed at its edge."""

from dataclasses import replace

import pytest
from support.combinations import representative
from support.project import EACH_BRITISH, ROOT

from foldwell.documents.cards.pages import CardPages
from foldwell.documents.cards.search import CardSearch
from foldwell.documents.verification import verify
from foldwell.errors import InputError
from foldwell.inputs import parsing, validation
from foldwell.model import CARDS
from foldwell.project import loading
from foldwell.proofing import inspection
from foldwell.workflows import build_pack

SHORT = ROOT / "tests" / "data" / "valid" / "article-short.yaml"
CASES = [
    ("riverside", "a6", "A4"),
    ("northgate", "a6", "A4"),
    ("riverside", "quarter-letter", "Letter"),
    ("northgate", "half-letter", "Letter"),
]


def carded(context, card, paper="A4"):
    return replace(context, practice=context.practice.model_copy(update={"card": card, "paper": paper}))


def short(context, card, paper="A4"):
    """The context of an article short enough for any card."""
    source = parsing.load(SHORT, "content/articles/fever.yaml")
    article = validation.validate_article(source)
    return replace(
        carded(context, card, paper), article=article, article_id="fever", source=source, figures={}
    )


@pytest.mark.parametrize(("practice", "card", "paper"), representative(CASES))
def test_a_short_article_fits_every_card_and_keeps_the_promise(contexts, practice, card, paper):
    context = short(contexts[practice], card, paper)
    built = build_pack.build_documents(context, ("card", "card-sheet"))
    assert verify(context, built) == ()
    reading = inspection.read_pdf(built["card"])
    assert reading.sizes == (
        (pytest.approx(CARDS[card][0], abs=0.1), pytest.approx(CARDS[card][1], abs=0.1)),
    )
    assert min(word.size for word in reading.words) >= 12
    width, height = CARDS[card]
    for word in reading.words:
        assert word.box.left >= 7
        assert word.box.right <= width - 7
        assert word.box.top >= 7
        assert word.box.bottom <= height - 6.5


def test_a_larger_card_is_set_larger(contexts):
    built = {
        card: build_pack.build_documents(short(contexts["riverside"], card), ("card",))["card"]
        for card in ("a5", "a6")
    }
    sizes = {
        card: max(word.size for word in inspection.read_pdf(data).words if word.text == "fever")
        for card, data in built.items()
    }
    assert sizes["a5"] > sizes["a6"]


@pytest.mark.parametrize(
    ("card", "name", "larger"), [("a6", "A6", "a5"), ("quarter-letter", "Quarter letter", "half-letter")]
)
def test_a_small_card_says_how_many_words_it_has_over_and_which_parts_are_long(contexts, card, name, larger):
    context = carded(contexts["riverside"], card)
    wordy = with_points(context, lambda _, point: f"{point} {'more ' * 14}", card=all_points(context))
    with pytest.raises(InputError) as caught:
        build_pack.build_documents(wordy, ("card",))
    message = str(caught.value)
    words = 231 + 14 * len(context.article.sections)
    assert f"the card has {words} words, {words - 240} too many: both sides of {name} hold 240" in message
    assert "and 45 are fixed" in message
    assert "emergency signs (35 words), key point 'overview' (31 words)" in message
    assert f"use 'card: {larger}' in practice.yaml" in message
    assert "restless-legs.yaml:" in message


def test_every_word_on_a_small_card_is_counted(contexts):
    """What the card promises is all that is printed on it, but for numbers and bullets of lists."""
    context = short(contexts["riverside"], "a6")
    built = build_pack.build_documents(context, ("card",))
    shown = [
        word.text
        for word in inspection.read_pdf(built["card"]).words
        if word.text not in {"•", "1.", "2.", "3."}
    ]
    wordy = context.article.sections[0].model_copy(update={"key_point": " ".join(["word"] * 250)})
    article = context.article.model_copy(update={"sections": (wordy, *context.article.sections[1:])})
    with pytest.raises(InputError, match=f"the card has {len(shown) - 4 + 250} words"):
        build_pack.build_documents(replace(context, article=article), ("card",))


def test_a_small_card_of_few_but_long_words_says_by_how_many_lines_it_is_too_full(contexts):
    context = short(contexts["riverside"], "a6")
    long = [
        part.model_copy(update={"key_point": " ".join(["electroencephalography"] * 25)})
        for part in context.article.sections
    ]
    article = context.article.model_copy(update={"sections": tuple(long)})
    with pytest.raises(
        InputError, match=r"the card is too full at 12 pt by about \d+ lines.*or use 'card: a5'"
    ):
        build_pack.build_documents(replace(context, article=article), ("card",))


def all_points(context):
    """What an article says of its card that is to have every key point."""
    every = tuple(part.id for part in context.article.sections)
    return context.article.card.model_copy(update={"points": every})


def with_points(context, change, **article):
    """The context with other key points, and other settings of its article."""
    sections = tuple(
        part.model_copy(update={"key_point": change(number, part.key_point)})
        for number, part in enumerate(context.article.sections)
    )
    return replace(context, article=context.article.model_copy(update={"sections": sections, **article}))


def long_points(number, _):
    return f"Point {number}:{' say a few words that fill about two lines of the card, and then more.' * 6}"


def test_a_card_has_the_first_points_that_fit_and_the_build_names_the_others(contexts):
    context = with_points(contexts["riverside"], long_points)
    planned = build_pack.with_plans(context, ("card",))
    kept, total = len(planned.card_points), len(context.article.sections)
    assert total / 2 <= kept < total
    made = build_pack.build_documents(planned, ("card",))
    assert verify(planned, made) == ()
    text = " ".join(word.text for word in inspection.read_pdf(made["card"]).words)
    assert [f"Point {number}:" in text for number in range(total)] == [at < kept for at in range(total)]
    (note,) = set(planned.notes) - set(context.notes)
    left_out = ", ".join(f"'{part.id}'" for part in context.article.sections[kept:])
    assert note.message == f"the card has room for {kept} of {total} key points, not for those of {left_out}"


def test_a_point_that_a_card_should_have_and_has_not_is_missed(contexts):
    context = with_points(contexts["riverside"], long_points)
    planned = build_pack.with_plans(context, ("card",))
    fewer = replace(planned, card_points=planned.card_points[:-1])
    made = build_pack.build_documents(fewer, ("card",))
    assert "are missing: [Point" in "\n".join(map(str, verify(planned, made)))


def test_points_that_the_article_chooses_are_there_in_its_order(contexts):
    article = contexts["riverside"].article
    chosen = article.card.model_copy(update={"points": ("get-help", "iron")})
    context = replace(contexts["riverside"], article=article.model_copy(update={"card": chosen}))
    made = build_pack.build_documents(context, ("card",))
    assert verify(context, made) == ()
    text = " ".join(word.text for word in inspection.read_pdf(made["card"]).words)
    points = [part.key_point for part in article.sections]
    first, second = (next(p.key_point for p in article.sections if p.id == name) for name in chosen.points)
    assert text.index(first.split(",")[0]) < text.index(second.split(",")[0])
    assert sum(point in text for point in points) == 2


def test_points_that_the_article_chooses_and_that_do_not_fit_stop_the_card(contexts):
    context = with_points(contexts["riverside"], long_points, card=all_points(contexts["riverside"]))
    assert build_pack.with_plans(context, ("card",)) is context
    with pytest.raises(InputError, match=r"the card is too full at 12 pt by about \d+ lines"):
        build_pack.build_documents(context, ("card",))


@pytest.mark.parametrize("practice", EACH_BRITISH)
def test_each_number_on_a_card_stands_beside_what_it_is_for(packs, contexts, practice):
    """The label is above its number."""
    words = inspection.read_pdf(packs[practice]["card"]).words
    call = contexts[practice].care
    pairs = {call.urgent_call.split()[0]: "111", call.emergency_call: "999"}
    for label, number in pairs.items():
        above = [word for word in words if word.text == label][-1]
        below = [word for word in words if word.text == number][-1]
        assert above.box.left == pytest.approx(below.box.left, abs=1)
        assert 0 < below.box.top - above.box.top < 12


def test_a_card_is_planned_once_beside_a_leaflet(contexts, monkeypatch):
    searches, find = [], CardSearch.find

    def counted(search, shown):
        searches.append(shown)
        return find(search, shown)

    monkeypatch.setattr(CardSearch, "find", counted)
    build_pack.build_documents(replace(contexts["riverside"]), ("leaflet-screen", "card"))
    assert len(searches) == 1


def test_a_card_whose_own_template_prints_nothing_is_refused(project):
    path = project / loading.PRACTICES / "riverside/templates/card.html.j2"
    path.parent.mkdir()
    names = ("whole", "points", "care", "call", "foot")
    path.write_text("".join(f"{{% block {name} %}}{{% endblock %}}\n" for name in names))
    pages = CardPages(loading.load_context(project, "riverside", "restless-legs"))
    with pytest.raises(InputError) as caught:
        pages.strip(pages.settings[-1])
    assert str(caught.value) == (
        "templates/card.html.j2: prints nothing below the title of the card"
        " (give its blocks their words back)"
    )
