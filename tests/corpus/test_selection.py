import pytest

from analysis.corpus import Codebook, Selection, checked_reference, outlets, read_corpus
from analysis.errors import CorpusError, ParameterError

SOURCES = """file,source,published,language,genre,Print run,Beat
a.txt,The Gull,2024-02-28,en,news,900,ports
b.txt,The Gull,2024-03-02,en,opinion,900,
c.txt,Harbour Post,2024-03,en,news,20000,ports
d.txt,Harbour Post,,en,,20000,fish
e.txt,Küstenblatt,2024-04-01,de,news,,fish
"""
TEXT = "The harbour {}\n\nThe council of {} met on Monday. Rain fell on the quay, and nobody spoke of the ferry.\n"
OWNERS = Codebook(variables={"ownership": {"The Gull": "state", "Harbour Post": "private", "d": "party", "Tern": "x"}})


@pytest.fixture(scope="module")
def corpus(tmp_path_factory):
    folder = tmp_path_factory.mktemp("harbour")
    (folder / "sources.csv").write_text(SOURCES, encoding="utf-8")
    for name in "abcde":
        (folder / f"{name}.txt").write_text(TEXT.format("opens", "Velm" if name in "bd" else f"{name.upper()}burg"))
    return read_corpus(folder)


def chosen(corpus, *, where="", compare="", codebook=OWNERS):
    selection = Selection(corpus, codebook)
    selection.where(where)
    selection.compare(compare)
    return selection


def ids(selection):
    return "".join(selection.corpus.articles["article_id"])


@pytest.mark.parametrize(
    ("where", "left"),
    [
        ("", "abcde"),
        ("published >= 2024-03-01 and language == 'en'", "bc"),
        ("`Print run` > 1000", "cd"),
        ("Beat == 'ports' or genre is empty", "acd"),
        ("ownership == 'state'", "ab"),
        ("ownership is empty", "e"),
        ("month == 2024-03", "bc"),
        ("year >= 2024", "abce"),
        ("outlet == 'The Gull' and source == 'The Gull'", "ab"),
    ],
)
def test_where_keeps_the_articles_for_which_it_holds(corpus, where, left):
    assert ids(chosen(corpus, where=where)) == left


def test_what_belongs_to_an_article_goes_with_it(corpus):
    tables = chosen(corpus, where="language == 'de'").tables()
    for name in ("articles", "blocks", "sentences", "metadata"):
        assert set(tables[name]["article_id"]) == {"e"}
        assert tables[name].index.tolist() == list(range(len(tables[name])))


def test_what_is_left_out_is_listed_with_its_reason(corpus):
    tables = chosen(corpus, where="published < 2024-03-10", compare="Beat").tables()
    rows = tables["left_out_articles"].set_index("article_id")
    assert rows["reason"].to_dict() == {"c": "where_unknown", "d": "where_unknown", "e": "where", "b": "no_value"}
    assert rows.loc["e", "source"] == "Küstenblatt"
    notes = tables["notes"].query("about == 'selection'")["note"].tolist()
    assert notes[0].startswith("2 of 5 articles are read: those for which published < 2024-03-10. Of two it cannot")
    assert notes[1:] == [
        "One article without a value of Beat left out.",
        "Compared is one group of articles by Beat: ports (1); “source” means such a group.",
    ]


def test_an_article_is_the_copy_of_none_that_is_not_read(corpus):
    assert "same_text_as:b" in corpus.articles.set_index("article_id").loc["d", "health"]
    alone = chosen(corpus, where="genre is empty").corpus.articles
    assert not any(flag.startswith("same_text_as") for flag in alone["health"].iloc[0])
    assert "same_text_as:b" in chosen(corpus, where="language == 'en'").corpus.articles["health"].iloc[-1]


@pytest.mark.parametrize(
    ("compare", "groups"),
    [
        ("", {"The Gull": "ab", "Harbour Post": "cd", "Küstenblatt": "e"}),
        ("language", {"en": "abcd", "de": "e"}),
        ("genre", {"news": "ace", "opinion": "b"}),
        ("Print run", {"900": "ab", "20000": "cd"}),
        ("`Print run`", {"900": "ab", "20000": "cd"}),
        ("ownership", {"state": "ab", "private": "c", "party": "d"}),
        ("month", {"2024-02": "a", "2024-03": "bc", "2024-04": "e"}),
        ("year", {"2024": "abce"}),
        ("published < 2024-03-01", {"before 2024-03-01": "a", "2024-03-01 or later": "bce"}),
        ("published < 2024-03-02", {"before 2024-03-02": "a", "2024-03-02 or later": "be"}),
        ("genre == 'opinion'", {"genre opinion": "b", "genre other than opinion": "ace"}),
    ],
)
def test_compare_makes_groups_and_keeps_the_publication(corpus, compare, groups):
    articles = chosen(corpus, compare=compare).corpus.articles
    assert articles.groupby("source")["article_id"].sum().to_dict() == groups
    given = corpus.articles.set_index("article_id")["source"]
    assert outlets(articles).tolist() == given[articles["article_id"]].tolist()


def test_a_variable_that_names_nobody_is_said(corpus):
    notes = chosen(corpus, compare="ownership").tables()["notes"]["note"]
    assert notes.str.contains("variable 'ownership' names Tern, which is no source or article here").any()


def test_whoever_writes_groups_into_the_column_source_keeps_the_outlets_in_another(tmp_path):
    (tmp_path / "sources.csv").write_text("file,source,outlet\na.txt,state,The Gull\nb.txt,private,Harbour Post\n")
    for name in "ab":
        (tmp_path / f"{name}.txt").write_text(TEXT.format("opens", name.upper()))
    articles = chosen(read_corpus(tmp_path)).corpus.articles
    assert articles["source"].tolist() == ["state", "private"]
    assert articles["outlet"].tolist() == ["The Gull", "Harbour Post"]


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ({"where": "langauge == 'en'"}, "'where': No column or variable is called 'langauge'. Did you mean 'language'"),
        ({"where": "owner == 'state'"}, "Known: ownership|Known: article_id, source.*ownership.*Beat, Print run"),
        ({"compare": "Bead"}, "'compare': No column or variable is called 'Bead'. Did you mean 'Beat'"),
        ({"compare": "genre = 'news'"}, "'compare': .*Equal is written =="),
        ({"where": "genre > 3"}, "'where': `genre` holds no numbers"),
    ],
)
def test_a_wrong_name_or_sign_is_an_error_that_helps(corpus, asked, said):
    with pytest.raises(ParameterError, match=said):
        chosen(corpus, **asked)


def test_nothing_left_is_an_error_that_says_of_how_many_and_what_there_is(corpus):
    with pytest.raises(CorpusError, match=r"Of five articles, none.*`genre` has 'news' and 'opinion'"):
        chosen(corpus, where="genre == 'opnion'")
    with pytest.raises(CorpusError, match="Of one article, none has a value for compare = 'Print run'"):
        chosen(corpus, where="language == 'de'", compare="Print run")


def test_a_reference_is_one_of_the_groups(corpus):
    articles = chosen(corpus, compare="ownership").corpus.articles
    assert checked_reference(articles, " state ") == "state"
    assert checked_reference(articles, "") is None
    with pytest.raises(ParameterError, match=r"is called 'State'. Did you mean 'state'.*party, private and state"):
        checked_reference(articles, "State")
