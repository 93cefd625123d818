"""Laying out a corpus folder, and looking one over."""

from pathlib import Path

import pytest

from analysis.corpus import check_corpus, new_corpus, read_corpus
from analysis.corpus.settings import read_settings
from analysis.errors import CorpusError

ARTICLE = "Flood in the Valley\n\nAt least 12 people died in the night, and the water of the river is still rising.\n"


@pytest.fixture
def files(tmp_path):
    paths = [tmp_path / "in" / name for name in ("b.txt", "a.txt")]
    paths[0].parent.mkdir()
    for path in paths:
        path.write_text(ARTICLE + path.stem)
    return paths


def test_a_new_folder_is_a_corpus_at_once(tmp_path, files):
    folder = tmp_path / "deep" / "story"
    said = new_corpus(folder, files)
    assert "2 articles" in said
    assert "media-analysis check" in said
    assert folder.joinpath("sources.csv").read_text().splitlines() == [
        "file,source,title,published,url,language,genre",
        "a.txt,a,Flood in the Valley,,,en,",
        "b.txt,b,Flood in the Valley,,,en,",
    ]
    corpus = read_corpus(folder)
    assert len(corpus.articles) == 2
    assert corpus.rejected.empty
    assert folder.joinpath("a.txt").read_bytes() == files[1].read_bytes()


def test_nothing_is_overwritten(tmp_path, files):
    folder = tmp_path / "story"
    folder.mkdir()
    folder.joinpath("mine.txt").write_text("mine")
    with pytest.raises(CorpusError, match="not empty"):
        new_corpus(folder, files)
    assert [path.name for path in folder.iterdir()] == ["mine.txt"]


def test_a_bad_file_leaves_nothing_behind(tmp_path, files):
    bad = tmp_path / "in" / "c.docx"
    bad.write_bytes(b"PK\x03\x04\x00")
    for wrong, said in (
        ([*files, bad], "c.docx"),
        ([*files, tmp_path / "no.txt"], "no.txt"),
        ([], "Name the articles"),
    ):
        with pytest.raises(CorpusError, match=said):
            new_corpus(tmp_path / "story", wrong)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in"]


def test_all_files_that_cannot_be_used_are_named_at_once(tmp_path, files):
    bad = [tmp_path / "in" / name for name in ("empty.txt", "void.txt")]
    for path in bad:
        path.write_text("…")
    with pytest.raises(CorpusError, match=r"empty\.txt.*void\.txt"):
        new_corpus(tmp_path / "story", [*files, *bad])


def test_two_files_of_one_name_are_refused(tmp_path, files):
    other = tmp_path / "other"
    other.mkdir()
    other.joinpath("a.txt").write_text(ARTICLE)
    with pytest.raises(CorpusError, match="have one name"):
        new_corpus(tmp_path / "story", [*files, other / "a.txt"])


def test_check_says_what_would_be_taken_in_and_what_is_wrong(tmp_path, files):
    folder = files[0].parent
    folder.joinpath("empty.txt").write_text("")
    folder.joinpath("sources.csv").write_text("file,source,published\na.txt,The Daily,soon\nz.txt,Z,2025-01-01\n")
    before = sorted(path.name for path in folder.iterdir())
    check = check_corpus(folder)
    assert (check.n_articles, check.n_rejected) == (2, 3)
    for said in (
        "a.txt: The Daily, no date",
        "row 2: a.txt: published 'soon'",
        "z.txt",
        "empty.txt: Its text is empty",
    ):
        assert said in check.text
    assert before == sorted(path.name for path in folder.iterdir())


def test_check_prints_no_control_characters(tmp_path):
    tmp_path.joinpath("a\x1b[2J.txt").write_text(ARTICLE)
    text = check_corpus(tmp_path).text
    assert "\x1b" not in text


def test_fields_are_said_with_where_they_stand(tmp_path, files):
    folder = files[0].parent
    folder.joinpath("sources.csv").write_text("file,source,Ownership\na.txt,The Daily,state\n")
    text = check_corpus(folder).text
    assert "source: sources.csv (1 article); the file's name (1 article)" in text
    assert "Ownership: sources.csv (1 article)" in text


@pytest.mark.parametrize("n", [3, 60])
def test_a_check_has_the_same_parts_whatever_the_size(tmp_path, n):
    for number in range(n):
        (tmp_path / f"gull-{number:02}.txt").write_text("The harbour was shut on Monday. Nobody said why it", "utf-8")
    text = check_corpus(tmp_path).text
    parts = [line for line in text.splitlines() if line.endswith(":") and not line.startswith(" ")]
    assert parts == [
        "Sources:", "Fields, and where they stand:", "What to know before trusting the texts:", "Articles:", "Notes:"
    ]  # fmt: skip
    assert f"{n} articles, such as gull-00, gull-01, gull-02" in text
    assert ("… and 10 more articles." in text) == (n == 60)
    assert len(text.splitlines()) < 600


def test_columns_that_are_named_are_kept_as_settings(tmp_path):
    files = tables(tmp_path, north=('Body,"The ""Outlet"""', "The quay was shut.,Post"))
    new_corpus(tmp_path / "story", files, {"text": "Body", "source": 'The "Outlet"'})
    assert read_settings(tmp_path / "story").columns == {"text": "Body", "source": 'The "Outlet"'}


