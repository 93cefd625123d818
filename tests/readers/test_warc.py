"""Web archives: every page that was answered is an article; whatever else a crawl holds is counted."""

import gzip
import zlib
from contextlib import nullcontext

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from analysis.readers import File, Note, Record, Refused, Settings, Unreadable, read_file, warc
from analysis.readers.warc import READER, is_web_archive

HTML = "text/html; charset=utf-8"
PAGE = (
    "<!DOCTYPE html><html><head><title>{0} dredged</title><link rel='canonical' href='https://other.example/x'></head>"
    "<body><article><h1>{0} dredged</h1><time datetime='2024-03-04'>4 March</time><p>The harbour of {0} was dredged "
    "in March at a cost that nobody on the board would confirm.</p></article></body></html>"
)
TEXT = "The harbour of {0} was dredged in March at a cost that nobody on the board would confirm."


def record(kind: str, url: str, block: bytes, *, length: str | None = None) -> bytes:
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2025-01-02T03:04:05Z\r\n"
    head += f"WARC-Record-ID: <urn:uuid:{url}>\r\nContent-Type: application/http; msgtype={kind}\r\n"
    return f"{head}Content-Length: {length or len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def answer(body: bytes, *, status: str = "200 OK", kind: str = HTML, more: str = "") -> bytes:
    return f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{more}\r\n".encode() + body


def page(town: str, **how: str) -> bytes:
    return record("response", f"https://news.example/{town}", answer(PAGE.format(town).encode(), **how))


def outcomes_of(content: bytes) -> list:
    return list(READER.read(File.of("a.warc", content), Settings()))


OTHERS = [
    record("warcinfo", "urn:info", b"software: x\r\n"),
    record("request", "https://news.example/", b"GET / HTTP/1.1\r\nHost: news.example\r\n\r\n"),
    record("response", "dns:news.example", b"20250102030405\r\nnews.example. 1 IN A 192.0.2.1\r\n"),
    record("response", "https://news.example/robots.txt", answer(b"User-agent: *", kind="text/plain")),
    record("response", "https://news.example/old", answer(b"<html>gone</html>", status="404 Not Found")),
    record("response", "https://news.example/a.png", answer(b"\x89PNG", kind="image/png")),
]


@pytest.mark.parametrize("packed", ["plain", "each record", "as a whole"])
def test_pages_are_articles_and_other_records_are_counted(packed):
    records = [OTHERS[0], page("Pellworm"), *OTHERS[1:], page("Drumloch")]
    content = b"".join(map(gzip.compress, records)) if packed == "each record" else b"".join(records)
    content = gzip.compress(content) if packed == "as a whole" else content
    name, outcomes = read_file(File.of("crawl.bin", content), Settings())
    first, second, note = outcomes
    assert name == "web archive"
    assert [(one.row, one.text) for one in (first, second)] == [
        (2, TEXT.format("Pellworm")),
        (8, TEXT.format("Drumloch")),
    ]
    assert first.fields["url"] == ("https://news.example/Pellworm", "WARC-Target-URI")
    assert first.fields["captured"] == ("2025-01-02T03:04:05Z", "WARC-Date")
    assert first.fields["source"] == ("news.example", "host of the address in WARC-Target-URI")
    assert first.fields["published"].value == "2024-03-04"
    assert "1 with an answer other than 200" in note.text
    assert "2 of pictures, scripts and other files" in note.text


def test_the_day_of_capture_is_no_day_of_publication():
    body = PAGE.format("Pellworm").replace("<time datetime='2024-03-04'>4 March</time>", "").encode()
    article = outcomes_of(record("response", "https://news.example/p", answer(body)))[0]
    assert "published" not in article.fields


def chunked(body: bytes) -> bytes:
    return b"%x\r\n%s\r\n%x\r\n%s\r\n0\r\n\r\n" % (50, body[:50], len(body) - 50, body[50:])


@pytest.mark.parametrize(
    ("body", "more"),
    [
        (gzip.compress, "Content-Encoding: gzip\r\n"),
        (zlib.compress, "Content-Encoding: deflate\r\n"),
        (chunked, "Transfer-Encoding: chunked\r\n"),
        (lambda page: chunked(gzip.compress(page)), "Transfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n"),
        (bytes, "Content-Encoding: gzip\r\n"),
    ],
    ids=["gzip", "deflate", "in pieces", "gzip in pieces", "said to be packed"],
)
def test_pages_are_read_as_the_server_sent_them(body, more):
    block = answer(body(PAGE.format("Pellworm").encode()), more=more)
    assert outcomes_of(record("response", "https://news.example/p", block))[0].text == TEXT.format("Pellworm")


