"""Web archives (WARC, ARC, plain or gzipped): each page that was answered with 200 is an article."""

import gzip
import io
import re
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import redirect_stderr
from dataclasses import replace
from typing import TYPE_CHECKING, Any, BinaryIO

from analysis.readers import webpages
from analysis.readers.archives import inflated_head
from analysis.readers.record import (
    LARGEST_ARTICLE,
    File,
    Given,
    Note,
    Outcome,
    Reader,
    Record,
    Refused,
    Settings,
    Unreadable,
)

if TYPE_CHECKING:
    from warcio.recordloader import ArcWarcRecord

# What one crawl may come to when unpacked, and the headers of one record.
LARGEST_CRAWL, LARGEST_HEADERS = 20_000_000_000, 1_000_000
_STARTS = (b"WARC/", b"filedesc://")
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset\s{0,9}=\s{0,9}[\"']?([\w.:-]{1,40})", re.IGNORECASE)
_INFLATES = {"gzip": 31, "x-gzip": 31, "deflate": 15}


class _Cut(Unreadable):
    """The archive ends, or is damaged, within a page: the fault of the file, said once."""


class _Stream:
    """The bytes of a crawl, inflated; a cut is said, not passed over as an end, and there is an end to them."""

    def __init__(self, opened: BinaryIO, is_packed: bool) -> None:
        # One piece at a time: what was inflated before a cut is not lost with it.
        self._read = gzip.GzipFile(fileobj=opened).read1 if is_packed else opened.read
        self._left = LARGEST_CRAWL

    def read(self, size: int) -> bytes:
        try:
            content = self._read(size)
        except (EOFError, OSError, zlib.error) as error:
            raise _Cut(
                "The web archive is cut off or damaged: what follows cannot be read. Download it again."
            ) from error
        self._left -= len(content)
        if self._left < 0:
            raise Unreadable(f"The web archive comes to more than {LARGEST_CRAWL:,} bytes. Split it.")
        return content

    def tell(self) -> int:
        return LARGEST_CRAWL - self._left


def _lines_of(stream: _Stream) -> Any:
    """What warcio reads records from: headers without end, on one line or many, are refused."""
    from warcio.bufferedreaders import BufferedReader

    class Lines(BufferedReader):
        n_in_headers = 0

        def read(self, length: int | None = None) -> bytes:
            self.n_in_headers = 0
            return super().read(length)

        def readline(self, length: int | None = None) -> bytes:
            line = super().readline(min(length or LARGEST_HEADERS, LARGEST_HEADERS))
            self.n_in_headers += len(line)
            if self.n_in_headers >= LARGEST_HEADERS:
                raise Unreadable(f"The headers of a record are over {LARGEST_HEADERS:,} bytes. Crawl the page again.")
            return line

    return Lines(stream)


def read(file: File, settings: Settings) -> Iterator[Outcome]:
    """The pages of a crawl, each read as a saved page, with the day of its capture as `captured`.

    Raises
    ------
    Unreadable
        The file is cut off or damaged: what came before stands.

    Misleads when
    -------------
    A crawl holds front pages and lists of headlines: they are pages like any other.
    """
    passed: Counter[str] = Counter()
    notes: dict[str, Note] = {}
    fault = None
    with file.open() as opened:
        records = _records(opened, is_packed=file.head.startswith(b"\x1f\x8b"))
        try:
            for place, record in enumerate(records, 1):
                if why := _passed_over(record):
                    passed[why] += 1
                    continue
                for outcome in _article(record, place, settings):
                    if isinstance(outcome, Note):
                        notes[outcome.text] = outcome
                    else:
                        yield outcome
        except Unreadable as problem:
            fault = problem
    yield from notes.values()
    if passed:
        listed = ", ".join(f"{n:,} {why}" for why, n in sorted(passed.items()))
        yield Note(f"Records that are no pages were passed over: {listed}.")
    if fault:
        raise fault


