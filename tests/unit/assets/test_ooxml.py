"""Word files as packages: what is refused before it is unpacked, and what is damaged inside."""

from io import BytesIO
from zipfile import ZIP_BZIP2, ZIP_DEFLATED, ZipFile

import pytest
from docx import Document
from lxml import etree

from foldwell.assets.ooxml.names import W
from foldwell.assets.ooxml.package import Fault, PackageError, read_package
from foldwell.assets.ooxml.styles import styles_by_id, with_bases
from foldwell.assets.xml_reader import DoctypeError, parse_xml

BOMB = b'<!DOCTYPE a [<!ENTITY b "bbbb"><!ENTITY c "&b;&b;&b;">]><a>&c;</a>'
STYLES = f'<w:styles xmlns:w="{W[1:-1]}">' + "".join(
    f'<w:style w:styleId="{name}"><w:basedOn w:val="{base}"/></w:style>'
    for name, base in (("A", "B"), ("B", "C"), ("C", "A"), ("D", "nothing"))
)


def zipped(*members, compression=ZIP_DEFLATED):
    out = BytesIO()
    with ZipFile(out, "w", compression) as file:
        for name, data in members:
            file.writestr(name, data)
    return out.getvalue()


def encrypted():
    data = bytearray(zipped(("a.txt", b"a")))
    data[data.rindex(b"PK\1\2") + 8] |= 1
    return bytes(data)


REFUSED = {
    "words": (b"Dear patient", Fault.NOT_AN_ARCHIVE),
    "half an archive": (zipped(("a.txt", bytes(999)))[:80], Fault.NOT_AN_ARCHIVE),
    "a password": (encrypted(), Fault.ENCRYPTED),
    "a bomb": (zipped(("a.txt", bytes(61_000_000))), Fault.TOO_LARGE),
    "many parts": (zipped(*((f"{number}.txt", b"") for number in range(501))), Fault.TOO_LARGE),
    "another compression": (zipped(("a.txt", b"a"), compression=ZIP_BZIP2), Fault.UNUSUAL),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_file_that_is_not_safe_to_unpack_is_refused(case):
    data, fault = REFUSED[case]
    with pytest.raises(PackageError) as caught:
        read_package(data)
    assert caught.value.fault is fault


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_part_that_is_there_twice_is_refused():
    with pytest.raises(PackageError, match="not packed as Word does it"):
        read_package(zipped(("a.xml", b"<a/>"), ("a.xml", b"<b/>")))


def test_a_damaged_part_is_named_and_the_others_are_read():
    package = read_package(zipped(("a.xml", b"<a>"), ("b.XML", BOMB), ("c.rels", b"<c/>"), ("d.png", b"d")))
    assert [(part.name, part.fault) for part in package.damaged] == [
        ("a.xml", Fault.DAMAGED),
        ("b.XML", Fault.DOCTYPE),
    ]
    assert list(package.roots) == ["c.rels"]


def test_the_parts_of_a_word_file_are_found_by_their_kind():
    out = BytesIO()
    Document().save(out)
    package = read_package(out.getvalue())
    assert package.main == "word/document.xml"
    assert package.root("styles") is package.roots["word/styles.xml"]
    assert package.content_type(package.main).endswith("document.main+xml")


@pytest.mark.parametrize(("name", "bases"), [("A", "ABC"), ("D", "D"), ("nothing", "")])
def test_styles_that_are_based_on_each_other_in_a_circle_are_read_once(name, bases):
    styles = styles_by_id(parse_xml(f"{STYLES}</w:styles>".encode()))
    assert [style.get(f"{W}styleId") for style in with_bases(styles.get(name), styles)] == list(bases)


def test_xml_comes_without_comments_and_never_with_a_doctype():
    assert etree.tostring(parse_xml(b"<a>b<!-- c --><?d?>e</a>")) == b"<a>be</a>"
    for doctype in (BOMB, b"<!DOCTYPE a><a/>", b'<!DOCTYPE a SYSTEM "file:///etc/hostname"><a/>'):
        with pytest.raises(DoctypeError):
            parse_xml(doctype)
    with pytest.raises(etree.XMLSyntaxError):
        parse_xml(b"<a>" * 300 + b"</a>" * 300)
