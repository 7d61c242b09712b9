"""The strip of one fold tells which other folds are worth a strip of their own."""

import pytest
from support.project import lengthened, sized

from foldwell.documents.planning import predicted_strip as prediction
from foldwell.documents.planning.candidates import usual_setting
from foldwell.documents.planning.fold_choice import AUTO_FOLDS
from foldwell.documents.planning.leaflet_pages import LeafletPages
from foldwell.documents.planning.planner import scaled
from foldwell.documents.planning.predicted_strip import predicted_strip
from foldwell.documents.planning.search import LeafletSearch

CLOSE = 0.25
"""The part by which the height of a text may be more or less than is expected."""


def height(strip):
    """The height of the words of all sections, in mm."""
    return sum(atom.height for atom in strip.atoms if atom.part and not atom.part.startswith("_"))


@pytest.fixture
def context(contexts):
    return sized(contexts["riverside"], "auto")


@pytest.mark.parametrize("fold", ["half", "none"])
def test_the_height_of_a_text_in_another_fold_is_about_as_expected(context, fold):
    panels, other = LeafletPages(context, "tri"), LeafletPages(context, fold)
    setting = usual_setting(panels.settings)
    expected, measured = predicted_strip(other, panels, panels.strip(setting)), other.strip(setting)
    assert height(expected) == pytest.approx(height(measured), rel=CLOSE)
    assert height(panels.strip(setting)) != pytest.approx(height(measured), rel=CLOSE / 10)


def test_a_fold_that_is_expected_to_be_much_worse_is_not_laid_out(context):
    found = LeafletSearch(context)
    assert found.best(AUTO_FOLDS).candidate.fold == "tri"
    assert not found.pages("half").strips
    assert found.layouts <= 4


def test_what_is_expected_of_a_fold_never_refuses_it(context, monkeypatch):
    def towering(*given):
        strip = predicted_strip(*given)
        return type(strip)(strip.plan, scaled(strip.atoms, 50), 0.0, strip.flow_top, 0.0, 0.0)

    monkeypatch.setattr(prediction, "predicted_strip", towering)
    found = LeafletSearch(lengthened(context, 250)).best(("tri", "half"))
    assert found.candidate.fold == "half"
