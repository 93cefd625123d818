"""Bytes to characters: what is certain is read, what is few is counted, what looks like another encoding is refused."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.corpus.health import HEALTH_MEANINGS
from analysis.readers import File, Settings, Unreadable, read_file
from analysis.readers.decoding import decoded, decoded_as_declared

ENGLISH = "It’s late, “we can’t stay,” said Ana. “You’re wrong,” he said of the café – twice."
FRENCH = "À l’été, où naît «l’âme» : ÉCOLE SUPÉRIEURE À CÔTÉ, déçu; l’œuvre d’Ève. Ça y est, été, naïf."
ICELANDIC = "Bæjarstjórinn í Þorlákshöfn sagði að höfnin væri lokuð út árið. Íbúar öfunda þá í Ölfusi."
RUSSIAN = "Жители посёлка вышли на площадь. Мэр сказал, что воды хватит на три дня, и ушёл."
GREEK = "Οι κάτοικοι του χωριού βγήκαν στην πλατεία, γιατί δεν υπήρχε νερό."
POLISH = "Mieszkańcy wsi wyszli na plac, bo woda była już za późno. Może jutro będzie lepiej, mówił sołtys i śmiał się."


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, ICELANDIC])
def test_western_text_is_read_by_windows_1252_and_marked(text):
    assert decoded(text.encode("cp1252")) == (text, ("encoding_repaired",))


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [ENGLISH, "1,300 km at 40 °C, on 3 May", RUSSIAN, GREEK, POLISH])
def test_utf_16_without_a_mark_is_known_by_its_zeros(text, encoding):
    assert decoded(text.encode(encoding)) == (text, ())
    assert decoded(ENGLISH.encode(encoding) + b"a") == (ENGLISH, ("file_cut_off",))


@pytest.mark.parametrize(
    ("text", "encoding", "said"),
    [
        (RUSSIAN, "cp1251", "`encoding: cp1251`"),
        (f"He said: {RUSSIAN} And left.", "cp1251", "`encoding: cp1251`"),
        (RUSSIAN, "koi8-r", "`encoding: koi8-r`"),
        (RUSSIAN, "iso8859-5", "iso-8859-5"),
        (RUSSIAN, "cp866", "cp866"),
        (GREEK, "cp1253", "no language"),
        (POLISH, "cp1250", "`encoding: cp1250`"),
        (POLISH, "iso8859-2", "iso-8859-2"),
        (ENGLISH, "mac_roman", "`encoding: mac_roman`"),
    ],
)
def test_what_windows_1252_makes_nonsense_of_is_refused_and_read_when_told(text, encoding, said):
    content = text.encode(encoding, errors="ignore")
    with pytest.raises(Unreadable, match=said) as refused:
        decoded(content)
    assert "corpus.yml" in str(refused.value)
    assert decoded(content, told=encoding) == (text, ())


@pytest.mark.parametrize(
    ("named", "meant", "text"),
    [
        ("iso-8859-1", "cp1252", ENGLISH),
        ("us-ascii", "cp1252", ENGLISH),
        ("iso-8859-9", "cp1254", "“Şehir” – İl"),
        ("gb2312", "gb18030", "“镕基” – 来"),
        ("shift_jis", "cp932", "①番線"),
        ("euc-kr", "cp949", "똠방각하"),
    ],
)
def test_a_page_is_read_as_browsers_take_the_name_of_its_encoding(named, meant, text):
    content = f'<meta charset="{named}"><p>{text}</p>'.encode(meant)
    assert decoded_as_declared(content, None)[0].endswith(f"<p>{text}</p>")


def test_bytes_that_are_utf8_stand_above_what_is_told():
    assert decoded(RUSSIAN.encode(), told="cp1251") == (RUSSIAN, ())
    assert decoded(b"plain", told="cp1251") == (b"plain".decode(), ())
    assert decoded("“x”".encode("utf-8-sig"), told="mac_roman") == ("“x”", ())


@pytest.mark.parametrize(
    ("content", "text", "flags"),
    [
        (ENGLISH.encode() + " café “x”".encode("cp1252"), f"{ENGLISH} café “x”", ("mixed_encoding:3",)),
        (ENGLISH.encode() + b" \x81", f"{ENGLISH} \ufffd", ("mixed_encoding:1",)),
        (ENGLISH.encode() + "é".encode()[:1], ENGLISH, ("file_cut_off",)),
        (ENGLISH.encode() + "😀".encode()[:3], ENGLISH, ("file_cut_off",)),
        (b"a caf\xe9", "a café", ("encoding_repaired",)),
        ("“Ω” ".encode() + b"\xed\xa0\xbd\xed\xb8\x80 \xed\xa0\xbd.", "“Ω” 😀 \ufffd.", ("mixed_encoding:2",)),
        ("LE CAFÉ» à côté, déjà".encode("cp1252"), "LE CAFÉ» à côté, déjà", ("encoding_repaired",)),
        (b"a\r\nb\rc", "a\nb\nc", ("newlines_normalised",)),
        (b"\x93a\x94", "“a”", ("encoding_repaired",)),
    ],
)
def test_few_wrong_bytes_are_read_and_counted(content, text, flags):
    assert decoded(content) == (text, flags)
    assert all(flag.partition(":")[0] in HEALTH_MEANINGS for flag in flags)


@pytest.mark.parametrize(
    ("content", "told", "said"),
    [
        (b"abc\x00def", None, "byte 3 is NUL"),
        (bytes(range(256)) * 9, None, "byte 0 is NUL"),
        (b"\x01\x00\x02\x00" * 400, None, "NUL"),
        (b"caf\xe9 \x81", None, "byte 5 does not fit"),
        (b"caf\xe9", "utf-8", "said to be UTF-8 but is not .byte 3"),
        (b"caf\xe9", "base64", "No encoding of text"),
        (b"caf\xe9", "klingon\n" * 90, "No encoding of text"),
        (b"\xff\xfea", None, "marked to be UTF-16"),
    ],
)
def test_what_is_no_text_is_refused_in_one_line(content, told, said):
    with pytest.raises(Unreadable, match=said) as refused:
        decoded(content, told)
    assert "\n" not in str(refused.value)
    assert len(str(refused.value)) < 250


def test_what_is_called_latin_1_is_windows_1252_where_it_uses_its_signs():
    assert decoded("“a” é".encode("cp1252"), told="iso-8859-1") == ("“a” é", ())


def test_an_article_on_one_line_is_read_and_fifty_megabytes_are_not():
    words = "The council met again. " * 2_000
    (record,) = read_file(File.of("a.txt", words.encode()), Settings())[1]
    assert record.text == words
    with pytest.raises(Unreadable, match="Larger than 20,000,000 bytes"):
        list(read_file(File.of("a.txt", b"a " * 25_000_000), Settings())[1])


def test_500_generated_articles_in_the_encodings_of_their_files():
    chance = random.Random(17)
    texts = {"cp1252": (ENGLISH, FRENCH, ICELANDIC), "cp1251": (RUSSIAN,), "koi8-r": (RUSSIAN,), "cp1253": (GREEK,)}
    texts |= {
        "cp1250": (POLISH,),
        "mac_roman": (ENGLISH, FRENCH),
        "utf-8": (ENGLISH, RUSSIAN, GREEK, POLISH, "東京 – 大阪"),
    }
    for _ in range(500):
        encoding = chance.choice(list(texts))
        words = " ".join(chance.choice(texts[encoding]) for _ in range(3)).split()
        text = "\n".join(" ".join(chance.sample(words, 12)) for _ in range(chance.randint(5, 9)))
        content = text.encode(encoding, errors="ignore")
        meant = content.decode(encoding)
        assert decoded(content, told=encoding)[0] == meant
        if encoding in ("cp1252", "utf-8"):
            assert decoded(content)[0] == meant
        else:
            with pytest.raises(Unreadable):
                decoded(content)


@given(
    st.binary(max_size=300) | st.text(max_size=200).map(str.encode),
    st.sampled_from([None, "cp1251", "utf-8", "utf-16"]),
)
@settings(max_examples=100, deadline=None)
def test_any_bytes_give_text_or_a_reason(content, told):
    try:
        text, _ = decoded(content, told)
    except Unreadable:
        return
    assert "\r" not in text
    text.encode()


@pytest.mark.scale
@given(st.binary(max_size=400))
@settings(max_examples=2_000, deadline=None)
def test_many_bytes_give_text_or_a_reason(content):
    test_any_bytes_give_text_or_a_reason.hypothesis.inner_test(content, None)
