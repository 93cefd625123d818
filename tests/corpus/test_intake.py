"""A corpus folder as a user meets it: what is taken in, what is not, and what is said."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from analysis import readers, schema
from analysis.corpus import corpus_files, documents, read_corpus, read_references
from analysis.corpus.records import LONGEST_LINE
from analysis.corpus.settings import parse_yaml, read_settings, settings_text
from analysis.errors import CorpusError
from analysis.readers import Given, Note, Reader, Record, Refused

ROOT = Path(__file__).parents[2]
SAMPLE = ROOT / "data/raw/belarus-2025"
FLOOD = ROOT / "tests/fixtures/valley-flood"
ARTICLE = "Flood in the Valley\n\nAt least 12 people died on Monday. The water was high, the mayor said.\n"


@pytest.fixture
def folder(tmp_path):
    tmp_path.joinpath("a.txt").write_text(ARTICLE)
    return tmp_path


@pytest.mark.parametrize("path", [SAMPLE, FLOOD])
def test_the_corpora_are_taken_in_whole_and_as_declared(path):
    corpus = read_corpus(path)
    assert len(corpus.articles) == (5 if path == SAMPLE else 6)
    assert corpus.rejected.empty
    for name, rows in corpus._asdict().items():
        schema.validate(name, rows)


@pytest.mark.parametrize("path", [SAMPLE, FLOOD])
def test_every_span_points_at_its_text(path):
    corpus = read_corpus(path)
    text = dict(zip(corpus.articles["article_id"], corpus.articles["text"], strict=True))
    for row in corpus.sentences.itertuples():
        assert text[row.article_id][row.start_char : row.end_char] == row.text
    for document in documents(corpus.articles, corpus.blocks, corpus.sentences):
        blocks = document.block_of()
        for sentence in document.sentences:
            block = blocks[sentence.block_id]
            assert block.start_char <= sentence.start_char < sentence.end_char <= block.end_char


def test_the_text_is_the_file_character_for_character():
    corpus = read_corpus(SAMPLE)
    for row in corpus.articles.itertuples():
        assert row.text == SAMPLE.joinpath(row.path).read_text("utf-8")


def test_without_sources_the_file_names_stand_for_the_sources(folder):
    corpus = read_corpus(folder)
    assert corpus.articles["source"].tolist() == ["a"]
    assert corpus.articles["title"].tolist() == ["Flood in the Valley"]
    assert "There is no sources.csv" in corpus.notes["note"][0]


def test_bad_files_cost_only_themselves(folder):
    folder.joinpath("empty.txt").write_bytes(b"")
    folder.joinpath("binary.txt").write_bytes(b"\x00\x01")
    folder.joinpath("picture.txt").write_bytes(b"\x89PNG\x00")
    folder.joinpath("escape.txt").write_bytes(b"one\ntwo \x1b[2J three")
    folder.joinpath("dots.txt").write_bytes(b"...\n---\n")
    folder.joinpath("long.txt").write_bytes(b"x" * (LONGEST_LINE + 1))
    folder.joinpath("sub").mkdir()
    os.symlink(folder / "nothing", folder / "gone.txt")
    os.mkfifo(folder / "pipe.txt")
    corpus = read_corpus(folder)
    assert corpus.articles["article_id"].tolist() == ["a"]
    assert set(corpus.rejected["stage"]) == {"reading"}
    reasons = dict(zip(corpus.rejected["path"], corpus.rejected["reason"], strict=True))
    said = {
        "binary.txt": "NUL", "empty.txt": "is empty", "picture.txt": "a picture", "escape.txt": "U+001B in line 2",
        "dots.txt": "no words", "long.txt": "Line 1 has", "sub": "A folder", "gone.txt": "link to nothing",
        "pipe.txt": "regular file",
    }  # fmt: skip
    assert reasons.keys() == said.keys()
    assert [path for path, words in said.items() if words not in reasons[path]] == []


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_read(tmp_path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    tmp_path.joinpath("secret.txt").write_text("secret")
    folder.joinpath("own.txt").write_text(ARTICLE)
    folder.joinpath("out.txt").symlink_to(tmp_path / "secret.txt")
    folder.joinpath("within.txt").symlink_to(folder / "own.txt")
    corpus = read_corpus(folder)
    assert corpus.articles["article_id"].tolist() == ["own", "within"]
    assert corpus.rejected["path"].tolist() == ["out.txt"]
    assert "leads out" in corpus.rejected["reason"][0]


def test_a_file_that_may_not_be_read_is_refused(folder, monkeypatch):
    folder.joinpath("b.txt").write_text(ARTICLE)
    plainly = Path.open

    def refuse(path, *given, **named):
        if path.name == "b.txt":
            raise PermissionError(13, "Permission denied")
        return plainly(path, *given, **named)

    monkeypatch.setattr(Path, "open", refuse)
    corpus = read_corpus(folder)
    assert corpus.articles["article_id"].tolist() == ["a"]
    assert "Permission denied" in corpus.rejected["reason"][0]


def test_a_row_without_a_file_and_a_file_without_a_row(folder):
    folder.joinpath("sources.csv").write_text("file,source\nb.txt,B\n")
    corpus = read_corpus(folder)
    assert corpus.rejected[["path", "row"]].values.tolist() == [["sources.csv", 2]]
    assert "b.txt" in corpus.rejected["reason"][0]
    assert corpus.articles["source"].tolist() == ["a"]
    assert "not_listed" in corpus.articles["health"][0]
    assert any("a.txt: no row" in note for note in corpus.notes["note"])


def test_two_rows_for_one_file_name_both_rows(folder):
    folder.joinpath("sources.csv").write_text("file,source\na.txt,A\na.txt,B\n")
    corpus = read_corpus(folder)
    assert corpus.articles["source"].tolist() == ["A"]
    assert corpus.rejected["row"].tolist() == [3]
    assert "row 2" in corpus.rejected["reason"][0]


def test_two_files_of_one_stem_keep_their_whole_names(folder):
    folder.joinpath("a.md").write_text(ARTICLE + "More.")
    assert read_corpus(folder).articles["article_id"].tolist() == ["a.md", "a.txt"]


def test_one_text_in_two_files_is_marked(folder):
    folder.joinpath("b.txt").write_text(ARTICLE)
    assert "same_text_as:a" in read_corpus(folder).articles["health"][1]


def test_a_name_that_is_not_utf8_is_rejected(folder):
    Path(os.fsdecode(os.fsencode(folder) + b"/b\xff.txt")).write_text(ARTICLE)
    corpus = read_corpus(folder)
    assert len(corpus.articles) == 1
    assert "not UTF-8" in corpus.rejected["reason"][0]


def test_a_name_is_read_whatever_the_locale(folder):
    folder.joinpath("café.txt").write_text(ARTICLE)
    folder.joinpath("sources.csv").write_bytes("file,source\ncafé.txt,Café\n".encode("cp1252"))
    code = "import sys, pathlib; from analysis.corpus import read_corpus; c = read_corpus(pathlib.Path(sys.argv[1]))"
    code += "; print([ascii(one) for one in c.articles[['path', 'source']].iloc[1]], len(c.rejected))"
    environment = os.environ | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    read = subprocess.run(
        [sys.executable, "-c", code, folder], env=environment, capture_output=True, text=True, check=True
    )
    assert read.stdout.strip() == str([ascii("café.txt"), ascii("Café")]) + " 0"


@pytest.mark.parametrize("title", ["<script>alert(1)</script>", "=1+1", "$x^2$", "Robert'); DROP TABLE"])
def test_hostile_cells_stay_data(folder, title):
    folder.joinpath("sources.csv").write_text(f'file,title\na.txt,"{title}"\n')
    assert read_corpus(folder).articles["title"].tolist() == [title]


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda path: None, "There is no folder"),
        (lambda path: path.mkdir(), "holds no article"),
        (lambda path: path.write_text("x"), "is a file"),
        (lambda path: (path.mkdir(), path.joinpath("a.txt").write_bytes(b"")), "None of the 1 files"),
    ],
)
def test_nothing_usable_is_one_error_that_says_what_to_do(tmp_path, make, said):
    make(tmp_path / "corpus")
    with pytest.raises(CorpusError, match=said):
        read_corpus(tmp_path / "corpus")


def test_the_readme_and_hidden_files_are_no_articles(folder):
    for name in ("README.md", "readme.txt", ".DS_Store", "~$a.txt"):
        folder.joinpath(name).write_text("x")
    corpus = read_corpus(folder)
    assert corpus.articles["path"].tolist() == ["a.txt"]
    assert corpus.rejected.empty
    assert any("2 hidden or temporary files" in note for note in corpus.notes["note"])


def test_the_folder_of_a_saved_page_is_left_alone(folder):
    page = f"<!doctype html><html><body><article><p>{ARTICLE}</p></article></body></html>"
    folder.joinpath("story.html").write_text(page)
    for name in ("story_files", "other_files"):
        folder.joinpath(name).mkdir()
    assert read_corpus(folder).rejected["path"].tolist() == ["other_files"]


def test_a_misnamed_codebook_is_told(folder):
    folder.joinpath("codebook.yaml").write_text("")
    assert "call it codebook.yml" in read_corpus(folder).rejected["reason"][0]


def test_corpus_files_are_all_that_is_read(folder):
    folder.joinpath("sources.csv").write_text("file\na.txt\n")
    folder.joinpath("codebook.yml").write_text("")
    folder.joinpath("README.md").write_text("x")
    assert [path.name for path in corpus_files(folder)] == ["a.txt", "codebook.yml", "sources.csv"]


def test_the_order_of_rows_in_sources_changes_nothing(folder):
    folder.joinpath("b.txt").write_text(ARTICLE + "More.")
    folder.joinpath("sources.csv").write_text("file,source\na.txt,A\nb.txt,B\n")
    first = read_corpus(folder)
    folder.joinpath("sources.csv").write_text("file,source\nb.txt,B\na.txt,A\n")
    assert first.articles.equals(read_corpus(folder).articles)


def test_the_language_is_that_of_sources_or_said_to_be_detected(folder):
    german = "Der Fluss ist in der Nacht über die Ufer getreten, und die Menschen im Tal sind auf der Flucht. " * 3
    folder.joinpath("b.txt").write_text(german)
    folder.joinpath("sources.csv").write_text("file,language\na.txt,en\n")
    articles = read_corpus(folder).articles.set_index("article_id")
    assert articles.loc["a", "language"] == "en"
    assert articles.loc["b", "language"] == "de"
    assert {"language_detected:de", "not_english:de"} <= set(articles.loc["b", "health"])


def test_a_reference_text_that_cannot_be_read_is_rejected_and_a_note_beside_lexicons_is_left_alone(folder):
    for name in ("references/speech.txt", "references/scan.txt", "lexicons/mine.csv", "lexicons/notes.txt"):
        folder.joinpath(name).parent.mkdir(exist_ok=True)
        folder.joinpath(name).write_text("The dam will hold.")
    folder.joinpath("references/scan.txt").write_bytes(b"\x89PNG")
    corpus = read_corpus(folder)
    assert corpus.rejected["path"].tolist() == ["references/scan.txt"]
    assert read_references(folder)[0] == {"speech.txt": "The dam will hold."}
    assert [path.name for path in corpus_files(folder)] == ["a.txt", "mine.csv", "scan.txt", "speech.txt"]


def test_every_field_is_kept_with_where_it_stands_and_further_columns_too(folder):
    folder.joinpath("sources.csv").write_text(
        "file,source,published,Ownership,desk\na.txt,Herald,12 March 2024,state,\n"
    )
    rows = read_corpus(folder).metadata
    assert rows.drop(columns="article_id").values.tolist() == [
        ["source", "Herald", "sources.csv"],
        ["published", "2024-03-12", "sources.csv"],
        ["Ownership", "state", "sources.csv"],
        ["language", "en", "detected"],
        ["title", "Flood in the Valley", "the article's first line"],
    ]


def many(*rows):
    """A reader of files that begin with MANY: a record for each of these (text, fields)."""

    def read(file, settings):
        for number, (text, fields) in enumerate(rows, start=1):
            yield Record(text, number, {name: Given(value, "there") for name, value in fields.items()})
        yield Refused(9, "Record 9 is broken. Mend it.")
        yield Note("the records were counted.")

    return Reader("a file of many", lambda file: file.head.startswith(b"MANY"), read)


@pytest.fixture
def of_many(folder, monkeypatch):
    rows = [
        (ARTICLE, {"id": "x/y", "source": "Herald", "title": "T" * 2000}),
        (ARTICLE, {"id": "one", "published": "13/03/2024", "language": "English"}),
        (ARTICLE, {"id": "one", "published": "04/03/2024", "language": "Klingonese"}),
        ("...", {"id": "empty"}),
    ]
    monkeypatch.setattr(readers, "READERS", (many(*rows), *readers.READERS))
    folder.joinpath("many.dat").write_bytes(b"MANY")
    return folder


def test_a_file_of_many_gives_an_article_a_record_each_with_its_own_name_source_and_day(of_many):
    corpus = read_corpus(of_many)
    rows = corpus.articles.set_index("article_id")
    assert rows.index.tolist() == ["a", "many-1", "one", "many-3"]
    assert rows["source"].tolist() == ["a", "Herald", "many", "many"]
    assert rows["published"].dropna().tolist() == ["2024-03-13", "2024-03-04"]
    assert rows["row"].dropna().tolist() == [1, 2, 3]
    assert rows.loc["many-1", "title"] == "Flood in the Valley"
    rejected = corpus.rejected[["path", "row", "stage"]].values.tolist()
    assert rejected == [["many.dat", 1, "metadata"], ["many.dat", 3, "metadata"], ["many.dat", 4, "reading"],
                        ["many.dat", 9, "reading"]]  # fmt: skip
    notes = " ".join(corpus.notes["note"])
    assert "many.dat: ids that stand twice or cannot name an article (2), such as " in notes
    assert "'x/y'" in notes
    assert "'one'" in notes
    assert "many.dat: the records were counted." in notes
    assert "not_listed" not in rows.loc["many-1", "health"]
    for name, table in corpus._asdict().items():
        schema.validate(name, table)


def test_a_row_for_a_file_of_many_fills_in_what_its_records_leave_open(of_many):
    of_many.joinpath("sources.csv").write_text("file,source,title,desk\nmany.dat,Post,Not for all,foreign\na.txt,A,,\n")
    corpus = read_corpus(of_many)
    rows = corpus.articles.set_index("article_id")
    assert rows["source"].tolist() == ["A", "Herald", "Post", "Post"]
    assert "Not for all" not in set(rows["title"])
    desks = corpus.metadata.query("name == 'desk'")
    assert desks["article_id"].tolist() == ["many-1", "one", "many-3"]


def test_settings_are_read_and_what_they_may_not_say_names_the_line(folder):
    folder.joinpath("corpus.yml").write_text('columns:\n  text: "Body"\nencoding: windows-1251\nrepair: [characters]\n')
    settings = read_settings(folder)
    assert (dict(settings.columns), settings.encoding, settings.repairs) == ({"text": "Body"}, "cp1251", {"characters"})
    for text, said in (
        ("columns:\n  tone: x\n", "line 2"),
        ("encoding: klingon\n", "klingon"),
        ("colums: 1", "colums"),
    ):
        folder.joinpath("corpus.yml").write_text(text)
        with pytest.raises(CorpusError, match=said):
            read_corpus(folder)


def test_what_new_writes_as_settings_is_read_back():
    odd = {"text": 'Corps "du" texte\\n', "source": "été\u2028x: #"}
    read = parse_yaml(settings_text(odd), where="x").record("settings", ("columns",))["columns"]
    assert {name: node.text(name) for name, node in read.items("columns")} == odd


def test_of_several_languages_of_an_article_the_first_is_taken(folder):
    folder.joinpath("b.csv").write_text("text,language\nDie Fähre fährt.,German; English\nThe ferry runs.,Valleyish\n")
    corpus = read_corpus(folder)
    assert corpus.articles["language"].tolist()[1] == "de"
    assert "language 'Valleyish' is not known" in corpus.rejected["reason"][0]
