"""A story in the formats of other programs: what is written can be read there, and text stays text."""

import csv
import io
import json
import re

import pandas as pd
import pytest
from python_calamine import CalamineWorkbook

from analysis import cli, parameters, pipeline, schema
from analysis.errors import CorpusError
from analysis.exports import formats, pack

NASTY = '=HYPERLINK("http://x.example")'
ARTICLES = {
    "ferry one.txt": (
        "Ferry sinks off Norrholm\n\nAt least 12 people died when a ferry sank on Monday, the coast guard said.\n\n"
        "**** *theme_x stands here. -*theme as well. The harbour was closed for two days after that.\n\n"
        "Read more: Ten harbours to see\n"
    ),
    "été.txt": "Ferry toll rises\n\nThe coast guard said on Tuesday that 14 people died. Nobody is missing now.\n",
}


@pytest.fixture(scope="module")
def story(tmp_path_factory):
    folder = tmp_path_factory.mktemp("corpus") / "ferry"
    folder.mkdir()
    for name, text in ARTICLES.items():
        folder.joinpath(name).write_text(text, "utf-8")
    listed = f'file,source,title,published,Owner ship\nferry one.txt,The Herald,"{NASTY.replace(chr(34), chr(34) * 2)}"'
    folder.joinpath("sources.csv").write_text(f"{listed},2024-03-04,état\nété.txt,Post & Co,,2024-03-05,\n", "utf-8")
    settings = parameters.make({"corpus": str(folder), "n_resamples": 20})
    made = pipeline.open_corpus(settings, processed=folder.parent / "processed")
    made.tables()
    return made


def articles_of(story):
    return story.articles, story.blocks, story.metadata


def test_a_workbook_has_a_sheet_a_table_and_says_what_columns_mean(story):
    tables = {name: story.table(name) for name in ("articles", "sentences", "rejected")}
    content = formats.workbook(tables)
    assert content == formats.workbook(tables)
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    assert book.sheet_names == ["about", *tables]
    about = book.get_sheet_by_name("about").to_python()
    assert [row[3] for row in about if row[0] == "rejected"] == schema.table("rejected").names
    rows = book.get_sheet_by_name("articles").to_python()
    assert rows[1][rows[0].index("title")] == NASTY
    assert rows[1][rows[0].index("n_words")] == story.articles["n_words"][0]


def test_a_long_table_goes_on_in_further_sheets_and_a_long_cell_is_cut(story):
    rows = schema.frame("notes", [{"note": str(i)} for i in range(7)] + [{"note": "x" * 40_000}])
    book = CalamineWorkbook.from_filelike(io.BytesIO(formats.workbook({"notes": rows}, most_rows=5)))
    assert book.sheet_names == ["about", "notes", "notes 2"]
    second = book.get_sheet_by_name("notes 2").to_python()
    assert [row[0] for row in second[:4]] == ["note", "4", "5", "6"]
    assert len(second[4][0]) == formats.LONGEST_CELL
    assert second[4][0].endswith("[…]")


def test_concordancers_get_a_file_an_article_with_its_row(story):
    files = formats.for_concordancers(*articles_of(story))
    assert sorted(files) == ["metadata.csv", "texts/ferry-one.txt", "texts/été.txt"]
    assert "Read more" not in files["texts/ferry-one.txt"]
    rows = list(csv.DictReader(io.StringIO(files["metadata.csv"])))
    assert [row["filename"] for row in rows] == ["ferry-one.txt", "été.txt"]
    assert [row["Owner ship"] for row in rows] == ["état", ""]


def test_names_of_files_are_plain_and_never_the_same():
    names = formats.file_names(pd.Series(["a b", "a-b", "A/b", "..", "x" * 300, "x" * 301]))
    assert len({name.lower() for name in names.values()}) == 6
    assert all(re.fullmatch(r"[\w.-]{1,83}", name) and not name.startswith(".") for name in names.values())


def test_iramuteq_gets_one_line_of_variables_a_text_and_no_star_of_the_text(story):
    text = formats.for_iramuteq(*articles_of(story))["corpus.txt"]
    heads = [line for line in text.splitlines() if line.startswith("****")]
    assert len(heads) == 2
    assert {"*source_TheHerald", "*published_20240304", "*Ownership_etat"} <= set(heads[0].split())
    assert text.replace(heads[0], "").replace(heads[1], "").count("*") == 0


