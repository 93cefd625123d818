"""Files of any size in forms that break rules of reading: of each kind, much of one thing, or things without an end."""

import io
import json
import random
import tarfile
import zipfile
from datetime import date

import exports
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from test_pdf import body, draw, pdf

WORDS = "The weir at Tarn Mill was closed on Friday, the keeper said. "


def filled(size, piece, between=""):
    """Pieces, each made from its number, to about so many characters."""
    made, n = [], 0
    while n < size:
        made.append(piece(len(made)))
        n += len(made[-1]) + len(between)
    return between.join(made)


def told(size, language="en"):
    """Stories of databases to about so many characters."""
    chance, made, n = random.Random(5), [], 0
    while n < size:
        made += exports.stories(chance, 1, language)
        n += len(made[-1].text) + 300
    return made


def one_story(paragraphs):
    return [exports.Story("Weir closed", "The Tarn Post", date(2021, 3, 4), "Ida Roe", paragraphs, "en")]


def sheet(rows):
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        at = book.add_worksheet("Articles")
        for number, row in enumerate(rows):
            at.write_row(number, 0, row)
    return made.getvalue()


def parquet(columns):
    made = io.BytesIO()
    pq.write_table(pa.table(columns), made)
    return made.getvalue()


def zipped(members):
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as packed:
        for name, content in members:
            packed.writestr(name, content)
    return made.getvalue()


def tarred(members):
    made = io.BytesIO()
    with tarfile.open(fileobj=made, mode="w") as packed:
        for name, content in members:
            about = tarfile.TarInfo(name)
            about.size = len(content)
            packed.addfile(about, io.BytesIO(content.encode()))
    return made.getvalue()


def warc_record(number, page):
    block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{page}".encode()
    head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://tarn.example/{number}\r\n"
    head += f"WARC-Date: 2025-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n"
    head += f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    return head + block.decode() + "\r\n\r\n"


def page(inside, head=""):
    head = f"<head><title>Weir</title>{head}</head>"
    return f"<!doctype html><html lang=en>{head}<body><article>{inside}</article></body></html>"


def csv_of(size, row, header="text,title,source"):
    return f"{header}\n{filled(size, row, chr(10))}\n"


def feed(inside):
    return f'<rss version="2.0"><channel><title>Tarn</title>{inside}</channel></rss>'


def item(inside):
    return (
        f"<item><title>Weir closed</title><link>https://tarn.example/1</link><description>{inside}</description></item>"
    )


def rtf(inside):
    return "{\\rtf1\\ansi\\ansicpg1252\\deff0{\\fonttbl{\\f0 Arial;}}\n\\pard\\plain " + inside + "\\par}"


