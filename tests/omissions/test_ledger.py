"""Facts set against sources: told, left out, or open with a reason."""

import pandas as pd
import pytest

from analysis import parameters, pipeline
from analysis.omissions import ledger, omissions
from analysis.omissions.facts import Line, Name, Quotation, Reading
from analysis.omissions.ledger import Article, excuse

TITLE = "Ferry sinks off Vessby\n\n"
STORY = (
    "A ferry sank off Vessby on Monday and 52 people were killed, the coast guard said.\n\n"
    "“We searched the whole bay until the fog came in,” said Ina Holm, who led the search.\n\n"
    "The owner of the ferry had asked the port for a later departure because of the storm.\n\n"
    "The port of Vessby stays shut. Divers will go down again at dawn.\n\n"
)
RETOLD = (
    "Fifty-two people died when a ferry went down near Vessby. The port there stays shut for now.\n\n"
    "Because of the storm the ferry’s owner had asked the port for a later departure.\n\n"
    "Holm said of the bay: “We searched the whole bay until the fog came in.” Her team had two boats.\n\n"
)
SILENT = (
    "The island of Vessby woke to bad news on Tuesday. Flags hang low along the quay.\n\n"
    "In the church the bells rang at noon. People had come from all villages. Shops closed early.\n\n"
)
SOURCES = "file,source,title,published,url,language,genre\n"


def story(tmp_path, texts, *, days=None):
    folder = tmp_path / "ferry"
    folder.mkdir()
    rows = [SOURCES]
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(TITLE + text, encoding="utf-8")
        rows.append(f"{name}.txt,{name.title()},,{(days or {}).get(name, '2024-05-21')},,en,\n")
    (folder / "sources.csv").write_text("".join(rows), encoding="utf-8")
    return pipeline.open_corpus(parameters.make({"corpus": str(folder)}), processed=tmp_path / "processed")


def cells(story):
    """(fact, source) → status, reason; and the facts."""
    facts, found = story.facts, story.fact_sources
    named = found.merge(facts[["fact_id", "fact"]], on="fact_id")
    plain = named.astype(object).where(named.notna(), None)
    return facts, {(row.fact, row.source): (row.status, row.reason) for row in plain.itertuples()}


def status(found, words, source):
    own = {key: value for key, value in found.items() if key[0].strip("“").startswith(words) and key[1] == source}
    assert len(own) == 1, (words, source, list(found))
    return next(iter(own.values()))


FACTS = ("52", "We searched", "Ina Holm", "Because of the storm")


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    texts = {"herald": STORY, "post": RETOLD, "wire": SILENT}
    return cells(story(tmp_path_factory.mktemp("told"), texts))


@pytest.mark.parametrize("words", FACTS)
def test_what_two_tell_the_third_leaves_out(told, words):
    facts, found = told
    assert status(found, words, "Herald") == status(found, words, "Post") == ("told", None)
    assert status(found, words, "Wire")[0] == "missing"
    own = facts[facts["fact"].str.contains(words, regex=False)].iloc[0]
    assert (own["n_sources"], own["n_origins"], own["is_central"]) == (2, 2, True)


def test_what_one_tells_nobody_leaves_out(told):
    facts, found = told
    alone = facts[~facts["is_central"]]
    assert len(alone)
    reasons = {found[fact, source] for fact in alone["fact"] for source in ("Herald", "Post", "Wire")}
    assert not [one for one in reasons if one[0] == "missing"]
    assert ("open", "told by one origin only") in reasons


def test_every_fact_is_set_against_every_source(told):
    facts, found = told
    assert len(found) == 3 * len(facts)


@pytest.mark.parametrize(
    ("silent", "day", "reason"),
    [
        (SILENT, "2024-05-20", "published before anybody told it"),
        ("The bells rang at noon. Flags hang low.\n", "2024-05-21", "a brief of a few sentences"),
        (SILENT + "The mayor will speak to the", "2024-05-21", "the article is cut off"),
    ],
)
def test_silence_with_an_excuse_is_open(tmp_path, silent, day, reason):
    _, found = cells(story(tmp_path, {"herald": STORY, "post": RETOLD, "wire": silent}, days={"wire": day}))
    assert status(found, "52", "Wire") == ("open", reason)


def test_copies_count_once(tmp_path):
    facts, found = cells(story(tmp_path, {"herald": STORY, "post": STORY, "wire": SILENT}))
    assert not facts["is_central"].any()
    assert "missing" not in {state for state, _ in found.values()}


def test_another_number_of_the_same_is_named(tmp_path):
    other = SILENT + "The coast guard counted 47 people killed.\n"
    opened = story(tmp_path, {"herald": STORY, "post": RETOLD, "wire": other})
    facts = opened.facts
    dead = facts.loc[facts["fact"].str.startswith("52"), "fact_id"].iloc[0]
    own = opened.fact_sources
    row = own[own["fact_id"].eq(dead) & own["source"].eq("Wire")].iloc[0]
    said = opened.sentences.set_index("sentence_id")["text"]
    assert row["status"] == "missing"
    assert "47" in said[row["instead"]]


