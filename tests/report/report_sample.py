"""A small corpus with its tables and executed notebooks, made by hand: one plain, one with hostile text everywhere."""

import re

import nbformat
import pandas as pd
from matplotlib.figure import Figure

from analysis import schema
from analysis.charts import Drawing
from analysis.paths import REPORTS_VARIABLE
from analysis.report import show as showing
from analysis.report.links import evidence_link
from analysis.report.show import facts, set_corpus, show

HOSTILE = (
    "<script>document.title='RAN'</script>",
    "<img src=x onerror=\"document.title='RAN'\">",
    "</script><svg onload=\"document.title='RAN'\">",
    '<meta http-equiv="refresh" content="0;url=articles.html">',
    "<style>main{display:none}</style></title></style>",
    '"><iframe src="javascript:parent.document.title=\'RAN\'"></iframe>',
    "[click](javascript:document.title='RAN')",
    "$\\frac{1}{0}$ and \\(x\\)",
    "```mermaid\ngraph TD; A-->B\n```",
    "\u202egnp.exe\u202c and \u2067rtl\u2069 \u200f",
    "{{ 7 * 7 }} {% include 'x' %}",
    "nul \x00 bell \x07 \x85",
    '=HYPERLINK("http://example.org")',
    "\ue000forged\ue001javascript:alert(1)\ue002",
    "]]> --> <!-- &amp; &#x3c;script&#x3e;",
)

TEXT = {
    "alpha": (
        "Flood displaces thousands\n\nThe river rose on Monday. At least 1,200 people left their homes, the mayor "
        "said. “We were not warned,” said Ana Ruiz.\n\nSign up for our newsletter."
    ),
    "beta-2": "Flood: what we know\n\nMore than 900 people were displaced as of 3 May, according to the Red Cross.",
}


def tables(*, hostile: bool = False) -> dict[str, pd.DataFrame]:
    """The tables of the small corpus; with `hostile`, ids, names, titles and texts that attack a page."""
    rows = {name: [] for name in ("articles", "blocks", "sentences", "reported_figures", "quotes")}
    texts = dict(TEXT)
    if hostile:
        texts |= {
            f"h{n}\"'><b>#:/&?": f"Title {n}\n\nHere {bad} stands. Then 12 people came."
            for n, bad in enumerate(HOSTILE)
        }
        texts["long"] = "T" * 5000 + "\n\nA sentence."
        texts["rtl"] = "كلمة في عنوان\n\nقال 12 شخصا إن المياه ارتفعت."
    for number, (article_id, text) in enumerate(texts.items()):
        source = ("Harbour Post", "Valley Times")[number % 2] if article_id in TEXT else f"{article_id} {text[:5000]}"
        _add_article(rows, article_id, text, source=source)
    made = {name: schema.frame(name, values) for name, values in rows.items()}
    bad = HOSTILE if hostile else ()
    made["rejected"] = schema.frame("rejected", [{"path": p, "stage": "reading", "reason": p} for p in bad])
    made["notes"] = schema.frame("notes", [{"note": f"No sources.csv {words}"} for words in bad[:2]])
    return made


