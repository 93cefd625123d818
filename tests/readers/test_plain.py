"""Plain text: the file is the article; what is no text is refused with a reason."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Settings, Unreadable, plain
from analysis.readers.decoding import decoded


def read(content, told=None):
    return next(plain.read(File.of("a.txt", content), Settings(encoding=told)))


def test_utf8_with_and_without_byte_order_mark_give_the_same_text():
    assert read("Café".encode()).text == read("Café".encode("utf-8-sig")).text == "Café"


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32"])
def test_byte_order_marks_are_obeyed(encoding):
    assert read("“Café” 1".encode(encoding)).text == "“Café” 1"


def test_windows_1252_is_read_and_marked():
    assert decoded("“Café”".encode("cp1252")) == ("“Café”", ("encoding_repaired",))


def test_an_encoding_that_was_told_is_obeyed_and_not_marked():
    assert decoded("Река вышла".encode("cp1251"), "cp1251") == ("Река вышла", ())
    with pytest.raises(Unreadable, match="said to be UTF-8"):
        decoded("Café".encode("cp1252"), "utf-8")


def test_windows_line_ends_are_turned_and_marked():
    assert decoded(b"a\r\nb\r\nc") == ("a\nb\nc", ("newlines_normalised",))


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=80).map("a{}".format))
@settings(max_examples=60, deadline=None)
def test_text_comes_back_unchanged(text):
    assert read(text.encode()).text == text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"abc\x00def", "NUL"),
        (b"\xd0\xcf\x11\xe0\x00etc", "old Word or Excel"),
        (b"\x89PNGetc", "a picture"),
        (b"7z\xbc\xaf\x27\x1c\x00", "7z archive"),
        (b"\xff\xfea", "UTF-16"),
        (b"caf\xe9 \x81", "Neither UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(content, said):
    with pytest.raises(Unreadable, match=said):
        read(content)
