"""An executed notebook as the blocks of a page, in reading order: prose, exhibits, folded code.

Only what this module knows how to make safe reaches a page: Markdown, what `show` packed, plain text, other HTML
held to an allow-list, PNG and SVG. Standard error and tracebacks never do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from markupsafe import Markup

from analysis.errors import RunError
from analysis.report import tables
from analysis.report.links import anchor, evidence_target, page_target, plain
from analysis.report.markup import (
    Heading,
    Prose,
    clean_html,
    escape,
    in_report,
    inline,
    is_web_address,
    paragraphs,
    plain_lines,
)
from analysis.report.show import MIME, NOTICE_TITLES
from analysis.report.svg import inline_svg

Block = dict[str, Any]

# Sections that a reader needs to check a page, not to read it: they are folded at its end.
_MACHINERY = ("Inputs and outputs", "Checks", "Provenance")
# A heading's cell with this tag folds its section: what a reader looks up, beside what a reader reads.
_FOLDED = "fold"
# What readers call the chapters; a notebook of one's own goes by its file's name.
_LABELS = {
    "01-ingest": "The material",
    "02-framing": "Words and frames",
    "03-voices": "Voices",
    "04-sentiment": "Tone",
    "05-reported-figures": "Figures",
    "06-robustness": "What holds",
    "07-summary": "Summary",
    "08-omissions": "Left out",
}
_PNG = re.compile(r"[A-Za-z0-9+/=\s]+")
# Of the rows behind a chart a page lists so many: nobody reads on, and a page of a large corpus stays under 3 MB.
_MOST_DATA_ROWS = 500


@dataclass
class Page:
    """One page of the report."""

    target: str
    stem: str
    title: str = ""
    lede: Markup = field(default_factory=Markup)
    blocks: list[Block] = field(default_factory=list)
    made: list[tuple[str, list[Block]]] = field(default_factory=list)
    code: list[str] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    exhibits: dict[str, tuple[str, tables.Packed]] = field(default_factory=dict)
    names: set[str] = field(default_factory=set)
    cited: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    unsaid: list[tuple[str, Markup]] = field(default_factory=list)

    @property
    def label(self) -> str:
        """A short name for navigation: what readers call the chapter, else the file's name."""
        if self.stem in _LABELS:
            return _LABELS[self.stem]
        words = re.sub(r"^\d+-", "", self.stem).replace("-", " ").replace("_", " ")
        return plain(words[:1].upper() + words[1:])


def read_page(notebook: Mapping[str, Any], *, stem: str) -> Page:
    """The page that an executed notebook becomes; `stem` is its file name without ending."""
    page = Page(page_target(stem), stem)
    maker = _Maker(page, Prose())
    for cell in notebook["cells"]:
        maker.cell(cell)
    maker.end_section()
    page.title = maker.prose.title or page.label
    page.headings = [heading for heading in maker.prose.headings if heading.level == 2]
    _take_lede(page)
    return page


def _take_lede(page: Page) -> None:
    # What stands between the title and the first section says what the page is about: it is set large.
    first = next((block for block in page.blocks if block["kind"] != "code"), None)
    if first and first["kind"] == "prose" and not first["html"].lstrip().startswith("<h"):
        opening, heading, rest = str(first["html"]).partition("<h2")
        page.lede = Markup(opening)
        first["html"] = Markup(heading + rest)


def lost_links(pages: Iterable[Page]) -> list[tuple[str, str]]:
    """Links to a chart or table that no page has: (the notebook whose sentence leads there, where it would lead)."""
    pages = list(pages)
    places = {f"{page.target}#x-{name}" for page in pages for name in page.names}
    places |= {
        f"{page.target}#d-{block['name']}" for page in pages for block in page.blocks if block["kind"] == "chart"
    }
    led = ((page, link) for page in pages for link in re.findall(r'href="([^"#]*#[xd]-[^"]+)"', _html_of(page)))
    whole = ((page.stem, f"{page.target}{link}" if link.startswith("#") else link) for page, link in led)
    return sorted({link for link in whole if link[1] not in places})


def _html_of(page: Page) -> str:
    blocks = [*page.blocks, *(block for _, made in page.made for block in made)]
    answers = [entry["answer"] for block in blocks for entry in block.get("entries", ())]
    said = [*answers, *(words for _, words in page.unsaid)]
    return "".join(value for block in blocks for value in block.values() if isinstance(value, str)) + "".join(said)