def test_the_encoding_of_the_answer_is_used():
    body = PAGE.format("Żółwin").encode("iso-8859-2")
    block = answer(body, kind="text/html; charset=ISO-8859-2")
    assert outcomes_of(record("response", "https://news.example/p", block))[0].text == TEXT.format("Żółwin")


@pytest.mark.parametrize(
    ("block", "reason"),
    [
        (answer(b"<html><body></body></html>"), "No article text"),
        (answer(b"abc", more="Content-Encoding: br\r\n"), "compressed as 'br'"),
        (
            answer(gzip.compress(b"<html>" + b"a" * 21_000_000), more="Content-Encoding: gzip\r\n"),
            "more than 20,000,000",
        ),
        (answer(b"<html>" + b"a" * 20_000_001), "more than 20,000,000"),
    ],
    ids=["empty", "unknown compression", "a bomb", "too large"],
)
def test_a_page_that_cannot_be_read_costs_no_other(block, reason):
    refused, article = outcomes_of(record("response", "https://news.example/bad", block) + page("Drumloch"))
    assert refused.row == 1
    assert refused.reason.startswith("https://news.example/bad: ")
    assert reason in refused.reason
    assert article.text == TEXT.format("Drumloch")


@pytest.mark.parametrize("is_packed", [False, True])
def test_what_stands_before_a_cut_is_kept(is_packed):
    pack = gzip.compress if is_packed else bytes
    whole = pack(page("Pellworm")) + pack(page("Drumloch"))
    found = []
    with pytest.raises(Unreadable, match="cut off") if is_packed else nullcontext():
        for one in READER.read(File.of("a", whole[:-120]), Settings()):
            found.append(one)
    assert [one.text for one in found if isinstance(one, Record)] == [TEXT.format("Pellworm")]
    assert is_packed or any("cut off" in one.reason for one in found if isinstance(one, Refused))


@pytest.mark.parametrize(
    "content",
    [
        b"WARC/1.0\r\n" + b"a" * 3_000_000,
        b"WARC/1.0\r\n" + b"a: b\r\n" * 300_000,
        page("Pellworm") + b"no record at all\r\n" * 3,
    ],
    ids=["a line without end", "headers without end", "damaged"],
)
def test_damaged_archives_have_one_reason(content, capsys):
    with pytest.raises(Unreadable):
        outcomes_of(content)
    assert capsys.readouterr().err == ""


def test_a_crawl_has_an_end(monkeypatch):
    monkeypatch.setattr(warc, "LARGEST_CRAWL", 1_000)
    with pytest.raises(Unreadable, match="more than 1,000 bytes"):
        outcomes_of(gzip.compress(page("Pellworm") * 50))


def test_gzipped_text_is_no_crawl():
    assert not is_web_archive(File.of("a.warc.gz", gzip.compress(b"WAR is over")))
    assert not is_web_archive(File.of("a.warc", b"\x1f\x8b broken"))


def reads_cleanly(content: bytes) -> None:
    file = File.of("a", content)
    is_web_archive(file)
    try:
        for one in READER.read(file, Settings()):
            assert isinstance(one, Record | Refused | Note)
    except Unreadable as fault:
        reason = str(fault)
    else:
        return
    assert "\n" not in reason


CUTS = st.lists(st.tuples(st.integers(0, 5_000), st.integers(0, 40), st.binary(max_size=8)), max_size=5)


def mangled(cuts: list[tuple[int, int, bytes]], is_packed: bool) -> bytes:
    crawl = page("Pellworm") + OTHERS[3] + page("Drumloch")
    crawl = gzip.compress(crawl) if is_packed else crawl
    for at, length, piece in cuts:
        at %= len(crawl)
        crawl = crawl[:at] + piece + crawl[at + length :]
    return crawl


CRAWLS = st.binary(max_size=200).map(lambda rest: b"WARC/1.0\r\n" + rest) | st.builds(mangled, CUTS, st.booleans())


@given(CRAWLS)
@settings(max_examples=50, deadline=None)
def test_any_bytes_give_articles_or_a_reason(content):
    reads_cleanly(content)


@pytest.mark.scale
@given(CRAWLS)
@settings(max_examples=2_000, deadline=None)
def test_any_bytes_give_articles_or_a_reason_at_scale(content):
    reads_cleanly(content)
