"""Transparency groups of lettering: PDFium cuts its first letter at some sizes."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Dictionary, Name
from support.layouts import looking

from foldwell.proofing import inspection
from foldwell.rendering.pdf.text_groups import remove_text_groups
from foldwell.workflows import build_pack

TEXT = b"q\nBT\n/F1 5 Tf\n[<0029>0] TJ\nET\nQ"
PATH = b"q\n0 0 m\n9 9 l\n9 0 l\nh\nf\nQ"
STATES = {"solid": {"/ca": 1}, "pale": {"/ca": 0.5}, "thin": {"/CA": 0}, "times": {"/BM": Name.Multiply}}
PAINTED = b"q\n/solid gs\nq\n1 0 0 1 -9 0 cm\n/form Do\nQ\nQ"


def group_of(content, painted=PAINTED):
    """The group of a form with some content, on a page, after those of lettering are removed."""
    with pikepdf.new() as pdf:
        form = pdf.make_stream(content, Type=Name.XObject, Subtype=Name.Form)
        form.Group = Dictionary(S=Name.Transparency, I=True)
        page = pdf.add_blank_page()
        states = Dictionary({f"/{name}": Dictionary(state) for name, state in STATES.items()})
        page.Resources = Dictionary(XObject=Dictionary(form=pdf.make_indirect(form)), ExtGState=states)
        page.Contents = pdf.make_stream(painted)
        remove_text_groups(pdf)
        return page.Resources.XObject.form.get("/Group")


def test_text_needs_no_group():
    assert group_of(TEXT) is None


@pytest.mark.parametrize("content", [PATH, TEXT + b"\n" + PATH, TEXT + b"\n/x1 Do", b""])
def test_what_paints_other_things_keeps_its_group(content):
    assert group_of(content) is not None


@pytest.mark.parametrize("state", [b"pale", b"thin", b"times"], ids=bytes.decode)
def test_text_that_is_transparent_keeps_its_group(state):
    assert group_of(TEXT, PAINTED.replace(b"solid", state)) is not None
    assert group_of(TEXT, b"q\n/" + state + b" gs\nQ\n" + PAINTED) is None
    assert group_of(TEXT, b"q\n/" + state + b" gs\n/form Do\nQ\n" + PAINTED) is not None


def test_the_lettering_of_a_figure_is_in_no_group(packs):
    with pikepdf.open(BytesIO(packs["riverside"]["leaflet-screen"])) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        forms = [one for one in streams if one.get("/Subtype") == "/Form"]
        lettering = [form for form in forms if b"BT\n" in form.read_bytes()]
        assert len(lettering) == 6
        assert not any("/Group" in form for form in lettering)


def test_words_without_opacity_stay_without_ink(contexts):
    hidden = looking(contexts["riverside"], ".audience { opacity: 0 }")
    data = build_pack.build_documents(hidden, ("leaflet-screen",))["leaflet-screen"]
    assert "what helps" in " ".join(word.text for word in inspection.read_pdf(data).invisible)
