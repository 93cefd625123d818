"""Shows a chart, a table or a computed paragraph in a notebook, and packs what the report's page makes of it.

Everything shown carries three things: a form for the notebook, a `text/plain` twin that holds the numbers (so that
nbval sees when they change), and a packed form under `MIME`, from which the exporter renders figure, caption, data
and download. Every string from an article is escaped here.
"""

import base64
import html
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import matplotlib.pyplot as plt
import pandas as pd
from IPython.display import display
from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.errors import ParameterError
from analysis.report import drawing as drawings
from analysis.report import tables
from analysis.report.links import (
    evidence_target,
    link_token,
    linked_numbers,
    page_target,
    plain,
    redirected,
    report_base,
    without_links,
)
from analysis.report.markup import escape, in_report, paragraphs

MIME = "application/vnd.media-analysis+json"


@dataclass
class _Place:
    """Where links of a notebook lead; the exporter writes its own."""

    base: str = ""


_PLACE = _Place()


def set_corpus(corpus: str) -> None:
    """Say whose report the links of this notebook lead to: once, in its setup cell."""
    _PLACE.base = report_base(corpus)


def evidence_link(identifier: str, label: str = "passage") -> str:
    """A link to a sentence, figure, quotation or article, to stand inside the text given to `text` or `notice`."""
    return link_token(label, evidence_target(identifier))


def evidence_url(identifier: str) -> str:
    """What an artist of a chart carries as its url, so that its mark leads to the passage `identifier`."""
    return f"{drawings.EVIDENCE_SCHEME}{identifier}"


def chapter_link(notebook: str, label: str) -> str:
    """A link to another chapter by its notebook's name ("05-reported-figures"), to stand inside a computed text."""
    return link_token(label, page_target(notebook))


def from_exhibit(words: str, notebook: str, *, name: str) -> str:
    """Computed words whose numbers lead to the chart or table `name` of a notebook: where they can be checked.

    Numbers that have a link already keep it.
    """
    return linked_numbers(words, f"{page_target(notebook)}#x-{name}")


def chart(
    drawing: Axes | Figure,
    *,
    name: str,
    question: str,
    finding: str,
    n: int | str,
    alt: str,
    data: pd.DataFrame,
    reading: str | None = None,
    limit: str | None = None,
    links: Mapping[str, str] | None = None,
    columns: Mapping[str, str] | None = None,
    evidence: tables.Evidence = None,
    formats: Mapping[str, str] | None = None,
) -> None:
    """Show one chart with its question, finding, number of cases and description, and close its figure.

    Parameters
    ----------
    drawing
        The chart as `analysis.charts` returns it. An artist whose url (or one of whose urls) or gid is
        "evidence:ID" leads to the passage ID.
    name
        Names the chart's CSV and its place on the page: small letters, digits and hyphens, unique in the notebook.
    n
        What the chart rests on: "24 figures in 5 articles", or a bare count.
    alt
        The chart in words, with its numbers: what a reader who cannot see it gets, and what nbval compares.
    data
        What is drawn, row by row; shown in a fold under the chart and offered as CSV.
    reading, limit
        How to read it; what a reader could get wrong.
    links
        Further artists' gids, each with the id of the passage it leads to.
    columns, evidence, formats
        As in `table`, for the data fold.

    Raises
    ------
    ParameterError
        When the name is not a name, or the question, finding or description is empty.
    """
    _check_name(name)
    _check_filled(question=question, finding=finding, alt=alt)
    packed = tables.pack(data, columns=columns, evidence=evidence, formats=formats)
    figure = drawings.figure_of(drawing)
    _set_links(figure, links or {})
    said = {
        "kind": "chart",
        "name": name,
        "question": plain(question),
        # Who stands before the chart is led to the numbers behind it.
        "finding": linked_numbers(redirected(finding, old=f"x-{name}", new=f"d-{name}"), f"#d-{name}"),
        "n": f"n = {n:,}" if isinstance(n, int) else plain(n),
        "alt": plain(alt),
        "reading": reading,
        "limit": limit,
        **packed,
    }
    _show({"text/html": _caption_html(said), "text/plain": _caption_text(said), MIME: {"kind": "caption"}})
    bundle = {
        "image/svg+xml": _with_link_targets(drawings.as_svg(figure, name=name)),
        "image/png": base64.b64encode(drawings.as_png(figure)).decode("ascii"),
        "text/plain": plain(alt),
        MIME: said,
    }
    _show(bundle, metadata={"image/png": {"alt": plain(alt)}})
    plt.close(figure)


def _set_links(figure: Figure, links: Mapping[str, str]) -> None:
    for artist in figure.findobj(Artist):
        gid = artist.get_gid() or ""
        if gid.startswith(drawings.EVIDENCE_SCHEME) and not artist.get_url():
            artist.set_url(gid)
        elif gid in links:
            artist.set_url(f"{drawings.EVIDENCE_SCHEME}{links[gid]}")


def _with_link_targets(svg: str) -> str:
    # In the notebook the links lead to the rendered report; on the page the exporter resolves them itself.
    def resolved(match: re.Match) -> str:
        given = html.unescape(match[1])
        scheme = drawings.EVIDENCE_SCHEME
        target = evidence_target(given.removeprefix(scheme)) if given.startswith(scheme) else given
        return f'<a xlink:href="{escape(_in_notebook(target))}"'

    return re.sub(r'<a xlink:href="([^"]*)"', resolved, svg)


