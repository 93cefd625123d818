"""From bytes to text: what is read, what is said about it, what is refused and why."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.reading import LONGEST_LINE, SUFFIXES, Unreadable, read_article, read_plain_text


def test_utf8_with_and_without_byte_order_mark_give_the_same_text():
    assert read_plain_text("Café".encode()).text == read_plain_text("Café".encode("utf-8-sig")).text == "Café"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_byte_order_marks_are_obeyed(encoding):
    assert read_plain_text("“Café” 1".encode(encoding)).text == "“Café” 1"


def test_windows_1252_is_read_and_marked():
    reading = read_plain_text("“Café”".encode("cp1252"))
    assert reading.text == "“Café”"
    assert reading.flags == ("encoding_repaired",)
    assert "Windows-1252" in reading.notes[0]


def test_windows_line_ends_are_turned_and_counted():
    reading = read_plain_text(b"a\r\nb\r\nc")
    assert reading.text == "a\nb\nc"
    assert reading.flags == ("newlines_normalised",)
    assert reading.notes[0].startswith("2 line ends")


@given(
    st.text(
        st.characters(exclude_categories=["Cs", "Cc", "Cf"], exclude_characters="&<>[]*_\\âÃÂ"), min_size=1, max_size=80
    ).map("a{}".format)
)
@settings(max_examples=60, deadline=None)
def test_text_comes_back_unchanged(text):
    assert read_plain_text(text.encode()).text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is empty"),
        (b" \n\t \n", "only white space"),
        (b"...\n---\n", "no words"),
        (b"abc\x00def", "NUL"),
        (b"one\ntwo \x1b[2J three", "U+001B in line 2"),
        (b"%PDF-1.7 etc", "a PDF"),
        (b"PK\x03\x04etc", "Word document"),
        (b"\xff\xfea", "UTF-16"),
        (b"caf\xe9 \x81", "Neither UTF-8"),
        (b"x" * (LONGEST_LINE + 1), "Line 1 has"),
    ],
)
def test_what_is_no_article_is_refused_with_a_reason(content, said):
    with pytest.raises(Unreadable, match="^.*" + said.replace("+", r"\+")):
        read_plain_text(content)


def test_an_unknown_suffix_names_the_known_ones(tmp_path):
    path = tmp_path / "a.docx"
    path.write_bytes(b"x")
    with pytest.raises(Unreadable, match=r"\.docx.*\.md, \.txt"):
        read_article(path, folder=tmp_path)


def test_folders_broken_links_and_pipes_are_refused(tmp_path):
    tmp_path.joinpath("a.txt").mkdir()
    tmp_path.joinpath("b.txt").symlink_to(tmp_path / "nothing")
    os.mkfifo(tmp_path / "c.txt")
    for name, said in (("a.txt", "folder"), ("b.txt", "link to nothing"), ("c.txt", "regular file")):
        with pytest.raises(Unreadable, match=said):
            read_article(tmp_path / name, folder=tmp_path)


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_read(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    tmp_path.joinpath("secret.txt").write_text("secret")
    folder.joinpath("own.txt").write_text("own")
    folder.joinpath("out.txt").symlink_to(tmp_path / "secret.txt")
    folder.joinpath("in.txt").symlink_to(folder / "own.txt")
    assert read_article(folder / "in.txt", folder=folder).text == "own"
    with pytest.raises(Unreadable, match="leads out"):
        read_article(folder / "out.txt", folder=folder)


def test_a_file_that_may_not_be_read_is_refused(tmp_path, monkeypatch):
    path = tmp_path / "a.txt"
    path.write_text("x")

    def refuse(*_, **__):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(type(path), "open", refuse)
    with pytest.raises(Unreadable, match="Permission denied"):
        read_article(path, folder=tmp_path)


def test_readers_are_found_by_suffix():
    assert sorted(SUFFIXES) == [".md", ".txt"]
