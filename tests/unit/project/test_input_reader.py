"""Reading the inputs of a pack: a picture is read once a process, and again when its file has changed."""

import pytest
from support.project import ROOT

from foldwell.assets import images
from foldwell.errors import Location
from foldwell.project import input_reader

LOGO = "content/practices/riverside/logo.svg"


@pytest.fixture
def read(project, monkeypatch):
    """Read the logo of a project's copy with something appended; and how often a file was read for it."""
    count, read_image = [], images.read_image
    monkeypatch.setattr(images, "read_image", lambda *given: count.append(given) or read_image(*given))
    input_reader._read_small_image.cache_clear()

    def picture(more=b""):
        (project / LOGO).write_bytes((ROOT / LOGO).read_bytes() + more)
        return input_reader.InputReader(project).read_picture(LOGO, Location(LOGO)), len(count)

    return picture


def test_a_picture_is_read_again_only_when_its_file_has_changed(read):
    (first, _), (again, times) = read(), read()
    assert again is first
    assert times == 1
    assert read(b"<!-- changed -->")[1] == 2


def test_a_large_picture_is_not_kept(read):
    large = b" " * input_reader.MAX_CACHED_BYTES
    assert read(large)[0] == read(large)[0]
    assert read(large)[1] == 3
