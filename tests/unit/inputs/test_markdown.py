import re
import xml.etree.ElementTree as ET

import pytest

from foldwell.inputs import markdown

GAP = "\N{NO-BREAK SPACE}"

ALLOWED = {
    "paragraphs": ("One\ntwo.\n\nThree.", "<p>One two.</p>\n<p>Three.</p>", "One two.\nThree."),
    "bold": ("Do **not** stop.", "<p>Do <strong>not</strong> stop.</p>", "Do not stop."),
    "bullets": ("- one\n- two", "<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
    "a loose list": ("- one\n\n- two", "<ul><li>one</li><li>two</li></ul>", "one\ntwo"),
    "two paragraphs in an entry": ("- one\n\n  more", "<ul><li><p>one</p><p>more</p></li></ul>", "one\nmore"),
    "numbers": ("1. one\n2. two", "<ol><li>one</li><li>two</li></ol>", "one\ntwo"),
    "a list in a list": ("- a\n  1. b", "<ul><li>a<ol><li>b</li></ol></li></ul>", "a\nb"),
    "a link": (
        "[us](https://example.org/a?b&c)",
        '<p><a href="https://example.org/a?b&amp;c">us</a>'
        ' <span class="whole">(example.org/a?b&amp;c)</span></p>',
        "us",
    ),
    "an address": ("<a@b.org>", '<p><a href="mailto:a@b.org">a@b.org</a></p>', "a@b.org"),
    "a phone link": (
        "[**call**](tel:+441632960100)",
        '<p><a href="tel:+441632960100"><strong>call</strong></a>'
        ' <span class="whole">(+441632960100)</span></p>',
        "call",
    ),
    "a table": (
        "| a | b |\n|---|:-:|\n| c \\| d | **e** |",
        '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead>'
        '<tbody><tr><th scope="row">c | d</th><td><strong>e</strong></td></tr></tbody></table>',
        "a\nb\nc | d\ne",
    ),
    "signs": (
        'p < 0.05 & "so" > 3 * 2',
        '<p>p &lt; 0.05 &amp; "so" &gt; 3 * 2</p>',
        'p < 0.05 & "so" > 3 * 2',
    ),
}

REFUSED = {
    "a heading": ("One\n\n# Two", 2, "heading"),
    "a heading by a line under it": ("One\n---", 0, "heading"),
    "a picture": ("One\nsee ![cup](cup.png)", 1, "picture"),
    "code": ("`one`", 0, "backticks"),
    "indented code": ("One\n\n    two", 2, "indented by four"),
    "fenced code": ("~~~\none\n~~~", 0, "between ```"),
    "a quotation": ("> one", 0, "starts with >"),
    "a rule": ("One\n\n***", 2, "dividing line"),
    "an HTML block": ("<script>\nx\n</script>", 0, "HTML"),
    "HTML in a line": ("One\n<b>two</b>", 1, "HTML"),
    "an HTML comment": ("One <!-- two -->", 0, "HTML"),
    "italics": ("one\ntwo\n*three*", 2, "italics"),
    "italics by underscores": ("_one_", 0, "italics"),
    "bold italics": ("***one***", 0, "italics"),
    "a script link": ("[x](javascript:alert(1))", 0, "link to"),
    "a data link": ("[x](data:text/html,x)", 0, "link to"),
    "a file link": ("[x](file:///etc/passwd)", 0, "link to"),
    "a relative link": ("[x](other.html)", 0, "link to"),
    "a link with a title": ('[x](https://example.org "lost")', 0, "words in quotes"),
    "a link without words": ("[](https://example.org)", 0, "without words"),
    "a broken link": ("[x](https://exa mple.org)", 0, "not complete"),
    "bold without its partner": ("Do ** not** stop", 0, "without its partner"),
    "a forced line break": ("one  \ntwo", 0, "ends in two spaces"),
    "a code for a character": ("5&nbsp;mg", 0, "&nbsp;"),
    "a code for a hidden character": ("x&#x202e;y", 0, "&#x202e;"),
    "a row with a cell too many": ("|a|b|\n|-|-|\n|1|2|lost|", 2, "table row of 3"),
    "text stuck to a table": ("|a|b|\n|-|-|\n|1|2|\nmore", 3, "table row of 1"),
    "a table with unequal columns": ("|a|b|\n|---|\n|1|2|", 1, "unequal"),
    "a table in a list": ("- |a|b|\n  |-|-|\n  |1|2|", 0, "inside a list"),
    "a list that skips a number": ("1. a\n3. b", 1, "number 3"),
    "an empty entry": ("- a\n-", 1, "empty entry"),
    "lists three deep": ("- a\n  - b\n    - c", 2, "lists inside lists"),
}


@pytest.mark.parametrize(("text", "html", "plain"), ALLOWED.values(), ids=ALLOWED)
def test_what_is_allowed_comes_out_as_plain_elements_and_plain_words(text, html, plain):
    assert markdown.syntax_problems(text) == ()
    assert markdown.to_html(text).replace(GAP, " ") == html
    assert markdown.plain_text(text) == plain


@pytest.mark.parametrize(("text", "html"), [row[:2] for row in ALLOWED.values()], ids=ALLOWED)
def test_every_fragment_is_well_formed_and_shows_the_printed_words(text, html):
    shown = " ".join(ET.fromstring(f"<x>{markdown.to_html(text)}</x>".replace("><", "> <")).itertext())
    assert shown.replace(GAP, " ").split() == markdown.printed_text(text).split()


@pytest.mark.parametrize(("text", "line", "words"), REFUSED.values(), ids=REFUSED)
def test_what_is_not_allowed_is_refused_with_its_line(text, line, words):
    assert [(at, words in what) for at, what in markdown.syntax_problems(text)] == [(line, True)]


@pytest.mark.parametrize("text", [row[0] for row in REFUSED.values()], ids=REFUSED)
def test_refused_text_never_becomes_html(text):
    with pytest.raises(ValueError, match="the text has"):
        markdown.to_html(text)


@pytest.mark.parametrize("text", [row[0] for row in REFUSED.values()], ids=REFUSED)
def test_every_refusal_says_what_to_do(text):
    assert all(re.fullmatch(r"has .+ \(.+\)", what) for _, what in markdown.syntax_problems(text))


def test_all_problems_come_at_once():
    assert [line for line, _ in markdown.syntax_problems("# One\n\n*two*\n`three`\n\n> four")] == [0, 2, 3, 5]


def test_a_definition_of_a_link_is_printed_and_not_swallowed():
    assert markdown.plain_text("[note]: https://example.org\nmore") == "[note]: https://example.org more"


def test_the_rows_of_tables_are_known_with_their_lines_and_cells():
    first, second = "| a | **b** |\n|---|---|\n| c |  |", "| d |\n|---|\n| e [f](tel:999) |\n| g |"
    assert markdown.table_rows(f"Before.\n\n{first}\n\nBetween.\n\n{second}") == (
        ((2, ("a", "b")), (4, ("c", ""))),
        ((8, ("d",)), (10, ("e f (999)",)), (11, ("g",))),
    )


@pytest.mark.parametrize(
    ("words", "address", "printed"),
    [
        ("the page", "https://www.example.org/a/", "(www.example.org/a)"),
        ("the page", "HTTP://example.org", "(example.org)"),
        ("go to Example.org/a", "https://example.org/a", ""),
        ("call us", "tel:111", "(111)"),
        ("call 01632 960100", "tel:+441632960100", ""),
        ("call +44 1632 960100", "tel:+441632960100", ""),
        ("in 24 hours", "tel:01632960124", "(01632960124)"),
        ("call 01632 960101", "tel:01632960100", "(01632960100)"),
        ("write", "mailto:a@example.org", "(a@example.org)"),
        ("a@example.org", "mailto:a@example.org", ""),
    ],
)
def test_the_address_of_a_link_is_printed_unless_its_words_say_it(words, address, printed):
    assert markdown.link_suffix(words, address) == printed


@pytest.mark.parametrize(
    ("text", "opened"),
    [
        ("see www.example.org/a today", "see www.example.org/a today"),
        ("at www.example.org/a-long-page/more", "at www.example.org/~a-long-page/~more"),
        ("a.long.name@a-very-long-part.example.org", "a.long.name@~a-very-long-part.~example.~org"),
        ("hydrochlorothiazide/amiloride", "hydrochlorothiazide/~amiloride"),
        ("pneumonoultramicroscopicsilicovolcanoconiosis", "pneumonoultramicroscopicsilicovolcanoconiosis"),
    ],
)
def test_a_line_may_end_only_in_a_long_address(text, opened):
    shown = markdown.to_html(text).removeprefix("<p>").removesuffix("</p>")
    assert shown.replace(markdown.addresses.BREAK_POINT, "~").replace(GAP, " ") == opened


def test_the_corpus_is_not_empty():
    assert len(ALLOWED) > 10
    assert len(REFUSED) > 25


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("by 22 November 2026 at noon", "by 22~November~2026 at noon"),
        ("on 3 mai 2027", "on 3~mai~2027"),
        ("by November 22, 2026 at noon", "by November~22,~2026 at noon"),
        ("Studies 3, 12, 40 people", "Studies~3, 12, 40~people"),
        ("75 micrograms a litre", "75~micrograms a litre"),
        ("about 28 % had it", "about 28~% had it"),
        ("Take 5 mg for 2 years", "Take~5~mg for 2~years"),
        ("1,566 people, 2000 mg, 50-75 micrograms", "1,566~people, 2000~mg, 50-75~micrograms"),
        ("call 01632 960100 or ask", "call 01632~960100 or ask"),
        ("(01632) 960 100", "(01632)~960~100"),
        ("call (312) 555-0142 or ask", "call (312)~555-0142 or ask"),
        ("8 a.m. to 5 p.m.", "8~a.m. to 5~p.m."),
        ("+44 (0)1632 960100", "+44~(0)1632~960100"),
        ("Page 1 of 6", "Page~1~of~6"),
        ("Emergency: call 911", "Emergency: call~911"),
        ("call NHS 111 now", "call NHS~111~now"),
        ("© 2026 Example Health", "©~2026~Example Health"),
        ("no number here", "no number here"),
        ("in C1 we say", "in C1 we say"),
    ],
)
def test_lines_do_not_break_inside_phones_dates_and_amounts(text, bound):
    assert markdown.bind_no_break(text).replace(GAP, "~") == bound
    assert markdown.bind_no_break(markdown.bind_no_break(text)) == markdown.bind_no_break(text)
    assert markdown.bind_no_break(text).replace(GAP, " ") == text


