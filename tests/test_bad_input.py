"""Files that are broken, hostile or odd: each costs one clear line and nothing else.

All lie in one folder beside a good article, which is read once; each case then looks at what was said of its own file.
Bombs and very large files are read in a process whose memory is bounded (marked `scale`).
"""

import gzip
import io
import os
import re
import subprocess
import sys
import tarfile
import unicodedata
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pypdf
import pytest
import xlsxwriter

from analysis.cli import SOME_REJECTED, main
from analysis.corpus import read_corpus, records
from analysis.corpus.preparation import check_corpus
from analysis.readers import File, Settings, read_file

GOOD = (
    "Ferry to Oskarsund stays in port\n\n"
    "The ferry to Oskarsund did not sail on Tuesday, the harbour master Ilse Brandvold said.\n\n"
    "About 40 passengers spent the night in the town hall. The crossing takes 25 minutes.\n"
)
ROW = "The harbour master of Oskarsund said on Tuesday that the ferry would not sail before the storm had passed. " * 3
Make = bytes | Callable[[Path], object]


class Case(NamedTuple):
    """A file, how it is made, and what has to come of it.

    `says` is looked for in the one line of `rejected`; `gives` is how many articles are taken in from it all the same.
    """

    name: str
    make: Make
    says: str = ""
    gives: int = 0
    n_lines: int = 1


