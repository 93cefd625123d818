"""Executed notebooks and tables as a report: one page per notebook, the evidence page, the CSV files.

Pages are made by nbconvert with the project's own template. The same input gives the same bytes: no clock, path or
object address gets in.
"""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from importlib.resources import files
from pathlib import Path
from typing import Any

import nbformat
import pandas as pd
from jinja2 import Environment, StrictUndefined
from markupsafe import Markup
from nbconvert.exporters import TemplateExporter

from analysis import schema, storage
from analysis.parameters import Parameters
from analysis.report import evidence
from analysis.report.links import EVIDENCE_PAGE, EvidencePage, anchor, evidence_pages, page_of, plain
from analysis.report.notebooks import write
from analysis.report.pages import Page, lost_links, read_page
from analysis.report.svg import dark_colours
from analysis.report.tables import Packed, plain_value
from analysis.report.withholding import Excerpts, excerpts_of
from analysis.wording import not_a_formula


class PageExporter(TemplateExporter):
    """nbconvert with the project's template, and with nothing of any user's or system's own."""

    def __init__(self) -> None:
        folders = [str(files("analysis.report") / "templates")]
        super().__init__(template_name="report", extra_template_basedirs=folders, file_extension=".html")

    def _create_environment(self) -> Environment:
        environment = super()._create_environment()
        # Whatever a template prints is escaped unless it was made safe by name.
        environment.autoescape = True
        environment.undefined = StrictUndefined
        environment.trim_blocks = environment.lstrip_blocks = True
        environment.filters.update(anchor=anchor, clipped=_clipped)
        return environment

    def _preprocess(self, nb: nbformat.NotebookNode, resources: dict[str, Any]) -> tuple:
        # No preprocessor is used. For those nbconvert would copy the notebook and all that is known of every page, and
        # check the notebook again, which takes as long as the page.
        return nb, resources


# A link to a place on the evidence page, from another page or from within.
_LINK = re.compile(r'href="(articles\.html)?#(e-[^"]+)"')


def _clipped(text: str, length: int = 70) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def export(
    executed_notebooks: Sequence[Path],
    tables: Mapping[str, pd.DataFrame],
    *,
    corpus: str,
    parameters: Mapping[str, Any],
    record: Mapping[str, Any],
    destination: Path,
    title: str | None = None,
) -> list[tuple[str, str]]:
    """Write the report of one corpus into `destination`, which exists.

    One page for each notebook (the summary becomes `index.html`), `articles.html` with every passage that the pages
    lead to, `data/*.csv` with `datapackage.json`, and `.nojekyll`, which lets GitHub Pages serve the folder as it is.

    Parameters
    ----------
    executed_notebooks
        The notebooks' files with their outputs, in the order of the chapters. Where the parameter `passage_words` asks
        for it, those inside `destination` are written back shortened.
    tables
        The tables by their names in `schema`.
    record
        What made the report, as `provenance.run_record` gives it; a time in it would make two runs differ.
    title
        What the story is called at the head of every page; by default the corpus's name.

    Returns
    -------
    list
        Links that lead to no chart or table: the notebook, and where its sentence would lead.
    """
    words = parameters.get("passage_words", 0)
    excerpts = excerpts_of(tables, words=words) if words and "articles" in tables else None
    notebooks = {path.stem: _read(path, excerpts, destination=destination) for path in executed_notebooks}
    pages = [read_page(notebook, stem=stem) for stem, notebook in notebooks.items()]
    pages.sort(key=lambda page: page.target != "index.html")
    shared = {
        "corpus": plain(corpus),
        "story": plain(title or corpus),
        "chapters": pages,
        "title": pages[0].title if pages else plain(corpus),
        "evidence_page": EVIDENCE_PAGE,
        "parameters": _described(parameters),
        "passage_words": words,
        "record": _shown_record(record),
        "style": Markup(_style()),
    }
    exporter, used = PageExporter(), _used(pages)
    texts = _chapters(exporter, pages, notebooks, front=_front_matter(tables), shared=shared)
    texts |= _evidence_pages(exporter, tables, used=used, shared=shared, texts=texts)
    for target, text in texts.items():
        _write(destination / target, excerpts.html(text) if excerpts else text)
    if excerpts:
        passages = evidence.passages(tables, used=used, passage_words=words)
        tables = _shortened(tables, excerpts, passages=passages)
    _write_data(pages, tables, title=shared["title"], folder=destination / "data")
    _write(destination / ".nojekyll", "")
    return lost_links(pages)


