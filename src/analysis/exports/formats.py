"""The formats of other programs: tables for spreadsheets, articles for AntConc, IRaMuTeQ, quanteda and coders' eyes.

Every table is a sheet of one XLSX workbook, with a sheet that says what each column means. Of articles, what is written
is what the measures read: the running text of each article, without navigation, captions, promotion and repeats,
paragraph by paragraph.
"""

import html
import io
import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import pandas as pd

from analysis import schema
from analysis.report.exporter import table_text
from analysis.report.tables import plain_value

if TYPE_CHECKING:
    from xlsxwriter.workbook import Workbook
    from xlsxwriter.worksheet import Worksheet

# What a sheet can hold, by the format.
MOST_ROWS, LONGEST_CELL, LONGEST_NAME = 1_048_576, 32_767, 31
CUT = " […]"
ABOUT = "about"
# Of the file, in place of a clock: the same tables give the same bytes.
_CREATED = datetime(2000, 1, 1)
_ABOUT_COLUMNS = ("table", "a row is", "rows", "column", "kind", "meaning")


def workbook(tables: Mapping[str, pd.DataFrame], *, most_rows: int = MOST_ROWS) -> bytes:
    """All tables as one workbook for spreadsheet programs.

    Parameters
    ----------
    tables
        The tables by their names in `schema`.
    most_rows
        Rows of a sheet, its header among them; a longer table goes on in further sheets ("sentences 2").

    Returns
    -------
    bytes
        An XLSX file, the same for the same tables. The first sheet, `about`, tells every column's meaning. No cell is a
        formula or a link: text is text. A cell longer than the format allows is cut, with `CUT` at its end.
    """
    import xlsxwriter

    sink = io.BytesIO()
    options = {"in_memory": True, "constant_memory": False, "nan_inf_to_errors": False}
    # Text from articles must not become a formula, a link or a number.
    options |= {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with xlsxwriter.Workbook(sink, options) as book:
        book.set_properties({"created": _CREATED, "title": "Tables of a media analysis"})
        _about_sheet(book, tables)
        for name, rows in tables.items():
            _sheets(book, name, rows, most_rows=most_rows)
    return sink.getvalue()


def _about_sheet(book: "Workbook", tables: Mapping[str, pd.DataFrame]) -> None:
    rows = [
        (name, declared.row, len(tables[name]), column.column, column.kind, column.meaning)
        for name in tables
        for declared in (schema.table(name),)
        for column in schema.meanings(name).itertuples(index=False)
    ]
    _fill(book, ABOUT, _ABOUT_COLUMNS, rows)


def _sheets(book: "Workbook", name: str, rows: pd.DataFrame, *, most_rows: int) -> None:
    step = most_rows - 1
    for part, start in enumerate(range(0, max(1, len(rows)), step), start=1):
        own = rows.iloc[start : start + step]
        called = name if part == 1 else f"{name[: LONGEST_NAME - 4]} {part}"
        _fill(book, called, tuple(rows.columns), own.itertuples(index=False, name=None))


def _fill(book: "Workbook", name: str, header: tuple[str, ...], rows: Any) -> None:
    sheet = book.add_worksheet(name[:LONGEST_NAME])
    sheet.freeze_panes(1, 0)
    sheet.write_row(0, 0, header, book.add_format({"bold": True}))
    for at, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            _cell(sheet, at, column, plain_value(value))


def _cell(sheet: "Worksheet", row: int, column: int, value: Any) -> None:
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_boolean(row, column, value)
    elif isinstance(value, int | float):
        sheet.write_number(row, column, value)
    else:
        text = "; ".join(value) if isinstance(value, list) else str(value)
        sheet.write_string(row, column, text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - len(CUT)] + CUT)


_FIXED = ("source", "title", "published", "url", "language", "genre")
_NOT_IN_NAMES = re.compile(r"[^\w.-]+")
_NOT_IN_TAGS = re.compile(r"[^A-Za-z0-9]+")
_LONGEST_NAME = 80


def bodies(articles: pd.DataFrame, blocks: pd.DataFrame) -> dict[str, str]:
    """The running text of each article, by article_id: its blocks that measures read, a blank line between them."""
    read = blocks[blocks["is_body"]].groupby("article_id", sort=False)
    spans = {article_id: list(zip(own["start_char"], own["end_char"], strict=True)) for article_id, own in read}
    texts = articles.set_index("article_id")["text"]
    return {
        article_id: "\n\n".join(text[start:end] for start, end in spans.get(article_id, ()))
        for article_id, text in texts.items()
    }


def variables(articles: pd.DataFrame, metadata: pd.DataFrame) -> pd.DataFrame:
    """A row for each article: its fields, then every further column that any article has, empty where one has none."""
    further = metadata[~metadata["name"].isin(("id", *_FIXED))]
    wide = further.pivot(index="article_id", columns="name", values="value").sort_index(axis=1)
    known = articles[["article_id", *_FIXED]].set_index("article_id")
    return known.join(wide[[name for name in wide.columns if name not in known.columns]]).reset_index()


