"""Shows a chart, a table or words in a notebook, and packs what the report's page makes of it.

Everything shown carries three things: a form for the notebook, a `text/plain` twin that holds the numbers (so that
nbval sees when they change), and a packed form under `MIME`, from which the exporter renders figure, caption, data
and download. Every string from an article is escaped here.
"""

import html
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Literal

import pandas as pd
from IPython import get_ipython
from IPython.display import display

from analysis.charts import Drawing, described, title_of
from analysis.errors import ParameterError
from analysis.report import tables
from analysis.report.links import (
    EVIDENCE_SCHEME,
    evidence_target,
    linked_numbers,
    plain,
    redirected,
    report_base,
    without_links,
)
from analysis.report.markup import InPlace, escape, paragraphs
from analysis.report.svg import clickable
from analysis.wording import in_digits

_LONGEST_TITLE = 240
MIME = "application/vnd.media-analysis+json"
Notice = Literal["limit", "refusal", "warning", "nothing"]
NOTICE_TITLES = {"limit": "What this cannot show", "refusal": "Not computed", "warning": "Read with care"}


@dataclass(frozen=True)
class Exhibit:
    """What a page shows and what is said of it, declared once: a chapter shows it, another page asks it anew.

    Attributes
    ----------
    shown
        A chart, a table or computed text.
    question
        What it answers: heads a chart, captions a table, makes a text an answer.
    finding
        Of a chart: what it shows, in one or two computed sentences.
    limit, reading
        What a reader could get wrong; how to read it.
    name
        Names its CSV and its place on the page: small letters, digits and hyphens, unique in the notebook. By default
        made from the question.
    n
        What a chart rests on, where it is more than the rows drawn: "n = 24 figures in 5 articles", or a bare count.
    rows
        The table behind a chart where it is not the one drawn; shown in a fold and offered as CSV.
    columns
        Column → heading in plain words, in the order shown; all columns by default.
    evidence
        Columns that hold ids of sentences, figures, quotations or articles (or lists of them), shown as links; or a
        mapping of shown column → id column, to put the link on the shown words.
    formats
        Python format specification by column, where numbers need another form: {"share": ".0%", "year": "d"}.
    note
        Words under a table.
    max_rows, download
        Show only the first so many rows of a table; `download` names the table that holds all of them.
    notice
        Sets a text apart: a limit that must not be missed, a result that is refused, a warning; or says that there is
        nothing to show, and why: a section of nothing but that becomes one line at the end of the page.
    chapter
        Of a text that answers a question: the notebook where the answer stands in full.
    """

    shown: Any
    question: str | None = None
    finding: str | None = None
    limit: str | None = None
    reading: str | None = None
    name: str | None = None
    n: int | str | None = None
    rows: pd.DataFrame | None = None
    columns: Mapping[str, str] | None = None
    evidence: tables.Evidence = None
    formats: Mapping[str, str] | None = None
    note: str | None = None
    max_rows: int | None = None
    download: str | None = None
    notice: Notice | None = None
    chapter: str | None = None


@dataclass
class _Notebook:
    """What is known of the notebook that runs: where its links lead, and which names its cells have given."""

    base: str = ""
    passage_of: Callable[[str], Any] = lambda _: None
    cell: tuple[str, str] = ("", "")
    named: dict[str, str] = field(default_factory=dict)

    def enter(self, cell: str, run: str) -> None:
        """A cell that runs again gives its names again."""
        if (cell, run) != self.cell:
            self.cell = (cell, run)
            self.named = {name: by for name, by in self.named.items() if by != cell}

    def free(self, wanted: str) -> str:
        """The wanted name, with a number behind it where another exhibit has it already."""
        number, name = 2, wanted
        while name in self.named:
            name, number = f"{wanted}-{number}", number + 1
        return name


_HERE = _Notebook()


