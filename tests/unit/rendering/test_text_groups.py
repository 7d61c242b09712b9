"""Transparency groups of lettering: PDFium cuts its first letter at some sizes."""

from io import BytesIO

import pikepdf
import pytest

from foldwell.rendering.pdf.text_groups import remove_text_groups

TEXT = b"q\nBT\n/F1 5 Tf\n[<0029>0] TJ\nET\nQ"
PATH = b"q\n0 0 m\n9 9 l\n9 0 l\nh\nf\nQ"


def group_of(content):
    """The group of a form with some content, after those of lettering are removed."""
    with pikepdf.new() as pdf:
        form = pdf.make_stream(content, Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Form)
        form.Group = pikepdf.Dictionary(S=pikepdf.Name.Transparency, I=True)
        pdf.Root.Form = pdf.make_indirect(form)
        remove_text_groups(pdf)
        return pdf.Root.Form.get("/Group")


def test_text_needs_no_group():
    assert group_of(TEXT) is None


@pytest.mark.parametrize("content", [PATH, TEXT + b"\n" + PATH, TEXT + b"\n/x1 Do", b""])
def test_what_paints_other_things_keeps_its_group(content):
    assert group_of(content) is not None


def test_the_lettering_of_a_figure_is_in_no_group(packs):
    with pikepdf.open(BytesIO(packs["riverside"]["leaflet-screen"])) as pdf:
        forms = [
            one for one in pdf.objects if isinstance(one, pikepdf.Stream) and one.get("/Subtype") == "/Form"
        ]
        lettering = [form for form in forms if b"BT\n" in form.read_bytes()]
        assert len(lettering) == 6
        assert not any("/Group" in form for form in lettering)
