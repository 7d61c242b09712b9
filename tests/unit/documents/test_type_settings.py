"""Settings of type: from generous to tight, and none below what can be read."""

from foldwell.documents.type_settings import CARDS, LEAFLET


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