def set_corpus(corpus: str, passage_of: Callable[[str], Any] = lambda _: None) -> None:
    """Say whose report the links of this notebook lead to: once, in its setup cell.

    `passage_of` gives the passage behind an id, or None: a link leads to it, below what it stands in.
    """
    _HERE.base, _HERE.named, _HERE.passage_of = report_base(corpus), {}, passage_of


def _in_place(words: str) -> InPlace:
    """What gathers the passages of one output, told from those of other notebooks by the cell that shows it."""
    code = _asked().get("content", {}).get("code", "")
    return InPlace(f"{code}\n{words}", told=_HERE.passage_of, base=_HERE.base)


def _title(target: str) -> str:
    """What a pointer shows over a link of a notebook: the passage itself, where it is known."""
    passage = _HERE.passage_of(target.removeprefix(EVIDENCE_SCHEME))
    words = " ".join(f"{passage.left}{passage.marked}{passage.right}".split()) if passage else ""
    return words if len(words) <= _LONGEST_TITLE else f"{words[:_LONGEST_TITLE].rstrip()}…"


def show(
    what: Any,
    question: str | None = None,
    *,
    finding: str | None = None,
    limit: str | None = None,
    reading: str | None = None,
    name: str | None = None,
    n: int | str | None = None,
    rows: pd.DataFrame | None = None,
    columns: Mapping[str, str] | None = None,
    evidence: tables.Evidence = None,
    formats: Mapping[str, str] | None = None,
    note: str | None = None,
    max_rows: int | None = None,
    download: str | None = None,
    notice: Notice | None = None,
    chapter: str | None = None,
) -> None:
    """Show a chart, a table or words in the notebook, and so on the page that the notebook becomes.

    Parameters
    ----------
    what
        A `Drawing` of `analysis.charts`, a matplotlib Axes or Figure, a table or column of pandas (grouped ones too:
        what it is grouped by becomes columns), computed text, an `Exhibit`, or several of these, one after the other.
        Text is paragraphs parted by an empty line, `- ` lists, `**strong**`, `*emphasis*` and links.
    question
        What it answers. This and everything else is optional; what is said here goes before what an exhibit declares.

    All other parameters are those of `Exhibit`.

    Raises
    ------
    ParameterError
        When it is nothing that can be shown, a column is unknown, the name is no name, or rows are cut without saying
        where all of them are.
    """
    said = Exhibit(
        what, question, finding, limit, reading, name, n, rows, columns, evidence, formats, note, max_rows, download,
        notice, chapter,
    )  # fmt: skip
    given = {item.name: getattr(said, item.name) for item in fields(said) if item.name != "shown"}
    given = {key: value for key, value in given.items() if value is not None}
    _HERE.enter(*_running_cell())
    for exhibit in _exhibits(what):
        _show(replace(exhibit, **given))


def facts(pairs: Iterable[tuple[int | float | str, str]]) -> None:
    """Show a few numbers large, each with what it counts: `facts([(5, "articles"), (4, "sources")])`."""
    rows = [[value if isinstance(value, str) else f"{value:,}", plain(label)] for value, label in pairs]
    shown = "".join(f"<li><strong>{escape(value)}</strong> {escape(label)}</li>" for value, label in rows)
    lines = "\n".join(f"{value} {label}" for value, label in rows)
    _display({"text/html": f"<ul>{shown}</ul>", "text/plain": lines, MIME: {"kind": "facts", "facts": rows}})


def _running_cell() -> tuple[str, str]:
    """What tells the running cell from others (JupyterLab's id of it, else its code), and this run of it."""
    asked = _asked()
    cell = asked.get("metadata", {}).get("cellId") or asked.get("content", {}).get("code", "")
    return cell, asked.get("header", {}).get("msg_id", "")


def _asked() -> Mapping[str, Any]:
    """The message by which the running cell was sent."""
    shell = get_ipython()
    return shell.get_parent() if hasattr(shell, "get_parent") else {}