SHAPES = {
    "plain: one line": ("a.txt", lambda n: filled(n, lambda i: WORDS)),
    "plain: short lines": ("a.txt", lambda n: filled(n, lambda i: "ab", "\n")),
    "plain: colons": ("a.txt", lambda n: filled(n, lambda i: f"Title{i}: x", "\n")),
    "plain: other alphabets": ("a.txt", lambda n: filled(n, lambda i: "Вода é ü ", "").encode("cp1251", "replace")),
    "csv: rows": ("a.csv", lambda n: csv_of(n, lambda i: f'"{WORDS}",Weir {i},Post')),
    "csv: columns": ("a.csv", lambda n: f"text,{filled(n // 2, lambda i: f'c{i}', ',')}\nThe weir,{',' * (n // 6)}\n"),
    "csv: quotation marks": ("a.csv", lambda n: "text,title\n" + '"' * n),
    "csv: separators": ("a.csv", lambda n: "text,title\n" + "," * n + "\n"),
    "csv: three separators": ("a.csv", lambda n: csv_of(n, lambda i: f"a;b,c\t{i}|d;e,f")),
    "csv: one field of lines": ("a.csv", lambda n: 'text,title\n"' + "a line\n" * (n // 7) + '",x\n'),
    "csv: an open field": ("a.csv", lambda n: csv_of(n, lambda i: f'"open {i}')),
    "csv: equal ids": ("a.csv", lambda n: csv_of(n, lambda i: f"one,{WORDS}", "id,text")),
    "tsv: days": (
        "a.tsv",
        lambda n: csv_of(n, lambda i: f"{WORDS}\t{i % 28 + 1}/{i % 12 + 1}/2021", "text\tpublished"),
    ),
    "json: rows": ("a.json", lambda n: json.dumps([{"text": WORDS, "title": f"t{i}"} for i in range(n // 90)])),
    "json: keys": ("a.json", lambda n: json.dumps([{"text": WORDS} | {f"k{i}": i for i in range(n // 12)}])),
    "json: deep": ("a.json", lambda n: '{"a":' * (n // 6) + "1" + "}" * (n // 6)),
    "json: lists": ("a.json", lambda n: "[" * (n // 2) + "]" * (n // 2)),
    "json: one string": ("a.json", lambda n: json.dumps([{"text": filled(n, lambda i: WORDS)}])),
    "json: lines": ("a.jsonl", lambda n: filled(n, lambda i: json.dumps({"text": WORDS, "id": i}), "\n")),
    "json: broken lines": ("a.jsonl", lambda n: '{"text": "a"}\n' + filled(n, lambda i: '{"text": "a', "\n")),
    "workbook: rows": ("a.xlsx", lambda n: sheet([["text", "title"], *([WORDS, f"t{i}"] for i in range(n // 70))])),
    "workbook: columns": ("a.xlsx", lambda n: sheet([["text", *(f"c{i}" for i in range(n // 30))], [WORDS] * 9])),
    "parquet: rows": ("a.parquet", lambda n: parquet({"text": [f"{WORDS}{i}" for i in range(n // 60)]})),
    "parquet: columns": ("a.parquet", lambda n: parquet({"text": [WORDS]} | {f"c{i}": [i] for i in range(n // 60)})),
    "page: paragraphs": ("a.html", lambda n: page(filled(n, lambda i: f"<p>{WORDS}{i}</p>"))),
    "page: nested": ("a.html", lambda n: page("<div>" * (n // 11) + WORDS + "</div>" * (n // 11))),
    "page: open tags": ("a.html", lambda n: page(filled(n, lambda i: f"<p><b>a{i} <i>"))),
    "page: headings": ("a.html", lambda n: page(filled(n, lambda i: f"<h2>Weir {i}</h2>"))),
    "page: links": ("a.html", lambda n: page(filled(n, lambda i: f"<p><a href='/{i}'>Weir {i}</a></p>"))),
    "page: metadata": ("a.html", lambda n: page(WORDS, filled(n, lambda i: f"<meta name=author content='Roe {i}'>"))),
    "page: rows": ("a.html", lambda n: page(f"<table>{filled(n, lambda i: f'<tr><td>{i}<td>x')}</table>")),
    "page: comments": ("a.html", lambda n: page("<!--" * (n // 4))),
    "page: said by JSON": (
        "a.html",
        lambda n: page(
            f"<p>{WORDS * 9}</p>",
            f'<script type="application/ld+json">{json.dumps([{"@type": "Thing"}] * (n // 20))}</script>',
        ),
    ),
    "feed: items": ("a.xml", lambda n: feed(filled(n, lambda i: item(f"{WORDS}{i}")))),
    "feed: one item": ("a.xml", lambda n: feed(item(filled(n, lambda i: f"&lt;p&gt;{WORDS}&lt;/p&gt;")))),
    "feed: fields": ("a.xml", lambda n: feed(f"<item>{filled(n, lambda i: f'<category>c{i}</category>')}</item>")),
    "word: paragraphs": ("a.docx", lambda n: exports.as_docx([WORDS] * (n // 60))),
    "word: short ones": ("a.docx", lambda n: exports.as_docx(["ab"] * (n // 40))),
    "rich text: paragraphs": ("a.rtf", lambda n: exports.as_rtf([WORDS] * (n // 60))),
    "rich text: groups": ("a.rtf", lambda n: rtf("{a" * (n // 3) + "}" * (n // 3))),
    "rich text: commands": ("a.rtf", lambda n: rtf("\\b\\i0 x" * (n // 7))),
    "rich text: signs": ("a.rtf", lambda n: rtf("\\u1074?\\'e9" * (n // 12))),
    "pdf: pages": ("a.pdf", lambda n: pdf(*([body([WORDS] * 9)] * max(1, n // 600)))),
    "pdf: pieces": ("a.pdf", lambda n: pdf(b"".join(draw(50 + i % 500, 780 - i // 9, "ab") for i in range(n // 40)))),
    "pdf: numbers": ("a.pdf", lambda n: pdf(body([f"{i} {i * 7} {i * 13}" for i in range(n // 40)], lead=1))),
    "archive: members": ("a.zip", lambda n: zipped([(f"{i}.txt", WORDS) for i in range(n // 60)])),
    "archive: folders": ("a.zip", lambda n: zipped([(f"{'a/' * 50}{i}.txt", WORDS) for i in range(n // 200)])),
    "archive: tar": ("a.tar", lambda n: tarred([(f"{i}.txt", WORDS) for i in range(n // 60)])),
    "warc: records": ("a.warc", lambda n: filled(n, lambda i: warc_record(i, page(f"<p>{WORDS * 3}</p>")))),
    "warc: one page": ("a.warc", lambda n: warc_record(1, page(filled(n, lambda i: f"<p>{WORDS}</p>")))),
    "warc: no end": ("a.warc", lambda n: warc_record(1, page(WORDS)) + "WARC/1.0\r\n" * (n // 10)),
    "nexis: text": ("a.txt", lambda n: exports.nexis_numbered(random.Random(1), told(n))),
    "nexis: word": ("a.docx", lambda n: exports.as_docx(exports.nexis_ended(random.Random(1), told(n)))),
    "nexis: labels": (
        "a.txt",
        lambda n: exports.nexis_numbered(random.Random(1), one_story(["SECTION: a"] * (n // 12))),
    ),
    "nexis: numbers of documents": (
        "a.txt",
        lambda n: exports.nexis_numbered(random.Random(1), told(900)) + "\n 2 of 3 DOCUMENTS\n" * (n // 19),
    ),
    "factiva: lines": ("a.txt", lambda n: "\n".join(exports.factiva_lines(random.Random(1), told(n)))),
    "factiva: codes": ("a.txt", lambda n: exports.factiva_coded(random.Random(1), told(n))),
    "factiva: page": ("a.html", lambda n: exports.factiva_page(random.Random(1), told(n), has_codes=False)),
    "factiva: counts of words": (
        "a.txt",
        lambda n: "\n".join(exports.factiva_lines(random.Random(1), one_story(["190 words", WORDS * 3] * (n // 195)))),
    ),
    "proquest: text": ("a.txt", lambda n: exports.proquest(random.Random(1), told(n))),
    "proquest: labels": ("a.txt", lambda n: exports.proquest(random.Random(1), one_story(["Title: a"] * (n // 10)))),
    "europresse: page": ("a.html", lambda n: exports.europresse(random.Random(1), told(n), is_new=True)),
    "europresse: old page": ("a.html", lambda n: exports.europresse(random.Random(1), told(n), is_new=False)),
}


def content(shape, size):
    """The file's name and bytes."""
    name, make = SHAPES[shape]
    made = make(size)
    return name, made.encode("utf-8") if isinstance(made, str) else made
