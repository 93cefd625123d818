import csv
import io
import itertools
import json
import re
from html.parser import HTMLParser

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from report_sample import HOSTILE, tables, write_report

from analysis.report import links
from analysis.report.exporter import csv_cell, datapackage, write_packed, write_table
from analysis.report.tables import pack

POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


class Reader(HTMLParser):
    """What a browser would see: elements with attributes, and the text."""

    def __init__(self):
        super().__init__()
        self.elements, self.words = [], []

    def handle_starttag(self, tag, attrs):
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words.append(data)


def read(path):
    reader = Reader()
    reader.feed(path.read_text("utf-8"))
    return reader


@pytest.fixture(scope="module", params=["plain", "hostile"])
def report(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp("report") / request.param
    with pytest.MonkeyPatch.context() as patch:
        write_report(patch, folder, hostile=request.param == "hostile")
    return folder


@pytest.fixture
def pages(report):
    return sorted(report.glob("*.html"))


def test_there_is_a_page_for_each_notebook_an_index_and_the_evidence(report):
    names = {path.name for path in report.iterdir()}
    assert {"index.html", "01-ingest.html", "05-reported-figures.html", "articles.html", "data", ".nojekyll"} == names
    assert (report / "data" / "05-reported-figures-displaced.csv").is_file()
    assert (report / "data" / "datapackage.json").is_file()


def test_nothing_can_run_load_or_move_the_page(pages):
    allowed = {"http-equiv": "Content-Security-Policy", "content": POLICY}
    for path in pages:
        elements = read(path).elements
        tags = {tag for tag, _ in elements}
        assert not tags & {"script", "iframe", "object", "embed", "form", "base", "link", "foreignobject", "template"}
        assert [a for t, a in elements if t == "meta" and "http-equiv" in a] == [allowed]
        assert [tag for tag, _ in elements].count("style") == 1
        for tag, attributes in elements:
            assert not [name for name in attributes if name.startswith("on")], (path.name, tag)
            for name in ("src", "srcset", "action", "poster", "background"):
                assert attributes.get(name, "data:").startswith("data:image/png;base64,") or name not in attributes
            if "://" in attributes.get("href", ""):
                assert tag == "a"
            assert not re.match(r"\s*(javascript|data|vbscript|file):", attributes.get("href", ""), re.IGNORECASE)
            assert "url(" not in attributes.get("style", "").replace("url(#", "")
        style = re.search(r"<style>(.*?)</style>", path.read_text("utf-8"), re.DOTALL)[1]
        assert "url(" not in style
        assert "@import" not in style


def test_every_page_has_one_title_landmarks_and_unique_ids(pages):
    for path in pages:
        elements = read(path).elements
        tags = [tag for tag, _ in elements]
        assert tags.count("h1") == tags.count("main") == tags[: tags.index("body")].count("title") == 1, path.name
        assert elements[0] == ("html", {"lang": "en"})
        ids = [attributes["id"] for _, attributes in elements if "id" in attributes]
        assert len(ids) == len(set(ids))
        levels = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
        assert all(after <= before + 1 for before, after in itertools.pairwise(levels))


def test_every_link_inside_the_report_has_its_target(report, pages):
    ids = {path.name: {a["id"] for _, a in read(path).elements if "id" in a} for path in pages}
    for path in pages:
        targets = [a["href"] for tag, a in read(path).elements if tag in ("a", "use") and a.get("href")]
        assert targets
        for target in targets:
            if "://" in target or target.startswith("run.json") or target.startswith("notebooks/"):
                continue
            page, _, place = target.partition("#")
            assert not page or (report / page).exists(), target
            assert not place or place in ids[page or path.name], f"{path.name}: {target}"


def test_charts_have_words_and_tables_have_headers_and_captions(pages):
    for path in pages:
        elements = read(path).elements
        for tag, attributes in elements:
            if tag == "svg":
                assert attributes["aria-label"].startswith("Two numbers: 1,200 and 900.")
        tags = [tag for tag, _ in elements]
        assert tags.count("table") - path.read_text("utf-8").count('aria-label="Table"') == tags.count("caption")
        assert all("scope" in attributes for tag, attributes in elements if tag == "th")


def test_hostile_text_is_shown_as_text(report):
    if report.name != "hostile":
        pytest.skip("the plain report holds no hostile text")
    shown = "".join(read(report / "articles.html").words)
    for bad in HOSTILE[:6]:
        assert bad in shown


def test_standard_error_paths_and_javascript_never_reach_a_page(pages):
    for path in pages:
        text = path.read_text("utf-8")
        assert "SECRET WARNING" not in text
        assert "/srv/somebody" not in text
        assert "application/javascript" not in text


def test_the_first_page_says_what_was_left_out(report):
    shown = " ".join("".join(read(report / "index.html").words).split())
    assert ("Not everything could be taken in" in shown) == (report.name == "hostile")
    if report.name == "hostile":
        assert f"{len(HOSTILE)} things were left out" in shown


def test_the_first_page_says_what_was_read_and_what_is_wrong_with_it(report):
    shown = " ".join("".join(read(report / "index.html").words).split())
    assert "articles" in shown
    assert "Nobody says when it was published." in shown


def test_making_it_again_gives_the_same_bytes(report, tmp_path, monkeypatch):
    write_report(monkeypatch, tmp_path / "again", hostile=report.name == "hostile")
    for path in sorted(p for p in report.rglob("*") if p.is_file()):
        assert path.read_bytes() == (tmp_path / "again" / path.relative_to(report)).read_bytes(), path.name


def test_a_report_without_the_articles_holds_no_more_than_the_passages_needed(tmp_path, monkeypatch):
    write_report(monkeypatch, tmp_path / "short", passage_words=4)
    shown = "".join(read(tmp_path / "short" / "articles.html").words)
    assert "to 4 words" in shown
    assert "Sign up" not in shown
    for name in ("articles.csv", "sentences.csv"):
        assert "left their homes, the mayor" not in (tmp_path / "short" / "data" / name).read_text("utf-8")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\r=x", "  =x"])
def test_no_text_can_be_a_formula(text):
    (row,) = csv.reader(io.StringIO(csv_cell(text), newline=""))
    assert row == [f"'{text}"]


@settings(max_examples=80, deadline=None)
@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]), max_size=12), min_size=2, max_size=3))
def test_any_text_comes_back_as_one_cell(texts):
    line = ",".join(csv_cell(text) for text in texts)
    (row,) = csv.reader(io.StringIO(line, newline=""), strict=True)
    assert [cell.removeprefix("'") for cell in row] == [text.removeprefix("'") for text in texts]