def file_names(article_ids: pd.Series) -> dict[str, str]:
    """A plain and unique file name for each article, without suffix: letters, digits, `.`, `_` and `-`."""
    names: dict[str, str] = {}
    used: set[str] = set()
    for article_id in article_ids:
        name = _NOT_IN_NAMES.sub("-", article_id).strip("-.")[:_LONGEST_NAME] or "article"
        unique, number = name, 2
        while unique.lower() in used:
            unique, number = f"{name}-{number}", number + 1
        used.add(unique.lower())
        names[article_id] = unique
    return names


def for_concordancers(articles: pd.DataFrame, blocks: pd.DataFrame, metadata: pd.DataFrame) -> dict[str, str]:
    """For AntConc and LancsBox: a text file an article in `texts/`, and `metadata.csv` with a row for each file."""
    names, texts = file_names(articles["article_id"]), bodies(articles, blocks)
    listed = variables(articles, metadata)
    listed.insert(0, "filename", [f"{names[one]}.txt" for one in listed["article_id"]])
    return {f"texts/{names[one]}.txt": f"{text}\n" for one, text in texts.items()} | {
        "metadata.csv": table_text(listed)
    }


def for_iramuteq(articles: pd.DataFrame, blocks: pd.DataFrame, metadata: pd.DataFrame) -> dict[str, str]:
    """For IRaMuTeQ: one `corpus.txt`, each text under a line of starred variables (`**** *source_Herald *month_…`).

    Values become one word of letters and digits, as the program wants it; stars in the texts are taken out.
    """
    texts = bodies(articles, blocks)
    parts = []
    for row in variables(articles, metadata).drop(columns=["title", "url"]).to_dict("records"):
        tags = [f"*{_tag(name)}_{_tag(value)}" for name, value in row.items() if isinstance(value, str) and _tag(value)]
        parts.append(f"**** {' '.join(tags)}\n{texts[row['article_id']].replace('*', '')}\n")
    return {"corpus.txt": "\n".join(parts)}


def _tag(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii")
    return _NOT_IN_TAGS.sub("", plain)[:_LONGEST_NAME]


def for_quanteda(articles: pd.DataFrame, blocks: pd.DataFrame, metadata: pd.DataFrame) -> dict[str, str]:
    """For quanteda, tidytext and readtext: `corpus.csv` with `doc_id`, `text`, and a column for each variable."""
    rows, texts = variables(articles, metadata), bodies(articles, blocks)
    rows = rows.rename(columns={"article_id": "doc_id"})
    rows.insert(1, "text", [texts[one] for one in rows["doc_id"]])
    return {"corpus.csv": table_text(rows)}


_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<style>body{{font:1.1rem/1.6 Georgia,serif;max-width:40rem;margin:2rem auto;padding:0 1rem}}
p{{margin:0 0 1em}}p>span{{color:#666;font-size:.8em;margin-right:.5em}}dl{{color:#444}}dt{{float:left;clear:left;
margin-right:.5em}}</style></head>
<body><h1>{title}</h1><dl>{about}</dl>
{paragraphs}
</body></html>
"""


def for_coders(articles: pd.DataFrame, blocks: pd.DataFrame, metadata: pd.DataFrame) -> dict[str, str]:
    """For coders to read: an HTML page an article with numbered paragraphs, and `index.html` that lists them."""
    names, texts = file_names(articles["article_id"]), bodies(articles, blocks)
    pages, items = {}, []
    for row in variables(articles, metadata).to_dict("records"):
        known = {name: str(value) for name, value in row.items() if isinstance(value, str)}
        title = known.get("title", row["article_id"])
        about = "".join(f"<dt>{_h(name)}:</dt><dd>{_h(value)}</dd>" for name, value in known.items() if name != "title")
        parts = enumerate(texts[row["article_id"]].split("\n\n"), start=1)
        pages[f"{names[row['article_id']]}.html"] = _PAGE.format(
            language=_h(known.get("language", "en")),
            title=_h(title),
            about=about,
            paragraphs="\n".join(f"<p><span>{number}</span>{_h(part)}</p>" for number, part in parts if part),
        )
        items.append(f'<p><a href="{names[row["article_id"]]}.html">{_h(title)}</a>, {_h(known["source"])}</p>')
    index = _PAGE.format(language="en", title="Articles", about="", paragraphs="\n".join(items))
    return {"index.html": index, **pages}


def _h(text: str) -> str:
    return html.escape(text, quote=True)


Files = dict[str, str]
FORMATS: Mapping[str, Callable[[pd.DataFrame, pd.DataFrame, pd.DataFrame], Files]] = MappingProxyType(
    {
        "antconc": for_concordancers,
        "iramuteq": for_iramuteq,
        "quanteda": for_quanteda,
        "html": for_coders,
    }
)