def tables(folder, **rows):
    """CSV files by name, each from its header and one article's cells."""
    paths = []
    for name, (header, cells) in rows.items():
        paths.append(folder / f"{name}.csv")
        paths[-1].write_text(f"{header}\n{cells}\n")
    return paths


def test_tables_whose_columns_are_called_differently_are_laid_out_together(tmp_path):
    files = tables(tmp_path, north=("Text,Medium", "The quay was shut.,Post"), south=("Text,Kanal", "It opened.,Bote"))
    said = new_corpus(tmp_path / "story", files, {"source": ("Medium", "Kanal")})
    assert read_corpus(tmp_path / "story").articles["source"].tolist() == ["Post", "Bote"]
    assert "north.csv and south.csv: table, 2 articles." in said
    assert "has no column" not in said


def test_a_column_that_no_file_has_is_refused_and_one_that_some_have_is_said(tmp_path):
    files = tables(tmp_path, north=("Text,Medium", "The quay was shut.,Post"), south=("Text,Paper", "It opened.,Bote"))
    with pytest.raises(CorpusError, match="No file has a column 'Outlet' with a source"):
        new_corpus(tmp_path / "story", files, {"source": "Outlet"})
    assert not (tmp_path / "story").exists()
    said = new_corpus(tmp_path / "story", files, {"source": "Medium"})
    assert "south.csv: It has no column 'Medium' (source)" in said


def test_a_column_that_no_file_has_any_more_is_told(tmp_path):
    tables(tmp_path, north=("Text,Medium", "The quay was shut.,Post"))
    tmp_path.joinpath("corpus.yml").write_text("columns: {source: [Outlet, Kanal]}\n")
    rejected = read_corpus(tmp_path).rejected
    assert rejected["path"].tolist() == ["corpus.yml"]
    assert "'Outlet' or 'Kanal'" in rejected["reason"][0]


def test_what_is_said_of_five_hundred_files_is_short(tmp_path):
    rows = {f"t{n:03}": ("Text,Medium,published", f"The quay was shut {n} times.,Post,04/03/2024") for n in range(500)}
    said = new_corpus(tmp_path / "story", tables(tmp_path, **rows))
    assert "500 articles" in said
    assert len(said.splitlines()) < 10
    assert max(map(len, said.splitlines())) < 400


def test_files_may_be_named_from_where_one_stands(tmp_path, files, monkeypatch):
    monkeypatch.chdir(files[0].parent)
    assert "2 articles" in new_corpus(Path("../story"), [Path("a.txt"), Path("b.txt")])
    assert len(read_corpus(tmp_path / "story").articles) == 2


DATED = [
    ("14 March 2024", "2024-03-14"),
    ("Published: 15 March 2024, 10:20 GMT", "2024-03-15"),
    ("Thursday, March 14, 2024", "2024-03-14"),
    ("PORT ELLIS, March 16, 2024 (AP) - The harbour office said so.", "2024-03-16"),
    # Which of two days it is, nobody can tell; a sentence is no date line; a day needs its year.
    ("Published 14 March 2024\nUpdated 16 March 2024", ""),
    ("Updated 16 March 2024, published 14 March 2024", ""),
    ("The ferry sank on 14 March 2024, the harbour office said.", ""),
    ("PORT ELLIS, March 16 (AP) - The harbour office said so.", ""),
]


@pytest.mark.parametrize(("line", "day"), DATED)
def test_a_date_line_is_proposed_as_the_day_and_never_taken_unseen(tmp_path, line, day):
    article = tmp_path / "ferry.txt"
    body = "At least 12 people were brought ashore by the crews of three boats, and nobody is missing any more."
    article.write_text(f"Ferry sinks off Port Ellis\n\n{line}\n\n{body}\n\nMost of them went home.\n")
    folder = tmp_path / "story"
    said = new_corpus(folder, [article])
    rows = (folder / "sources.csv").read_text().splitlines()[1:]
    assert [row.split(",")[3] for row in rows] == [day]
    assert ("published in sources.csv is a proposal" in said) == bool(day)
    (folder / "sources.csv").unlink()
    assert read_corpus(folder).articles["published"].isna().all()
    assert ("may say when" in check_corpus(folder).text) == bool(day)
    assert day in check_corpus(folder).text


def test_check_counts_files_that_are_byte_for_byte_the_same(tmp_path):
    for name, text in {"a": ARTICLE, "b": ARTICLE, "c": ARTICLE + "\n", "d": ARTICLE + "More.\n"}.items():
        (tmp_path / f"{name}.txt").write_text(text)
    (line,) = [one for one in check_corpus(tmp_path).text.splitlines() if "Byte for byte" in one]
    assert line.endswith("1 file: a.txt and b.txt")  # c differs by one byte and says the same


def test_check_shows_notes_whole_however_long(tmp_path):
    names = [f"{'a-name-that-is-long-' * 6}{n}.txt" for n in range(3)]
    for name in names:
        (tmp_path / name).write_text(ARTICLE + name)
    (tmp_path / "sources.csv").write_text("file,source\n")
    notes = check_corpus(tmp_path).text.partition("Notes:")[2]
    assert all(f"{name}" in notes for name in names)
