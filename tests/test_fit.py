"""Fitting words on paper: the most generous setting that holds them, found without trying each."""

from types import SimpleNamespace

from foldwell.fit import CARDS, COMFORTABLE, PANELS, evenest, fit

SETTINGS = PANELS


def laying(holes=()):
    """A layout whose pages are the settings themselves, and the list of what was laid out."""
    seen = []

    def lay(setting):
        seen.append(setting)
        return SimpleNamespace(setting=setting, hole=setting in holes)

    return lay, seen


def test_the_first_setting_that_fits_is_taken():
    for last_too_large in range(len(SETTINGS) - 1):
        lay, seen = laying()
        too_large = SETTINGS[: last_too_large + 1]
        chosen = fit(SETTINGS, lay, lambda laid, too_large=too_large: laid.setting not in too_large)
        assert chosen.fits
        assert chosen.setting == SETTINGS[last_too_large + 1]
        assert len(seen) <= 5


def test_what_fits_nowhere_is_shown_at_the_tightest_setting():
    chosen = fit(SETTINGS, laying()[0], lambda laid: False)
    assert not chosen.fits
    assert chosen.setting == SETTINGS[-1]


def test_a_hole_in_a_page_is_worth_a_tighter_setting():
    lay, _ = laying(holes=SETTINGS[:2])
    chosen = evenest(SETTINGS, lay, lambda laid: True, lambda laid: 0.4 if laid.hole else 0.9)
    assert chosen.setting == SETTINGS[2]


def test_a_hole_that_nothing_closes_changes_nothing():
    lay, _ = laying(holes=SETTINGS)
    chosen = evenest(SETTINGS, lay, lambda laid: True, lambda laid: 0.4)
    assert chosen.setting == SETTINGS[0]


def test_no_setting_goes_below_clear_print():
    for setting in (*PANELS, *CARDS):
        assert setting.size >= 12
        assert 1.25 <= setting.leading <= 1.5


def test_settings_go_from_generous_to_tight():
    for settings in (PANELS, CARDS):
        lines = [setting.size**2 * setting.leading for setting in settings]
        sizes = [setting.size for setting in settings]
        gaps = [setting.section_gap for setting in settings]
        assert sizes == sorted(sizes, reverse=True)
        assert gaps == sorted(gaps, reverse=True)
        assert lines[0] == max(lines)
    assert PANELS[: len(COMFORTABLE)] == COMFORTABLE