def test_a_file_has_a_header_line_feeds_and_utf_8(tmp_path):
    write_packed(tmp_path / "x.csv", pack(pd.DataFrame({"a": ["é", None], "b": pd.Series([-0.5, True], dtype=object)})))
    assert (tmp_path / "x.csv").read_bytes() == "a,b\né,-0.5\n,true\n".encode()


def test_every_table_of_a_hostile_corpus_keeps_its_rows(tmp_path):
    for name, rows in tables(hostile=True).items():
        write_table(tmp_path / "x.csv", rows)
        with (tmp_path / "x.csv").open(encoding="utf-8", newline="") as stream:
            read = list(csv.reader(stream, strict=True))
        assert len(read) == len(rows) + 1, name
        assert {len(row) for row in read} == {len(rows.columns)}


def test_the_descriptor_names_every_file_and_every_field():
    packed = pack(tables()["reported_figures"], columns={"value": "Number", "source": HOSTILE[0]})
    described = json.loads(datapackage(["articles"], {"05-x": ("Q?", packed)}, title="T"))
    paths = [resource["path"] for resource in described["resources"]]
    assert paths == ["articles.csv", "05-x.csv"]
    assert [field["name"] for field in described["resources"][1]["schema"]["fields"]] == [
        "value",
        "source",
        "figure_id",
    ]


def test_links_lead_to_the_right_page_of_articles(monkeypatch, tmp_path):
    monkeypatch.setattr(links, "_MOST_CHARS", 10)
    write_report(monkeypatch, tmp_path / "plain")
    files = {path.name: path.read_text("utf-8") for path in (tmp_path / "plain").glob("*.html")}
    assert len([name for name in files if name.startswith("articles-")]) > 1
    for name, text in files.items():
        for target, place in re.findall(r'href="(articles[^"#]*\.html)?#(e-[^"]+)"', text):
            assert f'id="{place}"' in files[target or name], f"{name}: {target}#{place}"
        assert "articles-0001.html" in files["articles.html"]