def table(
    frame: pd.DataFrame,
    *,
    name: str,
    caption: str,
    columns: Mapping[str, str] | None = None,
    note: str | None = None,
    max_rows: int | None = None,
    evidence: tables.Evidence = None,
    download: str | None = None,
    formats: Mapping[str, str] | None = None,
) -> None:
    """Show a table under its caption: every cell escaped, ids as links to their passages, cuts always said.

    Parameters
    ----------
    name
        Names the table's CSV and its place on the page, like a chart's.
    columns
        Column → heading in plain words, in the order shown; all columns by default.
    max_rows
        Show only the first so many rows. Needs `download`: the name of the table that holds all of them.
    evidence
        Columns that hold ids of sentences, figures, quotations or articles (or lists of them), shown as links; or a
        mapping of shown column → id column, to put the link on the shown words.
    formats
        Python format specification by column, where numbers need another form: {"share": ".0%", "year": "d"}.

    Raises
    ------
    ParameterError
        When a column is unknown, the caption is empty, or rows are cut without saying where all of them are.
    """
    _check_name(name)
    _check_filled(caption=caption)
    packed = tables.pack(frame, columns=columns, evidence=evidence, formats=formats, max_rows=max_rows)
    if tables.is_cut(packed) and not download:
        raise ParameterError(
            f"Table {name!r} would show {len(packed['rows'])} of {packed['n_rows']} rows: "
            "say with download= which table holds all of them, or raise max_rows."
        )
    cut = tables.cut_note(packed, where=download or name)
    full_note = " ".join(part for part in (note, cut) if part)
    said = {"kind": "table", "name": name, "caption": plain(caption), "note": note, "download": download, **packed}
    shown = tables.table_html(packed, caption=caption, resolve=_in_notebook)
    shown += paragraphs(full_note, resolve=_in_notebook) if full_note else ""
    _show(
        {
            "text/html": shown,
            "text/plain": tables.table_text(packed, caption=caption, note=without_links(full_note)),
            MIME: said,
        }
    )


def text(words: str) -> None:
    """Show computed text: paragraphs parted by an empty line, `- ` lists, `**strong**`, `*emphasis*` and links.

    Nothing else in it is markup: words from an article can stand in it as they are.
    """
    _check_filled(text=words)
    _show(
        {
            "text/html": paragraphs(words, resolve=_in_notebook),
            "text/plain": without_links(words),
            MIME: {"kind": "text", "text": words},
        }
    )


def notice(words: str, *, kind: Literal["limit", "refusal", "warning"] = "limit") -> None:
    """Show a limit that a reader must not miss, a result that is refused (with the reason), or a warning."""
    _check_filled(text=words)
    title = NOTICE_TITLES[kind]
    shown = f"<blockquote><p><strong>{title}</strong></p>{paragraphs(words, resolve=_in_notebook)}</blockquote>"
    said = {"kind": "notice", "notice": kind, "text": words}
    _show({"text/html": shown, "text/plain": f"{title}. {without_links(words)}", MIME: said})


NOTICE_TITLES = {"limit": "What this cannot show", "refusal": "Not computed", "warning": "Read with care"}


def answers(entries: Iterable[tuple[str, str, str | None]]) -> None:
    """Show questions with their answers, each with the chapter that it comes from: (question, answer, notebook).

    The answer is computed text as in `text`; the notebook may be None.
    """
    rows = [[plain(question), answer, notebook] for question, answer, notebook in entries]
    shown = "".join(
        f"<dt><strong>{escape(question)}</strong></dt><dd>{paragraphs(answer, resolve=_in_notebook)}</dd>"
        for question, answer, _ in rows
    )
    lines = "\n".join(f"{question} {without_links(answer)}" for question, answer, _ in rows)
    _show({"text/html": f"<dl>{shown}</dl>", "text/plain": lines, MIME: {"kind": "answers", "answers": rows}})


def facts(pairs: Iterable[tuple[int | float | str, str]]) -> None:
    """Show a few numbers large, each with what it counts: `facts([(5, "articles"), (4, "sources")])`."""
    rows = [[value if isinstance(value, str) else f"{value:,}", plain(label)] for value, label in pairs]
    shown = "".join(f"<li><strong>{escape(value)}</strong> {escape(label)}</li>" for value, label in rows)
    lines = "\n".join(f"{value} {label}" for value, label in rows)
    _show({"text/html": f"<ul>{shown}</ul>", "text/plain": lines, MIME: {"kind": "facts", "facts": rows}})


def _caption_html(said: Mapping[str, Any]) -> str:
    parts = [
        f"<p><strong>{escape(said['question'])}</strong></p>",
        paragraphs(said["finding"], resolve=_in_notebook),
        f"<p><small>{escape(said['n'])}</small></p>",
    ]
    for label, words in (("How to read it", said["reading"]), (NOTICE_TITLES["limit"], said["limit"])):
        if words:
            parts.append(f"<p><em>{label}.</em></p>{paragraphs(words, resolve=_in_notebook)}")
    return "".join(parts)


def _caption_text(said: Mapping[str, Any]) -> str:
    words = [said["question"], said["finding"], said["n"], said["reading"], said["limit"]]
    return "\n".join(without_links(part) for part in words if part)


def _in_notebook(target: str) -> str:
    place = in_report(target)
    if place.startswith("#"):
        return ""  # a place on the page that the notebook becomes: the notebook itself has none
    return f"{_PLACE.base}{place}" if place and not place.startswith(("http:", "https:")) else place


def _show(bundle: Mapping[str, Any], *, metadata: Mapping[str, Any] | None = None) -> None:
    display(dict(bundle), raw=True, metadata=dict(metadata or {}))


def _check_name(name: str) -> None:
    if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", name):
        raise ParameterError(f"{name!r} cannot name a chart or table: use small letters, digits and single hyphens.")


def _check_filled(**texts: str) -> None:
    for what, words in texts.items():
        if not words or not words.strip():
            raise ParameterError(f"The {what} is empty; a reader needs it.")