def _records(opened: BinaryIO, *, is_packed: bool) -> Iterator["ArcWarcRecord"]:
    from warcio.archiveiterator import ArchiveIterator

    stream = _Stream(opened, is_packed)
    records = ArchiveIterator(stream, arc2warc=True)
    records.reader = _lines_of(stream)
    while True:
        try:
            with redirect_stderr(io.StringIO()):  # where warcio writes what it thinks of a record's length
                record = next(records)
        except StopIteration:
            return
        except Unreadable:
            raise
        except Exception as error:  # warcio raises what int(), decode() and its own parsers raise
            raise Unreadable("A record of the web archive is damaged; what follows it cannot be read.") from error
        yield record


def _passed_over(record: "ArcWarcRecord") -> str | None:
    """What a record is, if it is no page that was answered with 200."""
    if record.rec_type != "response" or record.http_headers is None:
        return f"of type {' '.join(str(record.rec_type).split())[:20]}"
    if record.http_headers.get_statuscode() != "200":
        return "with an answer other than 200"
    kind = record.http_headers.get_header("Content-Type", "").partition(";")[0].strip().lower()
    return None if kind in _PAGES else "of pictures, scripts and other files"


def _article(record: "ArcWarcRecord", place: int, settings: Settings) -> Iterator[Outcome]:
    headers, http = record.rec_headers, record.http_headers
    url, day = (" ".join((headers.get_header(name) or "").split()) for name in ("WARC-Target-URI", "WARC-Date"))
    named = _CHARSET.search(http.get_header("Content-Type", ""))
    captured = {"captured": Given(day, "WARC-Date")} if day else {}
    address = Given(url, "WARC-Target-URI") if url else None
    try:
        for outcome in webpages.articles(_payload(record), settings, named[1] if named else None, address):
            if isinstance(outcome, Record):
                outcome = replace(outcome, row=place, fields={**outcome.fields, **captured})
            yield outcome
    except _Cut:
        raise
    except Unreadable as problem:
        yield Refused(place, f"{url[:120]}: {problem}")


def _payload(record: "ArcWarcRecord") -> bytes:
    """The page as the server sent it, put together and inflated.

    Raises
    ------
    Unreadable
        Too large, cut off, or compressed in a way that is not known.
    """
    from warcio.bufferedreaders import ChunkedDataReader

    if record.length is None or record.length > LARGEST_ARTICLE:
        raise Unreadable(f"This page has more than {LARGEST_ARTICLE:,} bytes.")
    chunked = record.http_headers.get_header("Transfer-Encoding", "").strip().lower() == "chunked"
    stream = ChunkedDataReader(record.raw_stream) if chunked else record.raw_stream
    content = stream.read(LARGEST_ARTICLE)
    rest = record.raw_stream
    if getattr(rest, "limit", 0) > 0 and not rest.read(1):
        raise Unreadable("The page is cut off. Crawl it again.")
    encoding = (record.http_headers.get_header("Content-Encoding") or "identity").strip().lower()
    if encoding in ("identity", "none", ""):
        return content
    if encoding not in _INFLATES:
        raise Unreadable(f"The page is compressed as {encoding[:20]!r}. Crawl it again without compression.")
    return _inflated(content, _INFLATES[encoding])


def _inflated(content: bytes, form: int) -> bytes:
    """The bytes without their compression; as they are where a crawler had taken it off already."""
    for wbits in (form, -15) if form == 15 else (form,):
        inflating = zlib.decompressobj(wbits)
        try:
            page = inflating.decompress(content, LARGEST_ARTICLE + 1)
        except zlib.error:
            continue
        if len(page) > LARGEST_ARTICLE:
            raise Unreadable(f"This page has more than {LARGEST_ARTICLE:,} bytes.")
        return page
    return content


def is_web_archive(file: File) -> bool:
    """Whether a file begins as a crawl does, gzipped or not."""
    head = inflated_head(file) if file.head.startswith(b"\x1f\x8b") else file.head
    return head.startswith(_STARTS)


READER = Reader("web archive", is_web_archive, read)