def test_one_article_is_enough_for_a_source(tmp_path):
    opened = story(tmp_path, {"herald": STORY, "post": RETOLD, "wire": SILENT, "wire2": STORY})
    articles = opened.articles.assign(source=opened.articles["source"].replace({"Wire2": "Wire"}))
    tables = {
        name: getattr(opened, name)
        for name in ("blocks", "sentences", "reported_figures", "claims", "quotes", "names_found", "origins")
    }
    facts, found = omissions(articles=articles, **tables)
    dead = facts.loc[facts["fact"].str.startswith("52"), "fact_id"].iloc[0]
    assert found[found["fact_id"].eq(dead) & found["source"].eq("Wire")]["status"].tolist() == ["told"]


def test_a_large_corpus_keeps_the_most_told(told, monkeypatch, tmp_path):
    opened = story(tmp_path, {"herald": STORY, "post": RETOLD, "wire": SILENT})
    monkeypatch.setattr(ledger, "_LEAST_FACTS", 2)
    monkeypatch.setattr(ledger, "_MOST_CELLS", 6)
    names = ("articles", "blocks", "sentences", "reported_figures", "claims", "quotes", "names_found", "origins")
    facts, _ = omissions(**{name: getattr(opened, name) for name in names})
    assert len(facts) == 2
    assert facts["is_central"].all()


def test_nothing_in_nothing_out(told):
    empty = {
        "articles": ["article_id", "source", "language", "published", "health"],
        "blocks": ["article_id", "block_id", "is_body"],
        "sentences": ["article_id", "block_id", "sentence_id", "text"],
        "reported_figures": ["article_id"],
        "claims": ["sentence_id"],
        "quotes": ["sentence_id", "is_direct", "text"],
        "names_found": ["name"],
        "origins": ["article_id", "origin"],
    }
    facts, found = omissions(**{name: pd.DataFrame(columns=columns) for name, columns in empty.items()})
    assert facts.empty
    assert found.empty


@pytest.mark.parametrize(("n_sentences", "reason"), [(4, "a brief of a few sentences"), (5, None)])
def test_four_sentences_are_a_brief(n_sentences, reason):
    lines = tuple(Line(f"a:s{number}", "The bells rang at noon.") for number in range(n_sentences))
    article = Article(Reading("a", lines, ()), "Wire", "a", "2024-05-21", is_cut_off=False)
    assert excuse(article, "2024-05-20") == reason


def test_a_sum_is_no_other_number_of_each_other_sum(tmp_path):
    texts = {"herald": "The firm was fined $220,000.\n", "post": "A fine of $220,000 was paid.\n"}
    opened = story(tmp_path, texts | {"wire": SILENT + "The firm lost some $900 million of its value.\n"})
    fine = opened.facts.loc[opened.facts["fact"].str.startswith("$220,000"), "fact_id"].iloc[0]
    own = opened.fact_sources
    assert own[own["fact_id"].eq(fine) & own["source"].eq("Wire")]["instead"].isna().all()


def article(name, *sentences):
    lines = tuple(Line(f"{name}:s{number}", text) for number, text in enumerate(sentences, start=1))
    return Article(Reading(name, lines, ()), source=name, origin=name, published=None, is_cut_off=False)


COMMON = "one of the ships that had been in the harbour of the old town"
ARTICLES = (
    article("a", "She saw one of the ships that had been in the harbour of the old town that night."),
    article("b", "It was one of the ships that had been there.", "Ola Brekke saw the harbour of the old town."),
    article("c", "One of the towns was old.", "Brekke left."),
    article("d", "Nothing of the kind."),
)


def test_only_articles_with_a_clue_are_looked_through_and_no_telling_is_lost():
    said = [Quotation(COMMON, tuple(COMMON.split())), *(Quotation(w, tuple(w.split())) for w in QUOTES)]
    facts = [*said, Name("Ola Brekke", (("ola", "brekke"), ("brekke",)))]
    every = [
        {one.reading.article_id: told for one in ARTICLES if (told := fact.told_by(one.reading))} for fact in facts
    ]
    assert [len(found) for found in every] == [2, 2, 2, 2]
    assert [dict(one.said) for one in ledger.tellings(facts, ARTICLES)] == every


QUOTES = ("one of the ships that went down", "in the harbour of the king himself")


def test_what_was_worked_out_of_an_article_is_let_go(monkeypatch):
    looked = []
    monkeypatch.setattr(Name, "told_by", lambda fact, reading: looked.append(len(vars(reading))))
    assert list(ledger.tellings([Name("Ola Brekke", (("brekke",),))], ARTICLES))
    assert len(looked) == 2
    assert min(looked) > 3
    assert all(vars(one.reading).keys() == {"article_id", "lines", "figures"} for one in ARTICLES)
    assert all(vars(line).keys() == {"sentence_id", "text"} for one in ARTICLES for line in one.reading.lines)