def zipped(*members: tuple[str | zipfile.ZipInfo, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", method) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return packed.getvalue()


def tarred(*members: tuple[tarfile.TarInfo | str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w:gz") as archive:
        for name, content in members:
            info = name if isinstance(name, tarfile.TarInfo) else tarfile.TarInfo(name)
            info.size = len(content) if info.isreg() else 0
            archive.addfile(info, io.BytesIO(content))
    return packed.getvalue()


def linked(name: str, target: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    info = tarfile.TarInfo(name)
    info.type, info.linkname = kind, target
    return info


def zip_link(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.create_system, info.external_attr = 3, 0o120777 << 16
    return info


def locked(content: bytes) -> bytes:
    """A zip whose members say that they are encrypted."""
    marked = bytearray(content)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        place = -1
        while (place := marked.find(mark, place + 1)) >= 0:
            marked[place + at] |= 1
    return bytes(marked)


def docx(body: str, *, before: str = "", name: str = "word/document.xml") -> bytes:
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    return zipped(
        ("[Content_Types].xml", b"<Types/>"),
        (name, f"<?xml version='1.0'?>{before}<w:document {space}><w:body>{body}</w:body></w:document>".encode()),
    )


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def workbook(rows: list[list[str]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return made.getvalue()


def with_member(packed: bytes, name: str, content: bytes) -> bytes:
    """The same zip, one member of it written anew."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        members = [(one, content if one == name else archive.read(one)) for one in archive.namelist()]
    return zipped(*members)


def parquet(columns: dict[str, list]) -> bytes:
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def pdf(*, password: str = "", pages: int = 1) -> bytes:
    writer = pypdf.PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    if password:
        writer.encrypt(password, algorithm="RC4-128")
    made = io.BytesIO()
    writer.write(made)
    return made.getvalue()


def pdf_of(*objects: str) -> bytes:
    body, places = "%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n{written}\nendobj\n"
    table = "".join(f"{at:010} 00000 n \n" for at in places)
    return (
        f"{body}xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}"
        f"trailer <</Size {len(objects) + 1} /Root 1 0 R>>\nstartxref\n{len(body)}\n%%EOF"
    ).encode("latin-1")


def deep_pages(depth: int) -> bytes:
    trees = [f"<</Type /Pages /Kids [{at + 1} 0 R] /Count 1>>" for at in range(2, depth + 2)]
    return pdf_of("<</Type /Catalog /Pages 2 0 R>>", *trees, f"<</Type /Page /Parent {depth + 1} 0 R>>")


def compound(stream: str) -> bytes:
    """The head of an Office file of the old form that names a stream."""
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1000) + stream.encode("utf-16-le") + bytes(1000)


def warc(*bodies: bytes, declared: int | None = None) -> bytes:
    made = b""
    for body in bodies:
        http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
        size = len(http) if declared is None else declared
        made += (
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://ferry.example/a\r\n"
            b"WARC-Date: 2024-03-02T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-000000000001>\r\n"
            b"Content-Type: application/http; msgtype=response\r\nContent-Length: %d\r\n\r\n%s\r\n\r\n" % (size, http)
        )
    return made


def link_to(target: str) -> Callable[[Path], object]:
    return lambda path: os.symlink(target, path)


def unreadable(path: Path) -> None:
    path.write_text(GOOD)
    path.chmod(0)


def sparse(size: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with path.open("wb") as file:
            file.truncate(size)

    return make


LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {name} "{f"&{before};" * 10}">' for before, name in zip("abcdefgh", "bcdefghi", strict=True)
) + "]>"  # fmt: skip
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
RSS = (
    "<rss version='2.0'><channel><title>Harbour</title><item><title>Ferry</title>"
    "<description>{}</description></item></channel></rss>"
)
PAGE = (
    "<html><head><title>Ferry stays in port</title></head><body><article><h1>Ferry stays in port</h1>"
    f"<p>{ROW}</p><p>{ROW}</p>"
)
CSV = f'title,source,text\nFerry,Post,"{ROW}"\n'
XLSX = workbook([["title", "text"], ["Ferry", ROW], ["Bridge", ROW]])
PARQUET = parquet({"title": ["Ferry"], "text": [ROW]})
RTF = "{\\rtf1\\ansi " + ROW + "\\par}"
NEXIS = (
    "1 of 3 DOCUMENTS\n\nThe Harbour Post\n\nMarch 4, 2019 Monday\n\nFerry stays\n\nBYLINE: Ilse Brandvold\n\n"
    f"LENGTH: 60 words\n\n{ROW}\n\nLOAD-DATE: March 5, 2019\n\n"
)
WORDS = GOOD.encode()

TEXTS = [
    Case("empty.txt", b"", "is empty"),
    Case("one-newline.txt", b"\n", "only white space"),
    Case("spaces.txt", b" \t \n" * 500, "only white space"),
    Case("only-mark.txt", b"\xef\xbb\xbf", "is empty"),
    Case("only-mark16.txt", b"\xff\xfe", "is empty"),
    Case("no-break-spaces.txt", "\u00a0\u2003\u3000".encode(), "only white space"),
    Case("dots.txt", b"...\n---\n!!!\n", "no words"),
    Case("zeros.txt", bytes(5000), "NUL"),
    Case("nul-within.txt", b"The ferry\x00 stays in port.\n", "NUL"),
    Case("random.txt", bytes(range(256)) * 40, "NUL"),
    Case("bell.txt", b"The ferry\x07 stays in port.\n", "U\\+0007 in line 1"),
    Case("escape.txt", b"one\ntwo \x1b[2J\x1b]0;title\x07 three\n", "U\\+001B in line 2"),
    Case("one-line.txt", b"ferry " * 30_000, "Line 1 has 180,000 characters"),
    Case("cut-utf16.txt", GOOD.encode("utf-16")[:-1], "UTF-16"),
    Case("greek.txt", ("Το πλοίο μένει στο λιμάνι. " * 9).encode("cp1253"), "encoding"),
    Case("cyrillic.txt", ("Паром остаётся в порту до утра. " * 9).encode("cp1251"), "cp1251"),
    Case("mixed.txt", GOOD.encode() + "Café, pâté, “both”. ".encode() + "Naïve".encode("cp1252"), gives=1, n_lines=0),
    Case("cut-utf8.txt", (GOOD + "Café é").encode()[:-1], gives=1, n_lines=0),
    Case("old-mac.txt", GOOD.replace("\n", "\r").encode(), gives=1, n_lines=0),
    Case("surrogates.txt", GOOD.encode() + b"\xed\xa0\xbd\xed\xb8\x80", gives=1, n_lines=0),
    Case("noncharacters.txt", (GOOD + "\ufffe\uffff\U000fffff").encode(), gives=1, n_lines=0),
    Case("bidi.txt", (GOOD + "\u202eelpoep\u202c").encode(), gives=1, n_lines=0),
    Case("combining.txt", ("e" + "\u0301" * 20_000 + "\n" + GOOD).encode(), gives=1, n_lines=0),
]
PICTURES = [
    Case("picture.txt", b"\x89PNG\r\n\x1a\n" + bytes(500), "a picture"),
    Case("photo.jpg", b"\xff\xd8\xff\xe0" + bytes(500), "a picture"),
    Case("moving.gif", b"GIF89a" + bytes(500), "a picture"),
    Case("program.exe", b"MZ\x90\x00" + bytes(500), "a program"),
    Case("program.bin", b"\x7fELF" + bytes(500), "a program"),
    Case("articles.db", b"SQLite format 3\x00" + bytes(500), "Export its articles as CSV"),
    Case("packed.7z", b"7z\xbc\xaf\x27\x1c\x00" + bytes(500), "Pack it as .zip"),
    Case("packed.rar", b"Rar!\x1a\x07\x00" + bytes(500), "Pack it as .zip"),
    Case("packed.bz2", b"BZh91AY&SY" + bytes(50), "Pack it as .zip or .tar.gz"),
    Case("packed.xz", b"\xfd7zXZ\x00\x00" + bytes(50), "Pack it as .zip or .tar.gz"),
    Case("old.doc", compound("WordDocument"), "old Word or Excel"),
    Case("locked.docx", compound("EncryptedPackage"), "password"),
    Case("sound.wav", b"RIFF\x00\x00\x00\x00WAVE" + bytes(500), "a recording"),
]
PAGES = [
    Case("empty.html", b"<html></html>", "No article text"),
    Case("only-head.html", b"<!doctype html><head><title>Ferry</title></head>", "No article text"),
    Case("only-script.html", b"<html><body><script>go()</script></body></html>", "No article text"),
    Case("cut.html", PAGE.encode()[:-40], gives=1, n_lines=0),
    Case("unclosed.html", (PAGE + "<p><b><i><table><tr><td>").encode(), gives=1, n_lines=0),
    Case("deep.html", b"<html><body>" + b"<div>" * 100_000 + b"deep", "nested too deeply"),
    Case("deep-words.html", b"<html><body>" + b"<b>" * 20_000 + WORDS, "nested too deeply"),
    Case("attributes.html", b"<html><body><p " + b"a=1 " * 50_000 + b">x", gives=1, n_lines=0),
    Case("svg.html", f"{LAUGHS}<html><body><svg>&i;</svg></body></html>".encode(), "XML"),
    Case("frames.html", b"<html><frameset><frame src='file:///etc/passwd'></frameset></html>", "No article text"),
    Case("declared.html", (PAGE.replace("<head>", "<head><meta charset='klingon-8'>")).encode(), gives=1, n_lines=0),
    Case("wrong-charset.html", PAGE.replace("<head>", "<head><meta charset='utf-16'>").encode(), gives=1, n_lines=0),
    Case("base64.html", PAGE.replace("<p>", f"<img src='data:image/png;base64,{'A' * 300_000}'><p>", 1).encode(),
         gives=1, n_lines=0),
    Case("mhtml.mhtml", b"From: x\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\n"
         b"Content-Type: text/html\n\n--b--\n", "readable HTML"),
]  # fmt: skip
RECORDS = [
    Case("header-only.csv", b"title,source,text\n", "no article"),
    Case("no-text.csv", b"year,cost\n2019,4\n2020,5\n2021,6\n", "No column"),
    Case("short-row.csv", (CSV + "Bridge,Post\n").encode(), "2 cells where the header has 3", gives=1),
    Case("long-row.csv", (CSV + f"Bridge,Post,{ROW},x,y\n").encode(), "cells where the header has 3", gives=1),
    Case("open-quote.csv", (CSV + f'Bridge,Post,"{ROW}\n').encode(), "Not valid CSV", gives=1),
    Case("stray-quote.csv", (CSV + f'Bridge,"Post"x,"{ROW}"\n').encode(), "Not valid CSV", gives=1),
    Case("empty-text.csv", (CSV + "Bridge,Post,\n").encode(), "empty", gives=1),
    Case("nul.csv", CSV.encode() + b"Bridge,Post,\x00" + ROW.encode() + b"\n", "NUL", gives=1),
    Case("many-quotes.csv", CSV.encode() + b'"' * 60_000 + b"\n", "cells|CSV", gives=1),
    Case("many-commas.csv", CSV.encode() + b"," * 60_000 + b"x\n", "cells", gives=1),
    Case("half-cp1252.csv", CSV.encode() + f'Café,Post,"{ROW}"\n'.encode("cp1252"), gives=2, n_lines=0),
    Case("open-quotes.csv", CSV.encode() + b'a,b,"c\n' * 40, "CSV", gives=1, n_lines=20),
    Case("nowhere.csv", CSV.encode() + b"Bridge,Post,\x81\x8d " + ROW.encode() + b"\n", "UTF-8", gives=1),
    Case("same-ids.csv", f"id,text\nf1,{ROW}\nf1,{ROW}2\n".encode(), gives=2, n_lines=0),
    Case("odd-ids.csv", f"id,text\n../../x,{ROW}\nCON,{ROW}3\n\u202ea:b/c,{ROW}4\n".encode(), gives=3, n_lines=0),
    Case("same-columns.csv", f"text,text,title\n{ROW},{ROW},Ferry\n{ROW}5,{ROW},Ferry\n".encode(), gives=2, n_lines=0),
    Case("bad-dates.csv", f"published,text\n2024-02-31,{ROW}6\n".encode(), "is no date", gives=1),
    Case("endless-title.csv", f"title,text\n{'x' * 5_000},{ROW}7\n".encode(), "title has 5,000", gives=1),
    Case("formula.csv", f'title,text\n"=HYPERLINK(""x"")",{ROW}8\n'.encode(), gives=1, n_lines=0),
    Case("cut.json", f'[{{"title": "Ferry", "text": "{ROW}9"}}, {{"title": "Bri'.encode(), "JSON", gives=1),
    Case("deep.json", b"[" * 100_000 + b"]" * 100_000, "no words|nested"),
    Case("deep-object.json", b'{"text":' * 50_000 + b"1" + b"}" * 50_000, "JSON|nested"),
    Case("empty-list.json", b"[]", "no article|empty|No"),
    Case("empty-object.json", b"{}", "JSON|No|no"),
    Case("numbers.json", b"[1, 2, 3]", "no words"),
    Case("huge-number.json", b'[{"text": ' + b"9" * 6_000 + b"}]", "no words|digits"),
    Case("same-keys.json", f'[{{"text": "{ROW}a", "text": "{ROW}b"}}]'.encode(), gives=1, n_lines=0),
    Case("nan.json", f'[{{"text": "{ROW}c", "score": NaN}}]'.encode(), gives=1, n_lines=0),
    Case("lone.json", f'[{{"text": "{ROW}d \\ud800", "title": "x"}}]'.encode(), gives=1, n_lines=0),
    Case("nul.json", f'[{{"text": "{ROW} \\u0000", "title": "x"}}]'.encode(), "NUL"),
    Case("one-bad.jsonl", f'{{"text": "{ROW}e"}}\n{{"text": oops}}\n{{"text": "{ROW}f"}}\n'.encode(), "JSON", gives=2),
    Case("list.jsonl", f'{{"text": "{ROW}g"}}\n[1]\n'.encode(), "JSON|object|fields", gives=1),
    Case("cut.xlsx", XLSX[:-200], "damaged|archive"),
    Case("start.xlsx", XLSX[:200], "damaged|archive"),
    Case("locked.xlsx", locked(XLSX), "password"),
    Case("broken-sheet.xlsx", with_member(XLSX, "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "."),
    Case("no-sheet.xlsx", zipped(("[Content_Types].xml", b""), ("xl/workbook.xml", b"<workbook/>")), "."),
    Case("laughs.xlsx", with_member(XLSX, "xl/worksheets/sheet1.xml", f"{LAUGHS}<worksheet>&i;</worksheet>".encode()),
         "."),
    Case("far-cell.xlsx", with_member(
        XLSX, "xl/worksheets/sheet1.xml", b'<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>'), "span"),
    Case("empty.xlsx", workbook([]), "empty"),
    Case("cut.parquet", PARQUET[:-30], "."),
    Case("start.parquet", PARQUET[:60], "."),
    Case("only-magic.parquet", b"PAR1PAR1", "."),
    Case("torn.parquet", PARQUET[:40] + bytes(60) + PARQUET[100:], "."),
    Case("numbers.parquet", parquet({"year": [1, 2]}), "No column"),
    Case("no-rows.parquet", parquet({"text": pa.array([], pa.string())}), "."),
]  # fmt: skip
DOCUMENTS = [
    Case("empty.docx", docx(""), "No text"),
    Case("cut.docx", docx(paragraph(ROW))[:-60], "damaged|archive"),
    Case("broken.docx", docx("<w:p><w:r>"[:8]), "damaged"),
    Case("no-part.docx", zipped(("[Content_Types].xml", b""), ("word/other.xml", b"<x/>")), "."),
    Case("locked-part.docx", locked(docx(paragraph(ROW))), "password"),
    Case("laughs.docx", docx("&i;", before=LAUGHS), "entities"),
    Case("outside.docx", docx(paragraph("&a;"), before=OUTSIDE), "entities"),
    Case("deep.docx", docx("<w:sdt>" * 5_000 + paragraph(ROW) + "</w:sdt>" * 5_000), "damaged|nested"),
    Case("wrong-sum.docx", docx(paragraph(ROW)).replace(b"PK\x01\x02", b"PK\x01\x03", 1), "damaged|archive"),
    Case("empty.pdf", b"%PDF-1.7\n", "."),
    Case("cut.pdf", pdf()[:200], "."),
    Case("no-text.pdf", pdf(), "text"),
    Case("locked.pdf", pdf(password="oskarsund"), "password"),
    Case("many-pages.pdf", pdf(pages=300), "text"),
    Case("deep.pdf", deep_pages(3_000), "."),
    Case("loop.pdf", pdf_of("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [2 0 R] /Count 1>>"), "."),
    Case("loop-length.pdf", pdf_of("<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
         "<</Type /Page /Parent 2 0 R /Contents 4 0 R>>", "<</Length 4 0 R>>\nstream\nx\nendstream"), "."),
    Case("no-root.pdf", b"%PDF-1.4\ntrailer <</Size 1>>\nstartxref\n9\n%%EOF", "."),
    Case("empty.rtf", b"{\\rtf1}", "text|empty"),
    Case("cut.rtf", RTF.encode()[:-30], gives=1, n_lines=0),
    Case("deep.rtf", b"{\\rtf1 " + b"{" * 100_000 + b"x" + b"}" * 100_000 + b"}", gives=1, n_lines=0),
    Case("open-groups.rtf", b"{\\rtf1 " + b"{\\b " * 50_000, "text|empty"),
    Case("binary.rtf", b"{\\rtf1 \\bin99999999999 " + ROW.encode() + b"}", "text|empty|cut"),
    Case("unicode.rtf", b"{\\rtf1 \\u99999999999? \\u-1? " + ROW.encode() + b"}", gives=1, n_lines=0),
    Case("picture.rtf", b"{\\rtf1 {\\pict " + b"0f" * 50_000 + b"}}", "text|empty"),
]  # fmt: skip
FEEDS = [
    Case("empty.rss", b"<rss version='2.0'><channel/></rss>", "No entry"),
    Case("cut.rss", RSS.format(ROW).encode()[:-60], "."),
    Case("no-text.rss", RSS.format("").encode(), "no text"),
    Case("laughs.rss", (LAUGHS + RSS.format("&i;")).encode(), "entities"),
    Case("outside.rss", (OUTSIDE + RSS.format("&a;")).encode(), "entities"),
    Case("quadratic.rss", (f'<!DOCTYPE x [<!ENTITY a "{"ha" * 20_000}">]>' + RSS.format("&a;" * 20_000)).encode(),
         "entities"),
    Case("deep.rss", RSS.format("<b>" * 5_000 + ROW + "</b>" * 5_000).encode(), "."),
    Case("deep-html.rss", RSS.format("&lt;div&gt;" * 20_000 + ROW).encode(), "nested|too deep"),
    Case("ampersands.rss", RSS.format("&" * 5_000).encode(), "."),
    Case("cut.warc", warc(PAGE.encode() + b"</article></body></html>")[:-200], "."),
    Case("empty.warc", b"WARC/1.0\r\n", "."),
    Case("no-page.warc", warc(b""), "."),
    Case("lying.warc", warc(PAGE.encode(), declared=10**12), "."),
    Case("negative.warc", warc(PAGE.encode(), declared=-5), "."),
    Case("cut.warc.gz", gzip.compress(warc(PAGE.encode()))[:-90], "."),
]  # fmt: skip
EXPORTS = [
    Case("says-three.txt", NEXIS.encode(), "It says 3 documents; 1 were found|3 documents", gives=1),
    Case("nexis-cut.txt", NEXIS.encode()[:150], "3 documents", gives=1),
    Case("nexis-no-body.txt", NEXIS.replace(ROW, "").replace("of 3", "of 1").encode(), "[Nn]o text"),
]
ARCHIVES = [
    Case("empty.zip", zipped(), "."),
    Case("cut.zip", zipped(("a.txt", WORDS))[:-20], "damaged"),
    Case("start.zip", b"PK\x03\x04", "damaged"),
    Case("locked.zip", locked(zipped(("a.txt", WORDS))), "password"),
    Case("up.zip", zipped(("../../escaped.txt", WORDS)), "leads out"),
    Case("root.zip", zipped(("/escaped.txt", WORDS)), "leads out"),
    Case("drive.zip", zipped(("C:\\escaped.txt", WORDS)), "leads out"),
    Case("back.zip", zipped(("..\\..\\escaped.txt", WORDS)), "leads out"),
    Case("device.zip", zipped(("CON", WORDS)), "device"),
    Case("device2.zip", zipped(("aux.txt", WORDS)), "device"),
    Case("newline.zip", zipped(("a\nb.txt", WORDS)), "line breaks"),
    Case("control.zip", zipped(("a\x1b[2Jb.txt", WORDS)), "cannot be printed"),
    Case("long.zip", zipped((f"{'n' * 300}.txt", WORDS)), "longer than"),
    Case("link.zip", zipped((zip_link("passwd.txt"), b"/etc/passwd")), "a link"),
    Case("within.zip", zipped(("inner.zip", zipped(("a.txt", WORDS)))), "archive within"),
    Case("same.zip", zipped(("a.txt", WORDS), ("b/a.txt", WORDS + b"1")), gives=2, n_lines=0),
    Case("sum.zip", zipped(("a.txt", WORDS * 3), method=0).replace(b"Tuesday", b"tuesday", 1), "damaged"),
    Case("half.zip", zipped(("a.txt", WORDS + b"2"), ("b.txt", b"")), "is empty", gives=1),
    Case("rare.zip", zipped(("a.txt", WORDS), method=zipfile.ZIP_LZMA), "rare way"),
    Case("bomb.zip", zipped(("a.txt", bytes(30_000_000))), "200 times"),
    Case("up.tar.gz", tarred(("../escaped.txt", WORDS)), "leads out"),
    Case("link.tar.gz", tarred((linked("a.txt", "/etc/passwd"), b"")), "a link"),
    Case("hard.tar.gz", tarred((linked("a.txt", "/etc/passwd", tarfile.LNKTYPE), b"")), "a link"),
    Case("device.tar.gz", tarred((linked("a.txt", "", tarfile.CHRTYPE), b"")), "neither a file"),
    Case("pipe.tar.gz", tarred((linked("a.txt", "", tarfile.FIFOTYPE), b"")), "neither a file"),
    Case("cut.tar.gz", tarred(("a.txt", WORDS * 50))[:-60], "."),
    Case("empty.gz", gzip.compress(b""), "is empty"),
    Case("cut.gz", gzip.compress(WORDS)[:-30], "."),
    Case("start.gz", b"\x1f\x8b", "."),
    Case("twice.gz", gzip.compress(gzip.compress(WORDS)), "archive within"),
    Case("bomb.gz", gzip.compress(bytes(30_000_000)), "200 times"),
]
POLYGLOTS = [
    Case("pdf-in-html.html", b"<!doctype html><html><body>%PDF-1.7</body></html>", gives=1, n_lines=0),
    Case("zip-after-text.txt", WORDS + zipped(("a.txt", WORDS)), "NUL"),
    Case("html-after-png.html", b"\x89PNG\r\n\x1a\n\x00" + PAGE.encode(), "a picture"),
    Case("rtf-in-zip-name.docx", RTF.encode() + b"h", gives=1, n_lines=0),
    Case("zip-called.txt", zipped(("inside.txt", WORDS + b"7")), gives=1, n_lines=0),
    Case("csv-called.docx", f"title,text\nFerry,{ROW}j\n".encode(), gives=1, n_lines=0),
    Case("html-called.pdf", (PAGE + "<p>Polyglot.</p></article></body></html>").encode(), gives=1, n_lines=0),
    Case("gif-script.html", b"GIF89a=1;/*" + bytes(20) + b"*/<html>", "a picture"),
]
DISK = [
    Case("folder", Path.mkdir, "A folder"),
    Case("pipe.txt", os.mkfifo, "regular file"),
    Case("nothing.txt", link_to("gone.txt"), "link to nothing"),
    Case("self.txt", link_to("self.txt"), "[Ll]ink|Cannot be opened"),
    Case("round-a.txt", link_to("round-b.txt"), "[Ll]ink|Cannot be opened"),
    Case("round-b.txt", link_to("round-a.txt"), "[Ll]ink|Cannot be opened"),
    Case("zero.txt", link_to("/dev/zero"), "regular file|leads out"),
    Case("passwd.txt", link_to("/etc/passwd"), "leads out"),
    Case("up.txt", link_to("."), "A folder"),
    Case("inside.txt", link_to("good.txt"), gives=1, n_lines=0),
    Case("notes.yml", b"a: 1\n", "codebook.yml"),
    Case("CON", WORDS + b"k", gives=1, n_lines=0),
    Case("nul.txt", WORDS + b"l", gives=1, n_lines=0),
    Case("line\nbreak.txt", WORDS + b"m", gives=1, n_lines=0),
    Case("red\x1b[31m.txt", WORDS + b"n", gives=1, n_lines=0),
    Case("n" * 250 + ".txt", WORDS + b"o", gives=1, n_lines=0),
    Case("..txt", WORDS + b"p", gives=0, n_lines=0),
    Case("trailing. ", WORDS + b"q", gives=1, n_lines=0),
    Case("back\\slash.txt", WORDS + b"r", gives=1, n_lines=0),
    Case("\u202etxt.exe", WORDS + b"s", gives=1, n_lines=0),
    Case("same.txt", WORDS + b"t", gives=1, n_lines=0),
    Case("same.md", WORDS + b"u", gives=1, n_lines=0),
    Case("caf\u00e9.txt", WORDS + b"v", gives=1, n_lines=0),
    Case("cafe\u0301.txt", WORDS + b"w", gives=1, n_lines=0),
    *([Case("shut.txt", unreadable, "permission")] if os.getuid() else []),
]
NOT_ARTICLES = [
    Case("book.epub", zipped(("mimetype", b"application/epub+zip"), ("META-INF/container.xml", b"")), "e-book"),
    Case("text.odt", zipped(("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", b"")), "OpenDoc"),
    Case("slides.pptx", zipped(("[Content_Types].xml", b""), ("ppt/presentation.xml", b"")), "presentation"),
    Case("drawing.vsdx", zipped(("[Content_Types].xml", b""), ("visio/document.xml", b"")), "Office document"),
    Case("news.nitf", f"<?xml version='1.0'?><nitf><body><p>{ROW}</p></body></nitf>".encode(), "XML"),
    Case("news16.xml", f"<?xml version='1.0'?><nitf><p>{ROW}</p></nitf>".encode("utf-16"), "XML"),
    Case("scholarly.xml", f"<TEI><text><p>{ROW}</p></text></TEI>\n".encode(), "XML"),
    Case("print.ps", b"%!PS-Adobe-3.0\n%%Pages: 1\n", "PostScript"),
    Case("list.ris", f"TY  - NEWS\nTI  - Ferry\nAB  - {ROW}\nER  - \n".encode(), "references"),
    Case("list.bib", f"@article{{ferry, title={{Ferry}}, abstract={{{ROW}}}}}\n".encode(), "references"),
    Case(
        "mail.eml",
        b"From: a@ferry.example\nTo: b@ferry.example\nSubject: Ferry\nMIME-Version: 1.0\n\nUGxlYXNl",
        "e-mail",
    ),
    Case("tagged.txt", f"<p>{ROW}</p>".encode(), gives=1, n_lines=0),
    Case("like-mail.txt", f"Date: a fruit.\nSubject: fruit.\n\n{ROW}".encode(), gives=1, n_lines=0),
    Case("litter.zip", zipped(("__MACOSX/._a.txt", b"x"), (".DS_Store", b"x")), "no article"),
]
CASES = [*TEXTS, *PICTURES, *PAGES, *RECORDS, *DOCUMENTS, *FEEDS, *EXPORTS, *ARCHIVES, *POLYGLOTS, *NOT_ARTICLES, *DISK]
NOT_A_NAME = b"caf\xe9.txt"


class Read(NamedTuple):
    """What came of the folder, and what lay around it before and after."""

    articles: pd.DataFrame
    rejected: pd.DataFrame
    alone: pd.DataFrame
    before: list[str]
    after: list[str]
    said: str


def everything(folder: Path) -> list[str]:
    return sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))


def fill(folder: Path) -> None:
    """Put every case into a folder."""
    for case in CASES:
        path = folder / case.name
        path.write_bytes(case.make) if isinstance(case.make, bytes) else case.make(path)


@pytest.fixture(scope="module")
def read(tmp_path_factory) -> Read:
    outer = tmp_path_factory.mktemp("bad")
    folder = outer / "corpus"
    folder.mkdir()
    folder.joinpath("good.txt").write_text(GOOD)
    alone = read_corpus(folder).articles
    fill(folder)
    Path(os.fsdecode(os.fsencode(folder) + b"/" + NOT_A_NAME)).write_bytes(WORDS)
    before = everything(outer)
    corpus = read_corpus(folder)
    return Read(corpus.articles, corpus.rejected, alone, before, everything(outer), check_corpus(folder).text)


def test_there_are_enough_and_each_has_its_own_name():
    assert len(CASES) >= 150
    assert len({case.name for case in CASES}) == len(CASES)


def of_file(rows: pd.DataFrame, name: str) -> pd.DataFrame:
    return rows[(rows["path"] == name) | rows["path"].str.startswith(f"{name}/")]


@pytest.mark.parametrize("case", CASES, ids=lambda case: re.sub(r"[^\w.]", "_", case.name)[:40])
def test_a_bad_file_costs_one_clear_line(read, case):
    lines = of_file(read.rejected, case.name)
    assert len(of_file(read.articles, case.name)) == case.gives, lines.to_dict("records")
    assert len(lines) == case.n_lines, lines.to_dict("records")
    for line in lines.itertuples():
        assert re.search(case.says, line.reason), line.reason
        assert line.reason.endswith((".", "…", "…)"))
        assert len(line.reason) < 400
        assert line.reason.isprintable()
        assert "Traceback" not in line.reason
        assert "object at 0x" not in line.reason


def test_the_good_article_is_as_it_would_be_alone(read):
    assert [row.tolist() for row in of_file(read.articles, "good.txt").to_numpy()] == [read.alone.iloc[0].tolist()]


def test_nothing_is_written_or_removed(read):
    assert read.before == read.after


def test_a_name_that_is_no_text_is_told(read):
    (reason,) = read.rejected[read.rejected["path"] == "caf�.txt"]["reason"]
    assert "not UTF-8" in reason


def test_names_of_articles_lead_nowhere_and_are_each_their_own(read):
    ids = read.articles["article_id"]
    assert ids.is_unique
    assert [name for name in ids if not name.isprintable() or set(name) & set("/\\:")] == []


def test_what_check_says_can_be_printed(read):
    signs = {sign for sign in read.said if unicodedata.category(sign) in ("Cc", "Cf", "Cs", "Zl", "Zp")}
    assert signs <= {"\n", "\u200b", "\u200d", "\ufeff"}
    assert max(map(len, read.said.split("\n"))) < 600


def test_a_file_that_changes_while_it_is_read_is_not_used(tmp_path, monkeypatch):
    tmp_path.joinpath("good.txt").write_text(GOOD)
    tmp_path.joinpath("growing.txt").write_text(GOOD)

    def grown(file: File, settings: Settings):
        if file.name == "growing.txt":
            with tmp_path.joinpath(file.name).open("a") as growing:
                growing.write("And more.")
        return read_file(file, settings)

    monkeypatch.setattr(records, "read_file", grown)
    corpus = read_corpus(tmp_path)
    assert corpus.articles["path"].tolist() == ["good.txt"]
    assert "changed while it was read" in corpus.rejected["reason"][0]


def test_a_reader_that_fails_costs_its_file_alone(tmp_path, monkeypatch):
    tmp_path.joinpath("bad.txt").write_text("x")
    tmp_path.joinpath("good.txt").write_text(GOOD)

    def failing(file: File, settings: Settings):
        return read_file(file, settings) if file.name == "good.txt" else ("odd", iter([{}["no such key"]]))

    monkeypatch.setattr(records, "read_file", failing)
    corpus = read_corpus(tmp_path)
    assert corpus.articles["path"].tolist() == ["good.txt"]
    assert corpus.rejected["path"].tolist() == ["bad.txt"]
    assert "KeyError" in corpus.rejected["reason"][0]


@pytest.mark.scale
def test_the_measures_read_whatever_was_taken_in(tmp_path, capsys):
    folder = tmp_path / "corpus"
    folder.mkdir()
    folder.joinpath("good.txt").write_text(GOOD)
    fill(folder)
    before = everything(folder)
    assert main(["tables", str(folder), "--processed", str(tmp_path / "processed")]) == SOME_REJECTED
    assert "articles" in capsys.readouterr().out
    assert everything(folder) == before


def inflating(n: int, unit: bytes = b"ferry ") -> bytes:
    return unit * (n // len(unit))


def pdf_bomb() -> bytes:
    stream = zlib.compress(b"BT (ferry) Tj ET " * 30_000_000, 9).decode("latin-1")
    return pdf_of(
        "<</Type /Catalog /Pages 2 0 R>>", "<</Type /Pages /Kids [3 0 R] /Count 1>>",
        "<</Type /Page /Parent 2 0 R /Contents 4 0 R>>",
        f"<</Length {len(stream)} /Filter /FlateDecode>>\nstream\n{stream}\nendstream",
    )  # fmt: skip


# Large, or large when unpacked, or such that a careless program takes the square of their length.
HEAVY: dict[str, Make] = {
    "one-line.txt": lambda path: path.write_bytes(inflating(50_000_000)),
    "one-line.csv": lambda path: path.write_bytes(CSV.encode() + inflating(50_000_000)),
    "one-cell.csv": lambda path: path.write_bytes(CSV.encode() + b'a,b,"' + inflating(50_000_000) + b'"\n'),
    "quotes.csv": lambda path: path.write_bytes(CSV.encode() + b'",' * 10_000_000),
    "open-quotes.csv": lambda path: path.write_bytes(CSV.encode() + b'a,b,"c\n' * 500_000),
    "one-line.json": lambda path: path.write_bytes(b'[{"text": "' + inflating(50_000_000) + b'"}]'),
    "one-line.html": lambda path: path.write_bytes(b"<html><body><p>" + inflating(50_000_000)),
    "one-line.rtf": lambda path: path.write_bytes(b"{\\rtf1 " + inflating(50_000_000) + b"}"),
    "one-line.rss": lambda path: path.write_bytes(RSS.format(inflating(45_000_000).decode()).encode()),
    "braces.rtf": lambda path: path.write_bytes(b"{\\rtf1 " + b"{\\b" * 10_000_000),
    "tags.html": lambda path: path.write_bytes(b"<html><body>" + b"<p" * 2_000_000),
    "comments.html": lambda path: path.write_bytes(b"<html><body>" + b"<!--" * 1_000_000),
    "separators.txt": lambda path: path.write_bytes(b"1 of 3 DOCUMENTS\n\n" * 500_000),
    "labels.txt": lambda path: path.write_bytes(b"1 of 3 DOCUMENTS\n\n" + b"LENGTH: 3 words\n" * 1_000_000),
    "items.rss": lambda path: path.write_bytes(b"<rss version='2.0'>" + b"<item>" * 1_000_000),
    "brackets.json": lambda path: path.write_bytes(b'[{"a":' * 5_000_000),
    "sparse.txt": sparse(2**40),
    "sparse.csv": sparse(2**40),
    "bomb.gz": lambda path: path.write_bytes(gzip.compress(bytes(3_000_000_000), 9)),
    "bomb.zip": lambda path: path.write_bytes(zipped(*((f"{at}.txt", bytes(150_000_000)) for at in range(20)))),
    "members.zip": lambda path: path.write_bytes(zipped(*((f"{at}.txt", b"") for at in range(101_000)))),
    "bomb.docx": lambda path: path.write_bytes(docx(paragraph("ferry " * 50_000_000))),
    "bomb.xlsx": lambda path: path.write_bytes(with_member(XLSX, "xl/sharedStrings.xml", bytes(2_000_000_000))),
    "bomb.pdf": lambda path: path.write_bytes(pdf_bomb()),
    "bomb.warc.gz": lambda path: path.write_bytes(gzip.compress(warc(bytes(900_000_000)))),
    "bomb.parquet": lambda path: path.write_bytes(parquet({"text": ["ferry " * 3_000_000] * 200})),
}
BOUNDED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_AS, (4_000_000_000, 4_000_000_000))
from analysis.cli import main
sys.exit(main(["check", sys.argv[1]]))
"""


@pytest.mark.scale
@pytest.mark.parametrize("name", HEAVY)
def test_large_files_and_bombs_are_told_within_bounds(tmp_path, name):
    folder = tmp_path / "corpus"
    folder.mkdir()
    folder.joinpath("good.txt").write_text(GOOD)
    HEAVY[name](folder / name)
    done = subprocess.run(
        [sys.executable, "-c", BOUNDED, str(folder)], capture_output=True, text=True, timeout=600, check=False
    )
    assert "Traceback" not in done.stderr
    assert "good.txt: good" in done.stdout
    told = [line for line in done.stdout.split("\n") if line.startswith(f"  {name}")]
    assert told, done.stdout[-2000:]
    assert max(map(len, told)) < 600