def _read(path: Path, excerpts: Excerpts | None, *, destination: Path) -> nbformat.NotebookNode:
    notebook = nbformat.read(path, as_version=4)
    if excerpts:
        notebook = excerpts.notebook(notebook)
        if path.is_relative_to(destination):
            write(notebook, path)
    return notebook


def _chapters(
    exporter: PageExporter,
    pages: Sequence[Page],
    notebooks: Mapping[str, nbformat.NotebookNode],
    *,
    front: Mapping[str, Any],
    shared: Mapping[str, Any],
) -> dict[str, str]:
    """The page of each notebook, with the ways to its neighbours."""
    texts = {}
    for before, page, after in zip([None, *pages], pages, [*pages[1:], None], strict=False):
        own = {"page": page, "previous": before, "next": after, "front": front if page.target == "index.html" else None}
        texts[page.target], _ = exporter.from_notebook_node(
            notebooks[page.stem], resources={"report": {**shared, **own}}
        )
    return texts


def _write(path: Path, text: str) -> None:
    storage.write_bytes(path, text.encode("utf-8"))


def _style() -> str:
    sheet = (files("analysis.report") / "templates" / "report" / "style.css").read_text("utf-8")
    return sheet.replace("/* dark chart colours */", dark_colours())


def _described(parameters: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """Name, value and meaning of each parameter."""
    meanings = {item.name: item.metadata["description"] for item in fields(Parameters)}
    return [(name, plain(value), meanings.get(name, "")) for name, value in parameters.items()]


def _shown_record(record: Mapping[str, Any]) -> dict[str, Any]:
    """What of the run's record a page may show: nothing that differs between two runs of the same."""
    return {
        "inputs": sorted((plain(name), sha256) for name, sha256 in record.get("inputs", {}).items()),
        "libraries": sorted(record.get("libraries", {}).items()),
        "version": record.get("media_analysis", ""),
        "code": record.get("code_sha256", ""),
    }


def _front_matter(tables: Mapping[str, pd.DataFrame]) -> dict[str, Any]:
    """What the first page must say before anything else: what was refused and what is wrong with what was taken in."""
    rejected = tables.get("rejected", pd.DataFrame(columns=["path", "row", "reason"]))
    notes = tables.get("notes", pd.DataFrame(columns=["note"]))
    rows = [
        (plain(path) + ("" if pd.isna(row) else f", row {row:.0f}"), plain(reason))
        for path, row, reason in rejected[["path", "row", "reason"]].itertuples(index=False)
    ]
    return {
        "rejected": rows,
        "notes": [plain(note) for note in notes["note"]],
        "health": _health(tables),
        "n_articles": len(tables.get("articles", ())),
    }


def _health(tables: Mapping[str, pd.DataFrame]) -> list[tuple[str, int]]:
    articles = tables.get("articles")
    flags = [] if articles is None else [flag for health in articles["health"] for flag in health]
    words = evidence.health_in_words(sorted(flag.partition(":")[0] for flag in flags))
    return sorted({word: words.count(word) for word in words}.items(), key=lambda pair: (-pair[1], pair[0]))


def _used(pages: Iterable[Page]) -> dict[str, list[tuple[str, str]]]:
    """For each anchor of the evidence page, the places of the report that lead to it."""
    used: dict[str, list[tuple[str, str]]] = {}
    for page in pages:
        for identifier, places in page.cited.items():
            used.setdefault(identifier, []).extend(places)
    return used


def _evidence_pages(
    exporter: PageExporter,
    tables: Mapping[str, pd.DataFrame],
    *,
    used: Mapping[str, Sequence[tuple[str, str]]],
    shared: Mapping[str, Any],
    texts: dict[str, str],
) -> dict[str, str]:
    """The pages of articles; where they are several, a list of them, and all links in `texts` lead to the right one."""
    rows = tables["articles"][["article_id", "source", "published", "text"]] if "articles" in tables else pd.DataFrame()
    known = [
        (one, source, day[:7] if isinstance(day, str) else "", len(text))
        for one, source, day, text in rows.itertuples(index=False)
    ]
    pages = evidence_pages(known, used=used)
    made = {
        one.file: _evidence_page(exporter, _of_articles(tables, one.article_ids), used=used, shared=shared, own=one)
        for one in pages
    }
    if EVIDENCE_PAGE not in made:
        file_of = page_of(pages)
        for file in texts:
            texts[file] = _LINK.sub(lambda match: f'href="{file_of(match[2])}#{match[2]}"', texts[file])
        for file in made:
            # A passage that two articles share may stand on another page.
            made[file] = _LINK.sub(lambda match: f'href="{file_of(match[2])}#{match[2]}"', made[file])
        n_left = len(known) - sum(len(one.article_ids) for one in pages)
        own, listed = EvidencePage(EVIDENCE_PAGE, "", ()), (pages, n_left)
        made[EVIDENCE_PAGE] = _evidence_page(exporter, {}, used=used, shared=shared, own=own, listed=listed)
    return made


def _of_articles(tables: Mapping[str, pd.DataFrame], ids: Sequence[str]) -> dict[str, pd.DataFrame]:
    """The tables with what they hold on these articles."""
    kept = set(ids)
    shown = {
        name: rows[rows["article_id"].isin(kept)] if "article_id" in rows else rows for name, rows in tables.items()
    }
    if "reuse" in shown:
        rows = shown["reuse"]
        shown["reuse"] = rows[rows["article_a"].isin(kept) | rows["article_b"].isin(kept)]
    if "articles" in shown:
        names = tables["articles"].set_index("article_id")
        shown["articles"] = names.loc[list(ids)].reset_index()[tables["articles"].columns]
    return shown


def _evidence_page(
    exporter: PageExporter,
    tables: Mapping[str, pd.DataFrame],
    *,
    used: Mapping[str, Sequence[tuple[str, str]]],
    shared: Mapping[str, Any],
    own: EvidencePage,
    listed: tuple[Sequence[EvidencePage], int] = ((), 0),
) -> str:
    words = shared["passage_words"]
    articles = evidence.articles(tables, used=used, passage_words=words) if "articles" in tables else []
    template = exporter.environment.get_template("articles.html.j2")
    page = Page(EVIDENCE_PAGE, "articles", title="The articles as they were read")
    resources = {**shared, "page": page, "articles": articles, "kinds": evidence.KINDS, "previous": None, "next": None}
    resources |= {"layers": evidence.layers_of(articles), "label": own.label, "pages": listed[0], "n_left": listed[1]}
    return template.render(report=resources)


def _shortened(
    tables: Mapping[str, pd.DataFrame], excerpts: Excerpts, *, passages: Mapping[str, str]
) -> dict[str, pd.DataFrame]:
    """The tables as they may be downloaded: no article, and of each sentence what the evidence page shows of it."""
    shown = dict(tables)
    if "articles" in shown:
        shown["articles"] = shown["articles"].assign(text="")
    if "sentences" in shown:
        shown["sentences"] = shown["sentences"].assign(text=shown["sentences"]["sentence_id"].map(passages).fillna(""))
    return {name: excerpts.table(rows) for name, rows in shown.items()}


def _write_data(pages: Iterable[Page], tables: Mapping[str, pd.DataFrame], *, title: str, folder: Path) -> None:
    folder.mkdir(exist_ok=True)
    names = [name for name in schema.TABLES if name in tables]
    for name in names:
        write_table(folder / f"{name}.csv", tables[name])
    exhibits = {name: exhibit for page in pages for name, exhibit in page.exhibits.items()}
    for name, (_, packed) in exhibits.items():
        write_packed(folder / f"{name}.csv", packed)
    _write(folder / "datapackage.json", datapackage(names, exhibits, title=title))


_PARTS_CELLS = re.compile('[",\n\r\u2028\u2029\x85]')


def csv_cell(value: Any) -> str:
    """A plain value as one CSV cell.

    Text that a spreadsheet would run as a formula does not run; numbers stay numbers.

    >>> csv_cell("=1+1"), csv_cell(-0.5), csv_cell('say "no"'), csv_cell(None)
    ("'=1+1", '-0.5', '"say ""no\"""', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return repr(int(value)) if float(value).is_integer() else repr(value)
    text = not_a_formula("; ".join(value) if isinstance(value, list) else str(value))
    if _PARTS_CELLS.search(text) or text != text.strip():
        return '"' + text.replace('"', '""') + '"'
    return text


def csv_text(header: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """Plain values as CSV: line feeds, a header row, no cell that a spreadsheet would run."""
    lines = [",".join(csv_cell(name) for name in header)]
    lines += [",".join(csv_cell(value) for value in row) for row in rows]
    return "\n".join(lines) + "\n"


def table_text(rows: pd.DataFrame) -> str:
    """A table of the pipeline as CSV."""
    columns = [_cells(rows.iloc[:, place]) for place in range(rows.shape[1])]
    lines = [",".join(map(csv_cell, rows.columns)), *map(",".join, zip(*columns, strict=True))]
    return "\n".join(lines) + "\n"


def _cells(column: pd.Series) -> list[str]:
    """A column as CSV cells; a text that stands in many rows is written out once."""
    written: dict[str, str] = {}
    cells = []
    for value in column:
        cell = written.get(value) if isinstance(value, str) else csv_cell(plain_value(value))
        if cell is None:
            cell = written[value] = csv_cell(plain_value(value))
        cells.append(cell)
    return cells


def write_table(path: Path, rows: pd.DataFrame) -> None:
    """Write a table of the pipeline as a CSV file."""
    _write(path, table_text(rows))


def write_packed(path: Path, packed: Packed) -> None:
    """Write the table behind a chart as CSV."""
    _write(path, csv_text([column["name"] for column in packed["columns"]], packed["rows"]))


def datapackage(names: Iterable[str], exhibits: Mapping[str, tuple[str, Packed]], *, title: str) -> str:
    """The Data Package descriptor of every CSV: declared tables from the schema, exhibits as (title, packed table)."""
    described = schema.datapackage(names, title=title)
    described["resources"] += [_resource(name, label, packed) for name, (label, packed) in sorted(exhibits.items())]
    return json.dumps(described, ensure_ascii=False, indent=1) + "\n"


def _resource(name: str, label: str, packed: Packed) -> dict[str, Any]:
    fields = []
    for index, column in enumerate(packed["columns"]):
        field = {"name": column["name"], "type": _type([row[index] for row in packed["rows"]])}
        if column["heading"]:
            field["description"] = column["heading"]
        fields.append(field)
    return {
        "name": name,
        "path": f"{name}.csv",
        "profile": "tabular-data-resource",
        "title": label,
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }


def _type(values: Iterable[Any]) -> str:
    kinds = {type(value) for value in values if value is not None}
    if not kinds or kinds - {bool, int, float}:
        return "string"
    if kinds == {bool}:
        return "boolean"
    return "integer" if kinds == {int} else "number"
