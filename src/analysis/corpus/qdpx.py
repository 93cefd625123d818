"""Coding sheets as REFI-QDA projects (.qdpx), the exchange format of NVivo, MAXQDA, ATLAS.ti, QualCoder and others.

A sheet becomes a project with one text a question, in which each sentence stands after its number in brackets, and a
code for each answer. Read back, the answer to an item is the code that lies on it, whatever program it was coded in.

The format: REFI-QDA Standard, version 1.0 (2019), https://www.qdasoftware.org.
"""

import io
import re
import zipfile
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

import pandas as pd

from analysis.errors import CorpusError

SUFFIX = ".qdpx"
ANSWERS = ("yes", "no", "-2", "-1", "0", "1", "2")
_SPACE = "urn:QDA-XML:project:1.0"
_PROJECT, _SOURCES = "project.qde", "sources/"
_LARGEST = 50_000_000
_ITEM = re.compile(r"^\ufeff?\[([\w-]{1,40})\] ", re.MULTILINE)
# The day of the standard stands for the day of making: the same sheet gives the same bytes.
_WHEN, _WHEN_ZIPPED = "2019-03-18T00:00:00Z", (2019, 3, 18, 0, 0, 0)


def write_qdpx(sheet: pd.DataFrame, *, coder: str) -> bytes:
    """A `coding_sheet` as a project for one coder; answers that it holds are codings in it."""
    from lxml import etree

    who = _id("user", coder)
    made = {"creatingUser": who, "creationDateTime": _WHEN}
    named = {"name": f"coding sheet of {coder}", "origin": "media-analysis"}
    project = etree.Element(_tag("Project"), named | made, nsmap={None: _SPACE})
    etree.SubElement(etree.SubElement(project, _tag("Users")), _tag("User"), guid=who, name=coder)
    codes = etree.SubElement(etree.SubElement(project, _tag("CodeBook")), _tag("Codes"))
    for answer in ANSWERS:
        etree.SubElement(codes, _tag("Code"), guid=_id("code", answer), name=answer, isCodable="true")
    sources, files = etree.SubElement(project, _tag("Sources")), {}
    for number, (question, items) in enumerate(sheet.groupby("question", sort=False), start=1):
        guid = _id("source", coder, question)
        text, spans = _text_of(question, items)
        path = f"internal://{guid}.txt"
        source = etree.SubElement(
            sources, _tag("TextSource"), guid=guid, name=f"{number:02d} {question}"[:200], plainTextPath=path, **made
        )
        for row in items.itertuples(index=False):
            if row.answer in ANSWERS:
                _add_coding(source, spans[row.item], row, made)
        files[f"{_SOURCES}{guid}.txt"] = text.encode("utf-8")
    files[_PROJECT] = etree.tostring(project, xml_declaration=True, encoding="utf-8", pretty_print=True)
    return _zipped(files)


def _text_of(question: str, items: pd.DataFrame) -> tuple[str, dict[str, tuple[int, int]]]:
    parts, spans, at = [f"{question}\n\n"], {}, len(question) + 2
    for row in items.itertuples(index=False):
        line = f"[{row.item}] {row.text}"
        spans[row.item] = (at, at + len(line))
        parts.append(f"{line}\n\n")
        at += len(line) + 2
    return "".join(parts), spans


def _add_coding(source: object, span: tuple[int, int], row: tuple, made: dict[str, str]) -> None:
    from lxml import etree

    where = {"startPosition": str(span[0]), "endPosition": str(span[1])}
    guid = _id("selection", row.item, row.answer)
    selection = etree.SubElement(source, _tag("PlainTextSelection"), guid=guid, name=row.item, **where, **made)
    coding = etree.SubElement(selection, _tag("Coding"), guid=_id("coding", row.item, row.answer), **made)
    etree.SubElement(coding, _tag("CodeRef"), targetGUID=_id("code", row.answer))


def _tag(name: str) -> str:
    return f"{{{_SPACE}}}{name}"


def _id(*parts: str) -> str:
    return str(uuid5(NAMESPACE_URL, "/".join(("media-analysis", *parts)))).upper()


def _zipped(files: dict[str, bytes]) -> bytes:
    sink = io.BytesIO()
    with zipfile.ZipFile(sink, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _WHEN_ZIPPED), files[name])
    return sink.getvalue()


def read_qdpx(content: bytes, *, name: str) -> pd.DataFrame:
    """A project as a sheet: `item`, `question`, `text`, `answer`, one row for each item that stands in its texts.

    Raises
    ------
    CorpusError
        It is no such project, or an item has two answers: names the file and the item.
    """
    texts, selections = _read(content, name)
    rows: dict[str, list[str]] = {}
    for guid, text in texts.items():
        places = [(match.start(), match.end(), match[1]) for match in _ITEM.finditer(text)]
        ends = [*(start for start, _, _ in places[1:]), len(text)]
        spans = [(start, end, item) for (start, _, item), end in zip(places, ends, strict=True)]
        question = text[: places[0][0]].strip() if places else ""
        for (_, after, item), end in zip(places, ends, strict=True):
            rows[item] = [item, question, text[after:end].strip(), ""]
        for first, last, answer in selections.get(guid, ()):
            item = _lies_on(spans, first, last)
            if item and rows[item][-1] not in ("", answer):
                raise CorpusError(f"{name}: item {item} is coded {rows[item][-1]!r} and {answer!r}. Leave one.")
            if item:
                rows[item][-1] = answer
    return pd.DataFrame(list(rows.values()), columns=["item", "question", "text", "answer"], dtype=str)


def _lies_on(spans: list[tuple[int, int, str]], first: int, last: int) -> str | None:
    """The item that most of a selection lies on."""
    shared = [(min(end, last) - max(start, first), item) for start, end, item in spans]
    most, item = max(shared, default=(0, ""))
    return item if most > 0 else None


def _read(content: bytes, name: str) -> tuple[dict[str, str], dict[str, list[tuple[int, int, str]]]]:
    from lxml import etree

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(one.file_size for one in archive.infolist()) > _LARGEST:
                raise CorpusError(f"{name} unpacks to more than {_LARGEST:,} bytes, which no coding sheet needs.")
            parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
            root = etree.fromstring(archive.read(_PROJECT), parser)
            answers = {one.get("guid"): (one.get("name") or "").strip() for one in _each(root, "Code")}
            texts, selections = {}, {}
            for source in _each(root, "TextSource"):
                path = (source.get("plainTextPath") or "").removeprefix("internal://")
                text = archive.read(f"{_SOURCES}{path}").decode("utf-8-sig").replace("\r\n", "\n")
                guid = source.get("guid") or path
                texts[guid] = text
                selections[guid] = list(_codings(source, answers))
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, etree.XMLSyntaxError, ValueError, OSError) as error:
        raise CorpusError(f"{name} is no REFI-QDA project that can be read ({type(error).__name__}).") from error
    return texts, selections


def _each(root: object, name: str) -> Iterator:
    return root.iter(_tag(name))


def _codings(source: object, answers: dict[str | None, str]) -> Iterator[tuple[int, int, str]]:
    for selection in _each(source, "PlainTextSelection"):
        first, last = int(selection.get("startPosition", "0")), int(selection.get("endPosition", "0"))
        for reference in _each(selection, "CodeRef"):
            answer = answers.get(reference.get("targetGUID"), "")
            if answer in ANSWERS:
                yield first, last, answer
