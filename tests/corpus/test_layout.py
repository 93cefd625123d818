"""Laying out a corpus folder, and looking one over."""

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


def test_columns_that_are_named_are_kept_as_settings(tmp_path, files):
    new_corpus(tmp_path / "story", files, {"text": "Body", "source": 'The "Outlet"'})
    assert read_settings(tmp_path / "story").columns == {"text": "Body", "source": 'The "Outlet"'}
