"""The ledger of an article: what a careful reader would list, and nothing else."""

import csv
from pathlib import Path

import pytest

from analysis.corpus import document_from_text, load_codebook
from analysis.reported_figures import figures_of, find_figures
from analysis.schema import frame, validate
from analysis.voices import quotes_of

CORPUS = Path(__file__).resolve().parents[2] / "data" / "raw" / "belarus-2025"
PUBLISHED = {"offlinew": "2025-10-15"}
LISTED = list(csv.DictReader((Path(__file__).parent / "belarus_ledger.csv").open(encoding="utf-8")))


def ledger(text, *, published=None, codebook=None, **settings):
    codebook = codebook or load_codebook(None)
    document = document_from_text(text, article_id="a", published=published)
    return figures_of(document, quotes_of(document, codebook=codebook), codebook=codebook, **settings)


@pytest.fixture(scope="module")
def found():
    codebook = load_codebook(CORPUS)
    rows = {}
    for path in sorted(CORPUS.glob("*.txt")):
        name = path.stem
        document = document_from_text(path.read_text(encoding="utf-8"), article_id=name, published=PUBLISHED.get(name))
        rows[name] = figures_of(document, quotes_of(document, codebook=codebook), codebook=codebook)
    return rows


def number(cell):
    return float(cell) if cell else None


@pytest.mark.parametrize("article", sorted({row["article"] for row in LISTED}))
def test_the_ledger_is_the_list_made_by_hand(found, article):
    listed = [row for row in LISTED if row["article"] == article]
    expected = [
        (r["surface"], float(r["value"]), number(r["low"]), number(r["high"]), r["bound"], r["kind"]) for r in listed
    ]
    rows = found[article]
    assert [(r["surface"], r["value"], r["low"], r["high"], r["bound"], r["kind"]) for r in rows] == expected


def one_name(name):
    """The first name that the codebook gives whoever it knows by this name, so that the list can say it either way."""
    for actor in load_codebook(CORPUS).actors.values():
        if name is not None and name.lower() in {other.lower() for other in (actor.name, *actor.names)}:
            return actor.names[0]
    return name


@pytest.mark.parametrize("article", sorted({row["article"] for row in LISTED}))
def test_authorities_measures_and_dates_are_those_of_the_list(found, article):
    listed = [row for row in LISTED if row["article"] == article]
    rows = found[article]
    columns = ("measure", "event_date", "as_of")
    assert [tuple(row[c] for c in columns) for row in rows] == [
        tuple(row[c] or None for c in columns) for row in listed
    ]
    assert [one_name(row["authority"]) for row in rows] == [one_name(row["authority"] or None) for row in listed]


def test_every_surface_is_the_article_at_its_span(found):
    for name, rows in found.items():
        text = document_from_text((CORPUS / f"{name}.txt").read_text(encoding="utf-8")).text
        assert all(text[row["start_char"] : row["end_char"]] == row["surface"] for row in rows)


def test_the_noun_left_out_is_found():
    rows = ledger("On Friday 52 prisoners were freed; 14 of them were foreigners. Three were children.")
    assert [row["head"] for row in rows] == ["prisoner", "foreigner", "child"]
    assert rows[1]["measure"] == "released"


def test_a_part_is_of_something_large_enough():
    rows = ledger("3,150 people had left five villages. More than 1,900 of them are staying with relatives.")
    assert [row["head"] for row in rows] == ["person", "village", "person"]


def test_an_earlier_value_counts_the_same():
    rows = ledger("As of Thursday, 83 people were missing, down from 120 at the start of the week.")
    assert [(row["value"], row["measure"], row["head"]) for row in rows] == [
        (83, "missing", "person"),
        (120, "missing", "person"),
    ]


def test_labels_of_a_list_count_people():
    rows = ledger("Figures of the day:\n\n- Dead: 57\n- Evacuated: over 3,000\n")
    assert [(row["measure"], row["population"]) for row in rows] == [("killed", "people"), ("evacuated", "people")]


def test_dead_and_injured_are_people():
    rows = ledger("At least 43 people were killed and more than 120 injured in the crash.")
    assert [(row["population"], row["measure"]) for row in rows] == [("people", "killed"), ("people", "injured")]


def test_a_count_since_a_year_is_never_a_stock():
    (row,) = ledger("More than 5,400 people have been detained since 2020.")
    assert (row["kind"], row["measure"]) == ("cumulative", "arrested")


def test_a_table_takes_its_nouns_from_the_header():
    text = "Title of it\n\n| Date | Number of houses destroyed |\n|---|---|\n| 3 May 2025 | 52 |\n"
    rows = ledger(text)
    assert [(row["value"], row["head"], row["measure"]) for row in rows] == [(52, "house", "destroyed")]


def test_what_an_article_counts_of_itself_is_left_out():
    assert ledger("The statement underscores two crucial trends: prices rise and wages do not.") == []


def test_vague_words_are_drawn_as_told():
    (row,) = ledger("Dozens of shops have shut.", dozens=30)
    assert (row["value"], row["low"], row["high"], row["bound"]) == (30, 30, None, "vague")


def test_quoted_figures_are_marked_and_credited():
    (row,) = ledger("“Hundreds of prisoners remain behind bars,” said Marta Lind, who runs the group.")
    assert (row["is_quoted"], row["authority"]) == (True, "Marta Lind")


def test_the_table_is_the_declared_one_and_keeps_the_order_of_the_articles():
    documents = [document_from_text(f"Police arrested {n} people.", article_id=f"a{n}") for n in (30, 20)]
    found = find_figures(documents, frame("quotes"), codebook=load_codebook(None))
    assert validate("reported_figures", found)["figure_id"].tolist() == ["a30:f1", "a20:f1"]
    assert find_figures([], frame("quotes"), codebook=load_codebook(None)).empty