@dataclass
class _Maker:
    """Turns cells into blocks; keeps what the whole page needs to know."""

    page: Page
    prose: Prose
    pending: list[str] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)
    n_blocks: int = 0
    section: str = ""
    began: int = 0
    is_folded: bool = False
    nothing: list[tuple[str, Markup]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.blocks = self.page.blocks

    def cell(self, cell: Mapping[str, Any]) -> None:
        """Add what one cell says and shows."""
        source = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        if cell["cell_type"] == "markdown":
            self._markdown(source, is_folded=_FOLDED in cell.get("metadata", {}).get("tags", ()))
        elif cell["cell_type"] == "code" and source.strip():
            code = plain_lines(source)
            self.page.code.append(code)
            self.pending.append(code)
            for output in cell.get("outputs", []):
                self.output(output)

    def _markdown(self, source: str, *, is_folded: bool = False) -> None:
        section = re.match(r"\s*##[ \t]+([^\n]*)\n?", source)
        if section or re.match(r"\s*#\s", source):
            self.end_section()
            self.blocks = self.page.blocks
        if section and section[1].strip() in _MACHINERY:
            self.blocks = []
            self.page.made.append((section[1].strip(), self.blocks))
            source = source[section.end() :]
        elif section:
            self.section, self.began = plain(section[1].strip()), len(self.blocks)
            if is_folded:
                self._open_fold(section[0])
                source = source[section.end() :]
        if source.strip():
            self._add("prose", html=Markup(self.prose.html(source)))

    def _open_fold(self, heading: str) -> None:
        self.is_folded = True
        self._add("fold", html=Markup(self.prose.html(heading)))

    def end_section(self) -> None:
        """Fold the section's code, so that folds do not break the reading; a section of nothing becomes one line."""
        self.flush_code()
        own = self.page.blocks[self.began :]
        self.page.unsaid += [(question or self.section, words) for question, words in self.nothing]
        if self.section and self.nothing and all(block["kind"] in ("prose", "code", "fold") for block in own):
            del self.page.blocks[self.began :]
            self.prose.headings = [one for one in self.prose.headings if one.text != self.section]
        elif self.is_folded:
            self._add("fold_end")
        self.section, self.began, self.is_folded, self.nothing = "", len(self.page.blocks), False, []

    def flush_code(self) -> None:
        """Fold the code since the last fold into one block; machinery's code stands with all the rest at the end."""
        if self.pending and self.blocks is self.page.blocks and self.prose.headings:
            self._add("code", source="\n\n".join(self.pending))
        self.pending = []

    def _add(self, kind: str, **values: Any) -> None:
        if values.get("name") in self.page.names:
            name = f"{self.page.stem}: two charts or tables are called {values['name']!r}"
            raise RunError(f"Notebook {name}. Give one of them another name=.")
        self.page.names |= {values["name"]} if "name" in values else set()
        self.n_blocks += 1
        self.blocks.append({"kind": kind, "number": self.n_blocks, **values})

    def output(self, output: Mapping[str, Any]) -> None:
        if output["output_type"] == "stream" and output.get("name") == "stdout":
            self._add("text_output", text=plain_lines(_joined(output["text"])))
        elif output["output_type"] in ("display_data", "execute_result"):
            self._bundle(output["data"], output.get("metadata", {}))

    def _bundle(self, data: Mapping[str, Any], metadata: Mapping[str, Any]) -> None:
        said = data.get(MIME)
        if said is not None:
            _SAID.get(said.get("kind"), _nothing)(self, said, data)
        elif "text/html" in data:
            self._add("html", html=Markup(clean_html(_joined(data["text/html"]))))
        elif "image/svg+xml" in data:
            alt = _joined(data.get("text/plain", "Chart"))
            self._add(
                "html", html=Markup(inline_svg(_joined(data["image/svg+xml"]), name=f"svg-{self.n_blocks}", alt=alt))
            )
        elif "image/png" in data and _PNG.fullmatch(_joined(data["image/png"])):
            alt = metadata.get("image/png", {}).get("alt") or _joined(data.get("text/plain", "Picture"))
            png = re.sub(r"\s", "", _joined(data["image/png"]))
            self._add("html", html=Markup(f'<img alt="{escape(alt)}" src="data:image/png;base64,{png}">'))
        elif "text/plain" in data:
            self._add("text_output", text=plain_lines(_joined(data["text/plain"])))

    def chart(self, said: Mapping[str, Any], data: Mapping[str, Any]) -> None:
        name, question = said["name"], said["question"]
        self._keep(name, question, said)
        svg = inline_svg(_joined(data["image/svg+xml"]), name=f"c-{name}", alt=said["alt"], labels=_link_labels(said))
        self._cite(name, question, [*_ids_linked(said), *re.findall(r'href="articles\.html#([^"]+)"', svg)])
        self._cite_text(name, question, said["finding"], said["reading"], said["limit"])
        listed = {**said, "rows": said["rows"][:_MOST_DATA_ROWS]}
        self._add(
            "chart",
            name=name,
            question=question,
            level=self._exhibit_level(question),
            finding=Markup(paragraphs(said["finding"])),
            n=said["n"],
            alt=said["alt"],
            reading=_paragraphs(said["reading"]),
            limit=_paragraphs(said["limit"]),
            svg=Markup(svg),
            table=Markup(tables.table_html(listed, caption=f"Data: {question}")) if said["columns"] else None,
            cut=tables.cut_note(listed, where=self._file(name)),
            n_rows=said["n_rows"],
            download=self._file(name),
        )

    def _exhibit_level(self, question: str) -> int | None:
        # A section that is headed by the chart's own question needs it only once.
        last = self.prose.headings[-1] if self.prose.headings else None
        if last and last.text.strip() == question.strip():
            return None
        return min(self.prose.level + 1, 6)

    def table(self, said: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        name, caption = said["name"], said["caption"]
        download = said["download"]
        if not tables.is_cut(said):
            self._keep(name, caption, said)
        self._cite(name, caption, _ids_linked(said))
        self._cite_text(name, caption, said["note"])
        cut = tables.cut_note(said, where=download or self._file(name))
        self._add(
            "table",
            name=name,
            caption=caption,
            table=Markup(tables.table_html(said, caption=caption)),
            note=_paragraphs(said["note"]),
            cut=cut,
            n_rows=said["n_rows"],
            download=download or self._file(name),
        )

    def text(self, said: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._cite_text("", "", said["text"])
        self._add("computed", html=Markup(paragraphs(said["text"])))

    def nothing_found(self, said: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._cite_text("", "", said["text"])
        self.nothing.append((plain(said["question"] or ""), Markup(inline(said["text"]))))

    def notice(self, said: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._cite_text("", "", said["text"])
        kind = said["notice"]
        self._add("notice", notice=kind, title=NOTICE_TITLES[kind], html=Markup(paragraphs(said["text"])))

    def answers(self, said: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._cite_text("", "", *(answer for _, answer, _ in said["answers"]))
        entries = [
            {
                "question": question,
                "answer": Markup(paragraphs(answer)),
                "target": page_target(notebook) if notebook else None,
            }
            for question, answer, notebook in said["answers"]
        ]
        last = self.prose.headings[-1].text.strip() if self.prose.headings else ""
        if len(entries) == 1 and entries[0]["question"].strip() == last:
            # The section's own question needs no second heading.
            self._add("answer", html=entries[0]["answer"], question=last, target=entries[0]["target"])
        elif self.blocks and self.blocks[-1]["kind"] == "answers":
            self.blocks[-1]["entries"] += entries
        else:
            self._add("answers", entries=entries)

    def facts(self, said: Mapping[str, Any], _: Mapping[str, Any]) -> None:
        self._add("facts", facts=[(plain(value), plain(label)) for value, label in said["facts"]])

    def _file(self, name: str) -> str:
        return f"{self.page.stem}-{name}"

    def _keep(self, name: str, label: str, said: Mapping[str, Any]) -> None:
        if said["columns"]:
            self.page.exhibits[self._file(name)] = (label, {key: said[key] for key in ("columns", "rows", "n_rows")})

    def _cite(self, name: str, label: str, anchors: Iterable[str]) -> None:
        place = (f"{self.page.target}#x-{name}" if name else self.page.target, label.strip() or self.page.label)
        for identifier in dict.fromkeys(anchors):
            places = self.page.cited.setdefault(identifier, [])
            if place not in places:
                places.append(place)

    def _cite_text(self, name: str, label: str, *texts: str | None) -> None:
        found = (re.findall(r'href="articles\.html#([^"]+)"', inline(text)) for text in texts if text)
        self._cite(name, label, (identifier for group in found for identifier in group))


def _nothing(maker: _Maker, said: Mapping[str, Any], data: Mapping[str, Any]) -> None:
    """The chart's caption in the notebook: the page makes its own."""


_SAID = {
    "chart": _Maker.chart,
    "table": _Maker.table,
    "text": _Maker.text,
    "notice": _Maker.notice,
    "answers": _Maker.answers,
    "facts": _Maker.facts,
    "nothing": _Maker.nothing_found,
}


def _paragraphs(text: str | None) -> Markup | None:
    return Markup(paragraphs(text)) if text else None


def _joined(text: str | list[str]) -> str:
    return text if isinstance(text, str) else "".join(text)


def _ids_linked(packed: Mapping[str, Any]) -> Iterator[str]:
    for _, identifiers in _linked_rows(packed):
        yield from (anchor(identifier) for identifier in identifiers)


def _linked_rows(packed: Mapping[str, Any]) -> Iterator[tuple[list, list[str]]]:
    names = [column["name"] for column in packed["columns"]]
    places = [names.index(column["links"]) for column in packed["columns"] if column["links"]]
    for row in packed["rows"]:
        for place in places:
            found = row[place] if isinstance(row[place], list) else [row[place]]
            if ids := [one for one in found if one and not is_web_address(one)]:
                yield row, ids


def _link_labels(packed: Mapping[str, Any]) -> dict[str, str]:
    # A mark's link is named after its row: "Herald, 1,184, held".
    shown = [(i, c) for i, c in enumerate(packed["columns"]) if c["is_shown"] and c["links"] != c["name"]]
    places = {index: tables.decimals_of(packed, index) for index, _ in shown}
    labels = {}
    for row, identifiers in _linked_rows(packed):
        words = [tables.written(row[index], column, decimals=places[index])[:60] for index, column in shown[:4]]
        label = ", ".join(word for word in words if word)
        labels.update(
            {in_report(evidence_target(identifier)): f"{label}: read the passage" for identifier in identifiers}
        )
    return labels