def test_quanteda_gets_the_texts_with_their_variables(story):
    rows = list(csv.DictReader(io.StringIO(formats.for_quanteda(*articles_of(story))["corpus.csv"])))
    assert [row["doc_id"] for row in rows] == ["ferry one", "été"]
    assert rows[1]["text"].startswith("Ferry toll rises\n\nThe coast guard")
    assert rows[1]["source"] == "Post & Co"


def test_coders_get_pages_in_which_nothing_of_an_article_runs(story):
    articles = story.articles.assign(title=["<script>alert(1)</script>", "Plain"])
    metadata = story.metadata[story.metadata["name"] != "title"]
    pages = formats.for_coders(articles, story.blocks, metadata)
    assert len(pages) == 3
    assert all("<script" not in page for page in pages.values())
    assert "&lt;script&gt;" in pages["index.html"]


def test_a_stranger_makes_the_tables_that_need_no_text_again_from_the_pack(story, tmp_path):
    made_again = pack.write_pack(story, tmp_path / "pack")
    assert {"conflicts", "agreements", "coverage"} <= set(made_again)
    assert "terms" not in made_again
    files = [path for path in (tmp_path / "pack").rglob("*") if path.is_file()]
    assert not any(b"The harbour was closed" in path.read_bytes() for path in files if path.suffix != ".parquet")
    checked = pack.verify(tmp_path / "pack")
    assert [one.table for one in checked] == made_again
    assert all(one.is_equal for one in checked)
    crate = json.loads((tmp_path / "pack" / "ro-crate-metadata.json").read_text("utf-8"))
    listed = {part["@id"] for part in crate["@graph"] if part["@type"] == "File"}
    there = {path.relative_to(tmp_path / "pack").as_posix() for path in files}
    assert listed == there - {"ro-crate-metadata.json"}


def test_with_the_texts_every_table_is_made_again(story, tmp_path):
    pack.write_pack(story, tmp_path / "pack", with_texts=True)
    checked = pack.verify(tmp_path / "pack")
    assert len(checked) == len([name for step in pipeline.STEPS for name in step.makes])
    assert all(one.is_equal for one in checked)
    text = tmp_path / "pack" / "corpus" / "été.txt"
    text.write_text(text.read_text("utf-8").replace("14", "15"), "utf-8")
    changed = {one.table for one in pack.verify(tmp_path / "pack") if not one.is_equal}
    assert {"articles", "reported_figures", "claims"} <= changed


def test_a_changed_table_of_a_pack_is_told(story, tmp_path):
    pack.write_pack(story, tmp_path / "pack")
    table = tmp_path / "pack" / "tables" / "claims.parquet"
    table.write_bytes(table.read_bytes()[:-1] + b"x")
    with pytest.raises(CorpusError, match="claims"):
        pack.verify(tmp_path / "pack")


def test_commands_write_read_back_and_overwrite_nothing(story, tmp_path, capsys):
    where = ["--processed", str(story.processed.parent), "-p", "n_resamples=20"]
    target = tmp_path / "out.xlsx"
    assert cli.main(["export", str(story.folder), "xlsx", str(target), *where]) == cli.OK
    assert cli.main(["export", str(story.folder), "xlsx", str(target), *where]) == cli.UNUSABLE
    assert cli.main(["export", str(story.folder), "csv", str(tmp_path / "csv"), *where]) == cli.OK
    assert cli.main(["export", str(story.folder), "pack", str(tmp_path / "pack"), *where]) == cli.OK
    assert cli.main(["verify", str(tmp_path / "pack")]) == cli.OK
    assert "tables have the hash" in capsys.readouterr().out


def test_kwic_takes_patterns_writes_csv_and_refuses_a_bad_pattern(story, tmp_path, capsys):
    where = ["--processed", str(story.processed.parent)]
    assert cli.main(["kwic", str(story.folder), "/(coast) gu(ard)?s?/", *where]) == cli.OK
    assert "2 places" in capsys.readouterr().out
    lines = tmp_path / "lines.csv"
    assert cli.main(["kwic", str(story.folder), "ferr*", "--csv", str(lines), "--sort", "right", *where]) == cli.OK
    rows = list(csv.DictReader(io.StringIO(lines.read_text("utf-8"))))
    assert [row["keyword"].lower() for row in rows] == ["ferry"] * len(rows)
    assert len(rows) >= 3
    assert cli.main(["kwic", str(story.folder), "/guard(/", *where]) == cli.UNUSABLE
    assert "RE2" in capsys.readouterr().err