def _exhibits(what: Any) -> Iterator[Exhibit]:
    """Each thing to show as an exhibit of a drawing, a table or text."""
    if isinstance(what, Exhibit):
        for exhibit in _exhibits(what.shown):
            yield replace(what, shown=exhibit.shown)
    elif isinstance(what, str | Drawing):
        yield Exhibit(what)
    elif isinstance(what, pd.DataFrame | pd.Series):
        yield Exhibit(tables.flat(what))
    elif isinstance(what, list | tuple | Iterator):
        for one in what:
            yield from _exhibits(one)
    else:
        yield Exhibit(_own_drawing(what))


def _own_drawing(what: Any) -> Drawing:
    try:
        # pandas gives an array of axes where it draws several, seaborn a grid that has a figure.
        one = what.flat[0] if hasattr(what, "flat") and len(what) else what
        return described(getattr(one, "figure", one))
    except (TypeError, AttributeError):
        raise ParameterError(
            f"There is no way to show {type(what).__name__}. What can be shown: a chart of analysis.charts, a "
            "matplotlib Axes or Figure, a pandas DataFrame or Series, text, an Exhibit, or a list of these."
        ) from None


def _show(exhibit: Exhibit) -> None:
    if isinstance(exhibit.shown, str):
        _check_filled(text=exhibit.shown)
        _show_words(exhibit)
    elif isinstance(exhibit.shown, Drawing):
        _show_chart(_named(exhibit, exhibit.question or _title_of(exhibit.shown)))
    else:
        _show_table(_named(exhibit, exhibit.question or _contents_of(exhibit.shown)))


def _title_of(drawing: Drawing) -> str:
    return title_of(drawing) or drawing.name.replace("_", " ").capitalize()


def _contents_of(rows: pd.DataFrame) -> str:
    """What a table without a caption is called: by its columns."""
    named = [str(name).replace("_", " ") for name in rows.columns] or ["nothing"]
    return f"Table of {', '.join(named[:4])}{' and more' if len(named) > 4 else ''}"


def _named(exhibit: Exhibit, question: str) -> Exhibit:
    _check_filled(question=question)
    slug = re.sub(r"[^a-z0-9]+", "-", plain(question).lower()).strip("-")[:48].strip("-")
    name = exhibit.name or _HERE.free(slug or "exhibit")
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ParameterError(f"{name!r} cannot name a chart or table: use small letters, digits and single hyphens.")
    _HERE.named[name] = _HERE.cell[0]
    return replace(exhibit, question=question, name=name)


def _show_chart(exhibit: Exhibit) -> None:
    drawing, name = exhibit.shown, exhibit.name
    _check_filled(description=drawing.alt)
    rows = tables.flat(drawing.rows if exhibit.rows is None else exhibit.rows, numbered=False)
    packed = tables.pack(rows, columns=exhibit.columns, evidence=exhibit.evidence, formats=exhibit.formats)
    n = drawing.n if exhibit.n is None else exhibit.n
    said = {
        "kind": "chart",
        "name": name,
        "question": plain(exhibit.question),
        # Who stands before the chart is led to the numbers behind it.
        "finding": linked_numbers(redirected(exhibit.finding or "", old=f"x-{name}", new=f"d-{name}"), f"#d-{name}"),
        "n": f"n = {n:,}" if isinstance(n, int) else in_digits(plain(n)),
        "alt": plain(drawing.alt),
        "reading": exhibit.reading,
        "limit": exhibit.limit,
        **packed,
    }
    _display({"text/html": _caption_html(said), "text/plain": _caption_text(said), MIME: {"kind": "caption"}})
    svg = plain(drawing.svg(seed=name))
    here = _in_place(f"{name} {drawing.alt}")
    picture = clickable(svg, alt=plain(drawing.alt), resolve=lambda at: here.resolve(_mark(at)), titles=_title)
    bundle = {
        "text/html": picture + here.box(),
        "image/svg+xml": _with_link_targets(svg, here),
        "text/plain": plain(drawing.alt),
        MIME: said,
    }
    _display(bundle)
    drawing.close()


def _mark(given: str) -> str:
    is_evidence = given.startswith(EVIDENCE_SCHEME)
    return evidence_target(given.removeprefix(EVIDENCE_SCHEME)) if is_evidence else given


