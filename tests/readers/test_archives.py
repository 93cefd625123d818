"""Archives: members one by one, by name; nothing is written, nothing leads out, nothing grows without end."""

import gzip
import io
import random
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Refused, Settings, Unreadable, archives, read_file, unpacked
from analysis.readers.archives import is_archive


def zipped(*members: tuple[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return made.getvalue()


def tarred(*members: tuple[str, bytes], form: int = tarfile.PAX_FORMAT) -> bytes:
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=form) as archive:
        for name, content in members:
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return made.getvalue()


def members_of(content: bytes, name: str = "export.zip") -> dict[str, bytes]:
    return {one.name: one.content() for one in unpacked(File.of(name, content)) if isinstance(one, File)}


def refused_of(content: bytes) -> list[Refused]:
    return [one for one in unpacked(File.of("export.zip", content)) if isinstance(one, Refused)]


PACKED = {
    "zip": zipped,
    "stored zip": lambda *members: zipped(*members, method=zipfile.ZIP_STORED),
    "tar": tarred,
    "old tar": lambda *members: tarred(*members, form=tarfile.USTAR_FORMAT),
    "gnu tar": lambda *members: tarred(*members, form=tarfile.GNU_FORMAT),
    "tar.gz": lambda *members: gzip.compress(tarred(*members)),
}
each_form = pytest.mark.parametrize("pack", PACKED.values(), ids=PACKED)


@each_form
def test_members_come_by_name_without_what_systems_leave(pack):
    content = pack(
        ("b/c.txt", b"C"),
        ("a.txt", b"A"),
        ("./d.txt", b"D"),
        ("__MACOSX/._a.txt", b"x"),
        (".DS_Store", b"x"),
        ("b/.git/config", b"x"),
        ("b/Thumbs.db", b"x"),
        ("~$a.docx", b"x"),
    )
    found = members_of(content)
    assert found == {"export.zip/a.txt": b"A", "export.zip/b/c.txt": b"C", "export.zip/d.txt": b"D"}
    assert list(found) == ["export.zip/a.txt", "export.zip/b/c.txt", "export.zip/d.txt"]


def test_folders_are_no_members():
    assert members_of(zipped(("inside/", b""), ("inside/a.txt", b"A"))) == {"export.zip/inside/a.txt": b"A"}


def test_pictures_and_scripts_beside_a_saved_page_are_left_out():
    content = zipped(
        ("n/Page 1.html", b"<html>"),
        ("n/Page 1_files/a.js", b"x"),
        ("n/Page 1-Dateien/b/c.css", b"x"),
        ("n/other_files/a.txt", b"A"),
    )
    assert list(members_of(content)) == ["export.zip/n/Page 1.html", "export.zip/n/other_files/a.txt"]


def test_a_file_packed_alone_is_its_one_member():
    assert members_of(gzip.compress(b"a;b\n"), "table.csv.gz") == {"table.csv.gz/table.csv": b"a;b\n"}
    assert members_of(gzip.compress(b"a;b\n"), "table") == {"table/table unpacked": b"a;b\n"}


def test_a_file_that_is_no_archive_stays_as_it_is():
    file = File.of("a.txt", b"A text.")
    assert list(unpacked(file)) == [file]


@pytest.mark.parametrize("mark", ["[Content_Types].xml", "mimetype", "META-INF/container.xml"])
def test_documents_that_are_zips_inside_are_no_archives(mark):
    assert not is_archive(File.of("a.zip", zipped(("x/y.xml", b"<a/>"), (mark, b"application/epub+zip"))))


def test_two_members_of_one_name_are_both_read():
    with pytest.warns(UserWarning, match="Duplicate name"):
        content = zipped(("a.txt", b"1"), ("a.txt", b"2"), ("a (2).txt", b"3"), ("b", b"4"), ("b", b"5"))
    assert members_of(content) == {
        "export.zip/a (2).txt": b"3",
        "export.zip/a.txt": b"1",
        "export.zip/a (3).txt": b"2",
        "export.zip/b": b"4",
        "export.zip/b (2)": b"5",
    }


def test_a_hundred_thousand_members_of_one_name_take_no_longer_than_others():
    names: dict[str, int] = {}
    assert [archives._unused("a.txt", names) for _ in range(100_000)][-1] == "a (100000).txt"


UNSAFE = {
    "../../x.txt": "leads out",
    "a/../../x.txt": "leads out",
    "..\\x.txt": "leads out",
    "/etc/x.txt": "leads out",
    "C:/x.txt": "leads out",
    "c:x.txt": "leads out",
    "\\\\host\\x.txt": "leads out",
    "CON": "device",
    "a/nul.txt": "device",
    "com1.tar.txt": "device",
    "Aux .txt": "device",
    "a\nb.txt": "line breaks",
    "a\x1b[31m.txt": "line breaks",
    "x" * 296 + ".txt": "longer than 250",
}


@pytest.mark.parametrize("pack", [zipped, tarred])
@pytest.mark.parametrize(("name", "reason"), UNSAFE.items(), ids=range(len(UNSAFE)))
def test_a_member_of_an_unsafe_name_is_refused_and_costs_no_other(pack, name, reason):
    content = pack((name, b"x"), ("good.txt", b"A"))
    assert members_of(content) == {"export.zip/good.txt": b"A"}
    (refused,) = refused_of(content)
    assert reason in refused.reason
    assert len(refused.reason) < 200
    assert refused.reason.isprintable()


@pytest.mark.parametrize("name", ["console.txt", "a..b.txt", "Minutes: March.txt", "naïve/Übersicht.txt", "..."])
def test_names_that_only_look_unsafe_are_read(name):
    assert refused_of(zipped((name, b"A"))) == []


def test_links_are_refused():
    link = zipfile.ZipInfo("link.txt")
    link.create_system, link.external_attr = 3, (stat.S_IFLNK | 0o777) << 16
    made = io.BytesIO(zipped(("a.txt", b"A")))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(link, "/etc/hostname")
    assert "link" in refused_of(made.getvalue())[0].reason
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as archive:
        for name, kind in (("soft", tarfile.SYMTYPE), ("hard", tarfile.LNKTYPE), ("pipe", tarfile.FIFOTYPE)):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, "/etc/hostname"
            archive.addfile(info)
    reasons = [refused.reason for refused in refused_of(made.getvalue())]
    assert [reason.split(".")[0] for reason in reasons] == [
        "'hard': a link to another file",
        "'pipe': neither a file nor a folder",
        "'soft': a link to another file",
    ]


def test_a_locked_member_is_refused_with_what_to_do():
    content = bytearray(zipped(("a.txt", b"A"), ("b.txt", b"B")))
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.index(mark) + at] |= 1
    assert "Remove the password" in refused_of(bytes(content))[0].reason
    assert members_of(bytes(content)) == {"export.zip/b.txt": b"B"}


