"""sources.csv: a bad row or cell costs only itself and is told with its row number."""

import pytest

from analysis.corpus.settings import read_sources
from analysis.errors import CorpusError


def read(tmp_path, text, encoding="utf-8"):
    tmp_path.joinpath("sources.csv").write_bytes(text.encode(encoding))
    return read_sources(tmp_path)


def test_all_columns_but_file_are_optional_and_blank_cells_are_none(tmp_path):
    sources = read(tmp_path, "file,title\na.txt,  A title \nb.txt,\n")
    assert sources.entries["a.txt"].title == "A title"
    assert sources.entries["b.txt"].title is None
    assert sources.problems == []


def test_words_that_look_empty_stay_words(tmp_path):
    sources = read(tmp_path, "file,source,title,genre\na.txt,NA,null,None\n")
    entry = sources.entries["a.txt"]
    assert (entry.source, entry.title, entry.genre) == ("NA", "null", "None")


def test_a_byte_order_mark_and_line_breaks_in_cells_are_read(tmp_path):
    sources = read(tmp_path, 'file,title\na.txt,"One\nTwo"\n', encoding="utf-8-sig")
    assert sources.entries["a.txt"].title == "One Two"


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("b.txt,B", "2 cells where the header has 3"),
        ("b.txt,B,2025-01-01,x", "4 cells"),
        (",B,2025-01-01", "'file' is empty"),
        ("../b.txt,B,2025-01-01", "is a path"),
        ("/etc/passwd,B,2025-01-01", "is a path"),
        ("C:b.txt,B,2025-01-01", "is a path"),
        ("..,B,2025-01-01", "is a path"),
        ("a.txt,B,2025-01-01", "has a row already (row 2)"),
        ('b.txt,"B"x,2025-01-01', "Not valid CSV"),
        ("b.txt,B,15 Octember 2025", "is no date"),
        ("b.txt,B,2025-02-30", "is no date"),
        ("b.txt,B\x1b[2J,2025-02-03", "control character"),
    ],
)
def test_a_bad_row_is_told_with_its_number_and_the_others_stay(tmp_path, row, said):
    sources = read(tmp_path, f"file,source,published\na.txt,A,2025-01-01\n{row}\nz.txt,Z,2025-01-02\n")
    assert [number for number, _ in sources.problems] == [3]
    assert said in sources.problems[0][1]
    assert sources.entries["a.txt"].source == "A"
    assert sources.entries["z.txt"].published == "2025-01-02"


def test_a_bad_date_costs_the_cell_and_not_the_row(tmp_path):
    sources = read(tmp_path, "file,source,published\na.txt,A,soon\n")
    assert sources.entries["a.txt"].source == "A"
    assert sources.entries["a.txt"].published is None


def test_dates_are_read_in_common_ways_and_what_was_assumed_is_said_once(tmp_path):
    rows = "a.txt,2025-02-03T08:00Z\nb.txt,3 Feb 2025 09:15\nc.txt,04/02/2025\nd.txt,05/02/2025\n"
    sources = read(tmp_path, f"file,published\n{rows}")
    assert [entry.published for entry in sources.entries.values()] == [
        "2025-02-03",
        "2025-02-03",
        "2025-02-04",
        "2025-02-05",
    ]
    assert sources.problems == []
    assert len(sources.notes) == 2
    assert "day first: so they are nearest" in sources.notes[0]


def test_a_further_column_is_kept_and_one_that_may_be_misspelt_is_told(tmp_path):
    sources = read(tmp_path, "file,publshed,Desk\na.txt,2024-03-01,foreign\n")
    assert sources.entries["a.txt"].further == {"publshed": "2024-03-01", "Desk": "foreign"}
    assert sources.problems == []
    assert sources.notes == ["sources.csv: 'publshed' is kept as a further column. Is 'published' meant?"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("source,title\nA,B\n", "no column is called 'file'"),
        ("file,title,title\na.txt,A,B\n", "stands twice"),
        ("", "no column is called 'file'"),
    ],
)
def test_a_header_that_cannot_be_used_stops_with_what_to_do(tmp_path, text, said):
    with pytest.raises(CorpusError, match=said):
        read(tmp_path, text)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "cp1252"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
def test_a_list_may_be_written_as_any_program_does(tmp_path, mark, encoding):
    rows = f"file{mark}title\r\na.txt{mark}Café “Oskar”, the first\r\n"
    rows = rows.replace("Café “Oskar”, the first", '"Café “Oskar”, the first"')
    sources = read(tmp_path, rows, encoding)
    assert sources.entries["a.txt"].title == "Café “Oskar”, the first"
    assert sources.problems == []
    assert sources.notes == (["sources.csv is read as Windows-1252."] if encoding == "cp1252" else [])


def test_a_list_in_an_encoding_that_has_to_be_told_stops_until_it_is(tmp_path):
    rows = "file,title\n" + "".join(f"{at}.txt,Паром остаётся в порту\n" for at in range(5))
    with pytest.raises(CorpusError, match="cp1251"):
        read(tmp_path, rows, "cp1251")
    tmp_path.joinpath("corpus.yml").write_text("encoding: cp1251\n")
    assert read(tmp_path, rows, "cp1251").entries["0.txt"].title == "Паром остаётся в порту"


def test_an_unclosed_quotation_mark_costs_its_row(tmp_path):
    sources = read(tmp_path, 'file,title\na.txt,A\nb.txt,"B\nc.txt,C\n')
    assert list(sources.entries) == ["a.txt", "c.txt"]
    assert sources.problems[0][0] == 3


def test_no_list_is_no_error(tmp_path):
    assert read_sources(tmp_path).is_missing