def _with_link_targets(svg: str, here: InPlace) -> str:
    # A picture by itself has no box of passages: its links lead to the report. On the page the exporter resolves them.
    def resolved(match: re.Match) -> str:
        target = here.beside(_mark(html.unescape(match[1])))
        return f'<a xlink:href="{escape(target)}"' if target else "<a"

    return re.sub(r'<a xlink:href="([^"]*)"', resolved, svg)


def _caption_html(said: Mapping[str, Any]) -> str:
    here = _in_place(_caption_text(said))
    parts = [
        f"<p><strong>{escape(said['question'])}</strong></p>",
        paragraphs(said["finding"], resolve=here.resolve),
        f"<p><small>{escape(said['n'])}</small></p>" if said["n"] else "",
    ]
    for label, words in (("How to read it", said["reading"]), (NOTICE_TITLES["limit"], said["limit"])):
        if words:
            parts.append(f"<p><em>{label}.</em></p>{paragraphs(words, resolve=here.resolve)}")
    return "".join(parts) + here.box()


def _caption_text(said: Mapping[str, Any]) -> str:
    words = [said["question"], said["finding"], said["n"], said["reading"], said["limit"]]
    return "\n".join(without_links(part) for part in words if part)


def _show_table(exhibit: Exhibit) -> None:
    caption, note, download = exhibit.question, exhibit.note, exhibit.download
    packed = tables.pack(
        exhibit.shown,
        columns=exhibit.columns,
        evidence=exhibit.evidence,
        formats=exhibit.formats,
        max_rows=exhibit.max_rows,
    )
    if tables.is_cut(packed) and not download:
        raise ParameterError(
            f"Table {exhibit.name!r} would show {len(packed['rows'])} of {packed['n_rows']} rows: "
            "say with download= which table holds all of them, or raise max_rows."
        )
    full_note = " ".join(part for part in (note, tables.cut_note(packed, where=download or exhibit.name)) if part)
    said = {"kind": "table", "name": exhibit.name, "caption": plain(caption), "note": note, "download": download}
    text = tables.table_text(packed, caption=caption, note=without_links(full_note))
    here = _in_place(text)
    shown = tables.table_html(packed, caption=caption, resolve=here.resolve, titles=_title)
    shown += paragraphs(full_note, resolve=here.resolve) if full_note else ""
    _display({"text/html": shown + here.box(), "text/plain": text, MIME: said | packed})


def _show_words(exhibit: Exhibit) -> None:
    words = exhibit.shown
    here = _in_place(words)
    shown, text = paragraphs(words, resolve=here.resolve), without_links(words)
    shown += here.box()
    if exhibit.notice == "nothing":
        _display(
            {
                "text/html": shown,
                "text/plain": text,
                MIME: {"kind": "nothing", "question": exhibit.question, "text": words},
            }
        )
    elif exhibit.notice:
        title = NOTICE_TITLES[exhibit.notice]
        shown = f"<blockquote><p><strong>{title}</strong></p>{shown}</blockquote>"
        said = {"kind": "notice", "notice": exhibit.notice, "text": words}
        _display({"text/html": shown, "text/plain": f"{title}. {text}", MIME: said})
    elif exhibit.question:
        question = plain(exhibit.question)
        shown = f"<dl><dt><strong>{escape(question)}</strong></dt><dd>{shown}</dd></dl>"
        said = {"kind": "answers", "answers": [[question, words, exhibit.chapter]]}
        _display({"text/html": shown, "text/plain": f"{question} {text}", MIME: said})
    else:
        _display({"text/html": shown, "text/plain": text, MIME: {"kind": "text", "text": words}})


def _display(bundle: Mapping[str, Any]) -> None:
    display(dict(bundle), raw=True)


def _check_filled(**texts: str) -> None:
    for what, words in texts.items():
        if not words or not words.strip():
            raise ParameterError(f"The {what} is empty; a reader needs it.")