@pytest.mark.parametrize(
    "inner",
    [zipped(("x", b"x")), gzip.compress(b"x"), tarred(("x", b"x")), b"BZh91AY"],
    ids=["zip", "gz", "tar", "bz2"],
)
def test_an_archive_in_an_archive_is_refused(inner):
    content = zipped(("a.txt", b"A"), ("inner.bin", inner))
    assert members_of(content) == {"export.zip/a.txt": b"A"}
    assert "Unpack it first" in refused_of(content)[0].reason
    with pytest.raises(Unreadable, match="Unpack it first"):
        list(read_file(File.of("a", inner), Settings())[1])


@pytest.mark.parametrize("start", [b"BZh91AY&SY", b"\xfd7zXZ\x00", b"\x28\xb5\x2f\xfd"])
def test_other_ways_of_packing_are_named(start):
    (refused,) = unpacked(File.of("a", start + b"x" * 50))
    assert "Pack it as .zip or .tar.gz" in refused.reason


# --- bombs


def test_a_bomb_is_stopped_by_what_comes_of_it():
    content = zipped(("a.txt", b"A"), ("bomb.txt", b"\x00" * 30_000_000), ("c.txt", b"C"))
    assert members_of(content) == {"export.zip/a.txt": b"A", "export.zip/c.txt": b"C"}
    assert "200 times its size" in refused_of(content)[0].reason


def test_a_header_that_lies_about_the_size_changes_nothing():
    content = bytearray(zipped(("bomb.txt", b"\x00" * 30_000_000)))
    for mark, at in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = content.index(mark) + at
        content[place : place + 4] = (5).to_bytes(4, "little")
    assert len(refused_of(bytes(content))) + len(members_of(bytes(content))) == 1
    assert all(len(content) < 10 for content in members_of(bytes(content)).values())


@pytest.mark.parametrize("pack", [zipped, tarred])
def test_an_archive_has_an_end(monkeypatch, pack):
    members = [(f"{n}.txt", bytes([65 + n]) * 400) for n in range(6)]
    monkeypatch.setattr(archives, "LARGEST_MEMBER", 500)
    assert len(members_of(pack(*members, ("large.txt", b"x" * 501)))) == 6
    monkeypatch.setattr(archives._Budget, "left", 1_000)
    monkeypatch.setattr(archives._Budget.__init__, "__defaults__", (1_000,))
    assert len(members_of(pack(*members))) == 2
    monkeypatch.setattr(archives, "MOST_MEMBERS", 3)
    assert "more than 3 files" in refused_of(pack(*members))[-1].reason