def test_an_amount_is_bound_through_bold_and_over_line_ends():
    assert markdown.to_html("about **75**\nmicrograms") == f"<p>about <strong>75</strong>{GAP}micrograms</p>"


WORDS = {
    "a date": ("2. January was cold", "2. January was cold"),
    "a year": ("2026. A good year", "2026. A good year"),
    "a single number": ("1. First", "1. First"),
    "a number at a line's start": ("Call\n999. Then wait.", "Call 999. Then wait."),
    "a temperature": ("Keep it at\n- 5 °C or below.", "Keep it at - 5 °C or below."),
    "a temperature alone": ("- 5 °C", "- 5 °C"),
    "a date in an entry": ("- 2. January\n- 3. May", "2. January\n3. May"),
    "signs": ("× 2, − 5.", "× 2, − 5."),
    "bold numbers": ("**1.** First, **2.** Then", "1. First, 2. Then"),
    "two doses": ("1.5 mg\n2.5 mg", "1.5 mg 2.5 mg"),
}


@pytest.mark.parametrize(("text", "plain"), WORDS.values(), ids=WORDS)
def test_a_number_that_begins_a_line_stays_among_the_words(text, plain):
    assert markdown.syntax_problems(text) == ()
    assert markdown.plain_text(text) == plain
    assert "<ol" not in markdown.to_html(text)