def _add_article(rows: dict, article_id: str, text: str, *, source: str) -> None:
    blocks = [(m.start(), m.end()) for m in re.finditer(r"[^\n]+(?:\n(?!\n)[^\n]+)*", text)]
    n_sentences = 0
    for number, (start, end) in enumerate(blocks):
        is_last = text[start:end].startswith("Sign up")
        kind = "title" if number == 0 else "promotion" if is_last else "paragraph"
        block_id = f"{article_id}:b{number}"
        rows["blocks"].append(
            {
                "article_id": article_id,
                "block_id": block_id,
                "kind": kind,
                "part": 1,
                "is_body": kind == "paragraph",
                "reason": "first line" if number == 0 else "asks to sign up" if is_last else "text",
                "start_char": start,
                "end_char": end,
            }
        )
        for match in re.finditer(r"[^.]+\.?\s?", text[start:end]):
            n_sentences += 1
            place = {"start_char": start + match.start(), "end_char": start + match.end()}
            rows["sentences"].append(
                dict(
                    article_id=article_id,
                    sentence_id=f"{article_id}:s{n_sentences}",
                    block_id=block_id,
                    text=match[0],
                    share_quoted=0.0,
                    **place,
                )
            )
    figures = re.finditer(r"(?:At least |More than )?[\d,]*\d people", text)
    for n_figures, match in enumerate(figures, start=1):
        value = float(re.sub(r"\D", "", match[0]))
        firm = "at_least" if "At least" in match[0] else "more_than" if "More" in match[0] else "exact"
        rows["reported_figures"].append(
            {
                "figure_id": f"{article_id}:f{n_figures}",
                "article_id": article_id,
                "source": source,
                "sentence_id": _sentence_at(rows, article_id, match.start()),
                "start_char": match.start(),
                "end_char": match.end(),
                "surface": match[0],
                "value": value,
                "low": value,
                "high": None,
                "low_inclusive": firm != "more_than",
                "high_inclusive": False,
                "bound": firm,
                "unit": "people",
                "measure": "displaced",
                "kind": "stock",
                "is_quoted": False,
                "authority": "Red Cross" if article_id == "beta-2" else None,
                "as_of": "2024-05-03" if article_id == "beta-2" else None,
            }
        )
    for n_quotes, match in enumerate(re.finditer("“([^”]+)”", text), start=1):
        rows["quotes"].append(
            {
                "quote_id": f"{article_id}:q{n_quotes}",
                "statement_id": f"{article_id}:t{n_quotes}",
                "article_id": article_id,
                "sentence_id": _sentence_at(rows, article_id, match.start()),
                "start_char": match.start(1),
                "end_char": match.end(1),
                "text": match[1],
                "speaker": "Ana Ruiz",
                "cue": "said",
                "cue_group": "neutral",
                "is_direct": True,
            }
        )
    rows["articles"].append(
        {
            "article_id": article_id,
            "source": source,
            "title": text.split("\n\n")[0],
            "text": text,
            "path": f"{article_id}.txt",
            "sha256": "0" * 64,
            "n_chars": len(text),
            "n_words": len(text.split()),
            "n_sentences": n_sentences,
            "health": ["missing_date"],
            "url": "javascript:alert(1)" if article_id not in TEXT else "https://example.org/1",
        }
    )


def _sentence_at(rows: dict, article_id: str, place: int) -> str:
    return next(
        row["sentence_id"]
        for row in reversed(rows["sentences"])
        if row["article_id"] == article_id and row["start_char"] <= place
    )


def drawing(figures: pd.DataFrame, *, alt: str) -> Drawing:
    """A plain chart of figures whose marks lead to their passages."""
    figure = Figure(figsize=(5, 1 + 0.3 * len(figures)))
    axes = figure.add_axes((0.3, 0.2, 0.65, 0.75))
    for place, row in enumerate(figures.itertuples()):
        (mark,) = axes.plot([row.value], [place], "o", color="#0f5af0")
        mark.set_url(f"evidence:{row.figure_id}")
        axes.text(row.value, place, row.surface[:40] + row.source[:40], parse_math=False)
    return Drawing(axes, figures, f"{len(figures)} figures", alt, "figures")


def shown(monkeypatch, display_it) -> list[dict]:
    """The notebook outputs that calling `display_it` displays."""
    outputs = []

    def keep(bundle, *, raw):
        assert raw
        outputs.append(nbformat.v4.new_output("display_data", data=bundle))

    with monkeypatch.context() as patch:
        patch.setattr(showing, "display", keep)
        display_it()
    return outputs


