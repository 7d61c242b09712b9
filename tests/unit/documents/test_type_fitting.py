"""Fitting words on paper: the most generous setting that holds them, found without trying each."""

from types import SimpleNamespace

import pytest

from foldwell.documents.type_fitting import LayoutProbe, fit
from foldwell.documents.type_settings import CARDS, LEAFLET

SETTINGS = LEAFLET


def laying():
    """A layout whose pages are the settings themselves, and the list of what was laid out."""
    seen = []

    def lay(setting):
        seen.append(setting)
        return SimpleNamespace(setting=setting)

    return lay, seen


def room_at(settings, just_fits):
    """How much of the room words take that just fit at one setting."""
    return lambda laid: laid.setting.space_factor / settings[just_fits].space_factor


@pytest.mark.parametrize("settings", [LEAFLET, CARDS])
@pytest.mark.parametrize("first", [0, 9, 99])
def test_the_most_generous_setting_that_fits_is_taken(settings, first):
    for just_fits, wanted in enumerate(settings):
        lay, seen = laying()
        used = room_at(settings, just_fits)
        chosen = fit(settings, LayoutProbe(lay, lambda laid, used=used: used(laid) <= 1, used), first)
        assert chosen.fits
        assert chosen.setting == chosen.result.setting == wanted
        assert len(seen) == len(set(seen)) <= 4


def roughly(factor, just_fits):
    used = room_at(SETTINGS, just_fits)
    return LayoutProbe(laying()[0], lambda laid: used(laid) <= 1, lambda laid: factor * used(laid))


def test_a_guess_that_words_take_less_costs_layouts_but_changes_nothing():
    for just_fits, wanted in enumerate(SETTINGS):
        assert fit(SETTINGS, roughly(0.8, just_fits), 9).setting == wanted


def test_a_guess_that_words_take_more_never_chooses_what_does_not_fit():
    for just_fits, wanted in enumerate(SETTINGS):
        chosen = fit(SETTINGS, roughly(1.25, just_fits), 9)
        assert chosen.fits
        assert SETTINGS.index(chosen.setting) >= SETTINGS.index(wanted)


def test_what_fits_nowhere_is_shown_at_the_tightest_setting():
    for first in range(len(SETTINGS)):
        chosen = fit(SETTINGS, LayoutProbe(laying()[0], lambda laid: False, lambda laid: 2), first)
        assert not chosen.fits
        assert chosen.setting == SETTINGS[-1]


def test_no_setting_goes_below_clear_print():
    for setting in (*LEAFLET, *CARDS):
        assert setting.size >= 12
        assert 1.25 <= setting.leading <= 1.5


def test_settings_go_from_generous_to_tight():
    for settings in (LEAFLET, CARDS):
        lines = [setting.size**2 * setting.leading for setting in settings]
        sizes = [setting.size for setting in settings]
        gaps = [setting.section_gap for setting in settings]
        assert sizes == sorted(sizes, reverse=True)
        assert gaps == sorted(gaps, reverse=True)
        assert lines[0] == max(lines)