def test_a_list_that_goes_on_keeps_its_numbers():
    assert markdown.to_html("3. c\n4. d") == '<ol start="3"><li>c</li><li>d</li></ol>'
    assert markdown.highest_number("3. c\n4. d") == 4
    assert markdown.highest_number("none") == 0


NOTATIONS = {
    "a footnote": ("One.[^1]", "footnote"),
    "crossed out": ("~~x~~", "crossed out"),
    "marked": ("==x==", "=="),
    "a ticked box": ("- [x] x", "ticked already"),
    "a link of a wiki": ("[[x]]", "wiki"),
    "a link in two parts": ("[x][y]", "two parts"),
    "an address on its own": ("[y]: https://example.org", "a line of its own"),
    "a forum": ("[b]x[/b]", "forums"),
    "a merge field": ("Dear {{name}}", "another program"),
    "a formula": ("$r^2$", "formula"),
    "a sign by name": ("Note :warning: this", "sign"),
    "a bullet": ("• one", "pasted bullet"),
    "a bullet in an entry": ("- · one", "pasted bullet"),
    "a symbol font": ("\uf0b7 one", "symbol fonts"),
    "Word's o": ("o\tone", "bullet o"),
    "a tab": ("Dose\tTime", "tab between words"),
    "a list that runs on": ("Take\n    1. one\n    2. two", "middle of a paragraph"),
    "dashes that run on": ("– one\n– two", "middle of a paragraph"),
    "letters that run on": ("a) one\nb) two", "middle of a paragraph"),
    "what cannot be low": ("x~foo~", "cannot be set low"),
    "a backtick alone": ("5` long", "` without its partner"),
}