def show_all(made: dict[str, pd.DataFrame], *, words: str = "") -> None:
    """Show one of everything."""
    figures = made["reported_figures"]
    set_corpus("small corpus")
    facts([(len(made["articles"]), "articles"), ("2", "sources")])
    show(f"**{len(figures)}** numbers. {words}", "How many fled?", chapter="05-reported-figures")
    show("Ana Ruiz.", "Who speaks?")
    show(f"Reports differ, {evidence_link('alpha:s2', 'as here')}. {words}\n\n- one {words}\n- two")
    show(
        drawing(figures, alt=f"Two numbers: 1,200 and 900. {words}"),
        f"How many were displaced? {words}"[:5000],
        name="displaced",
        finding=f"Reports run from 900 to 1,200. {words}",
        columns={"source": "Source", "surface": "As written", "value": "Number", "authority": "Credited to"},
        evidence="figure_id",
        reading="A dot is a number.",
        limit=f"Not a sample. {words}",
    )
    show(
        figures,
        f"Every figure {words}",
        name="all-figures",
        columns={"surface": "As written", "source": "Source", "value": "Number", "as_of": "As of"},
        evidence={"surface": "figure_id"},
        note=f"Repeats are left out. {words}",
        max_rows=len(figures) - 1,
        download="reported_figures",
    )
    show(f"Two articles show nothing general. {words}", notice="limit")
    show(f"Not enough articles. {words}", notice="refusal")


def notebook(monkeypatch, made: dict[str, pd.DataFrame], *, title: str, words: str = "") -> nbformat.NotebookNode:
    """An executed notebook that shows one of everything."""
    cell = nbformat.v4.new_code_cell("show_all()", outputs=shown(monkeypatch, lambda: show_all(made, words=words)))
    settings = nbformat.v4.new_code_cell("seed = 2025  # seed", metadata={"tags": ["parameters"]})
    raw = nbformat.v4.new_code_cell(
        "print('loaded')",
        outputs=[
            nbformat.v4.new_output("stream", name="stdout", text=f"loaded {words}"),
            nbformat.v4.new_output("stream", name="stderr", text="SECRET WARNING /srv/somebody"),
            nbformat.v4.new_output(
                "display_data", data={"text/html": f"<p onclick='x()'>plain {words}</p>", "text/plain": "x"}
            ),
            nbformat.v4.new_output("display_data", data={"application/javascript": "document.title='RAN'"}),
        ],
    )
    cells = [
        nbformat.v4.new_markdown_cell(f"# {title}\n\nTwo papers wrote about one flood. {words}"),
        settings,
        nbformat.v4.new_markdown_cell(f"## In short\n\nSee [figures](05-reported-figures.ipynb). {words}"),
        cell,
        nbformat.v4.new_markdown_cell("## What was read\n\n| file | words |\n|---|--:|\n| a.txt | 12 |"),
        raw,
        nbformat.v4.new_markdown_cell("## Limits\n\nTwo articles."),
    ]
    for number, made_cell in enumerate(cells):
        made_cell["id"] = f"cell-{number}"
    return nbformat.v4.new_notebook(cells=cells)


RECORD = {
    "inputs": {"a.txt": "ab" * 32},
    "libraries": {"numpy": "2.4"},
    "media_analysis": "0.1.0",
    "code_sha256": "cd" * 32,
}


def write_report(monkeypatch, folder, *, hostile: bool = False, passage_words: int = 0) -> None:
    """Export the small corpus's report into `folder`."""
    from analysis.report import exporter

    made = tables(hostile=hostile)
    monkeypatch.setenv(REPORTS_VARIABLE, "../reports/")  # as the runner says where the links of a notebook lead
    source = folder.parent / f"{folder.name}-notebooks"
    source.mkdir(parents=True, exist_ok=True)
    folder.mkdir(parents=True, exist_ok=True)
    words = " ".join(HOSTILE) if hostile else ""
    paths = []
    for stem, title in (
        ("01-ingest", "What was read?"),
        ("05-reported-figures", "Which numbers?"),
        ("07-summary", "One flood, two stories"),
    ):
        path = source / f"{stem}.ipynb"
        nbformat.write(
            notebook(monkeypatch, made, title=f"{title} {words}".replace("\n", " ").strip(), words=words), path
        )
        paths.append(path)
    parameters = {"corpus": "x/small corpus", "seed": 2025, "passage_words": passage_words}
    exporter.export(
        paths,
        made,
        corpus="small corpus" + ("<b>'\"" if hostile else ""),
        parameters=parameters,
        record=RECORD,
        destination=folder,
    )
