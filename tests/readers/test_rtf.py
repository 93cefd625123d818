"""Rich text: every sign by its own code page, nothing that the page hides, no data taken for text."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Given, Note, Record, Refused, Settings, Unreadable, read_file
from analysis.readers.rtf import rtf_paragraphs

FONTS = (
    rb"{\fonttbl{\f0\fswiss\fcharset0 Arial;}{\f1\froman\fcharset204 Times CYR;}{\f2\froman\fcharset238{\*\fname X;}Y;}"
    rb"{\f3\fnil\fcharset2 Symbol;}}"
)


def rtf(body, head=rb"\ansi\ansicpg1252\deff0"):
    return (
        b"{\\rtf1"
        + head
        + FONTS
        + rb"{\colortbl;\red0\green0\blue0;}{\stylesheet{\s1 Heading;}}\pard\plain "
        + body
        + b"}"
    )


def outcomes(content, told=None):
    kind, found = read_file(File.of("a.txt", content), Settings(encoding=told))
    assert kind == "rich text"
    return list(found)


@pytest.mark.parametrize(
    ("body", "meant"),
    [
        (rb"caf\'e9 \'93yes\'94", "café “yes”"),
        ("café".encode("cp1252"), "café"),
        (rb"\f1 \'c4\'ee\'ec\f0  \'c4\f2  \'b3\'f3d\'9f", "Дом Ä łódź"),
        (rb"\u1044?\u1086\'ee\u1084\'ec", "Дом"),
        (rb"{\uc0\u1044\u1086\u1084}\u8212-x", "Дом—x"),
        (rb"{\uc2\u8220\'81\'67}a\u8221?", "“a”"),
        (rb"\u-10179?\u-8704? \u-10179?", "😀 \ufffd"),
        (rb"\u1044\par after", "Д|after"),
        (rb"\lquote a\rquote\~b\_c\-d \endash\emdash\bullet", "‘a’\xa0b-cd –—•"),
        (rb"\'5c\\\{\}", "\\\\{}"),
        (rb"seen {\v unseen }{\deleted gone}seen{\revised  new}", "seen seen new"),
        (rb"\v unseen\v0 seen \v unseen\plain  again", "seen  again"),
        (rb"{\upr{old}{\*\ud{new}}}", "old"),
        (rb"{\*\unknown nothing}{\header Page \chpgn}{\footer F}some{\footnote {\b note}} text", "some text"),
        (rb'{\field{\*\fldinst{HYPERLINK "http://orsa.example"}}{\fldrslt{\ul the map}}} here', "the map here"),
        (rb"a{\pict\wmetafile8\bin15 }}}{\par\'00{{x}b", "ab"),
        (rb"a{\pict\pngblip 89504e470d0a}b{\object{\*\objdata 01}{\result c}}", "ab"),
        (rb"one\par\par two\line half\page three\sect four", "one|two\nhalf|three|four"),
        (rb"{\listtext\f3\'b7\tab}ice\par{\pntext 1.\tab}fog\par end", "- ice|- fog|end"),
        (rb"\trowd\intbl Day\cell Boats\cell\row\intbl 3 May\par 4 May\cell\cell\row\pard after", "| Day | Boats ||"
         "| 3 May 4 May |  ||after"),
        (rb"\trowd\intbl Framed.\cell\row\pard after", "Framed.|after"),
        (rb"40{\super 2} t, 10{\super 6\nosupersub 7}", "40² t, 10⁶7"),
        (b"a\r\nb\\\r\nc", "ab|c"),
    ],
)  # fmt: skip
def test_what_the_page_shows_is_what_comes_out(body, meant):
    assert "|".join(rtf_paragraphs(rtf(body))) == meant


@pytest.mark.parametrize(
    ("head", "body", "told", "meant"),
    [
        (rb"\mac", rb"\'8etage \'d2x\'d3", None, "étage “x”"),
        (rb"\ansi\ansicpg1251", rb"\'c4\'ee\'ec", None, "Дом"),
        (rb"\ansi\ansicpg65001", "Дом".encode(), None, "Дом"),
        (rb"\ansi\ansicpg932", rb"\'93\'8c\'8b\'9e", None, "東京"),
        (rb"\ansi\ansicpg99999", rb"\'e9", None, "é"),
        (b"", rb"\'c4\'ee\'ec", "cp1251", "Дом"),
        (rb"\ansicpg1252", rb"\'e9", "cp1251", "é"),
    ],
)
def test_the_code_page_is_the_files_own_then_the_one_that_was_told(head, body, told, meant):
    assert outcomes(b"{\\rtf1" + head + b" " + body + b"}", told)[0].text == meant


def test_its_title_counts_only_where_the_page_says_it_too():
    info = rb"{\info{\title Dam holds at Orsa}{\author desk 4}{\creatim\yr2024\mo5}}"
    (same,) = outcomes(rtf(info + rb"Dam holds at Orsa\par The dam holds."))
    assert same.text == "The dam holds."
    assert same.fields["title"].value == "Dam holds at Orsa"
    assert same.fields["document author"] == Given("desk 4", "the document's property author")
    assert outcomes(rtf(info + rb"Another day\par The dam holds."))[0].text == "Another day\n\nThe dam holds."


def test_a_file_that_breaks_off_gives_what_is_there_and_says_so():
    record, note = outcomes(rtf(rb"The dam holds.\par {\b It will")[:-1])
    assert record.text == "The dam holds.\n\nIt will"
    assert "breaks off" in note.text


def test_notes_are_counted_and_what_follows_the_end_is_none_of_it():
    record, note = outcomes(rtf(rb"The dam{\footnote a} holds.{\footnote b}") + b" trailing}}{\\rtf1 more}")
    assert record == Record("The dam holds.")
    assert note == Note("Footnotes and endnotes are left out: 2.")


def test_only_what_begins_as_rich_text_is_rich_text():
    assert read_file(File.of("a.rtf", b"How files begin: {\\rtf1"), Settings())[0] == "plain text"
    assert read_file(File.of("a.txt", b"\xef\xbb\xbf\n{\\rtf1 x}"), Settings())[0] == "rich text"
    with pytest.raises(Unreadable, match="No rich text"):
        rtf_paragraphs(b"plain words")
    with pytest.raises(Unreadable, match="No text is in it"):
        outcomes(rtf(rb"{\pict 00}"))


@pytest.mark.parametrize(
    "piece",
    [
        b"{",
        b"{\\b ",
        b"\\bin99999999 ",
        b"{\\field{\\*\\fldinst{HYPERLINK ",
        b"\\pict\\bin",
        b"\\u-10179?",
        b"\\'",
        b"\\cell ",
    ],
)
def test_endless_repetition_is_read_to_its_end(piece):
    rtf_paragraphs(b"{\\rtf1 a" + piece * 20_000)


def encoded(chance, text):
    """The text as different programs write it."""
    way = chance.choice(("word", "codepage", "raw"))
    out = bytearray()
    for sign in text:
        code = ord(sign)
        if sign in "\\{}":
            out += b"\\" + sign.encode()
        elif code < 128:
            out += sign.encode()
        elif way == "codepage" or (way == "raw" and code > 0xFFFF):
            out += b"\\'" + sign.encode("cp1252").hex().encode() if _fits(sign) else _escape(sign)
        elif way == "raw" and _fits(sign):
            out += sign.encode("cp1252")
        else:
            out += _escape(sign)
        if chance.random() < 0.02:
            out += chance.choice(
                (b"{\\v hidden}", b"{\\*\\bkmkstart b}", b"{\\pict\\bin3 }{}}", b"\r\n", b"{\\deleted no}")
            )
    return bytes(out)


def _fits(sign):
    return sign.encode("cp1252", "ignore") != b""


def _escape(sign):
    wide = sign.encode("utf-16-le")
    halves = [int.from_bytes(wide[i : i + 2], "little", signed=True) for i in range(0, len(wide), 2)]
    return "".join(f"\\u{half}?" for half in halves).encode()


def test_500_generated_articles_come_back_as_they_were():
    chance = random.Random(15)
    words = "harbour ferry storm {brace} back\\slash Orsa café naïve “quiet” road – Дом łódź 😀 1,300 €4".split()
    for _ in range(500):
        paragraphs = [
            " ".join(chance.choices(words, k=chance.randint(3, 40))) + "." for _ in range(chance.randint(1, 8))
        ]
        title = " ".join(chance.choices(words[:3], k=4))
        given_title = chance.random() < 0.5
        info = b"{\\info{\\title " + encoded(random.Random(1), title) + b"}}" if given_title else b""
        end = chance.choice((b"\\par ", b"\\par\r\n", b"\\par\\pard\\plain\\f0 "))
        (record,) = outcomes(rtf(info + end.join(encoded(chance, text) for text in [title, *paragraphs])))
        whole = "\n\n".join(paragraphs)
        assert record.text == (whole if given_title else f"{title}\n\n{whole}")
        assert not given_title or record.fields["title"].value == title


WHOLE = rtf(
    rb"One {\b two}\par \u1044?\'e9{\listtext x}{\pict\bin4 abcd}\trowd a\cell b\cell\row {\info{\title t}} end"
)
PIECES = st.sampled_from(
    [b"{", b"}", b"\\", b"\\'", b"\\bin", b"\\u", b"\\row", b"\\cell", b"\\f9", b"\\ansicpg", b"-1 "]
)


@st.composite
def mutated(draw):
    content = bytearray(WHOLE)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(5, len(content) - 1))
        content[at : at + draw(st.integers(0, 20))] = draw(PIECES | st.binary(max_size=20))
    return bytes(content)


def read_or_refused(content):
    with suppress(Unreadable):
        _, found = read_file(File.of("a", content), Settings())
        assert all(isinstance(outcome, Record | Refused | Note) for outcome in found)


@given(mutated() | st.binary(max_size=300).map(b"{\\rtf1".__add__) | st.lists(PIECES).map(b"{\\rtf1".join))
@settings(max_examples=50, deadline=None)
def test_damage_gives_records_or_reasons(content):
    read_or_refused(content)


@pytest.mark.scale
@given(mutated() | st.binary(max_size=300).map(b"{\\rtf1".__add__) | st.lists(PIECES).map(b"{\\rtf1".join))
@settings(max_examples=2_000, deadline=None)
def test_much_damage_gives_records_or_reasons(content):
    read_or_refused(content)
