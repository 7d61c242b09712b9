"""No line breaks in an address, a range or a hyphenated word, nor before a short last word."""

import pytest

from foldwell.rendering.templating.unbroken_text import keep_unbroken

GAP = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("html", "bound"),
    [
        ("<p>legs need a check first.</p>", f"<p>legs need a check{GAP}first.</p>"),
        ("<li>late in the day.</li>", f"<li>late in the{GAP}day.</li>"),
        ("<p><strong>on your</strong> own.</p>", f"<p><strong>on your</strong>{GAP}own.</p>"),
        ("<p>stop <strong>on your own.</strong></p>", f"<p>stop <strong>on your{GAP}own.</strong></p>"),
        ("<p>in tests <strong>only</strong></p>", f"<p>in tests{GAP}<strong>only</strong></p>"),
    ],
)
def test_a_short_last_word_stays_with_the_word_before(html, bound):
    assert keep_unbroken(html) == bound


@pytest.mark.parametrize(
    "html",
    [
        "<p>a level of transferrin</p>",
        "<p>electroencephalogram too</p>",
        "<p>first.</p>",
        "<h1>Legs and you</h1>",
        "<td><p>once a day</p></td>",
        '<p>Date: <span class="blank"></span></p>',
    ],
    ids=["long", "after a long word", "alone", "title", "cell", "field"],
)
def test_other_spaces_are_left_as_they_are(html):
    assert keep_unbroken(html) == html


def test_a_hyphenated_word_is_never_broken():
    assert keep_unbroken("<p>Use step-free entrances</p>") == (
        '<p>Use <span class="whole">step-free</span> entrances</p>'
    )


@pytest.mark.parametrize(
    "html",
    [
        "<p>gastro-oesophagealitis everywhere</p>",
        "<h1>Self-care for legs</h1>",
        "<td>step-free</td>",
        "<p><a href='https://a-b.example.org'>restless-legs</a></p>",
        "<p>one-two@example.org</p>",
        '<img alt="step-free"/>',
    ],
    ids=["long", "title", "cell", "link", "address", "attribute"],
)
def test_a_word_that_has_to_break_may_break_at_its_hyphen(html):
    assert keep_unbroken(html) == html
