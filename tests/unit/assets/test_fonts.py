"""Supplied fonts: found by their family's name, never replaced by another."""

from foldwell.assets import fonts


def test_a_family_has_a_regular_and_a_bold_face():
    lato = fonts.bundled_font("Lato")
    assert lato.family == "Lato"
    assert lato.regular != lato.bold


def test_every_supplied_family_can_draw_english():
    letters = set(map(ord, "ABCXYZabcxyz0123456789.,:;-()&'"))
    assert fonts.bundled_families(), "no fonts are supplied"
    for family in fonts.bundled_families():
        assert letters <= fonts.characters(fonts.bundled_font(family)), family


def test_a_family_that_is_not_supplied_is_named_with_the_one_that_was_meant():
    message = str(fonts.unknown_family("Opn Sans", "_brand.yml:4"))
    assert message.startswith("_brand.yml:4: there is no font family 'Opn Sans' (did you mean 'Open Sans'?")
    assert "Source Sans 3" in message


def test_only_families_that_a_word_file_can_carry_are_supplied():
    for family in fonts.bundled_families():
        assert fonts.bundled_font(family).regular[:4] in (b"\x00\x01\x00\x00", b"true"), family
    assert {"Fontin", "XCharter"}.isdisjoint(fonts.bundled_families())


def test_a_longer_word_is_wider():
    lato = fonts.bundled_font("Lato")
    assert fonts.text_width(lato, "vein") < fonts.text_width(lato, "veins") < 5
