"""The lettering of a practice's logo is drawn in the fonts that lie in its folder."""

import pytest
from support import font_files

from foldwell.errors import Location
from foldwell.project.input_reader import InputReader

FOLDER = "content/practices/oak"
LOGO = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h9v9H0z"/>'
    '<text x="12" y="9" font-size="9" font-family="Oak Sans">Hox</text></svg>'
)


PREFIXED = LOGO.replace("xmlns=", "xmlns:svg=").replace("</", "</svg:").replace("<s", "<svg:s")
PREFIXED = PREFIXED.replace("<path", "<svg:path").replace("<text", "<svg:text")


@pytest.mark.parametrize("logo", [LOGO, PREFIXED], ids=["plain", "prefixed"])
def test_a_logo_is_lettered_in_a_font_of_the_practice_and_in_another_with_a_correction(tmp_path, logo):
    folder = tmp_path / FOLDER
    (folder / "fonts").mkdir(parents=True)
    (folder / "logo.svg").write_text(logo)
    (folder / "fonts/oak.ttf").write_bytes(font_files.truetype())
    reader = InputReader(tmp_path)
    where = Location(f"{FOLDER}/_brand.yml", 3)
    assert reader.read_logo(f"{FOLDER}/logo.svg", where), reader.problems
    assert (reader.corrections, len(reader.notes)) == ([], 1)
    assert "'Oak Sans' is drawn from fonts/oak.ttf" in reader.notes[0].message
    (folder / "fonts/oak.ttf").unlink()
    assert reader.read_logo(f"{FOLDER}/logo.svg", where), reader.problems
    assert "'Oak Sans', which is not supplied" in reader.corrections[0].message
    assert reader.problems == []