def test_a_packed_tar_is_a_bomb_as_a_whole(monkeypatch):
    monkeypatch.setattr(archives, "LARGEST_TAR", 20_000)
    monkeypatch.setattr(archives, "_CHUNK", 4_096)
    content = gzip.compress(tarred(*((f"{n}.txt", b"x" * 9_000) for n in range(5))))
    assert list(members_of(content)) == ["export.zip/0.txt"]
    assert "more than 20,000 bytes" in refused_of(content)[-1].reason


def test_a_listing_that_would_fill_the_memory_is_not_read(monkeypatch):
    monkeypatch.setattr("analysis.readers.archives.LARGEST_LISTING", 100)
    assert "Split it" in refused_of(zipped(*((f"{n}.txt", b"x") for n in range(9))))[0].reason


def test_a_header_of_digits_is_not_searched():
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w", format=tarfile.PAX_FORMAT) as archive:
        info = tarfile.TarInfo("a.txt")
        info.pax_headers = {"comment": "1" * 2_000_000}
        archive.addfile(info)
    assert "damaged" in refused_of(made.getvalue())[0].reason


# --- damage


@pytest.mark.parametrize("pack", [PACKED["tar"], PACKED["tar.gz"]])
def test_what_stands_before_a_cut_is_kept(pack):
    texts = [(f"{n}.txt", random.Random(n).randbytes(3_000)) for n in range(4)]
    whole = pack(*texts)
    assert members_of(whole[: len(whole) * 3 // 5])["export.zip/0.txt"] == texts[0][1]
    assert "damaged" in refused_of(whole[: len(whole) * 3 // 5])[-1].reason


def test_a_tar_that_is_damaged_in_the_middle_says_so():
    content = bytearray(tarred(("a.txt", b"A"), ("b.txt", b"B"), ("c.txt", b"C")))
    content[1024:1034] = b"\xff" * 10
    assert members_of(bytes(content)) == {"export.zip/a.txt": b"A"}
    assert "damaged from byte 1,024" in refused_of(bytes(content))[0].reason


def test_a_wrong_checksum_costs_one_member():
    content = bytearray(zipped(("a.txt", b"AAAA"), ("b.txt", b"BBBB"), method=zipfile.ZIP_STORED))
    content[content.index(b"AAAA")] = 66
    assert members_of(bytes(content)) == {"export.zip/b.txt": b"BBBB"}
    assert "damaged" in refused_of(bytes(content))[0].reason


@pytest.mark.parametrize(
    "content",
    [zipped(("a", b"A"))[:-10], b"PK\x03\x04", gzip.compress(b"A" * 99)[:-9], b"\x1f\x8b"],
    ids=["cut zip", "start of a zip", "cut gz", "start of a gz"],
)
def test_a_damaged_archive_has_one_reason(content):
    (refused,) = unpacked(File.of("a.zip", content))
    assert "damaged" in refused.reason


def mangled(cuts: list[tuple[int, int, bytes]], form: str) -> bytes:
    content = PACKED[form](("a.txt", b"A text."), ("b/c.txt", b"C" * 300))
    for at, length, piece in cuts:
        at %= len(content)
        content = content[:at] + piece + content[at + length :]
    return content


CUTS = st.lists(st.tuples(st.integers(0, 20_000), st.integers(0, 30), st.binary(max_size=8)), max_size=5)
STARTS = st.sampled_from([b"PK\x03\x04", b"PK\x05\x06", b"\x1f\x8b\x08\x00", b"BZh", b""])
BYTES = st.builds(mangled, CUTS, st.sampled_from(sorted(PACKED))) | st.builds(
    bytes.__add__, STARTS, st.binary(max_size=99)
)


def unpacks_cleanly(content: bytes) -> None:
    for one in unpacked(File.of("a.zip", content)):
        if isinstance(one, Refused):
            assert one.reason.isprintable()
        else:
            assert ".." not in Path(one.name).parts
            assert not is_archive(one) or one.name == "a.zip"


@given(BYTES)
@settings(max_examples=50, deadline=None)
def test_any_bytes_give_members_or_a_reason(content):
    unpacks_cleanly(content)


@pytest.mark.scale
@given(BYTES)
@settings(max_examples=2_000, deadline=None)
def test_any_bytes_give_members_or_a_reason_at_scale(content):
    unpacks_cleanly(content)