@pytest.mark.parametrize(("text", "words"), NOTATIONS.values(), ids=NOTATIONS)
def test_a_mark_of_another_program_is_named(text, words):
    assert words in " ".join(what for _, what in markdown.syntax_problems(text))


@pytest.mark.parametrize(
    "text",
    [
        "$5 and $10",
        "C++ and D++",
        "10:30: lunch",
        "50% (~5 mg)",
        "I (a) go\n(b) x",
        "[sic] it",
        "a # b",
        "1.\tone\n2.\ttwo",
    ],
)
def test_ordinary_words_are_not_taken_for_marks(text):
    assert markdown.syntax_problems(text) == ()


@pytest.mark.parametrize(
    ("words", "address", "is_refused"),
    [
        ("www.nhs.uk", "https://example.org", True),
        ("a@example.org", "mailto:b@example.org", True),
        ("999", "tel:01632960100", True),
        ("nhs.uk", "https://www.nhs.uk/a", False),
        ("a@example.org", "mailto:a@example.org", False),
        ("0300 123 4567", "tel:+443001234567", False),
        ("in 24 hours", "tel:01632960124", False),
        ("the file guide.pdf", "https://example.org/guide.pdf", False),
    ],
)
def test_a_link_whose_words_name_another_address_is_refused(words, address, is_refused):
    found = markdown.syntax_problems(f"See [{words}]({address}).")
    assert ["name another address" in what for _, what in found] == [True] * is_refused


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("**Rest**", "stars"),
        ("*Rest*", "round words"),
        ("[us](https://example.org)", "a link"),
        ("<script>x</script>", "HTML"),
        ("• rest", "pasted bullet"),
        ("Rest.[^1]", "footnote"),
    ],
)
def test_marks_in_plain_text_are_named(text, words):
    assert words in " ".join(markdown.plain_text_problems(text))


@pytest.mark.parametrize(
    "text", ["1. Pendulum", "2 * 3 * 4", "p < 0.05 & q > 1", "SpO₂ below 92%", "a_b_c", "- 5 °C"]
)
def test_plain_text_may_hold_any_sign(text):
    assert markdown.plain_text_problems(text) == ()
